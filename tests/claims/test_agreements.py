"""Agreements that are reported: by whom, and not of the day by which something is to be done."""

from __future__ import annotations

import pytest
from said import of, one, role

PAGE = "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक पटना में हुई।"


@pytest.mark.parametrize(
    "text",
    [
        "करीब दो घंटे चली बातचीत में दोनों देश नदी पर साझा गश्त बढ़ाने पर राजी हो गए।",
        "दोनों पक्षों ने सहयोग की समीक्षा की तथा सीटों की संख्या बढ़ाने पर सहमति व्यक्त की।",
        "दोनों देश व्यापार को 2030 तक दोगुना करने पर सहमत हुए।",
        "भारत और नेपाल व्यापार समझौते पर बातचीत जल्द पूरी करने पर सहमत हुए।",
    ],
)
def test_both_sides_agreed(text: str) -> None:
    claim = one(f"{PAGE} {text}", "agreement")
    assert ({country.id for country in claim.roles["party"]}, claim.status, claim.date) == ({"IN", "NP"}, "held", None)


@pytest.mark.parametrize("also", ["", "भी ", "अब "])
def test_what_they_agreed_to_hold_is_planned(also: str) -> None:
    text = f"{PAGE} दोनों पक्ष आयोग की चौथी बैठक अगले वर्ष काठमांडू में बुलाने पर {also}सहमत हुए।"
    assert {claim.ordinal: claim.status for claim in of(text, "session")} == {3: "held", 4: "planned"}
    assert of(text, "agreement") == []


def test_where_the_invited_one_is_to_come_the_sitting_is_to_be() -> None:
    text = f"{PAGE} मोहन राव ने राम थापा को आयोग की चौथी बैठक के लिए अगले वर्ष काठमांडू आने का न्योता दिया।"
    places = {claim.ordinal: role(claim, "place") for claim in of(text, "session")}
    assert places == {3: ["पटना"], 4: ["काठमांडू"]}


def test_a_town_and_its_country_are_both_the_place() -> None:
    claim = one("भारत-नेपाल संयुक्त आयोग की चौथी बैठक 2 जून को काठमांडू, नेपाल में हुई।")
    assert role(claim, "place") == ["काठमांडू", "नेपाल"]


def test_the_day_of_what_is_agreed_is_not_the_day_of_the_agreement() -> None:
    claim = one("भारत और नेपाल द्विपक्षीय व्यापार को वर्ष 2030 तक दो अरब डॉलर तक ले जाने पर सहमत हुए।", "agreement")
    assert (claim.status, claim.date) == ("held", None)


def test_what_two_approve_of_they_agree_on() -> None:
    text = "प्रधानमंत्री मोहन राव और नेपाल के प्रधानमंत्री राम थापा ने साझा घोषणापत्र को मंजूरी दी।"
    claim = one(f"{PAGE} {text}", "agreement")
    assert (role(claim, "party"), claim.status, dict(claim.extra)) == (
        ["मोहन राव", "राम थापा"],
        "held",
        {"document": "declaration"},
    )


def test_what_one_alone_approves_of_is_no_agreement() -> None:
    assert of(f"{PAGE} नेपाल के प्रधानमंत्री राम थापा ने घोषणापत्र को मंजूरी दी।", "agreement") == []


@pytest.mark.parametrize(
    "text",
    [
        "दोनों सचिवों ने चौथी बैठक शीघ्र बुलाए जाने की आवश्यकता पर बल दिया।",
        "मोहन राव ने आयोग की चौथी बैठक जल्द आयोजित करने की जरूरत बताई।",
    ],
)
def test_what_is_said_to_be_needed_is_proposed(text: str) -> None:
    assert {c.ordinal: c.status for c in of(f"{PAGE} {text}", "session")} == {3: "held", 4: "proposed"}
