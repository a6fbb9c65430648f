"""How names, dates and numbers of the record are said to people."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from baithak.edtf import EdtfError, Point, parse
from baithak.model import Json

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_CADENCE = {"P1Y": "every year", "P6M": "twice a year", "P3M": "every quarter", "P1M": "every month"}
_UNITS = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
_DURATION = regex.compile(r"P(\d+)([YMWD])")
_CODED = regex.compile(r"\b(?:P\d+[YMWD]|[\dX]{4}-\d\d(?:-\d\d)?(?:/[\dX]{4}-\d\d(?:-\d\d)?)?)\b")  # in a reason


def name(entity: Json | None, lang: str = "en") -> str:
    """The best name in a language, else in another one, else as it stands in a page."""
    if not entity:
        return ""
    names = entity.get("names") or {}
    for code in (lang, "en", "hi", *names):
        if names.get(code):
            return str(names[code][0])
    return str(entity.get("text") or entity["id"])


def other_name(entity: Json, lang: str = "en") -> str:
    """The best name in the other of English and Hindi, or nothing."""
    found = (entity.get("names") or {}).get("hi" if lang == "en" else "en")
    return str(found[0]) if found and found[0] != name(entity, lang) else ""


def names(entities: Sequence[Json] | None, lang: str = "en") -> str:
    """Names in one line."""
    return ", ".join(name(e, lang) for e in entities or ())


def say_date(value: str | None) -> str:
    """An EDTF value as people write it; what it leaves open is said, never filled."""
    if not value:
        return "no date"
    try:
        read = parse(value)
    except EdtfError:
        return value
    if not read.is_interval:
        return _say(read.start)
    first, last = read.start, read.end
    if first and last and first.day and last.day and (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_say(last)}"
    return f"{_say(first) or 'before'} – {_say(last) or 'open'}"


def _say(point: Point | None) -> str:
    if point is None:
        return ""
    year = "year open" if point.year is None else f"{point.year}s" if point.decade or point.century else str(point.year)
    month = "" if point.month is None else _SEASONS.get(point.month) or _MONTHS[point.month - 1]
    return _qualified(" ".join(str(part) for part in (point.day, month, year) if part), point.qualifier)


def _qualified(words: str, qualifier: str) -> str:
    about = "about " if qualifier in ("~", "%") else ""
    return f"{about}{words}{' (?)' if qualifier in ('?', '%') else ''}" if qualifier else words


def say_cadence(value: str | None) -> str:
    """An ISO 8601 duration as a rhythm."""
    if not value:
        return ""
    found = _DURATION.fullmatch(value)
    return _CADENCE.get(value) or (f"every {found[1]} {_UNITS[found[2]]}" if found else value)


def say_reason(text: str) -> str:
    """A reason of the record, with its dates and durations as people write them."""
    return _CODED.sub(lambda found: (say_cadence if found[0].startswith("P") else say_date)(found[0]), text)


def ordinal(number: int | None) -> str:
    """1st, 2nd, 3rd, 11th."""
    if number is None:
        return ""
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def count(number: int, noun: str) -> str:
    """1 page, 2 pages."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
