"""The record as a pure function of claims, documents, knowledge and a day, in pieces and as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Protocol

from baithak.items import Item, Name, Pieces, Renewal, by_kind
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Json
from baithak.record import days
from baithak.record.bodies import Titles
from baithak.record.cells.actors import Actors, Cast, Ids, Merged, Parts, Who
from baithak.record.cells.bodies import BodyNames, BodySets, BodyTraits
from baithak.record.cells.codecs import CODECS
from baithak.record.cells.forms import Alike, Reasons, Sets, Traits
from baithak.record.cells.happening import Groups, Knots, Matches, Traces
from baithak.record.cells.ledger import Ledger, Stage
from baithak.record.cells.occurrences import Events, Numbers, Promises, Ruled, Visits
from baithak.record.cells.pages import ADDRESS, Catalogue, Copies, Newest, Pages, Source, Sources
from baithak.record.cells.people import Led, Loose
from baithak.record.cells.rest import Applied, Equipment, Statements
from baithak.record.cells.rules import ALL, Rules
from baithak.record.cells.series import BodiesShown
from baithak.record.cells.sessions import Folded, Sessions, Sittings
from baithak.record.cells.shelving import Shelving
from baithak.record.cells.telling import Known, Telling, Within
from baithak.record.decisions import Decision, Rulings
from baithak.record.mentions import Register
from baithak.record.pages import known_by, out_by
from baithak.record.places import catalogued
from baithak.record.whole import whole
from baithak.shelves import Changes, Shelves
from baithak.uncollected import uncollected

VERSION = "3"
"""Goes up whenever the same claims may make another record."""
_BETWEEN = "\x1f"


@dataclass(frozen=True, eq=False)
class Ground:
    """What records take from the knowledge, worked out once."""

    knowledge: Knowledge

    @cached_property
    def register(self) -> Register:
        return Register(self.knowledge)

    @cached_property
    def titles(self) -> Titles:
        return Titles(self.knowledge)

    @cached_property
    def known(self) -> Mapping[str, str | None]:
        """What each place of the catalogue lies in."""
        return catalogued(self.knowledge)


ground = lru_cache(2)(Ground)


class Library(Protocol):
    """Where the pages of a record come from that it was not handed."""

    def documents(self, keys: Iterable[str]) -> Iterable[Document]:
        """Those of these documents that count, by their ids."""
        ...

    def claims_of(self, document_id: str) -> Iterable[Claim]: ...

    def at(self, address: str) -> Iterable[str]:
        """The ids of the documents that count at an address."""
        ...


class _Pages:
    """The pages of a record: those handed in, and for the rest those of a library. decisions: what rules claims out."""

    def __init__(self, library: Library | None) -> None:
        self._library = library
        self._handed: dict[str, Source | None] = {}
        self.decisions: Sequence[Decision] = ()

    def __call__(self, key: str) -> Source | None:
        if key not in self._handed:
            self._handed[key] = self.fetched(key)
        return self._handed[key]

    def hand_in(self, key: str, source: Source | None) -> set[str]:
        """Says at which addresses other pages are now."""
        both = self._handed.get(key), source
        self._handed[key] = source
        return {address for page in both if page and page.document for address in page.document.addresses}

    def fetched(self, key: str) -> Source | None:
        """As the library has it now."""
        if self._library is None:
            return None
        return sources(self._library.claims_of(key), self._library.documents([key]), self.decisions, False).get(key)

    def at(self, address: str) -> Iterable[str]:
        """The documents at an address."""
        there = set(self._library.at(address)) - self._handed.keys() if self._library else set()
        handed = (s for s in self._handed.values() if s and s.document and address in s.document.addresses)
        return sorted(there | {source.id for source in handed})


class Record:
    """The record of some pages, which follows when pages or decisions change.

    as_of: EDTF; without it the record is as of the newest day of publication. shelves: what an earlier record came to,
    on the same knowledge, with the pages in `library`; day: as of when that was. anew: whether there was none.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        as_of: str | None = None,
        library: Library | None = None,
        shelves: Shelves | None = None,
        day: str | None = None,
    ) -> None:
        self._pages = _Pages(library)
        self._begun = shelves is not None
        self.anew = shelves is None
        known, register = ground(knowledge).known, ground(knowledge).register
        self._rules, self._newest = Rules(), Newest(as_of, day)
        begin = [self._rules, Catalogue(knowledge, register), Pages(self._pages, register), self._newest]
        later = _stages(knowledge, register, known, self._pages)
        self.shelving = Shelving(CODECS, ("item",), shelves)
        self._ledger = Ledger([*begin, Copies(self._pages.at), *later], self.shelving, days.last_day(day))

    def catch_up(self, keys: Iterable[str], decisions: Iterable[Decision]) -> None:
        """Take the pages with these ids as the library has them now, and all decisions that stand."""
        self._pages.decisions = list(decisions)
        self.follow({key: self._pages.fetched(key) for key in keys}, self._pages.decisions)

    def follow(self, sources: Mapping[str, Source | None], decisions: Iterable[Decision] | None = None) -> None:
        """Take pages that came, changed or went (None), and, where they changed, all decisions that stand."""
        for key, source in sources.items():
            for address in self._pages.hand_in(key, source):
                self._ledger.announce(ADDRESS, address)
        changed: dict[str, Iterable[str]] = {"page": sources, "telling": sources}
        if not self._begun:
            changed |= {"catalogue": ["catalogue"], "newest": [""]}
            decisions = decisions or ()
            self._begun = True
        if decisions is not None:
            self._rules.rulings = Rulings(decisions)
            changed["rules"] = [ALL]
        self._ledger.run(changed)

    @property
    def day(self) -> str | None:
        """As of when it is (EDTF)."""
        return self._newest.day

    def renewal(self) -> Renewal:
        """What is otherwise in the record than it was handed in; everything, where nothing was."""
        found = ((key.partition(_BETWEEN), item) for key, item in self.shelving.renewed("item"))
        items = [(kind, key, self._identified(item)) for (kind, _, key), item in found]
        ids = [(key, found) for key, found in self.shelving.renewed("event id") if found]
        names = [(Name(*key.split(_BETWEEN, 1)), found) for key, found in self.shelving.renewed("name")]
        return Renewal(self.day, items, ids, names)

    def changes(self) -> Changes:
        """What is otherwise on the shelves than it was handed in; everything, where nothing was."""
        return self.shelving.changes()

    def pieces(self) -> Pieces:
        """The record in pieces, of one that was made from nothing."""
        made = self.renewal()
        items = [item for _, _, item in made.items if item]
        return Pieces(made.day, items, {name: found for name, found in made.names if found is not None})

    def _identified(self, item: Item | None) -> Item | None:
        if item is None or item.id:
            return item
        return replace(item, id=self._ledger.value("event id", item.key))


