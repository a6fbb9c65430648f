"""What a store promises, whatever it keeps things in: pages whole or not at all, and no claim without its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import NamedTuple, Protocol

from baithak.errors import Issue, SkipItem
from baithak.items import Pieces, Renewal
from baithak.model import Claim, Document, Json, Visit
from baithak.shelves import Changes, Shelves
from baithak.store.asked import Asked, Row

HOW = frozenset({"stated", "coreference", "page", "knowledge"})


class Writer(Protocol):
    """One transaction, one page: all of it is kept when its block ends, nothing when the block fails."""

    def put_document(self, document: Document) -> Document:
        """Keep a page and give it back as the store now knows it: one text, with the facts of all its addresses.

        A text that comes from an address which had another one supersedes that one; the earlier text stays. The first
        day of reading that a text was kept with stays.
        """
        ...

    def reading_key(self, document_id: str) -> str | None:
        """The key under which the document was last read, or None."""
        ...

    def put_reading(
        self, document: Document, key: str, claims: Iterable[Claim], issues: Iterable[Issue] = ()
    ) -> list[Issue]:
        """Replace what was read from a document; returns an Issue for each claim that was refused.

        A claim that is read as before stays untouched, and with it the record.
        """
        ...

    def put_given(self, source: str, claims: Iterable[Claim]) -> None:
        """Replace the claims that came in a file; `check` has passed them, and no reading of a page touches them."""
        ...

    def put_decision(self, key: str, decision: Json) -> None:
        """Keep a decision; one that is there already stays as it is, and stands again if it was retracted."""
        ...

    def retract(self, key: str, why: Json) -> bool:
        """Take a standing decision back, with who does so, when and why; False where none stands under that key."""
        ...

    def put_issue(self, issue: Issue) -> None:
        """Keep what was found at an address before there was a document to speak of."""
        ...

    def forget_issues(self, address: str) -> None:
        """Forget what `put_issue` kept of an address: it is about to be met anew."""
        ...

    def put_edition(
        self, as_of: str | None, maker: str, pieces: Pieces, seen: Seen, shelves: Changes | None = None
    ) -> bool:
        """Keep the record of a day (EDTF; None: of every page) in the place of the one before, as of what was seen.

        shelves: by which that of every page can go on. False, and nothing kept, where somebody else has kept one since.
        That of every page ends those of single days.
        """
        ...

    def renew_edition(self, renewal: Renewal, shelves: Changes, seen: Seen) -> bool:
        """Keep what is otherwise in the record of every page; for the rest as `put_edition`."""
        ...


class Seen(NamedTuple):
    """How far a view saw. change: the newest that no edition knew; edition: the number of that of every page."""

    change: int
    edition: int


class Slice(NamedTuple):
    """Some items in their order; next: what to hand in as `after` for those that follow, None at the end."""

    items: list[Json]
    next: str | None


class Edition(Protocol):
    """The record as it is kept, item by item; `docs/record.md` lists kinds, their order and what they can be asked by.

    Items come in the contract's form, with an `id` each; sessions are among the events and name their `body`.
    """

    @property
    def day(self) -> str | None:
        """As of when it is (EDTF)."""
        ...

    @property
    def maker(self) -> str:
        """What made it: another code or other knowledge makes it anew."""
        ...

    @property
    def number(self) -> int:
        """Goes up whenever any edition changes."""
        ...

    def one(self, kind: str, key: str) -> Json | None: ...

    def some(self, kind: str, keys: Iterable[str]) -> dict[str, Json]:
        """Those of these ids that are there, by id."""
        ...

    def many(self, kind: str, after: str | None = None, limit: int = 50, **where: str) -> Slice:
        """A slice of the items of a kind in its order; where: `of`, `type`, `state`, `about`, `since`, `until`."""
        ...

    def every(self, kind: str) -> Iterator[Json]:
        """All items of a kind in its order."""
        ...

    def count(self, kind: str, **where: str) -> int: ...

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The id of the event that each claim tells of, for those that tell of one."""
        ...

    def company(self, entity: str, limit: int) -> dict[str, int]:
        """Who else is in the events that somebody is in, those of the most events first, with their number."""
        ...

    def names(self, sort: str, keys: Iterable[str]) -> dict[str, Json]:
        """The names by language of entities; sort: ``actor`` (places and things among them) or ``body``."""
        ...


