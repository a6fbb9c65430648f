"""Events that are no sessions: the claims of many pages about one visit, meeting, signing, delivery, statement …

Claims are compared only where they share the kind of event, a quarter of the year, and somebody or something that both
name; the best pairs first; two sets become one only if every claim of one agrees with every claim of the other. Two
claims of one page are two events unless they agree in everything that they say.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from zlib import crc32

from baithak.model import digest
from baithak.record import days
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
    "invitation": "invitation",
    "statement": "statement",
}
LIVES = frozenset({"commissioning", "delivery", "procurement", "joint_production", "export"})
_BEFORE_PAGE = timedelta(45)  # what a page tells as done without a day lies at most so far back
_AHEAD = timedelta(400)  # and what it announces, so far ahead
_AROUND = timedelta(10)
_WHO = {"statement": ("speaker",), "invitation": ("inviter", "invitee")}
_SAME_WORDS = 0.6  # share of the shorter statement's words that the other must have
_FEWEST = 3  # words of a statement; by fewer, two are not known for one
_RARE = 3  # words of a statement by which others like it are found
_LONGEST = timedelta(480)  # a longer window says nothing about when


@dataclass(frozen=True, slots=True)
class Trace:
    """What a claim, or those of several pages that say the same, give for finding their event.

    members: page and claim of each, `id` the smallest claim. places: each with what it lies in, finest first.
    window: the days on which it can lie, None where nothing says, or where a stage of a thing's life needs none.
    words: of a statement, what was said.
    """

    id: str
    members: tuple[tuple[str, str], ...]
    type: str
    status: str | None
    date: str | None
    who: frozenset[str]
    countries: frozenset[str]
    objects: frozenset[str]
    places: tuple[tuple[str, ...], ...]
    host: str | None
    window: tuple[datetime.date, datetime.date] | None
    said: str
    words: frozenset[str] = frozenset()

    @property
    def family(self) -> str:
        return FAMILY[self.type]

    @property
    def happened(self) -> bool:
        return self.status == "held"

    @property
    def pages(self) -> frozenset[str]:
        return frozenset(page for page, _ in self.members)


def trace(one: Told, context: tuple[date, date] | None, places: Places) -> Trace:
    """What one claim gives; context: first and last day of the sittings that its page tells as done.

    `said` is the same for claims that say the same.
    """
    window = None if one.type in LIVES else _window(one, context)
    roles = sorted((role, sorted(who)) for role, who in one.roles.items() if role != "attribution")
    return Trace(
        id=one.id,
        members=((one.page.id, one.id),),
        type=one.type,
        status=one.status,
        date=one.date,
        who=_who(one) or frozenset(key for key in one.roles.get("party", ()) if len(key) != 2),
        countries=one.countries,
        objects=frozenset(one.roles.get("object", ())),
        places=tuple(places.around(place) for place in one.places),
        host=next((country for place in one.places if (country := places.country(place))), None),
        window=window,
        said=digest(repr((one.type, one.status, one.date, window, roles, *sorted(one.words)))),
        words=one.words,
    )


def _who(one: Told) -> frozenset[str]:
    roles = _WHO.get(one.type)
    return frozenset(key for role in roles for key in one.roles.get(role, ())) if roles else one.people


def groups(traces: Sequence[Trace]) -> list[Trace]:
    """Traces that say the same as one; a page's second claim that says the same goes into a second group."""
    found: list[list[Trace]] = []
    count: Counter[frozenset[str]] = Counter()
    for one in sorted(traces, key=lambda t: t.id):
        if count[one.pages] == len(found):
            found.append([])
        found[count[one.pages]].append(one)
        count[one.pages] += 1
    return [replace(group[0], members=tuple(m for one in group for m in one.members)) for group in found]


def events(traces: Sequence[Trace], near: Mapping[str, Sequence[str]]) -> list[list[Trace]]:
    """The traces parted into events; near: for each, by id, those that it may be joined with."""
    order = sorted(traces, key=lambda t: t.id)
    place = {one.id: n for n, one in enumerate(order)}
    pairs = {
        (i, j): likeness(order[i], order[j])
        for one, others in near.items()
        for other in others
        if (i := place[one]) < (j := place[other])
    }
    joins: Joins[int] = Joins(range(len(order)))
    for (i, j), score in sorted(pairs.items(), key=lambda p: (-p[1], p[0])):
        if score <= 0 or joins.root(i) == joins.root(j):
            continue
        crossing = ((min(a, b), max(a, b)) for a in joins.members(i) for b in joins.members(j))
        if all(_score(pair, pairs, order) > 0 for pair in crossing):
            joins.join(i, j, "the same kind of event, time, people and place")
    return [[order[i] for i in members] for _, members in sorted(joins.sets().items())]


def kind_of_event(traces: Sequence[Trace]) -> str:
    kinds = sorted({one.type for one in traces}, key=lambda kind: (kind in ("session", "agreement"), kind))
    return "meeting" if kinds[0] == "session" else kinds[0]


