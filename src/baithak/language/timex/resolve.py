"""From what the words say to a date: against the day of writing, and never more precise than the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from baithak.edtf import EdtfError, Point, bounds, parse, precision
from baithak.language.timex.model import Basis, Direction, Resolved, Timex
from baithak.language.timex.periods import added, edge_of, nth_of, period, spanning
from baithak.memo import Memo

_OPEN: Final = {"before", "after"}
_SHIFTS: Final = {"past": -1, "future": 1}


class _Found:
    """A resolved stretch: its EDTF, why, and its days, None where no year is known."""

    __slots__ = ("basis", "edtf", "first", "last")

    def __init__(self, edtf: str, basis: Basis, first: date | None = None, last: date | None = None) -> None:
        self.edtf: Final = edtf
        self.basis: Final = basis
        self.first: Final = first
        self.last: Final = last


_VAGUE: Final = frozenset({"start", "middle", "end"})


def resolve(
    timex: Timex,
    reference: date | None = None,
    direction: Direction = "nearest",
    anchor: date | None = None,
    *,
    vague: bool = False,
) -> Resolved | None:
    """The date of an expression, or None where it has none.

    reference: the day on which the text was written; without it only what the words say counts (``XXXX-10-28``).
    direction: which way weekdays and yearless dates lie; a word such as "last" in the expression outweighs it.
    anchor: the day of the story that "the next day" or "that week" counts from; without it these have no date.
    vague: the beginning, middle or end of a period is the days that it usually means, rather than the period.
    """
    timex = timex if vague else _no_finer(timex)
    try:
        found = _found(timex, anchor if timex.anaphoric else reference, direction)
        return Resolved(_CANONICAL[found.edtf], found.basis) if found is not None else None
    except (EdtfError, OverflowError, ValueError):  # a day or year that the calendar lacks
        return None


def _no_finer(timex: Timex) -> Timex:
    """An expression without the vague parts of its periods: "by the end of the year" says no more than the year."""
    edge = None if timex.edge in _VAGUE else timex.edge
    parts = tuple([_no_finer(part) for part in timex.parts])
    if edge == timex.edge and parts == timex.parts:
        return timex
    return replace(timex, edge=edge, parts=parts)


def _found(timex: Timex, base: date | None, direction: Direction) -> _Found | None:
    if timex.kind in _OPEN:
        return _open(timex, base, direction)
    if timex.kind in ("offset", "in"):
        return _offset(timex, base, direction)
    if timex.kind in ("stretch", "within"):
        return _stretch(timex, base, direction)
    if timex.parts:
        return _interval(timex.parts[0], timex.parts[-1], base, direction)
    return _single(timex, base, direction)


def _single(timex: Timex, base: date | None, direction: Direction) -> _Found | None:
    """A day or period, or the named part of one."""
    part = timex.part or (str(timex.weekday) if timex.nth else None)
    if timex.edge is None and part is None:
        return _whole(timex, base, direction)
    within = replace(timex, edge=None, part=None, nth=None, weekday=None)
    found = _whole(within, base, direction)
    if found is None or found.first is None or found.last is None:
        return found
    if part is not None:
        days = nth_of(part, timex.nth or 1, found.first, found.last)
        return days and _Found(spanning(*days), found.basis, *days)
    days = edge_of(timex.edge or "", found.first, found.last, base)
    short = (found.last - found.first).days <= 31
    if days and base and short and days[0] <= base <= days[1]:  # what is still to come of it, or what is past
        days = (base, days[1]) if direction == "future" else (days[0], base) if direction == "past" else days
    about = timex.edge not in ("rest", "elapsed")
    return days and _Found(spanning(*days, about=about), found.basis, *days)


def _whole(timex: Timex, base: date | None, direction: Direction) -> _Found | None:
    if timex.either is not None:
        sign = _SHIFTS.get(direction, 1)
        return None if base is None else _day(base + timedelta(sign * timex.either), "relative")
    if timex.kind == "financial-year":
        return _financial(timex, base)
    if timex.unit is not None and not (timex.month and timex.unit in ("day", "week", "month")):
        if base is None:
            return None
        shift = timex.shift if timex.shift is not None else _SHIFTS.get(timex.toward or "", 0)
        days = period(timex.unit, shift, base)
        if timex.shift is None and timex.toward is None and direction == "past" and days[0] > base:
            days = period(timex.unit, -1, base)  # "at the weekend"
        return _inside(timex, *days)
    if timex.kind == "decade" and timex.year is not None:
        year = timex.year - (
            100 if base is not None and timex.year > base.year + 10 else 0
        )  # no news is of the sixties to come
        return _dated(f"{year // 10:03d}X", "explicit")
    if timex.century is not None:
        return _dated(f"{timex.century * 100 - 100:04d}/{timex.century * 100 - 1:04d}", "explicit")
    if timex.year is not None:
        return _dated(str(Point(timex.year, timex.season or timex.month, timex.day)), "explicit")
    return _yearless(timex, base, direction)


def _inside(timex: Timex, first: date, last: date) -> _Found | None:
    """The month, day, weekday or season that is named within a period counted from the reference."""
    if timex.month is not None or timex.season is not None:
        return _dated(str(Point(first.year, timex.season or timex.month, timex.day)), "relative")
    if timex.day is not None:
        return _day(first.replace(day=timex.day), "relative")
    if timex.weekday is not None:
        days = nth_of(str(timex.weekday), 1, first, last)
        return days and _day(days[0], "relative")
    return _Found(spanning(first, last), "relative", first, last)


def _yearless(timex: Timex, base: date | None, direction: Direction) -> _Found | None:
    """A date without its year, a day without its month or a weekday: the one that lies in the right direction."""
    month = timex.season or timex.month
    if base is None:
        return _Found(f"XXXX-{month:02d}" + (f"-{timex.day:02d}" if timex.day else ""), "explicit") if month else None
    found = _candidates(timex, base)
    if timex.weekday is not None and timex.day is not None:
        found = [each for each in found if each.first and each.first.isoweekday() == timex.weekday] or found
    return _chosen(found, base, timex.toward, direction)


def _candidates(timex: Timex, base: date) -> list[_Found]:
    month = timex.season or timex.month
    if month is not None:
        reach = 8 if (month, timex.day) == (2, 29) else 1
        days = [(year, month, timex.day) for year in range(base.year - reach, base.year + reach + 1)]
        basis: Basis = "year-inferred"
    elif timex.day is not None:
        months = [divmod(base.year * 12 + base.month - 1 + n, 12) for n in range(-12, 13)]
        days = [(year, index + 1, timex.day) for year, index in months]
        basis = "relative"
    else:
        near = [base + timedelta(n) for n in range(-7, 8)]
        days = [(d.year, d.month, d.day) for d in near if d.isoweekday() == timex.weekday]
        basis = "relative"
    placed = [_PLACED[day] for day in days]
    return [_Found(each[0], basis, each[1], each[2]) for each in placed if each is not None]


def _placed(day: tuple[int, int | None, int | None]) -> tuple[str, date, date] | None:
    """The EDTF of a year, month and day with its bounds, or None where the calendar lacks it (31 April)."""
    text = str(Point(*day))
    try:
        both = bounds(parse(text))
    except EdtfError:
        return None
    return (text, *both) if both else None


def _chosen(found: Iterable[_Found], base: date, toward: str | None, direction: Direction) -> _Found | None:
    """The candidate nearest to the reference on the right side; a word ("coming") leaves out the day itself."""
    away = timedelta(1 if toward else 0)
    way = toward or direction
    best: tuple[int, _Found] | None = None
    for each in found:
        if each.first is None or each.last is None:
            continue
        if (way == "past" and each.first > base - away) or (way == "future" and each.last < base + away):
            continue
        distance = min(abs((base - each.first).days), abs((each.last - base).days))
        if best is None or distance < best[0]:
            best = distance, each
    return best and best[1]


def _interval(a: Timex, b: Timex, base: date | None, direction: Direction) -> _Found | None:
    """A range: one end is resolved against the reference, the other one from there."""
    if direction == "future" and base is not None:
        last = _found(b, base, direction)
        first = _found(a, last.last if last and _floating(a) else base, "past" if _floating(a) else direction)
    else:
        first = _found(a, base, direction)
        last = _found(b, first.first if first and _floating(b) else base, "future" if _floating(b) else direction)
    if first is None or last is None:
        return None
    basis = min(first.basis, last.basis, key=("relative", "year-inferred", "explicit").index)
    start, end = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    return _Found(start if start == end else f"{start}/{end}", basis, first.first, last.last)


def _floating(timex: Timex) -> bool:
    """Whether an expression leaves open which year, month or week it is in."""
    return timex.year is None and timex.unit is None and timex.toward is None and timex.either is None


def _offset(timex: Timex, base: date | None, direction: Direction) -> _Found | None:
    """So many days, weeks, months or years before or after a day; the finest of these units is the precision."""
    if timex.parts:
        anchor = _found(timex.parts[0], base, direction)
        base = anchor.first if anchor else None
    elif (timex.toward == "future" and direction == "past") or (timex.kind == "in" and direction != "future"):
        return None  # "two days later" in a story counts from the story
    if base is None:
        return None
    day = added(base, timex.amounts, _SHIFTS[timex.toward or "past"])
    finest = {unit for _, unit in timex.amounts}
    if "day" in finest:
        return _day(day, "relative")
    if "week" in finest:
        return _Found(f"{day}~", "relative", day, day)
    return _dated(str(day)[:7] if "month" in finest else str(day)[:4], "relative")


def _stretch(timex: Timex, base: date | None, direction: Direction) -> _Found | None:
    """The last or the next so many days, weeks, months or years, or the time within which something is to happen."""
    sign = timex.shift if timex.shift is not None else _SHIFTS[timex.toward or "past"]
    if timex.parts:
        anchor = _found(timex.parts[0], base, direction)
        base = anchor.first if anchor else None
    elif timex.kind == "within" and direction == "past":
        return None  # "within two days" of something in a story
    if base is None or sign == 0:
        return None
    far = added(base, timex.amounts, sign)
    about = "" if all(unit in ("day", "workday") for _, unit in timex.amounts) else "~"
    if sign < 0:
        return _Found(f"{far}{about}/{base}", "relative", far, base)
    first = base if timex.kind == "within" else base + timedelta(1)
    return _Found(f"{first}/{far}{about}", "relative", first, far)


def _open(timex: Timex, base: date | None, direction: Direction) -> _Found | None:
    """Before or after something: an interval that is open on one side."""
    found = _found(timex.parts[0], base, direction)
    if found is None or found.first is None or found.last is None:
        return None
    length = {"year": 4, "month": 7}.get(precision(parse(found.edtf)), 10)
    if timex.kind == "before":
        day = found.first - timedelta(1)
        return _Found(f"../{str(day)[:length]}", found.basis, None, day)
    day = found.last + timedelta(1)
    return _Found(f"{str(day)[:length]}/..", found.basis, day)


def _financial(timex: Timex, base: date | None) -> _Found | None:
    """Twelve months from the month in which the financial year begins."""
    month, year = timex.month or 1, timex.year
    if year is None:
        if base is None:
            return None
        year = base.year - (base.month < month) + (timex.shift or _SHIFTS.get(timex.toward or "", 0))
    end_year, index = divmod(year * 12 + month + 10, 12)
    span = f"{Point(year, month)}/{Point(end_year, index + 1)}"
    return _dated(span, "relative" if timex.year is None else "explicit")


def _day(day: date, basis: Basis) -> _Found:
    return _Found(day.isoformat(), basis, day, day)


def _dated(edtf: str, basis: Basis) -> _Found:
    both = bounds(parse(edtf))
    return _Found(edtf, basis, both[0], both[1]) if both else _Found(edtf, basis)


# Pages tell of the same few days again and again.
_PLACED: Final = Memo(_placed)
_CANONICAL: Final = Memo[str, str](lambda text: str(parse(text)))
