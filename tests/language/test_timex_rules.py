"""Every rule of every time grammar finds what its own sentences say, and nothing in those that it must leave alone."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from baithak.knowledge.timex import timex_grammar
from baithak.language.text import fold, tokens
from baithak.language.timex import Timex
from baithak.language.timex.schema import RuleFile

LANGS = sorted(path.parent.name for path in Path(str(files("baithak.knowledge"))).glob("*/timex.yml"))
RULES = [(lang, rule) for lang in LANGS for level in timex_grammar(lang).file.levels for rule in level]


def found(lang: str, sentence: str) -> list[tuple[Timex, str]]:
    folded, grammar = fold(sentence), timex_grammar(lang)
    spans = [(timex, folded.span(timex.start, timex.end)) for timex in grammar.find(folded.text)]
    assert not spans or grammar.may_hold(tokens(folded.text).words), sentence
    return [(timex, sentence[span.start : span.end]) for timex, span in spans]


@pytest.mark.parametrize(("lang", "rule"), RULES, ids=[f"{lang}-{rule.rule}" for lang, rule in RULES])
def test_a_rule_keeps_to_its_sentences(lang: str, rule: RuleFile) -> None:
    assert rule.inner or rule.yes, "a rule shows at least one sentence that it is for"
    for sentence, stretch in rule.yes.items():
        assert (rule.kind, stretch) in [(timex.kind, text) for timex, text in found(lang, sentence)], sentence
    for sentence in rule.no:
        assert rule.kind not in [timex.kind for timex, _ in found(lang, sentence)], sentence


@pytest.mark.parametrize(("sentence", "may"), [("बैठक 4मई को हुई।", True), ("दोनों ने 4 पत्र लिखे।", False)])
def test_what_cannot_hold_a_date_is_told_by_its_words(sentence: str, may: bool) -> None:
    assert timex_grammar("hi").may_hold(tokens(fold(sentence).text).words) is may
    assert may is bool(found("hi", sentence))
