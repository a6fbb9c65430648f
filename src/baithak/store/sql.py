"""The store on SQLAlchemy Core: SQLite in WAL today, and nothing that PostgreSQL could not do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from baithak.errors import Issue, SkipItem, StopRun
from baithak.items import Pieces
from baithak.model import Claim, Document, Json
from baithak.store.base import Seen, check, merge
from baithak.store.codec import claim_from_json, claim_to_json, document_from_json, document_to_json, dumps
from baithak.store.editions import (
    SqlEdition,
    drop_days,
    forget_changes,
    how_far,
    mark_stale,
    parts,
    read_edition,
    write_edition,
)
from baithak.store.file import SCHEMA, begin_as_told, inspect, mark, sentence
from baithak.store.tables import ADDRESSES, CLAIMS, DECISIONS, DOCUMENTS, GIVEN, ISSUES, READINGS, bring_up
from baithak.store.visits import SqlVisits


def open_store(path: Path | None, *, create: bool = True) -> SqlStore:
    """Open the store in a file, or a passing one in memory (path None).

    Raises StopRun, having touched nothing, where the file is no store of ours, is of another schema, cannot be
    used, or is not there and `create` is False.
    """
    if path is None:
        store = SqlStore(sa.create_engine("sqlite://", poolclass=StaticPool), "the store in memory")
        store.create()
        return store
    schema = inspect(path, create)
    store = SqlStore(sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 60}), str(path))
    if schema < SCHEMA:
        store.create()
        store.close()  # the next connection finds the file to be ours and turns its log on
    return store


class SqlStore:
    """A store in a relational database; see `baithak.store.base.Store`."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        begin_as_told(engine)

    def create(self) -> None:
        """Make the tables or bring them up to date, in one transaction: killed, it leaves the file as it was."""
        with self._connected("EXCLUSIVE") as connection:
            for pragma in mark():
                connection.exec_driver_sql(pragma)
            bring_up(connection, SCHEMA)

    @contextmanager
    def write(self) -> Iterator[SqlWriter]:
        with self._connected("IMMEDIATE") as connection:
            yield SqlWriter(connection)

    @contextmanager
    def view(self) -> Iterator[SqlView]:
        with self._connected("DEFERRED") as connection:
            yield SqlView(connection)

    def visits(self) -> SqlVisits:
        return SqlVisits(self._connected)

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        self._engine.dispose()

    @contextmanager
    def _connected(self, mode: str) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect().execution_options(begin=mode) as connection, connection.begin():
                yield connection
        except sa.exc.DBAPIError as error:
            raise StopRun(sentence(str(error.orig), self._name)) from error


