"""Where: by venue, city, country, dateline, "here", the capital; and who is reported as saying so."""

from __future__ import annotations

import pytest
from said import of, one, role

SITTING = "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक"


@pytest.mark.parametrize(
    ("where", "places"),
    [
        ("काठमांडू में", ["kathmandu"]),
        ("नेपाल में", ["NP"]),
        ("नेपाल के काठमांडू में", ["kathmandu", "NP"]),
        ("नेपाल की राजधानी काठमांडू में", ["kathmandu", "NP"]),
        ("राजधानी में", ["new-delhi"]),
        ("पटना के सिंचाई भवन में", ["place:सिंचाई-भवन", "patna"]),
        ("पटना स्थित सिंचाई भवन में", ["place:सिंचाई-भवन", "patna"]),
        ("सिंचाई भवन, पटना में", ["place:सिंचाई-भवन", "patna"]),
        ("काठमांडू के होटल अन्नपूर्णा में", ["place:होटल-अन्नपूर्णा", "kathmandu"]),
        ("काठमांडू के भव्य बाग-ए-शीतल महल में", ["place:बाग-ए-शीतल-महल", "kathmandu"]),
        ("सिंचाई भवन (पटना) में", ["place:सिंचाई-भवन", "patna"]),
        ("नेपाल के वीरपुर नगर में", ["place:वीरपुर", "NP"]),
        ("पटना के एक होटल में", ["patna"]),
    ],
)
def test_places_finest_first(where: str, places: list[str]) -> None:
    assert [e.id for e in one(f"{SITTING} {where} हुई।").roles["place"]] == places


def test_a_place_knows_its_country() -> None:
    (place,) = one(f"{SITTING} काठमांडू में हुई।").roles["place"]
    assert (place.kind, place.side, place.text) == ("place", "NP", "काठमांडू")


def test_here_is_the_town_of_the_dateline() -> None:
    claim = one(f"काठमांडू, 6 मई (समाचार सेवा): {SITTING} यहां हुई।")
    assert [e.id for e in claim.roles["place"]] == ["kathmandu"]
    assert [e.how for e in claim.evidence["place"]] == ["coreference"]


@pytest.mark.parametrize("held", ["मंगलवार को यहां हुई", "मंगलवार को यहां संपन्न", "यहां मंगलवार को आयोजित"])
def test_here_before_a_participle_is_where_its_sitting_was(held: str) -> None:
    claim = one(f"काठमांडू, 10 जून (समाचार सेवा): भारत-नेपाल संयुक्त आयोग की {held} तीसरी बैठक में व्यापार पर चर्चा हुई।")
    assert ([e.id for e in claim.roles["place"]], claim.date) == (["kathmandu"], "2025-06-10")


def test_here_is_the_town_of_the_sentence_before() -> None:
    text = f"विदेश मंत्री मोहन राव काठमांडू पहुंचे। {SITTING} यहां होगी।"
    assert [e.id for e in one(text).roles["place"]] == ["kathmandu"]


def test_a_town_that_no_catalogue_knows() -> None:
    (place,) = one(f"{SITTING} वीरपुर में हुई।").roles["place"]
    assert (place.id, place.text, place.side) == ("place:वीरपुर", "वीरपुर", None)


def test_where_somebody_went_afterwards_is_not_where_they_sat() -> None:
    text = f"{SITTING} काठमांडू में हुई। विदेश मंत्री मोहन राव बाद में पोखरा गए।"
    assert role(one(text), "place") == ["काठमांडू"]


def test_where_somebody_comes_from_is_no_place() -> None:
    assert role(one(f"{SITTING} नेपाल के विदेश मंत्री राम थापा की अध्यक्षता में दिल्ली में हुई।"), "place") == ["दिल्ली"]


def test_the_host_of_a_sitting_is_its_place() -> None:
    assert [e.id for e in one("नेपाल भारत-नेपाल संयुक्त आयोग की चौथी बैठक की मेजबानी करेगा।").roles["place"]] == ["NP"]


def test_the_host_of_a_visit() -> None:
    claim = one("विदेश मंत्री मोहन राव मंगलवार को काठमांडू पहुंचे।", "visit")
    assert [e.id for e in claim.roles["host_country"]] == ["NP"]
    assert {e.how for e in claim.evidence["host_country"]} == {"knowledge"}


# --- who is reported as saying so -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("विदेश मंत्रालय के अनुसार", "विदेश मंत्रालय"),
        ("नेपाल के विदेश मंत्रालय के मुताबिक", "नेपाल के विदेश मंत्रालय"),
        ("विदेश मंत्रालय ने बताया कि", "विदेश मंत्रालय"),
    ],
)
def test_attribution(source: str, printed: str) -> None:
    claim = one(f"{source} {SITTING} काठमांडू में हुई।")
    assert claim.attribution is not None
    assert (claim.attribution.text, claim.attribution.kind) == (printed, "organisation")
    assert claim.evidence["attribution"]


def test_the_ministry_of_the_pages_country_is_that_of_home() -> None:
    claim = one(f"विदेश मंत्रालय के अनुसार {SITTING} काठमांडू में हुई।")
    assert claim.attribution is not None
    assert claim.attribution.id == "india-mea"


def test_without_a_source_there_is_none() -> None:
    assert one(f"{SITTING} काठमांडू में हुई।").attribution is None


def test_a_source_speaks_for_its_sentence_only() -> None:
    text = f"विदेश मंत्रालय के अनुसार {SITTING} काठमांडू में हुई।\nविदेश मंत्री मोहन राव अगले माह भूटान की यात्रा करेंगे।"
    assert one(text, "visit").attribution is None


def test_who_speaks_for_himself_is_the_speaker() -> None:
    (claim,) = of("विदेश मंत्री मोहन राव ने कहा कि संबंध अच्छे हैं।", "statement")
    assert (role(claim, "speaker"), claim.attribution) == (["मोहन राव"], None)
