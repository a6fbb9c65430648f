"""Events as decisions leave them: what the record shows of each, what belongs to visits, and what was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product

from baithak import items
from baithak.items import Item
from baithak.model import Json
from baithak.record import days
from baithak.record.cells.event_refs import read_events, refs
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.telling import Known, places
from baithak.record.decisions import Decision, Rulings
from baithak.record.disputes import disputes
from baithak.record.event import Event, newest, numbered, place_among, stem
from baithak.record.pieces import dispute_items, event_item, flag_item, promise_item
from baithak.record.programme import belongs, countries, month, months_of_visit
from baithak.record.promises import Done, awaited, promises, stages
from baithak.record.reconcile import date_fact, facts_of
from baithak.record.ruling import Docket
from baithak.record.shape import shown

_BETWEEN = "\x1f"


class Ruled(PerKey):
    """Carries out the decisions on events: `ruled event` takes the place of what stood under the key, or of nothing."""

    name = "ruled"
    over = ("event rulings",)

    def work(self, key: str, desk: Desk) -> None:
        rulings = Rulings(Decision.of(one) for one in desk.value("event rulings", key) or ())
        named = {target: home for one in rulings.every for target in one.targets if (home := _home(target, desk))}
        keys = sorted(set(named.values()))
        before = read_events((desk.value("event", home) for home in keys), desk)
        after = Docket(before, named, rulings).rule()
        for home in keys:
            desk.put("ruled event", home, {"gone": True})
        for event in after:
            desk.put("ruled event", event.key, refs(event))
        for applied in rulings.applied:
            desk.put("applied", applied, source=self.name)


def _home(target: str, desk: Desk) -> str | None:
    """The event that a decision means: that which holds a claim, or the session of that id."""
    home: str | None = desk.value("home", target)
    if home:
        return home
    body, slash, _ = target.rpartition("/")
    found = sorted(desk.gather("events of", body)) if slash else []
    sessions = read_events((desk.value("event", home) for home in found), desk)
    for event in sessions:
        settled = date_fact(event.every)
        event.date = settled.value if settled else None
    return next((event.key for name, event in ids(sessions) if name == target), None)


def ids(events: Iterable[Event]) -> Iterator[tuple[str, Event]]:
    """The id of each of these events, among which are all that are called so; their dates are to be set."""
    count: Counter[str] = Counter()
    for event in sorted(events, key=place_among):
        name = stem(event)
        count[name] += 1
        yield numbered(name, count[name]), event


class Events(PerKey):
    """Shows each event, disputes and doubts about it, and puts it where bodies, visits and promises look for it."""

    name = "events"
    over = ("event", "ruled event")

    def __init__(self, known: Known) -> None:
        self._known = known

    def work(self, key: str, desk: Desk) -> None:
        event = _event(key, desk)
        if event is None:
            return
        where = places(self._known, desk)
        facts = facts_of(event, where)
        event.date = facts.date.value if facts.date else None
        made = shown(event, facts, where)
        item = event_item(event, made, where)
        desk.put("stem", stem(event), list(place_among(event)))
        for entity in item.about:
            desk.count("engaged", entity, [("event",)])
        doubts = [*dispute_items(event, disputes(event, facts)), *_too_early(event)]
        for each in doubts:
            desk.put("item", f"{each.kind}{_BETWEEN}{each.key}", each)
        if event.body:
            desk.put("session", event.body, _in_series(event, made))
        _show_meanwhile(event, countries(event, where), desk)
        for stage, done in stages(event).items():
            desk.put("done", stage, done)
        if any(one.status == "planned" for one in event.every):
            desk.put("plans", key)
        if event.type == "visit":
            visit = {"date": event.date, "people": sorted(event.people), "hosts": sorted(countries(event, where))}
            desk.put("visit", key, visit | {"item": item})
        else:
            desk.put("item", f"events{_BETWEEN}{key}", item)


def _event(key: str, desk: Desk) -> Event | None:
    """The event under a key, as decisions leave it."""
    found = desk.value("ruled event", key) or desk.value("event", key)
    return None if found is None or "gone" in found else next(iter(read_events([found], desk)))


def _too_early(event: Event) -> list[Item]:
    claims = sorted(one.id for one in event.every if one.too_early)
    because = "Told as held on a day after the page came out; taken as planned."
    if not claims or "status" in event.settled:
        return []
    return [flag_item(event.key, event.body or event.type, "status", because, claims)]


def _in_series(event: Event, made: Json) -> Json:
    """What its body's series needs to know of a session."""
    told = newest(event.told)
    return {name: made[name] for name in ("ordinal", "date", "host_country", "status", "independent_sources")} | {
        "newest": told and told.isoformat(),
        "countries": dict(Counter(country for one in event.told for country in one.countries)),
        "stem": stem(event),
        "place": list(place_among(event)),
        "settled": sorted(event.settled),
        "claims": sorted(one.id for one in event.told),
    }


def _show_meanwhile(event: Event, seats: set[str], desk: Desk) -> None:
    """To visits of its people."""
    when = month(event.date)
    if event.type == "visit" or when is None:
        return
    held = [Done.of(one) for one in event.told if one.happened]
    first = min(held, key=lambda done: done.when) if held else None
    meanwhile = {"date": event.date, "seats": sorted(seats), "stem": stem(event), "done": first and list(first)}
    for person in event.people:
        desk.put("engagement", f"{person}{_BETWEEN}{when}", meanwhile)


class Numbers(PerKey):
    """Gives each event its id: its stem, with a number where others have it too."""

    name = "numbers"
    over = ("stem",)

    def work(self, key: str, desk: Desk) -> None:
        found = desk.gather("stem", key)
        for number, event in enumerate(sorted(found, key=lambda each: found[each]), 1):
            desk.put("event id", event, numbered(key, number))


class Visits(PerKey):
    """What belongs to each visit: `parts`."""

    name = "visits"
    over = ("visit",)

    def work(self, key: str, desk: Desk) -> None:
        visit = desk.value("visit", key)
        if visit is None:
            return
        keys = product(visit["people"], months_of_visit(visit["date"]))
        found = {event: it for each in keys for event, it in desk.gather("engagement", _BETWEEN.join(each)).items()}
        hosts = set(visit["hosts"])
        inside = [e for e, it in found.items() if belongs(it["date"], set(it["seats"]), visit["date"], hosts)]
        inside.sort(key=lambda e: (found[e]["date"] or "", found[e]["stem"], e))
        desk.put("parts", key, [found[event]["done"] for event in inside if found[event]["done"]])
        item: Item = visit["item"]
        value = item.value | {"parts": [items.event(event) for event in inside]}
        desk.put("item", f"events{_BETWEEN}{key}", replace(item, value=value), source=self.name)


class Promises(PerKey):
    """What each event promises, and what has become of it."""

    name = "promises"
    over = ("plans",)

    def work(self, key: str, desk: Desk) -> None:
        event = _event(key, desk) if desk.gather("plans", key) else None
        if event is None:
            return
        there = [Done(*done) for done in desk.value("parts", key) or ()]
        late = [
            Done(*done) for stage in awaited(event) for found in desk.gather("done", stage).values() for done in found
        ]
        for made in promises(event, there, late, past(desk)):
            item = promise_item(event, made)
            desk.put("item", f"promises{_BETWEEN}{item.key}", item)


def past(desk: Desk) -> Callable[[str | None], bool]:
    """Whether every day of a date lies before the day of the record."""

    def passed(date: str | None) -> bool:
        both = days.span(date)
        return both is not None and desk.past(both[1].isoformat())

    return passed
