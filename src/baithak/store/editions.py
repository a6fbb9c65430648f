"""Editions of the record in the database: how they are written, and read item by item."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from baithak.items import Item, Name, Pieces, references, resolved
from baithak.model import Json
from baithak.store.base import Seen, Slice
from baithak.store.codec import dumps
from baithak.store.record_tables import ABOUT, EDITIONS, EVERY_PAGE, HOMES, ITEMS, NAMES, STALE

Run = Callable[..., Any]
_AT_ONCE = 500  # parameters of one statement
_KEPT = 8  # editions of single days
_COMPANY = 1000  # events of somebody that are looked at for who else is in them
_SOMEBODY = ("person", "organisation", "office")
_OF_EVENTS = ("promises", "disputes", "flags")


class SqlEdition:
    """See `baithak.store.base.Edition`."""

    def __init__(self, run: Run, row: sa.Row[Any]) -> None:
        self._run = run
        self._edition = row.edition
        self.maker: str = row.maker
        self.number: int = row.number
        self.day: str | None = row.day

    def one(self, kind: str, key: str) -> Json | None:
        return self.some(kind, [key]).get(key)

    def some(self, kind: str, keys: Iterable[str]) -> dict[str, Json]:
        here = self._select(kind)
        rows = [row for part in parts(keys) for row in self._run(here.where(ITEMS.c.id.in_(part)))]
        return {row.id: made for row, made in zip(rows, self._told(rows), strict=True)}

    def many(self, kind: str, after: str | None = None, limit: int = 50, **where: str) -> Slice:
        order = (ABOUT if "about" in where else ITEMS).c  # that of the index by which they are found
        query = self._where(self._select(kind), kind, where).order_by(order.sort, order.key)
        if after:
            query = query.where(sa.tuple_(order.sort, order.key) > sa.tuple_(*json.loads(after)))
        rows = self._run(query.limit(limit + 1)).all()
        last = (
            json.dumps([rows[limit - 1].sort, rows[limit - 1].key], ensure_ascii=False) if len(rows) > limit else None
        )
        return Slice(self._told(rows[:limit]), last)

    def every(self, kind: str) -> Iterator[Json]:
        rows = self._run(self._select(kind).order_by(ITEMS.c.sort, ITEMS.c.key)).all()
        for part in parts(rows):
            yield from self._told(part)

    def count(self, kind: str, **where: str) -> int:
        found = self._where(self._select(kind), kind, where)
        return int(self._run(found.with_only_columns(sa.func.count())).scalar_one())

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        here = (HOMES.c.edition == self._edition, HOMES.c.kind == "events")
        query = sa.select(HOMES.c.claim, ITEMS.c.id).join(ITEMS, _same(HOMES, ITEMS)).where(*here)
        return {row.claim: row.id for part in parts(claims) for row in self._run(query.where(HOMES.c.claim.in_(part)))}

    def company(self, entity: str, limit: int) -> dict[str, int]:
        here = (ABOUT.c.edition == self._edition, ABOUT.c.kind == "events")
        newest = sa.select(ABOUT.c.key).where(*here, ABOUT.c.entity == entity).order_by(ABOUT.c.sort, ABOUT.c.key)
        met: Counter[str] = Counter()
        for part in parts(self._run(newest.limit(_COMPANY)).scalars().all()):
            met.update(self._run(sa.select(ABOUT.c.entity).where(*here, ABOUT.c.key.in_(part))).scalars())
        somebody = self._select("actors").with_only_columns(ITEMS.c.key).where(ITEMS.c.type.in_(_SOMEBODY))
        named = {key for part in parts(met) for key in self._run(somebody.where(ITEMS.c.key.in_(part))).scalars()}
        most = sorted((-number, key) for key, number in met.items() if key in named and key != entity)
        return {key: -number for number, key in most[:limit]}

    def names(self, sort: str, keys: Iterable[str]) -> dict[str, Json]:
        return {name.id: found for name, found in self._names(Name(sort, key) for key in keys).items()}

    def _select(self, kind: str) -> sa.Select[Any]:
        return sa.select(ITEMS).where(ITEMS.c.edition == self._edition, ITEMS.c.kind == kind)

    def _where(self, query: sa.Select[Any], kind: str, where: Mapping[str, str]) -> sa.Select[Any]:
        for name, value in where.items():
            if name == "about":
                here = (ABOUT.c.edition == self._edition, ABOUT.c.kind == kind, ABOUT.c.entity == value)
                query = query.join(ABOUT, _same(ABOUT, ITEMS)).where(*here)
            elif name in ("since", "until"):
                query = query.where(ITEMS.c.day >= value if name == "since" else ITEMS.c.day <= value)
            elif name == "of" and kind in _OF_EVENTS:
                event = self._select("events").with_only_columns(ITEMS.c.key).where(ITEMS.c.id == value)
                query = query.where(ITEMS.c.of == event.scalar_subquery())
            else:
                query = query.where(ITEMS.c[name] == value)
        return query

    def _told(self, rows: Sequence[sa.Row[Any]]) -> list[Json]:
        """The items in the contract's form, with their ids."""
        values = [json.loads(row.json) for row in rows]
        meant = {name for value in values for name in references(value)}
        names = self._names(name for name in meant if name.sort != "event")
        ids = self._event_ids(name.id for name in meant if name.sort == "event")
        return [{"id": row.id} | resolved(value, names, ids) for row, value in zip(rows, values, strict=True)]

    def _names(self, meant: Iterable[Name]) -> dict[Name, Json]:
        found: dict[Name, Json] = {}
        for part in parts(meant):
            for sort in {name.sort for name in part}:
                ids = [name.id for name in part if name.sort == sort]
                here = (NAMES.c.edition == self._edition, NAMES.c.sort == sort, NAMES.c.id.in_(ids))
                for row in self._run(sa.select(NAMES.c.id, NAMES.c.json).where(*here)):
                    found[Name(sort, row.id)] = json.loads(row.json)
        return found

    def _event_ids(self, keys: Iterable[str]) -> dict[str, str]:
        here = self._select("events").with_only_columns(ITEMS.c.key, ITEMS.c.id)
        return {row.key: row.id for part in parts(keys) for row in self._run(here.where(ITEMS.c.key.in_(part)))}


