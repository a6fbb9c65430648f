"""What each page says: of the forms in which it names people and things, of bodies, and of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Entity
from baithak.record import days
from baithak.record.cells.ledger import Desk, Ledger, PerKey
from baithak.record.cells.people import small
from baithak.record.cells.shelving import Fact, Slot
from baithak.record.mentions import Mention, Register
from baithak.record.pages import day_of
from baithak.record.reprints import carry_one_text, leading, packed, runs, unpacked


@dataclass(slots=True)
class Source:
    """A page with its claims by id; document: None for claims of a page that is not at hand.

    rejecting: decisions that keep other claims of it out.
    """

    id: str
    document: Document | None
    claims: Sequence[tuple[str, Claim]]
    rejecting: Sequence[str] = ()
    _mentions: list[Mention] | None = None

    def mentions(self, register: Register) -> list[Mention]:
        """Whom its claims name, worked out once."""
        if self._mentions is None:
            self._mentions = register.mentions(claim for _, claim in self.claims)
        return self._mentions

    @property
    def day(self) -> date | None:
        """When it came out, or the newest day that it proves."""
        return day_of(self.document) if self.document else None


_BETWEEN = "\x1f"
Sources = Callable[[str], Source | None]
"""Gives a page by its document's id; None where it does not count (any more)."""


class PerPage(PerKey):
    """A stage with a cell for each page that counts."""

    def __init__(self, sources: Sources, register: Register) -> None:
        self._sources = sources
        self._register = register

    def work(self, key: str, desk: Desk) -> None:
        source = self._sources(key)
        if source is not None:
            self.read(source, desk)

    def read(self, source: Source, desk: Desk) -> None:
        """Writes what comes of a page."""
        raise AssertionError(f"{self.name} has no work")


class Pages(PerPage):
    """Puts on the shelves what a page says of forms (`form`, `small`) and of bodies, and its addresses and day."""

    name = "page"

    def read(self, source: Source, desk: Desk) -> None:
        said = self._register.said(source.mentions(self._register), source.day)
        for form, what in said.items():
            if not form.doc and self.tells("actor", str(form), desk):
                desk.count("form", str(form), what.facts)
        parts = {str(form): small(what) for form, what in said.items() if form.doc}
        if parts:
            people = sorted(str(form) for form in said if form.kind == "person" and not form.doc)
            desk.put("small", source.id, {"forms": parts, "people": people})
        for body, facts in told_of_bodies(claim for _, claim in source.claims).items():
            if self.tells("body of", body, desk):
                desk.count("body form", body, facts)
        for decision in source.rejecting:
            desk.put("applied", decision)
        if source.document:
            self.of_itself(source.document, desk)

    def tells(self, led: str, form: str, desk: Desk) -> bool:
        """Whether what it says of a form counts. led: the shelf that has what the form is led back to."""
        return True

    def of_itself(self, document: Document, desk: Desk) -> None:
        """Writes what a page says of itself."""
        if document.reprint_of is not None:
            desk.put("reprints", document.id, document.reprint_of)
        found = runs(document)
        if found:
            desk.put("runs", document.id, packed(found))
            for run in leading(found):
                desk.put("run", run)
        for basis in ("published", "inferred"):
            both = days.span(getattr(document, basis))
            if both:
                desk.count("newest", basis, [("year", str(both[1].year))])
                desk.count("newest", f"{basis} {both[1].year}", [("day", both[1].isoformat())])


class Catalogue(PerKey):
    """Puts on the shelves what the catalogue says, as if it were one more page; its only cell is `catalogue`."""

    name = "catalogue"

    def __init__(self, knowledge: Knowledge, register: Register) -> None:
        self._knowledge = knowledge
        self._register = register

    def work(self, key: str, desk: Desk) -> None:
        for form, facts in self._register.catalogued():
            desk.count("form", str(form), facts)
        for named in (self._knowledge.actors, self._knowledge.places):
            for entry in named.values():
                names = {lang: list(found) for lang, found in entry.names.items()}
                desk.put("name", f"actor{_BETWEEN}{entry.id}", dict(sorted(names.items())))
        for body in self._knowledge.bodies.values():
            spoken = (body.names, body.acronyms)
            facts = [("name", lang, name) for names in spoken for lang, found in names.items() for name in found]
            desk.count("body form", body.id, facts)
            if body.parent:
                desk.count("body form", body.id, [("kin", body.parent)])
                desk.count("body form", body.parent, [("kin", body.id)])


