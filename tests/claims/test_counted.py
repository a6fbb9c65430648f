"""How many documents were signed, under which body one is to be signed, and whose an office is."""

from __future__ import annotations

import pytest
from said import body, of, one, role

SITTING = "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक 2 जून 2025 को काठमांडू में हुई।"


@pytest.mark.parametrize(
    ("signed", "number"),
    [
        ("बैठक के अंत में तीन समझौता ज्ञापनों पर हस्ताक्षर किए गए।", "3"),
        ("बैठक में पांच अहम समझौते साइन हुए।", "5"),
        ("12 समझौतों पर हस्ताक्षर के साथ बैठक समाप्त हुई।", "12"),
        ("दोनों मंत्रियों ने कुल सात दस्तावेजों पर दस्तखत किए।", "7"),
    ],
)
def test_the_number_of_documents_is_a_figure_of_the_sitting(signed: str, number: str) -> None:
    figure = one(f"{SITTING} {signed}", "figure")
    assert (figure.extra["value"], figure.ordinal, figure.status, figure.date) == (number, 3, None, None)
    assert body(figure) == body(one(f"{SITTING} {signed}", "signing"))


@pytest.mark.parametrize(
    "signed",
    [
        "बैठक के अंत में एक समझौता ज्ञापन पर हस्ताक्षर किए गए।",
        "दोनों समझौतों पर हस्ताक्षर हुए।",
        "दो दिन में समझौते पर हस्ताक्षर हुए।",
        "अगले वर्ष तीन समझौतों पर हस्ताक्षर होंगे।",
    ],
)
def test_what_gives_no_number_of_signed_documents_is_no_figure(signed: str) -> None:
    assert of(f"{SITTING} {signed}", "figure") == []


def test_what_is_signed_on_a_whole_visit_is_not_of_the_sitting_on_it() -> None:
    claim = one(f"{SITTING} यात्रा के दौरान कुल सात समझौतों पर हस्ताक्षर किए गए।", "signing")
    assert (claim.body, claim.ordinal, claim.date) == (None, None, None)


@pytest.mark.parametrize(
    "decided",
    [
        "बैठक में तय हुआ कि वीजा पर समझौता ज्ञापन पर जुलाई 2026 तक हस्ताक्षर होंगे।",
        "यह सहमति बनी कि निवेश समझौते पर मार्च 2026 तक हस्ताक्षर कर दिए जाएंगे।",
        "ऊर्जा समझौते पर दिसंबर 2025 तक हस्ताक्षर करने का लक्ष्य रखा गया।",
    ],
)
def test_what_a_sitting_decides_to_sign_is_signed_under_its_body(decided: str) -> None:
    claim = one(f"{SITTING} {decided}", "signing")
    assert (claim.status, claim.ordinal, body(claim)) == ("planned", None, "body:commission-in-np-mod:joint")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("नेपाल के विदेश मंत्री राम थापा आए। राम थापा ने पिछले साल विदेश मंत्री का पद संभाला था।", "foreign-minister-of-nepal"),
        ("नेपाल के राजदूत राम थापा आए। राम थापा ने कतर के विदेश मंत्री का पद संभाला था।", "foreign-minister-of-qatar"),
        ("मोहन राव ने विदेश मंत्री का पद संभाला।", "foreign-minister-of-india"),
    ],
)
def test_an_office_is_of_the_country_that_is_said_else_of_its_holders(text: str, office: str) -> None:
    (claim,) = of(text, "office")
    assert claim.roles["office"][0].id == office
    assert role(claim, "holder")
