"""Tables of pages, a row each: Parquet and JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from baithak import jsonl
from baithak.documents.columns import Columns, page
from baithak.documents.raw import RawPage
from baithak.errors import Issue, SkipItem

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_AT_ONCE = 256  # rows that are in memory together
_LARGEST_GROUP = 2 << 30  # bytes that a row group may come to when it is unpacked


def json_pages(path: Path, columns: Columns) -> Iterator[RawPage | Issue]:
    """The pages of a file of JSON lines, whose columns may differ from row to row."""
    for row in jsonl.rows(path, str(path)):
        if isinstance(row, Issue):
            yield row
            continue
        number, values = row
        try:
            yield from page(values, columns.among(values), f"{path}:{number}")
        except SkipItem as skip:
            yield Issue(skip.kind, str(path), f"line {number}: {skip.reason}")


def parquet_pages(path: Path, columns: Columns, groups: Iterable[int] | None = None) -> Iterator[RawPage | Issue]:
    """The pages of a Parquet file, or of some of its row groups, counted from 0."""
    try:
        with _opened(path) as file:
            found, sizes = columns.among(file.schema_arrow.names), _sizes(file)
            wanted = set(range(len(sizes)) if groups is None else groups)
            for group, first in enumerate(accumulate(sizes[:-1], initial=1)):
                if group in wanted:
                    yield from _group(file, group, found, first, path)
    except SkipItem as skip:
        yield Issue(skip.kind, str(path), skip.reason)


def group_sizes(path: Path) -> list[int]:
    """The number of rows of each row group of a Parquet file. Raises SkipItem for what is none."""
    with _opened(path) as file:
        return _sizes(file)


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    """The file; what goes wrong with it inside the block comes up as SkipItem."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.strerror:
            raise SkipItem("unreadable", error.strerror) from error
        told = str(error).partition("\n")[0]
        raise SkipItem("damaged", f"this is no Parquet file, or it is cut off or damaged: {told}") from error


def _sizes(file: pq.ParquetFile) -> list[int]:
    sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
    if not any(sizes):
        raise SkipItem("empty", "there is nothing in this file")
    return sizes


def _group(
    file: pq.ParquetFile, group: int, columns: Mapping[str, list[str]], first: int, path: Path
) -> Iterator[RawPage | Issue]:
    size = file.metadata.row_group(group).total_byte_size
    if size > _LARGEST_GROUP:
        reason = f"row group {group} comes to {size:,} bytes, more than is read at once ({_LARGEST_GROUP:,})"
        yield Issue("too-large", str(path), reason)
        return
    names = [name for found in columns.values() for name in found]
    batches = file.iter_batches(_AT_ONCE, [group], names, use_threads=False)
    rows = (row for batch in batches for row in batch.to_pylist())
    for number, row in enumerate(rows, first):
        try:
            yield from page(row, columns, f"{path}:{number}")
        except SkipItem as skip:
            yield Issue(skip.kind, str(path), f"row {number}: {skip.reason}")
