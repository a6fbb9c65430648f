"""The only conductor: it names every stage, and takes pages through them into the store and out into the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from baithak import jsonl
from baithak.claims import reader as rules
from baithak.documents import prepare
from baithak.documents.columns import Columns
from baithak.documents.raw import RawPage
from baithak.documents.sources import Opened, pages
from baithak.errors import Issue, SkipItem, StopRun
from baithak.knowledge.load import Knowledge
from baithak.knowledge.version import grammars
from baithak.model import Claim, Document, Json, digest
from baithak.record.check import Answer
from baithak.record.decisions import Decision
from baithak.recording import answers, decisions, diff, known, maker, record, refresh, spoken
from baithak.store import Store, View, Writer
from baithak.store.codec import document_to_json, dumps
from baithak.store.given import Given, Shelf
from baithak.store.sheet import Sheet
from baithak.store.sifted import Sifted, read_sifted

__all__ = [
    "FAULT",
    "Intake",
    "Progress",
    "Reader",
    "Reading",
    "Summary",
    "bring_in",
    "build",
    "check",
    "decide",
    "decisions",
    "diff",
    "known",
    "maker",
    "prepared",
    "prepared_page",
    "read",
    "reader",
    "record",
    "refresh",
    "reread",
    "retract",
    "spoken",
]
FAULT = "fault"
"""The kind of Issue that tells of a fault of the program itself."""

Progress = Callable[[str], None]
"""Told the address of each page or refused item when it is done with."""


class Reading(Protocol):
    """What one reading of one document says."""

    @property
    def claims(self) -> Sequence[Claim]: ...

    @property
    def issues(self) -> Sequence[Issue]: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader with its knowledge: `version` changes whenever it might read a page differently."""

    version: str
    read: Callable[[Document], Reading]

    def key(self, document: Document) -> str:
        """What a reading depends on, the text aside: the reader, and what the document says of itself."""
        facts = document_to_json(replace(document, addresses=(), first_read=None))
        return f"{self.version} {digest(dumps(facts))}"


def reader(knowledge: Knowledge) -> Reader:
    """The reader of this installation over the given knowledge; its version knows every file of every grammar."""
    version = f"{rules.VERSION} {knowledge.fingerprint} {grammars()}"
    return Reader(version, partial(rules.read, knowledge=knowledge))


@dataclass(slots=True)
class Summary:
    """What a build met, and what the store holds after it.

    new, reread, unchanged: pages by what became of them; refused: addresses from which no page came.
    given: claims that came in files of claims.
    documents, claims, events, issues: what stands in the store, issues by kind.
    """

    new: int = 0
    reread: int = 0
    unchanged: int = 0
    refused: int = 0
    given: int = 0
    documents: int = 0
    claims: int = 0
    events: int = 0
    issues: Counter[str] = field(default_factory=Counter)


def build(
    paths: Sequence[Path],
    store: Store,
    knowledge: Knowledge,
    progress: Progress = lambda _: None,
    *,
    by: Reader | None = None,
    day: str | None = None,
    columns: Columns | None = None,
) -> Summary:
    """Read files and folders into the store, a page a transaction; what is there already stays as it is.

    Stopped at any moment (a signal, a full disk) the store holds whole pages, and the next build goes on from there.
    Files of claims are taken last, when the pages that they quote are there.
    by: the reader, that of this installation where none is given. day: today, kept with the pages that are new.
    columns: which columns of tables hold what, where they have no usual names.
    """
    intake = Intake(store, by or reader(knowledge), progress, day)
    given = []
    for item in _met(paths, columns):
        if not isinstance(item, Opened):
            intake.take(item)
        elif item.holds == "claims":
            given.append(item.path)
        else:
            _keep(_readable(str(item.path)), (), (), store)
            for found in read_sifted(item.path) if item.holds == "sifted" else ():
                intake.take(found)
    intake.counts["given"] = sum(_take_claims(path, store, knowledge, progress) for path in given)
    return intake.summary(knowledge)


@dataclass
class Intake:
    """Takes pages into the store one by one, reading those that were not read so before. day: today."""

    store: Store
    by: Reader
    progress: Progress = lambda _: None
    day: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    _met: dict[str, bool] = field(default_factory=dict)  # address -> whether something came from it
    _texts: dict[str, str] = field(default_factory=dict)  # document -> the first address that it came from

    def take(self, item: Document | Sifted | Issue) -> None:
        """Keep a page or an Issue; the first that comes from an address takes the place of its earlier Issues."""
        sifted = item if isinstance(item, Sifted) else None
        met = item.document if isinstance(item, Sifted) else item
        address = met.doc if isinstance(met, Issue) else met.address
        with self.store.write() as writer:
            if address not in self._met:
                writer.forget_issues(address)
            if isinstance(met, Issue):
                writer.put_issue(met)
            else:
                self.counts[self._read(met, writer, sifted)] += 1
        self._met[address] = self._met.get(address, False) or isinstance(met, Document)
        self.progress(address)

    def met(self, address: str, *, anew: bool = True) -> None:
        """Note that an address answered without a page to take; anew: its earlier Issues are forgotten."""
        if anew:
            with self.store.write() as writer:
                writer.forget_issues(address)
        self._met[address] = True
        self.progress(address)

    def _read(self, document: Document, writer: Writer, sifted: Sifted | None) -> str:
        """Keep a page, read it unless it was read so before, here or where it was sifted; says what became of it."""
        known = writer.put_document(replace(document, first_read=document.first_read or self.day))
        if (first := self._texts.setdefault(document.id, document.address)) != document.address:
            writer.put_issue(Issue("copy", document.address, f"the same text as {first}; the two count as one page"))
        return self._read_kept(known, writer, sifted)

    def again(self, document: Document) -> None:
        """Read a page that is kept, unless it was read so before."""
        with self.store.write() as writer:
            self.counts[self._read_kept(document, writer)] += 1
        self.progress(document.address)

    def _read_kept(self, known: Document, writer: Writer, sifted: Sifted | None = None) -> str:
        key, before = self.by.key(known), writer.reading_key(known.id)
        if key == before:
            return "unchanged"
        if sifted is not None and sifted.key == key:
            writer.put_reading(known, key, sifted.claims, sifted.issues)
        else:
            writer.put_reading(known, *read(known, self.by))
        return "reread" if before else "new"

    def summary(self, knowledge: Knowledge) -> Summary:
        """What was met, and what the store holds now that its record is brought up to date."""
        refresh(self.store, knowledge)
        with self.store.view() as view:
            edition = view.edition()
            return Summary(
                **self.counts,
                refused=list(self._met.values()).count(False),
                documents=edition.count("documents") if edition else 0,
                claims=view.claim_count(),
                events=edition.count("events") if edition else 0,
                issues=view.issue_counts(),
            )


