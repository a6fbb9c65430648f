"""Claims as rows of the database: those read and those given, of documents that stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from baithak.errors import Issue, SkipItem
from baithak.model import Claim, Document
from baithak.store.base import check
from baithak.store.codec import claim_from_json, claim_to_json, dumps
from baithak.store.editions import Run, parts
from baithak.store.tables import ADDRESSES, CLAIMS, GIVEN


def every(run: Run) -> Iterator[Claim]:
    """The claims of every document in the order of its address, each once, in the order of the text."""
    for some in parts(run(_select_primary()).all()):
        found = _rows(run, [row.document_id for row in some])
        for row in some:
            yield from _in_order(found.get(row.document_id, ()), row.address)


def of_document(run: Run, document_id: str) -> list[Claim]:
    """The claims of a document; none where it does not stand."""
    row = run(_select_primary(ADDRESSES.c.document_id == document_id)).first()
    return _in_order(_rows(run, [document_id]).get(document_id, ()), row.address) if row else []


def by_id(run: Run, keys: Iterable[str]) -> dict[str, Claim]:
    """See `baithak.store.base.View.claims_by_id`."""
    found: dict[str, sa.Row[Any]] = {}
    for part in parts(dict.fromkeys(keys)):
        for query in _both():
            for row in run(query.where(query.selected_columns.id.in_(part))):
                found.setdefault(row.id, row)
    address: dict[str, str] = {}
    for part in parts({row.document_id for row in found.values()}):
        address |= {r.document_id: r.address for r in run(_select_primary(ADDRESSES.c.document_id.in_(part)))}
    return {key: _claim(row.json, address[row.document_id]) for key, row in found.items() if row.document_id in address}


def documents_of(run: Run, keys: Iterable[str]) -> dict[str, str]:
    """On which documents claims stand, by their ids."""
    found: dict[str, str] = {}
    for part in parts(dict.fromkeys(keys)):
        for table in (CLAIMS, GIVEN):
            rows = run(sa.select(table.c.id, table.c.document_id).where(table.c.id.in_(part)))
            found |= {row.id: row.document_id for row in rows}
    return found


def count(run: Run) -> int:
    """How many claims of standing documents there are."""
    standing = sa.select(ADDRESSES.c.document_id).where(ADDRESSES.c.current)
    ids = sa.union(*(sa.select(t.c.id).where(t.c.document_id.in_(standing)) for t in (CLAIMS, GIVEN)))
    return int(run(sa.select(sa.func.count()).select_from(ids.subquery())).scalar_one())


def sift(claims: Iterable[Claim], document: Document) -> tuple[dict[str, Claim], list[Issue]]:
    """The claims that the page bears out, by id, and an Issue for each of the others."""
    kept: dict[str, Claim] = {}
    refused = []
    for claim in claims:
        try:
            check(claim, document)
            if kept.setdefault(claim.id, claim) is not claim:
                raise SkipItem("refused-claim", f"a claim was refused: its page already makes this {claim.type} claim")
        except SkipItem as skip:
            refused.append(Issue(skip.kind, document.address, skip.reason, claim.quote.start, claim.quote.end))
    return kept, refused


def row(claim: Claim) -> dict[str, Any]:
    """The row of a claim that was read."""
    body = claim.body.id if claim.body else None
    key = {"id": claim.id, "document_id": claim.document_id, "type": claim.type, "body": body}
    return key | {"ordinal": claim.ordinal, "date": claim.date, "json": dumps(claim_to_json(claim))}


def _rows(run: Run, documents: Sequence[str]) -> Mapping[str, list[sa.Row[Any]]]:
    """By document the rows of its claims."""
    found: dict[str, list[sa.Row[Any]]] = {}
    for query in _both():
        for each in run(query.where(query.selected_columns.document_id.in_(documents))):
            found.setdefault(each.document_id, []).append(each)
    return found


def _both() -> Sequence[sa.Select[Any]]:
    """Claims given and claims read: of the same claim the given one counts."""
    given = sa.select(GIVEN.c.id, GIVEN.c.document_id, GIVEN.c.json).order_by(GIVEN.c.source)
    return given, sa.select(CLAIMS.c.id, CLAIMS.c.document_id, CLAIMS.c.json)


def _in_order(rows: Iterable[sa.Row[Any]], address: str) -> list[Claim]:
    once: dict[str, Claim] = {}
    for each in rows:
        claim = _claim(each.json, address)
        once.setdefault(claim.id, claim)
    return sorted(once.values(), key=lambda c: (c.quote.start, c.quote.end, c.type, c.id))


def _claim(shown: str, address: str) -> Claim:
    return claim_from_json(json.loads(shown) | {"doc": address})


def _select_primary(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Each standing document once, under the first of its addresses, in the order of these."""
    address = sa.func.min(ADDRESSES.c.address).label("address")
    standing = sa.select(ADDRESSES.c.document_id, address).where(ADDRESSES.c.current, *where)
    return standing.group_by(ADDRESSES.c.document_id).order_by(address)
