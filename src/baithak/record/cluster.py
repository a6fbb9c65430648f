"""Events that are no sessions: the claims of many pages about one visit, meeting, signing, ceremony, delivery …

Claims are compared only within blocks (kind of event, month, and somebody or something that both name), best pairs
first; two sets become one only if every claim of one agrees with every claim of the other. Two claims of one page
are two events unless they agree in everything that they say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from baithak.record import days
from baithak.record.event import Event
from baithak.record.joins import Joins
from baithak.record.places import Places
from baithak.record.told import Told

FAMILY = {
    "session": "meeting",
    "meeting": "meeting",
    "visit": "visit",
    "signing": "signing",
    "agreement": "signing",
    "ceremony": "ceremony",
    "exercise": "exercise",
    "commissioning": "commissioning",
    "delivery": "delivery",
    "procurement": "procurement",
    "joint_production": "joint_production",
    "export": "export",
}
LIVES = frozenset({"commissioning", "delivery", "procurement", "joint_production", "export"})
_BEFORE_PAGE = timedelta(45)  # what a page tells as done without a day lies at most so far back
_AHEAD = timedelta(400)  # and what it announces, so far ahead
_AROUND = timedelta(10)
_MONTHS = 16  # a longer window says nothing about when


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What claims that say the same on several pages give for finding their event; `told` is one of them.

    window: the days on which it can lie, None where nothing says.
    """

    told: Told
    members: list[Told]
    pages: frozenset[str]
    family: str
    who: frozenset[str]
    countries: frozenset[str]
    objects: frozenset[str]
    host: str | None
    window: tuple[date, date] | None


def cluster(told: Iterable[Told], context: Mapping[str, tuple[date, date]], places: Places) -> list[Event]:
    """The events of these claims; context: page -> first and last day of the sittings that it tells as done."""
    traces = [_trace(same, context, places) for same in _alike(told, context)]
    pairs: dict[tuple[int, int], float] = {}
    for block in _blocks(traces).values():
        for i, j in combinations(block, 2):
            if (i, j) not in pairs:
                pairs[i, j] = _likeness(traces[i], traces[j], places)
    joins: Joins[int] = Joins(range(len(traces)))
    for (i, j), score in sorted(pairs.items(), key=lambda p: (-p[1], p[0])):
        if score <= 0 or joins.root(i) == joins.root(j):
            continue
        crossing = ((min(a, b), max(a, b)) for a in joins.members(i) for b in joins.members(j))
        if all(_score(pair, pairs, traces, places) > 0 for pair in crossing):
            joins.join(i, j, "the same kind of event, time, people and place")
    return [_event([one for i in members for one in traces[i].members]) for _, members in sorted(joins.sets().items())]


def _alike(told: Iterable[Told], context: Mapping[str, tuple[date, date]]) -> Iterable[list[Told]]:
    """The claims grouped by all that they say; a page's second claim that says the same goes into a second group."""
    found: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    count: Counter[tuple[object, ...]] = Counter()
    for one in told:
        if one.claim.type not in FAMILY:
            continue
        window = None if one.claim.type in LIVES else _window(one, context)
        roles = tuple((role, frozenset(who)) for role, who in sorted(one.roles.items()) if role != "attribution")
        key = (one.claim.type, one.status, one.claim.date, window, roles)
        count[*key, one.page.id] += 1
        found[*key, count[*key, one.page.id]].append(one)
    return found.values()


def _event(told: Sequence[Told]) -> Event:
    kinds = sorted({one.claim.type for one in told}, key=lambda kind: (kind in ("session", "agreement"), kind))
    return Event("meeting" if kinds[0] == "session" else kinds[0], list(told))


def _score(
    pair: tuple[int, int], pairs: dict[tuple[int, int], float], traces: Sequence[Trace], places: Places
) -> float:
    if pair not in pairs:
        pairs[pair] = _likeness(traces[pair[0]], traces[pair[1]], places)
    return pairs[pair]


def _trace(same: list[Told], context: Mapping[str, tuple[date, date]], places: Places) -> Trace:
    one, roles = same[0], same[0].roles
    return Trace(
        told=one,
        members=same,
        pages=frozenset(each.page.id for each in same),
        family=FAMILY[one.claim.type],
        who=one.people or frozenset(key for key in roles.get("party", ()) if len(key) != 2),
        countries=one.countries,
        objects=frozenset(roles.get("object", ())),
        host=next((country for place in one.places if (country := places.country(place))), None),
        window=_window(one, context),
    )