def reread(
    store: Store, knowledge: Knowledge, progress: Progress = lambda _: None, *, by: Reader | None = None
) -> Summary:
    """Read again, as they are kept, the standing pages that another reader read, or this one with other knowledge."""
    intake = Intake(store, by or reader(knowledge), progress)
    with store.view() as view:
        documents = list(view.documents())
    for document in documents:
        intake.again(document)
    return intake.summary(knowledge)


def prepared(paths: Sequence[Path]) -> Iterator[Document | Issue]:
    """The pages of files and folders, prepared, and an Issue for whatever is none."""
    for item in _met(paths):
        if not isinstance(item, Opened):
            yield item
        elif (issue := item.without_pages()) is not None:
            yield replace(issue, doc=_readable(issue.doc))


def _met(paths: Sequence[Path], columns: Columns | None = None) -> Iterator[Document | Issue | Opened]:
    for item in pages(paths, columns):
        if isinstance(item, RawPage):
            yield prepared_page(item)
        elif isinstance(item, Issue):
            yield replace(item, doc=_readable(item.doc))
        else:
            yield item


def _readable(address: str) -> str:
    """The address as text that can be stored: bytes of a file name that are no UTF-8 stand as escapes."""
    return address.encode("utf-8", "backslashreplace").decode("utf-8")


def prepared_page(page: RawPage) -> Document | Issue:
    """The document of a page, or the one Issue that stands for it."""
    page = replace(page, address=_readable(page.address))
    try:
        return prepare(page)
    except SkipItem as skip:
        return Issue(skip.kind, page.address, skip.reason)
    except StopRun:
        raise
    except Exception as error:
        return _fault(page.address, error)


def read(document: Document, by: Reader) -> tuple[str, Sequence[Claim], Sequence[Issue]]:
    """The key under which a reading is kept, its claims and its Issues; no key where it is to be tried again."""
    try:
        reading = by.read(document)
    except StopRun:
        raise
    except Exception as error:
        return "", (), (_fault(document.address, error),)
    return by.key(document), reading.claims, reading.issues


def _take_claims(path: Path, store: Store, knowledge: Knowledge, progress: Progress) -> int:
    """Keep the claims of a file in the place of those that it held before; says how many."""
    address = _readable(str(path))
    with store.view() as view:
        given = Given(address, Shelf(view), knowledge)
        rows = jsonl.rows(path, address)
        given.take(row if isinstance(row, Issue) else (f"line {row[0]}", row[1]) for row in rows)
    _keep(given.source, given.claims.values(), given.issues, store)
    progress(address)
    return len(given.claims)


def bring_in(sheet: Sheet, store: Store, knowledge: Knowledge, day: str | None = None) -> Given:
    """Keep a desk's table as a document and its rows as claims, in the place of those that it held before."""
    with store.write() as writer:
        table = writer.put_document(replace(sheet.document, first_read=day))
    with store.view() as view:
        shelf = Shelf(view)
        given = Given(table.address, shelf, knowledge)
        given.take(sheet.claims(shelf))
    _keep(given.source, given.claims.values(), given.issues, store)
    refresh(store, knowledge)
    return given


def _keep(source: str, claims: Iterable[Claim], issues: Iterable[Issue], store: Store) -> None:
    """Put what came in a file in the place of what came in it before."""
    with store.write() as writer:
        writer.forget_issues(source)
        writer.put_given(source, claims)
        for issue in issues:
            writer.put_issue(issue)


def _fault(address: str, error: Exception) -> Issue:
    """One page on which a stage fails must not cost the others: what failed is told and can be reported."""
    return Issue(FAULT, address, f"a fault of the program, please report it: {type(error).__name__}: {error}")


def decide(decision: Decision, store: Store, knowledge: Knowledge) -> None:
    """Keep a decision, and the record that follows from it; the same one again changes nothing."""
    with store.write() as writer:
        writer.put_decision(decision.id, asdict(decision))
    refresh(store, knowledge)


def retract(key: str, why: Json, store: Store, knowledge: Knowledge) -> None:
    """Take a decision back, with who does so, when and why; StopRun where none stands under that id."""
    with store.write() as writer:
        if not writer.retract(key, why):
            raise StopRun(f"No decision {key} stands: `baithak decide` lists those that do.")
    refresh(store, knowledge)


def check(page: Document, view: View, knowledge: Knowledge) -> tuple[list[Answer], Sequence[Issue]]:
    """What the store's other pages say to each claim that is read in a page, and what could not be read there."""
    reading = rules.read(page, knowledge)
    return answers(reading.claims, page, view, knowledge), reading.issues
