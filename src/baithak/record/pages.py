"""What the record needs to know of each page: when it came out, whose it is, and whose words it reprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date

from baithak.model import Claim, Document
from baithak.record import days


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a source. root: the page that it reprints, or itself.

    day: when it came out, or the newest day that it proves; official: whether the institution itself issued it.
    """

    id: str
    root: str
    day: date | None = None
    official: bool = False


def day_of(document: Document) -> date | None:
    """When a page says that it came out, or the newest day that it proves."""
    for stated in (document.published, document.inferred):
        both = days.span(stated)
        if both is not None:
            return both[1]
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
    return day_of(document) or (both[1] if both else None)


def dated(document: Document) -> Document:
    """A page that nothing else dates, as of the day on which it was first read: it was out by then."""
    if document.inferred or document.first_read is None:
        return document
    return replace(document, inferred=document.first_read, inferred_basis="first read")


def known_by(claims: Iterable[Claim], pages: Container[str], every: bool) -> dict[str, Claim]:
    """The claims of these pages, by id in a stable order; every: also those of pages that are not at hand.

    Different claims that share an id are all kept: the second is `id~2`.
    """
    by_id: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if every or claim.document_id in pages:
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
