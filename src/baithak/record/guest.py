"""A page from outside beside the record: its claims as the record reads them, and what is known of what they tell.

The page is read as one more page would be, but the record stays as it is. Whom pages mean by a form is known; a form
that none has is joined with those that it is like, as the record would. Nobody else is led back otherwise because of
it, and only what the page may tell of is looked at: its cost does not grow with what is known besides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from baithak.model import Claim, Document
from baithak.record import days
from baithak.record.build import Ground
from baithak.record.cells.beside import GUEST, Beside, Completed, Heard, Meant, MeantBodies, members
from baithak.record.cells.event_refs import read_events
from baithak.record.cells.forms import Alike, Reasons, Sets, Traits
from baithak.record.cells.happening import Groups, Knots, Matches, Traces
from baithak.record.cells.ledger import Desk, Ledger, Stage
from baithak.record.cells.pages import Source
from baithak.record.cells.people import Led, Loose
from baithak.record.cells.sessions import Folded
from baithak.record.cells.shelving import Shelving
from baithak.record.cells.telling import Telling, places, told_at
from baithak.record.forms import FormKey
from baithak.record.places import Places
from baithak.record.told import Told

Event = tuple[str, list[Told]]
"""An event by the id that it has in the record, and the known claims that tell it."""


class Near(Protocol):
    """Where to look for what no key leads to."""

    def pages(self, kind: str, ids: Collection[str], days: tuple[date, date] | None) -> Iterable[str]:
        """Pages that make this kind of claim about one of these, by the ids that claims give."""
        ...

    def events(
        self, kinds: Collection[str], groups: Sequence[Collection[str]], days: tuple[date, date]
    ) -> Iterable[str]:
        """Of events of these kinds on these days that somebody or something of each group is in, a claim of each."""
        ...


class _Aside(Ledger):
    """Works out what stands beside the record."""

    def announce(self, shelf: str, key: str) -> None:
        """Nobody is told: whoever read there stays as he is."""


class Guest:
    """A page with its claims, beside the record that stands on shelves."""

    def __init__(self, page: Document, claims: Iterable[Claim], ground: Ground, shelving: Shelving, near: Near) -> None:
        self.claims = {f"~{claim.id}": claim for claim in claims}  # behind every known claim in order, and never one
        self._page = page.id
        self._source = Source(GUEST, page, [(key, _own(claim)) for key, claim in self.claims.items()])
        self._ground = ground
        self._near = near
        stages = _stages(ground, lambda key: self._source if key == GUEST else None)
        ledger = _Aside(stages, shelving)
        ledger.run({stage: [GUEST] for stage in ("page", "ids", "body sets", "telling")})
        self._desk = Desk(ledger, stages[-1], GUEST)

    @property
    def places(self) -> Places:
        """What lies in what."""
        return places(self._ground.known, self._desk)

    @property
    def told(self) -> list[Told]:
        """Its claims as the record reads them."""
        return list(told_at([GUEST], self._desk))

    def event(self, claim: str) -> Event | None:
        """The event that a claim tells, of the page or a known one, or in which it completes one."""
        for key in self._desk.gather("home", claim).values():
            shown = self._desk.value("ruled event", key)
            shown = shown if shown and "gone" not in shown else self._desk.value("event", key)
            (event,) = read_events([shown], self._desk)
            return self._desk.value("event id", key) or key, self._known(event.every)
        return None

    def same_day(self, one: Told) -> list[Told]:
        """What is known of the sittings of its body around its day."""
        return self._known(told_at(self._desk.value("beside", str(one.body)) or (), self._desk))

    def of_its_kind(self, one: Told) -> list[Told]:
        """Known claims of its kind about its body, or where it has none about somebody or something that it names."""
        named = [self._forms_of(one.body)] if one.body else self._ids(one)
        found = (self._near.pages(one.type, ids, days.span(one.date)) for ids in named if ids)
        pages = dict.fromkeys(page for some in found for page in some)
        return [other for other in self._known(told_at(pages, self._desk)) if other.type == one.type]

    def meanwhile(self, one: Told, kinds: Collection[str]) -> list[Event]:
        """The events of these kinds on its day with its people, or in its place with the countries of its body."""
        both = days.span(one.date)
        if both is None or not days.exact(one.date):
            return []
        groups: list[list[Collection[str]]] = [[one.people - one.offices]]
        if one.places and len(self._parties(one)) > 1:
            groups.append([one.places[:1], *({party} for party in sorted(self._parties(one)))])
        asked = (self._near.events(kinds, each, both) for each in groups if all(each))
        claims = dict.fromkeys(claim for found in asked for claim in found)
        return [event for claim in claims if (event := self.event(claim))]

    def _parties(self, one: Told) -> frozenset[str]:
        named = [claim.body for claim in self.claims.values() if claim.body]
        names = [name for body in named for some in body.names.values() for name in some if self._is(body.id, one)]
        return self._ground.titles.parties(str(one.body), names)

    def _is(self, form: str, one: Told) -> bool:
        return one.body is not None and self._desk.value("body of", form) == one.body

    def _known(self, told: Iterable[Told]) -> list[Told]:
        return [one for one in told if one.page.id not in (GUEST, self._page)]

    def _forms_of(self, body: str) -> list[str]:
        found = self._desk.value("body set", body)
        return found["forms"] if found else []

    def _ids(self, one: Told) -> list[set[str]]:
        """The ids by which claims name whom it names, and those of parts of names and offices that mean them."""
        actors = {actor for found in one.roles.values() for actor in found}
        whole: set[str] = set()
        parts: set[str] = set()
        led: Mapping[str, Sequence[str]] = self._desk.value("led", GUEST) or {}
        for mention in self._source.mentions(self._ground.register):
            key = led[str(mention.form)][0] if mention.form.doc else str(mention.form)
            if self._desk.value("actor", key)["id"] in actors:
                whole.update(FormKey.of(form).id for form in members(key, self._desk))
                facts = self._desk.tally("led", self._desk.value("set of", key) or key)
                parts.update(fact[1] for fact in facts if fact[0] == "id")
        return [whole, parts - whole]


def _own(claim: Claim) -> Claim:
    """The claim, which may be one of a known page, as one that is not."""
    return replace(claim, relations=tuple(replace(relation, to=f"~{relation.to}") for relation in claim.relations))


def _stages(ground: Ground, page: Callable[[str], Source | None]) -> list[Stage]:
    register, known = ground.register, ground.known
    return [
        *(Heard(page, register), Traits(register), Alike(), Reasons(), Sets(), Led(register.offices), Loose()),
        *(Meant(page, register), MeantBodies(page, register, ground.titles), Telling(page, register, known)),
        *(Beside(known), Folded(known), Completed()),
        *(Traces(known), Groups(), Matches(), Knots()),
    ]
