"""The store on SQLAlchemy Core: SQLite in WAL today, and nothing that PostgreSQL could not do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from baithak.errors import Issue, SkipItem, StopRun
from baithak.model import Claim, Document
from baithak.store.base import check, merge
from baithak.store.codec import claim_from_json, claim_to_json, document_from_json, document_to_json, dumps
from baithak.store.file import SCHEMA, begin_as_told, creation_pragmas, inspect, sentence

_meta = sa.MetaData()
_documents = sa.Table(
    "documents",
    _meta,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("text", sa.LargeBinary, nullable=False),  # UTF-8; bytes, so that NUL and lone surrogates survive
)
_addresses = sa.Table(  # a copy of a text: what the page at this address says of itself
    "addresses",
    _meta,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True, index=True),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),
)
_readings = sa.Table(
    "readings",
    _meta,
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
)
_claims = sa.Table(
    "claims",
    _meta,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("body", sa.Text, index=True),
    sa.Column("ordinal", sa.Integer),
    sa.Column("date", sa.Text),
    sa.Column("json", sa.Text, nullable=False),
)
_issues = sa.Table(
    "issues",
    _meta,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), index=True),  # null: no document came
    sa.Column("doc", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("start_at", sa.Integer),
    sa.Column("end_at", sa.Integer),
)
_schema = sa.Table("schema_version", _meta, sa.Column("version", sa.Integer, primary_key=True))


def open_store(path: Path | None, *, create: bool = True) -> SqlStore:
    """Open the store in a file, or a passing one in memory (path None).

    Raises StopRun, having touched nothing, where the file is no store of ours, is of another schema, cannot be
    used, or is not there and `create` is False.
    """
    if path is None:
        store = SqlStore(sa.create_engine("sqlite://", poolclass=StaticPool), "the store in memory")
        store.create()
        return store
    new = inspect(path, create)
    store = SqlStore(sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 60}), str(path))
    if new:
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
        """Make the tables, in one transaction: a creation that is killed leaves an empty file, which counts as new."""
        with self._connected("EXCLUSIVE") as connection:
            if not sa.inspect(connection).has_table(_schema.name):  # another build may have been quicker
                for pragma in creation_pragmas():
                    connection.exec_driver_sql(pragma)
                _meta.create_all(connection)
                connection.execute(sa.insert(_schema).values(version=SCHEMA))

    @contextmanager
    def write(self) -> Iterator[SqlWriter]:
        with self._connected("IMMEDIATE") as connection:
            yield SqlWriter(connection)

    @contextmanager
    def view(self) -> Iterator[SqlView]:
        with self._connected("DEFERRED") as connection:
            yield SqlView(connection)

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
        facts = dumps(document_to_json(document))
        copies = self._run(_select_copies(document.id, current=True)).all()
        if all((row.address, row.facts) != (document.address, facts) for row in copies):
            self._put_copy(document, facts)
            copies = self._run(_select_copies(document.id, current=True)).all()
        return merge(_copies(copies, document.text))

    def _put_copy(self, document: Document, facts: str) -> None:
        if not self._run(sa.select(_documents.c.id).where(_documents.c.id == document.id)).first():
            self._run(sa.insert(_documents).values(id=document.id, text=_encode(document.text)))
        here, this = _addresses.c.address == document.address, _addresses.c.document_id == document.id
        self._run(sa.update(_addresses).where(here, ~this).values(current=False))
        self._run(sa.delete(_addresses).where(here, this))
        row = {"address": document.address, "document_id": document.id, "current": True, "facts": facts}
        self._run(sa.insert(_addresses).values(**row))

    def reading_key(self, document_id: str) -> str | None:
        return self._run(sa.select(_readings.c.key).where(_readings.c.document_id == document_id)).scalar()

    def put_reading(
        self, document: Document, key: str, claims: Iterable[Claim], issues: Iterable[Issue] = ()
    ) -> list[Issue]:
        for table in (_claims, _issues, _readings):
            self._run(sa.delete(table).where(table.c.document_id == document.id))
        kept, refused = _sift(claims, document)
        self._run(sa.insert(_readings).values(document_id=document.id, key=key))
        if kept:
            self._run(sa.insert(_claims), [_claim_row(claim) for claim in kept.values()])
        told = [_issue_row(issue, document.id) for issue in (*issues, *refused)]
        if told:
            self._run(sa.insert(_issues), told)
        return refused

    def put_issue(self, issue: Issue) -> None:
        self._run(sa.insert(_issues), [_issue_row(issue, None)])

    def forget_issues(self, address: str) -> None:
        self._run(sa.delete(_issues).where(_issues.c.doc == address, _issues.c.document_id.is_(None)))


class SqlView:
    """See `baithak.store.base.View`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._run = connection.execute

    def documents(self) -> Iterator[Document]:
        rows = self._run(_select_copies(current=True)).all()
        copies: dict[str, list[sa.Row[Any]]] = {}
        for row in rows:
            copies.setdefault(row.document_id, []).append(row)
        for document_id, found in copies.items():  # rows come by address: so do the documents
            yield merge(_copies(found, self._text(document_id)))

    def claims(self) -> Iterator[Claim]:
        from_document = sa.select(_claims.c.json).order_by(_claims.c.id)
        for row in self._run(_select_primary()):
            found = self._run(from_document.where(_claims.c.document_id == row.document_id)).scalars()
            claims = [claim_from_json(json.loads(value) | {"doc": row.address}) for value in found]
            yield from sorted(claims, key=lambda c: (c.quote.start, c.quote.end, c.type, c.id))

    def issues(self) -> Iterator[Issue]:
        standing = sa.select(_addresses.c.document_id).where(_addresses.c.current)
        where = _issues.c.document_id.is_(None) | _issues.c.document_id.in_(standing)
        c = _issues.c
        for row in self._run(sa.select(_issues).where(where).order_by(c.doc, c.start_at, c.kind, c.id)):
            yield Issue(row.kind, row.doc, row.reason, row.start_at, row.end_at)

    def document(self, document_id: str) -> Document | None:
        found = self._run(_select_copies(document_id)).all()
        return merge(_copies(found, self._text(document_id))) if found else None

    def _text(self, document_id: str) -> str:
        return _decode(self._run(sa.select(_documents.c.text).where(_documents.c.id == document_id)).scalar_one())


def _select_copies(document_id: str | None = None, *, current: bool = False) -> sa.Select[Any]:
    query = sa.select(_addresses).order_by(_addresses.c.address)
    query = query.where(_addresses.c.current) if current else query
    return query if document_id is None else query.where(_addresses.c.document_id == document_id)


def _select_primary() -> sa.Select[Any]:
    """Each standing document once, under the first of its addresses, in the order of these."""
    address = sa.func.min(_addresses.c.address).label("address")
    standing = sa.select(_addresses.c.document_id, address).where(_addresses.c.current)
    return standing.group_by(_addresses.c.document_id).order_by(address)


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
