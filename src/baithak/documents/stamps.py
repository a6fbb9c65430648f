"""Dates as pages stamp them: a day in figures or with the month's name, and the time where there is one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import regex

from baithak.documents.vocabulary import Vocabulary

# MONTH stands for any month's name, OPENS for the first letters of all; of what begins alike the form without a year
# comes last.
_FIGURES_FIRST: Final = (
    r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
    r"(?<!\.)(?P<d>\d{1,2})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)",
    r"(?P<d>\d{1,2}+)(?:st|nd|rd|th)?[\s,.-]{0,3}+(?=[OPENS])(?P<n>MONTH)\.?[\s,'-]{0,3}(?P<y>(?:19|20)\d\d)(?!\d)",
    r"(?P<y>(?:19|20)\d\d),?\s(?=[OPENS])(?P<n>MONTH)\s(?P<d>\d{1,2})(?!\d)",
    r"(?P<d>\d{1,2}+)(?:st|nd|rd|th)?\s{1,2}+(?=[OPENS])(?P<n>MONTH)(?![\p{L}\p{M}])",
)
_BEFORE_DAY: Final = r"\.?\s{0,2}"
_MONTH_FIRST: Final = (
    rf"(?P<n>MONTH){_BEFORE_DAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(?P<y>(?:19|20)\d\d)(?!\d)",
    r"(?P<n>MONTH)\s{1,2}(?P<d>\d{1,2})(?![\d:])",
)
_TIME: Final = regex.compile(
    r"(?<!\d)(?P<h>\d{1,2})[:.](?P<m>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?\s?(?P<half>am|pm|a\.m|p\.m)?(?!\d)"
)
_OFFSET: Final = regex.compile(r"\s?(?:gmt|utc)?(?P<sign>[+-])(?P<h>\d\d):?(?P<m>\d\d)(?!\d)|(?P<z>z)(?!\p{L})")
_DIGITS: Final = "0123456789"
_MARKS: Final = "-/."  # between the figures of a day
_BETWEEN: Final = " ,.-"  # between the figure of a day and its month
_ORDINALS: Final = ("st", "nd", "rd", "th")
_AHEAD: Final = 10  # code points from a number within which the beginning of its month stands
_BACK: Final = 5  # the same, back to the end of a month in front of it
_REACH: Final = 24  # code points between a day and its time
_YEARS: Final = range(1990, 2100)  # of pages on the net; other figures of that shape are something else


@dataclass(slots=True, init=False, unsafe_hash=True)
class Stamp:
    """A day in folded text. year None: none is written. time: ``19:56:00`` with its offset, or ""; clock: whether
    a time stands beside it at all, with or without a known offset."""

    start: Final[int]
    end: Final[int]
    year: Final[int | None]
    month: Final[int]
    day: Final[int]
    time: Final[str]
    clock: Final[bool]

    def __init__(
        self, start: int, end: int, year: int | None, month: int, day: int, time: str = "", clock: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.year = year
        self.month = month
        self.day = day
        self.time = time
        self.clock = clock

    @property
    def edtf(self) -> str:
        day = f"{'XXXX' if self.year is None else self.year}-{self.month:02d}-{self.day:02d}"
        return f"{day}T{self.time}" if self.time else day


class _Days:
    """The forms of a day that begin with a figure, and those that begin with a month's name."""

    def __init__(self, months: Collection[str]) -> None:
        names = "|".join(regex.escape(name) for name in sorted(months, key=len, reverse=True))
        opens = regex.escape("".join(sorted({name[0] for name in months})))
        forms = ("|".join(_FIGURES_FIRST), "|".join(_MONTH_FIRST), rf"(?r)(?<!\p{{L}})MONTH{_BEFORE_DAY}")
        filled = [form.replace("MONTH", f"(?:{names})").replace("OPENS", opens) for form in forms]
        self._figures_first, self._month_first, self._month = map(regex.compile, filled)
        # To look at these is much less work than to match.
        self._ends = frozenset(name[-2:] for name in months)
        self._begins = frozenset(name[:2] for name in (*months, *_ORDINALS))

    def at(self, text: str, end: int, at: int) -> regex.Match[str] | None:
        """What has the form of a day where a number begins, or a month in front of it, no farther back than `end`."""
        match = None
        if text[max(0, at - _BACK) : at].rstrip(" .")[-2:] in self._ends and (
            month := self._month.match(text, end, at)
        ):
            match = self._month_first.match(text, month.start())
        if match is None and self._goes_on(text[at : at + _AHEAD].lstrip(_DIGITS)):
            match = self._figures_first.match(text, at)
        return match

    def _goes_on(self, behind: str) -> bool:
        """Whether a mark and another figure stand behind a figure, or what may be a month."""
        return (behind[:1] in _MARKS and behind[1:2].isdecimal()) or behind.lstrip(_BETWEEN)[:2] in self._begins


