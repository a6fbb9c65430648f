"""A body's sittings as a series: what recurs, which numbers nobody reported, which claims break it, what comes next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from statistics import median

import regex

from baithak.record import days

_DURATION = regex.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_CADENCES = ("P1M", "P3M", "P6M", "P1Y", "P2Y", "P3Y", "P4Y", "P5Y")
_YEAR = 365.25
_MONTH = 31
_STRAY = 3  # numbers that a sitting without a day may be away from the others
_SLACK = 0.4  # how far an interval may be from the cadence, as a share of it, and still agree
_FEW = 3  # so many intervals, or hosts, before what happened says that something recurs
_RUSH = 3  # numbers may go up so many times faster than the cadence before one is taken for a mistake


@dataclass(frozen=True, slots=True)
class Point:
    """One sitting in the series. id: of the event; sources: how many independent ones stand behind it.

    newest: when the last page that tells it came out.
    """

    id: str
    ordinal: int | None
    date: str | None
    host: str | None
    status: str | None
    sources: int
    newest: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """What recurs. said: whether a page says so, or else only what happened shows it, `agree` of `total` times."""

    value: str
    said: bool
    agree: int
    total: int

    @property
    def confidence(self) -> float:
        """Laplace's share of agreement; a page's word counts as two occurrences that agree."""
        bonus = 2 if self.said else 0
        return round((self.agree + bonus + 1) / (self.total + bonus + 2), 2)


@dataclass(frozen=True, slots=True)
class Flag:
    """A sitting whose claims break the series."""

    event: str
    field: str
    because: str


@dataclass(slots=True)
class Series:
    """What the sittings of a body amount to. missing: (number, EDTF bounds) of each that nobody reported."""

    cadence: Pattern | None
    rotation: Pattern | None
    missing: list[tuple[int, str | None]] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    line: list[Point] = field(default_factory=list)


def duration(cadence: str) -> float | None:
    """Days of an ISO 8601 duration; None where it is none."""
    found = _DURATION.fullmatch(cadence)
    if not found or cadence == "P":
        return None
    years, months, weeks, day = (int(n or 0) for n in found.groups())
    return years * _YEAR + months * _YEAR / 12 + weeks * 7 + day


def read_series(points: Sequence[Point], cadence: str | None, rotation: str | None, parties: Sequence[str]) -> Series:
    """The series of these sittings; cadence, rotation: what pages say, or None."""
    numbered = sorted((p for p in points if p.ordinal is not None), key=lambda p: (p.ordinal or 0, p.id))
    line = _in_line(numbered, duration(cadence) if cadence else None)
    if not numbered:
        line = sorted((p for p in points if days.span(p.date)), key=lambda p: (str(p.date), p.id))
    steps = [_step(a, b) for a, b in pairwise(p for p in line if p.status == "held" and _near_a_day(p.date))]
    series = Series(_cadence([s for s in steps if s], cadence), _rotation(line, rotation, parties), line=line)
    reported = {p.ordinal for p in numbered}  # one that breaks the series is flagged, and is no gap
    series.missing = [(number, bounds) for number, bounds in _missing(line) if number not in reported]
    kept = {p.id for p in line}
    series.flags = [_out_of_line(p, line) for p in numbered if p.id not in kept]
    series.flags += _wrong_hosts(line, series.rotation)
    return series


def _near_a_day(text: str | None) -> bool:
    return text is not None and days.span(text) is not None and days.length(text) <= _MONTH


def _day(point: Point) -> dt.date | None:
    return days.middle(point.date)


def _apart(one: Point, other: Point) -> float:
    a, b = _day(one), _day(other)
    return (b - a).days if a and b else 0.0


def _step(one: Point, other: Point) -> float:
    """Days per number between two sittings."""
    return _apart(one, other) / max((other.ordinal or 0) - (one.ordinal or 0), 1)


def _in_line(points: Sequence[Point], cadence: float | None) -> list[Point]:
    """The heaviest chain of sittings whose numbers and days go up together; those without a day are in it."""
    dated = [p for p in points if days.span(p.date)]
    steps = [step for a, b in pairwise(dated) if (step := _step(a, b)) > 0]
    usual = cadence or (median(steps) if len(steps) >= _FEW else _YEAR / 2)
    best: list[tuple[int, list[Point]]] = []
    for i, point in enumerate(dated):
        before = [best[j] for j in range(i) if _may_follow(dated[j], point, usual)]
        weight, chain = max(before, key=lambda b: b[0], default=(0, []))
        best.append((weight + point.sources, [*chain, point]))
    kept = {p.id for p in max(best, key=lambda b: b[0])[1]} if best else set()
    numbers = [p.ordinal or 0 for p in dated if p.id in kept]
    return [p for p in points if p.id in kept or (not days.span(p.date) and _close(p.ordinal or 0, numbers))]


def _close(number: int, others: Sequence[int]) -> bool:
    return not others or min(abs(number - other) for other in others) <= _STRAY


def _may_follow(one: Point, other: Point, usual: float) -> bool:
    first, last = days.span(one.date), days.span(other.date)
    if not first or not last or first[0] > last[1]:
        return False
    gap = (other.ordinal or 0) - (one.ordinal or 0)
    span = (last[1] - first[0]).days
    return gap <= 1 + _RUSH * span / usual


def _cadence(steps: Sequence[float], said: str | None) -> Pattern | None:
    value = said
    if value is None and len(steps) >= _FEW:
        usual = median(steps)
        value = min(_CADENCES, key=lambda c: abs((duration(c) or 0) - usual))
    long = duration(value) if value else None
    if value is None or long is None:
        return None
    agree = sum(abs(step - long) <= _SLACK * long for step in steps)
    if said is None and agree * 4 < len(steps) * 3:
        return None
    return Pattern(value, said is not None, agree, len(steps))


def _rotation(line: Sequence[Point], said: str | None, parties: Sequence[str]) -> Pattern | None:
    hosts = [(p.ordinal, p.host) for p in line if p.host]
    turns = [(a[1] != b[1]) == (((b[0] or 0) - (a[0] or 0)) % 2 == 1 or a[0] is None) for a, b in pairwise(hosts)]
    if said:
        turns = turns if said == "alternating" else []
        return Pattern(said, True, sum(turns), len(turns))
    if len(turns) < _FEW or len(parties) != 2:
        return None
    seats = {host for _, host in hosts}
    if all(turns) and seats == set(parties):
        return Pattern("alternating", False, len(turns), len(turns))
    return Pattern("fixed", False, len(turns), len(turns)) if len(seats) == 1 else None


def _missing(line: Sequence[Point]) -> list[tuple[int, str | None]]:
    found = []
    numbered = [p for p in line if p.ordinal is not None]
    for one, other in pairwise(numbered):
        for n in range((one.ordinal or 0) + 1, other.ordinal or 0):
            found.append((n, _between(one, other)))
    return found


def _between(one: Point, other: Point) -> str | None:
    first, last = days.span(one.date), days.span(other.date)
    if first and last and first[1] < last[0]:
        return f"{first[1].isoformat()}/{last[0].isoformat()}"
    return None


def _out_of_line(point: Point, line: Sequence[Point]) -> Flag:
    earlier = [p for p in line if (day := _day(p)) and (own := _day(point)) and day < own]
    after = f" after the {earlier[-1].ordinal} of {earlier[-1].date}" if earlier else ""
    because = f"The number {point.ordinal} on {point.date} does not go up with the days of the others{after}."
    return Flag(point.id, "ordinal", because)


def _wrong_hosts(line: Sequence[Point], rotation: Pattern | None) -> list[Flag]:
    """Hosts out of turn, where most take turns by number."""
    if rotation is None or rotation.value != "alternating":
        return []
    seats: Counter[tuple[int, str]] = Counter()
    hosted = [p for p in line if p.host and p.ordinal is not None]
    for a, b in combinations(hosted, 2):
        same = ((b.ordinal or 0) - (a.ordinal or 0)) % 2 == 0
        if same != (a.host == b.host):
            seats[a.ordinal or 0, a.id] += 1
            seats[b.ordinal or 0, b.id] += 1
    return [
        Flag(key, "host_country", "The other sittings take turns by number, and this one is out of turn.")
        for (_, key), count in sorted(seats.items())
        if count * 2 > len(hosted)
    ]


def later(text: str, cadence: str) -> str | None:
    """The date one cadence on, no finer than the cadence: a year for whole years, else a month."""
    day, long = days.middle(text), duration(cadence)
    if day is None or long is None:
        return None
    if long >= _YEAR:
        return str(day.year + round(long / _YEAR))
    return (day + dt.timedelta(long)).isoformat()[:7]
