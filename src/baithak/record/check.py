"""What the record has to say about claims from outside: each is put among the known ones and compared with its event.

The claims are joined with the known ones as one more page would be, so that spellings, places within places, coarser
dates and retellings count for what they do in the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from baithak.model import Claim, Document
from baithak.record import days
from baithak.record.build import Record
from baithak.record.cells.pages import Source
from baithak.record.cluster import FAMILY, said_alike
from baithak.record.figures import FIELDS, clash
from baithak.record.places import Places
from baithak.record.told import Told

Verdict = Literal["supported", "contradicted", "one-source", "not-found"]
_WISHED = frozenset({"planned", "proposed"})
_OFF = frozenset({"cancelled", "postponed", "denied"})
_PLACES = ("place", "host_country")
_MEASURES = ("value", *FIELDS)
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


def check(asked: Sequence[Claim], page: Document, record: Record) -> list[Answer]:
    """An answer for each of the claims of a page, by all other pages of a record.

    The record follows the page as it would any other: what stands in it under the page's id is lost.
    """
    claims = {claim.id: claim for claim in asked}
    record.follow({page.id: Source(page.id, page, list(claims.items()))})
    mine = sorted(record.told([page.id]), key=lambda one: (claims[one.id].quote.start, one.id))
    return [_answer(claims[one.id], one, record) for one in mine]


def _answer(claim: Claim, one: Told, record: Record) -> Answer:
    home = record.home(one.id)
    members = [o for o in home[1] if o.page.id != one.page.id] if home else _alike(one, record)
    compared = members or _same_day(one, record)
    findings = tuple(_findings(one, compared, record.places))
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
    return Answer(claim, verdict, home[0] if home and members else None, findings)


def _alike(one: Told, record: Record) -> list[Told]:
    """For what is no event (a statement, a figure, how a body is made): the same kind of claim about the same."""
    return [
        other
        for other in record.told(record.naming(one))
        if other.page.id != one.page.id
        and other.type == one.type
        and (other.body == one.body if one.body else bool(_actors(one) & _actors(other)))
        and (other.ordinal == one.ordinal or None in (other.ordinal, one.ordinal))
        and (said_alike(one.words, other.words) if one.words else _on_one_topic(one, other))
    ]


def _on_one_topic(one: Told, other: Told) -> bool:
    return not one.topics or not set(one.topics).isdisjoint(other.topics)


def _actors(one: Told) -> set[str]:
    return {actor for found in one.roles.values() for actor in found}


def _same_day(one: Told, record: Record) -> list[Told]:
    """The sittings of its body on its very day, under another number."""
    if one.type != "session" or one.body is None or not days.exact(one.date):
        return []
    return [
        other
        for other in record.told(record.sitting(one.body))
        if other.page.id != one.page.id
        and other.type == "session"
        and other.body == one.body
        and days.exact(other.date)
        and days.overlap(one.date, other.date)
    ]


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
            yield Finding(name, tuple(o.id for o in members if getattr(o, name) == mine), ())
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
