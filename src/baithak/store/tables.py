"""The tables of pages, claims and decisions, and how those of an earlier schema are brought up to date."""

from __future__ import annotations

import sqlalchemy as sa

_TIMED = 9  # the schema from which on decisions are found by their time
META = sa.MetaData()
DOCUMENTS = sa.Table(
    "documents",
    META,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("text", sa.LargeBinary, nullable=False),  # UTF-8; bytes, so that NUL and lone surrogates survive
    sa.Column("first_read", sa.String(10), index=True),
)
ADDRESSES = sa.Table(  # a copy of a text: what the page at this address says of itself
    "addresses",
    META,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True, index=True),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),
)
READINGS = sa.Table(
    "readings",
    META,
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
)
CLAIMS = sa.Table(
    "claims",
    META,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("body", sa.Text, index=True),
    sa.Column("ordinal", sa.Integer),
    sa.Column("date", sa.Text),
    sa.Column("json", sa.Text, nullable=False),
)
GIVEN = sa.Table(  # claims that came in a file; reading a page anew leaves them alone
    "given",
    META,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("id", sa.String(16), primary_key=True, index=True),
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("json", sa.Text, nullable=False),
)
DECISIONS = sa.Table(
    "decisions",
    META,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("json", sa.Text, nullable=False),
    sa.Column("retracted", sa.Text),  # who took it back, when and why, as JSON; null while it stands
    sa.Column("time", sa.Text, index=True),
)
TARGETS = sa.Table(  # what decisions are about
    "decision_targets",
    META,
    sa.Column("target", sa.Text, primary_key=True),
    sa.Column("decision", sa.String(16), primary_key=True),
)
ISSUES = sa.Table(
    "issues",
    META,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), index=True),  # null: no document came
    sa.Column("doc", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("start_at", sa.Integer),
    sa.Column("end_at", sa.Integer),
)
ROWS = sa.Table(  # what the search index finds; the words themselves stand in the virtual table `search`
    "search_rows",
    META,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("document_id", sa.String(16), index=True),
    sa.Column("start_at", sa.Integer),
    sa.Column("end_at", sa.Integer),
    sa.Column("first", sa.String(10)),
    sa.Column("last", sa.String(10)),
    sa.Column("out", sa.String(10)),
    sa.Column("stamp", sa.String(16)),
    sa.Index("search_rows_by_key", "kind", "key"),
)
NAMES = sa.Table(  # words of names by what they sound like
    "search_names",
    META,
    sa.Column("sound", sa.Text, primary_key=True),
    sa.Column("word", sa.Text, primary_key=True),
    sa.Column("term", sa.Text, primary_key=True),
)
SCHEMA_VERSION = sa.Table("schema_version", META, sa.Column("version", sa.Integer, primary_key=True))


def bring_up(connection: sa.Connection, schema: int) -> int | None:
    """Make all tables, or add what a store of an earlier schema lacks; inside the caller's transaction.

    Says which schema it was of; None where there was no store.
    """
    known = _has(connection, SCHEMA_VERSION)
    found: int | None = connection.execute(sa.select(SCHEMA_VERSION)).scalar() if known else None
    if found == schema:
        return found
    if found == 1:
        connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN first_read VARCHAR(10)")
    if found in (1, 2, 3):
        connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS ix_documents_first_read ON documents (first_read)")
    if found is not None and found < _TIMED and _has(connection, DECISIONS):
        connection.exec_driver_sql("ALTER TABLE decisions ADD COLUMN time TEXT")
        connection.exec_driver_sql("CREATE INDEX ix_decisions_time ON decisions (time)")
    META.create_all(connection)
    connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS ix_given_id ON given (id)")  # lacking up to 6
    connection.execute(sa.delete(SCHEMA_VERSION))
    connection.execute(sa.insert(SCHEMA_VERSION).values(version=schema))
    return found


def _has(connection: sa.Connection, table: sa.Table) -> bool:
    return sa.inspect(connection).has_table(table.name)
