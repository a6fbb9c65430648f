"""A corpus in pieces, each small enough to be done by one worker at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from baithak.documents.columns import Columns
from baithak.documents.raw import RawPage
from baithak.documents.sources import PARQUET, File, Opened, files, read
from baithak.documents.tables import group_sizes, parquet_pages
from baithak.errors import Issue, SkipItem
from baithak.model import digest

_ROWS = 5_000  # of a table, that are a piece
_FILES = 200  # of one page each


@dataclass(frozen=True, slots=True)
class Piece:
    """Some files, or some row groups of one Parquet file. rows: pages, where that is known beforehand."""

    files: tuple[File, ...]
    groups: tuple[int, ...] | None = None
    rows: int | None = None

    @property
    def key(self) -> str:
        """Changes whenever one of the files does."""
        return digest(repr(self))

    def pages(self, columns: Columns) -> Iterator[RawPage | Issue | Opened]:
        """What it holds."""
        if self.groups is not None:
            yield from parquet_pages(self.files[0].path, columns, self.groups)
        for file in self.files if self.groups is None else ():
            yield from read(file, columns)


def pieces(paths: Sequence[Path]) -> Iterator[Piece | Issue]:
    """The pieces of files and folders, in a stable order; an Issue for what cannot be opened."""
    single: list[File] = []
    for found in files(paths):
        if isinstance(found, Issue):
            yield found
        elif found.ends(PARQUET):
            yield from _of_table(found)
        elif found.single:
            single.append(found)
        else:
            yield Piece((found,))
    for at in range(0, len(single), _FILES):
        some = tuple(single[at : at + _FILES])
        yield Piece(some, rows=len(some))


def _of_table(file: File) -> Iterator[Piece | Issue]:
    try:
        sizes = group_sizes(file.path)
    except SkipItem as skip:
        yield Issue(skip.kind, str(file.path), skip.reason)
        return
    taken: list[int] = []
    for group in range(len(sizes)):
        taken.append(group)
        rows = sum(sizes[each] for each in taken)
        if rows >= _ROWS or group == len(sizes) - 1:
            yield Piece((file,), tuple(taken), rows)
            taken = []
