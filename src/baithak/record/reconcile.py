"""One field at a time: which value to show, the claims for it, those against it, and why.

Values that agree support one another, a coarser one the finer; an official page's word goes before a retelling, then
the number of independent sources, then how the page gives it, then fineness. Only what was told as done can dispute
what was told as done: an announcement that things outran is history, not a dispute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from baithak.record import days
from baithak.record.event import Event, newest, sources, standing
from baithak.record.places import Places
from baithak.record.told import Told

V = TypeVar("V", bound=str | int | tuple[str, ...])
_NO_YEAR = 1000  # days: a date without its year is less exact than any with it
_CHANGED = 45  # days between two announcements after which the second is a change of plans, not a dispute
_LONGEST = 31  # days of a stretch whose first and last day stand there, that is taken as a whole


@dataclass(frozen=True, slots=True)
class Rival(Generic[V]):
    """A value that cannot stand beside the one shown; real: said of the same stage, so a dispute, not history."""

    value: V
    told: tuple[Told, ...]
    real: bool


@dataclass(frozen=True, slots=True)
class Fact(Generic[V]):
    """A field's value with the claims for it, against it, and the reason as English sentences."""

    value: V
    support: tuple[Told, ...]
    against: tuple[Rival[V], ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[V]):
    """How values of one field compare. covers(a, b): a says b, perhaps more coarsely; finer: larger for more exact."""

    covers: Callable[[V, V], bool]
    clash: Callable[[V, V], bool]
    finer: Callable[[V], int]


def settle(said: Iterable[tuple[V, Told]], rule: Rule[V]) -> Fact[V] | None:
    """The fact that these values lead to; None where there are none."""
    by_value: dict[V, list[Told]] = defaultdict(list)
    for value, one in said:
        by_value[value].append(one)
    if not by_value:
        return None
    if len(by_value) == 1:  # by far the most fields
        ((value, every),) = by_value.items()
        happened = any(one.happened for one in every)
        agreed = tuple(sorted(set(every), key=lambda one: one.id))
        return Fact(value, agreed, (), _because(value, by_value, [value], (), happened))
    return _settle_between(by_value, rule)


def _settle_between(by_value: dict[V, list[Told]], rule: Rule[V]) -> Fact[V]:
    done = {value for value, told in by_value.items() if any(one.happened for one in told)}
    old = {value for value in by_value if _outrun(value, by_value, rule, done)}
    value = max(by_value, key=lambda v: (v not in old, _rank(v, by_value, rule, done), str(v)))
    agreeing = [v for v in by_value if rule.covers(v, value) or (v != value and not rule.clash(v, value))]
    rivals = [v for v in by_value if v not in agreeing]
    support = tuple(sorted({one for v in agreeing for one in by_value[v]}, key=lambda one: one.id))
    happened = bool(done & set(agreeing))
    against = tuple(
        Rival(v, tuple(by_value[v]), real=(v in done) == happened and v not in old and not _moved(by_value[v]))
        for v in sorted(rivals, key=str)
    )
    return Fact(value, support, against, _because(value, by_value, agreeing, against, bool(done)))


def _rank(
    value: V, by_value: dict[V, list[Told]], rule: Rule[V], done: set[V]
) -> tuple[bool, bool, int, int, tuple[bool, int]]:
    behind = [one for v, told in by_value.items() if rule.covers(v, value) for one in told]
    own = by_value[value]
    official, count = standing(behind)
    clashes = any(rule.clash(v, value) for v in by_value)
    basis = max(one.weight for one in own)
    stage = value in done or not done or any(rule.covers(v, value) for v in done)
    return stage, official, count if clashes else 0, rule.finer(value), basis


def _outrun(value: V, by_value: dict[V, list[Told]], rule: Rule[V], done: set[V]) -> bool:
    """Whether it was announced so long before an announcement otherwise that plans must have changed."""
    if value in done:
        return False
    own = newest(by_value[value])
    later = [newest(told) for v, told in by_value.items() if v not in done and rule.clash(v, value)]
    return own is not None and any(day is not None and (day - own).days > _CHANGED for day in later)


def _moved(told: Iterable[Told]) -> bool:
    return any(one.status in ("postponed", "cancelled", "denied", "proposed") for one in told)


def _because(
    value: V, by_value: dict[V, list[Told]], agreeing: Sequence[V], against: Sequence[Rival[V]], done: bool
) -> str:
    own = by_value[value]
    said = [f"{_pages(own)} say{'s' if sources(own) == 1 else ''} so"]
    if any(one.page.official for one in own):
        said.append("the institution's own page among them" if sources(own) > 1 else "the institution's own page")
    others = [one for v in agreeing if v != value for one in by_value[v]]
    if others:
        said.append(f"{_pages(others)} less exactly or in part")
    if done and not any(one.happened for one in own):
        said.append("though only an announcement gives it so exactly")
    sentence = ", ".join(said)
    for rival in against:
        verb = "disputed by" if rival.real else "announced otherwise by"
        sentence += f"; {verb} {_pages(rival.told)}"
    return sentence[0].upper() + sentence[1:] + "."


def _pages(told: Iterable[Told]) -> str:
    count = sources(told)
    return "one source" if count == 1 else f"{count} independent sources"


def _date_length(text: str) -> int:
    return -days.length(text) if days.span(text) else -_NO_YEAR


def _dates_clash(one: str, other: str) -> bool:
    """Whether both cannot be right: no day in common, or two exact stretches of which neither lies in the other."""
    if not days.overlap(one, other):
        return True
    nested = days.covers(one, other) or days.covers(other, one)
    return _exact_stretch(one) and _exact_stretch(other) and not nested