def _same(one: sa.Table, other: sa.Table) -> sa.ColumnElement[bool]:
    """Rows of two tables that speak of one item."""
    return sa.and_(*(one.c[name] == other.c[name] for name in ("edition", "kind", "key")))


def parts(found: Iterable[Any], size: int = _AT_ONCE) -> Iterator[list[Any]]:
    """The things in lists short enough for one statement."""
    left = iter(found)
    while part := list(islice(left, size)):
        yield part


def read_edition(run: Run, as_of: str | None) -> SqlEdition | None:
    row = run(sa.select(EDITIONS).where(EDITIONS.c.edition == (as_of or EVERY_PAGE))).first()
    return SqlEdition(run, row) if row else None


def write_edition(run: Run, as_of: str | None, maker: str, pieces: Pieces) -> None:
    """Keep an edition in the place of the one before; of the editions of single days the newest few are kept."""
    edition = as_of or EVERY_PAGE
    number = next_number(run)  # before any goes: it only goes up
    drop_editions(run, [edition])
    run(sa.insert(EDITIONS).values(edition=edition, maker=maker, number=number, day=pieces.day))
    write_pieces(run, edition, pieces)
    days = sa.select(EDITIONS.c.edition).where(EDITIONS.c.edition != EVERY_PAGE).order_by(EDITIONS.c.number.desc())
    drop_editions(run, run(days.offset(_KEPT)).scalars().all())


def next_number(run: Run) -> int:
    """The number of an edition that changes now."""
    return int(run(sa.select(sa.func.max(EDITIONS.c.number))).scalar() or 0) + 1


def write_pieces(run: Run, edition: str, pieces: Pieces) -> None:
    """Keep items and names that the edition does not have."""
    for table, rows in _rows(edition, pieces):
        for part in parts(rows):
            run(sa.insert(table), part)


def drop_editions(run: Run, editions: Iterable[str]) -> None:
    for part in parts(editions):
        for table in (EDITIONS, ITEMS, NAMES, ABOUT, HOMES):
            run(sa.delete(table).where(table.c.edition.in_(part)))


def drop_days(run: Run) -> None:
    """Forget the editions of single days: what they were made of has changed."""
    drop_editions(run, run(sa.select(EDITIONS.c.edition).where(EDITIONS.c.edition != EVERY_PAGE)).scalars().all())


def _rows(edition: str, pieces: Pieces) -> Iterator[tuple[sa.Table, Iterable[Json]]]:
    here = {"edition": edition}
    yield ITEMS, (here | _row(item) for item in pieces.items)
    yield NAMES, (here | name._asdict() | {"json": dumps(found)} for name, found in pieces.names.items())
    at = [(item, here | {"kind": item.kind, "key": item.key}) for item in pieces.items]
    yield ABOUT, (row | {"sort": item.order, "entity": entity} for item, row in at for entity in item.about)
    yield HOMES, (row | {"claim": claim} for item, row in at for claim in item.claims)


def _row(item: Item) -> Json:
    plain = {name: getattr(item, name) for name in ("kind", "key", "id", "cell", "of", "type", "state", "day")}
    return plain | {"sort": item.order, "json": dumps(item.value)}


def mark_stale(run: Run, what: str, keys: Iterable[str]) -> None:
    rows = [{"what": what, "key": key} for key in keys]
    if rows:
        run(sa.insert(STALE), rows)


def changed_documents(run: Run) -> list[str]:
    return list(run(sa.select(STALE.c.key).where(STALE.c.what == "document").distinct()).scalars())


def how_far(run: Run) -> Seen:
    """The newest change that the editions do not know, and the number of the edition of every page; 0 for none."""
    change = run(sa.select(sa.func.max(STALE.c.number))).scalar()
    number = run(sa.select(EDITIONS.c.number).where(EDITIONS.c.edition == EVERY_PAGE)).scalar()
    return Seen(change or 0, number or 0)


def forget_changes(run: Run, number: int) -> None:
    """Forget the changes up to a number: the editions know them."""
    run(sa.delete(STALE).where(STALE.c.number <= number))
