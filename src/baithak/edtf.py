"""The part of EDTF (ISO 8601-2) that claims use: imprecise dates, their bounds, and how two of them compare.

Read and written: ``2025``, ``2025-12``, ``2025-12-04``, ``199X``, ``19XX``, seasons ``2025-21`` to ``2025-24``,
quarters ``2025-33`` to ``2025-36``, halves ``2025-40`` and ``2025-41``, an unknown year (``XXXX-10``, ``XXXX-10-28``),
date-times with or without a zone, intervals ``a/b`` with open ends ``..``, and the qualifiers ``~`` (about), ``?``
(unsure) and ``%`` (both) behind a date.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import product
from typing import Final

import regex

from baithak.errors import BaithakError

_FORM: Final = regex.compile(
    r"(?:(?P<year>[0-9]{4}|XXXX)|(?P<decade>[0-9]{3})X|(?P<century>[0-9]{2})XX)(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?))?(?P<qualifier>[~?%])?"
)
# Parts of a year by their number: first and last month; winter ends in the next year.
_QUARTERS: Final = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_SEASONS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), **_QUARTERS, 40: (1, 6), 41: (7, 12)}
_PRECISIONS: Final = ("time", "day", "month", "season", "year", "decade", "century")  # finest first
_LAST_YEAR: Final = date.max.year
_LEAP: Final = 2000  # stands in for an unknown year, so that 29 February exists


_Bounds = tuple[date, date]


class EdtfError(BaithakError, ValueError):
    """The text is no date of the subset that this package uses."""


@dataclass(slots=True, init=False, unsafe_hash=True)
class Point:
    """One date. year None: unknown; month 21 to 41: a season, quarter or half; decade, century: `year` is its first
    year; time as written. Frozen by `Final`, as in `baithak.model`."""

    year: Final[int | None]
    month: Final[int | None]
    day: Final[int | None]
    decade: Final[bool]
    century: Final[bool]
    time: Final[str]
    qualifier: Final[str]

    def __init__(
        self,
        year: int | None,
        month: int | None = None,
        day: int | None = None,
        decade: bool = False,
        century: bool = False,
        time: str = "",
        qualifier: str = "",
    ) -> None:
        self.year = year
        self.month = month
        self.day = day
        self.decade = decade
        self.century = century
        self.time = time
        self.qualifier = qualifier

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.decade or self.century:
            year = f"{year[:3]}X" if self.decade else f"{year[:2]}XX"
        month = "" if self.month is None else f"-{self.month:02d}"
        day = "" if self.day is None else f"-{self.day:02d}"
        return f"{year}{month}{day}{'T' if self.time else ''}{self.time}{self.qualifier}"

    @property
    def precision(self) -> str:
        if self.time:
            return "time"
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "season" if self.month in _SEASONS else "month"
        return "decade" if self.decade else "century" if self.century else "year"

    def first(self, year: int) -> date:
        """The first day that may be meant, in `year` where the date's own year is unknown."""
        year = self.year if self.year is not None else year
        month = _SEASONS[self.month][0] if self.month in _SEASONS else self.month
        return _day(year, month or 1, self.day or 1)

    def last(self, year: int) -> date:
        """The last day that may be meant, in `year` where the date's own year is unknown."""
        year = (self.year if self.year is not None else year) + (9 if self.decade else 99 if self.century else 0)
        month = self.month or 12
        if month in _SEASONS:
            first, month = _SEASONS[month]
            year += month < first
        return _day(year, month, self.day)


@dataclass(slots=True, init=False, unsafe_hash=True)
class Edtf:
    """A date, or an interval of two; an end that is None is open. For a single date both ends are the same point.

    bounds: the first and the last day that may be meant, None where the year is unknown.
    """

    start: Final[Point | None]
    end: Final[Point | None]
    is_interval: Final[bool]
    bounds: Final[_Bounds | None]

    def __init__(self, start: Point | None, end: Point | None, is_interval: bool = False) -> None:
        self.start = start
        self.end = end
        self.is_interval = is_interval
        self.bounds = _bounds_in(self, _LEAP) if self.has_year else None

    def __str__(self) -> str:
        if not self.is_interval:
            return str(self.start)
        return f"{'..' if self.start is None else self.start}/{'..' if self.end is None else self.end}"

    @property
    def has_year(self) -> bool:
        """Whether every closed end says its year."""
        start, end = self.start, self.end
        return (start is None or start.year is not None) and (end is None or end.year is not None)