def _exact_stretch(text: str) -> bool:
    return "/" in text and days.exact(text) and days.length(text) <= _LONGEST


DATES: Rule[str] = Rule(days.covers, _dates_clash, _date_length)
NUMBERS: Rule[int] = Rule(lambda a, b: a == b, lambda a, b: a != b, lambda _: 0)


def date_fact(told: Sequence[Told]) -> Fact[str] | None:
    """The day, or the stretch of days; a day within a stretch that is given to the day supports the whole stretch."""
    said = [(one.date, one) for one in told if one.date and days.read(one.date)]
    stretches = {date for date, one in said if _exact_stretch(date) and one.basis != "relative"}
    said = [(_whole(date, stretches), one) for date, one in said]
    return _settle_anew(said, DATES, put_off(told))


def _settle_anew(said: Sequence[tuple[str, Told]], rule: Rule[str], anew: Sequence[Told]) -> Fact[str] | None:
    """What claims of a new date say goes before what was said until it was put off."""
    fact = settle([(value, one) for value, one in said if one in anew], rule)
    if fact is None:
        return settle(said, rule)
    before: dict[str, list[Told]] = defaultdict(list)
    for value, one in said:
        if one not in anew and rule.clash(value, fact.value):
            before[value].append(one)
    rivals = [Rival(value, tuple(before[value]), real=False) for value in sorted(before)]
    return Fact(fact.value, fact.support, (*fact.against, *rivals), fact.because + " It was put off before.")


def put_off(told: Sequence[Told]) -> list[Told]:
    """Of what was put off and not held yet, the claims that give a new date."""
    off = [one.date for one in told if one.status == "postponed"]
    if not off or any(one.happened for one in told):
        return []
    return [
        one
        for one in told
        if one.status in ("planned", "proposed") and all(days.before(date, one.date) for date in off)
    ]


def _whole(date: str, stretches: Iterable[str]) -> str:
    around = [stretch for stretch in stretches if stretch != date and days.covers(stretch, date)]
    return min(around, key=lambda s: (days.length(s), s), default=date)


def place_fact(told: Sequence[Told], places: Places) -> Fact[str] | None:
    """The finest place that holds: a venue before its city, a city before its country."""
    rule: Rule[str] = Rule(
        lambda a, b: a in places.around(b),
        places.clash,
        places.depth,
    )
    return _settle_anew([(one.places[0], one) for one in told if one.places], rule, put_off(told))


def host_fact(place: Fact[str] | None, places: Places) -> Fact[str] | None:
    """The country in which the place lies, against those of the places that rival it; None where nothing says it."""
    country = places.country(place.value) if place else None
    if place is None or country is None:
        return None
    rivals = tuple(
        Rival(other, rival.told, rival.real)
        for rival in place.against
        if (other := places.country(rival.value)) and other != country
    )
    because = "No finer place is told." if country == place.value else "The place lies in it."
    return Fact(country, place.support, rivals, because)


def number_fact(told: Iterable[Told]) -> Fact[int] | None:
    return settle([(one.ordinal, one) for one in told if one.ordinal is not None], NUMBERS)


def people_facts(told: Iterable[Told], *roles: str) -> list[Fact[str]]:
    """Per country the people in these roles, with rivals where every claim names one and not all the same."""
    by_side: dict[str, list[tuple[tuple[str, ...], Told]]] = defaultdict(list)
    for one in told:
        sides: dict[str, list[str]] = defaultdict(list)
        for key in (key for role in roles for key in one.roles.get(role, ())):
            sides[one.sides.get(key, "")].append(key)
        for side, found in sides.items():
            by_side[side].append((tuple(found), one))
    return [fact for side in sorted(by_side) for fact in _of_side(side, by_side[side])]


def _of_side(side: str, said: Sequence[tuple[tuple[str, ...], Told]]) -> list[Fact[str]]:
    every = [(key, one) for found, one in said for key in found]
    offices = {key for key, one in every if key in one.offices}
    if side and all(len(found) == 1 for found, _ in said):
        groups = [every]
    else:
        named = sorted({key for key, _ in every} - offices) or sorted(offices)
        groups = [[(key, one) for key, one in every if key == name] for name in named]
    rule: Rule[str] = Rule(
        lambda a, b: a == b or a in offices,
        lambda a, b: a != b and not {a, b} & offices,
        lambda a: a not in offices,
    )
    return [fact for group in groups if (fact := settle(group, rule))]


@dataclass(frozen=True, slots=True)
class Facts:
    """What an event's claims say of its number, day, place, host country and co-chairs, one fact a side."""

    ordinal: Fact[int] | None
    date: Fact[str] | None
    place: Fact[str] | None
    host_country: Fact[str] | None
    co_chairs: Sequence[Fact[str]]


def facts_of(event: Event, places: Places) -> Facts:
    """The fields that claims can dispute."""
    place = place_fact(event.told, places)
    chairs = people_facts(event.told, "co_chair")
    return Facts(number_fact(event.told), date_fact(event.every), place, host_fact(place, places), chairs)


def status_of(event: Event) -> tuple[str | None, list[Told]]:
    """What became of it and the claims that say so: done before undone, undone before planned, then wished."""
    by_status: dict[str, list[Told]] = defaultdict(list)
    for one in event.every:
        if one.status:
            by_status[one.status].append(one)
    for status in ("held", "cancelled", "postponed", "denied", "planned", "proposed"):
        if by_status[status]:
            return status, by_status[status]
    return None, []
