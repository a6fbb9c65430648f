"""A database is ours or it is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from baithak.errors import StopRun
from baithak.model import Document
from baithak.store.asked import Asked
from baithak.store.file import SCHEMA
from baithak.store.sql import open_store


def test_a_new_file_is_ours_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_store(path).close()
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    open_store(path, create=False).close()


def test_the_log_is_kept_apart_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    store = open_store(path)
    with store.write():
        assert sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_empty_file_counts_as_new(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.touch()
    open_store(path).close()


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name)")
    connection.commit()


def newer(path: Path) -> None:
    open_store(path).close()
    sqlite3.connect(path).execute(f"PRAGMA user_version = {SCHEMA + 1}")


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: path.write_text("Dear diary, " * 20), "not a database"),
        (lambda path: path.write_bytes(b"SQLite format 3\0"), "not a database"),
        (foreign, "another program's"),
        (newer, "newer Baithak"),
    ],
)
def test_what_is_not_ours_is_refused_and_left_as_it_is(tmp_path: Path, make: object, why: str) -> None:
    path = tmp_path / "record.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(StopRun, match=why):
        open_store(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["record.db"]


def test_a_missing_database_or_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="baithak build"):
        open_store(tmp_path / "none.db", create=False)
    with pytest.raises(StopRun, match="no folder"):
        open_store(tmp_path / "none" / "record.db")
    with pytest.raises(StopRun, match="no file"):
        open_store(tmp_path)


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_store(path).close()
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 40_000)
    with pytest.raises(StopRun, match="damaged"), open_store(path).view() as view:
        list(view.documents())


def test_a_store_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    page = Document("मंत्री लौट गए।", ("one.txt",), lang="hi")
    made = open_store(path)
    with made.write() as writer:
        writer.put_document(page)
    made.close()
    aged(
        path,
        1,
        "DROP INDEX ix_documents_first_read",
        "ALTER TABLE documents DROP COLUMN first_read",
        "DROP TABLE given",
        "DROP TABLE decisions",
    )
    for day in ("2024-05-04", "2024-06-01"):
        store = open_store(path)
        with store.write() as writer:
            writer.put_document(replace(page, first_read=day))
            writer.put_given("claims.jsonl", [])
        store.close()
    with open_store(path).view() as view:
        assert list(view.documents()) == [replace(page, first_read="2024-05-04")]
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (SCHEMA,)


@pytest.mark.parametrize("index", ["", "CREATE VIRTUAL TABLE search USING fts5(words, facets, detail=column)"])
def test_a_store_without_a_search_index_or_with_one_of_an_earlier_schema_gets_one(tmp_path: Path, index: str) -> None:
    path = tmp_path / "record.db"
    page = Document("मंत्री लौट गए।", ("one.txt",), lang="hi")
    made = open_store(path)
    with made.write() as writer:
        writer.put_reading(writer.put_document(page), "read", ())
    made.close()
    aged(path, 3, *(f"DROP TABLE {table}" for table in ("search", "search_rows", "search_names")), index)
    with open_store(path).view() as view:
        assert [row.key for row in view.search("pages", Asked([[("मंत्री",)]]), 9)] == [page.id]


def test_decisions_of_an_earlier_schema_are_found_by_what_they_are_about(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    decision = {"time": "2024-05-04", "targets": ["claim"]}
    made = open_store(path)
    with made.write() as writer:
        writer.put_decision("key", decision)
    made.close()
    aged(path, 8)
    with open_store(path).view() as view:
        assert view.decisions_about(["claim"]) == view.newest_decisions(9) == [decision]


def aged(path: Path, schema: int, *changes: str) -> None:
    """Make a store one of an earlier schema: without what came with the last, and with these changes."""
    last = ("DROP TABLE decision_targets", "DROP INDEX ix_decisions_time", "ALTER TABLE decisions DROP COLUMN time")
    version = (f"UPDATE schema_version SET version = {schema}", f"PRAGMA user_version = {schema}")
    with closing(sqlite3.connect(path)) as old, old:
        for change in (*last, *changes, *version):
            old.execute(change)
