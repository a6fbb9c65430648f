"""The parts put together: three files in the order of addresses, however many parts there are."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from baithak.model import Json
from baithak.store.sifted import CLAIMS, COLUMNS, ISSUES, PAGES, order, write_rows

_TOGETHER = 48  # files that are merged at once
_AT_ONCE = 32  # rows of each of them that are in memory


def write_outcome(
    folder: Path, parts: Sequence[Path], groups: Mapping[str, str], issues: Sequence[Json]
) -> dict[str, Any]:
    """Write pages, claims and Issues; says how many of each, as `Told` has them.

    groups: document -> the one that it reprints. issues: those of no part.
    """
    counts: dict[str, Any] = {"pages": 0, "reprints": 0, "claims": 0, "issues": Counter()}

    def counted(rows: Iterable[Json], name: str) -> Iterator[Json]:
        for row in rows:
            if name == PAGES:
                row["group"] = groups.get(row["document"], row["document"])
                counts["pages"] += 1
                counts["reprints"] += row["group"] != row["document"]
            elif name == CLAIMS:
                counts["claims"] += 1
            else:
                counts["issues"][row["kind"]] += 1
            yield row

    for name in COLUMNS:
        with _Sorting(folder / "work" / "sorting", name) as sorting:
            rows = sorting.merged([part / name for part in parts])
            further = sorted(issues, key=order) if name == ISSUES else ()
            write_rows(folder / name, name, counted(_once(merge(rows, further, key=order)), name))
    return counts | {"issues": dict(sorted(counts["issues"].items()))}


def _once(rows: Iterable[Json]) -> Iterator[Json]:
    """Each row once: a page that a corpus holds twice is one."""
    last = None
    for row in rows:
        if (this := order(row)) != last:
            last = this
            yield row


class _Sorting:
    """Merges sorted files, some at a time, into fewer and larger ones."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name, self._made = folder, name, 0

    def __enter__(self) -> _Sorting:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder)

    def merged(self, paths: Sequence[Path]) -> Iterator[Json]:
        """The rows of sorted files in one order."""
        while len(paths) > _TOGETHER:
            paths = [self._merge(paths[at : at + _TOGETHER]) for at in range(0, len(paths), _TOGETHER)]
        return merge(*map(_rows, paths), key=order)

    def _merge(self, paths: Sequence[Path]) -> Path:
        self._made += 1
        path = self._folder / f"{self._made}.parquet"
        write_rows(path, self._name, merge(*map(_rows, paths), key=order))
        return path


def _rows(path: Path) -> Iterator[Json]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_AT_ONCE, use_threads=False):
            yield from batch.to_pylist()
