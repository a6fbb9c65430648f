"""What is near a claim is all that a check of it needs: it answers as from everything that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from baithak import pipeline
from baithak.claims import reader
from baithak.knowledge.load import Knowledge, load
from baithak.model import Claim, Document
from baithak.record.build import Record, sources
from baithak.record.check import Answer, check
from baithak.store import View
from baithak.store.near import near
from baithak.store.sql import open_store

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="module")
def view(knowledge: Knowledge) -> Iterator[View]:
    store = open_store(None)
    pipeline.build([EXAMPLES], store, knowledge, day="2025-12-08")
    with store.view() as found:
        yield found
    store.close()


def checked(
    asked: Sequence[Claim], page: Document, claims: Sequence[Claim], pages: Sequence[Document], knowledge: Knowledge
) -> list[object]:
    record = Record(knowledge)
    record.follow(sources(claims, pages, ()))
    return list(map(told, check(asked, page, record)))


def told(answer: Answer) -> object:
    return answer.verdict, [(f.slot, f.verdict, set(f.support), set(f.against)) for f in answer.findings]


def test_a_check_by_what_is_near_answers_as_one_by_everything(view: View, knowledge: Knowledge) -> None:
    documents, claims = list(view.documents()), list(view.claims())
    sentences = dict.fromkeys(claim.quote.text for claim in claims if claim.roles or claim.body)
    compared = 0
    for sentence in list(sentences)[::7]:
        page = Document(sentence, ("asked",), lang="hi")
        asked = reader.read(page, knowledge).claims
        pages, known = near(view, asked)
        some = checked(asked, page, known, pages, knowledge)
        assert some == checked(asked, page, claims, documents, knowledge)
        compared += len(some)
    assert compared > 10


def test_what_is_near_is_not_everything(view: View, knowledge: Knowledge) -> None:
    page = Document("राजनाथ सिंह ने 10 दिसंबर 2024 को मॉस्को में व्लादिमीर पुतिन से मुलाकात की।", ("asked",), lang="hi")
    asked = reader.read(page, knowledge).claims
    pages, known = near(view, asked)
    assert asked and known
    assert len(known) < view.claim_count()
    assert {claim.document_id for claim in known} == {document.id for document in pages}


def test_a_check_names_the_event_as_the_record_does(view: View, knowledge: Knowledge) -> None:
    sentence = "भारत-रूस अंतर-सरकारी सैन्य एवं सैन्य-तकनीकी सहयोग आयोग की 21वीं बैठक 10 दिसंबर 2024 को मॉस्को में हुई।"
    answers, _ = pipeline.check(Document(sentence, ("asked",), lang="hi"), view, knowledge)
    assert [answer.event for answer in answers] == ["irigc-mmtc/21"]
