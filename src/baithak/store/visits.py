"""What is remembered of the web: the addresses that were asked, and how far the last run came.

These tables stand beside those of the store and are made when the web is first watched; who only reads the record
never meets them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict

import sqlalchemy as sa

from baithak.model import Visit
from baithak.store.codec import dumps

_META = sa.MetaData()
_VISITS = sa.Table("visits", _META, sa.Column("address", sa.Text, primary_key=True), sa.Column("json", sa.Text))
_NOTES = sa.Table("visit_notes", _META, sa.Column("name", sa.Text, primary_key=True), sa.Column("text", sa.Text))


class SqlVisits:
    """Visits by address, and notes by name."""

    def __init__(self, connected: Callable[[str], AbstractContextManager[sa.Connection]]) -> None:
        self._connected = connected
        with connected("IMMEDIATE") as connection:
            _META.create_all(connection)

    def of(self, address: str) -> Visit | None:
        """The visit of an address."""
        with self._connected("DEFERRED") as connection:
            row = connection.execute(sa.select(_VISITS.c.json).where(_VISITS.c.address == address)).scalar()
        return None if row is None else Visit(**json.loads(row))

    def all(self) -> Iterator[Visit]:
        """All visits, by address."""
        with self._connected("DEFERRED") as connection:
            rows = connection.execute(sa.select(_VISITS.c.json).order_by(_VISITS.c.address)).scalars().all()
        return (Visit(**json.loads(row)) for row in rows)

    def put(self, visits: Iterable[Visit]) -> None:
        """Keep visits in the place of earlier ones, all of them or, when interrupted, none."""
        self._replace(_VISITS, "address", [{"address": v.address, "json": dumps(asdict(v))} for v in visits])

    def note(self, name: str) -> str | None:
        """What was last noted under a name."""
        with self._connected("DEFERRED") as connection:
            return connection.execute(sa.select(_NOTES.c.text).where(_NOTES.c.name == name)).scalar()

    def keep(self, notes: Mapping[str, str | None]) -> None:
        """Note texts under names, all of them or none."""
        self._replace(_NOTES, "name", [{"name": name, "text": text} for name, text in notes.items()])

    def _replace(self, table: sa.Table, key: str, rows: list[dict[str, str | None]]) -> None:
        if rows:
            with self._connected("IMMEDIATE") as connection:
                old = sa.delete(table).where(table.c[key] == sa.bindparam("old"))
                connection.execute(old, [{"old": row[key]} for row in rows])
                connection.execute(sa.insert(table), rows)
