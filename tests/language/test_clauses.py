"""Groups with their cases, genitives with their heads, clauses with their groups: on sentences, read as on a page."""

from __future__ import annotations

from functools import cache

import pytest

from baithak.claims.page import Sentence, read_page
from baithak.knowledge.grammar import Grammar, grammar
from baithak.knowledge.load import load
from baithak.language.clauses import Clause
from baithak.language.nominals import Group
from baithak.model import Document


@cache
def hindi() -> Grammar:
    return grammar("hi", load())


def read(text: str) -> Sentence:
    (sentence,) = read_page(Document(text, ("a page",), lang="hi"), hindi())
    return sentence


def groups(text: str) -> list[tuple[str, str, str]]:
    """Words, kind and case of the groups of a sentence."""
    sentence = read(text)
    return [(sentence.text_of(g.unit), g.kind, g.case) for g in sentence.parse.groups]


def heads(text: str) -> dict[str, str]:
    """Genitive -> the word that it belongs to."""
    sentence = read(text)
    units = sentence.parse.units
    return {
        sentence.text_of(g.unit): sentence.text_of(units[g.head]) for g in sentence.parse.groups if g.head is not None
    }


def test_a_pronoun_of_two_cases_has_the_one_that_the_file_names_first() -> None:
    assert ("इसे", "pron", "ko") in groups("वर्षा के कारण इसे टाल दिया गया था।")
    role = hindi().frames.syntax.roles[frozenset({"pron", "pron:in_it", "pron:he_ko"})]
    assert (role.kind, role.inherent) == ("pron", "ko")


def clauses(text: str) -> list[tuple[str, str | None, list[str]]]:
    """Form, verb and groups of the clauses of a sentence."""
    sentence = read(text)
    return [(c.form, c.lemma, [sentence.text_of(g.unit) for g in c.groups]) for c in sentence.parse.clauses]


def clause(text: str, lemma: str) -> tuple[Clause, list[tuple[str, str]]]:
    sentence = read(text)
    found = next(c for c in sentence.parse.clauses if c.lemma == lemma)
    return found, [(sentence.text_of(g.unit), g.case) for g in found.groups]


# --- groups -----------------------------------------------------------------------------------------------------------
def test_the_marker_behind_a_nominal_is_its_case() -> None:
    assert groups("मोहन राव ने 6 मई को काठमांडू में राम थापा से भारत की ओर से मुलाकात की।") == [
        ("मोहन राव", "person", "ne"),
        ("6 मई", "date", "ko"),
        ("काठमांडू", "place", "mein"),
        ("राम थापा", "name", "se"),
        ("भारत", "party", "side"),
        ("मुलाकात", "sitting", "none"),
    ]


@pytest.mark.parametrize(
    ("marker", "case"),
    [
        ("के साथ", "saath"),
        ("के बीच", "beech"),
        ("द्वारा", "by"),
        ("के लिए", "for"),
        ("के दौरान", "during"),
        ("के तहत", "under"),
        ("के बाद", "after"),
        ("से पहले", "before"),
        ("के समापन पर", "end"),
        ("को लेकर", "about"),
    ],
)
def test_postpositions_of_several_words(marker: str, case: str) -> None:
    assert ("आयोग की तीसरी बैठक", "sitting", case) in groups(f"आयोग की तीसरी बैठक {marker} चर्चा हुई।")


def test_pronouns_that_hold_their_case() -> None:
    assert [case for _, _, case in groups("उन्होंने उन्हें निमंत्रण दिया।")] == ["ne", "ko", "none"]


@pytest.mark.parametrize(
    ("people", "size"),
    [
        ("मोहन राव और राम थापा", 2),
        ("मोहन राव, राम थापा और हरि मेहता", 3),
        ("भारत के रक्षा मंत्री मोहन राव तथा नेपाल के रक्षा मंत्री राम थापा", 2),
    ],
)
def test_coordinated_nominals_have_the_case_of_the_last(people: str, size: int) -> None:
    cases = [case for _, kind, case in groups(f"{people} ने काठमांडू में बैठक की।") if kind in ("name", "person")]
    assert cases == ["ne"] * size


def test_only_nominals_of_one_kind_are_coordinated() -> None:
    assert groups("काठमांडू और मोहन राव ने")[0][2] == "none"


def test_a_comma_without_a_marker_joins_nothing() -> None:
    assert groups("मोहन राव बोले, राम थापा ने कहा।")[0] == ("मोहन राव", "name", "none")


def test_coordination_over_an_owner() -> None:
    found = groups("आयोग की 16वीं बैठक और दोनों देशों के पांचवें संवाद की सह-अध्यक्षता मोहन राव ने की।")
    assert found[0] == ("आयोग की 16वीं बैठक", "sitting", "gen")
    assert heads("आयोग की 16वीं बैठक और दोनों देशों के पांचवें संवाद की सह-अध्यक्षता मोहन राव ने की।") == {
        "आयोग की 16वीं बैठक": "सह-अध्यक्षता",
        "दोनों देशों": "पांचवें संवाद",
        "पांचवें संवाद": "सह-अध्यक्षता",
    }


