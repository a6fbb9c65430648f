"""Days and hours as programs write them, in EDTF."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import regex

_ISO: Final = regex.compile(r"\s*(\d{4}-\d\d(?:-\d\d)?)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?)?")


def moment(value: str) -> str | None:
    """The day that a text begins with, with hour and zone where both stand there; None for what is no date.

    ISO 8601 as outlets print it, or the form of mail headers.
    """
    found = _ISO.match(value)
    if not found:
        return _of_mail(value)
    day, time, zone = found.groups()
    told = f"{day}T{_seconds(time)}{_offset(zone)}" if time and zone else day
    try:
        datetime.fromisoformat(told if len(told) > 7 else f"{told}-01")
    except ValueError:
        return None
    return str(told)


def _of_mail(value: str) -> str | None:
    try:
        told = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return stamp(told)


def stamp(when: date) -> str:
    """A day, or an hour with its zone; an hour without one is of its day."""
    if isinstance(when, datetime):
        return when.isoformat(timespec="seconds") if when.tzinfo else when.date().isoformat()
    return when.isoformat()


def _seconds(time: str) -> str:
    return time if time.count(":") == 2 else f"{time}:00"


def _offset(zone: str) -> str:
    if zone == "Z":
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
