"""Claims that come in: the checks that they pass, what may be left out, and what becomes of the others."""

from __future__ import annotations

from functools import cache

import pytest

from baithak.knowledge.load import load
from baithak.model import Document, Evidence, Json, Relation
from baithak.store import Store
from baithak.store.codec import claim_to_json
from baithak.store.given import Given, Shelf
from baithak.store.sql import open_store

knowledge = cache(load)
TEXT = "आयोग की तीसरी बैठक 4 मई 2023 को काठमांडू में हुई।\nमंत्री लौट गए। मंत्री लौट गए।\n"
PAGE = Document(TEXT, ("pages/kosi.txt", "https://news.example/2023/kosi-3"), lang="hi")
QUOTE = "आयोग की तीसरी बैठक 4 मई 2023 को काठमांडू में हुई।"


def row(**fields: object) -> Json:
    return {"type": "session", "doc": "pages/kosi.txt", "quote": QUOTE, "reader": "asha"} | fields


@pytest.fixture
def store() -> Store:
    made = open_store(None)
    with made.write() as writer:
        writer.put_document(PAGE)
    return made


def taken(store: Store, *rows: Json) -> Given:
    with store.view() as view:
        given = Given("claims.jsonl", Shelf(view), knowledge())
        given.take((f"line {number}", each) for number, each in enumerate(rows, 1))
    return given


def test_a_claim_needs_no_more_than_its_words(store: Store) -> None:
    given = taken(store, row(date="2023-05-04", ordinal=3, roles={"place": ["Kathmandu"]}))
    (claim,) = given.claims.values()
    assert given.issues == []
    assert (claim.reader, claim.doc, claim.quote.start) == ("asha", "pages/kosi.txt", 0)
    assert claim.evidence["date"] == (Evidence(0, len(QUOTE), "knowledge"),)
    assert claim.roles["place"][0].id == "kathmandu"


@pytest.mark.parametrize(
    "doc", [PAGE.id, "kosi.txt", "kosi-3", "elsewhere/kosi.txt", "https://news.example/2023/kosi-3"]
)
def test_a_document_is_known_by_id_address_or_its_last_part(store: Store, doc: str) -> None:
    assert len(taken(store, row(doc=doc)).claims) == 1


@pytest.mark.parametrize(
    ("fields", "kind", "word"),
    [
        ({"doc": "ganga.txt"}, "unknown-document", "build its page first"),
        ({"doc": None}, "malformed-claim", "names no document"),
        ({"quote": "आयोग की चौथी बैठक"}, "refused-claim", "does not stand"),
        ({"quote": "मंत्री लौट गए।"}, "refused-claim", "2 times"),
        ({"quote": [1, 6, "आयोग "]}, "refused-claim", "does not stand at 1-6"),
        ({"quote": [0, "six", "आयोग"]}, "malformed-claim", "start, end, text"),
        ({"type": "party"}, "malformed-claim", "no type 'party'"),
        ({"status": "maybe"}, "malformed-claim", "no status 'maybe'"),
        ({"date": "4 May"}, "malformed-claim", "write 2025-12-04"),
        ({"ordinal": "third"}, "malformed-claim", "whole number"),
        ({"roles": {"chair": ["A"]}}, "malformed-claim", "no role 'chair'"),
        ({"roles": {"co_chair": "A"}}, "malformed-claim", "lists of entities"),
        ({"roles": {"co_chair": [{}]}}, "malformed-claim", "neither"),
        ({"body": 7}, "malformed-claim", "no name"),
        ({"topics": ["peace"]}, "malformed-claim", "contract's form"),
        ({"date": "2023-05-04", "evidence": {"body": []}}, "refused-claim", "date is filled without evidence"),
        ({"evidence": {"date": [{"span": [0, 900], "how": "stated"}]}}, "refused-claim", "outside the text"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(store: Store, fields: Json, kind: str, word: str) -> None:
    given = taken(store, row(**fields), row(ordinal=3))
    assert len(given.claims) == 1
    (issue,) = given.issues
    assert (issue.kind, issue.doc) == (kind, "claims.jsonl")
    assert "line 1: " in issue.reason
    assert word in issue.reason


def test_relations_lead_to_the_claims_of_the_file(store: Store) -> None:
    given = taken(
        store,
        row(id="s", ordinal=3),
        row(id="p", type="signing", ordinal=3, relations=[{"to": "s", "kind": "part_of"}]),
    )
    session, signing = given.claims.values()
    assert signing.relations == (Relation(session.id, "part_of"),)


def test_what_was_exported_comes_in_as_it_was(store: Store) -> None:
    (claim,) = taken(
        store, row(date="2023-05-04", roles={"co_chair": ["Rajnath Singh", "लोक बहादुर (NP)"]})
    ).claims.values()
    (again,) = taken(store, claim_to_json(claim)).claims.values()
    assert again == claim
    assert [e.side for e in again.roles["co_chair"]] == ["IN", "NP"]


def test_a_name_of_the_catalogue_is_its_entry_and_another_gets_an_id(store: Store) -> None:
    (claim,) = taken(store, row(body="IRIGC-M&MTC", parent="कोसी आयोग")).claims.values()
    assert claim.body and claim.parent
    assert (claim.body.id, claim.parent.id, claim.parent.names) == (
        "irigc-mmtc",
        "body:कोसी-आयोग",
        {"hi": ("कोसी आयोग",)},
    )


def test_given_claims_outlast_a_new_reading_and_go_before_the_same_one_read(store: Store) -> None:
    (claim,) = taken(store, row(ordinal=3)).claims.values()
    read = taken(store, row(ordinal=3, reader="rules")).claims[claim.id]
    with store.write() as writer:
        writer.put_given("a.jsonl", [claim])
        writer.put_reading(PAGE, "2", [read])
    with store.view() as view:
        assert list(view.claims()) == [claim]
    with store.write() as writer:
        writer.put_given("a.jsonl", [])
    with store.view() as view:
        assert list(view.claims()) == [read]
