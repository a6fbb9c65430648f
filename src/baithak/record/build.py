"""The record as a pure function of claims, documents, knowledge and a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Json
from baithak.record.event import Event
from baithak.record.pages import known_by, newest, read_pages
from baithak.record.shape import Shaper
from baithak.record.sittings import sittings
from baithak.record.told import read


def build_record(
    claims: Sequence[Claim], documents: Sequence[Document], knowledge: Knowledge, as_of: str | None = None
) -> Json:
    """CONTRACT.md's record of these claims, whatever their order.

    as_of: EDTF; with it, only pages that were out by then count. Without it every page counts, and the record is as
    of the newest date of publication.
    """
    pages = read_pages(documents)
    reading = read(known_by(claims, pages, as_of), pages, knowledge)
    shaper = Shaper(reading)
    events = sittings(reading.told.values(), reading.places)
    _name(events)
    by_body: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_body[event.body or ""].append(event)
    bodies = []
    for body, forms in sorted(reading.bodies.forms().items()):
        if by_body[body]:
            bodies.append(shaper.body(body, forms) | {"sessions": [shaper.event(e) for e in by_body[body]]})
    return {"as_of": as_of or newest(documents), "bodies": bodies}


def _name(events: Iterable[Event]) -> None:
    """Gives each event an id that people can read; those that would share one get numbers."""
    taken: Counter[str] = Counter()
    for event in sorted(events, key=lambda e: (e.type, e.ordinal is None, e.date or "", e.key)):
        name = f"{event.body or event.type}/{event.ordinal if event.ordinal is not None else event.date or 'undated'}"
        taken[name] += 1
        event.id = name if taken[name] == 1 else f"{name}~{taken[name]}"
