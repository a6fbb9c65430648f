"""Sittings told by verbs of sitting down and coming together, visits under way, and exercises that are named."""

from __future__ import annotations

import pytest
from said import body, of, one, role

BODY = "body:commission-in-np-mod:joint"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("भारत-नेपाल संयुक्त आयोग पहली बार 2 जून 2025 को पटना में बैठा।", 1),
        ("2 जून 2025 को पटना में 18वीं बार बैठा भारत-नेपाल संयुक्त आयोग।", 18),
        ("भारत-नेपाल संयुक्त आयोग की चौथी बैठक के लिए दोनों देशों के अधिकारी 2 जून 2025 को पटना में आमने-सामने बैठे।", 4),
        ("2 जून 2025 को पटना में मोहन राव और राम थापा भारत-नेपाल संयुक्त आयोग के पांचवें सत्र के लिए इकट्ठा हुए।", 5),
        ("दूसरी दफा भारत-नेपाल संयुक्त आयोग पटना में 2 जून 2025 को जुटा।", 2),
    ],
)
def test_who_sat_down_held_a_sitting(text: str, number: int) -> None:
    claim = one(text)
    assert (body(claim), claim.ordinal, claim.status, claim.date) == (BODY, number, "held", "2025-06-02")
    assert role(claim, "place") == ["पटना"]


def test_where_they_sat_face_to_face_the_sitting_was() -> None:
    text = "भारत-नेपाल संयुक्त आयोग की चौथी बैठक हो ही गई। 2 जून को पटना में दोनों देशों के अधिकारी आमने-सामने बैठे।"
    claim = one(text)
    assert (claim.ordinal, claim.date, role(claim, "place")) == (4, "2025-06-02", ["पटना"])


@pytest.mark.parametrize(
    "text",
    [
        "राधा पहली बार कुर्सी पर बैठी।",
        "दोनों देशों के अधिकारी पटना में आमने-सामने बैठे।",
        "आयोग की बैठक पहली बार टली।",
    ],
)
def test_sitting_down_alone_is_no_sitting(text: str) -> None:
    assert [claim for claim in of(text, "session") if claim.status == "held"] == []


def test_a_meeting_held_somewhere_for_the_first_time_has_no_number() -> None:
    assert one("भारत-नेपाल संयुक्त आयोग की बैठक पहली बार पटना में हुई।").ordinal is None


@pytest.mark.parametrize(
    "text",
    [
        "नेपाल की नई विदेश मंत्री सीता थापा इन दिनों भारत में हैं।",
        "भारत आई हुईं नेपाल की विदेश मंत्री सीता थापा ने कहा कि संबंध अच्छे हैं।",
        "भारत दौरे पर आईं नेपाल की विदेश मंत्री सीता थापा ने ताजमहल देखा।",
        "नेपाल की विदेश मंत्री सीता थापा भारत की यात्रा पर पहुंचीं।",
        "नेपाल की विदेश मंत्री सीता थापा दो दिन के लिए भारत में थीं।",
    ],
)
def test_a_visit_under_way_is_a_visit(text: str) -> None:
    claim = one(text, "visit")
    assert (claim.status, role(claim, "visitor"), role(claim, "host_country")) == ("held", ["सीता थापा"], ["भारत"])


@pytest.mark.parametrize("text", ["नेपाल की विदेश मंत्री सीता थापा भारत में राजदूत हैं।", "सीता थापा इन दिनों खुश हैं।"])
def test_being_something_is_no_visit(text: str) -> None:
    assert of(text, "visit") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("दोनों सेनाओं का अभ्यास 'सूर्य किरण' जुलाई 2025 में पोखरा में होगा।", "planned"),
        ("संयुक्त समुद्री अभ्यास जुलाई 2025 में पोखरा में होगा।", "planned"),
        ("द्विपक्षीय सैन्य अभ्यास 'सूर्य किरण' का अगला संस्करण जुलाई 2025 में पोखरा में आयोजित किया जाएगा।", "planned"),
        ("जुलाई 2024 में दोनों देशों की सेनाओं ने पोखरा में 'सूर्य किरण' अभ्यास किया था।", "held"),
        ("दोनों देशों की सेनाएं जुलाई 2024 में पोखरा में हुए 'सूर्य किरण' अभ्यास में शामिल हुई थीं।", "held"),
    ],
)
def test_an_exercise_of_the_pages_countries(text: str, status: str) -> None:
    claim = one(f"भारत-नेपाल संयुक्त आयोग की चौथी बैठक पटना में हुई। {text}", "exercise")
    assert (claim.status, role(claim, "place")) == (status, ["पोखरा"])
    assert {country.id for country in claim.roles["party"]} == {"IN", "NP"}


@pytest.mark.parametrize(
    "text", ["गणित का अभ्यास जुलाई में होगा।", "अभ्यास 'क' के प्रश्न हल करें।", "खिलाड़ियों ने पोखरा में अभ्यास किया।"]
)
def test_practising_is_no_exercise(text: str) -> None:
    assert of(f"भारत-नेपाल संयुक्त आयोग की बैठक हुई। {text}", "exercise") == []
