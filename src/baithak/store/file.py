"""The SQLite file itself: whose it is, how it is opened, and what its errors mean to people."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from baithak.errors import StopRun

SCHEMA = 9
_CACHE_KIB = 65_536  # of pages that a connection keeps at hand: a search goes through many
_APPLICATION = 0x62746B31  # in the header of every file of ours
_MAGIC = b"SQLite format 3\0"


def inspect(path: Path, create: bool) -> int:
    """The schema of the store there, 0 where one is to be made; StopRun for what is not ours. Reads the header only."""
    try:
        if not path.exists():
            _may_create(path, create)
            return 0
        if not path.is_file():
            raise StopRun(f"{path} is no file: name a database file with --db.")
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StopRun(
            f"{path} cannot be read ({error.strerror}): check its permissions or choose another --db."
        ) from error
    return _ours(header, path) if header else 0


def _may_create(path: Path, create: bool) -> None:
    if not create:
        raise StopRun(f"There is no database {path}: make one with `baithak build PAGES --db {path}`.")
    if not path.parent.is_dir():
        raise StopRun(f"There is no folder {path.parent} to keep the database in: create it or choose another --db.")


def _ours(header: bytes, path: Path) -> int:
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise StopRun(f"{path} is not a database: choose another --db. It was left as it is.")
    version, application = (int.from_bytes(header[at : at + 4], "big") for at in (60, 68))
    if application != _APPLICATION:
        raise StopRun(f"{path} is another program's database: choose another --db. It was left as it is.")
    if version > SCHEMA:
        raise StopRun(
            f"{path} was made by a newer Baithak (schema {version}, this one knows {SCHEMA}): "
            "update Baithak or choose another --db. It was left as it is."
        )
    return version


def mark() -> tuple[str, ...]:
    """The pragmas that mark a file as ours and of this schema, for the transaction that makes its tables."""
    return f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {SCHEMA}"


def begin_as_told(engine: sa.Engine) -> None:
    """Let SQLAlchemy alone begin transactions, as the execution option ``begin`` says, and keep the log in WAL."""

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("foreign_keys = ON", "synchronous = NORMAL", f"cache_size = -{_CACHE_KIB}"):
            connection.execute(f"PRAGMA {pragma}")
        if connection.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION:  # not while it is being made
            connection.execute("PRAGMA journal_mode = WAL")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options()['begin']}")


def sentence(error: str, name: str) -> str:
    """What SQLite's complaint about a file means, and what to do."""
    if "full" in error:
        return f"The disk is full: what was read so far is safe in {name}. Free some space and run the build again."
    if "locked" in error:
        return f"Another program is writing to {name}: wait for it to end and run again."
    if "malformed" in error or "not a database" in error:
        return f"{name} is damaged ({error}): build it anew from its pages under another --db."
    if "readonly" in error or "read-only" in error or "unable to open" in error:
        return f"{name} cannot be written ({error}): check its permissions or choose another --db."
    return f"{name} failed: {error}. What was read so far is safe; run the build again."
