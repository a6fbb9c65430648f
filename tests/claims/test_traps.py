"""What must never be claimed: each trap on the seeds in which it was met, and on a page that sets it anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import SEEDS, body, knowledge, needs_seeds, of, one, pages, role, said

from baithak.claims.reader import read
from baithak.model import Claim, Document
from baithak.pipeline import prepared

COMMISSION, SUMMIT = "irigc-mmtc", "india-russia-annual-summit"


def seed(number: str) -> tuple[Document, tuple[Claim, ...]]:
    return next(each for each in pages(SEEDS) if Path(each[0].address).name.startswith(number))


def seeds() -> list[Claim]:
    return [claim for _, found in pages(SEEDS) for claim in found]


def sittings(claims: list[Claim]) -> set[tuple[str, int | None, str | None]]:
    return {(body(c), c.ordinal, c.status) for c in claims if c.type == "session"}


# --- the number of the commission and that of the summit --------------------------------------------------------------
NUMBERS = """भारत के विदेश मंत्री मोहन राव और कजाकिस्तान के विदेश मंत्री अस्कर बेकोव ने 15वें भारत-कजाकिस्तान अंतर-सरकारी \
व्यापार आयोग की बैठक की सह-अध्यक्षता की।
विदेश मंत्रालय के अनुसार यह बैठक 16वें भारत-कजाकिस्तान वार्षिक शिखर सम्मेलन से पहले दिल्ली में हुई।
अस्कर बेकोव ने मोहन राव को 2026 में आयोग की 16वीं बैठक की सह-अध्यक्षता के लिए कजाकिस्तान आने का निमंत्रण दिया।"""


@needs_seeds
def test_numbers_of_commission_and_summit_on_the_seeds() -> None:
    found = {(body(c), c.ordinal) for c in seeds() if c.type == "session"}
    assert {number for key, number in found if key == SUMMIT} == {23}
    assert {number for key, number in found if key == COMMISSION} == {21, 22, 23}
    summits = [c for c in seeds() if c.type == "session" and body(c) == SUMMIT]
    assert all(role(c, "co_chair") == [] and c.date is None for c in summits), "what is told of the commission"


def test_numbers_of_commission_and_summit() -> None:
    commission, summit = "body:commission-in-kz-trade", "body:summit-in-kz-mod:annual"
    assert sittings(of(NUMBERS, "session")) == {
        (commission, 15, "held"),
        (summit, 16, "planned"),
        (commission, 16, "planned"),
    }


# --- what is not the article's ----------------------------------------------------------------------------------------
FURNISHED = """भारत-ओमान रक्षा समिति की 13वीं बैठक मस्कट में हुई

होम
देश
विदेश

मस्कट। भारत-ओमान संयुक्त रक्षा समिति की 13वीं बैठक सोमवार को मस्कट में हुई। बैठक की सह-अध्यक्षता भारत के रक्षा सचिव मोहन राव \
और ओमान के रक्षा सचिव सालिम हारिब ने की। दोनों पक्षों ने सहयोग की समीक्षा की।

और पढ़ें नेपाल के विदेश मंत्री राम थापा ने काठमांडू में भूटान के विदेश मंत्री से मुलाकात की

भारत के रक्षा सचिव मोहन राव ने कहा कि दोनों देशों के संबंध पुराने हैं। उन्होंने ओमान के रक्षा सचिव को भारत आने का निमंत्रण दिया।

संबंधित खबरें

दैनिक राशिफल- 17 जून 2025, मंगलवार

मेष- व्यापार में स्थिति अच्छी रहेगी। किसी बड़े नेता से मुलाकात होगी।
धर्म ज्योतिष राशिफल

