"""Disputes: what sources say of one event that cannot all be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from baithak.model import Json
from baithak.record.event import Event, sources
from baithak.record.figures import by_measure, clash
from baithak.record.places import Places
from baithak.record.reconcile import Fact, Rule, date_fact, host_fact, number_fact, people_facts, place_fact, settle
from baithak.record.told import Told

_MEASURES: Rule[str] = Rule(lambda a, b: a == b, clash, len)
Show = Callable[[str], Json]


def disputes(events: Iterable[Event], places: Places, show: Show) -> list[Json]:
    """The disputes of all events but those that a decision ended; show: the JSON of an actor or place."""
    return [
        dispute
        for event in events
        for dispute in _of_event(event, places, show)
        if dispute["field"] not in event.settled
    ]


def _of_event(event: Event, places: Places, show: Show) -> Iterable[Json]:
    yield from _listed(event, "ordinal", number_fact(event.told), lambda v: v)
    yield from _listed(event, "date", date_fact(event.told), lambda v: v)
    where = place_fact(event.told, places)
    yield from _listed(event, "place", where, show)
    yield from _listed(event, "host_country", host_fact(where, places), lambda v: v)
    for fact in people_facts(event.told, "co_chair"):
        yield from _listed(event, "co_chairs", fact, show)
    yield from _status(event)
    measured = [one for one in event.every if one.happened] + event.figures
    for name, said in by_measure(measured).items():
        yield from _listed(event, name, settle(said, _MEASURES), lambda v: v)


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
    """Told as held, and, by a page that came out no earlier, as not held."""
    held = [one for one in event.told if one.happened]
    first = min((one.page.day for one in held if one.page.day), default=None)
    for status in ("cancelled", "denied"):
        against = [
            one
            for one in event.told
            if one.status == status and one.page.day is not None and first is not None and one.page.day >= first
        ]
        if held and against:
            yield _dispute(event, "status", [("held", held), (status, against)])


def _dispute(event: Event, field: str, values: Sequence[tuple[object, Sequence[Told]]]) -> Json:
    """within: a page at odds with itself; between: pages at odds with one another."""
    pages = {one.page.root for _, told in values for one in told}
    return {
        "event": event.id,
        "field": field,
        "kind": "within" if len(pages) == 1 else "between",
        "values": [
            {"value": value, "claims": sorted(one.id for one in told), "independent_sources": sources(told)}
            for value, told in values
        ],
    }
