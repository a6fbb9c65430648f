"""The programme of a visit: what the visitor did in the host country meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from baithak.record import days
from baithak.record.event import Event
from baithak.record.places import Places

_STAY = 2  # days that a visit lasts after the only day that pages give of it
_LONGEST = 62  # days of a visit; a longer stretch only says roughly when it was


def months_of_visit(day: str | None) -> list[str]:
    """The months in which something may belong to a visit of that date."""
    both = days.span(day)
    if both is None or (both[1] - both[0]).days + _STAY > _LONGEST:
        return []
    return list(_months(both[0], both[1] + timedelta(_STAY)))


def month(day: str | None) -> str | None:
    """The month of an event whose day is known."""
    both = days.span(day)
    return f"{both[0]:%Y-%m}" if both and days.exact(day) else None


def _months(first: date, last: date) -> Iterable[str]:
    count = (last.year - first.year) * 12 + last.month - first.month
    return (
        f"{first.year + (first.month - 1 + n) // 12:04}-{(first.month - 1 + n) % 12 + 1:02}" for n in range(count + 1)
    )


def belongs(day: str | None, seats: set[str], visit: str | None, hosts: set[str]) -> bool:
    """Whether what was on that day in those countries belongs to a visit of that date to those countries."""
    return _during(day, visit) and (not hosts or not seats or bool(hosts & seats))


def _during(day: str | None, visit: str | None) -> bool:
    """Within the visit, or, where only one day of it is known, in the days after."""
    if not day or not visit:
        return False
    if days.covers(visit, day):
        return True
    apart = days.apart(visit, day)
    return days.length(visit) == 0 and days.before(visit, day) and apart is not None and apart <= _STAY


def countries(event: Event, places: Places) -> set[str]:
    """Where it was."""
    return {country for one in event.told for place in one.places if (country := places.country(place))}
