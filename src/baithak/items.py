"""The record in pieces, as rooms exchange them and the store keeps them: each by kind and id, in the order of its kind.

An event may be a session. What an item says of others it says by reference, so that a new spelling of a name, or
another number behind an id, changes one row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from baithak.model import Json

KINDS = (
    "bodies",
    "events",
    "actors",
    "equipment",
    "statements",
    "promises",
    "disputes",
    "flags",
    "decisions",
    "documents",
)


class Name(NamedTuple):
    """Whose names: sort is ``actor`` (people, organisations, places, things, offices) or ``body``."""

    sort: str
    id: str


Names = dict[Name, dict[str, list[str]]]
"""Names by language, best first."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of the record.

    key: by which references know it, the same as long as the claims stand that it is made of; id: as people know it.
    order: text that sorts the items of a kind, what matters most first. cell: what it was worked out in.
    value: its fields without `id`, with references to others.
    of: the body of a session, the parent of a body, the event (its key) of a promise, dispute or flag.
    type: of an event; kind of an actor; field of a dispute or flag. state: status of an event, state of a promise.
    day: the last day of its date, ISO 8601. about: ids of the people, countries, places and things in it.
    claims: those that tell it; of an event, also those of what was signed at it, and of figures given of it.
    """

    kind: str
    key: str
    id: str
    order: str
    cell: str
    value: Json
    of: str | None = None
    type: str | None = None
    state: str | None = None
    day: str | None = None
    about: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(slots=True)
class Pieces:
    """A record in pieces. day: as of when it is (EDTF)."""

    day: str | None
    items: list[Item] = field(default_factory=list)
    names: Names = field(default_factory=dict)


class Renewal(NamedTuple):
    """What is otherwise in a record in pieces; None for what is there no more.

    day: as of when it is now (EDTF). items: kind, key and the item. ids: key of an event and its id, of those that have
    another one. names: whose, and the names by language.
    """

    day: str | None
    items: list[tuple[str, str, Item | None]]
    ids: list[tuple[str, str]]
    names: list[tuple[Name, dict[str, list[str]] | None]]


def actor(key: str) -> Json:
    """Stands for an actor or place with its names."""
    return {"@actor": key}


def body(key: str) -> Json:
    """Stands for a body with its names."""
    return {"@body": key}


def names(sort: str, key: str) -> Json:
    """Stands for the names alone."""
    return {f"@{sort} names": key}


def event(key: str) -> Json:
    """Stands for the id of the event with that key."""
    return {"@event": key}


def references(value: Any) -> Iterator[Name]:
    """Every reference in a value; that to an event has the sort ``event`` and its key for an id."""
    if isinstance(value, dict):
        found = _reference(value)
        if found:
            yield found[0]
        else:
            for each in value.values():
                yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def resolved(value: Any, names: Mapping[Name, Any], ids: Mapping[str, str]) -> Any:
    """The value in the contract's form: entities with id and names, and ids of events, in the place of references."""
    if isinstance(value, dict):
        found = _reference(value)
        if found is None:
            return {name: resolved(each, names, ids) for name, each in value.items()}
        name, alone = found
        if name.sort == "event":
            return ids.get(name.id, name.id)
        return names.get(name, {}) if alone else {"id": name.id, "names": names.get(name, {})}
    return [resolved(each, names, ids) for each in value] if isinstance(value, list) else value


def _reference(value: Json) -> tuple[Name, bool] | None:
    """What is referred to, and whether only its names are meant."""
    if len(value) == 1:
        ((mark, key),) = value.items()
        if mark[:1] == "@":
            sort, _, alone = mark[1:].partition(" ")
            return Name(sort, key), bool(alone)
    return None


def told(item: Item, names: Mapping[Name, Any], ids: Mapping[str, str]) -> Json:
    """The item in the contract's form, with its id."""
    made: Json = resolved(item.value, names, ids)
    return {"id": item.id} | made


def by_kind(pieces: Pieces) -> dict[str, list[Json]]:
    """All items in the contract's form, by kind."""
    ids = {item.key: item.id for item in pieces.items if item.kind == "events"}
    found: dict[str, list[Json]] = {kind: [] for kind in KINDS}
    for item in pieces.items:
        found[item.kind].append(told(item, pieces.names, ids))
    return found
