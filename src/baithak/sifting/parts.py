"""What was done so far: a part for each piece of the corpus, there whole or not at all.

A run that is killed goes on with the pieces that have no part.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from baithak.model import Json
from baithak.store.sifted import COLUMNS, MANIFEST, PAGES, order, write_rows

_COUNTS = b"counts"
_PASSED = pa.schema([("page", pa.string()), ("issue", pa.string())])


def write_passed(path: Path, rows: Sequence[Json], counts: str) -> None:
    """Keep what passed of a piece, its Issues, and the counts of what became of its pages, as JSON."""
    table = pa.Table.from_pylist(list(rows), _PASSED.with_metadata({_COUNTS: counts.encode()}))
    making = path.with_name(f".{path.name}")
    pq.write_table(table, making, compression="zstd")
    making.replace(path)


def counts_of(path: Path) -> Json:
    """What became of the pages of a piece."""
    found: Json = json.loads(pq.read_schema(path).metadata[_COUNTS])
    return found


def is_empty(path: Path) -> bool:
    """Whether nothing passed of a piece, and nothing was wrong with it."""
    return int(pq.read_metadata(path).num_rows) == 0


def passed_of(path: Path) -> Iterator[Json]:
    """A row for each page and each Issue."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(32, use_threads=False):
            yield from batch.to_pylist()


def write_read(folder: Path, rows: dict[str, list[Json]], by: str) -> None:
    """Keep what a reader made of a part, by file; the manifest comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    for name in COLUMNS:
        write_rows(folder / name, name, sorted(rows.get(name, ()), key=order))
    (folder / MANIFEST).write_text(json.dumps({"by": by}), "utf-8")


def read_by(folder: Path) -> str | None:
    """By which reader a part was read, if it was."""
    try:
        return str(json.loads((folder / MANIFEST).read_text("utf-8"))["by"])
    except FileNotFoundError:
        return None


def pages_with(folders: Iterable[Path], wanted: set[str]) -> Iterator[Json]:
    """The rows of the pages of some documents."""
    for folder in folders:
        yield from pq.read_table(folder / PAGES, filters=[("document", "in", wanted)]).to_pylist()
