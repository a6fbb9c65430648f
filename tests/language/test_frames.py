"""Frames: the sentences that stand with each of them, and what an anchor, its slots and its verb say."""

from __future__ import annotations

from functools import cache

import pytest

from baithak.claims.page import Sentence, read_page
from baithak.knowledge.grammar import Grammar, grammar, languages
from baithak.knowledge.load import load
from baithak.language.frames import Firing
from baithak.language.schema import Frame
from baithak.model import Document


@cache
def language(lang: str) -> Grammar:
    return grammar(lang, load())


def read(text: str, lang: str = "hi") -> list[Sentence]:
    return read_page(Document(text, ("a page",), lang=lang), language(lang))


def fired(text: str, lang: str = "hi") -> list[tuple[str, str | None]]:
    """Name and status of every frame that fires in a text."""
    return [(firing.frame.frame, firing.status) for sentence in read(text, lang) for firing in sentence.firings]


def frames(lang: str) -> tuple[Frame, ...]:
    return language(lang).frames.file.frames


YES = [
    pytest.param(lang, frame.frame, example.text, example.status, id=f"{lang} {frame.frame}: {example.text}")
    for lang in languages()
    for frame in frames(lang)
    for example in frame.yes
]
NO = [
    pytest.param(lang, frame.frame, text, id=f"{lang} {frame.frame}: {text}")
    for lang in languages()
    for frame in frames(lang)
    for text in frame.no
]


@pytest.mark.parametrize(("lang", "name", "text", "status"), YES)
def test_a_frame_fires_where_it_must(lang: str, name: str, text: str, status: str | None) -> None:
    assert (name, status) in fired(text, lang)


@pytest.mark.parametrize(("lang", "name", "text"), NO)
def test_a_frame_is_silent_where_it_must(lang: str, name: str, text: str) -> None:
    assert name not in [frame for frame, _ in fired(text, lang)]


@pytest.mark.parametrize("lang", languages())
def test_every_frame_stands_with_an_example(lang: str) -> None:
    assert [frame.frame for frame in frames(lang) if not frame.yes] == []


# --- slots ------------------------------------------------------------------------------------------------------------
def slots(text: str, name: str) -> dict[str, list[str]]:
    """What stands in the slots of the first firing of a frame."""
    found = [(sentence, firing) for sentence in read(text) for firing in sentence.firings]
    sentence, firing = next((s, f) for s, f in found if f.frame.frame == name)
    return {slot: [sentence.text_of(group.unit) for group in groups] for slot, groups in firing.slots.items()}


CHAIRED = {
    "co_chair": ["मोहन राव", "राम थापा"],
    "sitting": ["आयोग की तीसरी बैठक"],
    "place": ["काठमांडू"],
    "date": ["6 मई"],
}


@pytest.mark.parametrize(
    "text",
    [
        "मोहन राव और राम थापा ने काठमांडू में 6 मई को आयोग की तीसरी बैठक की सह-अध्यक्षता की।",
        "6 मई को काठमांडू में आयोग की तीसरी बैठक की सह-अध्यक्षता मोहन राव और राम थापा ने की।",
        "काठमांडू में मोहन राव और राम थापा ने 6 मई को आयोग की तीसरी बैठक की सह-अध्यक्षता की।",
        "6 मई को काठमांडू में आयोग की तीसरी बैठक की सह-अध्यक्षता मोहन राव और राम थापा द्वारा की गई।",
    ],
)
def test_slots_are_filled_by_case_in_any_order(text: str) -> None:
    assert {slot: sorted(found) for slot, found in slots(text, "chaired").items()} == CHAIRED


def test_the_co_chair_with_whom() -> None:
    found = slots("मोहन राव ने राम थापा के साथ आयोग की तीसरी बैठक की सह-अध्यक्षता की।", "chaired")
    assert found["co_chair"] == ["मोहन राव", "राम थापा"]


def test_no_unit_fills_two_slots() -> None:
    for text in ("मोहन राव ने काठमांडू में राम थापा से मुलाकात की।", "नेपाल आयोग की चौथी बैठक की मेजबानी करेगा।"):
        for sentence in read(text):
            for firing in sentence.firings:
                used = [group.index for groups in firing.slots.values() for group in groups]
                assert len(used) == len(set(used))


def test_a_light_verb_may_stand_away_from_its_noun() -> None:
    for text in (
        "राम थापा से मुलाकात मोहन राव ने काठमांडू में की।",
        "काठमांडू में राम थापा से हुई मुलाकात अच्छी रही।",
        "मोहन राव ने राम थापा से मुलाकात भी की।",
    ):
        assert ("met", "held") in fired(text), text


def test_a_noun_with_its_light_verb_is_closer_than_the_verb_alone() -> None:
    assert [frame for frame, _ in fired("आयोग की तीसरी बैठक स्थगित हुई।")] == ["postponed"]


def test_a_participle_gives_its_sitting_its_own_date_and_place() -> None:
    text = "6 मई को काठमांडू में हुई आयोग की तीसरी बैठक के बाद मोहन राव मंगलवार को दिल्ली पहुंचे।"
    sat, arrived = slots(text, "happened"), slots(text, "arrived")
    assert (sat["sitting"], sat["date"], sat["place"]) == (["आयोग की तीसरी बैठक"], ["6 मई"], ["काठमांडू"])
    assert (arrived["visitor"], arrived["date"], arrived["place"]) == (["मोहन राव"], ["मंगलवार"], ["दिल्ली"])


# --- what the verb says of reality ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("हुई", "held"),
        ("हुई है", "held"),
        ("हुई थी", "held"),
        ("हो चुकी है", "held"),
        ("हो रही है", "held"),
        ("आयोजित की गई", "held"),
        ("होगी", "planned"),
        ("आयोजित की जाएगी", "planned"),
        ("होने वाली है", "planned"),
        ("होने जा रही है", "planned"),
        ("होनी है", "planned"),
        ("होनी थी", "planned"),
        ("तय थी", "planned"),
        ("हो सकती है", "proposed"),
        ("प्रस्तावित है", "proposed"),
        ("टल गई", "postponed"),
        ("स्थगित कर दी गई है", "postponed"),
        ("स्थगित करनी पड़ी", "postponed"),
        ("रद्द कर दी गई", "cancelled"),
        ("रद्द हो गई", "cancelled"),
        ("होती है", None),
    ],
)
def test_status_comes_from_the_verb(verb: str, status: str | None) -> None:
    assert {found for _, found in fired(f"काठमांडू में आयोग की तीसरी बैठक {verb}।")} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("होने वाली आयोग की तीसरी बैठक पर सबकी नजर है।", "planned"),
        ("कल हुई आयोग की तीसरी बैठक पर सबकी नजर है।", "held"),
        ("आयोग की तीसरी बैठक आयोजित करने का प्रस्ताव है।", "proposed"),
    ],
)
def test_status_of_clauses_without_a_finite_verb(text: str, status: str) -> None:
    assert status in {found for frame, found in fired(text) if frame in ("sat", "happened")}


def test_negation_is_seen_and_left_to_the_reader() -> None:
    def negated(text: str) -> list[bool]:
        found: list[Firing] = [firing for sentence in read(text) for firing in sentence.firings]
        return [firing.negated for firing in found if firing.frame.frame == "happened"]

    assert negated("आयोग की तीसरी बैठक नहीं हुई।") == [True]
    assert negated("आयोग की तीसरी बैठक हुई।") == [False]