def _window(one: Told, context: Mapping[str, tuple[date, date]]) -> tuple[date, date] | None:
    both = days.span(one.claim.date)
    if both:
        return both
    day = one.page.day
    if not one.happened:
        return (day, day + _AHEAD) if day else None
    if one.page.id in context:
        first, last = context[one.page.id]
        return first - _AROUND, last + _AROUND
    return (day - _BEFORE_PAGE, day) if day else None


def _blocks(traces: Sequence[Trace]) -> dict[tuple[str, str, str], list[int]]:
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, trace in enumerate(traces):
        names = trace.objects if trace.family in LIVES else (trace.who | trace.objects or trace.countries)
        for name in sorted(names or {trace.host or ""}):
            for month in _months(trace):
                found[trace.family, name, month].append(i)
        for page in trace.pages:
            found[trace.family, page, "page"].append(i)
    return found


def _months(trace: Trace) -> Iterator[str]:
    """The months of the window; for the life of a piece of equipment, whose stages are few, no time at all."""
    if trace.family in LIVES or trace.window is None:
        yield ""
        return
    first, last = trace.window[0] - _AROUND, trace.window[1] + _AROUND
    months = (last.year - first.year) * 12 + last.month - first.month
    for n in range(first.month - 1, first.month + min(months, _MONTHS)):
        yield f"{first.year + n // 12}-{n % 12 + 1}"


def _likeness(one: Trace, other: Trace, places: Places) -> float:
    """How much two claims of one family agree; 0 or less where they cannot be about one event."""
    score = _by_time(one, other) + _by_people(one, other) + _by_objects(one, other) + _by_place(one, other, places)
    if one.pages & other.pages and not _echo(one, other):
        return 0.0
    return score


_NEVER = -99.0


def _by_time(one: Trace, other: Trace) -> float:
    a, b = one.told.claim.date, other.told.claim.date
    if a and b:
        if days.overlap(a, b):
            return 2.0 if days.exact(a) and days.exact(b) else 1.0
        apart = days.apart(a, b) or 0
        if apart <= _AROUND.days and (one.told.happened != other.told.happened or _once(one, other)):
            return 0.5
        return _NEVER
    if one.family in LIVES:
        return 0.5 if one.told.status == other.told.status else 0.25
    if one.window is None or other.window is None:
        return 0.25 if one.pages & other.pages else _NEVER
    overlap = one.window[0] <= other.window[1] and other.window[0] <= one.window[1]
    return 0.5 if overlap else _NEVER


def _once(one: Trace, other: Trace) -> bool:
    """Whether it happens once: a piece is commissioned, one document is signed by the same hands; so days may clash."""
    if one.pages & other.pages or not one.objects & other.objects:
        return False
    return one.family == "commissioning" or (one.family == "signing" and bool(one.who) and one.who == other.who)


def _same_day_and_people(one: Trace, other: Trace) -> bool:
    """Whether two pages tell the same people on the same day, so that two places for it are a dispute."""
    day = one.told.claim.date
    same = bool(one.who or one.objects) and one.who == other.who and one.objects == other.objects
    return same and days.exact(day) and day == other.told.claim.date and not one.pages & other.pages


def _by_people(one: Trace, other: Trace) -> float:
    if one.who and other.who:
        shared = one.who & other.who
        if not shared:
            return _NEVER
        if one.family in ("meeting", "signing") and shared not in (one.who, other.who):
            return _NEVER
        return len(shared) / len(one.who | other.who)
    if one.countries and other.countries:
        nested = one.countries <= other.countries or other.countries <= one.countries
        return 0.5 if nested else _NEVER
    return 0.0


def _by_objects(one: Trace, other: Trace) -> float:
    if one.objects and other.objects:
        return 1.0 if one.objects & other.objects else _NEVER
    return _NEVER if one.family in LIVES else 0.0


def _by_place(one: Trace, other: Trace, places: Places) -> float:
    if one.family == "visit":
        return _NEVER if one.host and other.host and one.host != other.host else 0.5
    a, b = one.told.places, other.told.places
    if a and b:
        if any(places.fits(x, y) for x in a for y in b):
            return 1.0
        disputed = one.family != "ceremony" and one.host == other.host and _same_day_and_people(one, other)
        return -0.5 if disputed else _NEVER
    if one.family == "ceremony" and bool(a) != bool(b):
        return -0.5
    return 0.0


def _echo(one: Trace, other: Trace) -> bool:
    """Whether a claim of the same page says the other again: nothing in it tells them apart."""
    if one.family in LIVES:
        return one.told.status == other.told.status
    if one.family == "ceremony":
        return one.who == other.who and bool(one.told.places) and bool(other.told.places)
    if one.who and other.who:
        return one.who <= other.who or other.who <= one.who
    return one.told.claim.date == other.told.claim.date and one.told.places == other.told.places
