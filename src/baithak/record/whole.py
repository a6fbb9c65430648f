"""The record in one piece: CONTRACT.md's JSON of all items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from baithak.model import Json
from baithak.record import days

_KINDS = ("bodies", "events", "equipment", "statements", "promises", "disputes", "flags", "actors", "decisions")
_WITHOUT_ID = ("promises", "disputes", "flags")  # the contract gives these none


def whole(day: str | None, kinds: Mapping[str, Iterable[Json]]) -> Json:
    """The record as of a day (EDTF) of its items by kind, which may come in any order."""
    found: dict[str, list[Json]] = {kind: list(kinds.get(kind, ())) for kind in _KINDS}
    sessions: dict[str, list[Json]] = {body["id"]: [] for body in found["bodies"]}
    events: list[Json] = []
    for event in found["events"]:
        sessions.get(event["body"], events).append(_without(event, "body"))
    made = found | {
        "bodies": [_body(body, sessions[body["id"]]) for body in sorted(found["bodies"], key=_id)],
        "events": sorted(events, key=by_date),
        "equipment": sorted(found["equipment"], key=_id),
        "statements": sorted(found["statements"], key=lambda s: (s["day"] is None, s["day"] or "", s["id"])),
        "promises": sorted(found["promises"], key=lambda p: (p["due"] is None, p["due"] or "", p["claim"])),
        "disputes": sorted(found["disputes"], key=lambda d: (d["event"], d["field"], d["id"])),
        "flags": sorted(found["flags"], key=lambda f: (f["event"], f["field"])),
        "actors": [_without(actor, "events") for actor in sorted(found["actors"], key=_id)],
        "decisions": [_without(d, "place") for d in sorted(found["decisions"], key=lambda d: int(d["place"]))],
    }
    return {"as_of": day} | {k: [_without(i, "id") for i in v] if k in _WITHOUT_ID else v for k, v in made.items()}


def _body(body: Json, sessions: Iterable[Json]) -> Json:
    """A body with its sittings where the contract has them."""
    last = ("next", "fields")
    listed = sorted(sessions, key=lambda s: (s["ordinal"] is None, s["ordinal"] or 0, by_date(s)))
    return {k: v for k, v in body.items() if k not in last} | {"sessions": listed} | {k: body[k] for k in last}


def by_date(event: Json) -> tuple[bool, str, str]:
    """For sorting: dated events first, by their first day."""
    both = days.span(event["date"])
    return both is None, both[0].isoformat() if both else str(event["date"]), event["id"]


def _id(item: Json) -> str:
    return str(item["id"])


def _without(item: Json, name: str) -> Json:
    return {key: value for key, value in item.items() if key != name}
