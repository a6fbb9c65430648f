"""The programme of a visit: what the visitor did in the host country meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from baithak.record import days
from baithak.record.event import Event
from baithak.record.places import Places

_STAY = 2  # days that a visit lasts after the only day that pages give of it
_LONGEST = 62  # days of a visit; a longer stretch only says roughly when it was


def parts(events: Sequence[Event], places: Places) -> dict[str, list[Event]]:
    """What belongs to each visit, by day; by the visit's key."""
    by_month: dict[tuple[str, int, int], list[Event]] = defaultdict(list)
    for event in events:
        both = days.span(event.date)
        if event.type != "visit" and both and days.exact(event.date):
            for person in event.people:
                by_month[person, both[0].year, both[0].month].append(event)
    found = {}
    for visit in (each for each in events if each.type == "visit"):
        both = days.span(visit.date)
        months = _months(both) if both else []
        near = {e.key: e for who in visit.people for month in months for e in by_month[who, *month]}
        inside = [event for event in near.values() if _belongs(event, visit, places)]
        found[visit.key] = sorted(inside, key=lambda e: (e.date or "", e.id))
    return found


def _months(both: tuple[date, date]) -> list[tuple[int, int]]:
    first, last = both[0], both[1] + timedelta(_STAY)
    if (last - first).days > _LONGEST:
        return []
    count = (last.year - first.year) * 12 + last.month - first.month
    return [(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count + 1)]


def _belongs(event: Event, visit: Event, places: Places) -> bool:
    if not _during(event.date, visit.date):
        return False
    hosts, seats = _countries(visit, places), _countries(event, places)
    return not hosts or not seats or bool(hosts & seats)


def _during(day: str | None, visit: str | None) -> bool:
    """Within the visit, or, where only one day of it is known, in the days after."""
    if not day or not visit:
        return False
    if days.covers(visit, day):
        return True
    apart = days.apart(visit, day)
    return days.length(visit) == 0 and days.before(visit, day) and apart is not None and apart <= _STAY


def _countries(event: Event, places: Places) -> set[str]:
    return {country for one in event.told for place in one.places if (country := places.country(place))}
