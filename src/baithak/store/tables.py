"""The tables of pages, claims and decisions, and how those of an earlier schema are brought up to date."""

from __future__ import annotations

import sqlalchemy as sa

META = sa.MetaData()
DOCUMENTS = sa.Table(
    "documents",
    META,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("text", sa.LargeBinary, nullable=False),  # UTF-8; bytes, so that NUL and lone surrogates survive
    sa.Column("first_read", sa.String(10)),
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
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("json", sa.Text, nullable=False),
)
DECISIONS = sa.Table(
    "decisions",
    META,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("json", sa.Text, nullable=False),
    sa.Column("retracted", sa.Text),  # who took it back, when and why, as JSON; null while it stands
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
SCHEMA_VERSION = sa.Table("schema_version", META, sa.Column("version", sa.Integer, primary_key=True))


def bring_up(connection: sa.Connection, schema: int) -> None:
    """Make all tables, or add what a store of an earlier schema lacks; inside the caller's transaction."""
    found = connection.execute(sa.select(SCHEMA_VERSION)).scalar() if _has(connection, SCHEMA_VERSION) else None
    if found == schema:
        return
    if found == 1:
        connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN first_read VARCHAR(10)")
    META.create_all(connection)
    connection.execute(sa.delete(SCHEMA_VERSION))
    connection.execute(sa.insert(SCHEMA_VERSION).values(version=schema))


def _has(connection: sa.Connection, table: sa.Table) -> bool:
    return sa.inspect(connection).has_table(table.name)