def _stages(knowledge: Knowledge, register: Register, known: Known, page: Sources) -> list[Stage]:
    """The stages that follow once it is known what pages there are, in their order."""
    titles = ground(knowledge).titles
    return [
        *(Traits(register), Alike(), Reasons(), Sets(), Led(register.offices), Loose()),
        *(Who(), Merged(), Parts(), Cast(knowledge), Ids()),
        *(BodyTraits(titles), BodySets(titles), BodyNames(knowledge)),
        *(Telling(page, register, known), Within(known)),
        *(Sittings(known), Folded(known), Sessions()),
        *(Traces(known), Groups(), Matches(), Knots()),
        *(Ruled(), Events(known), Numbers(), Visits(), Promises()),
        *(BodiesShown(knowledge), Equipment(), Statements(knowledge), Actors(), Applied()),
    ]


@uncollected()
def build_record(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    knowledge: Knowledge,
    as_of: str | None = None,
    decisions: Iterable[Decision] = (),
) -> Json:
    """CONTRACT.md's record of these claims, whatever their order, as decisions rule it.

    as_of: EDTF; with it, only pages that were out by then count. Without it every page counts, and the record is as
    of the newest date of publication. Beyond the contract: `flags`, claims that break a series; a body's
    `fields`; `decisions`, and whether each found its targets.
    """
    pieces = build_pieces(claims, documents, knowledge, as_of, decisions)
    return whole(pieces.day, by_kind(pieces))


@uncollected()
def build_pieces(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    knowledge: Knowledge,
    as_of: str | None = None,
    decisions: Iterable[Decision] = (),
) -> Pieces:
    """The record in pieces; see `build_record`."""
    decisions = list(decisions)
    record = Record(knowledge, as_of)
    record.follow(sources(claims, out_by(documents, as_of), decisions, as_of is None), decisions)
    return record.pieces()


def sources(
    claims: Iterable[Claim], documents: Iterable[Document], decisions: Iterable[Decision], every: bool = True
) -> dict[str, Source]:
    """The pages with their claims, those left out that decisions reject; every: also claims of no page at hand."""
    pages = {document.id: document for document in sorted(documents, key=lambda d: (d.id, d.addresses))}
    rulings = Rulings(decisions)
    taken: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    rejecting: dict[str, set[str]] = defaultdict(set)
    for key, claim in known_by(claims, pages, every).items():
        if found := rulings.rejecting(key):
            rejecting[claim.document_id] |= found
        else:
            taken[claim.document_id].append((key, claim))
    return {
        key: Source(key, pages.get(key), taken.get(key, ()), sorted(rejecting.get(key, ())))
        for key in sorted(pages.keys() | taken.keys() | rejecting.keys())
    }
