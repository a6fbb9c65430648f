"""Files of JSON lines, plain or gzipped: their rows one by one, however long the file is."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from baithak.errors import Issue
from baithak.model import Json

LONGEST = 16 << 20
"""Bytes of the longest line that is read."""

ENDINGS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")


def rows(path: Path, address: str) -> Iterator[tuple[int, Json] | Issue]:
    """The objects of the file with their line numbers, from 1; an Issue for each line that is none."""
    try:
        with path.open("rb") as raw:
            file = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
            for number, line in enumerate(_lines(file), 1):
                if len(line) > LONGEST:
                    yield Issue("long-line", address, f"line {number} is longer than a row may be ({LONGEST:,} bytes)")
                elif line.strip():
                    yield _row(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, number, address)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Issue("damaged", address, f"this file is cut off or damaged; what stands before that is read: {error}")
    except OSError as error:
        yield Issue("unreadable", address, error.strerror or str(error))


class _Read(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def _lines(file: _Read) -> Iterator[bytes]:
    """The lines; of one that is too long its beginning, one byte more than is allowed."""
    while line := file.readline(LONGEST + 1):
        yield line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = file.readline(LONGEST + 1)


def _row(line: bytes, number: int, address: str) -> tuple[int, Json] | Issue:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Issue("not-text", address, f"line {number} is not UTF-8: save the file in the encoding UTF-8")
    except (ValueError, RecursionError) as error:
        return Issue("not-json", address, f"line {number} is no JSON: {error}")
    if not isinstance(row, dict):
        return Issue("not-json", address, f"line {number} is no object: each line is {{…}}")
    return number, row
