"""The store on SQLAlchemy Core: SQLite in WAL today, and nothing that PostgreSQL could not do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from baithak.errors import Issue, StopRun
from baithak.items import Pieces, Renewal
from baithak.model import Claim, Document, Json
from baithak.shelves import Changes, Shelves
from baithak.store import claims as stored
from baithak.store import rulings, search
from baithak.store.asked import Asked, Row
from baithak.store.base import Seen, merge
from baithak.store.codec import claim_to_json, document_from_json, document_to_json, dumps
from baithak.store.editions import (
    SqlEdition,
    changed_documents,
    drop_days,
    drop_editions,
    forget_changes,
    how_far,
    mark_stale,
    parts,
    read_edition,
    write_edition,
)
from baithak.store.file import SCHEMA, begin_as_told, inspect, mark, sentence
from baithak.store.items import index_items
from baithak.store.record_tables import EVERY_PAGE
from baithak.store.renewal import renew_edition
from baithak.store.shelves import NOTHING, fill_shelves, read_shelves, write_shelves
from baithak.store.tables import ADDRESSES, CLAIMS, DOCUMENTS, GIVEN, ISSUES, READINGS, bring_up
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
            before = bring_up(connection, SCHEMA)
            if before == SCHEMA:
                return  # another process was first
            search.clear(connection.execute)
            if before is not None:
                rulings.index_all(connection.execute)
                for document_id in connection.execute(sa.select(DOCUMENTS.c.id)).scalars().all():
                    index_document(connection.execute, document_id)
                drop_editions(connection.execute, [EVERY_PAGE])  # made anew, its items get into the index

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
        self._connection = connection
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
        here, this = ADDRESSES.c.address == document.address, ADDRESSES.c.document_id == document.id
        before = set(self._run(sa.select(ADDRESSES.c.document_id).where(here, ADDRESSES.c.current)).scalars())
        if not self._run(sa.select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == document.id)).first():
            self._run(sa.insert(DOCUMENTS).values(id=document.id, text=document.text.encode("utf-8", "surrogatepass")))
        earlier = before - {document.id}
        mark_stale(self._run, "document", {document.id, *earlier})
        self._run(sa.update(ADDRESSES).where(here, ~this).values(current=False))
        self._run(sa.delete(ADDRESSES).where(here, this))
        row = {"address": document.address, "document_id": document.id, "current": True, "facts": facts}
        self._run(sa.insert(ADDRESSES).values(**row))
        back = {document.id} if self.reading_key(document.id) is not None else set()  # else its reading is to come
        for each in earlier | back:
            index_document(self._run, each)

    def reading_key(self, document_id: str) -> str | None:
        return self._run(sa.select(READINGS.c.key).where(READINGS.c.document_id == document_id)).scalar()

    def put_reading(
        self, document: Document, key: str, claims: Iterable[Claim], issues: Iterable[Issue] = ()
    ) -> list[Issue]:
        kept, refused = stored.sift(claims, document)
        self._put_claims(document, {row["id"]: row for row in map(stored.row, kept.values())})
        for table in (ISSUES, READINGS):
            self._run(sa.delete(table).where(table.c.document_id == document.id))
        self._run(sa.insert(READINGS).values(document_id=document.id, key=key))
        told = [_issue_row(issue, document.id) for issue in (*issues, *refused)]
        if told:
            self._run(sa.insert(ISSUES), told)
        index_document(self._run, document.id)
        return refused

    def _put_claims(self, document: Document, rows: Mapping[str, dict[str, Any]]) -> None:
        """Touch only the claims that are read otherwise than before; where all are the same the record stays too."""
        found = self._run(sa.select(CLAIMS.c.id, CLAIMS.c.json).where(CLAIMS.c.document_id == document.id)).all()
        before, now = {row.id: row.json for row in found}, {key: row["json"] for key, row in rows.items()}
        changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
        mark_stale(self._run, "document", [document.id] if changed else [])
        self._run(sa.delete(CLAIMS).where(CLAIMS.c.document_id == document.id, CLAIMS.c.id.in_(changed)))
        if new := [row for key, row in rows.items() if key in changed]:
            self._run(sa.insert(CLAIMS), new)

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
        for document_id in {document_id for document_id, _ in changed}:
            index_document(self._run, document_id)

    def put_decision(self, key: str, decision: Json) -> None:
        rulings.put(self._run, key, decision)

    def retract(self, key: str, why: Json) -> bool:
        return rulings.retract(self._run, key, why)

    def put_issue(self, issue: Issue) -> None:
        self._run(sa.insert(ISSUES), [_issue_row(issue, None)])

    def forget_issues(self, address: str) -> None:
        self._run(sa.delete(ISSUES).where(ISSUES.c.doc == address, ISSUES.c.document_id.is_(None)))

    def put_edition(
        self, as_of: str | None, maker: str, pieces: Pieces, seen: Seen, shelves: Changes | None = None
    ) -> bool:
        if how_far(self._run).edition != seen.edition:
            return False
        write_edition(self._run, as_of, maker, pieces)
        if as_of is None:
            fill_shelves(self._connection, shelves or NOTHING)
            self._settle(seen)
        return True

    def renew_edition(self, renewal: Renewal, shelves: Changes, seen: Seen) -> bool:
        if how_far(self._run).edition != seen.edition:
            return False
        touched = renew_edition(self._run, renewal)
        write_shelves(self._connection, shelves)
        self._settle(seen, touched)
        return True

    def _settle(self, seen: Seen, touched: Mapping[str, Collection[str]] | None = None) -> None:
        """After the edition of every page was kept; touched: ids of the items that are otherwise, by kind."""
        drop_days(self._run)
        forget_changes(self._run, seen.change)
        edition = read_edition(self._run, None)
        if edition is not None:
            index_items(self._run, edition, partial(stored.by_id, self._run), touched)


class SqlView:
    """See `baithak.store.base.View`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._run = connection.execute

    def edition(self, as_of: str | None = None) -> SqlEdition | None:
        return read_edition(self._run, as_of)

    def seen(self) -> Seen:
        return how_far(self._run)

    def changed(self) -> list[str]:
        return changed_documents(self._run)

    def shelves(self) -> Shelves | None:
        return read_shelves(self._connection)

    def at(self, address: str) -> list[str]:
        here = sa.select(ADDRESSES.c.document_id).where(ADDRESSES.c.address == address, ADDRESSES.c.current)
        return list(self._run(here).scalars())

    def documents(self, keys: Iterable[str] | None = None) -> Iterator[Document]:
        query = _select_copies(current=True)
        query = query if keys is None else query.where(ADDRESSES.c.document_id.in_(list(keys)))
        copies: dict[str, list[sa.Row[Any]]] = {}
        for row in self._run(query).all():
            copies.setdefault(row.document_id, []).append(row)
        for part in parts(copies):  # rows come by address: so do the documents
            kept = {row.id: row for row in self._run(sa.select(DOCUMENTS).where(DOCUMENTS.c.id.in_(part)))}
            for key in part:
                yield _document(kept[key], copies[key])

    def claims(self) -> Iterator[Claim]:
        return stored.every(self._run)

    def claims_of(self, document_id: str) -> list[Claim]:
        return stored.of_document(self._run, document_id)

    def claims_by_id(self, keys: Iterable[str]) -> dict[str, Claim]:
        return stored.by_id(self._run, keys)

    def claim_count(self) -> int:
        return stored.count(self._run)

    def decisions(self) -> Iterator[Json]:
        return rulings.every(self._run)

    def decisions_about(self, targets: Iterable[str]) -> list[Json]:
        return rulings.about(self._run, targets)

    def newest_decisions(self, limit: int, before: int = 0) -> list[Json]:
        return rulings.newest(self._run, limit, before)

    def issues(self) -> Iterator[Issue]:
        yield from map(_issue, self._run(_select_issues()))

    def first_read_after(self, day: str, limit: int) -> list[str]:
        query = sa.select(DOCUMENTS.c.id).where(DOCUMENTS.c.first_read > day).order_by(DOCUMENTS.c.first_read.desc())
        return list(self._run(query.limit(limit)).scalars())

    def issues_of(self, kinds: Collection[str], limit: int, before: int = 0) -> list[Issue]:
        query = _select_issues().where(ISSUES.c.kind.in_(kinds)).limit(limit).offset(before)
        return [_issue(row) for row in self._run(query)]

    def issue_counts(self) -> Counter[str]:
        number = sa.func.count().label("number")
        found = _select_issues().order_by(None).with_only_columns(ISSUES.c.kind, number).group_by(ISSUES.c.kind)
        return Counter({row.kind: row.number for row in self._run(found)})

    def issue_mark(self) -> tuple[int, int]:
        number, newest = self._run(sa.select(sa.func.count(), sa.func.max(ISSUES.c.id)).select_from(ISSUES)).one()
        return number, newest or 0

    def days(self) -> tuple[str, str] | None:
        return search.days(self._run)

    def document(self, document_id: str) -> Document | None:
        return self.documents_by_id([document_id]).get(document_id)

    def documents_by_id(self, keys: Iterable[str]) -> dict[str, Document]:
        found: dict[str, Document] = {}
        for part in parts(dict.fromkeys(keys)):
            copies: dict[str, list[sa.Row[Any]]] = {}
            for copy in self._run(_select_copies().where(ADDRESSES.c.document_id.in_(part))):
                copies.setdefault(copy.document_id, []).append(copy)
            for kept in self._run(sa.select(DOCUMENTS).where(DOCUMENTS.c.id.in_(list(copies)))):
                found[kept.id] = _document(kept, copies[kept.id])
        return found

    def due_bodies(self, day: str, limit: int) -> list[str]:
        return search.due_bodies(self._run, day, limit)

    def search(self, kind: str, asked: Asked, limit: int, after: int | None = None) -> list[Row]:
        return search.find(self._run, kind, asked, limit, after)

    def search_names(self, word: str) -> list[tuple[str, str]]:
        return search.names(self._run, word)


