"""The record as a pure function of claims, documents, knowledge and a day, in pieces and as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from baithak import items
from baithak.items import Item, Pieces, by_kind
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Json
from baithak.record import days
from baithak.record.cast import actors, equipment
from baithak.record.cluster import cluster
from baithak.record.coming import coming
from baithak.record.decisions import Decision, Rulings
from baithak.record.disputes import disputes
from baithak.record.event import Event
from baithak.record.event import newest as newest_page
from baithak.record.folding import fold
from baithak.record.makeup import makeup
from baithak.record.pages import came_out, known_by, newest, out_by, read_pages
from baithak.record.pieces import (
    actor_item,
    body_item,
    decision_item,
    dispute_items,
    document_item,
    equipment_item,
    event_item,
    flag_item,
    implied_item,
    promise_item,
)
from baithak.record.programme import parts
from baithak.record.promises import promises
from baithak.record.reconcile import date_fact
from baithak.record.ruling import carry_out
from baithak.record.series import Point, Series, read_series
from baithak.record.shape import Shaper
from baithak.record.sittings import sittings
from baithak.record.told import Reading, Told, read
from baithak.record.whole import whole

VERSION = "1"
"""Goes up whenever the same claims may make another record."""


def build_record(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    knowledge: Knowledge,
    as_of: str | None = None,
    decisions: Iterable[Decision] = (),
) -> Json:
    """CONTRACT.md's record of these claims, whatever their order, as decisions rule it.

    as_of: EDTF; with it, only pages that were out by then count. Without it every page counts, and the record is as
    of the newest date of publication. Beyond the contract: `flags`, claims that break a series; a body's
    `fields`; `decisions`, and whether each found its targets.
    """
    pieces = build_pieces(claims, documents, knowledge, as_of, decisions)
    return whole(pieces.day, by_kind(pieces))


def build_pieces(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    knowledge: Knowledge,
    as_of: str | None = None,
    decisions: Iterable[Decision] = (),
) -> Pieces:
    """The record in pieces; see `build_record`."""
    out = out_by(documents, as_of)
    pages = read_pages(out)
    rulings = Rulings(decisions)
    known = {key: claim for key, claim in known_by(claims, pages, as_of).items() if not rulings.rejects(key)}
    reading = read(known, pages, knowledge, rulings)
    made = Pieces(as_of or newest(documents))
    sessions, others = _gather(reading, rulings)
    shaper = Shaper(reading)
    made.items += _of_bodies(reading, sessions, shaper, made.day)
    made.items += _of_events([*sessions, *others], reading, shaper, made.day)
    made.items += map(equipment_item, equipment(reading.told.values(), shaper))
    engaged = Counter(key for item in made.items for key in item.about)
    made.items += map(actor_item, actors(reading, shaper, engaged))
    made.items += [decision_item(n, d, d.id in rulings.applied) for n, d in enumerate(rulings.every)]
    count = Counter(claim.document_id for claim in known.values())
    made.items += [document_item(pages[d.id], came_out(d), count[d.id]) for d in {d.id: d for d in out}.values()]
    made.names = shaper.named
    return made


def _of_events(events: Sequence[Event], reading: Reading, shaper: Shaper, today: str | None) -> Iterator[Item]:
    """Sessions and other events with what is promised, disputed and doubtful about each."""
    programmes = parts(events, reading.places)
    for event in events:
        of_visit = (
            {"parts": [items.event(part.key) for part in programmes[event.key]]} if event.key in programmes else {}
        )
        yield event_item(event, shaper.event(event) | of_visit, reading.places)
        yield from dispute_items(event, disputes(event, shaper))
        yield from (flag_item(event, flag) for flag in _too_early(event) if flag["field"] not in event.settled)
    for event, promise in promises(events, programmes, today):
        yield promise_item(event, promise)


def _gather(reading: Reading, rulings: Rulings) -> tuple[list[Event], list[Event]]:
    """The sessions and the other events that the claims tell of, as decisions rule."""
    told = list(reading.told.values())
    sessions = sittings(told, reading.places)
    taken = fold(told, sessions, reading.places)
    others = cluster((one for one in told if one.id not in taken), _context(sessions), reading.places)
    _name(sessions)
    _name(others)
    if rulings.every:
        sessions, others = carry_out(sessions, others, rulings)
        _name(sessions)
        _name(others)
    return sessions, others


def _context(sessions: Iterable[Event]) -> dict[str, tuple[date, date]]:
    """For each page the first and last day of the sittings that it tells as done."""
    found: dict[str, tuple[date, date]] = {}
    for event in sessions:
        both = days.span(event.hint)
        if both is None or not days.exact(event.hint):
            continue
        for one in event.told:
            if one.happened:
                first, last = found.get(one.page.id, both)
                found[one.page.id] = (min(first, both[0]), max(last, both[1]))
    return found


def _name(events: Iterable[Event]) -> None:
    """Gives each event its date, and an id that people can read; those that would share one get numbers."""
    taken: Counter[str] = Counter()
    events = list(events)
    for event in events:
        settled = date_fact(event.every)
        event.date = settled.value if settled else None
    for event in sorted(events, key=lambda e: (e.type, e.ordinal is None, e.date or "", e.key)):
        name = f"{event.body or event.type}/{event.ordinal if event.ordinal is not None else event.date or 'undated'}"
        taken[name] += 1
        event.id = name if taken[name] == 1 else f"{name}~{taken[name]}"


def _of_bodies(reading: Reading, sessions: Sequence[Event], shaper: Shaper, today: str | None) -> Iterator[Item]:
    """The bodies that claims speak of, sessions that only their numbers imply, and what breaks their series."""
    events: dict[str, list[Event]] = defaultdict(list)
    for event in sessions:
        events[event.body or ""].append(event)
    said: dict[str, list[Told]] = defaultdict(list)
    for one in reading.told.values():
        for body in {one.body, one.parent} - {None}:
            said[body or ""].append(one)
    for body in sorted(said):
        yield from _of_body(body, said[body], events[body], reading, shaper, today)


def _of_body(
    body: str, said: Sequence[Told], events: Sequence[Event], reading: Reading, shaper: Shaper, today: str | None
) -> Iterator[Item]:
    made = makeup(body, shaper.bodies[body], [one for one in said if one.body == body], events, reading, shaper.entity)
    points = [_point(event, shaper) for event in events]
    series = read_series(points, made.cadence, made.rotation, made.parties)
    shown = {
        "id": body,
        "names": shaper.body_names(body),
        "parent": shaper.body(made.parent) if made.parent else None,
        "parties": list(made.parties),
        "members": [shaper.entity(key) for key in made.members],
        "co_chair_offices": list(made.co_chair_offices),
        "cadence": series.cadence.value if series.cadence else made.cadence,
        "rotation": series.rotation.value if series.rotation else made.rotation,
        "next": coming(series, points, made.parties, today),
        "fields": made.fields | _inferred(series),
    }
    yield body_item(shown, made.parent, len(events) + len(series.missing))
    yield from (implied_item(body, _unstated(body, number, bounds)) for number, bounds in series.missing)
    by_id = {event.id: event for event in events}
    for flag in series.flags:
        event = by_id[flag.event]
        if flag.field not in event.settled:
            yield flag_item(event, _flag(event, flag.field, flag.because, event.told))


def _too_early(event: Event) -> list[Json]:
    because = "Told as held on a day after the page came out; taken as planned."
    early = [one for one in event.every if one.too_early]
    return [_flag(event, "status", because, early)] if early else []


def _flag(event: Event, name: str, because: str, told: Iterable[Told]) -> Json:
    claims = sorted(one.id for one in told)
    return {"event": items.event(event.key), "field": name, "because": because, "claims": claims}


def _inferred(series: Series) -> Json:
    """What no page says and only what happened shows, marked so, with how sure it is."""
    found: Json = {}
    for name, pattern in (("cadence", series.cadence), ("rotation", series.rotation)):
        if pattern and not pattern.said:
            because = f"Worked out: {pattern.agree} of {pattern.total} known steps agree."
            found[name] = {
                "value": pattern.value,
                "stated": False,
                "confidence": pattern.confidence,
                "support": [],
                "against": [],
                "because": because,
            }
    return found


def _point(event: Event, shaper: Shaper) -> Point:
    shown = shaper.event(event)
    return Point(
        event.id,
        shown["ordinal"],
        shown["date"],
        shown["host_country"],
        shown["status"],
        shown["independent_sources"],
        newest_page(event.told),
    )


def _unstated(body: str, ordinal: int, bounds: str | None) -> Json:
    because = "Nobody reports this session; the numbers before and after it imply it."
    return {
        "id": f"{body}/{ordinal}",
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
        "documents": 0,
        "independent_sources": 0,
        "fields": {"date": {"value": bounds, "support": [], "against": [], "because": because}},
    }
