"""Calendar arithmetic: periods around a day, their parts, and the EDTF that says exactly so much."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

Days = tuple[date, date]

_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
# First and last week day, day of the month, month of the year or year of the decade that a vague part means.
_EDGES: Final = {
    "week": {"start": (1, 3), "middle": (2, 5), "end": (4, 7)},
    "month": {"start": (1, 15), "middle": (10, 20), "end": (16, 31)},
    "year": {"start": (1, 6), "middle": (5, 8), "end": (7, 12)},
    "decade": {"start": (1, 3), "middle": (4, 7), "end": (8, 10)},
}


def period(unit: str, shift: int, base: date) -> Days:
    """The day, week (from Monday), weekend, month, quarter, half, year or decade around `base`, shifted."""
    if unit == "day":
        return (base + timedelta(shift),) * 2
    if unit in ("week", "weekend"):
        monday = base + timedelta(7 * shift - base.weekday())
        return monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6)
    size = _MONTHS[unit]
    index = base.year * 12 + base.month - 1
    index += size * shift - index % size
    return _month_start(index), _month_start(index + size) - timedelta(1)


def _month_start(index: int) -> date:
    year, month = divmod(index, 12)
    return date(year, month + 1, 1)


def added(base: date, amounts: Sequence[tuple[int, str]], sign: int) -> date:
    """`base` moved by (count, unit) pairs; a day that the month lacks becomes its last one.

    Work days are Monday to Friday.
    """
    days = sum(count * (7 if unit == "week" else 1) for count, unit in amounts if unit in ("day", "week"))
    months = sum(count * _MONTHS[unit] for count, unit in amounts if unit in _MONTHS)
    year, month = divmod(base.year * 12 + base.month - 1 + sign * months, 12)
    day = min(base.day, calendar.monthrange(year, month + 1)[1])
    moved = date(year, month + 1, day) + timedelta(sign * days)
    for _ in range(sum(count for count, unit in amounts if unit == "workday")):
        moved += timedelta(sign)
        while moved.isoweekday() > 5:
            moved += timedelta(sign)
    return moved


def nth_of(part: str, nth: int, first: date, last: date) -> Days | None:
    """The nth part of a period, -1 the last: a unit, or a weekday given as "1" to "7".

    A week belongs to the period that holds its Thursday, as in ISO 8601.
    """
    found: list[Days] = []
    if part in ("day", "week") or part.isdigit():
        wanted = 4 if part == "week" else 0 if part == "day" else int(part)
        days = (first + timedelta(n) for n in range((last - first).days + 1))
        hits = [day for day in days if not wanted or day.isoweekday() == wanted]
        found = [period("week" if part == "week" else "day", 0, day) for day in hits]
    elif part in _MONTHS:
        day = first
        while day <= last:
            found.append(period(part, 0, day))
            day = found[-1][1] + timedelta(1)
    at = nth - 1 if nth > 0 else nth
    return found[at] if -len(found) <= at < len(found) else None


def edge_of(edge: str, first: date, last: date, base: date | None) -> Days | None:
    """The start, middle, end, rest or elapsed part of a period."""
    if edge == "rest":
        return (max(first, base), last) if base and base <= last else None
    if edge == "elapsed":
        return (first, min(last, base)) if base and base >= first else None
    length = (last - first).days + 1
    unit = "week" if length <= 7 else "month" if length <= 31 else "year" if length <= 366 else "decade"
    a, b = _EDGES[unit][edge]
    if unit in ("week", "month"):
        return first + timedelta(a - 1), min(first + timedelta(b - 1), last)
    size = 1 if unit == "year" else 12
    index = first.year * 12 + first.month - 1
    return _month_start(index + size * (a - 1)), _month_start(index + size * b) - timedelta(1)


def spanning(first: date, last: date, about: bool = False) -> str:
    """The shortest EDTF of these days; `about` marks both ends as approximate."""
    mark = "~" if about else ""
    if first == last:
        return f"{first}{mark}"
    whole_months = first.day == 1 and (last + timedelta(1)).day == 1
    if whole_months and first.month == 1 and last.month == 12:
        if first.year == last.year:
            return f"{first.year:04d}{mark}"
        if first.year % 10 == 0 and last.year == first.year + 9 and not mark:
            return f"{first.year // 10:03d}X"
        return f"{first.year:04d}{mark}/{last.year:04d}{mark}"
    if whole_months:
        start, end = str(first)[:7], str(last)[:7]
        return f"{start}{mark}" if start == end else f"{start}{mark}/{end}{mark}"
    return f"{first}{mark}/{last}{mark}"
