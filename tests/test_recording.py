"""A check asks the record that is kept: it answers as if its page were one more, and looks at little of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from baithak import pipeline
from baithak.knowledge.load import load
from baithak.model import Document
from baithak.record.check import Answer
from baithak.shelves import Shelves
from baithak.store import Store, View
from baithak.store.sql import SqlView, open_store

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
COMMISSION = "भारत-रूस अंतर-सरकारी सैन्य एवं सैन्य-तकनीकी सहयोग आयोग"
BOTH = "राजनाथ सिंह और आंद्रेई बेलौसोव ने"

knowledge = cache(load)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = open_store(None)
    pipeline.build([EXAMPLES], store, knowledge(), day="2025-12-08")
    yield store
    store.close()


@pytest.fixture
def view(store: Store) -> Iterator[View]:
    with store.view() as found:
        yield found


def check(sentence: str, view: View) -> Answer:
    """The answer to the first claim."""
    return pipeline.check(Document(sentence, ("asked",), lang="hi"), view, knowledge())[0][0]


def slots(answer: Answer, verdict: str) -> set[str]:
    return {finding.slot for finding in answer.findings if finding.verdict == verdict}


def test_a_claim_is_compared_with_the_event_that_it_would_be_of_on_one_more_page(view: View) -> None:
    sentences = list(dict.fromkeys(claim.quote.text for claim in view.claims() if claim.roles or claim.body))[::2]
    other = open_store(None)
    pipeline.build([EXAMPLES], other, knowledge(), day="2025-12-08")
    compared = 0
    for sentence in sentences:
        page = Document(sentence, ("asked",), lang="hi")
        answers, _ = pipeline.check(page, view, knowledge())
        if not any(answer.event for answer in answers):
            continue
        with other.write() as writer:
            writer.put_document(page)
            writer.put_reading(page, "asked", [answer.claim for answer in answers])
        pipeline.refresh(other, knowledge())
        compared += _same_homes(answers, other)
        with other.write() as writer:
            writer.put_reading(page, "asked", [])
    other.close()
    assert compared > 10


def _same_homes(answers: Sequence[Answer], other: Store) -> int:
    """Says how many answers name the event that holds their claim there, with what they cite."""
    with other.view() as after:
        edition = after.edition()
        assert edition is not None
        homes = edition.homes(answer.claim.id for answer in answers)
        compared = [answer for answer in answers if answer.event and answer.claim.id in homes]
        for answer in compared:
            cited = {key for finding in answer.findings for key in (*finding.support, *finding.against)}
            assert {*edition.homes(cited).values(), homes[answer.claim.id]} == {answer.event}
    return len(compared)


def test_a_check_leaves_the_record_as_it_is(store: Store) -> None:
    with store.view() as before:
        kept = pipeline.record(before, knowledge())
        check(f"{BOTH} 10 दिसंबर 2024 को मॉस्को में {COMMISSION} की 24वीं बैठक की सह-अध्यक्षता की।", before)
        assert pipeline.record(before, knowledge()) == kept


class _Counted:
    """Shelves that tell of which pages the claims were asked for."""

    def __init__(self, shelves: Shelves, asked: set[str]) -> None:
        self._shelves = shelves
        self._asked = asked

    def __getattr__(self, name: str) -> object:
        return getattr(self._shelves, name)

    def entries(self, shelf: str, keys: Sequence[str]) -> Iterable[tuple[str, str, str]]:
        if shelf == "told":
            self._asked.update(keys)
        return self._shelves.entries(shelf, keys)


def test_only_the_pages_of_what_a_claim_may_tell_of_are_looked_at(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    shelves = view.shelves()
    assert shelves is not None
    monkeypatch.setattr(SqlView, "shelves", lambda self: _Counted(shelves, asked))
    answer = check("राजनाथ सिंह ने 10 दिसंबर 2024 को मॉस्को में व्लादिमीर पुतिन से मुलाकात की।", view)
    assert answer.event == "meeting/2024-12-10"
    every = {document.id for document in view.documents()}
    assert 0 < len(asked & every) < len(every) / 2


def test_a_check_names_the_event_as_the_record_does(view: View) -> None:
    found = check(f"{COMMISSION} की 21वीं बैठक 10 दिसंबर 2024 को मॉस्को में हुई।", view)
    assert (found.verdict, found.event) == ("supported", "irigc-mmtc/21")


def test_another_number_for_the_sitting_of_that_day_is_contradicted(view: View) -> None:
    found = check(f"{COMMISSION} की 27वीं बैठक 10 दिसंबर 2024 को मॉस्को में हुई।", view)
    assert (found.verdict, found.event, slots(found, "contradicted")) == ("contradicted", "irigc-mmtc/21", {"ordinal"})


@pytest.mark.parametrize(
    ("sentence", "contradicted"),
    [
        (f"{BOTH} 10 दिसंबर 2024 को मॉस्को में भारत-रूस व्यापार संयुक्त आयोग की 24वीं बैठक की सह-अध्यक्षता की।", {"body"}),
        ("भारत-रूस व्यापार संयुक्त आयोग की 21वीं बैठक 10 दिसंबर 2024 को मॉस्को में हुई।", {"body"}),
        (f"{BOTH} 10 दिसंबर 2024 को मॉस्को में बैठक की।", set()),
        (f"{BOTH} 10 दिसंबर 2024 को नई दिल्ली में बैठक की।", {"place"}),
    ],
)
def test_a_sitting_under_another_name_or_none_is_found_by_day_people_and_place(
    view: View, sentence: str, contradicted: set[str]
) -> None:
    found = check(sentence, view)
    assert (found.event, slots(found, "contradicted")) == ("irigc-mmtc/21", contradicted)
    assert found.verdict == ("contradicted" if contradicted else "supported")


@pytest.mark.parametrize(
    "sentence",
    [
        "भारत-चीन व्यापार संयुक्त आयोग की 21वीं बैठक 10 दिसंबर 2024 को मॉस्को में हुई।",
        "राजनाथ सिंह और मोहन शर्मा ने 10 दिसंबर 2024 को मॉस्को में बैठक की।",
        f"{BOTH} 11 दिसंबर 2024 को मॉस्को में बैठक की।",
    ],
)
def test_other_countries_people_or_days_are_not_taken_for_the_sitting(view: View, sentence: str) -> None:
    found = check(sentence, view)
    assert (found.verdict, found.event) == ("not-found", None)


def test_how_pages_name_somebody_is_known_by_form(view: View) -> None:
    spoken = pipeline.spoken(["rajnath-singh", "nobody"], view)
    assert "राजनाथ सिंह" in spoken["rajnath-singh"]["rajnath-singh"]
    assert spoken["nobody"] == {}
