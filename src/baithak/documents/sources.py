"""Files and folders as raw pages, in a stable order; whatever cannot be read is one Issue and the rest goes on."""

from __future__ import annotations

import errno
import json
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from baithak import jsonl
from baithak.documents import archives
from baithak.documents.columns import Columns
from baithak.documents.decode import decode
from baithak.documents.raw import LARGEST, NO_FACTS, PageFacts, RawPage, checked
from baithak.documents.tables import json_pages, parquet_pages
from baithak.errors import Issue, SkipItem

MEDIA: Final = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
"""Endings of the files that are pages, and their media types."""

PARQUET: Final = (".parquet", ".pq")

FACTS: Final = "pages.jsonl"

SIFTED: Final = "sift.json"
"""The file by which a folder is known that holds what `baithak sift` found."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that holds many things is about to be read: what came in it before makes room for what comes now.

    holds: if pages, these follow; claims, and what `baithak sift` left in a folder, are for others to read.
    """

    path: Path
    holds: Literal["pages", "claims", "sifted"] = "pages"

    def without_pages(self) -> Issue | None:
        """What stands for it where only pages are wanted."""
        reason = "this holds no pages by themselves: give it to `baithak build`"
        return None if self.holds == "pages" else Issue("not-a-page", str(self.path), reason)


@dataclass(frozen=True, slots=True)
class File:
    """A file with its size in bytes, when it was last changed (ns), and what is known of it if it is a page."""

    path: Path
    size: int
    changed: int
    facts: PageFacts = NO_FACTS

    def ends(self, endings: tuple[str, ...]) -> bool:
        return self.path.name.lower().endswith(endings)

    @property
    def single(self) -> bool:
        """Whether it holds one page, if it holds any."""
        return not self.ends((*jsonl.ENDINGS, *PARQUET, *archives.ENDINGS, SIFTED))


def pages(paths: Sequence[Path], columns: Columns | None = None) -> Iterator[RawPage | Issue | Opened]:
    """The pages of files and folders, each folder in the order of its names; a file given twice is read once.

    An Issue may accompany a page (its encoding is in doubt) or stand for one that cannot be read.
    columns: which columns of tables hold what, where they have no usual names.
    """
    for found in files(paths):
        if isinstance(found, Issue):
            yield found
        else:
            yield from read(found, columns or Columns())


def files(paths: Sequence[Path]) -> Iterator[File | Issue]:
    """The files of files and folders, in the order of `pages`, each once; an Issue for what is none."""
    seen: set[Path] = set()
    for path in paths:
        for found in _walk(path, (), {}):
            if isinstance(found, Issue):
                yield found
            elif found.path not in seen:
                seen.add(found.path)
                yield found


def _walk(path: Path, above: tuple[tuple[int, int], ...], facts: Mapping[str, PageFacts]) -> Iterator[File | Issue]:
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
        yield File(path, info.st_size, info.st_mtime_ns, facts.get(path.name, NO_FACTS))


def _folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[File | Issue]:
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        yield _unreadable(folder, error)
        return
    if not names:
        yield Issue("empty-folder", str(folder), "there is nothing in this folder")
    if SIFTED in names:
        names = [SIFTED]  # the rest is what it tells of
    facts: dict[str, PageFacts] = {}
    if FACTS in names and (folder / FACTS).is_file():
        yield from _facts(folder / FACTS, facts)
    for name in names:
        if name != FACTS:
            yield from _walk(folder / name, above, facts)
    for name in sorted(set(facts) - set(names)):
        yield Issue("page-facts", str(folder / FACTS), f"there is no file {name!r} beside it to which its facts belong")


def read(file: File, columns: Columns) -> Iterator[RawPage | Issue | Opened]:
    """The pages of one file."""
    if file.path.name == SIFTED:
        yield Opened(file.path.parent, "sifted")
    elif file.ends(jsonl.ENDINGS):
        yield from _json_lines(file.path, columns)
    elif file.ends(PARQUET):
        yield Opened(file.path)
        yield from parquet_pages(file.path, columns)
    elif file.ends(archives.ENDINGS):
        yield Opened(file.path)
        yield from archives.warc_pages(file.path)
    else:
        yield from _file(file)


def _json_lines(path: Path, columns: Columns) -> Iterator[RawPage | Issue | Opened]:
    """Claims or pages, as the first line says."""
    first = next(jsonl.rows(path, str(path)), None)
    claims = isinstance(first, tuple) and {"type", "quote"} <= first[1].keys()
    yield Opened(path, "claims" if claims else "pages")
    try:
        if first is None:
            raise SkipItem("empty", "there is nothing in this file")
        if isinstance(first, Issue):
            yield first
        elif not claims:
            columns.among(first[1])
            yield from json_pages(path, columns)
    except SkipItem as skip:
        known = "these are facts about pages: name the folder that the file stands in"
        reason = known if isinstance(first, tuple) and "file" in first[1] else skip.reason
        yield Issue(skip.kind, str(path), reason)


def _file(file: File) -> Iterator[RawPage | Issue]:
    path, facts = file.path, file.facts
    media = MEDIA.get(path.suffix.lower())
    try:
        if media is None:
            known = ", ".join((*MEDIA, ".jsonl", *PARQUET[:1], *archives.ENDINGS))
            raise SkipItem("not-a-page", f"only {known} files are read")
        if file.size > LARGEST:
            raise SkipItem("too-large", f"{file.size:,} bytes are more than a page has (at most {LARGEST:,})")
        decoded = decode(path.read_bytes(), html=media == "text/html")
        text = checked(decoded.text, media)
    except OSError as error:
        yield _unreadable(path, error)
    except SkipItem as skipped:
        yield Issue(skipped.kind, str(path), skipped.reason)
    else:
        if decoded.doubt:
            yield Issue("encoding", str(path), decoded.doubt)
        yield RawPage(str(path), text, media, (facts.url,) if facts.url else (), facts)


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
