"""The only conductor: it names every stage, and takes pages through them into the store and out into the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from baithak.claims import reader as rules
from baithak.documents import prepare
from baithak.documents.sources import RawPage, pages
from baithak.edtf import latest, parse
from baithak.errors import Issue, SkipItem, StopRun
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Json, digest
from baithak.record.build import build_record
from baithak.record.pages import read_pages
from baithak.store import Store, View, Writer
from baithak.store.codec import document_to_json, dumps

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
        facts = document_to_json(replace(document, addresses=()))
        return f"{self.version} {digest(dumps(facts))}"


def reader(knowledge: Knowledge) -> Reader:
    """The reader of this installation over the given knowledge; its version knows every file of every grammar."""
    version = f"{rules.VERSION} {knowledge.fingerprint} {_grammars(Path(str(files('baithak.knowledge'))))}"
    return Reader(version, partial(rules.read, knowledge=knowledge))


def _grammars(folder: Path) -> str:
    """A digest of the files that languages are read with, so that a changed rule reads pages anew."""
    found = sorted(path for path in folder.glob("*/*") if path.suffix in (".yml", ".txt"))
    return digest("".join(f"{path.relative_to(folder)} {digest(path.read_text('utf-8'))}\n" for path in found))


@dataclass(slots=True)
class Summary:
    """What a build met, and what the store holds after it.

    new, reread, unchanged: pages by what became of them; refused: addresses from which no page came.
    documents, claims, events, issues: what stands in the store, issues by kind.
    """

    new: int = 0
    reread: int = 0
    unchanged: int = 0
    refused: int = 0
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
) -> Summary:
    """Read files and folders into the store, a page a transaction; what is there already stays as it is.

    Stopped at any moment (a signal, a full disk) the store holds whole pages, and the next build goes on from there.
    by: the reader, that of this installation where none is given.
    """
    by = by or reader(knowledge)
    counts: Counter[str] = Counter()
    met: dict[str, bool] = {}  # address -> whether a page came from it
    for item in prepared(paths):
        address = item.doc if isinstance(item, Issue) else item.address
        with store.write() as writer:
            if address not in met:
                writer.forget_issues(address)
            if isinstance(item, Issue):
                writer.put_issue(item)
            else:
                counts[_take(item, writer, by)] += 1
        met[address] = met.get(address, False) or isinstance(item, Document)
        progress(address)
    with store.view() as view:
        return _summary(counts, list(met.values()).count(False), view, knowledge)


def prepared(paths: Sequence[Path]) -> Iterator[Document | Issue]:
    """The pages of files and folders, prepared, and an Issue for whatever is none."""
    for item in pages(paths):
        if isinstance(item, Issue):
            yield replace(item, doc=_readable(item.doc))
        else:
            yield _prepared(replace(item, address=_readable(item.address)))


def _readable(address: str) -> str:
    """The address as text that can be stored: bytes of a file name that are no UTF-8 stand as escapes."""
    return address.encode("utf-8", "backslashreplace").decode("utf-8")


def _prepared(page: RawPage) -> Document | Issue:
    try:
        return prepare(page)
    except SkipItem as skip:
        return Issue(skip.kind, page.address, skip.reason)
    except StopRun:
        raise
    except Exception as error:
        return _fault(page.address, error)


def _take(document: Document, writer: Writer, by: Reader) -> str:
    """Keep a page, read it unless it was read so before; says what became of it."""
    known = writer.put_document(document)
    key, before = by.key(known), writer.reading_key(known.id)
    if key == before:
        return "unchanged"
    try:
        reading = by.read(known)
        claims, issues = reading.claims, reading.issues
    except StopRun:
        raise
    except Exception as error:
        key, claims, issues = "", (), (_fault(known.address, error),)  # no key: the next build tries again
    writer.put_reading(known, key, claims, issues)
    return "reread" if before else "new"


def _fault(address: str, error: Exception) -> Issue:
    """One page on which a stage fails must not cost the others: what failed is told and can be reported."""
    return Issue(FAULT, address, f"a fault of the program, please report it: {type(error).__name__}: {error}")


def _summary(counts: Counter[str], refused: int, view: View, knowledge: Knowledge) -> Summary:
    documents, claims = list(view.documents()), list(view.claims())
    made = build_record(claims, documents, knowledge)
    return Summary(
        **counts,
        refused=refused,
        documents=len(documents),
        claims=len(claims),
        events=len(made["events"]) + sum(len(body["sessions"]) for body in made["bodies"]),
        issues=Counter(issue.kind for issue in view.issues()),
    )


def known(view: View, as_of: str | None = None) -> tuple[list[Document], list[Claim]]:
    """The documents that were out by a day (EDTF) with their claims, in the store's order; all where no day is given.

    With a day, a page that nothing dates is left out: it may be newer.
    """
    documents, claims = list(view.documents()), list(view.claims())
    last = latest(parse(as_of)) if as_of else None
    if last is None:
        return documents, claims
    out = {key for key, page in read_pages(documents).items() if page.day and page.day <= last}
    return [d for d in documents if d.id in out], [c for c in claims if c.document_id in out]


def record(view: View, knowledge: Knowledge, as_of: str | None = None) -> Json:
    """The record that the store's claims make, for a day (EDTF) or as all of them tell it."""
    documents, claims = known(view, as_of)
    return build_record(claims, documents, knowledge, as_of)
