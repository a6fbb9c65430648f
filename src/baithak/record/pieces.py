"""Each piece of the record as an item: by what it is found, and in what order it stands among its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from baithak import items
from baithak.items import Item, references
from baithak.model import Json
from baithak.record import days
from baithak.record.event import Event
from baithak.record.pages import Page
from baithak.record.places import Places

_MOST = 9_999_999
_STATES = {"overdue": 0, "open": 1, "kept": 2, "dropped": 3}


def event_item(event: Event, shown: Json, places: Places) -> Item:
    """A session or another event, the last day first; its id is given when all of its name are known."""
    named = [each for name in ("co_chairs", "participants", "objects") for each in shown[name]]
    place = [shown["place"]] if shown["place"] else []
    about = {name.id for name in references(named)} | set(shown["parties"])
    about |= {around for name in references(place) for around in places.around(name.id)}
    besides = [claim for name in ("signed", "figures") for each in shown[name] for claim in each["claims"]]
    day = days.last_day(shown["date"])
    return Item(
        kind="events",
        key=event.key,
        id="",
        order=_newest_first(day),
        cell=event.body or event.type,
        value=shown | {"body": event.body},
        of=event.body,
        type=event.type,
        state=shown["status"],
        day=day,
        about=tuple(sorted(about)),
        claims=tuple(dict.fromkeys((*shown["claims"], *besides))),
    )


def implied_item(body: str, ordinal: int, bounds: str | None) -> Item:
    """A session that nobody reported. bounds: between which days it lies, EDTF."""
    because = "Nobody reports this session; the numbers before and after it imply it."
    value: Json = {
        "type": "session",
        "ordinal": ordinal,
        "date": bounds,
        "place": None,
        "host_country": None,
        "co_chairs": [],
        "participants": [],
        "status": None,
        "outcomes": [],
        "stated": False,
        "claims": [],
        "signed": [],
        "figures": [],
        "documents": 0,
        "independent_sources": 0,
        "fields": {"date": {"value": bounds, "support": [], "against": [], "because": because}},
        "body": body,
    }
    key, day = f"{body}/{ordinal}", days.last_day(bounds)
    return Item("events", key, key, _newest_first(day), body, value, body, "session", None, day)


def body_item(shown: Json, parent: str | None, sessions: int) -> Item:
    """A body, the one with the most sittings first."""
    order = f"{_MOST - sessions:07} {shown['id']}"
    return Item("bodies", shown["id"], shown["id"], order, shown["id"], _without_id(shown), of=parent)


def actor_item(shown: Json) -> Item:
    """Somebody or something, with the number of `events` that they took part in; the most first."""
    order = f"{_MOST - shown['events']:07} {shown['id']}"
    return Item("actors", shown["id"], shown["id"], order, "", _without_id(shown), type=shown["kind"])


def equipment_item(shown: Json) -> Item:
    order = f"{_MOST - len(shown['history']):07} {shown['id']}"
    return Item("equipment", shown["id"], shown["id"], order, "", _without_id(shown), claims=tuple(shown["history"]))


def statement_item(shown: Json, about: Iterable[str]) -> Item:
    """What somebody said, the newest first; it goes by its first claim."""
    key = shown["claims"][0]
    order, claims = _newest_first(shown["day"]), tuple(shown["claims"])
    return Item(
        "statements",
        key,
        f"statement/{key}",
        order,
        "statement",
        shown,
        day=shown["day"],
        about=tuple(sorted(about)),
        claims=claims,
    )


def promise_item(event: Event, shown: Json) -> Item:
    """A promise, overdue ones first, by what is due first; it goes by the first claim that makes it."""
    order = f"{_STATES[shown['state']]} {shown['due'] or '~'}"
    day = days.last_day(shown["due"])
    cell = event.body or event.type
    return Item("promises", shown["claim"], shown["claim"], order, cell, shown, event.key, None, shown["state"], day)


def dispute_items(event: Event, shown: Sequence[Json]) -> Iterable[Item]:
    """What sources dispute of one event, the best-founded rival first."""
    keys: set[str] = set()
    for dispute in shown:
        key = _unused(f"{event.key} {dispute['field']}", keys)
        rival = max(value["independent_sources"] for value in dispute["values"][1:])
        order = f"{_MOST - rival:07} {key}"
        yield Item("disputes", key, key, order, event.body or event.type, dispute, event.key, dispute["field"])


def flag_item(event: str, cell: str, name: str, because: str, claims: Sequence[str]) -> Item:
    """A doubt about a field of the event with that key."""
    key = f"{event} {name}"
    value = {"event": items.event(event), "field": name, "because": because, "claims": list(claims)}
    return Item("flags", key, key, key, cell, value, event, name)


def decision_item(place: int, key: str, kind: str, applied: bool) -> Item:
    """A decision in the order in which they count."""
    value = {"kind": kind, "applied": applied, "place": place}
    return Item("decisions", key, key, f"{place:07}", "", value, type=kind)


def document_item(page: Page, day: date | None, claims: int) -> Item:
    """A page, the newest first. day: when it came out, else what it proves, else when it was first read."""
    shown = day.isoformat() if day else None
    value = {"day": shown, "official": page.official, "source": page.root, "claims": claims}
    return Item("documents", page.id, page.id, _newest_first(shown), "", value, day=shown)


def _newest_first(day: str | None) -> str:
    """What has no day comes last."""
    return f"{_MOST - date.fromisoformat(day).toordinal():07}" if day else "~"


def _without_id(shown: Json) -> Json:
    return {name: value for name, value in shown.items() if name != "id"}


def _unused(key: str, taken: set[str]) -> str:
    number = 1
    unused = key
    while unused in taken:
        number += 1
        unused = f"{key}~{number}"
    taken.add(unused)
    return unused