@cache
def _days(vocabulary: Vocabulary) -> _Days:
    return _Days(vocabulary.months)


def stamps(text: str, numbers: Iterable[int], vocabulary: Vocabulary, zone: str | None = None) -> list[Stamp]:
    """The days in folded text, in order.

    numbers: where those of the text begin. zone: the offset that times are in unless they say another.
    """
    found: list[Stamp] = []
    days, end = _days(vocabulary), 0
    for at in numbers:
        match = days.at(text, end, at) if at >= end else None
        if match is None:
            continue
        end = match.end()
        year, month, day = _fields(match, vocabulary.months)
        if month > 12 >= day and match.start("y") > match.start():  # month first, as in 12/31/2025
            month, day = day, month
        if _sound(year, month, day):
            time, clock = _time(text, match, vocabulary, zone) if year else ("", False)
            found.append(Stamp(match.start(), match.end(), year, month, day, time, clock))
    return found


def _fields(match: regex.Match[str], months: Mapping[str, int]) -> tuple[int | None, int, int]:
    """Year, month and day of whichever form matched."""
    year, name = match["y"], match["n"]
    return int(year) if year else None, months[name] if name else int(match["m"]), int(match["d"])


def _sound(year: int | None, month: int, day: int) -> bool:
    try:
        date(2000 if year is None else year, month, day)
    except ValueError:
        return False
    return year is None or year in _YEARS


def _time(text: str, match: regex.Match[str], vocabulary: Vocabulary, zone: str | None) -> tuple[str, bool]:
    """The time beside a day, "" where its offset is not known, and whether there is one."""
    line = text.find("\n", match.end())
    limit = len(text) if line < 0 else line
    behind = _TIME.search(text, match.end(), min(limit, match.end() + _REACH))
    found = behind or next(iter(list(_before(text, match.start()))[-1:]), None)
    if found is None or int(found["h"]) > 23 or int(found["m"]) > 59:
        return "", False
    rest = text[found.end() : found.end() + _REACH]
    half = found["half"] or next((w for w in vocabulary.afternoon if w in text[match.end() : found.start()]), "")
    hour = _hour(int(found["h"]), half, vocabulary.afternoon)
    offset = _OFFSET.match(rest)
    if offset:
        zone = "+00:00" if offset["z"] else f"{offset['sign']}{offset['h']}:{offset['m']}"
    return (f"{hour:02d}:{found['m']}:{found['s'] or '00'}{zone}" if zone else ""), True


def _before(text: str, end: int) -> Iterator[regex.Match[str]]:
    start = max(text.rfind("\n", 0, end) + 1, end - _REACH)
    return _TIME.finditer(text, start, end)


def _hour(hour: int, half: str, afternoon: frozenset[str]) -> int:
    if half in afternoon and hour < 12:
        return hour + 12
    return 0 if half in ("am", "a.m") and hour == 12 else hour
