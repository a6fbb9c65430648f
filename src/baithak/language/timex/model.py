"""What is found, and what it resolves to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Direction = Literal["past", "future", "nearest"]
Basis = Literal["explicit", "year-inferred", "relative"]


@dataclass(slots=True, init=False, unsafe_hash=True)
class Timex:
    """A time expression of folded text (start, end: folded offsets) and what its words say, unresolved.

    kind: day, days, list, month, year, weekday, relative, part, decade, season, financial-year, century, interval,
    offset, in, stretch, within, before or after. Fields that the words leave open are None.

    year, month, day, weekday (1 Monday to 7): as written; for a decade, its first year; for a financial year, the
    year and month in which it begins. unit, shift: a period counted from the reference (month, +1: next month), also
    as the container of the other fields. toward: past or future, where a word says so. nth, part: the nth week,
    weekday, quarter or half of the rest, -1 the last. edge: start, middle, end, rest or elapsed part of the others.
    season: 21 spring to 24 winter. either: so many days away from the reference, on either side. anaphoric: counted
    from a day of the story. amounts: (count, unit) pairs. parts: the ends of a range, the days of a list (they
    follow each other), or the anchor of an offset. Frozen by `Final`, as in `baithak.model`.
    """

    start: Final[int]
    end: Final[int]
    kind: Final[str]
    year: Final[int | None]
    month: Final[int | None]
    day: Final[int | None]
    weekday: Final[int | None]
    unit: Final[str | None]
    shift: Final[int | None]
    toward: Final[str | None]
    nth: Final[int | None]
    part: Final[str | None]
    edge: Final[str | None]
    season: Final[int | None]
    century: Final[int | None]
    either: Final[int | None]
    anaphoric: Final[bool]
    amounts: Final[tuple[tuple[int, str], ...]]
    parts: Final[tuple[Timex, ...]]

    def __init__(
        self,
        start: int,
        end: int,
        kind: str,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        weekday: int | None = None,
        unit: str | None = None,
        shift: int | None = None,
        toward: str | None = None,
        nth: int | None = None,
        part: str | None = None,
        edge: str | None = None,
        season: int | None = None,
        century: int | None = None,
        either: int | None = None,
        anaphoric: bool = False,
        amounts: tuple[tuple[int, str], ...] = (),
        parts: tuple[Timex, ...] = (),
    ) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.year = year
        self.month = month
        self.day = day
        self.weekday = weekday
        self.unit = unit
        self.shift = shift
        self.toward = toward
        self.nth = nth
        self.part = part
        self.edge = edge
        self.season = season
        self.century = century
        self.either = either
        self.anaphoric = anaphoric
        self.amounts = amounts
        self.parts = parts


@dataclass(slots=True, init=False, unsafe_hash=True)
class Resolved:
    """A date with the reason for its precision; edtf as in `baithak.edtf`. Frozen in the same way."""

    edtf: Final[str]
    basis: Final[Basis]

    def __init__(self, edtf: str, basis: Basis) -> None:
        self.edtf = edtf
        self.basis = basis
