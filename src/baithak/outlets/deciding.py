"""`baithak decide`: what somebody types as a decision that the record can carry out, and the decisions that stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rich.console import RenderableType
from rich.text import Text

from baithak.edtf import EdtfError, parse
from baithak.errors import StopRun
from baithak.knowledge.load import Knowledge
from baithak.model import Json
from baithak.outlets.show import Sight
from baithak.record.decisions import Decision, Kind
from baithak.store.given import STATUSES

FIELDS = ("date", "place", "ordinal", "status", "co_chairs", "participants", "host_country")
_MANY = ("co_chairs", "participants")
_LOOK = "`baithak review` and `baithak export record` give ids"


class Ids(Protocol):
    """What may be ruled on."""

    def event(self, key: str) -> Json | None:
        """The event with that id."""
        ...

    def claim(self, key: str) -> bool:
        """Whether there is such a claim."""
        ...

    def named(self, key: str) -> bool:
        """Whether the record or any claim names an actor, a place or a body with that id."""
        ...


@dataclass(slots=True)
class Seen:
    """The ids of a record that is looked at as a whole."""

    sight: Sight
    knowledge: Knowledge
    _events: dict[str, Json] = field(default_factory=dict)
    _others: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        record = self.sight.record
        for event in (*record["events"], *(s for body in record["bodies"] for s in body["sessions"])):
            self._events[event["id"]] = event
        self._others.update(each["id"] for each in (*record["bodies"], *record["actors"]))
        self._others.update((*self.knowledge.actors, *self.knowledge.places))
        for claim in self.sight.claims.values():
            named = (claim.body, claim.parent, *(e for found in claim.roles.values() for e in found))
            self._others.update(entity.id for entity in named if entity)

    def event(self, key: str) -> Json | None:
        return self._events.get(key)

    def claim(self, key: str) -> bool:
        return key in self.sight.claims

    def named(self, key: str) -> bool:
        return key in self._others


def _lasting(target: str, ids: Ids) -> str:
    """The id by which a decision keeps its target: of an event the claim that stands for it."""
    event = ids.event(target)
    if event is not None:
        if not event["claims"]:
            raise StopRun(f"Nobody reported {target}: there is no claim in it to decide on.")
        return str(min(event["claims"]))
    if ids.claim(target) or ids.named(target):
        return target
    raise StopRun(f"There is no claim, event, actor or body {target}: {_LOOK}.")


def decision(
    kind: Kind,
    targets: Sequence[str],
    values: Sequence[str],
    signed: Mapping[str, str],
    ids: Ids,
) -> Decision:
    """The decision that is meant; StopRun says what is wrong with its targets or its values.

    targets: ids, and behind that of an event a field for accept and pin; signed: author, time and reason.
    """
    value: str | int | tuple[str, ...] | None = None
    lasting: tuple[str, ...]
    if values and kind != "pin":
        raise StopRun(f"Only pin takes a --value, {kind} does not.")
    if kind in ("accept", "pin"):
        if len(targets) != 2 or ids.event(targets[0]) is None or targets[1] not in FIELDS:
            raise StopRun(f"{kind} takes an event and one of its fields, {', '.join(FIELDS)}: {_LOOK}.")
        lasting = (_lasting(targets[0], ids), targets[1])
        value = _value(targets[1], tuple(values), ids) if kind == "pin" else None
    else:
        lasting = tuple(_lasting(target, ids) for target in targets)
        if kind == "reject" and (not targets or not all(map(ids.claim, targets))):
            raise StopRun(f"reject takes the ids of claims: {_LOOK}.")
        if kind != "reject" and len(set(lasting)) < 2:
            raise StopRun(f"{kind} takes two ids or more: {_LOOK}.")
    return Decision(kind, lasting, value, **signed)


def _value(name: str, values: tuple[str, ...], ids: Ids) -> str | int | tuple[str, ...]:
    if not values or (len(values) > 1 and name not in _MANY):
        raise StopRun(f"Say what {name} is to be: --value V{', once for each' if name in _MANY else ''}.")
    if name in _MANY or name in ("place", "host_country"):
        unknown = [value for value in values if not ids.named(value)]
        if unknown:
            raise StopRun(f"Nobody and no place goes by the id {min(unknown)}: {_LOOK}.")
        return values if name in _MANY else values[0]
    if name == "ordinal":
        if not values[0].isdecimal():
            raise StopRun(f"{values[0]} is no number of a sitting: write 21.")
        return int(values[0])
    if name == "status" and values[0] not in STATUSES:
        raise StopRun(f"There is no status {values[0]}: known are {', '.join(STATUSES)}.")
    return _date(values[0]) if name == "date" else values[0]


def _date(value: str) -> str:
    try:
        return str(parse(value))
    except EdtfError as error:
        raise StopRun(f"{error}: write 2025-12-04, 2025-12 or 2025.") from error


def listed(decisions: Iterable[Decision]) -> Iterator[RenderableType]:
    """The decisions that stand, the newest first."""
    found = sorted(decisions, key=lambda d: (d.time, d.id), reverse=True)
    if not found:
        yield Text("No decision stands.")
        return
    for d in found:
        value = f" = {_said(d.value)}" if d.value is not None else ""
        yield Text.assemble((d.id, "bold"), f"  {d.kind} {' '.join(d.targets)}{value}", no_wrap=True)
        yield Text(f"    {d.said}", style="dim")


def _said(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def settled(decisions: Iterable[Decision], event: Json) -> set[str]:
    """The fields of an event that were accepted or pinned."""
    ruled = (d for d in decisions if d.kind in ("accept", "pin") and d.targets[0] in event["claims"])
    return {decision.targets[1] for decision in ruled}
