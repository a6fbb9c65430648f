"""Files and folders as raw pages, in a stable order; whatever cannot be read is one Issue and the rest goes on."""

from __future__ import annotations

import errno
import json
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baithak.documents.decode import decode
from baithak.errors import Issue, SkipItem

MEDIA = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
"""Endings of the files that are pages, and their media types."""

LARGEST = 4 << 20
"""Bytes of the largest page that is read; a larger one is no page."""

LONGEST = 1 << 18
"""Code points of the longest line that is read."""

FACTS = "pages.jsonl"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the crawl knew of a page: evidence weaker than what the page says of itself."""

    url: str | None = None
    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came. address: its path as given; urls: where else it is known to stand; text: decoded, whole."""

    address: str
    text: str
    media: str = "text/plain"
    urls: tuple[str, ...] = ()
    facts: PageFacts = PageFacts()


def pages(paths: Sequence[Path]) -> Iterator[RawPage | Issue]:
    """The pages of files and folders, each folder in the order of its names; a path given twice is read once.

    An Issue may accompany a page (its encoding is in doubt) or stand for one that cannot be read.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _walk(path, (), {}):
            if isinstance(found, Issue) or found.address not in seen:
                yield found
            if isinstance(found, RawPage):
                seen.add(found.address)


def _walk(path: Path, above: tuple[tuple[int, int], ...], facts: Mapping[str, PageFacts]) -> Iterator[RawPage | Issue]:
    try:
        info = path.stat()
    except OSError as error:
        yield _unreadable(path, error)
        return
    if stat.S_ISDIR(info.st_mode):
        key = (info.st_dev, info.st_ino)
        if key in above:
            yield Issue("link-loop", str(path), "this link leads back to a folder that it stands in")
        else:
            yield from _folder(path, (*above, key))
    elif not stat.S_ISREG(info.st_mode):
        yield Issue("not-a-file", str(path), "this is a pipe, a socket or a device, not a file")
    else:
        yield from _file(path, info.st_size, facts.get(path.name, PageFacts()))


def _folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[RawPage | Issue]:
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        yield _unreadable(folder, error)
        return
    if not names:
        yield Issue("empty-folder", str(folder), "there is nothing in this folder")
    facts: dict[str, PageFacts] = {}
    if FACTS in names and (folder / FACTS).is_file():
        yield from _facts(folder / FACTS, facts)
    for name in names:
        if name != FACTS:
            yield from _walk(folder / name, above, facts)
    for name in sorted(set(facts) - set(names)):
        yield Issue("page-facts", str(folder / FACTS), f"there is no file {name!r} beside it to which its facts belong")


def _file(path: Path, size: int, facts: PageFacts) -> Iterator[RawPage | Issue]:
    media = MEDIA.get(path.suffix.lower())
    try:
        if media is None:
            raise SkipItem("not-a-page", f"only {', '.join(MEDIA)} files are pages")
        if size > LARGEST:
            raise SkipItem("too-large", f"{size:,} bytes are more than a page has (at most {LARGEST:,})")
        data = path.read_bytes()
        decoded = decode(data, html=media == "text/html")
        if not decoded.text.strip("\ufeff \t\r\n"):
            raise SkipItem("empty", "there is nothing in this file")
        longest = max(map(len, decoded.text.splitlines()), default=0)
        if media == "text/plain" and longest > LONGEST:
            raise SkipItem(
                "long-line", f"a line of {longest:,} characters is more than a page has (at most {LONGEST:,})"
            )
    except OSError as error:
        yield _unreadable(path, error)
    except SkipItem as skipped:
        yield Issue(skipped.kind, str(path), skipped.reason)
    else:
        if decoded.doubt:
            yield Issue("encoding", str(path), decoded.doubt)
        yield RawPage(str(path), decoded.text, media, (facts.url,) if facts.url else (), facts)


def _facts(path: Path, facts: dict[str, PageFacts]) -> Iterator[Issue]:
    """Fills `facts` (file name -> facts) from a ``pages.jsonl``; an Issue for each line that is none."""
    try:
        rows = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        yield Issue("page-facts", str(path), f"cannot be read: {error}")
        return
    for number, row in enumerate(rows, 1):
        if not row.strip():
            continue
        try:
            name, fact = _fact(json.loads(row))
        except ValueError as error:
            yield Issue("page-facts", str(path), f"line {number}: {error}")
        else:
            facts[name] = fact


def _fact(row: Any) -> tuple[str, PageFacts]:
    if not isinstance(row, dict) or not isinstance(row.get("file"), str):
        raise ValueError('each line is an object with "file", and "url", "published", "publisher" where known')
    values = {key: row.get(key) for key in ("url", "published", "publisher")}
    wrong = [key for key, value in values.items() if not isinstance(value, str | None)]
    if wrong:
        raise ValueError(f"{', '.join(wrong)} has to be text or null")
    return row["file"], PageFacts(**{key: value or None for key, value in values.items()})


def _unreadable(path: Path, error: OSError) -> Issue:
    if error.errno == errno.ELOOP:
        return Issue("link-loop", str(path), "this link leads in a circle")
    return Issue("unreadable", str(path), error.strerror or str(error))