def _day(year: int, month: int, day: int | None) -> date:
    """That day, or the month's last one; the calendar's own last day where the year lies beyond it."""
    if year > _LAST_YEAR:
        return date.max
    return date(year, month, calendar.monthrange(year, month)[1] if day is None else day)


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """The value of an EDTF string; EdtfError where it is none or names a day that the calendar lacks."""
    start, slash, end = text.partition("/")
    if not slash:
        point = _point(start, text)
        return Edtf(point, point)
    ends = tuple(None if part == ".." else _point(part, text) for part in (start, end))
    if ends == (None, None):
        raise EdtfError(f"not a date: {text!r} is open at both ends")
    try:
        return Edtf(ends[0], ends[1], is_interval=True)
    except ValueError:
        raise EdtfError(f"not a date: {text!r} ends before it starts") from None


def _point(part: str, text: str) -> Point:
    form = _FORM.fullmatch(part)
    if form is None:
        raise EdtfError(f"not a date: {text!r}")
    decade, century = bool(form["decade"]), bool(form["century"])
    digits = form["year"] or f"{form['decade'] or form['century']}{'0' if decade else '00'}"
    year = None if digits == "XXXX" else int(digits)
    month = int(form["month"]) if form["month"] else None
    day = int(form["day"]) if form["day"] else None
    point = Point(year, month, day, decade, century, form["time"] or "", form["qualifier"] or "")
    if not _sound(point):
        raise EdtfError(f"not a date: {text!r}")
    return point


def _sound(point: Point) -> bool:
    """Whether the calendar has such a date."""
    if (
        point.year == 0
        or ((point.decade or point.century) and point.month is not None)
        or (point.year is None and point.month is None)
    ):
        return False
    if point.month in _SEASONS:
        return point.day is None and not point.time
    if point.month is not None and not 1 <= point.month <= 12:
        return False
    try:
        point.first(_LEAP)
        if point.time:
            datetime.fromisoformat(f"2000-01-01T{point.time.replace('Z', '+00:00')}")
    except ValueError:
        return False
    return not point.time or point.day is not None


def precision(value: Edtf) -> str:
    """century, decade, year, season, month, day or time: of an interval the coarser of its ends."""
    return max((point.precision for point in (value.start, value.end) if point), key=_PRECISIONS.index)


def bounds(value: Edtf) -> tuple[date, date] | None:
    """The first and the last day that may be meant; an open end goes to the calendar's own; None without a year."""
    return value.bounds


def earliest(value: Edtf) -> date | None:
    """The first day that may be meant; None where the year is unknown."""
    both = bounds(value)
    return both[0] if both else None


def latest(value: Edtf) -> date | None:
    """The last day that may be meant; None where the year is unknown."""
    both = bounds(value)
    return both[1] if both else None


def covers(coarse: Edtf, fine: Edtf) -> bool:
    """Whether every day of `fine` is one of `coarse`; an unknown year of `coarse` stands for any year."""
    if coarse.has_year and not fine.has_year:
        return False
    return any(a[0] <= b[0] and b[1] <= a[1] for a, b in _side_by_side(coarse, fine))


def overlaps(one: Edtf, other: Edtf) -> bool:
    """Whether the two may share a day; an unknown year stands for any year."""
    return any(a[0] <= b[1] and b[0] <= a[1] for a, b in _side_by_side(one, other))


def _side_by_side(one: Edtf, other: Edtf) -> Iterable[tuple[_Bounds, _Bounds]]:
    """Both bounds in every way in which unknown years can be filled so that the two may meet."""
    mine, theirs = one.bounds, other.bounds
    if mine is not None and theirs is not None:
        return [(mine, theirs)]
    known = mine or theirs
    if known is None:
        return product(_placed(one, range(_LEAP - 1, _LEAP + 2)), _placed(other, range(_LEAP, _LEAP + 1)))
    last = min(known[1].year, known[0].year + 8)  # after eight years every day of the calendar has come up
    years = range(max(known[0].year - 1, 1), last + 1)
    return product(_placed(one, years), _placed(other, years))


def _placed(value: Edtf, years: Iterable[int]) -> list[_Bounds]:
    if value.bounds is not None:
        return [value.bounds]
    found = []
    for year in years:
        with suppress(ValueError):  # 29 February in a common year
            found.append(_bounds_in(value, year))
    return found


def _bounds_in(value: Edtf, year: int) -> _Bounds:
    """Bounds with `year` for an unknown one; the end of an interval over New Year falls into the year after."""
    first = value.start.first(year) if value.start else date.min
    last = value.end.last(year) if value.end else date.max
    if last < first and value.end:
        last = value.end.last(year + 1)
    if last < first:
        raise ValueError(f"{value} does not fit into {year}")
    return first, last
