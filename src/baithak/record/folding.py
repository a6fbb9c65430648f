"""What belongs to a sitting though it is no session claim: the same sitting told as a meeting, and what was signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from baithak.record import days
from baithak.record.event import Event
from baithak.record.places import Places
from baithak.record.told import Told


def fold(told: Iterable[Told], sittings: Sequence[Event], places: Places) -> set[str]:
    """Adds to the sittings what tells or completes them; gives the ids of all claims that sittings hold now."""
    taken = {one.id for event in sittings for one in event.every}
    on_page: dict[str, list[Event]] = defaultdict(list)
    for event in sittings:
        for page in sorted({one.page.id for one in event.told}):
            on_page[page].append(event)
    numbered: dict[tuple[str | None, int | None], list[Event]]
    numbered = {(event.body, event.ordinal): [event] for event in sittings if event.ordinal is not None}
    home = {one.id: event for event in sittings for one in event.told}
    gained: list[tuple[Event, bool, Told]] = []
    for one in told:
        if one.claim.type == "figure":
            for event in numbered.get((one.body, one.claim.ordinal), ()):
                event.figures.append(one)
        if one.id in taken or one.claim.type not in ("meeting", "session", "signing"):
            continue
        signing = one.claim.type == "signing"
        fits = [e for e in on_page[one.page.id] if (_signed_at if signing else _retold)(one, e, home, places)]
        if len(fits) == 1:
            gained.append((fits[0], signing, one))
            taken.add(one.id)
    for event, signing, one in gained:
        (event.beside if signing else event.told).append(one)
    return taken


def _retold(one: Told, event: Event, home: Mapping[str, Event], places: Places) -> bool:
    """Whether the meeting is the sitting once more: the same page, day and place, and nobody but its people."""
    if one.body or not _same_stage(one, event) or not _in_time(one, event):
        return False
    where = {place for other in event.told for place in other.places[:1]}
    if one.places and where and not any(places.fits(one.places[0], place) for place in where):
        return False
    people = one.people - one.offices
    if people:
        return people <= event.people and (len(people) > 1 or bool(one.claim.date or _linked(one, event, home)))
    return bool(one.countries) and days.exact(one.claim.date) and one.countries >= _countries(event)


def _signed_at(one: Told, event: Event, home: Mapping[str, Event], places: Places) -> bool:
    """Whether the document was signed at the sitting: the claim says so, or its signatories sat there that day."""
    if _linked(one, event, home):
        return True
    if one.body is not None:
        return one.body == event.body and one.claim.ordinal in (None, event.ordinal) and _in_time(one, event)
    people = one.people - one.offices
    return bool(people) and people <= event.people and _same_stage(one, event) and _in_time(one, event)


def _linked(one: Told, event: Event, home: Mapping[str, Event]) -> bool:
    return any(r.kind in ("part_of", "during") and home.get(r.to) is event for r in one.claim.relations)


def _same_stage(one: Told, event: Event) -> bool:
    return any(other.status == one.status for other in event.told if other.page.id == one.page.id)


def _in_time(one: Told, event: Event) -> bool:
    dates = {other.claim.date for other in event.told if other.claim.date}
    return not dates or one.claim.date is None or any(days.overlap(one.claim.date, date) for date in dates)


def _countries(event: Event) -> frozenset[str]:
    return frozenset(country for one in event.told for country in one.countries)
