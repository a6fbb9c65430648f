"""A page as it came, before anything is read in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from baithak.errors import SkipItem

LARGEST: Final = 4 << 20
"""Bytes of the largest page that is read; a larger one is no page."""

LONGEST: Final = 1 << 18
"""Code points of the longest line that is read."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the crawl knew of a page: evidence weaker than what the page says of itself."""

    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None


NO_FACTS: Final = PageFacts()


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came. address: its path as given, or its URL; urls: where else it is known to stand.

    text: decoded, whole. fetched: ISO day on which it was taken from the web, where that is known.
    """

    address: str
    text: str
    media: str = "text/plain"
    urls: tuple[str, ...] = ()
    facts: PageFacts = NO_FACTS
    fetched: str | None = None


def checked(text: str, media: str) -> str:
    """The text, if it is of a page's size. Raises SkipItem otherwise."""
    if len(text) > LARGEST:
        raise SkipItem("too-large", f"{len(text):,} characters are more than a page has (at most {LARGEST:,})")
    if not text.strip("\ufeff \t\r\n"):
        raise SkipItem("empty", "there is no text in it")
    longest = max(map(len, text.splitlines()), default=0) if len(text) > LONGEST else 0
    if media == "text/plain" and longest > LONGEST:
        raise SkipItem("long-line", f"a line of {longest:,} characters is more than a page has (at most {LONGEST:,})")
    return text
