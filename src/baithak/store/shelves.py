"""The shelves that the record works with between runs, in the database; see `baithak.shelves`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from baithak.shelves import Changes
from baithak.store.editions import parts
from baithak.store.record_tables import CELLS, ENTRIES, READERS, TALLIES

_ROWS = 10_000  # written with one statement
NOTHING = Changes((), (), (), ())


def _under(table: sa.Table, first: str, *names: str) -> sa.Select[Any]:
    """What stands under some keys; first: the column that has the shelf or the stage."""
    at = table.c[first] == sa.bindparam("at"), table.c.key.in_(sa.bindparam("keys", expanding=True))
    return sa.select(table.c.key, *(table.c[name] for name in names)).where(*at)


_ENTRIES = _under(ENTRIES, "shelf", "source", "json")
_WRITTEN = _under(ENTRIES, "shelf", "json").where(ENTRIES.c.source == sa.bindparam("source"))
_TALLIES = _under(TALLIES, "shelf", "json")
_CELLS = _under(CELLS, "stage", "json")
_READERS = _under(READERS, "shelf", "stage", "cell")


class SqlShelves:
    """See `baithak.shelves.Shelves`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._run = connection.execute

    def entries(self, shelf: str, keys: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        return self._found(_ENTRIES, shelf, keys)

    def written(self, shelf: str, source: str, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        for part in parts(keys):
            yield from self._run(_WRITTEN, {"at": shelf, "source": source, "keys": part}).all()

    def tallies(self, shelf: str, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        return self._found(_TALLIES, shelf, keys)

    def cells(self, stage: str, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        return self._found(_CELLS, stage, keys)

    def readers(self, shelf: str, keys: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        return self._found(_READERS, shelf, keys)

    def asked_between(self, shelf: str, first: str, last: str) -> Iterator[str]:
        key = READERS.c.key
        asked = sa.select(key).where(READERS.c.shelf == shelf, key >= first, key < last).distinct()
        return iter(self._run(asked).scalars().all())

    def _found(self, query: sa.Select[Any], at: str, keys: Sequence[str]) -> Iterator[Any]:
        for part in parts(keys):
            yield from self._run(query, {"at": at, "keys": part}).all()


def read_shelves(connection: sa.Connection) -> SqlShelves | None:
    """The shelves; None where nothing is on them."""
    return SqlShelves(connection) if connection.execute(sa.select(CELLS.c.key).limit(1)).first() else None


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterable[Sequence[Any]]) -> None:
    """Write many rows, each with a value for every column in the order of the table."""
    compiled = sa.insert(table).compile(dialect=connection.dialect)
    for part in parts(rows, _ROWS):
        connection.exec_driver_sql(compiled.string, list(map(tuple, part)))


def write_shelves(connection: sa.Connection, changes: Changes) -> None:
    """Keep what has changed."""
    for table, keys, rows in (
        (ENTRIES, 3, changes.entries),
        (TALLIES, 2, changes.tallies),
        (CELLS, 2, changes.cells),
    ):
        for part in parts(rows, _ROWS):
            _delete(connection, table, [row[:keys] for row in part])
            _insert(connection, table, (row for row in part if row[-1] is not None))
    for found in parts(changes.readers, _ROWS):
        _delete(connection, READERS, [row[:-1] for row in found])
        _insert(connection, READERS, (row[:-1] for row in found if row[-1]))


def fill_shelves(connection: sa.Connection, changes: Changes) -> None:
    """Keep everything, in the place of what was there."""
    for table in (ENTRIES, TALLIES, CELLS, READERS):
        connection.execute(sa.delete(table))
    _insert(connection, ENTRIES, changes.entries)
    _insert(connection, TALLIES, changes.tallies)
    _insert(connection, CELLS, changes.cells)
    _insert(connection, READERS, (row[:-1] for row in changes.readers))


def _delete(connection: sa.Connection, table: sa.Table, keys: Sequence[Sequence[str]]) -> None:
    """Delete rows by the first columns of their table."""
    columns = list(table.c)[: len(keys[0])]
    query = sa.delete(table).where(*(column == sa.bindparam(f"b_{column.name}") for column in columns))
    compiled = query.compile(dialect=connection.dialect)
    connection.exec_driver_sql(compiled.string, list(map(tuple, keys)))
