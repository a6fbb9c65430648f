"""What every store must do, on each back end."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baithak.errors import Issue, StopRun
from baithak.model import Claim, Document, Entity, Evidence, Json, Quote, Topic
from baithak.store import Store
from baithak.store.base import merge
from baithak.store.sql import open_store

TEXT = "आयोग की तीसरी बैठक 4 मई 2023 को काठमांडू में हुई।\r\nमंत्री लौट गए।"


def document(text: str = TEXT, address: str = "pages/one.txt", **facts: object) -> Document:
    return Document(text=text, addresses=(address,), lang="hi", **facts)  # type: ignore[arg-type]


def claim(of: Document, words: str = "तीसरी बैठक", **fields: object) -> Claim:
    start = of.text.index(words)
    quote = Quote(start, start + len(words), words)
    return Claim(doc=of.address, document_id=of.id, type="session", quote=quote, **fields)  # type: ignore[arg-type]


def put(store: Store, page: Document, *claims: Claim, key: str = "reader 1") -> list[Issue]:
    with store.write() as writer:
        return writer.put_reading(writer.put_document(page), key, claims)


def held(store: Store) -> tuple[list[Document], list[Claim], list[Issue]]:
    with store.view() as view:
        return list(view.documents()), list(view.claims()), list(view.issues())


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "record.db" if request.param == "file" else None)
    yield opened
    opened.close()


def test_gives_back_what_was_put(store: Store) -> None:
    page = document(title="बैठक", published="2023-05-05", published_basis="dateline", sister_languages=("en",))
    body = Entity("commission", "body", {"hi": ("आयोग",), "en": ("Commission",)}, "आयोग")
    said = claim(
        page,
        status="held",
        date="2023-05-04",
        body=body,
        ordinal=3,
        roles={"place": (Entity("kathmandu", "place", {}, "काठमांडू", side="NP"),)},
        evidence={slot: (Evidence(0, 4, "stated"),) for slot in ("date", "body", "ordinal", "place", "value")},
        topics=(Topic(0, 4, page.text[:4], "culture"),),
        confidence=0.9,
        extra={"value": "3"},
    )
    assert put(store, page, said) == []
    assert held(store) == ([page], [said], [])


def test_the_same_page_again_changes_nothing(store: Store) -> None:
    page = document()
    put(store, page, claim(page))
    before = held(store)
    put(store, page, claim(page))
    assert held(store) == before


def test_a_newer_reader_replaces_the_claims_of_the_page(store: Store) -> None:
    page = document()
    put(store, page, claim(page))
    newer = claim(page, "मंत्री लौट गए")
    put(store, page, newer, key="reader 2")
    assert held(store)[1] == [newer]
    with store.write() as writer:
        assert writer.reading_key(page.id) == "reader 2"


def test_new_text_at_an_address_supersedes_the_old_and_loses_nothing(store: Store) -> None:
    old, new = document(), document("आयोग की तीसरी बैठक स्थगित हुई।")
    put(store, old, claim(old))
    put(store, new, claim(new))
    assert held(store)[:2] == ([new], [claim(new)])
    with store.view() as view:
        assert view.document(old.id) == old
    put(store, old, claim(old))
    assert held(store)[:2] == ([old], [claim(old)])


def test_one_text_at_two_addresses_is_one_document_in_any_order(tmp_path: Path) -> None:
    copies = [
        document(address="b.txt", publisher="दैनिक"),
        document(address="a.txt", published="2023-05-05", published_basis="page"),
    ]
    seen = []
    for order in itertools.permutations(copies):
        store = open_store(None)
        for page in order:
            put(store, page, claim(page))
        seen.append(held(store))
    assert seen[0] == seen[1]
    (only,), (said,), _ = seen[0]
    assert only.addresses == ("a.txt", "b.txt")
    assert (only.publisher, only.published) == ("दैनिक", "2023-05-05")
    assert said.doc == "a.txt"


def test_further_addresses_follow_the_first() -> None:
    page = replace(document(), addresses=("z.txt", "https://a.example/1"))
    assert merge([page, document(address="y.txt")]).addresses == ("y.txt", "z.txt", "https://a.example/1")


def test_a_page_is_kept_whole_or_not_at_all(store: Store) -> None:
    page = document()
    with pytest.raises(RuntimeError), store.write() as writer:
        writer.put_document(page)
        raise RuntimeError
    assert held(store) == ([], [], [])


def test_claims_come_in_the_order_of_their_pages_and_places(store: Store) -> None:
    second, first = document(address="b.txt"), document("अन्य। " + TEXT, address="a.txt")
    put(store, second, claim(second, "मंत्री"), claim(second))
    put(store, first, claim(first))
    assert [(c.doc, c.quote.text) for c in held(store)[1]] == [
        ("a.txt", "तीसरी बैठक"),
        ("b.txt", "तीसरी बैठक"),
        ("b.txt", "मंत्री"),
    ]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda c: replace(c, quote=Quote(0, 5, "मंत्री")), "quotation does not stand"),
        (lambda c: replace(c, quote=Quote(5, 5, "")), "quotation does not stand"),
        (lambda c: replace(c, quote=Quote(-1, 4, TEXT[-1:4])), "quotation does not stand"),
        (lambda c: replace(c, topics=(Topic(0, 4, "रेल"),)), "topic does not stand"),
        (lambda c: replace(c, evidence={"date": (Evidence(0, 10_000, "stated"),)}), "outside the text"),
        (lambda c: replace(c, evidence={"date": (Evidence(3, 2, "stated"),)}), "outside the text"),
        (lambda c: replace(c, evidence={"date": (Evidence(0, 1, "guess"),)}), "unknown kind"),
        (lambda c: replace(c, document_id="0" * 16), "another document"),
        (lambda c: replace(c, date="2023"), "date is filled without"),
        (lambda c: replace(c, date="2023", evidence={"date": ()}), "date is filled without"),
        (lambda c: replace(c, ordinal=3), "ordinal is filled without"),
        (lambda c: replace(c, body=Entity("x", "body", {}, "x")), "body is filled without"),
        (lambda c: replace(c, parent=Entity("x", "body", {}, "x")), "parent is filled without"),
        (lambda c: replace(c, attribution=Entity("x", "body", {}, "x")), "attribution is filled without"),
        (lambda c: replace(c, roles={"place": (Entity("x", "place", {}, "x"),)}), "place is filled without"),
        (lambda c: replace(c, extra={"cadence": "P1Y"}), "cadence is filled without"),
    ],
)
def test_refuses_a_claim_that_its_page_does_not_bear_out(
    store: Store, spoil: Callable[[Claim], Claim], why: str
) -> None:
    page = document()
    good = claim(page)
    (issue,) = put(store, page, spoil(good), good)
    assert (issue.kind, issue.doc) == ("refused-claim", page.address)
    assert why in issue.reason
    assert held(store) == ([page], [good], [issue])


def test_refuses_a_claim_made_twice(store: Store) -> None:
    page = document()
    (issue,) = put(store, page, claim(page), claim(page, status="planned"))
    assert "already makes" in issue.reason


def test_issues_of_an_address_are_kept_until_it_is_met_anew(store: Store) -> None:
    empty = Issue("empty", "x.txt", "the file is empty")
    with store.write() as writer:
        writer.put_issue(empty)
        writer.put_issue(replace(empty, kind="odd"))
    assert [issue.kind for issue in held(store)[2]] == ["empty", "odd"]
    with store.write() as writer:
        writer.forget_issues("x.txt")
    assert held(store)[2] == []


@settings(deadline=None)
@given(st.text(st.characters(), min_size=1))  # every code point: NUL, lone surrogates and line ends included
def test_any_text_comes_back_as_it_was(text: str) -> None:
    store = open_store(None)
    page = document(text)
    said = Claim(doc=page.address, document_id=page.id, type="figure", quote=Quote(0, len(text), text))
    assert put(store, page, said) == []
    (kept,), (read,), _ = held(store)
    assert kept.text == text
    assert kept.text[read.quote.start : read.quote.end] == read.quote.text == text


def test_pages_put_before_a_disk_ran_full_stay(tmp_path: Path) -> None:
    store = open_store(tmp_path / "record.db")
    page = document()
    put(store, page, claim(page))
    with store._engine.connect() as raw:
        raw.connection.driver_connection.execute("PRAGMA max_page_count = 1")  # type: ignore[union-attr]
    with pytest.raises(StopRun, match="disk is full"):
        put(store, document("क" * 1_000_000, address="large.txt"))
    store.close()
    again = open_store(tmp_path / "record.db")
    assert held(again) == ([page], [claim(page)], [])


def test_the_first_day_of_reading_stays(store: Store) -> None:
    for day in (None, "2024-05-04", "2024-06-01"):
        put(store, document(first_read=day))
    assert [page.first_read for page in held(store)[0]] == ["2024-05-04"]
    with store.write() as writer:
        assert writer.put_document(document()).first_read == "2024-05-04"


def test_a_decision_is_kept_once_and_can_be_taken_back_and_made_again(store: Store) -> None:
    def standing() -> list[object]:
        with store.view() as view:
            return list(view.decisions())

    for reason in ("first", "second"):
        with store.write() as writer:
            writer.put_decision("key", {"reason": reason})
    assert standing() == [{"reason": "first"}]
    with store.write() as writer:
        assert writer.retract("key", {"author": "Asha"})
        assert not writer.retract("key", {"author": "Asha"})
        assert not writer.retract("none", {"author": "Asha"})
    assert standing() == []
    with store.write() as writer:
        writer.put_decision("key", {"reason": "first"})
    assert standing() == [{"reason": "first"}]


def test_decisions_are_found_by_what_they_are_about_and_by_their_time(store: Store) -> None:
    taken = {"a": ("2024-05-04", ["c1", "c2"]), "b": ("2024-06-01", ["c2"]), "c": ("2024-05-20", ["c3"])}
    made = {key: {"time": time, "targets": targets} for key, (time, targets) in taken.items()}
    with store.write() as writer:
        for key, decision in made.items():
            writer.put_decision(key, decision)

    def asked(*targets: str) -> list[Json]:
        with store.view() as view:
            return sorted(view.decisions_about(targets), key=lambda d: str(d["time"]))

    assert asked("c2") == asked("c1", "c2") == [made["a"], made["b"]]
    assert asked("c4") == asked() == []
    with store.view() as view:
        assert view.newest_decisions(9) == [made["b"], made["c"], made["a"]]
        assert view.newest_decisions(1, 1) == [made["c"]]
    with store.write() as writer:
        writer.retract("b", {})
    assert asked("c2") == [made["a"]]
    with store.view() as view:
        assert view.newest_decisions(9) == [made["c"], made["a"]]


def test_a_given_claim_falls_with_the_text_that_it_quotes(store: Store) -> None:
    page = document()
    put(store, page)
    with store.write() as writer:
        writer.put_given("claims.jsonl", [claim(page)])
    assert len(held(store)[1]) == 1
    put(store, document("आयोग की चौथी बैठक हुई।"))
    assert held(store)[1] == []
