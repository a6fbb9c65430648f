"""What the record needs to know of each page: when it came out, whose it is, and whose words it reprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from baithak.model import Claim, Document
from baithak.record import days
from baithak.record.reprints import reprints


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a source. root: the page that it reprints, or itself.

    day: when it came out, or the newest day that it proves; official: whether the institution itself issued it.
    """

    id: str
    root: str
    day: date | None = None
    official: bool = False


def read_pages(documents: Iterable[Document]) -> dict[str, Page]:
    """The pages by document id; what a page says that it reprints counts before what its text shows."""
    known = {document.id: document for document in sorted(documents, key=lambda d: (d.id, d.addresses))}
    named = {address: key for key, document in known.items() for address in document.addresses}
    source = reprints(known.values())
    source |= {key: named.get(d.reprint_of, d.reprint_of) for key, d in known.items() if d.reprint_of is not None}
    return {
        key: Page(key, _root(key, source), _day(document), document.issuer is not None)
        for key, document in known.items()
    }


def _root(key: str, source: Mapping[str, str]) -> str:
    """Where reprinting began; of a circle its smallest id."""
    seen: list[str] = []
    while key not in seen:
        seen.append(key)
        key = source.get(key, key)
    return key if key == seen[-1] else min(seen[seen.index(key) :])


def _day(document: Document) -> date | None:
    for stated in (document.published, document.inferred):
        both = days.span(stated)
        if both is not None:
            return both[1]
    return None


def newest(documents: Iterable[Document]) -> str | None:
    """The newest day of publication, as EDTF; where no page states one, the newest that a page proves."""
    documents = list(documents)
    for stated in ("published", "inferred"):
        found = [both[1] for both in (days.span(getattr(document, stated)) for document in documents) if both]
        if found:
            return max(found).isoformat()
    return None


def out_by(documents: Iterable[Document], as_of: str | None) -> list[Document]:
    """The pages that were out by that day; all of them where no day is given.

    A page without a date counts from the newest day that it proves, else from when it was first read.
    """
    both = days.span(as_of)
    return [d for d in documents if both is None or ((day := came_out(d)) is not None and day <= both[1])]


def came_out(document: Document) -> date | None:
    """When a page came out, else the newest day that it proves, else when it was first read."""
    both = days.span(document.first_read)
    return _day(document) or (both[1] if both else None)


def known_by(claims: Iterable[Claim], pages: Mapping[str, Page], as_of: str | None) -> dict[str, Claim]:
    """The claims of these pages, by id in a stable order; without a day also those of pages that are not at hand.

    Different claims that share an id are all kept: the second is `id~2`.
    """
    by_id: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if as_of is None or claim.document_id in pages:
            by_id[claim.id].append(claim)
    return {
        key if n == 0 else f"{key}~{n + 1}": claim
        for key in sorted(by_id)
        for n, claim in enumerate(_different(by_id[key]))
    }


def _different(claims: list[Claim]) -> Iterable[Claim]:
    """The claims, each once, in an order of their own."""
    if len(claims) == 1:
        return claims
    said = {repr(claim): claim for claim in claims}
    return [said[key] for key in sorted(said)]
