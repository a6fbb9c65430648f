"""What a search finds: a table of queries, and the filters, snippets and suggestions around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from served import Served

from baithak import pipeline
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Entity, Evidence, Json, Noise, Quote
from baithak.outlets.web.desk import Desk
from baithak.outlets.web.finding import Names
from baithak.outlets.web.source import Source
from baithak.store.sql import SqlStore, open_store

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "search.yml").read_text("utf-8"))


def page(key: str, told: Json) -> tuple[Document, list[Claim]]:
    noise = told.get("noise")
    document = Document(
        told["text"],
        (f"{key}.txt",),
        lang=told["lang"],
        published="2025-01-01",
        noise=(Noise(0, len(noise), "menu"),) if noise else (),
    )
    whole = Quote(0, len(document.text), document.text)
    who = tuple(Entity(f"person:{name}", "person", {"hi": (name,)}, name) for name in told.get("names", ()))
    stated = {"participant": (Evidence(0, whole.end, "stated"),)}
    claim = Claim(document.address, document.id, "meeting", whole, "held", roles={"participant": who}, evidence=stated)
    return document, [claim] if who else []


@pytest.fixture(scope="module")
def store(knowledge: Knowledge) -> Iterator[SqlStore]:
    made = open_store(None)
    for key, told in TABLE["pages"].items():
        document, claims = page(key, told)
        with made.write() as writer:
            writer.put_reading(writer.put_document(document), "test", claims)
    pipeline.refresh(made, knowledge)
    yield made
    made.close()


@pytest.fixture(scope="module")
def table(store: SqlStore, knowledge: Knowledge) -> Iterator[Desk]:
    with store.view() as view:
        edition = view.edition()
        assert edition is not None
        yield Desk(Source(view, edition), knowledge, Names.of(knowledge))


def pages_found(desk: Desk, q: str, **where: str) -> set[str]:
    hits = desk.search(q, ("pages",), 100, None, **where)["hits"]
    return {hit["doc"].removesuffix(".txt") for hit in hits}


def test_the_table_is_as_long_as_it_has_to_be() -> None:
    assert len(TABLE["queries"]) >= 60


@pytest.mark.parametrize("row", TABLE["queries"], ids=lambda row: row["q"])
def test_what_is_found_and_what_is_not(table: Desk, row: Json) -> None:
    found = pages_found(table, row["q"])
    assert set(row.get("finds", ())) <= found
    assert not set(row.get("not", ())) & found


@pytest.mark.parametrize("row", TABLE["queries"], ids=lambda row: row["q"])
def test_a_snippet_stands_where_it_says_and_marks_what_matched(table: Desk, row: Json) -> None:
    for hit in table.search(row["q"], ("pages",), 100)["hits"]:
        text = TABLE["pages"][hit["doc"].removesuffix(".txt")]["text"]
        start, end = hit["span"]
        assert text[start:end] == hit["snippet"]
        assert hit["marks"]
        assert all(hit["snippet"][a:b].strip() for a, b in hit["marks"])


def test_the_table_can_fail(table: Desk) -> None:
    assert pages_found(table, "बैठक") != pages_found(table, "समझौता")
    assert "mask" not in pages_found(table, "मास्को") and "mask" in pages_found(table, "मास्क")


def test_filters_narrow(table: Desk) -> None:
    assert pages_found(table, "moscow", lang="ru") == {"commission_ru"}
    assert pages_found(table, "moscow", first="2025-02-01") == set()
    assert pages_found(table, "moscow", first="2024-12-31", last="2025-01-01") == pages_found(table, "moscow")


@pytest.mark.parametrize(
    "q", ["", "   ", "।", '"', "AND", "NOT (", "a*", "words:x", "\u202e", "\ud800", "को", "x" * 200]
)
def test_no_query_is_a_fault(table: Desk, q: str) -> None:
    assert isinstance(table.search(q)["hits"], list)


def test_a_page_that_is_superseded_is_found_no_more() -> None:
    store = open_store(None)
    old, new = (Document(text, ("one.txt",), lang="hi") for text in ("पुराना समाचार", "नया विवरण"))
    for document, word, other in ((old, "पुराना", "विवरण"), (new, "विवरण", "पुराना"), (old, "पुराना", "विवरण")):
        with store.write() as writer:
            writer.put_reading(writer.put_document(document), "test", ())
        from baithak.store.asked import Asked

        with store.view() as view:
            assert [row.key for row in view.search("pages", Asked([[(word,)]]), 9)] == [document.id]
            assert view.search("pages", Asked([[(other,)]]), 9) == []
    store.close()


def test_names_are_suggested_while_they_are_typed(desk: Served) -> None:
    for typed in ("rajn", "राजना", "Rajnath Si"):
        items = httpx.get(f"{desk.base}/api/v1/suggest", params={"q": typed}).json()["items"]
        assert "/actors/rajnath-singh" in [item["href"] for item in items]


def test_events_actors_and_bodies_are_found_with_pages_and_claims(desk: Served) -> None:
    hits = httpx.get(f"{desk.base}/api/v1/search", params={"q": "belousov"}).json()["hits"]
    kinds = {hit["kind"] for hit in hits}
    assert {"actors", "events", "pages", "claims"} <= kinds
    assert "andrei-belousov" in [hit["id"] for hit in hits]
    bodies = httpx.get(f"{desk.base}/api/v1/search", params={"q": "IRIGC-M&MTC", "kind": "bodies"}).json()["hits"]
    assert "irigc-mmtc" in [hit["id"] for hit in bodies]
    held = {"q": "बैठक", "kind": "events", "body": "irigc-mmtc", "status": "held", "since": "2025", "until": "2025"}
    found = httpx.get(f"{desk.base}/api/v1/search", params=held).json()["hits"]
    assert [hit["id"] for hit in found] == ["irigc-mmtc/22"]
    met = {"q": "rajnath", "kind": "events", "person": "vladimir-putin", "place": "moscow"}
    assert httpx.get(f"{desk.base}/api/v1/search", params=met).json()["hits"]


@pytest.mark.parametrize(
    ("filters", "same"),
    [
        ({"person": "पुतिन"}, {"person": "vladimir-putin"}),
        ({"place": "मास्को"}, {"place": "moscow"}),
        ({"place": "Russia"}, {"place": "RU"}),
        ({"body": "IRIGC-M&MTC"}, {"body": "irigc-mmtc"}),
    ],
)
def test_a_filter_takes_a_name_for_the_id(desk: Served, filters: dict[str, str], same: dict[str, str]) -> None:
    ask = {"q": "राजनाथ", "kind": "events"}
    found = [httpx.get(f"{desk.base}/api/v1/search", params=ask | some).json()["hits"] for some in (filters, same)]
    assert found[0]
    assert found[0] == found[1]
    nobody = httpx.get(f"{desk.base}/api/v1/search", params=ask | dict.fromkeys(filters, "नहीं है ऐसा")).json()
    assert nobody["hits"] == []


def test_one_kind_can_be_read_on_to_its_end(desk: Served) -> None:
    ask = {"q": "बैठक", "kind": "claims"}
    whole = [hit["id"] for hit in httpx.get(f"{desk.base}/api/v1/search", params=ask | {"limit": "200"}).json()["hits"]]
    found: list[str] = []
    after: dict[str, str] = {}
    while True:
        answer = httpx.get(f"{desk.base}/api/v1/search", params=ask | {"limit": "7"} | after).json()
        found += [hit["id"] for hit in answer["hits"]]
        if answer["next"] is None:
            break
        after = {"after": answer["next"]}
    assert found == whole
    assert len(set(found)) == len(found) > 7