def document_of(run: search.Run, copies: Sequence[sa.Row[Any]]) -> Document | None:
    """The document whose copies these are."""
    if not copies:
        return None
    return _document(run(sa.select(DOCUMENTS).where(DOCUMENTS.c.id == copies[0].document_id)).one(), copies)


def _document(kept: sa.Row[Any], copies: Sequence[sa.Row[Any]]) -> Document:
    text = kept.text.decode("utf-8", "surrogatepass")
    return replace(merge(_copies(copies, text)), first_read=kept.first_read)


def index_document(run: search.Run, document_id: str) -> None:
    """Brings the search index up to date with a page and its claims; one that no address has any more is taken out."""
    search.drop_document(run, document_id, "pages", "claims")
    document = document_of(run, run(_select_copies(document_id, current=True)).all())
    if document is None:
        return
    claims = stored.of_document(run, document_id)
    known = {"lang": document.lang, "out": search.out_day(document)}
    search.put(run, [search.of_page(document), *(search.of_claim(c, c.id, known) for c in claims)])
    search.put_names(run, (entity for claim in claims for entity in search.named_in(claim)))


def _select_copies(document_id: str | None = None, *, current: bool = False) -> sa.Select[Any]:
    query = sa.select(ADDRESSES).order_by(ADDRESSES.c.address)
    query = query.where(ADDRESSES.c.current) if current else query
    return query if document_id is None else query.where(ADDRESSES.c.document_id == document_id)


def _select_issues() -> sa.Select[Any]:
    """The issues of standing pages, and of what no page came from."""
    standing = sa.exists().where(ADDRESSES.c.document_id == ISSUES.c.document_id, ADDRESSES.c.current)
    where = ISSUES.c.document_id.is_(None) | standing
    return sa.select(ISSUES).where(where).order_by(ISSUES.c.doc, ISSUES.c.start_at, ISSUES.c.kind, ISSUES.c.id)


def _issue(row: sa.Row[Any]) -> Issue:
    return Issue(row.kind, row.doc, row.reason, row.start_at, row.end_at)


def _copies(rows: Iterable[sa.Row[Any]], text: str) -> list[Document]:
    return [document_from_json(json.loads(row.facts), text) for row in rows]


def _issue_row(issue: Issue, document_id: str | None) -> dict[str, Any]:
    told = {"document_id": document_id, "doc": issue.doc, "kind": issue.kind, "reason": issue.reason}
    return told | {"start_at": issue.start, "end_at": issue.end}
