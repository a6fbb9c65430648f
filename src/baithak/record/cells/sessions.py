"""The sittings of each body, with what their pages tell of them in other claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from baithak.record import days
from baithak.record.cells.event_refs import put_event, read_events, refs
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.telling import Known, places, told_at
from baithak.record.event import Event
from baithak.record.folding import Sitting, folded
from baithak.record.sittings import sittings
from baithak.record.told import Told


class Sittings(PerKey):
    """Gathers the claims of a body into sittings: `sat`; and for each page those that it tells: `sitting`."""

    name = "sittings"
    over = ("sits",)

    def __init__(self, known: Known) -> None:
        self._known = known

    def work(self, key: str, desk: Desk) -> None:
        claims = sorted((one for one in told_at(sorted(desk.gather("sits", key)), desk) if one.body == key), key=_id)
        figures: dict[int | None, list[Told]] = defaultdict(list)
        for one in claims:
            if one.type == "figure":
                figures[one.ordinal].append(one)
        found = sittings(key, [one for one in claims if one.sits], places(self._known, desk))
        pages: dict[str, list[Sitting]] = defaultdict(list)
        for event in found:
            event.figures = figures[event.ordinal] if event.ordinal is not None else []
            for page, sitting in by_page(event).items():
                pages[page].append(sitting)
        for page, there in pages.items():
            desk.put("sitting", page, sorted(there, key=lambda sitting: sitting.key))
        if found:
            desk.put("sat", key, [refs(event) for event in found])


def by_page(event: Event) -> dict[str, Sitting]:
    """What each page that tells a sitting needs to know of it."""
    own: dict[str, list[Told]] = defaultdict(list)
    for one in event.told:
        own[one.page.id].append(one)
    dates = frozenset(one.date for one in event.told if one.date)
    where = frozenset(place for one in event.told for place in one.places[:1])
    countries = frozenset(country for one in event.told for country in one.countries)
    return {
        page: Sitting(
            event.key,
            event.body,
            event.ordinal,
            dates,
            where,
            event.people,
            countries,
            frozenset(one.status for one in told if one.status),
            frozenset(one.id for one in told),
        )
        for page, told in own.items()
    }


class Folded(PerKey):
    """Gives sittings what else their pages tell of them: `gained`, by body; and so `taken`, by page."""

    name = "folded"
    over = ("sitting", "besides")

    def __init__(self, known: Known) -> None:
        self._known = known

    def work(self, key: str, desk: Desk) -> None:
        if not desk.gather("besides", key):
            return
        here = [sitting for _, found in sorted(desk.gather("sitting", key).items()) for sitting in found]
        gained: dict[str, list[list[str]]] = defaultdict(list)
        taken: dict[str, list[str]] = {}
        told = sorted(told_at([key] if here else [], desk), key=_id)
        for sitting, one in folded(told, here, places(self._known, desk)):
            gained[str(sitting.body)].append([sitting.key, one.id])
            taken[one.id] = [sitting.key] if one.happened and one.type != "signing" else []
        for body, found in gained.items():
            desk.put("gained", body, found)
        if taken:
            desk.put("taken", key, taken)


class Sessions(PerKey):
    """The sittings of a body as events, and on which days they were: `days of sittings`."""

    name = "sessions"
    over = ("sat", "gained")

    def work(self, key: str, desk: Desk) -> None:
        sat = desk.value("sat", key)
        if not sat:
            return
        gained = desk.gather("gained", key)
        more = {one.id: one for one in told_at(sorted(gained), desk)}
        spans = {}
        for event in read_events(sat, desk):
            home = event.key
            for claim in sorted(
                claim for pairs in gained.values() for key_before, claim in pairs if key_before == home
            ):
                (event.beside if more[claim].type == "signing" else event.told).append(more[claim])
            put_event(refs(event), desk)
            desk.put("events of", key, source=event.key)
            both = days.span(event.hint)
            if both and days.exact(event.hint):
                spans[home] = [day.isoformat() for day in both]
        if spans:
            desk.put("days of sittings", key, spans)


def context(page: str, taken: Mapping[str, Sequence[str]], desk: Desk) -> tuple[date, date] | None:
    """The first and the last day of the sittings that a page tells as done. taken: what it tells of them besides."""
    besides = {sitting for found in taken.values() for sitting in found}
    found = []
    for sittings_there in desk.gather("sitting", page).values():
        for sitting in sittings_there:
            if "held" in sitting.statuses or sitting.key in besides:
                found += (desk.value("days of sittings", str(sitting.body)) or {}).get(sitting.key, ())
    return (date.fromisoformat(min(found)), date.fromisoformat(max(found))) if found else None


def _id(one: Told) -> str:
    return one.id
