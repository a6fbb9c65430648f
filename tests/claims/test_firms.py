"""Firms by their names, who delivers to whom and who buys of whom; two who bear one title."""

from __future__ import annotations

import pytest
from said import of, one, role

GUN = "पीके-99 राइफल"


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        (f"पटना की भास्कर इलेक्ट्रॉनिक्स ने {GUN} नेपाली सेना को सौंपी।", ["भास्कर इलेक्ट्रॉनिक्स"], ["नेपाली सेना"]),
        (f"जापानी कंपनी हिमगिरि ने {GUN} की पहली खेप नेपाल की सेना के हवाले की।", ["हिमगिरि"], ["नेपाल की सेना"]),
        (f"नेपाल को जापान से {GUN} की पहली खेप मिल गई है।", ["जापान"], ["नेपाल"]),
        (f"जापान ने नेपाल नौसेना को {GUN} सौंपी।", ["जापान"], ["नेपाल नौसेना"]),
        (f"{GUN} की पहली खेप नेपाल को सौंपी जा चुकी है।", [], ["नेपाल"]),
        ("भारत ने नेपाली सेना को 30 सैन्य ट्रक सौंपे थे।", ["भारत"], ["नेपाली सेना"]),
    ],
)
def test_who_delivered_to_whom(text: str, actor: list[str], recipient: list[str]) -> None:
    claim = one(text, "delivery")
    assert (claim.status, role(claim, "actor"), role(claim, "recipient")) == ("held", actor, recipient)


@pytest.mark.parametrize(
    "text", ["जापान अभ्यास में दो गश्ती पोत भेजेगा।", "कंपनी ने नेपाल को दस्तावेज सौंपे।", "नेपाल को जापान से मदद मिली।"]
)
def test_what_is_sent_to_nobody_or_is_no_equipment_is_no_delivery(text: str) -> None:
    assert of(text, "delivery") == []


@pytest.mark.parametrize(
    ("text", "buyer", "seller"),
    [
        (f"नेपाल ने जापान से {GUN} खरीदी।", ["नेपाल"], ["जापान"]),
        (f"हिमगिरि एविएशन लिमिटेड को नेपाल की सेना से {GUN} का ऑर्डर मिला है।", ["नेपाल की सेना"], ["हिमगिरि एविएशन लिमिटेड"]),
    ],
)
def test_who_bought_of_whom(text: str, buyer: list[str], seller: list[str]) -> None:
    claim = one(text, "procurement")
    assert (role(claim, "actor"), role(claim, "party")) == (buyer, seller)


@pytest.mark.parametrize(
    "signed",
    [
        "हिमगिरि इंडिया लिमिटेड (हिल) और ओमान की कंपनी सागरिका ने",
        "ओमान के नेशनल गार्ड और भारतीय कंपनी 'हिमगिरि' ने",
    ],
)
def test_firms_sign(signed: str) -> None:
    assert len(role(one(f"{signed} समझौता ज्ञापन पर हस्ताक्षर किए।", "signing"), "signatory")) == 2


SITTING = "भारत-ओमान संयुक्त आयोग की तीसरी बैठक 2 जून को मस्कट में हुई।"


@pytest.mark.parametrize(
    "text",
    [
        "दोनों सह-अध्यक्षों, मोहन राव और सालिम हारिब, ने प्रोटोकॉल पर हस्ताक्षर किए।",
        "दोनों मंत्रियों — मोहन राव तथा सालिम हारिब — ने बैठक की अध्यक्षता की।",
        "सह-अध्यक्ष द्वय मोहन राव और सालिम हारिब ने प्रोटोकॉल पर हस्ताक्षर किए।",
        "सह-अध्यक्ष मोहन राव और सालिम हारिब ने प्रोटोकॉल पर हस्ताक्षर किए।",
        "बैठक में मोहन राव और सालिम हारिब अध्यक्ष थे।",
    ],
)
def test_two_of_one_title_are_the_chairs(text: str) -> None:
    assert role(one(f"{SITTING} {text}"), "co_chair") == ["मोहन राव", "सालिम हारिब"]


@pytest.mark.parametrize(
    "text",
    [
        "दोनों मंत्रियों ने मोहन राव और सालिम हारिब से बात की।",
        "बोर्ड के अध्यक्ष मोहन राव और सालिम हारिब आए।",
        "मोहन राव और सालिम हारिब बोर्ड के अध्यक्ष थे।",
    ],
)
def test_others_are_not(text: str) -> None:
    assert role(one(f"{SITTING} {text}"), "co_chair") == []


@pytest.mark.parametrize(
    ("signed", "names"),
    [
        ("बिहार सरकार और सागरिका प्रांत ने", ["बिहार सरकार", "सागरिका प्रांत"]),
        ("जापान के हिमगिरि प्रीफेक्चर और बिहार सरकार ने", ["जापान के हिमगिरि प्रीफेक्चर", "बिहार सरकार"]),
        ("नेपाल डायनामिक्स और ओमानी कम्पनी सागरिका के अफसरों ने", ["नेपाल डायनामिक्स", "सागरिका"]),
        ("भारत और ओमान के अफसरों ने", ["भारत", "ओमान"]),
        ("नेपाल हिमगिरि और सागरिका ने", []),  # a firm that is not known for one; it is not Nepal that signs
    ],
)
def test_who_signs_beside_countries_and_people(signed: str, names: list[str]) -> None:
    assert role(one(f"{signed} पटना में समझौता ज्ञापन पर हस्ताक्षर किए।", "signing"), "signatory") == names
