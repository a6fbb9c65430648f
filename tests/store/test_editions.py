"""The record in the store: every item by id, in slices and by what it is about, the same as the whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from baithak import pipeline
from baithak.items import KINDS, by_kind
from baithak.knowledge.load import load
from baithak.model import Claim, Document, Entity, Evidence, Quote
from baithak.record.build import build_pieces, build_record
from baithak.record.decisions import Decision
from baithak.store import Edition, Store
from baithak.store.sql import open_store

knowledge = cache(load)
RIVERS = Entity("rivers", "body", {"en": ("Nepal-India Rivers Commission",)}, "Rivers Commission")
RAI = Entity("person:asha-rai", "person", {"en": ("Asha Rai",)}, "Asha Rai", "NP", "Minister")
THAPA = Entity("person:lok-thapa", "person", {"en": ("Lok Thapa",)}, "Lok Thapa", "NP", "Minister")
KATHMANDU, DELHI = (Entity(key, "place", {}, key, side) for key, side in (("kathmandu", "NP"), ("new-delhi", "IN")))


def document(name: str, published: str | None) -> Document:
    return Document(f"page {name}", (f"{name}.txt",), lang="en", published=published)


def claim(of: Document, kind: str, status: str, date: str | None, **fields: object) -> Claim:
    roles = {k: v if isinstance(v, tuple) else (v,) for k, v in fields.items() if k not in ("body", "ordinal")}
    plain = {k: v for k, v in fields.items() if k in ("body", "ordinal")}
    quote = Quote(0, len(of.text), of.text)
    made = Claim(of.address, of.id, kind, quote, status, date, "explicit", roles=roles, **plain)  # type: ignore[arg-type]
    return replace(made, evidence=dict.fromkeys((*roles, "date", "body", "ordinal"), (Evidence(0, 1, "stated"),)))


PAGES = [document(str(n), f"202{n}-05-10") for n in range(1, 7)]
CLAIMS = [
    claim(PAGES[0], "session", "held", "2021-05-04", body=RIVERS, ordinal=3, co_chair=RAI, place=KATHMANDU),
    claim(PAGES[1], "session", "held", "2021-05-05", body=RIVERS, ordinal=3, co_chair=RAI),
    claim(PAGES[2], "session", "held", "2023-05-04", body=RIVERS, ordinal=5, co_chair=THAPA, place=DELHI),
    claim(PAGES[3], "session", "planned", "2024-11", body=RIVERS, ordinal=6),
    claim(PAGES[4], "visit", "held", "2025-05-01", visitor=RAI, place=DELHI),
    claim(PAGES[5], "meeting", "held", "2026-05-01", participant=(RAI, THAPA), place=KATHMANDU),
]


def put(store: Store, *pairs: tuple[Document, Claim]) -> None:
    for page, said in pairs:
        with store.write() as writer:
            writer.put_reading(writer.put_document(page), "1", [said])
    pipeline.refresh(store, knowledge())


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "record.db" if request.param == "file" else None)
    put(opened, *zip(PAGES, CLAIMS, strict=True))
    yield opened
    opened.close()


def record(store: Store, as_of: str | None = None) -> str:
    with store.view() as view:
        return json.dumps(pipeline.record(view, knowledge(), as_of))


def test_an_edition_holds_every_item_and_the_whole(store: Store) -> None:
    pieces = build_pieces(CLAIMS, PAGES, knowledge())
    assert record(store) == json.dumps(build_record(CLAIMS, PAGES, knowledge()))
    with store.view() as view:
        edition = kept(view.edition())
        for kind in KINDS:
            made = {item["id"]: item for item in by_kind(pieces)[kind]}
            ids = [key for _, _, key in sorted((i.order, i.key, i.id) for i in pieces.items if i.kind == kind)]
            assert [item["id"] for item in edition.every(kind)] == ids
            assert edition.some(kind, [*ids, "none"]) == made
            assert edition.count(kind) == len(ids)
            assert sliced(edition, kind, 1) == ids
        assert edition.one("events", "none") is None
        assert edition.names("body", ["rivers"]) == {"rivers": {"en": ["Nepal-India Rivers Commission"]}}


def kept(edition: Edition | None) -> Edition:
    assert edition is not None
    return edition


def sliced(edition: Edition, kind: str, limit: int, **where: str) -> list[str]:
    found, after = [], None
    while True:
        part = edition.many(kind, after, limit, **where)
        assert len(part.items) <= limit
        found += [item["id"] for item in part.items]
        if part.next is None:
            return found
        after = part.next


@pytest.mark.parametrize(
    ("kind", "where", "ids"),
    [
        ("events", {"of": "rivers"}, ["rivers/6", "rivers/5", "rivers/4", "rivers/3"]),
        ("events", {"type": "visit"}, ["visit/2025-05-01"]),
        ("events", {"state": "planned", "of": "rivers"}, ["rivers/6"]),
        ("events", {"about": "person:lok-thapa"}, ["meeting/2026-05-01", "rivers/5"]),
        ("events", {"about": "NP", "type": "session"}, ["rivers/5", "rivers/3"]),
        ("events", {"since": "2023-01-01", "until": "2024-12-31"}, ["rivers/6", "rivers/5", "rivers/4"]),
        ("actors", {"type": "person"}, ["person:asha-rai", "person:lok-thapa"]),
        ("disputes", {"of": "rivers/3", "type": "date"}, [f"{min(CLAIMS[0].id, CLAIMS[1].id)} date"]),
        ("disputes", {"of": "rivers/5"}, []),
        ("promises", {"state": "overdue"}, [CLAIMS[3].id]),
    ],
)
def test_items_are_found_by_what_they_are(store: Store, kind: str, where: dict[str, str], ids: list[str]) -> None:
    with store.view() as view:
        edition = kept(view.edition())
        assert sliced(edition, kind, 50, **where) == ids
        assert sliced(edition, kind, 1, **where) == ids
        assert edition.count(kind, **where) == len(ids)


def test_claims_lead_to_their_events_and_their_pages(store: Store) -> None:
    with store.view() as view:
        homes = kept(view.edition()).homes([CLAIMS[0].id, CLAIMS[4].id, "none"])
        assert homes == {CLAIMS[0].id: "rivers/3", CLAIMS[4].id: "visit/2025-05-01"}
        assert view.claims_by_id([CLAIMS[0].id, "none"]) == {CLAIMS[0].id: CLAIMS[0]}
        assert (view.claims_of(PAGES[0].id), view.claims_of("none")) == ([CLAIMS[0]], [])
        assert view.claim_count() == len(CLAIMS)


def test_whatever_is_written_is_in_the_next_edition_and_a_refresh_of_what_is_fresh_does_nothing(store: Store) -> None:
    def number() -> int:
        with store.view() as view:
            return kept(view.edition()).number

    before, first = record(store), number()
    pipeline.refresh(store, knowledge())
    assert number() == first
    decision = Decision("reject", (CLAIMS[0].id,), None, "desk", "2024-01-01", "misread")
    pipeline.decide(decision, store, knowledge())
    assert record(store) == json.dumps(build_record(CLAIMS, PAGES, knowledge(), decisions=[decision]))
    pipeline.retract(decision.id, {}, store, knowledge())
    assert record(store) == before
    with store.write() as writer:
        writer.put_given("claims.jsonl", [replace(CLAIMS[0], date="2021-05-06")])
    pipeline.refresh(store, knowledge())
    assert '"2021-05-06"' in record(store)
    put(store, (replace(PAGES[0], text="another text", addresses=PAGES[0].addresses), CLAIMS[0]))
    assert CLAIMS[0].id not in record(store)


def test_a_record_that_is_not_up_to_date_is_not_shown(store: Store) -> None:
    with store.write() as writer:
        writer.put_document(document("7", "2027-01-01"))
    assert json.loads(record(store))["as_of"] == "2027-01-01"


def test_the_record_of_a_day_is_kept_until_something_changes_and_only_so_many(store: Store) -> None:
    for month in range(1, 13):
        pipeline.refresh(store, knowledge(), f"2023-{month:02}")
    with store.view() as view:
        days = [month for month in range(1, 13) if view.edition(f"2023-{month:02}")]
        assert days == [5, 6, 7, 8, 9, 10, 11, 12]
    out = [page for page in PAGES if str(page.published) < "2023-12-31"]
    said = [c for c in CLAIMS if c.document_id in {page.id for page in out}]
    assert record(store, "2023-12") == json.dumps(build_record(said, out, knowledge(), "2023-12"))
    put(store, (document("8", "2027-01-01"), CLAIMS[0]))
    with store.view() as view:
        assert view.edition("2023-12") is None


def test_the_number_of_an_edition_only_goes_up(store: Store) -> None:
    def numbers() -> list[int]:
        pipeline.refresh(store, knowledge(), "2023-12-31")
        with store.view() as view:
            return [kept(view.edition(day)).number for day in (None, "2023-12-31")]

    found = []
    for each in CLAIMS:
        pipeline.decide(Decision("reject", (each.id,), None, "desk", "2024-01-01", "misread"), store, knowledge())
        found.append(numbers())
    assert found == sorted(found)
    for mine in zip(*found, strict=True):
        assert len(set(mine)) == len(found)
