"""Ordinals in words: the suffixes, the irregular ones, composition, and what is none."""

from __future__ import annotations

import pytest

from baithak.knowledge.grammar import grammar
from baithak.knowledge.load import load
from baithak.language.lexicon import Lexicon
from baithak.language.ordinals import find_ordinals, ordinal_value
from bench import ordinals as bench


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return grammar("hi", load()).lexicon


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("पहली", 1),
        ("दुसरी", 2),
        ("छठा", 6),
        ("नौवां", 9),
        ("नवीं", 9),
        ("बाइसवीं", 22),
        ("उन्तीसवें", 29),
        ("तैंतीसवाँ", 33),
        ("निन्यानवेवां", 99),
        ("थर्टी थर्ड", 33),
        ("twenty-first", 21),
        ("२१वीं", 21),
        ("2रा", 2),
        ("सौवां", 100),
        ("एक सौ पच्चीसवां", 125),
        ("दो हज़ारवां", 2000),
        ("तीन लाख चार हजार दो सौ पहली", 304201),
    ],
)
def test_value(text: str, value: int, lexicon: Lexicon) -> None:
    assert ordinal_value(text, lexicon) == value


@pytest.mark.parametrize("text", ["पहली बार", "पच्चीस", "सौ", "", "पहली बैठक", "पहली दूसरी"])
def test_no_ordinal(text: str, lexicon: Lexicon) -> None:
    assert ordinal_value(text, lexicon) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("एक पच्चीसवीं बैठक", [("पच्चीसवीं", 25)]),
        ("2025 सौवीं", [("सौवीं", 100)]),
        ("दो पहली और एक सौ दूसरी बैठक", [("पहली", 1), ("एक सौ दूसरी", 102)]),
        ("वे पहली बार मिले", []),
    ],
)
def test_within_a_sentence(text: str, found: list[tuple[str, int]], lexicon: Lexicon) -> None:
    assert [(text[slice(*span)], value) for span, value in find_ordinals(text, lexicon)] == found


@pytest.mark.skipif(not bench.DUCKLING.exists(), reason="the shared data sets do not lie beside this checkout")
def test_all_cases_of_the_data_sets() -> None:
    for name, cases in bench.sets().items():
        assert [case for case in cases if case.left_out is None and not case.right] == [], name
        assert sum(case.right for case in cases) >= bench.LEAST[name], name