class SqlWriter:
    """See `baithak.store.base.Writer`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._run = connection.execute

    def put_document(self, document: Document) -> Document:
        facts = dumps(document_to_json(replace(document, first_read=None)))
        copies = self._run(_select_copies(document.id, current=True)).all()
        if all((row.address, row.facts) != (document.address, facts) for row in copies):
            self._put_copy(document, facts)
            copies = self._run(_select_copies(document.id, current=True)).all()
        first_read = self._first_read(document)
        return replace(merge(_copies(copies, document.text)), first_read=first_read)

    def _first_read(self, document: Document) -> str | None:
        """The day that was kept first; the document's own where none was."""
        this = DOCUMENTS.c.id == document.id
        kept: str | None = self._run(sa.select(DOCUMENTS.c.first_read).where(this)).scalar()
        if kept is None and document.first_read is not None:
            self._run(sa.update(DOCUMENTS).where(this).values(first_read=document.first_read))
        return kept or document.first_read

    def _put_copy(self, document: Document, facts: str) -> None:
        if not self._run(sa.select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == document.id)).first():
            self._run(sa.insert(DOCUMENTS).values(id=document.id, text=_encode(document.text)))
        here, this = ADDRESSES.c.address == document.address, ADDRESSES.c.document_id == document.id
        earlier = self._run(sa.select(ADDRESSES.c.document_id).where(here, ~this, ADDRESSES.c.current)).scalars().all()
        mark_stale(self._run, "document", {document.id, *earlier})
        self._run(sa.update(ADDRESSES).where(here, ~this).values(current=False))
        self._run(sa.delete(ADDRESSES).where(here, this))
        row = {"address": document.address, "document_id": document.id, "current": True, "facts": facts}
        self._run(sa.insert(ADDRESSES).values(**row))

    def reading_key(self, document_id: str) -> str | None:
        return self._run(sa.select(READINGS.c.key).where(READINGS.c.document_id == document_id)).scalar()

    def put_reading(
        self, document: Document, key: str, claims: Iterable[Claim], issues: Iterable[Issue] = ()
    ) -> list[Issue]:
        mark_stale(self._run, "document", [document.id])
        for table in (CLAIMS, ISSUES, READINGS):
            self._run(sa.delete(table).where(table.c.document_id == document.id))
        kept, refused = _sift(claims, document)
        self._run(sa.insert(READINGS).values(document_id=document.id, key=key))
        if kept:
            self._run(sa.insert(CLAIMS), [_claim_row(claim) for claim in kept.values()])
        told = [_issue_row(issue, document.id) for issue in (*issues, *refused)]
        if told:
            self._run(sa.insert(ISSUES), told)
        return refused

    def put_given(self, source: str, claims: Iterable[Claim]) -> None:
        before = self._run(sa.select(GIVEN).where(GIVEN.c.source == source)).all()
        rows = [
            {"source": source, "id": c.id, "document_id": c.document_id, "json": dumps(claim_to_json(c))}
            for c in claims
        ]
        changed = {(row.document_id, row.json) for row in before} ^ {(row["document_id"], row["json"]) for row in rows}
        mark_stale(self._run, "document", {document_id for document_id, _ in changed})
        self._run(sa.delete(GIVEN).where(GIVEN.c.source == source))
        if rows:
            self._run(sa.insert(GIVEN), rows)

    def put_decision(self, key: str, decision: Json) -> None:
        if not self._run(sa.select(DECISIONS.c.id).where(DECISIONS.c.id == key)).first():
            self._run(sa.insert(DECISIONS).values(id=key, json=dumps(decision)))
        self._run(sa.update(DECISIONS).where(DECISIONS.c.id == key).values(retracted=None))
        mark_stale(self._run, "decision", [key])

    def retract(self, key: str, why: Json) -> bool:
        standing = DECISIONS.c.retracted.is_(None)
        done = self._run(sa.update(DECISIONS).where(DECISIONS.c.id == key, standing).values(retracted=dumps(why)))
        mark_stale(self._run, "decision", [key] if done.rowcount else [])
        return bool(done.rowcount)

    def put_issue(self, issue: Issue) -> None:
        self._run(sa.insert(ISSUES), [_issue_row(issue, None)])

    def forget_issues(self, address: str) -> None:
        self._run(sa.delete(ISSUES).where(ISSUES.c.doc == address, ISSUES.c.document_id.is_(None)))

    def put_edition(self, as_of: str | None, maker: str, pieces: Pieces, seen: Seen) -> bool:
        if how_far(self._run).edition != seen.edition:
            return False
        if as_of is None:
            drop_days(self._run)
        write_edition(self._run, as_of, maker, pieces)
        forget_changes(self._run, seen.change)
        return True


