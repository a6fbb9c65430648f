"""Disputes: what sources say of one event that cannot all be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from baithak import items
from baithak.model import Json
from baithak.record import days
from baithak.record.event import Event, sources
from baithak.record.figures import measures
from baithak.record.reconcile import Fact, Facts, date_fact
from baithak.record.told import Told


def disputes(event: Event, facts: Facts) -> list[Json]:
    """What is disputed of an event, but for the fields that a decision settled, by field."""
    found = (dispute for dispute in _of_event(event, facts) if dispute["field"] not in event.settled)
    return sorted(found, key=lambda dispute: str(dispute["field"]))


def _of_event(event: Event, facts: Facts) -> Iterable[Json]:
    yield from _listed(event, "ordinal", facts.ordinal, lambda v: v)
    yield from _listed(event, "date", date_fact(event.told) if event.beside else facts.date, lambda v: v)
    yield from _listed(event, "place", facts.place, items.actor)
    yield from _listed(event, "host_country", facts.host_country, lambda v: v)
    for fact in facts.co_chairs:
        yield from _listed(event, "co_chairs", fact, items.actor)
    yield from _status(event)
    for measure in measures(event):
        yield from _listed(event, measure.field, measure.fact, lambda v: v)


def _listed(
    event: Event, field: str, fact: Fact[str] | Fact[int] | None, show: Callable[..., object]
) -> Iterable[Json]:
    if fact is None:
        return
    rivals = [rival for rival in fact.against if rival.real]
    if rivals:
        yield _dispute(
            event, field, [(show(fact.value), fact.support), *((show(rival.value), rival.told) for rival in rivals)]
        )


def _status(event: Event) -> Iterable[Json]:
    """Told as held, and as not held by a page that could know; what was called off before the day is history."""
    held = [one for one in event.told if one.happened]
    settled = date_fact(held)
    day = days.span(settled.value) if settled else None
    first = min([one.page.day for one in held if one.page.day] + [both[0] for both in (day,) if both], default=None)
    for status in ("cancelled", "denied"):
        against = [one for one in event.told if one.status == status and _could_know(one, first)]
        if held and against:
            yield _dispute(event, "status", [("held", held), (status, against)])


def _could_know(one: Told, first: date | None) -> bool:
    """Whether its page came out on or after that day; an undated page that denies what was to have been, looks back."""
    if one.page.day is None:
        return one.status == "denied"
    return first is not None and one.page.day >= first


def _dispute(event: Event, field: str, values: Sequence[tuple[object, Sequence[Told]]]) -> Json:
    """within: a page at odds with itself; between: pages at odds with one another."""
    pages = {one.page.root for _, told in values for one in told}
    return {
        "event": items.event(event.key),
        "field": field,
        "kind": "within" if len(pages) == 1 else "between",
        "values": [
            {"value": value, "claims": sorted(one.id for one in told), "independent_sources": sources(told)}
            for value, told in values
        ],
    }