def _score(pair: tuple[int, int], pairs: dict[tuple[int, int], float], traces: Sequence[Trace]) -> float:
    if pair not in pairs:
        pairs[pair] = likeness(traces[pair[0]], traces[pair[1]])
    return pairs[pair]


def _window(one: Told, context: tuple[date, date] | None) -> tuple[date, date] | None:
    both = days.span(one.date)
    if both:
        return both
    day = one.page.day
    if not one.happened:
        return (day, day + _AHEAD) if day else None
    if context:
        return context[0] - _AROUND, context[1] + _AROUND
    return (day - _BEFORE_PAGE, day) if day else None


def blocks(one: Trace) -> Iterator[str]:
    """Keys that traces of one event have in common, one at least."""
    if one.family == "statement":
        yield from _wording(one)
        return
    names = one.objects if one.family in LIVES else (one.who | one.objects or one.countries)
    for name in names or {one.host or ""}:
        for quarter in _quarters(one):
            yield f"{one.family} {quarter} {name}"
    for page in one.pages:
        yield f"{one.family} page {page}"


def _wording(one: Trace) -> Iterator[str]:
    """Who said it, with each two of the same few of its words, whoever prints it."""
    leading = sorted(one.words, key=lambda word: crc32(word.encode()))[:_RARE]
    for name in one.who or {""}:
        for pair in combinations(sorted(leading), 2):
            yield f"statement {name} {' '.join(pair)}"


def _quarters(one: Trace) -> Iterator[int]:
    """The quarters of the window; for the life of a piece of equipment, whose stages are few, no time at all."""
    if one.window is None:
        yield 0
        return
    first, last = one.window[0] - _AROUND, one.window[1] + _AROUND
    yield from range(days.quarter(first), days.quarter(min(last, first + _LONGEST)) + 1)


def likeness(one: Trace, other: Trace) -> float:
    """How much two traces of one family agree; 0 or less where they cannot be about one event."""
    if one.family == "statement":
        return _by_words(one, other)
    score = _by_time(one, other) + _by_people(one, other) + _by_objects(one, other) + _by_place(one, other)
    if score > 0 and one.pages & other.pages and not _echo(one, other):
        return 0.0
    return score


_NEVER = -99.0


def _by_words(one: Trace, other: Trace) -> float:
    """Statements are one where the same people say much the same at much the same time."""
    apart = one.window and other.window and not _meet(one.window, other.window)
    share = said_alike(one.words, other.words)
    return share if share and one.who == other.who and not apart else _NEVER


def said_alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter statement's words that the other has; 0 where they are not known for one."""
    fewer = min(len(one), len(other))
    share = len(one & other) / fewer if fewer >= _FEWEST else 0.0
    return share if share >= _SAME_WORDS else 0.0


def _by_time(one: Trace, other: Trace) -> float:
    a, b = one.date, other.date
    if a and b:
        if days.overlap(a, b):
            return 2.0 if days.exact(a) and days.exact(b) else 1.0
        apart = days.apart(a, b) or 0
        if apart <= _AROUND.days and (one.happened != other.happened or _once(one, other)):
            return 0.5
        return _NEVER
    if one.family in LIVES:
        return 0.5 if one.status == other.status else 0.25
    if one.window is None or other.window is None:
        return 0.25 if one.pages & other.pages else _NEVER
    return 0.5 if _meet(one.window, other.window) else _NEVER


def _meet(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _once(one: Trace, other: Trace) -> bool:
    """Whether it happens once: a piece is commissioned, one document is signed by the same hands; so days may clash."""
    if one.pages & other.pages or not one.objects & other.objects:
        return False
    return one.family == "commissioning" or (one.family == "signing" and bool(one.who) and one.who == other.who)


def _same_day_and_people(one: Trace, other: Trace) -> bool:
    """Whether two pages tell the same people on the same day, so that two places for it are a dispute."""
    day = one.date
    same = bool(one.who or one.objects) and one.who == other.who and one.objects == other.objects
    return same and days.exact(day) and day == other.date and not one.pages & other.pages


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


def _by_place(one: Trace, other: Trace) -> float:
    if one.family == "visit":
        return _NEVER if one.host and other.host and one.host != other.host else 0.5
    a, b = one.places, other.places
    if a and b:
        if any(x[0] in y or y[0] in x for x in a for y in b):
            return 1.0
        disputed = one.family != "ceremony" and one.host == other.host and _same_day_and_people(one, other)
        return -0.5 if disputed else _NEVER
    if one.family == "ceremony" and bool(a) != bool(b):
        return -0.5
    return 0.0


def _echo(one: Trace, other: Trace) -> bool:
    """Whether a claim of the same page says the other again: nothing in it tells them apart."""
    if one.family in LIVES:
        return one.status == other.status
    if one.family == "ceremony":
        return one.who == other.who and bool(one.places) and bool(other.places)
    if one.who and other.who:
        return one.who <= other.who or other.who <= one.who
    return one.date == other.date and one.places == other.places
