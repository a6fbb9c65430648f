"""What changed between two records: of two days, or before and after more pages or decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from baithak.model import Json

_BODY = ("parent", "parties", "members", "co_chair_offices", "cadence", "rotation", "next")
_EVENT = ("date", "place", "host_country", "co_chairs", "participants", "status", "outcomes", "stated", "documents")
_PROMISE = ("due", "state", "closed_by")


def diff(before: Json, after: Json) -> Json:
    """The changes from one record to another, each list in the order of ids.

    as_of: both days. bodies, sessions, events, promises, disputes: {"added": [id], "removed": [id], "changed": [{"id",
    "field", "before", "after"}]}. A promise goes by its event and its first claim, a dispute by event and field;
    entities stand as ids.
    """
    return {
        "as_of": [before["as_of"], after["as_of"]],
        "bodies": _changes(_by_id(before["bodies"], _BODY), _by_id(after["bodies"], _BODY)),
        "sessions": _changes(*(_by_id(_sessions(record), _EVENT) for record in (before, after))),
        "events": _changes(_by_id(before["events"], _EVENT), _by_id(after["events"], _EVENT)),
        "promises": _changes(*(_promises(record) for record in (before, after))),
        "disputes": _changes(*(_disputes(record) for record in (before, after))),
    }


_Table = Mapping[str, Json]


def _changes(before: _Table, after: _Table) -> Json:
    return {
        "added": sorted(after.keys() - before.keys()),
        "removed": sorted(before.keys() - after.keys()),
        "changed": [
            {"id": key, "field": name, "before": before[key][name], "after": after[key][name]}
            for key in sorted(before.keys() & after.keys())
            for name in before[key]
            if before[key][name] != after[key][name]
        ],
    }


def _sessions(record: Json) -> Iterator[Json]:
    return (session for body in record["bodies"] for session in body["sessions"])


def _by_id(found: Iterator[Json] | list[Json], fields: tuple[str, ...]) -> _Table:
    return {each["id"]: {name: _plain(each[name]) for name in fields} for each in found}


def _promises(record: Json) -> _Table:
    return {f"{p['event']} {p['claim']}": {name: p[name] for name in _PROMISE} for p in record["promises"]}


def _disputes(record: Json) -> _Table:
    return {
        f"{d['event']} {d['field']}": {"values": [_plain(value["value"]) for value in d["values"]]}
        for d in record["disputes"]
    }


def _plain(value: Any) -> Any:
    """Ids for entities: a new spelling of a name is no change of the record."""
    if isinstance(value, dict) and "id" in value:
        return value["id"]
    return [_plain(each) for each in value] if isinstance(value, list) else value
