"""What the record has to say about claims from outside: each is put among the known ones and compared with its event.

The page is a guest of the record (`baithak.record.guest`), so that spellings, places within places, coarser dates and
retellings count for what they do there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from baithak.model import Claim
from baithak.record import days
from baithak.record.cluster import FAMILY, said_alike
from baithak.record.figures import FIELDS, clash
from baithak.record.guest import Guest
from baithak.record.places import Places
from baithak.record.told import Told

Verdict = Literal["supported", "contradicted", "one-source", "not-found"]
_WISHED = frozenset({"planned", "proposed"})
_OFF = frozenset({"cancelled", "postponed", "denied"})
_PLACES = ("place", "host_country")
_MEASURES = ("value", *FIELDS)
_MEETINGS = ("session", "meeting")
_LONGEST = 31  # days of a stretch that one event can take


@dataclass(frozen=True, slots=True)
class Finding:
    """One slot of a claim: the ids of the known claims that say so, and of those that say otherwise."""

    slot: str
    support: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        return "supported" if self.support else "contradicted" if self.against else "not-found"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about a claim. event: id in the record of the event that it tells, where one is known.

    verdict: contradicted where some slot is and no claim bears it out; not-found where something that it says stands
    nowhere; one-source where only pages that carry one text say so.
    """

    claim: Claim
    verdict: Verdict
    event: str | None
    findings: tuple[Finding, ...]


def check(guest: Guest) -> list[Answer]:
    """An answer for each of the claims of a page, by all other pages of the record."""
    mine = sorted(guest.told, key=lambda one: (guest.claims[one.id].quote.start, one.id))
    return [_answer(guest.claims[one.id], one, guest) for one in mine]


def _answer(claim: Claim, one: Told, guest: Guest) -> Answer:
    event, compared = _compared(one, guest)
    findings = tuple(_findings(one, compared, guest.places))
    known = {other.id: other for other in compared}
    verdicts = {finding.verdict for finding in findings}
    verdict: Verdict = "supported"
    if "contradicted" in verdicts:
        verdict = "contradicted"
    elif "not-found" in verdicts:
        verdict = "not-found"
    else:
        pages = {known[key].page.id: known[key].page.root for finding in findings for key in finding.support}
        if len(pages) > 1 and len(set(pages.values())) == 1:
            verdict = "one-source"
    return Answer(claim, verdict, event, findings)


def _compared(one: Told, guest: Guest) -> tuple[str | None, list[Told]]:
    """The event that it tells, where one is known, and the known claims to compare it with."""
    event = guest.event(one.id)
    if event and event[1]:
        return event
    if event is None:
        return None, _alike(one, guest)
    return (None, same_day) if (same_day := _same_day(one, guest)) else _under_another_name(one, guest)


def _alike(one: Told, guest: Guest) -> list[Told]:
    """For what is no event (a statement, a figure, how a body is made): the same kind of claim about the same."""
    return [
        other
        for other in guest.of_its_kind(one)
        if (other.body == one.body if one.body else bool(_actors(one) & _actors(other)))
        and (other.ordinal == one.ordinal or None in (other.ordinal, one.ordinal))
        and (said_alike(one.words, other.words) if one.words else _on_one_topic(one, other))
    ]


def _on_one_topic(one: Told, other: Told) -> bool:
    return not one.topics or not set(one.topics).isdisjoint(other.topics)


def _actors(one: Told) -> set[str]:
    return {actor for found in one.roles.values() for actor in found}


def _same_day(one: Told, guest: Guest) -> list[Told]:
    """The sittings of its body on its very day, under another number."""
    if one.type != "session" or one.body is None or not days.exact(one.date):
        return []
    return [
        other
        for other in guest.same_day(one)
        if other.type == "session"
        and other.body == one.body
        and days.exact(other.date)
        and days.overlap(one.date, other.date)
    ]


def _under_another_name(one: Told, guest: Guest) -> tuple[str | None, list[Told]]:
    """The one meeting of its very day that has all of its people, else that of its number in its place.

    Where it names nobody, the one in its place that day with the countries of its body.
    """
    if FAMILY.get(one.type) != "meeting":
        return None, []
    that_day = [event for event in guest.meanwhile(one, _MEETINGS) if _on_its_day(one, event[1])]
    there = [event for event in that_day if _in_its_place(one, event[1], guest.places)]
    people = one.people - one.offices
    around = that_day if len(people) > 1 else there  # two are not twice together on one day
    together = [event for event in around if people <= {who for other in event[1] for who in other.people}]
    numbered = [event for event in there if one.ordinal and one.ordinal in {other.ordinal for other in event[1]}]
    for found in (together, numbered):
        if len(found) == 1:
            return found[0]
    return None, []


