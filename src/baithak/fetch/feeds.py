"""What a feed or a sitemap lists: RSS, Atom, JSON Feed, sitemaps and indexes of them, each within limits.

A file of XML is looked through before anything is made of it: one that declares entities (which may expand without end)
or nests without end is refused, and of one that lists too much the beginning is taken.
"""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree
from xml.parsers import expat

import regex

from baithak.errors import SkipItem
from baithak.model import Json, digest

_DEEPEST = 64  # elements within one another
_SITEMAP = 50_000  # addresses that a sitemap may have, by its protocol
_LOOSEST = 1 << 20  # bytes of the largest file of broken XML that is still made something of
_LISTED = frozenset({"item", "entry", "url", "sitemap"})
_ENTITY = regex.compile(rb"<!ENTITY", regex.IGNORECASE)
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is listed. published: in the feed's words; mark: changes when the feed says that the page did."""

    url: str
    published: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """entries: the pages, each once, in the feed's order; further: the sitemaps of an index.

    total: how many things are listed, taken or not; lost: how many of the taken ones have no address.
    """

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()
    total: int = 0
    lost: int = 0


def listing(data: bytes, url: str, most: int) -> Listing:
    """What a feed at an address lists, no more than `most` entries: the first, or the newest of a sitemap.

    Raises SkipItem: ``not-a-feed``, ``entities``, ``nesting``.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _of_json(data, url, most)
    seen = _Seen(most)
    try:
        whole = seen.through(data)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return _of_broken_xml(data, url, most, error)
    made = _of_sitemap(whole, url) if seen.root in ("urlset", "sitemapindex") else _of_feed(whole, url)
    return replace(made, entries=made.entries[:most], further=made.further[:most], total=seen.count)


@dataclass(slots=True)
class _Seen:
    """One pass over XML that makes nothing of it: what it is, how much it lists, and where that gets too much."""

    most: int
    root: str | None = None
    count: int = 0
    cut: tuple[int, tuple[str, ...]] | None = None
    _open: list[str] = field(default_factory=list)
    _parser: Any = None

    def through(self, data: bytes) -> bytes:
        """The data, or its beginning that lists no more than is to be taken, closed. Raises ExpatError if broken."""
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.EntityDeclHandler = self._entity
        parser.Parse(data, True)
        if self.cut is None:
            return data
        at, within = self.cut
        encoding = next((name for bom, name in _WIDE if data.startswith(bom)), "utf-8")
        return data[:at] + "".join(f"</{name}>" for name in reversed(within)).encode(encoding)

    def _start(self, name: str, _: object) -> None:
        local = name.rpartition(":")[2]
        if self.root is None and local == "urlset":
            self.most = _SITEMAP  # its newest may stand anywhere
        self.root = self.root or local
        if local in _LISTED and not _LISTED.intersection(self._open):
            self.count += 1
            if self.count == self.most + 1:
                self.cut = self._parser.CurrentByteIndex, tuple(self._open)
        self._open.append(name)
        if len(self._open) > _DEEPEST:
            raise SkipItem("nesting", f"its elements stand within one another more than {_DEEPEST} deep")

    def _end(self, _: str) -> None:
        self._open.pop()

    def _entity(self, *_: object) -> None:
        raise _entities()


def _entities() -> SkipItem:
    return SkipItem("entities", "it declares entities of its own, which no feed needs; nothing of it was read")


def _of_broken_xml(data: bytes, url: str, most: int, error: Exception) -> Listing:
    """Many feeds are not well-formed; feedparser makes of them what it can, if they are not too large for that."""
    if _ENTITY.search(data):
        raise _entities()
    if len(data) > _LOOSEST:
        raise SkipItem("not-a-feed", f"it is not well-formed, and too large to be guessed at: {error}")
    made = _of_feed(data, url)
    return replace(made, entries=made.entries[:most])


def _of_feed(data: bytes, url: str) -> Listing:
    import feedparser

    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # on input that is broken enough feedparser breaks too
        raise SkipItem("not-a-feed", f"this feed cannot be read: {error}") from error
    if not found.get("version"):
        raise SkipItem("not-a-feed", "this is no feed and no sitemap")
    return _listed((_entry(entry, url) for entry in found.entries), len(found.entries))


def _entry(entry: Json, url: str) -> Entry:
    told = {name: entry[name] for name in ("title", "published", "updated", "summary", "content") if name in entry}
    when = told.get("published") or told.get("updated")
    return Entry(_joined(url, entry.get("link")), when, digest(json.dumps(told, default=str)))


def _of_sitemap(data: bytes, url: str) -> Listing:
    root = ElementTree.fromstring(data)
    rows = [{_local(field): (field.text or "").strip() for field in row.iter()} for row in root]
    if _local(root) == "sitemapindex":
        return Listing((), tuple(dict.fromkeys(filter(None, (_joined(url, row.get("loc")) for row in rows)))))
    rows.sort(key=lambda row: row.get("lastmod", ""), reverse=True)
    made = (Entry(_joined(url, r.get("loc")), r.get("publication_date"), r.get("lastmod") or None) for r in rows)
    return _listed(made, len(rows))


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _of_json(data: bytes, url: str, most: int) -> Listing:
    try:
        made = json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise SkipItem("nesting", "its values stand within one another too deep") from error
    except ValueError as error:
        raise SkipItem("not-a-feed", f"this is no JSON: {error}") from error
    items = made.get("items")
    if not isinstance(items, list):
        raise SkipItem("not-a-feed", "this is no JSON feed: it has no list of items")
    taken = (_json_entry(item, url) for item in items[:most] if isinstance(item, dict))
    return _listed(taken, len(items))


def _json_entry(item: Json, url: str) -> Entry:
    told = [item.get(name) for name in ("title", "date_modified", "date_published", "content_html", "content_text")]
    when = item.get("date_published") or item.get("date_modified")
    mark = digest(json.dumps(told, default=str))
    return Entry(_joined(url, item.get("url")), when if isinstance(when, str) else None, mark)


def _joined(url: str, link: object) -> str:
    """A link as an address; empty where there is none."""
    try:
        return urljoin(url, link.strip()) if isinstance(link, str) and link.strip() else ""
    except ValueError:
        return ""


def _listed(entries: Iterable[Entry], total: int) -> Listing:
    """Each address once, as it is listed first."""
    found: dict[str, Entry] = {}
    lost = 0
    for entry in entries:
        lost += not entry.url
        found.setdefault(entry.url, entry)
    return Listing(tuple(entry for entry in found.values() if entry.url), total=total, lost=lost)
