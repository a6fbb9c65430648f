"""The lexicon: paradigms, the longest form at every place, ordinals in every writing, what is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from baithak.knowledge.grammar import grammar
from baithak.knowledge.load import load
from baithak.language.lexicon import Entry, Lexicon, Unit, expand, roman
from baithak.language.schema import LexiconFile, Paradigm
from baithak.language.text import fold, tokens

FILE = LexiconFile.model_validate(
    {
        "paradigms": {"f": {"add": ["ें", "ों"]}, "m": {"strip": "ा", "add": ["े", "ों"]}},
        "words": {
            "sitting": {"meeting": ["बैठक|f"], "talks": ["वार्ता"]},
            "kind": {"dialogue": ["वार्ता", "नीति वार्ता"], "group": ["कार्य समूह"]},
            "visit": {"trip": ["दौरा|m", "यात्रा"]},
            "adv": {"time": ["पहली बार"]},
            "noun": {"work": ["कार्य"]},
        },
        "verb_forms": {
            "infinitive": "ना",
            "vowel_end": "[\u093e-\u094c]$",
            "consonant": {"inf": ["ना", "ने"], "perf": ["ा", "े"], "root": [""]},
            "vowel": {"inf": ["ना", "ने"], "perf": ["या", "ए"], "root": [""]},
        },
        "verbs": {"मिलना": {}, "बुलाना": {}, "करना": {"perf": ["किया"], "past": ["करा"]}},
        "ordinals": {
            "digit_suffixes": ["वीं", "वां", "री", "th"],
            "word_suffixes": ["वीं", "वां"],
            "numbers": {5: ["पांच"], 22: ["बाईस"]},
            "words": {1: ["पहली", "पहला"], 3: ["तीसरी"]},
        },
    }
)
NAMES = [
    ("रूस", Entry(frozenset({"country"}), ("RU",))),
    ("राम", Entry(frozenset({"personname"}), ("ram",))),
    ("राम थापा", Entry(frozenset({"personname"}), ("ram-thapa",))),
    ("कार्य", Entry(frozenset({"personname"}), ("karya",))),
]


@cache
def lexicon() -> Lexicon:
    return Lexicon(FILE, NAMES, common=["पानी", "बैठक"])


def tag(text: str, taken: Mapping[int, Unit] | None = None, by: Lexicon | None = None) -> list[Unit]:
    return (by or lexicon()).tag(tokens(fold(text).text).words, taken or {})


def cats(text: str) -> list[set[str]]:
    return [set(unit.cats) for unit in tag(text)]


# --- forms ------------------------------------------------------------------------------------------------------------
def test_a_paradigm_adds_its_endings_after_what_it_strips() -> None:
    assert list(expand("दौरा", Paradigm(strip="ा", add=["े", "ों"]))) == ["दौरे", "दौरों"]
    assert list(expand("बैठक", Paradigm(add=["ें"]))) == ["बैठकें"]


def test_a_word_without_the_ending_has_no_further_form() -> None:
    assert list(expand("यात्रा", Paradigm(strip="ी", add=["ियां"]))) == []


@pytest.mark.parametrize("form", ["बैठक", "बैठकें", "बैठकों", "दौरा", "दौरे", "दौरों"])
def test_every_form_carries_class_and_sense(form: str) -> None:
    (unit,) = tag(form)
    assert unit.sense("sitting") == "meeting" or unit.sense("visit") == "trip"


@pytest.mark.parametrize(
    ("form", "shape", "verb"),
    [
        ("मिलना", "inf", "मिलना"),
        ("मिले", "perf", "मिलना"),
        ("मिल", "root", "मिलना"),
        ("बुलाया", "perf", "बुलाना"),
        ("बुलाए", "perf", "बुलाना"),
        ("बुलाये", "perf", "बुलाना"),
        ("किया", "perf", "करना"),
        ("करा", "past", "करना"),
    ],
)
def test_verbs_by_their_ending_and_by_their_list(form: str, shape: str, verb: str) -> None:
    (unit,) = tag(form)
    assert unit.cats == {"verb", f"v-{shape}", f"verb:{verb}"}


def test_a_listed_form_takes_the_place_of_the_regular_one() -> None:
    assert cats("करे") == [{"word"}]


def test_a_form_that_stands_in_several_places_carries_all() -> None:
    (unit,) = tag("वार्ता")
    assert (unit.sense("sitting"), unit.sense("kind")) == ("talks", "dialogue")
    (both,) = tag("कार्य")
    assert both.cats == {"noun", "noun:work", "personname"}
    assert both.ids == ("karya",)


# --- matching ---------------------------------------------------------------------------------------------------------
def test_the_longest_form_wins() -> None:
    assert [(u.first, u.last, u.sense("kind")) for u in tag("नीति वार्ता कार्य समूह")] == [
        (0, 2, "dialogue"),
        (2, 4, "group"),
    ]
    assert tag("राम थापा")[0].ids == ("ram-thapa",)
    assert [u.ids for u in tag("राम पानी")] == [("ram",), ()]


def test_nothing_is_found_inside_a_word() -> None:
    assert cats("रूसी") == [{"word"}]
    assert cats("बैठका") == [{"word"}]


@pytest.mark.parametrize("text", ["दौरा", "दौ\u200dरा", "दौरा\u200c"])
def test_spellings_that_folding_equates_are_one_form(text: str) -> None:
    assert tag(text)[0].sense("visit") == "trip"


def test_what_is_taken_stays_and_no_form_reaches_into_it() -> None:
    date = Unit(1, 2, frozenset({"date"}))
    found = tag("राम थापा", {1: date})
    assert [u.ids for u in found] == [("ram",), ()]
    assert found[1] is date


def test_units_cover_all_tokens_in_order() -> None:
    found = tag("राम थापा ने 5वीं बैठक (वार्ता) की।")
    assert [u.first for u in found[1:]] == [u.last for u in found[:-1]]
    assert (found[0].first, found[-1].last) == (0, 10)


# --- ordinals ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "value"),
    [("22वीं", 22), ("२२वीं", 22), ("3री", 3), ("5th", 5), ("बाईसवीं", 22), ("पाँचवां", 5), ("तीसरी", 3), ("पहला", 1)],
)
def test_ordinals(text: str, value: int) -> None:
    (unit,) = tag(text)
    assert "ordinal" in unit.cats
    assert unit.value == value


def test_numerals_are_no_ordinals() -> None:
    assert [(u.cats, u.value) for u in tag("22 पांच २०२५")] == [(frozenset({"num"}), n) for n in (22, 5, 2025)]
    assert tag("1,250.5")[0].value is None


def test_the_first_time_is_no_ordinal() -> None:
    (unit,) = tag("पहली बार")
    assert "ordinal" not in unit.cats
    assert unit.value is None


@pytest.mark.parametrize(("text", "value"), [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xxi", 21), ("xlii", 42)])
def test_roman_numerals(text: str, value: int) -> None:
    assert roman(text) == value
    (unit,) = tag(text.upper())
    assert unit.cats == {"latin", "roman"}
    assert unit.value == value


@pytest.mark.parametrize("text", ["iiii", "vx", "mix", "INS"])
def test_letters_that_make_no_roman_numeral(text: str) -> None:
    assert cats(text) == [{"latin"}]


# --- what no list gives -----------------------------------------------------------------------------------------------
def test_unknown_words_everyday_words_and_marks() -> None:
    assert cats('थापा पानी - , ( ) । " + %') == [
        {"word"},
        {"common"},
        {"mark", "dash"},
        {"mark", "comma"},
        {"mark", "open"},
        {"mark", "close"},
        {"mark", "stop"},
        {"mark", "quote"},
        {"mark", "plus"},
        {"mark", "percent"},
    ]


def test_a_listed_word_is_not_an_everyday_one() -> None:
    assert "common" not in tag("बैठक")[0].cats


def test_every_category_set_is_told_beforehand() -> None:
    for unit in tag("राम ने 5वीं बैठक XXI ins (वार्ता) - 2025 पानी थापा कार्य मिले।"):
        assert unit.cats in lexicon().category_sets


def test_an_entry_is_found_as_it_is_spelt() -> None:
    assert lexicon().entry("राम थापा") == Entry(frozenset({"personname"}), ("ram-thapa",))
    assert lexicon().entry("राम सिंह") is None


# --- the Hindi lexicon ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("पहली", 1),
        ("छठी", 6),
        ("नौवीं", 9),
        ("१०वीं", 10),
        ("ग्यारहवें", 11),
        ("21वें", 21),
        ("इक्कीसवीं", 21),
        ("बाईसवां", 22),
        ("तेइसवें", 23),
        ("23rd", 23),
        ("पच्चीसवां", 25),
        ("उनतीसवीं", 29),
    ],
)
def test_hindi_ordinals(text: str, value: int) -> None:
    (unit,) = tag(text, by=grammar("hi", load()).lexicon)
    assert unit.cats == {"ordinal"}
    assert unit.value == value


@pytest.mark.parametrize("text", ["पहली बार", "दूसरी ओर", "पहले", "दूसरी बार"])
def test_hindi_words_that_look_like_ordinals(text: str) -> None:
    first = tag(text, by=grammar("hi", load()).lexicon)[0]
    assert "ordinal" not in first.cats or "adv" in first.cats


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("समितियों", "kind:committee"),
        ("कार्यसमूहों", "kind:group"),
        ("मंत्रियों", "leaders:many"),
        ("यात्राओं", "visitnoun:visit"),
        ("समझौतों", "document:agreement"),
        ("के साथ", "case:saath"),
        ("की ओर से", "case:side"),
        ("ज़ोर", "statementnoun:stress"),
        ("हॉटल", "word"),
        ("होटल", "venuehead:venue"),
    ],
)
def test_hindi_forms(text: str, category: str) -> None:
    (unit,) = tag(text, by=grammar("hi", load()).lexicon)
    assert category in unit.cats


def test_a_place_is_known_by_its_sound_and_an_everyday_word_is_none() -> None:
    place, person = Entry(frozenset({"country"}), ("MU",)), Entry(frozenset({"personname"}), ("x",))
    names = [("मॉरीशस", place), ("पुर्तिगाल", place), ("विनीता", person)]
    heard = Lexicon(FILE, names, common=["विनिता", "पुर्तीगाल"])
    found = [set(unit.cats) for unit in tag("मॉरिशस विनिता पुर्तीगाल मॉरस", by=heard)]
    assert found == [{"country"}, {"common"}, {"common"}, {"word"}]
