"""Tables of pages, a row each: Parquet and JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            found = columns.among(file.schema_arrow.names)
            wanted = set(range(file.num_row_groups) if groups is None else groups)
            sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
            for group, first in enumerate(accumulate(sizes[:-1], initial=1)):
                if group in wanted:
                    yield from _group(file, group, found, first, path)
    except SkipItem as skip:
        yield Issue(skip.kind, str(path), skip.reason)
    except pa.ArrowException as error:
        yield _damaged(path, error)
    except OSError as error:
        yield Issue("unreadable", str(path), error.strerror) if error.strerror else _damaged(path, error)


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


def _damaged(path: Path, error: Exception) -> Issue:
    told = str(error).partition("\n")[0]
    return Issue("damaged", str(path), f"this is no Parquet file, or it is cut off or damaged: {told}")