def told_of_bodies(claims: Iterable[Claim]) -> dict[str, list[Fact]]:
    """What a page says of each body that it names."""
    often: dict[str, list[Fact]] = defaultdict(list)
    once: dict[str, set[Fact]] = defaultdict(set)
    for claim in claims:
        for entity in _named(claim):
            names = [("name", lang, name) for lang, found in entity.names.items() for name in found]
            often[entity.id] += names or [("name", "und", entity.text)]
            once[entity.id].add(("doc", claim.document_id))
        if claim.body and claim.ordinal is not None and claim.date:
            once[claim.body.id].add(("sat", str(claim.ordinal), claim.date, claim.document_id))
        if claim.body and claim.parent:
            once[claim.body.id].add(("kin", claim.parent.id))
            once[claim.parent.id].add(("kin", claim.body.id))
    return {body: sorted(often[body]) + sorted(once[body]) for body in once}


def _named(claim: Claim) -> Iterable[Entity]:
    found = [claim.body, claim.parent]
    found += [entity for role in sorted(claim.roles) for entity in claim.roles[role] if entity.kind == "body"]
    return (entity for entity in found if entity is not None)


class Newest(PerKey):
    """Sets the day of the record: the newest on which a page came out; where no page says, the newest proved."""

    name = "newest"
    over = ("newest",)

    def __init__(self, as_of: str | None, day: str | None = None) -> None:
        self._as_of = as_of
        self.day = as_of or day

    def run(self, dirty: Iterable[str], ledger: Ledger) -> None:
        self.day = self._as_of or _newest(ledger)
        ledger.tell_day(days.last_day(self.day))


def _newest(ledger: Ledger) -> str | None:
    for basis in ("published", "inferred"):
        years = ledger.tally("newest", basis)
        if years:
            year = max(int(year) for _, year in years)
            return max(day for _, day in ledger.tally("newest", f"{basis} {year}"))
    return None


ADDRESS = "address"
"""A shelf on which nothing stands: who asks what is at an address reads it, and is told when pages there change."""


class Copies(PerKey):
    """Tells of each page that carries the text of another which that is, on the shelf `source`.

    What a page says that it reprints counts before what its text shows. Of the pages that share a run of words the one
    with the smallest id is looked at: whoever shares the text shares it with that one too. addresses: gives the
    documents at an address.
    """

    name = "copies"
    over = ("runs", "run", "reprints")

    def __init__(self, addresses: Callable[[str], Iterable[str]]) -> None:
        self._addresses = addresses

    def touched(self, slot: Slot, ledger: Ledger) -> Iterable[str]:
        shelf, key, source = slot
        if shelf != "run":
            return (key,)
        bearers = ledger.entries("run", key)
        first = all(source <= bearer for bearer in bearers)
        return (source, *bearers) if first else (source,)

    def run(self, dirty: Iterable[str], ledger: Ledger) -> None:
        for key in sorted(dirty):
            desk = Desk(ledger, self, key)
            source = self._named(key, desk) or self._alike(key, desk, ledger)
            if source:
                desk.put("source", key, source)
            ledger.settle(self, key, desk.cell)

    def _named(self, key: str, desk: Desk) -> str | None:
        """The page that it says it reprints: its document's id, or its address where it is not at hand."""
        address: str | None = desk.value("reprints", key)
        if address is None:
            return None
        desk.gather(ADDRESS, address)
        return max(self._addresses(address), default=address)

    @staticmethod
    def _alike(key: str, desk: Desk, ledger: Ledger) -> str | None:
        mine = desk.value("runs", key)
        cell = ledger.cell("page", key) if mine else None
        shared = (run for shelf, run, _ in cell.written if shelf == "run") if cell else ()
        firsts = {min(ledger.entries("run", run)) for run in shared}
        others = (other for other in firsts if other < key)
        return min((o for o in others if carry_one_text(unpacked(mine), unpacked(desk.value("runs", o)))), default=None)