# --- genitives --------------------------------------------------------------------------------------------------------
def test_a_genitive_belongs_to_the_next_nominal() -> None:
    assert heads("मोहन राव की मुलाकात हुई।") == {"मोहन राव": "मुलाकात"}


def test_a_genitive_reaches_over_what_describes_its_head() -> None:
    assert heads("मोहन राव की तीन अहम मुलाकातें हुईं।") == {"मोहन राव": "मुलाकातें"}


def test_a_genitive_reaches_over_a_participle() -> None:
    text = "आयोग की काठमांडू में हुई तीसरी बैठक अच्छी रही।"
    assert heads(text) == {"आयोग": "तीसरी बैठक"}


def test_a_genitive_stops_at_a_mark() -> None:
    assert heads("मोहन राव की, मुलाकात हुई।") == {}


# --- clauses ----------------------------------------------------------------------------------------------------------
def test_a_clause_ends_in_its_finite_verb() -> None:
    assert clauses("मोहन राव ने समझौते पर हस्ताक्षर किए और राम थापा दिल्ली लौटे।") == [
        ("finite", "करना", ["मोहन राव", "समझौते", "हस्ताक्षर"]),
        ("finite", "लौटना", ["राम थापा", "दिल्ली"]),
    ]


def test_what_stands_behind_the_last_verb_belongs_to_it() -> None:
    assert clauses("मोहन राव करेंगे नेपाल का दौरा") == [("finite", "करना", ["मोहन राव", "नेपाल का दौरा"])]


def test_a_sentence_without_a_verb_is_a_clause() -> None:
    assert clauses("काठमांडू में आयोग की तीसरी बैठक") == [("verbless", None, ["काठमांडू", "आयोग की तीसरी बैठक"])]


def test_what_is_reported_is_a_clause_of_its_own() -> None:
    text = "मोहन राव ने कहा कि आयोग की तीसरी बैठक काठमांडू में होगी।"
    assert clauses(text) == [
        ("finite", "कहना", ["मोहन राव"]),
        ("finite", "होना", ["आयोग की तीसरी बैठक", "काठमांडू"]),
    ]
    assert [c.reported for c in read(text).parse.clauses] == [False, True]


def test_a_participle_takes_its_own_date_and_place() -> None:
    text = "6 मई को काठमांडू में होने वाली आयोग की तीसरी बैठक के लिए मोहन राव मंगलवार को दिल्ली पहुंचे।"
    inner, own = clause(text, "होना")
    outer, rest = clause(text, "पहुंचना")
    assert (inner.form, own) == ("participle", [("6 मई", "ko"), ("काठमांडू", "mein")])
    assert rest == [("आयोग की तीसरी बैठक", "for"), ("मोहन राव", "none"), ("मंगलवार", "ko"), ("दिल्ली", "none")]
    assert inner.matrix == outer.number
    assert inner.modifies is not None
    assert read(text).text_of(read(text).parse.units[inner.modifies]) == "आयोग की तीसरी बैठक"


def test_a_subject_before_a_participle_stays_outside() -> None:
    _, own = clause("मोहन राव ने काठमांडू में होने वाली बैठक की घोषणा की।", "होना")
    assert own == [("काठमांडू", "mein")]


def test_an_infinitive_takes_its_groups_and_keeps_its_link() -> None:
    text = "मोहन राव ने काठमांडू में राम थापा से मिलने के बाद दिल्ली में बैठक की।"
    inner, own = clause(text, "मिलना")
    assert (inner.form, inner.link) == ("infinitive", "after")
    assert own == [("काठमांडू", "mein"), ("राम थापा", "se")]


def test_a_relative_clause_has_what_its_pronoun_stands_for() -> None:
    text = "मोहन राव ने, जो कल काठमांडू पहुंचे थे, राम थापा से मुलाकात की।"
    assert clauses(text) == [
        ("finite", "पहुंचना", ["कल", "काठमांडू", "मोहन राव"]),
        ("finite", "करना", ["मोहन राव", "राम थापा", "मुलाकात"]),
    ]
    _, own = clause(text, "पहुंचना")
    assert own[-1] == ("मोहन राव", "none"), "in the case of the pronoun, not in its own"


def test_a_relative_pronoun_stands_for_a_sitting_first() -> None:
    _, own = clause("आयोग की तीसरी बैठक काठमांडू में हुई, जिसमें मोहन राव ने भाग लिया।", "लेना")
    assert own[-1] == ("आयोग की तीसरी बैठक", "mein")


def test_where_stands_for_a_place() -> None:
    _, own = clause("मोहन राव काठमांडू पहुंचे, जहां आयोग की बैठक हुई।", "होना")
    assert own[-1] == ("काठमांडू", "mein")


def test_every_group_belongs_to_one_clause() -> None:
    text = "6 मई को काठमांडू में हुई आयोग की बैठक के बाद मोहन राव ने कहा कि राम थापा, जो कल लौटे, मिलने आएंगे।"
    parsed = read(text).parse
    own: list[Group] = [g for c in parsed.clauses for g in c.groups if g.owner == c.number]
    assert sorted(g.index for g in own) == sorted(g.index for g in parsed.groups)