def _on_its_day(one: Told, told: Sequence[Told]) -> bool:
    return any(days.exact(other.date) and days.overlap(one.date, other.date) for other in told)


def _in_its_place(one: Told, told: Sequence[Told], places: Places) -> bool:
    where = {place for other in told for place in other.places}
    return not one.places or not where or any(places.fits(mine, other) for mine in one.places for other in where)


def _findings(one: Told, members: Sequence[Told], places: Places) -> Iterator[Finding]:
    """A finding for each slot that the claim fills, its type and its status among them."""
    family = FAMILY.get(one.type, one.type)
    yield _finding("type", members, lambda o: FAMILY.get(o.type, o.type) == family, lambda o: False)
    if one.status:
        yield _finding("status", members, lambda o: _bears(one, o), lambda o: _denies(one, o))
    date = one.date
    if date:
        yield _finding(
            "date",
            members,
            lambda o: o.date is not None and _bears_date(date, o.date),
            lambda o: o.date is not None and not days.overlap(date, o.date),
        )
    number = one.ordinal
    if number is not None:
        yield _finding(
            "ordinal",
            members,
            lambda o: o.ordinal == number,
            lambda o: o.ordinal not in (None, number) and o.body == one.body,
        )
    for name, mine in (("body", one.body), ("parent", one.parent)):
        if mine:
            told = [o for o in members if getattr(o, name)]
            against = tuple(o.id for o in told if name == "body" and not _kin(one, o))
            yield Finding(name, tuple(o.id for o in told if getattr(o, name) == mine), against)
    for role, actors in one.roles.items():
        for actor in actors:
            if role in _PLACES:
                yield _place(role, actor, members, places)
            elif role != "attribution":
                yield _person(role, actor, one, members)
    for name, value in one.extra.items():
        said = {o.id: o.extra[name] for o in members if name in o.extra}
        against = tuple(key for key in said if name in _MEASURES and clash(value, said[key]))
        yield Finding(name, tuple(key for key in said if said[key] == value), against)


def _kin(one: Told, other: Told) -> bool:
    """Whether both are of one body, or of a body and one within it."""
    return other.body == one.body or one.body == other.parent or one.parent == other.body


def _finding(
    slot: str, members: Iterable[Told], agrees: Callable[[Told], bool], clashes: Callable[[Told], bool]
) -> Finding:
    every = list(members)
    support = tuple(o.id for o in every if agrees(o))
    return Finding(slot, support, tuple(o.id for o in every if clashes(o)))


def _bears_date(asked: str, known: str) -> bool:
    """Whether what a page says is the same or finer; of a stretch given to the day every single day is said."""
    single = "/" not in asked and days.exact(asked)
    stretch = days.exact(known) and days.length(known) <= _LONGEST
    return days.covers(asked, known) or (single and stretch and days.overlap(asked, known))


def _bears(one: Told, other: Told) -> bool:
    """Whether the other's status says so: what was held had been planned."""
    return other.status == one.status or (one.status in _WISHED and other.status in (*_WISHED, "held"))


def _denies(one: Told, other: Told) -> bool:
    return (other.status in _OFF) if one.status in (*_WISHED, "held") else other.status == "held"


def _place(role: str, place: str, members: Sequence[Told], places: Places) -> Finding:
    def named(other: Told) -> tuple[str, ...]:
        return tuple(key for each in _PLACES for key in other.roles.get(each, ()))

    return _finding(
        role,
        members,
        lambda o: any(place in places.around(other) for other in named(o)),
        lambda o: bool(named(o)) and all(places.clash(place, other) for other in named(o)),
    )


def _person(role: str, actor: str, one: Told, members: Sequence[Told]) -> Finding:
    """Somebody or something in a role. Who took part may have chaired; another chair of the same side clashes."""
    side = one.sides.get(actor)
    roles = ("co_chair",) if role == "co_chair" else (role, "co_chair") if role == "participant" else (role,)

    def named(other: Told) -> set[str]:
        return {key for each in roles for key in other.roles.get(each, ())}

    def agrees(other: Told) -> bool:
        of_side = {key for key in named(other) if side and other.sides.get(key) == side}
        return actor in named(other) or (actor in one.offices and bool(of_side))

    def clashes(other: Told) -> bool:
        rivals = {key for key in named(other) - other.offices if side and other.sides.get(key) == side}
        return role == "co_chair" and actor not in one.offices and bool(rivals) and actor not in rivals

    return _finding(role, members, agrees, clashes)
