"""JSON-lines files that go in: which sort one is, by its first line, and its rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from baithak.errors import Issue, SkipItem
from baithak.model import Json

Sort = Literal["claims", "pages"]
_TEXT = ("text", "content", "article", "body")  # usual names of the columns, the best first
_URL = ("url", "link", "address")
_DATE = ("published", "date", "publication_date", "published_at")
_PUBLISHER = ("publisher", "outlet", "source")


def sort(path: Path) -> Sort:
    """What the file holds. Raises SkipItem for page facts without their folder, and for what is none of these."""
    first = next((row for row in rows(path, str(path))), None)
    if isinstance(first, Issue):
        raise SkipItem(first.kind, first.reason)
    if first is None:
        raise SkipItem("empty", "there is nothing in this file")
    if {"type", "quote"} <= set(first[1]):
        return "claims"
    if any(isinstance(first[1].get(name), str) for name in _TEXT):
        return "pages"
    if "file" in first[1]:
        raise SkipItem("not-a-page", "these are facts about pages: name the folder that the file stands in")
    raise SkipItem("not-a-page", "its first line is neither a claim (`type`, `quote`) nor a page (`text`)")


def rows(path: Path, address: str) -> Iterator[tuple[int, Json] | Issue]:
    """The objects of the file with their line numbers, from 1; an Issue for each line that is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(line, number, address)
    except UnicodeDecodeError:
        yield Issue("not-text", address, "this file is not UTF-8: save it in the encoding UTF-8")
    except OSError as error:
        yield Issue("unreadable", address, error.strerror or str(error))


def page(row: Json) -> tuple[str, str | None, str | None, str | None] | None:
    """The text of a row, its address, its day or hour of publication and its publisher; None without a text."""
    text = _first(row, _TEXT)
    return (text, _first(row, _URL), _first(row, _DATE), _first(row, _PUBLISHER)) if text else None


def _first(row: Json, names: Sequence[str]) -> str | None:
    found = (row.get(name) for name in names)
    return next((value for value in found if isinstance(value, str) and value.strip()), None)


def _row(line: str, number: int, address: str) -> tuple[int, Json] | Issue:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Issue("not-json", address, f"line {number} is no JSON: {error}")
    if not isinstance(row, dict):
        return Issue("not-json", address, f"line {number} is no object: each line is {{…}}")
    return number, row
