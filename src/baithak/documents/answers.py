"""What a web server answered, as a page: taken from the web just now, or out of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from baithak.documents.decode import decode
from baithak.documents.raw import LARGEST, NO_FACTS, PageFacts, RawPage, checked
from baithak.errors import Issue, SkipItem

MEDIA: Final = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
"""Media types that are pages, and as what each is read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The body that an address gave, unpacked. media: its type, of those that are pages; charset: as the server has it.

    further: other addresses of the page, such as one that it moved to. day: ISO day on which it was fetched.
    """

    address: str
    body: bytes
    media: str
    charset: str | None = None
    further: tuple[str, ...] = ()
    facts: PageFacts = NO_FACTS
    day: str | None = None


def page(answer: Answer) -> Iterator[Issue | RawPage]:
    """The page, behind an Issue where its encoding is in doubt. Raises SkipItem for what is none."""
    if len(answer.body) > LARGEST:
        raise SkipItem("too-large", f"it has more bytes than a page has (at most {LARGEST:,})")
    media = MEDIA[answer.media]
    decoded = decode(answer.body, html=media == "text/html", stated=answer.charset)
    text = checked(decoded.text, media)
    if decoded.doubt:
        yield Issue("encoding", answer.address, decoded.doubt)
    yield RawPage(answer.address, text, media, answer.further, answer.facts, answer.day)
