"""How far to the left a postposition reaches, in sentences of our own and on the treebank."""

from __future__ import annotations

import pytest

from baithak.knowledge.grammar import grammar
from baithak.knowledge.load import load
from bench import groups as bench

GAIN = 0.20
"""What the bar asks for above the word before the postposition."""


@pytest.mark.parametrize(
    ("sentence", "case", "phrase"),
    [
        ("वहां बड़े शहरों में लोग रहते हैं।", "में", "बड़े शहरों"),
        ("लोगों ने गांव के पुराने कुएं की मरम्मत को टाल दिया।", "को", "गांव के पुराने कुएं की मरम्मत"),
        ("उन्होंने किताब में तस्वीर देखी।", "में", "किताब"),
        ("उसने अपनी दुकान से सामान बेचा।", "से", "अपनी दुकान"),
        ("लोगों ने गांव, कस्बे और शहर में पेड़ लगाए।", "में", "गांव, कस्बे और शहर"),
        ("किसान ने खेत में पानी देने के लिए नहर बनाई।", "के लिए", "खेत में पानी देने"),
        ("बच्चे ने कहा कि स्कूल में पानी नहीं है।", "में", "स्कूल"),
        ("सरकार ने लगभग बीस गांवों को पानी दिया।", "को", "लगभग बीस गांवों"),
        ('उसने नई "योजना" पर काम किया।', "पर", 'नई "योजना"'),
    ],
)
def test_left_edge(sentence: str, case: str, phrase: str) -> None:
    at = sentence.index(f"{phrase} {case} ") + len(phrase) + 1
    edge = bench.our_edges(sentence, grammar("hi", load()))[at]
    assert sentence[edge:at].strip() == phrase


@pytest.mark.skipif(not bench.DATA.exists(), reason="the treebank does not lie beside this checkout")
def test_more_edges_are_right_than_by_the_word_before() -> None:
    ours, before = bench.rates(bench.groups())
    assert ours - before >= GAIN