class View(Protocol):
    """What the store held at one moment. Only pages that no later text superseded, in a stable order."""

    def edition(self, as_of: str | None = None) -> Edition | None:
        """The record of a day (EDTF), or of every page; None where none is kept."""
        ...

    def seen(self) -> Seen:
        """How far this view sees; `change` is 0 where the editions know everything."""
        ...

    def changed(self) -> list[str]:
        """The ids of documents that are otherwise than the editions know, or whose claims are."""
        ...

    def shelves(self) -> Shelves | None:
        """By which the edition of every page can go on; None where it has to be made anew."""
        ...

    def documents(self, keys: Iterable[str] | None = None) -> Iterator[Document]:
        """The documents that stand, by address; of those with these ids where some are given."""
        ...

    def at(self, address: str) -> list[str]:
        """The ids of the documents that stand at an address."""
        ...

    def claims(self) -> Iterator[Claim]:
        """What was read and what was given, each claim once: a given one goes before the same one read."""
        ...

    def decisions(self) -> Iterator[Json]:
        """The decisions that stand, by key."""
        ...

    def decisions_about(self, targets: Iterable[str]) -> list[Json]:
        """Those of them that name one of these targets."""
        ...

    def newest_decisions(self, limit: int, before: int = 0) -> list[Json]:
        """Those of them that were taken last, the newest first, after so many."""
        ...

    def issues(self) -> Iterator[Issue]: ...

    def document(self, document_id: str) -> Document | None:
        """Any document that was ever kept, superseded ones too."""
        ...

    def documents_by_id(self, keys: Iterable[str]) -> dict[str, Document]:
        """The documents of these ids that were ever kept, by id."""
        ...

    def claims_by_id(self, keys: Iterable[str]) -> dict[str, Claim]:
        """The standing claims of these ids, by id."""
        ...

    def claims_of(self, document_id: str) -> list[Claim]:
        """The claims of a standing page, in the order of its text."""
        ...

    def claim_count(self) -> int: ...

    def first_read_after(self, day: str, limit: int) -> list[str]:
        """The ids of pages that were first read after a day, the newest first."""
        ...

    def issues_of(self, kinds: Collection[str], limit: int, before: int = 0) -> list[Issue]:
        """So many issues of these kinds, after the first `before`."""
        ...

    def issue_counts(self) -> Counter[str]: ...

    def issue_mark(self) -> tuple[int, int]:
        """Something that changes whenever an issue is kept or forgotten."""
        ...

    def days(self) -> tuple[str, str] | None:
        """The first and the last day on which a page came out."""
        ...

    def due_bodies(self, day: str, limit: int) -> list[str]:
        """Bodies whose next sitting is due: those from a day (ISO) on in order, then those before, the last first."""
        ...

    def search(self, kind: str, asked: Asked, limit: int, after: int | None = None) -> list[Row]:
        """The newest entries of the search index of a kind that match; see `baithak.store.search`."""
        ...

    def search_names(self, word: str) -> list[tuple[str, str]]:
        """Words of names that sound like a word: each romanised, with its term."""
        ...


class Visits(Protocol):
    """What is remembered of the web: visits by address, and notes by name."""

    def of(self, address: str) -> Visit | None: ...

    def all(self) -> Iterator[Visit]: ...

    def put(self, visits: Iterable[Visit]) -> None:
        """Keep visits in the place of earlier ones, all of them or, when interrupted, none."""
        ...

    def note(self, name: str) -> str | None: ...

    def keep(self, notes: Mapping[str, str | None]) -> None:
        """Note texts under names, all of them or none."""
        ...


class Store(Protocol):
    """Where documents and claims are kept."""

    def write(self) -> AbstractContextManager[Writer]: ...

    def view(self) -> AbstractContextManager[View]: ...

    def visits(self) -> Visits: ...

    def close(self) -> None: ...


def check(claim: Claim, document: Document) -> None:
    """Refuse a claim that its page does not bear out; raises SkipItem with the kind ``refused-claim``."""
    if claim.document_id != document.id:
        raise _refused("it belongs to another document")
    _stands(document.text, claim.quote.start, claim.quote.end, claim.quote.text, "quotation")
    for topic in claim.topics:
        _stands(document.text, topic.start, topic.end, topic.text, "topic")
    for slot, found in claim.evidence.items():
        for e in found:
            if not 0 <= e.start < e.end <= len(document.text):
                raise _refused(f"the evidence for its {slot} lies outside the text: {e.start}-{e.end}")
            if e.how not in HOW:
                raise _refused(f"the evidence for its {slot} is of an unknown kind: {e.how}")
    for slot in filled_slots(claim):
        if not claim.evidence.get(slot):
            raise _refused(f"its {slot} is filled without evidence")


def filled_slots(claim: Claim) -> list[str]:
    """The slots that need evidence: date, body, parent, ordinal, attribution, each role, each field of the type."""
    named = ("date", "body", "parent", "ordinal", "attribution")
    plain = [slot for slot in named if getattr(claim, slot) is not None]
    return [*plain, *(role for role, found in claim.roles.items() if found), *claim.extra]


def _stands(text: str, start: int, end: int, quoted: str, what: str) -> None:
    if not 0 <= start < end <= len(text) or text[start:end] != quoted:
        raise _refused(f"its {what} does not stand at {start}-{end}: {quoted[:40]!r}")


def _refused(why: str) -> SkipItem:
    return SkipItem("refused-claim", f"a claim was refused: {why}")


def merge(copies: Sequence[Document]) -> Document:
    """One document out of the copies of one text, in any order: the first address that knows a fact tells it."""
    ranked = sorted(copies, key=lambda d: d.addresses)
    primary = dict.fromkeys(d.address for d in ranked)
    further = dict.fromkeys(a for d in ranked for a in d.addresses)
    first = ranked[0]
    dated = _first_with(ranked, "published")
    bounded = _first_with(ranked, "inferred")
    plain = ("lang", "title", "publisher", "issuer", "release_id", "sister_languages", "reprint_of")
    return replace(
        first,
        addresses=tuple(primary | further),
        published=dated.published,
        published_basis=dated.published_basis,
        inferred=bounded.inferred,
        inferred_basis=bounded.inferred_basis,
        **{name: getattr(_first_with(ranked, name), name) for name in plain},
    )


def _first_with(ranked: Sequence[Document], name: str) -> Document:
    return next((d for d in ranked if getattr(d, name)), ranked[0])
