"""Promises: what was announced, until something done, signed or called off closes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from baithak import items
from baithak.model import Json
from baithak.record import days
from baithak.record.cluster import FAMILY, LIVES
from baithak.record.event import Event, newest
from baithak.record.reconcile import date_fact
from baithak.record.told import Told

Done = dict[tuple[str, str], list[Told]]
"""What happened, by kind of event and object."""
_GRACE = 60  # days after what was announced in which it can still be called off
_OFF = ("cancelled", "postponed", "denied")


def promises(
    events: Sequence[Event], programmes: Mapping[str, Sequence[Event]], as_of: str | None
) -> Iterator[tuple[Event, Json]]:
    """One promise per announced event and day, with every claim that announces it.

    programmes: of visits, by key; what the visitor did there shows that the visit took place.
    """
    done = _done_later(events)
    for event in events:
        planned = [one for one in event.every if one.status == "planned"]
        there = [one for part in programmes.get(event.key, ()) for one in part.told if one.happened]
        for group in _by_day(planned):
            yield event, _promise(event, group, there, done, as_of)


def _promise(event: Event, planned: Sequence[Told], there: Sequence[Told], done: Done, as_of: str | None) -> Json:
    fact = date_fact(planned)
    due = fact.value if fact else None
    first = min(planned, key=lambda one: (one.page.day is None, one.page.day, one.id))
    closing, state = _closing(event, planned, done, due)
    if state is None and there:
        closing, state = min(there, key=_when), "kept"
    if state is None:
        both, today = days.span(due), days.span(as_of)
        state = "overdue" if both and today and both[1] < today[1] else "open"
    return {
        "claim": first.id,
        "claims": sorted(one.id for one in planned),
        "event": items.event(event.key),
        "due": due,
        "state": state,
        "closed_by": closing.id if closing else None,
    }


def _closing(event: Event, planned: Sequence[Told], done: Done, due: str | None) -> tuple[Told | None, str | None]:
    """The claim that closes the promise, and what it makes of it."""
    held = [one for one in event.every if one.happened] or _late(event, planned, done, due)
    if held:
        return min(held, key=_when), "kept"
    off = [one for one in event.every if one.status in _OFF and _calls_off(one, planned, due)]
    return (min(off, key=_when), "dropped") if off else (None, None)


def _calls_off(one: Told, planned: Sequence[Told], due: str | None) -> bool:
    """Whether it came out after the announcement, of another day than it announces, and not long after that day."""
    day, both, told = one.page.day, days.span(due), newest(planned)
    same_page = any(plan.page.id == one.page.id for plan in planned)
    if days.before(one.claim.date, due) or (same_page and one.claim.date is None):
        return False
    if day is None:
        return True
    return (told is None or day >= told) and (both is None or (day - both[1]).days <= _GRACE)


def _when(one: Told) -> tuple[bool, str, str]:
    return one.page.day is None, str(one.page.day), one.id


def _by_day(planned: Sequence[Told]) -> list[list[Told]]:
    """Announcements of days that cannot be the same are promises of their own; the others go with the first."""
    groups: list[list[Told]] = []
    for one in sorted(planned, key=lambda o: (not days.exact(o.claim.date), o.claim.date or "~", o.id)):
        fitting = [g for g in groups if all(days.overlap(one.claim.date, other.claim.date) for other in g)]
        if fitting:
            fitting[0].append(one)
        else:
            groups.append([one])
    return groups


def _done_later(events: Iterable[Event]) -> Done:
    """What happened to each piece of equipment: a stage that comes late still keeps its promise."""
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for event in events:
        for one in event.told if event.type in LIVES else ():
            for key in one.roles.get("object", ()) if one.happened else ():
                found[FAMILY[one.claim.type], key].append(one)
    return found


def _late(event: Event, planned: Sequence[Told], done: Done, due: str | None) -> list[Told]:
    if event.type not in LIVES:
        return []
    told = newest(planned)
    objects = {key for one in planned for key in one.roles.get("object", ())}
    return [
        one
        for key in sorted(objects)
        for one in done.get((FAMILY[event.type], key), ())
        if _comes_after(one, due, told is not None and one.page.day is not None and one.page.day > told)
    ]


def _comes_after(one: Told, due: str | None, reported_later: bool) -> bool:
    a, b = days.span(one.claim.date), days.span(due)
    return reported_later and a is not None and b is not None and a[0] > b[1]
