"""How an event stands on the shelves: by the page and the id of each claim that tells it."""

from __future__ import annotations

from collections.abc import Iterable

from baithak.model import Json
from baithak.record.cells.ledger import Desk
from baithak.record.cells.telling import told_at
from baithak.record.event import Event, Pin
from baithak.record.told import Told

PARTS = ("told", "beside", "figures")


def refs(event: Event) -> Json:
    """An event by reference."""
    shown: Json = {"type": event.type, "body": event.body, "ordinal": event.ordinal}
    shown |= {part: [[one.page.id, one.id] for one in getattr(event, part)] for part in PARTS}
    if event.settled:
        shown["settled"] = sorted(event.settled)
        shown["pins"] = {name: [pin.decision, pin.value, pin.said] for name, pin in event.pins.items()}
    return shown


def read_events(found: Iterable[Json], desk: Desk) -> list[Event]:
    """The events of references."""
    shown = list(found)
    pages = {page for each in shown for part in PARTS for page, _ in each[part]}
    claims = {one.id: one for one in told_at(sorted(pages), desk)}
    parts: Iterable[list[list[Told]]] = ([[claims[key] for _, key in each[part]] for part in PARTS] for each in shown)
    return [
        Event(
            each["type"],
            told,
            each["body"],
            each["ordinal"],
            beside,
            figures,
            settled=set(each.get("settled", ())),
            pins={name: Pin(*pin) for name, pin in each.get("pins", {}).items()},
        )
        for each, (told, beside, figures) in zip(shown, parts, strict=True)
    ]


def put_event(shown: Json, desk: Desk) -> None:
    """Puts an event on the shelf `event` under its key, and that under each of its claims on the shelf `home`."""
    key = min(claim for _, claim in shown["told"])
    desk.put("event", key, shown)
    for part in ("told", "beside"):
        for _, claim in shown[part]:
            desk.put("home", claim, key)
