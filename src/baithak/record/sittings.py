"""The sittings of each body: its session claims gathered by number, day, people and place.

A number names a sitting. Two numbers on one day of one body are one sitting with a disputed number; one number on
days far apart is one sitting with a disputed day, unless the other day is another number's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from baithak.record import days
from baithak.record.event import Event, standing
from baithak.record.joins import Joins
from baithak.record.places import Places
from baithak.record.told import Told

ONE_SITTING = 100
"""Days within which two dates of one number are taken for one sitting, shifted or mistaken."""
_ENOUGH = 1.5
_LEAD = 0.5


def sittings(body: str, told: Sequence[Told], places: Places) -> list[Event]:
    """The sittings of a body, of the claims that tell of them in the order of their ids."""
    numbered = _numbered(body, [one for one in told if one.ordinal is not None])
    bare = [one for one in told if one.ordinal is None]
    faces = [_Face.of(event) for event in numbered]
    rest: list[Told] = []
    placed: list[tuple[Event, Told]] = []
    for one in bare:
        event = _put_off_from(one, numbered) or _next_of_page(one, numbered) or _best(one, faces, places)
        if event:
            placed.append((event, one))
        else:
            rest.append(one)
    for event, one in placed:
        event.told.append(one)
    return [*numbered, *_unnumbered(body, rest, places)]


def _numbered(body: str, told: Sequence[Told]) -> list[Event]:
    units = [(n, unit) for n, group in sorted(_by_ordinal(told).items()) for unit in _by_time(group)]
    joins: Joins[int] = Joins(range(len(units)))
    for i, j in _same_days([unit for _, unit in units]):
        joins.join(i, j, "two numbers for the sitting of one day")
    sets = [[units[i] for i in members] for _, members in sorted(joins.sets().items())]
    events: dict[int, list[Told]] = defaultdict(list)
    for members in sets:
        elsewhere = {n for other in sets if other is not members for n, _ in other}
        by_number: dict[int, list[Told]] = defaultdict(list)
        for n, unit in members:
            by_number[n] += unit
        ordinal = max(by_number, key=lambda n: (n not in elsewhere, *standing(by_number[n]), -n))
        events[ordinal] += [one for _, unit in members for one in unit]
    return [_event(body, n, events[n]) for n in sorted(events)]


def _event(body: str, ordinal: int | None, told: Iterable[Told]) -> Event:
    every = sorted(told, key=lambda one: one.id)
    sessions = [one for one in every if one.type == "session"]
    signings = [one for one in every if one.type != "session"]
    return Event("session", sessions or signings, body, ordinal, signings if sessions else [])


def _by_ordinal(told: Iterable[Told]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        if one.ordinal is not None:
            found[one.ordinal].append(one)
    return found


def _by_time(group: Sequence[Told]) -> list[list[Told]]:
    """The claims of one number by time; those without a date go with the best-founded."""
    dated = [(both, one) for one in group if (both := days.span(one.date))]
    found: list[list[Told]] = []
    latest: date | None = None
    for (first, last), one in sorted(dated, key=lambda d: (d[0], d[1].id)):
        if latest and (first - latest).days <= ONE_SITTING:
            found[-1].append(one)
            latest = max(latest, last)
        else:
            found.append([one])
            latest = last
    undated = [one for one in group if not days.span(one.date)]
    if not found:
        return [undated]
    max(found, key=lambda unit: (*standing(unit), unit[0].id)).extend(undated)
    return found


def _same_days(units: Sequence[Sequence[Told]]) -> Iterator[tuple[int, int]]:
    """Pairs of units that name the same day, enough of them to lead from each such unit to every other."""
    spans = {
        (*both, i)
        for i, unit in enumerate(units)
        for one in unit
        if days.exact(one.date) and (both := days.span(one.date))
    }
    longest: tuple[date, int] | None = None
    for first, last, i in sorted(spans):
        if longest and first <= longest[0]:
            yield longest[1], i
        longest = max(longest, (last, i)) if longest else (last, i)


def _put_off_from(one: Told, events: Iterable[Event]) -> Event | None:
    """The sitting that the same page says was put off, for a claim that gives a later date without a number."""
    if one.status not in ("planned", "proposed"):
        return None
    off = [
        event
        for event in events
        for other in event.told
        if other.page.id == one.page.id
        and other.status == "postponed"
        and (other.date is None or one.date is None or days.before(other.date, one.date))
    ]
    return off[0] if len(off) == 1 else None


def _next_of_page(one: Told, events: Sequence[Event]) -> Event | None:
    """The sitting after the last that the same page tells as held, for an announced one without a number."""
    if one.status != "planned" or days.exact(one.date):
        return None
    held = [e.ordinal for e in events for o in e.told if e.ordinal and o.happened and o.page.id == one.page.id]
    event = next((e for e in events if held and e.ordinal == max(held) + 1), None)
    return event if event and (one.date is None or not days.before(event.hint, one.date)) else None


@dataclass(frozen=True, slots=True)
class _Face:
    """What of a sitting is compared with a claim. statuses: those of its claims, by page."""

    event: Event
    hint: str | None
    people: frozenset[str]
    where: frozenset[str]
    dates: frozenset[str]
    statuses: Mapping[str, Set[str | None]]

    @classmethod
    def of(cls, event: Event) -> _Face:
        statuses: dict[str, set[str | None]] = defaultdict(set)
        for one in event.told:
            statuses[one.page.id].add(one.status)
        where = frozenset(place for one in event.told for place in one.places[:1])
        dates = frozenset(one.date for one in event.told if one.date)
        return cls(event, event.hint, event.people, where, dates, statuses)


def _best(one: Told, faces: Sequence[_Face], places: Places) -> Event | None:
    """The sitting that a claim without a number is about, where the evidence leads to one."""
    scored = [(_likeness(one, face, places), face.event.ordinal or 0, face.event) for face in faces]
    scored.sort(key=lambda s: (-s[0], s[1]))
    if not scored or scored[0][0] < _ENOUGH:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _LEAD:
        return None
    return scored[0][2]


def _likeness(one: Told, sitting: _Face, places: Places) -> float:
    """How much speaks for the claim being about a sitting of the same body: dates, people, place, page and its day."""
    score = _by_date(one, sitting)
    if score < 0:
        return score
    if one.people and sitting.people:
        score += 1.0 if one.people & sitting.people else -1.0
    if one.places and sitting.where:
        score += 1.0 if not all(places.clash(one.places[0], place) for place in sitting.where) else -2.0
    if one.page.id in sitting.statuses:
        score += 1.5 if one.status in sitting.statuses[one.page.id] else 0.0
    return score


def _by_date(one: Told, sitting: _Face) -> float:
    """Agreement in time; without a date, the day of the page stands for it when something is told as done."""
    if days.read(one.date) is None:
        gap = _days_after(one, sitting.hint)
        if gap is None:
            return 0.0
        near = -3 <= gap <= 10 if one.happened else gap <= 0
        return 1.5 if near else 0.5 if abs(gap) <= 30 else -0.5
    if sitting.hint is None:
        return 0.0
    if not any(days.overlap(one.date, other) for other in sitting.dates):
        return -9.0
    return 3.0 if days.exact(one.date) and days.exact(sitting.hint) else 1.5


def _days_after(one: Told, hint: str | None) -> int | None:
    both = days.span(hint)
    return (one.page.day - both[1]).days if both and one.page.day and days.exact(hint) else None


def _unnumbered(body: str, told: Sequence[Told], places: Places) -> list[Event]:
    """What no number claims: joined by day; without one, told twice on one page or placed by the evidence."""
    joins: Joins[int] = Joins(range(len(told)))
    for i, j in combinations(range(len(told)), 2):
        reason = _one_sitting(told[i], told[j], places)
        if reason:
            joins.join(i, j, reason)
    return [_event(body, None, [told[i] for i in members]) for _, members in sorted(joins.sets().items())]


def _one_sitting(one: Told, other: Told, places: Places) -> str | None:
    a, b = one.date, other.date
    if days.exact(a) and days.exact(b):
        return "the same body on the same day" if days.overlap(a, b) else None
    if one.people and other.people and not one.people & other.people:
        return None
    if one.places and other.places and places.clash(one.places[0], other.places[0]):
        return None
    if one.page.id == other.page.id and one.status == other.status and days.overlap(a, b):
        return "told twice on one page"
    return None
