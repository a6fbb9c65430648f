"""What the record works with between runs, as rooms hand it to each other: text, on shelves, by key and source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol


class Shelves(Protocol):
    """Where it is kept. What is asked for under several keys may come in any order."""

    def entries(self, shelf: str, keys: Sequence[str]) -> Iterable[tuple[str, str, str]]:
        """Key, source and value of what stands there."""
        ...

    def written(self, shelf: str, source: str, keys: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Key and value of what one source has there."""
        ...

    def tallies(self, shelf: str, keys: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Key and tally."""
        ...

    def cells(self, stage: str, keys: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Key and cell."""
        ...

    def readers(self, shelf: str, keys: Sequence[str]) -> Iterable[tuple[str, str, str]]:
        """Key, and stage and key of each cell that reads it."""
        ...

    def asked_between(self, shelf: str, first: str, last: str) -> Iterable[str]:
        """The keys from the first up to, not including, the last that some cell reads."""
        ...


class Changes(NamedTuple):
    """What is otherwise than it was kept; a value of None: it is there no more.

    entries: shelf, key, source, value. tallies: shelf, key, tally. cells: stage, key, cell. readers: shelf, key, stage
    and key of the cell, and whether it reads there now.
    """

    entries: Iterable[tuple[str, str, str, str | None]]
    tallies: Iterable[tuple[str, str, str | None]]
    cells: Iterable[tuple[str, str, str | None]]
    readers: Iterable[tuple[str, str, str, str, bool]]