भारत-भूटान जल आयोग की सातवीं बैठक थिम्फू में होगी...
विदेश भूटान
"""


@needs_seeds
def test_nothing_comes_from_the_furniture_of_the_seeds() -> None:
    for document, found in pages(SEEDS):
        for claim in found:
            spans = [(claim.quote.start, claim.quote.end)]
            spans += [(e.start, e.end) for evidence in claim.evidence.values() for e in evidence]
            for start, end in spans:
                assert not any(n.start < end and start < n.end for n in document.noise), claim.quote.text
    foreign = {"CA", "SY"} & {e.id for c in seeds() for found in c.roles.values() for e in found}
    assert foreign == set()


def test_nothing_comes_from_the_furniture(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(FURNISHED, "utf-8")
    (document,) = (each for each in prepared([tmp_path]) if isinstance(each, Document))
    found = read(document, knowledge()).claims
    assert {(c.type, c.ordinal) for c in found if c.body} == {("session", 13)}
    sides = {e.side for c in found for entities in c.roles.values() for e in entities}
    assert sides <= {"IN", "OM", None}
    for word in ("राशिफल", "थिम्फू", "और पढ़ें"):
        assert all(word not in claim.quote.text for claim in found)


# --- a figure behind a quotation whose closing mark is missing --------------------------------------------------------
FIGURE = """भारत के रक्षा मंत्री मोहन राव ने एक्स पर एक पोस्ट में कहा, “काठमांडू में नेपाल के रक्षा मंत्री राम थापा के साथ अच्छी \
बैठक हुई। हमने सहयोग पर चर्चा की। बता दें कि नेपाल लगभग 40-50% बिजली भारत से लेता है।"""


def speakers_of(claims: list[Claim], words: str) -> list[str]:
    """Who is said to have said something that contains the words."""
    reported = [c for c in claims if any(words in topic.text for topic in c.topics) and c.type == "statement"]
    return [entity.id for claim in reported for entity in claim.roles.get("speaker", ())]


@needs_seeds
def test_the_figure_of_the_seeds_is_nobodys() -> None:
    _, found = seed("002")
    (figure,) = (c for c in found if c.type == "figure")
    assert figure.extra["value"].startswith("60-70")
    assert (figure.roles, figure.attribution) == ({}, None)
    assert speakers_of(list(found), "60-70") == []


def test_a_figure_behind_an_open_quotation_is_nobodys() -> None:
    figure = one(FIGURE, "figure")
    assert figure.extra["value"].startswith("40-50")
    assert (figure.roles, figure.attribution) == ({}, None)
    assert speakers_of(list(said(FIGURE)), "40-50") == []


# --- days without a year, pages without a date ------------------------------------------------------------------------
YEARLESS = """भारत के विदेश मंत्री मोहन राव 8 से 10 दिसंबर तक नेपाल का दौरा करेंगे।
मोहन राव 10 दिसंबर को काठमांडू में भारत-नेपाल संयुक्त आयोग की 21वीं बैठक की सह-अध्यक्षता करेंगे।
11 से 12 नवंबर तक दोनों देशों के बीच पटना में बैठक हुई।"""


@needs_seeds
def test_the_year_of_the_first_seed() -> None:
    _, found = seed("000")
    dates = {c.date for c in found if c.date}
    assert dates
    assert all(date.startswith("2024-") for date in dates)


@needs_seeds
def test_the_undated_seed_has_no_dates() -> None:
    document, found = seed("002")
    assert (document.published, document.inferred) == (None, None)
    assert {c.date for c in found} == {None}


def test_days_without_a_year_are_of_the_year_of_the_page() -> None:
    assert {c.date for c in said(YEARLESS, "2024-12-07") if c.date} == {
        "2024-12-08/2024-12-10",
        "2024-12-10",
        "2024-11-11/2024-11-12",
    }


def test_days_without_a_year_on_a_page_without_a_date_keep_it_open() -> None:
    dates = {c.date for c in said(YEARLESS, None) if c.date}
    assert dates
    assert all(date.startswith("XXXX-") for date in dates)


def test_a_page_without_any_day_has_no_dates() -> None:
    assert {c.date for c in said(NUMBERS.replace("2026 में ", ""), None)} == {None}


# --- what is to come is not held --------------------------------------------------------------------------------------
@needs_seeds
def test_what_is_to_come_on_the_seeds_is_not_held() -> None:
    coming = {c.status for c in seeds() if c.type == "session" and (body(c), c.ordinal) == (COMMISSION, 23)}
    assert coming == {"planned"}
    _, found = seed("000")
    assert {c.status for c in found if c.type == "visit"} == {"planned"}


@pytest.mark.parametrize("published", ["2024-12-07", "2030-01-01", None])
def test_what_is_to_come_is_not_held_whenever_it_is_read(published: str | None) -> None:
    assert one(YEARLESS, "visit", published).status == "planned"
    assert one(YEARLESS, "session", published).status == "planned"


def test_what_somebody_is_invited_to_is_planned() -> None:
    sixteenth = next(c for c in of(NUMBERS, "session") if c.ordinal == 16 and "commission" in body(c))
    invitation = one(NUMBERS, "invitation")
    assert (invitation.status, sixteenth.status, sixteenth.date) == ("held", "planned", "2026")
    assert [(relation.to, relation.kind) for relation in invitation.relations] == [(sixteenth.id, "for")]


# --- who is meant by "he" ---------------------------------------------------------------------------------------------
PARAGRAPHS = """भारत के रक्षा मंत्री मोहन राव ने नेपाल के रक्षा मंत्री राम थापा के साथ काठमांडू में बैठक की।

मोहन राव ने रक्षा उत्पादन पर जोर दिया। राम थापा ने कहा कि नेपाल के सैनिकों को भारत में प्रशिक्षण मिला है।

उन्होंने यह भी आश्वस्त किया कि सीमा पर सहयोग बढ़ेगा। उन्होंने मोहन राव को अगली बैठक के लिए निमंत्रण दिया।"""


@needs_seeds
def test_he_in_the_fourth_seed() -> None:
    document, found = seed("003")
    line = [c for c in found if document.text.count("\n", 0, c.quote.start) == 15]
    assert {c.type for c in line} >= {"statement", "invitation"}
    for claim in line:
        for name in ("speaker", "inviter"):
            assert {e.id for e in claim.roles.get(name, ())} <= {"andrei-belousov"}
    (statement,) = (c for c in line if c.type == "statement")
    assert [e.id for e in statement.roles["speaker"]] == ["andrei-belousov"]


def test_he_at_the_head_of_a_paragraph_is_who_spoke_last() -> None:
    assert [role(c, "speaker") for c in of(PARAGRAPHS, "statement")] == [["मोहन राव"], ["राम थापा"], ["राम थापा"]]
    invitation = one(PARAGRAPHS, "invitation")
    assert (role(invitation, "inviter"), role(invitation, "invitee")) == (["राम थापा"], ["मोहन राव"])
