"""The record as a pure function of claims, documents, knowledge and a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Json
from baithak.record import days
from baithak.record.bodies import BodyForm
from baithak.record.cast import actors, equipment
from baithak.record.cluster import cluster
from baithak.record.coming import coming
from baithak.record.decisions import Decision, Rulings
from baithak.record.disputes import disputes
from baithak.record.event import Event
from baithak.record.event import newest as newest_page
from baithak.record.folding import fold
from baithak.record.makeup import makeup
from baithak.record.pages import known_by, newest, out_by, read_pages
from baithak.record.programme import parts
from baithak.record.promises import promises
from baithak.record.reconcile import date_fact
from baithak.record.ruling import carry_out
from baithak.record.series import Point, Series, read_series
from baithak.record.shape import Shaper, by_date
from baithak.record.sittings import sittings
from baithak.record.told import Reading, Told, read


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
    pages = read_pages(out_by(documents, as_of))
    rulings = Rulings(decisions)
    known = {key: claim for key, claim in known_by(claims, pages, as_of).items() if not rulings.rejects(key)}
    reading = read(known, pages, knowledge, rulings)
    today = as_of or newest(documents)
    sessions, others = _gather(reading, rulings)
    shaper = Shaper(reading)
    bodies, flags = _bodies(reading, sessions, shaper, today)
    shown = [shaper.event(event) for event in others]
    programmes = parts(others, [*sessions, *others], reading.places)
    every = [*sessions, *others]
    settled = {(event.id, name) for event in every for name in event.settled}
    flags = [flag for flag in flags + _too_early(every) if (flag["event"], flag["field"]) not in settled]
    return {
        "as_of": today,
        "bodies": bodies,
        "events": sorted((each | programmes.get(each["id"], {}) for each in shown), key=by_date),
        "equipment": equipment(reading.told.values(), shaper),
        "promises": promises(every, programmes, today),
        "disputes": sorted(disputes(every, shaper), key=lambda d: (d["event"], d["field"])),
        "flags": sorted(flags, key=lambda f: (f["event"], f["field"])),
        "actors": actors(reading, shaper),
        "decisions": [{"id": d.id, "kind": d.kind, "applied": d.id in rulings.applied} for d in rulings.every],
    }


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


def _bodies(
    reading: Reading, sessions: Sequence[Event], shaper: Shaper, today: str | None
) -> tuple[list[Json], list[Json]]:
    """The bodies that claims speak of, and the flags of their series."""
    events: dict[str, list[Event]] = defaultdict(list)
    for event in sessions:
        events[event.body or ""].append(event)
    said: dict[str, list[Told]] = defaultdict(list)
    for one in reading.told.values():
        for body in {one.body, one.parent} - {None}:
            said[body or ""].append(one)
    bodies, flags = [], []
    forms = reading.bodies.forms()
    for body in sorted(said):
        shown, flagged = _body(body, forms[body], said[body], events[body], reading, shaper, today)
        bodies.append(shown)
        flags += flagged
    return bodies, flags


def _body(
    body: str,
    forms: Sequence[BodyForm],
    said: Sequence[Told],
    events: Sequence[Event],
    reading: Reading,
    shaper: Shaper,
    today: str | None,
) -> tuple[Json, list[Json]]:
    made = makeup(body, forms, [one for one in said if one.body == body], events, reading, shaper.entity)
    stated = [shaper.event(event) for event in events]
    points = [_point(session, event) for session, event in zip(stated, events, strict=True)]
    series = read_series(points, made.cadence, made.rotation, made.parties)
    sessions = stated + [_unstated(body, n, bounds) for n, bounds in series.missing]
    shown = shaper.body(body, forms) | {
        "parent": shaper.body(made.parent, reading.bodies.forms()[made.parent]) if made.parent else None,
        "parties": list(made.parties),
        "members": [shaper.entity(key) for key in made.members],
        "co_chair_offices": list(made.co_chair_offices),
        "cadence": series.cadence.value if series.cadence else made.cadence,
        "rotation": series.rotation.value if series.rotation else made.rotation,
        "sessions": sorted(sessions, key=lambda s: (s["ordinal"] is None, s["ordinal"] or 0, by_date(s))),
        "next": coming(series, points, made.parties, today),
        "fields": made.fields | _inferred(series),
    }
    flags = [
        {"event": f.event, "field": f.field, "because": f.because, "claims": _claims(f.event, events)}
        for f in series.flags
    ]
    return shown, flags


def _too_early(events: Iterable[Event]) -> list[Json]:
    because = "Told as held on a day after the page came out; taken as planned."
    found = [(event.id, sorted(one.id for one in event.every if one.too_early)) for event in events]
    return [{"event": key, "field": "status", "because": because, "claims": claims} for key, claims in found if claims]


def _claims(event: str, events: Iterable[Event]) -> list[str]:
    return sorted(one.id for each in events if each.id == event for one in each.told)


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


def _point(session: Json, event: Event) -> Point:
    return Point(
        session["id"],
        session["ordinal"],
        session["date"],
        session["host_country"],
        session["status"],
        session["independent_sources"],
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
