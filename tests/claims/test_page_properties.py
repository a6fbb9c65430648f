"""What holds for every claim of every page: of the examples, of the pages with gold, of the seeds where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import ROOT, SEEDS, body, knowledge, names, needs_seeds, pages, said

from baithak import edtf
from baithak.claims.reader import read
from baithak.documents import prepare
from baithak.documents.raw import RawPage
from baithak.knowledge.grammar import grammar, languages
from baithak.language.text import in_one_line
from baithak.model import Claim, Document

GOLDEN = ROOT / "tests" / "golden"
FOLDERS = [ROOT / "examples", *sorted(GOLDEN.glob("*/pages"))]
SLOTS = ("body", "parent", "ordinal", "date", "attribution")
STATUSES = {"planned", "proposed", "held", "cancelled", "postponed", "denied"}
WITHOUT_STATUS = {"body", "office", "figure"}
BASES = {"explicit", "year-inferred", "relative", "inferred"}
WAYS = {"stated", "coreference", "page", "knowledge"}
RELATIONS = {"part_of", "before", "after", "during", "for"}

every_page = pytest.mark.parametrize(
    "folder",
    [
        *(pytest.param(folder, id=str(folder.relative_to(ROOT))) for folder in FOLDERS),
        pytest.param(SEEDS, id="seeds", marks=needs_seeds),
    ],
)


@pytest.mark.parametrize("lang", languages())
def test_no_word_is_one_of_what_is_looked_for_among_phrases(lang: str) -> None:
    cats = frozenset[str]().union(*grammar(lang, knowledge()).lexicon.category_sets)
    assert cats.isdisjoint({"name", "person", "bodyphrase", "pair", "countries"})


def claims(folder: Path) -> Iterator[tuple[Document, Claim]]:
    return ((document, claim) for document, found in pages(folder) for claim in found)


def told(document: Document, claim: Claim) -> str:
    return f"{document.address}: {claim.type}, {claim.quote.text}"


@every_page
def test_quotations_stand_at_their_offsets(folder: Path) -> None:
    for document, claim in claims(folder):
        start, end, text = claim.quote.start, claim.quote.end, claim.quote.text
        assert document.text[start:end] == text
        assert text == text.strip() != "", told(document, claim)


@every_page
def test_every_filled_slot_has_evidence_on_the_page(folder: Path) -> None:
    for document, claim in claims(folder):
        filled = {role for role, found in claim.roles.items() if found} | set(claim.extra)
        filled |= {
            name for name in ("body", "parent", "ordinal", "date", "attribution") if getattr(claim, name) is not None
        }
        assert filled <= set(claim.evidence), told(document, claim)
        for slot, found in claim.evidence.items():
            assert found, (slot, told(document, claim))
            for evidence in found:
                assert evidence.how in WAYS
                assert 0 <= evidence.start < evidence.end <= len(document.text), (slot, told(document, claim))


@every_page
def test_entities_stand_on_the_page_as_they_are_printed(folder: Path) -> None:
    for document, claim in claims(folder):
        bodies = [entity for entity in (claim.body, claim.parent, claim.attribution) if entity is not None]
        for entity in [*bodies, *(entity for found in claim.roles.values() for entity in found)]:
            assert entity.text in in_one_line(document.text), told(document, claim)
            assert entity.id and entity.names, told(document, claim)


@every_page
def test_no_furniture_is_quoted(folder: Path) -> None:
    for document, claim in claims(folder):
        quoted = [n for n in document.noise if n.start <= claim.quote.start and claim.quote.end <= n.end]
        assert quoted == [], told(document, claim)


@every_page
def test_statuses_and_dates_are_those_of_the_contract(folder: Path) -> None:
    for document, claim in claims(folder):
        assert claim.type in knowledge().claim_types, told(document, claim)
        wanted = {None} if claim.type in WITHOUT_STATUS else STATUSES
        assert claim.status in wanted, told(document, claim)
        assert (claim.date is None) == (claim.date_basis is None), told(document, claim)
        if claim.date is not None:
            edtf.parse(claim.date)
            assert claim.date_basis in BASES
        if claim.type == "statement":
            assert claim.date is None, told(document, claim)


@every_page
def test_no_session_without_a_body_and_no_number_without_one(folder: Path) -> None:
    for document, claim in claims(folder):
        assert claim.type != "session" or claim.body is not None, told(document, claim)
        assert claim.ordinal is None or (claim.body is not None and claim.ordinal > 0), told(document, claim)


@every_page
def test_a_role_names_nobody_twice(folder: Path) -> None:
    for document, claim in claims(folder):
        for role, found in claim.roles.items():
            ids = [entity.id for entity in found]
            assert len(ids) == len(set(ids)), (role, told(document, claim))


@every_page
def test_ids_are_unique_and_relations_lead_to_claims_of_the_page(folder: Path) -> None:
    for _, found in pages(folder):
        ids = [claim.id for claim in found]
        assert len(ids) == len(set(ids))
        for claim in found:
            assert {relation.to for relation in claim.relations} <= set(ids) - {claim.id}
            assert {relation.kind for relation in claim.relations} <= RELATIONS


@every_page
def test_claims_come_in_the_order_of_their_quotations(folder: Path) -> None:
    for _, found in pages(folder):
        starts = [claim.quote.start for claim in found]
        assert starts == sorted(starts)


@every_page
def test_reading_twice_gives_the_same(folder: Path) -> None:
    for document, found in pages(folder):
        assert read(document, knowledge()).claims == found


def test_a_language_that_is_not_read_is_an_issue() -> None:
    reading = read(Document("Das Treffen fand in Kathmandu statt.", ("a page",), lang="de"), knowledge())
    assert reading.claims == ()
    assert [issue.kind for issue in reading.issues] == ["language-not-read"]


@pytest.mark.parametrize("text", ["", "\n\n", "।।।", "बैठक", "(", '"', "की की की ने को", "23वीं", "\u200d" * 3])
def test_odd_texts_are_read_without_a_stumble(text: str) -> None:
    assert read(Document(text, ("a page",), lang="hi"), knowledge()).claims == ()


WORDS = (
    "भारत नेपाल भारत-नेपाल संयुक्त व्यापार आयोग कार्य समूह शिखर सम्मेलन (जेसी) की के का ने को में पर से और, कि जो जिसमें दोनों "
    "मंत्रियों विदेश मंत्री मोहन राव नेपाल के राम थापा उन्होंने उनके समकक्ष तीसरी 22वें २३वीं पहली बार बैठक सह-अध्यक्षता मुलाकात "
    "हस्ताक्षर समझौते काठमांडू यहां 6 मई 2025 मंगलवार को हुई होगी होने वाली की गई के बाद से पहले के तहत नहीं रद्द कहा “ ” । \n \u200d"
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join))
def test_words_in_any_order_are_read_and_every_span_stands(text: str) -> None:
    for claim in said(text):
        assert text[claim.quote.start : claim.quote.end] == claim.quote.text
        assert claim.type != "session" or body(claim)
        for found in claim.evidence.values():
            assert all(0 <= each.start < each.end <= len(text) for each in found)


WIRE = (
    "नेपाल के साथ संयुक्त व्यापार आयोग की आठवीं बैठक में पारगमन पर सहमति",
    "काठमांडू, 10 जून (एजेंसी) भारत-नेपाल संयुक्त व्यापार आयोग की आठवीं बैठक सोमवार को यहां हुई। बैठक की सह-अध्यक्षता वाणिज्य सचिव "
    "मोहन राव और नेपाल के वाणिज्य सचिव राम थापा ने की।",
    "श्री राव ने मंगलवार को नेपाल के विदेश मंत्री हरि खनाल से भी मुलाकात की और उन्हें अगले वर्ष नई दिल्ली आने का निमंत्रण दिया।",
    "दोनों पक्षों ने सीमा के छह नाकों पर माल की जांच एक ही जगह करने और रेल से आने वाले कंटेनरों के लिए कागज घटाने पर भी बात की।",
    "आयोग की सातवीं बैठक मई 2023 में नई दिल्ली में हुई थी। अगली बैठक वर्ष 2027 में भारत में होगी।",
)


@pytest.mark.parametrize("width", [50, 64, 78])
def test_claims_of_a_page_that_is_wrapped_by_hand_are_those_of_the_page(width: int) -> None:
    wrapped = [WIRE[0], *("\n".join(wrap(part, width, break_on_hyphens=False)) for part in WIRE[1:])]
    made = [claims_of(RawPage("wire.txt", "\n\n".join(lines))) for lines in (WIRE, wrapped)]
    assert len(made[0]) >= 4
    assert made[0] == made[1]


def claims_of(page: RawPage) -> list[tuple[object, ...]]:
    """What the claims of a page say, without the places where it stands."""
    found = read(prepare(page), knowledge()).claims
    return [
        (
            c.type,
            c.status,
            c.date,
            c.ordinal,
            c.body and c.body.names,
            {role: names(who) for role, who in c.roles.items()},
        )
        for c in found
    ]
