"""Rows of a table as pages: which column is the text, the address, the day, the publisher, the language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import regex

from baithak.documents.decode import decode
from baithak.documents.moments import moment, stamp
from baithak.documents.raw import PageFacts, RawPage, checked
from baithak.errors import Issue, SkipItem

USUAL: Final[Mapping[str, tuple[str, ...]]] = {  # the best first
    "text": ("text", "content", "article", "body", "html"),
    "url": ("url", "link", "address", "uri"),
    "date": ("published", "date", "publication_date", "published_at", "date_published"),
    "publisher": ("publisher", "outlet", "source"),
    "language": ("language", "lang"),
}
"""What a page has, and the usual names of its column, in any case of letters."""

_HTML: Final = regex.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", regex.I | regex.S
)


@dataclass(frozen=True, slots=True)
class Columns:
    """named: what a page has -> its column, an empty name for none; the others go by their usual names."""

    named: Mapping[str, str] = field(default_factory=dict)

    def among(self, names: Iterable[str]) -> dict[str, list[str]]:
        """What a page has -> the columns that may hold it, the best first.

        Raises SkipItem (kind ``not-a-page``) where none may hold a text.
        """
        by_name: dict[str, list[str]] = {}
        for name in names:
            by_name.setdefault(name.lower(), []).append(name)
        found = {what: [name for one in self._called(what) for name in by_name.get(one.lower(), ())] for what in USUAL}
        if not found["text"]:
            called = ", ".join(self._called("text"))
            raise SkipItem("not-a-page", f"no column is called {called}: say which is the text by --column text=NAME")
        return found

    def _called(self, what: str) -> tuple[str, ...]:
        name = self.named.get(what)
        return USUAL[what] if name is None else (name,)


def page(row: Mapping[str, object], columns: Mapping[str, Iterable[str]], place: str) -> Iterator[Issue | RawPage]:
    """The page of a row, behind an Issue for each thing in doubt about it.

    columns: as `Columns.among` finds them; place: the address of a page that has none of its own.
    Raises SkipItem for a row that holds no page.
    """
    values = {what: _first(row, names) for what, names in columns.items()}
    text, doubt = _text(values.get("text"))
    url = _words(values.get("url"))
    when = values.get("date")
    published = stamp(when) if isinstance(when, date) else moment(_words(when) or "")
    facts = PageFacts(url, published, _words(values.get("publisher")), _words(values.get("language")))
    address = url or place
    media = "text/html" if _HTML.match(text) else "text/plain"
    found = RawPage(address, checked(text, media), media, facts=facts)
    if doubt:
        yield Issue("encoding", address, doubt)
    if when is not None and published is None:
        yield Issue("page-facts", address, f"its date is none that can be read: {str(when)[:40]!r}")
    yield found


def _first(row: Mapping[str, object], names: Iterable[str]) -> object:
    """The first value that is there and no blank text."""
    found = (row.get(name) for name in names)
    return next((v for v in found if v is not None and not (isinstance(v, str) and not v.strip())), None)


def _text(value: object) -> tuple[str, str | None]:
    if isinstance(value, bytes):
        decoded = decode(value, html=True)
        return decoded.text, decoded.doubt
    if isinstance(value, str):
        return value, None
    raise SkipItem("empty", "there is no text in this row")


def _words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
