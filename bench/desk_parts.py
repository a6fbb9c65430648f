"""Stores put together, each with the record of its own pages, as the bench of the desk makes a large one of parts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from baithak.store.tables import META

_NUMBERED = ("issues",)  # rows that the store numbers by itself
_KEPT_ONCE = ("editions", "stale", "schema_version", "decisions")
_OTHERWISE = {  # how a part's events that are no sittings get ids of their own
    ("items", "id"): """CASE WHEN kind = 'events' AND "of" IS NULL THEN id || '~' || :part ELSE id END""",
    ("search_rows", "id"): "(SELECT new FROM moved WHERE old = id)",
    ("search_rows", "key"): "CASE WHEN kind = 'events' AND key NOT LIKE 'body:%' THEN key || '~' || :part ELSE key END",
    ("shelf_entries", "json"): (
        "CASE WHEN shelf = 'event id' AND json NOT LIKE '\"body:%' "
        "THEN rtrim(json, '\"') || '~' || :part || '\"' ELSE json END"
    ),
}


def add(part_of: Path, whole: Path, part: int) -> None:
    """Put what one store holds into another.

    What both have (places, countries) stays as it is there. Events that are no sittings are told apart by the number
    of the part, which stands behind their ids.
    """
    with closing(sqlite3.connect(whole)) as into, into:
        into.execute("ATTACH ? AS part", [str(part_of)])
        _leave_out_found(into)
        _move(into)
        for table in META.tables.values():
            if table.name not in _KEPT_ONCE:
                into.execute(_copied(table.name, [c.name for c in table.c]), {"part": part})
        words = "SELECT new, words FROM part.search s JOIN moved ON old = s.rowid ORDER BY new"
        into.execute(f"INSERT INTO search(rowid, words) {words}")
        newest = "SELECT max(day) FROM items WHERE kind = 'documents'"
        into.execute(f"UPDATE editions SET number = number + 1, day = ({newest})")


def _leave_out_found(into: sqlite3.Connection) -> None:
    """Take out of the part's index what the whole finds already."""
    into.execute(
        "CREATE TEMP TABLE found AS SELECT id FROM part.search_rows p WHERE kind IN ('actors', 'bodies') "
        "AND EXISTS (SELECT 1 FROM main.search_rows m WHERE m.kind = p.kind AND m.key = p.key)"
    )
    into.execute("DELETE FROM part.search WHERE rowid IN (SELECT id FROM found)")
    into.execute("DELETE FROM part.search_rows WHERE id IN (SELECT id FROM found)")


def _move(into: sqlite3.Connection) -> None:
    """Give the rows of the part's index ids that the whole's do not have."""
    into.execute("CREATE TEMP TABLE moved AS SELECT id AS old, id AS new FROM part.search_rows")
    for column in ("old", "new"):
        into.execute(f"CREATE INDEX temp.moved_by_{column} ON moved ({column})")
    twice = "new <> old AND EXISTS (SELECT 1 FROM moved other WHERE other.new = moved.new AND other.old <> moved.old)"
    clashes = f"UPDATE moved SET new = new + 1 WHERE new IN (SELECT id FROM main.search_rows) OR ({twice})"
    while into.execute(clashes).rowcount:
        pass


def _copied(table: str, columns: list[str]) -> str:
    """Each row of a table that the whole does not have."""
    every = [name for name in columns if not (table in _NUMBERED and name == "id")]
    shown = (_OTHERWISE.get((table, name), f'"{name}"') for name in every)
    named = ", ".join(f'"{name}"' for name in every)
    return f"INSERT OR IGNORE INTO {table} ({named}) SELECT {', '.join(shown)} FROM part.{table} WHERE :part"


def keep_day(path: Path, day: str) -> None:
    """Keep an edition of a day: what the record of every page has up to then."""
    known = "day IS NULL OR day <= :day"
    of_known = f"(kind, key) IN (SELECT kind, key FROM items WHERE edition = :day AND ({known}))"
    with closing(sqlite3.connect(path)) as store, store:
        number = "(SELECT max(number) + 1 FROM editions)"
        store.execute(
            f"INSERT INTO editions SELECT :day, maker, {number}, :day FROM editions WHERE edition = ''", {"day": day}
        )
        for table, which in (("items", known), ("names", ":day"), ("about", of_known), ("homes", of_known)):
            named = ", ".join(f'"{c.name}"' for c in META.tables[table].c if c.name != "edition")
            rows = f"SELECT :day, {named} FROM {table} WHERE edition = '' AND ({which})"
            store.execute(f"INSERT INTO {table} (edition, {named}) {rows}", {"day": day})
