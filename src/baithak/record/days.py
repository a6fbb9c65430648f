"""Dates as claims give them, compared as text: what overlaps, what covers what, how far apart, how fine.

A claim's date is EDTF; None, or text that is no date, says nothing and so fits everything.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from baithak import edtf

_CACHE = 65_536


@lru_cache(_CACHE)
def read(text: str | None) -> edtf.Edtf | None:
    """The parsed date, None where there is none or it cannot be read."""
    if text is None:
        return None
    try:
        return edtf.parse(text)
    except edtf.EdtfError:
        return None


@lru_cache(_CACHE)
def span(text: str | None) -> tuple[date, date] | None:
    """First and last day that may be meant; None without a date or without its year."""
    value = read(text)
    return edtf.bounds(value) if value else None


@lru_cache(_CACHE)
def overlap(one: str | None, other: str | None) -> bool:
    """Whether both may mean a day in common."""
    a, b = read(one), read(other)
    return a is None or b is None or edtf.overlaps(a, b)


@lru_cache(_CACHE)
def covers(coarse: str, fine: str) -> bool:
    """Whether every day of `fine` is one of `coarse`."""
    a, b = read(coarse), read(fine)
    return a is not None and b is not None and edtf.covers(a, b)


@lru_cache(_CACHE)
def exact(text: str | None) -> bool:
    """Whether the day, or the first and the last day, stand there."""
    value = read(text)
    return value is not None and None not in (value.start, value.end) and edtf.precision(value) in ("day", "time")


def length(text: str) -> int:
    """Days from the first to the last that may be meant; a date without its year counts as if it had one."""
    value = read(text)
    both = span(text)
    if both is None:
        return 0 if value is not None and exact(text) else 31
    return (both[1] - both[0]).days


def apart(one: str | None, other: str | None) -> int | None:
    """Days between the two, 0 where they overlap; None where one has no date or no year."""
    a, b = span(one), span(other)
    if a is None or b is None:
        return None
    return max((b[0] - a[1]).days, (a[0] - b[1]).days, 0)


def before(one: str | None, other: str | None) -> bool:
    """Whether every day of one lies before every day of the other."""
    a, b = span(one), span(other)
    return a is not None and b is not None and a[1] < b[0]


def middle(text: str | None) -> date | None:
    """A day in the middle of what may be meant, for ordering."""
    both = span(text)
    return both[0] + (both[1] - both[0]) / 2 if both else None


def quarter(day: date) -> int:
    """The number of its quarter of a year, so that neighbours are one apart."""
    return day.year * 4 + (day.month - 1) // 3


def last_day(text: str | None) -> str | None:
    """The last day that may be meant, ISO 8601."""
    both = span(text)
    return both[1].isoformat() if both else None
