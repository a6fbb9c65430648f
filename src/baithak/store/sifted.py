"""A folder that was sifted out of a crawl: pages, claims and Issues as Parquet, in the order of addresses.

The store takes its pages with what was read in them; other programs read the same files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice
from pathlib import Path

from baithak.errors import Issue, StopRun
from baithak.model import Claim, Document, Json
from baithak.store.codec import claim_from_json, claim_to_json, document_from_json, document_to_json, dumps

MANIFEST = "sift.json"
"""The file by which such a folder is known; it says what was sifted."""

PAGES, CLAIMS, ISSUES = "pages.parquet", "claims.parquet", "issues.parquet"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    PAGES: (
        "address", "document", "group", "lang", "title", "publisher", "published", "text", "facts", "key",
    ),
    CLAIMS: ("address", "document", "id", "type", "status", "date", "body", "ordinal", "quote", "json"),
    ISSUES: ("address", "document", "kind", "reason", "start", "end"),
}  # fmt: skip
"""The columns of each file, in whose first two it is sorted. Whole numbers are ``ordinal``, ``start`` and ``end``.

group: the document whose text a page reprints, or its own. facts, json: a document's and a claim's exported form.
key: the reader that made the claims. document of an Issue: null where no document came.
"""

_ISSUE = ("kind", "reason", "start", "end")
_NUMBERS = frozenset({"ordinal", "start", "end"})
_AT_ONCE = 512  # rows


@dataclass(frozen=True, slots=True)
class Sifted:
    """A page with what was read in it, and the key of that reading."""

    document: Document
    key: str
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]


def page_row(document: Document, key: str) -> Json:
    """A row of a page; its group is its own until the pages are grouped."""
    told = {name: getattr(document, name) for name in ("address", "lang", "title", "publisher", "published", "text")}
    return told | {
        "document": document.id,
        "group": document.id,
        "facts": dumps(document_to_json(document)),
        "key": key,
    }


def claim_row(claim: Claim) -> Json:
    """A row of a claim."""
    told = {name: getattr(claim, name) for name in ("id", "type", "status", "date", "ordinal")}
    body = claim.body.id if claim.body else None
    where = {"address": claim.doc, "document": claim.document_id}
    return told | where | {"body": body, "quote": claim.quote.text, "json": dumps(claim_to_json(claim))}


def issue_row(issue: Issue, document: str | None = None) -> Json:
    """A row of an Issue."""
    told = {"kind": issue.kind, "reason": issue.reason, "start": issue.start, "end": issue.end}
    return told | {"address": issue.doc, "document": document}


def order(row: Json) -> tuple[str, ...]:
    """By what the rows of every file are sorted."""
    return row["address"], row["document"] or "", row.get("id") or row.get("kind") or "", row.get("reason") or ""


def write_rows(path: Path, name: str, rows: Iterable[Json]) -> None:
    """Write rows as one of the files, a few in memory at a time; it is there whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(c, pa.int64() if c in _NUMBERS else pa.string()) for c in COLUMNS[name]])
    making, left = path.with_name(f".{path.name}"), iter(rows)
    with pq.ParquetWriter(making, schema, compression="zstd") as writer:
        while some := list(islice(left, _AT_ONCE)):
            writer.write_table(pa.Table.from_pylist(some, schema))
    making.replace(path)


def read_sifted(folder: Path) -> Iterator[Sifted | Issue]:
    """The pages of a folder with what was read in them, and the Issues of those that are none.

    Raises StopRun where a file of the folder is missing or damaged.
    """
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    if manifest.get("of") is None:
        yield Issue("not-sifted", str(folder), "the crawl was not sifted to its end: run the same `baithak sift` again")
        return
    found = merge(*(_numbered(folder / name, at) for at, name in enumerate(COLUMNS)), key=lambda each: each[:2])
    for _, rows in groupby(found, key=lambda each: each[0]):
        pages, claims, issues = _by_file(rows)
        told = tuple(Issue(**{name: row[name] for name in _ISSUE} | {"doc": row["address"]}) for row in issues)
        if not pages:
            yield from told
            continue
        document = document_from_json(json.loads(pages[0]["facts"]), pages[0]["text"])
        made = tuple(claim_from_json(json.loads(row["json"])) for row in claims)
        yield Sifted(document, pages[0]["key"], made, told)


def _by_file(rows: Iterable[tuple[object, int, Json]]) -> tuple[list[Json], list[Json], list[Json]]:
    found: tuple[list[Json], list[Json], list[Json]] = ([], [], [])
    for _, at, row in rows:
        found[at].append(row)
    return found


def _numbered(path: Path, at: int) -> Iterator[tuple[tuple[str, str], int, Json]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_AT_ONCE, use_threads=False):
                for row in batch.to_pylist():
                    yield (row["address"], row["document"] or ""), at, row
    except (pa.ArrowException, OSError) as error:
        raise StopRun(f"{path} cannot be read ({error}): run the same `baithak sift` again to make it anew.") from error