class SqlView:
    """See `baithak.store.base.View`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._run = connection.execute

    def edition(self, as_of: str | None = None) -> SqlEdition | None:
        return read_edition(self._run, as_of)

    def seen(self) -> Seen:
        return how_far(self._run)

    def documents(self) -> Iterator[Document]:
        rows = self._run(_select_copies(current=True)).all()
        copies: dict[str, list[sa.Row[Any]]] = {}
        for row in rows:
            copies.setdefault(row.document_id, []).append(row)
        for document_id, found in copies.items():  # rows come by address: so do the documents
            yield self._document(document_id, found)

    def claims(self) -> Iterator[Claim]:
        for row in self._run(_select_primary()):
            yield from self._claims_at(row)

    def claims_of(self, document_id: str) -> list[Claim]:
        row = self._run(_select_primary().where(ADDRESSES.c.document_id == document_id)).first()
        return self._claims_at(row) if row else []

    def claims_by_id(self, keys: Iterable[str]) -> dict[str, Claim]:
        wanted = set(keys)
        owners = {
            document_id
            for part in parts(wanted)
            for table in (CLAIMS, GIVEN)
            for document_id in self._run(sa.select(table.c.document_id).where(table.c.id.in_(part))).scalars()
        }
        return {c.id: c for owner in sorted(owners) for c in self.claims_of(owner) if c.id in wanted}

    def claim_count(self) -> int:
        standing = sa.select(ADDRESSES.c.document_id).where(ADDRESSES.c.current)
        every = sa.union(*(sa.select(t.c.id).where(t.c.document_id.in_(standing)) for t in (CLAIMS, GIVEN)))
        return int(self._run(sa.select(sa.func.count()).select_from(every.subquery())).scalar_one())

    def _claims_at(self, row: sa.Row[Any]) -> list[Claim]:
        """The claims of the document of a row of `_select_primary`."""
        read = sa.select(CLAIMS.c.json).where(CLAIMS.c.document_id == row.document_id)
        given = sa.select(GIVEN.c.json).where(GIVEN.c.document_id == row.document_id).order_by(GIVEN.c.source)
        found = [*self._run(given).scalars(), *self._run(read).scalars()]
        claims = [claim_from_json(json.loads(value) | {"doc": row.address}) for value in found]
        once = {claim.id: claim for claim in reversed(claims)}
        return sorted(once.values(), key=lambda c: (c.quote.start, c.quote.end, c.type, c.id))

    def decisions(self) -> Iterator[Json]:
        standing = sa.select(DECISIONS.c.json).where(DECISIONS.c.retracted.is_(None)).order_by(DECISIONS.c.id)
        yield from map(json.loads, self._run(standing).scalars())

    def issues(self) -> Iterator[Issue]:
        standing = sa.select(ADDRESSES.c.document_id).where(ADDRESSES.c.current)
        where = ISSUES.c.document_id.is_(None) | ISSUES.c.document_id.in_(standing)
        c = ISSUES.c
        for row in self._run(sa.select(ISSUES).where(where).order_by(c.doc, c.start_at, c.kind, c.id)):
            yield Issue(row.kind, row.doc, row.reason, row.start_at, row.end_at)

    def document(self, document_id: str) -> Document | None:
        found = self._run(_select_copies(document_id)).all()
        return self._document(document_id, found) if found else None

    def _document(self, document_id: str, copies: Iterable[sa.Row[Any]]) -> Document:
        kept = self._run(sa.select(DOCUMENTS).where(DOCUMENTS.c.id == document_id)).one()
        return replace(merge(_copies(copies, _decode(kept.text))), first_read=kept.first_read)


def _select_copies(document_id: str | None = None, *, current: bool = False) -> sa.Select[Any]:
    query = sa.select(ADDRESSES).order_by(ADDRESSES.c.address)
    query = query.where(ADDRESSES.c.current) if current else query
    return query if document_id is None else query.where(ADDRESSES.c.document_id == document_id)


def _select_primary() -> sa.Select[Any]:
    """Each standing document once, under the first of its addresses, in the order of these."""
    address = sa.func.min(ADDRESSES.c.address).label("address")
    standing = sa.select(ADDRESSES.c.document_id, address).where(ADDRESSES.c.current)
    return standing.group_by(ADDRESSES.c.document_id).order_by(address)


def _copies(rows: Iterable[sa.Row[Any]], text: str) -> list[Document]:
    return [document_from_json(json.loads(row.facts), text) for row in rows]


def _sift(claims: Iterable[Claim], document: Document) -> tuple[dict[str, Claim], list[Issue]]:
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


def _claim_row(claim: Claim) -> dict[str, Any]:
    body = claim.body.id if claim.body else None
    key = {"id": claim.id, "document_id": claim.document_id, "type": claim.type, "body": body}
    return key | {"ordinal": claim.ordinal, "date": claim.date, "json": dumps(claim_to_json(claim))}


def _issue_row(issue: Issue, document_id: str | None) -> dict[str, Any]:
    told = {"document_id": document_id, "doc": issue.doc, "kind": issue.kind, "reason": issue.reason}
    return told | {"start_at": issue.start, "end_at": issue.end}


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
