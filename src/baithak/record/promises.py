"""Promises: what was announced, until something done, signed or called off closes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from baithak import items
from baithak.model import Json
from baithak.record import days
from baithak.record.cluster import FAMILY, LIVES
from baithak.record.coming import Past
from baithak.record.event import Event, newest
from baithak.record.outcomes import kind_of
from baithak.record.reconcile import date_fact
from baithak.record.told import Told

_GRACE = 60  # days after what was announced in which it can still be called off
_OFF = ("cancelled", "postponed", "denied")


class Done(NamedTuple):
    """A claim that something happened. page_day: when its page came out, ISO 8601; date: EDTF."""

    claim: str
    page_day: str | None
    date: str | None

    @classmethod
    def of(cls, one: Told) -> Done:
        return cls(one.id, one.page.day.isoformat() if one.page.day else None, one.date)

    @property
    def when(self) -> tuple[bool, str, str]:
        return self.page_day is None, str(self.page_day), self.claim


def stages(event: Event) -> dict[str, list[Done]]:
    """What happened in the lives of pieces of equipment, by stage and piece: one that comes late is kept too.

    And what was signed at a sitting, by body and kind of document.
    """
    found: dict[str, list[Done]] = defaultdict(list)
    for one in event.told if event.type in LIVES else event.beside:
        for key in _stages(one) if one.happened else ():
            found[key].append(Done.of(one))
    return dict(found)


def _stages(one: Told) -> list[str]:
    kind = kind_of(one.extra.get("document"))
    if one.type in LIVES:
        return [f"{FAMILY[one.type]} {key}" for key in one.roles.get("object", ())]
    return [f"signing {one.body} {kind}"] if one.body and kind else []


def awaited(event: Event) -> list[str]:
    """The stages and pieces, as `stages` has them, of which one that comes late would keep what the event promises."""
    planned = (one for one in event.told if one.status == "planned")
    return sorted({key for one in planned for key in _stages(one)}) if event.type in (*LIVES, "signing") else []


def promises(event: Event, there: Iterable[Done], late: Iterable[Done], past: Past) -> Iterator[Json]:
    """One promise per day for which the event is announced, with every claim that announces it.

    That somebody was invited, for no day, promises nothing.

    there: what was done on a visit, which shows that it took place; late: what was done of what is `awaited`.
    """
    planned = [one for one in event.every if one.status == "planned" and (one.date or not one.invited)]
    there, late = list(there), list(late)
    for group in _by_day(planned):
        yield _promise(event, group, there, late, past)


def _promise(event: Event, planned: Sequence[Told], there: Sequence[Done], late: Sequence[Done], past: Past) -> Json:
    fact = date_fact(planned)
    due = fact.value if fact else None
    first = min(planned, key=lambda one: (one.page.day is None, one.page.day, one.id))
    closing, state = _closing(event, planned, late, due)
    if state is None and there:
        closing, state = min(there, key=lambda done: done.when), "kept"
    if state is None:
        state = "overdue" if past(due) else "open"
    return {
        "claim": first.id,
        "claims": sorted(one.id for one in planned),
        "event": items.event(event.key),
        "due": due,
        "state": state,
        "closed_by": closing.claim if closing else None,
    }


def _closing(
    event: Event, planned: Sequence[Told], late: Sequence[Done], due: str | None
) -> tuple[Done | None, str | None]:
    """The claim that closes the promise, and what it makes of it."""
    keeps = _after if event.type in LIVES else _about_then
    held = [Done.of(one) for one in event.every if one.happened] or [d for d in late if keeps(d, planned, due)]
    off = [one for one in event.every if one.status in _OFF and _calls_off(one, planned, due)]
    moved = [Done.of(one) for one in off if _of_that_day(one.date, due)]  # and what was held then is another day's
    if held and not (moved and not any(_of_that_day(done.date, due) for done in held)):
        return min(held, key=lambda done: done.when), "kept"
    ended = moved or [Done.of(one) for one in off]
    return (min(ended, key=lambda done: done.when), "dropped") if ended else (None, None)


def _of_that_day(date: str | None, due: str | None) -> bool:
    return date is not None and due is not None and days.overlap(date, due)


def _after(done: Done, planned: Sequence[Told], due: str | None) -> bool:
    """Whether it was done after it was due, and reported after it was announced."""
    a, b = days.span(done.date), days.span(due)
    return _reported_later(done, planned) and a is not None and b is not None and a[0] > b[1]


def _reported_later(done: Done, planned: Sequence[Told]) -> bool:
    told = newest(planned)
    return told is not None and done.page_day is not None and done.page_day > told.isoformat()


def _about_then(done: Done, planned: Sequence[Told], due: str | None) -> bool:
    """Whether it was done when it was due or not long after, and reported after it was announced."""
    a, b = days.span(done.date), days.span(due)
    return bool(a and b and a[1] >= b[0] and (a[0] - b[1]).days <= _GRACE) and _reported_later(done, planned)


def _calls_off(one: Told, planned: Sequence[Told], due: str | None) -> bool:
    """Whether it came out after the announcement, of another day than it announces, and not long after that day."""
    day, both, told = one.page.day, days.span(due), newest(planned)
    same_page = any(plan.page.id == one.page.id for plan in planned)
    if days.before(one.date, due) or (same_page and one.date is None):
        return False
    if day is None:
        return True
    return (told is None or day >= told) and (both is None or (day - both[1]).days <= _GRACE)


def _by_day(planned: Sequence[Told]) -> list[list[Told]]:
    """Announcements of days that cannot be the same are promises of their own; the others go with the first."""
    groups: list[list[Told]] = []
    for one in sorted(planned, key=lambda o: (not days.exact(o.date), o.date or "~", o.id)):
        fitting = [g for g in groups if all(days.overlap(one.date, other.date) for other in g)]
        if fitting:
            fitting[0].append(one)
        else:
            groups.append([one])
    return groups
