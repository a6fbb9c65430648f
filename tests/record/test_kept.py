"""A store's record goes on from what it keeps: whatever comes, it holds what it would if it were made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from made import catalogue
from test_cells import KNOWN, PAGES, claims, corpora, decisions

from baithak import pipeline
from baithak.model import Claim, Document
from baithak.store.record_tables import ABOUT, CELLS, EDITIONS, ENTRIES, HOMES, ITEMS, NAMES, READERS, TALLIES
from baithak.store.sql import SqlStore, open_store

KEPT = [
    sa.select(ITEMS),
    sa.select(NAMES),
    sa.select(ABOUT),
    sa.select(HOMES),
    sa.select(EDITIONS.c.edition, EDITIONS.c.day),
    sa.select(ENTRIES),
    sa.select(TALLIES),
    sa.select(CELLS),
    sa.select(READERS),
]
FOUND = "SELECT r.kind, r.key, r.first, r.last, r.out, s.words FROM search_rows r JOIN search s ON s.rowid = r.id"
KNOWLEDGE = catalogue(*KNOWN)


def kept(store: SqlStore) -> list[list[str]]:
    """Every row of the record, of what it goes on from, and of its search index."""
    with store._engine.connect().execution_options(begin="DEFERRED") as connection:
        rows = [sorted(map(repr, connection.execute(query))) for query in KEPT]
        found = [(*row[:5], *(sorted(text.split()) for text in row[5:])) for row in connection.execute(sa.text(FOUND))]
        return [*rows, sorted(map(repr, found))]


def forget(store: SqlStore) -> None:
    """Have the next refresh make everything anew."""
    with store._engine.connect().execution_options(begin="IMMEDIATE") as connection:
        connection.execute(sa.update(EDITIONS).values(maker="somebody else"))
        connection.commit()


def put(store: SqlStore, page: Document, told: Sequence[Claim]) -> None:
    with store.write() as writer:
        writer.put_document(page)
        writer.put_given(page.address, [claim for claim in told if claim.document_id == page.id])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_it_holds_what_it_would_if_it_were_made_anew(data: st.DataObject) -> None:
    pages, made = data.draw(corpora())
    store = open_store(None)
    for page in pages[:-1]:
        put(store, page, made)
    pipeline.refresh(store, KNOWLEDGE)
    standing: list[str] = []
    for step in ["page", *data.draw(st.lists(st.sampled_from(["page", "gone", "decide", "retract"]), max_size=4))]:
        page = pages[-1] if step == "page" else data.draw(st.sampled_from(PAGES))
        if step == "page":
            put(store, page, [*made, *data.draw(st.lists(claims(page), max_size=2, unique_by=lambda c: c.id))])
        elif step == "gone":
            put(store, replace(page, text=f"{page.text} anew"), ())
        elif step == "decide" and made:
            ruling = data.draw(decisions(made))
            with store.write() as writer:
                writer.put_decision(ruling.id, asdict(ruling))
            standing.append(ruling.id)
        elif standing:
            with store.write() as writer:
                writer.retract(standing.pop(), {})
        if data.draw(st.booleans()):
            pipeline.refresh(store, KNOWLEDGE)
    pipeline.refresh(store, KNOWLEDGE)
    gone_on = kept(store)
    forget(store)
    pipeline.refresh(store, KNOWLEDGE)
    assert gone_on == kept(store)
    store.close()
