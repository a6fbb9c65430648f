"""What the ends of a range and the days of a list take from each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from baithak.language.timex.model import Timex


def interval(whole: Timex, first: Timex, last: Timex, given: Mapping[str, Any]) -> Timex:
    """A range of two expressions; `given`: what stands behind both, such as the year."""
    if given:
        last = replace(last, **given)
    first, last = _sharing(first, last)
    return replace(whole, parts=(first, last))


def listed(whole: Timex, days: Sequence[Timex]) -> list[Timex]:
    """A list of days as one expression where they follow each other, else each by itself."""
    full = days[-1]
    each = [_sharing(day, full)[0] for day in days[:-1]] + [full]
    numbers = [day.day or 0 for day in each]
    if all(b == a + 1 for a, b in pairwise(numbers)):
        return [replace(whole, parts=tuple(each))]
    return [replace(day, kind=full.kind) for day in each]


def _sharing(first: Timex, last: Timex) -> tuple[Timex, Timex]:
    """Both ends with the month, year or period that only the other one says."""
    if _is_bare_day(first) or _is_bare_weekday(first):
        first = _within(first, last)
    elif _is_bare_day(last) or _is_bare_weekday(last):
        last = _within(last, first)
    elif first.unit == "year" and last.month is not None and last.year is None and last.unit is None:
        last = replace(last, unit=first.unit, shift=first.shift, toward=first.toward)
    if first.month is None or last.month is None or first.unit or last.unit:
        return first, last
    over_new_year = (first.month, first.day or 0) > (last.month, last.day or 31)
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - over_new_year)
    elif last.year is None and first.year is not None:
        last = replace(last, year=first.year + over_new_year)
    return first, last


def _within(bare: Timex, other: Timex) -> Timex:
    return replace(bare, month=other.month, year=other.year, unit=other.unit, shift=other.shift, toward=other.toward)


def _is_bare_day(timex: Timex) -> bool:
    return timex.day is not None and timex.month is None and timex.unit is None


def _is_bare_weekday(timex: Timex) -> bool:
    beside = (timex.day, timex.month, timex.year, timex.unit, timex.toward, timex.nth)
    return timex.weekday is not None and all(each is None for each in beside)
