"""The tables in which the record is kept: in pieces, by editions, and what it works with between runs, on shelves.

An edition is the record of every page, or of one day; the shelves are those of every page.
"""

from __future__ import annotations

import sqlalchemy as sa

from baithak.store.tables import META

EVERY_PAGE = ""
"""The edition that counts every page."""

EDITIONS = sa.Table(
    "editions",
    META,
    sa.Column("edition", sa.Text, primary_key=True),
    sa.Column("maker", sa.Text, nullable=False),  # what made it: the code's version, the knowledge's fingerprint
    sa.Column("number", sa.Integer, nullable=False),  # goes up whenever it changes
    sa.Column("day", sa.Text),  # as of when it is; null where no page says when it came out
)
ITEMS = sa.Table(
    "items",
    META,
    sa.Column("edition", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("sort", sa.Text, nullable=False),
    sa.Column("cell", sa.Text, nullable=False),
    sa.Column("of", sa.Text),
    sa.Column("type", sa.Text),
    sa.Column("state", sa.Text),
    sa.Column("day", sa.Text),
    sa.Column("json", sa.Text, nullable=False),
    sa.Index("items_by_id", "edition", "kind", "id"),
    sa.Index("items_in_order", "edition", "kind", "sort", "key"),
    sa.Index("items_of", "edition", "kind", "of", "sort", "key"),
    sa.Index("items_by_state", "edition", "kind", "state", "sort", "key"),
    sa.Index("items_by_type", "edition", "kind", "type", "sort", "key"),
)
NAMES = sa.Table(
    "names",
    META,
    sa.Column("edition", sa.Text, primary_key=True),
    sa.Column("sort", sa.Text, primary_key=True),  # actor or body
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("json", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
ABOUT = sa.Table(  # who, which country, place or thing is in an item
    "about",
    META,
    sa.Column("edition", sa.Text, primary_key=True),
    sa.Column("entity", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("sort", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Index("about_item", "edition", "kind", "key"),
    sqlite_with_rowid=False,
)
HOMES = sa.Table(  # the item that a claim tells of
    "homes",
    META,
    sa.Column("edition", sa.Text, primary_key=True),
    sa.Column("claim", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Index("homes_item", "edition", "kind", "key"),
    sqlite_with_rowid=False,
)
STALE = sa.Table(  # what the editions do not know yet
    "stale",
    META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("what", sa.Text, nullable=False),  # document or decision
    sa.Column("key", sa.Text, nullable=False),
    sqlite_autoincrement=True,  # a number is never given twice
)
ENTRIES = sa.Table(  # what stands on the shelves
    "shelf_entries",
    META,
    sa.Column("shelf", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("json", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
TALLIES = sa.Table(
    "shelf_tallies",
    META,
    sa.Column("shelf", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("json", sa.Text, nullable=False),
)
CELLS = sa.Table(  # what each cell of each stage wrote, tallied and read
    "shelf_cells",
    META,
    sa.Column("stage", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("json", sa.Text, nullable=False),
)
READERS = sa.Table(  # which cells read what stands under a key
    "shelf_readers",
    META,
    sa.Column("shelf", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("stage", sa.Text, primary_key=True),
    sa.Column("cell", sa.Text, primary_key=True),
    sqlite_with_rowid=False,
)
