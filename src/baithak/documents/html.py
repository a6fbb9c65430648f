"""The article of an HTML page, extracted with precision first, and what its metadata say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Final

import regex

from baithak.documents.moments import moment
from baithak.errors import SkipItem

_TOO_LITTLE: Final = 0.5  # of what is usually extracted
_DATE_PATHS: Final = (  # of the date of first publication, the surest first
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[translate(@name,'PDATEUBLISH-_.','pdateublish')='publishdate']/@content",
    "//meta[@name='pubdate' or @name='date' or @name='DC.date.issued' or @name='parsely-pub-date']/@content",
    "//time[@pubdate]/@datetime",
)
_JSON_DATE: Final = regex.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


@dataclass(frozen=True, slots=True)
class Extract:
    """The article's text with what the page's metadata say; published in EDTF."""

    text: str
    title: str | None
    publisher: str | None
    published: str | None
    extractor: str


def extract(html: str) -> Extract:
    """The article of an HTML page. Raises SkipItem (kind ``no-text``) where there is none."""
    import trafilatura  # slow to load: only when there is HTML to read

    tree = trafilatura.load_html(html)
    if tree is None:
        raise SkipItem("no-text", "this is no HTML page")
    text = trafilatura.extract(html, favor_precision=True, include_comments=False) or ""
    usual = trafilatura.extract(html, include_comments=False) or ""
    if len(text) < _TOO_LITTLE * len(usual):  # precision has cost the article
        text = usual
    if not text:
        raise SkipItem("no-text", "there is no article in this HTML page")
    found = trafilatura.extract_metadata(html, extensive=False)
    return Extract(text, found.title or None, found.sitename or None, _published(tree, html), extractor())


def whole_text(html: str) -> str:
    """All text of a page, a line for each block: where its stamps are to be looked for."""
    import trafilatura

    tree = trafilatura.load_html(html)
    blocks = (
        () if tree is None else tree.xpath("//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    )
    lines = (" ".join(str(block).split()) for block in blocks)
    return "\n".join(line for line in lines if line)


@cache
def extractor() -> str:
    return f"trafilatura {version('trafilatura')}"


def _published(tree: object, html: str) -> str | None:
    stated = [str(value) for path in _DATE_PATHS for value in tree.xpath(path)]  # type: ignore[attr-defined]
    return next(filter(None, map(moment, (*stated, *_JSON_DATE.findall(html)))), None)
