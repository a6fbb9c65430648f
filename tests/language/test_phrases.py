"""Phrase rules: the sentences that stand with each of them, and what the cascade does with any rule.

In an example the stretch in square brackets is what the rule makes a phrase of. A `yes` holds if this rule, and not an
earlier one, makes every bracketed stretch its phrase; a `no` holds if it makes none of them, or, without brackets,
nothing in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from baithak.knowledge.grammar import DATE, Grammar, PhraseFile, grammar, languages
from baithak.knowledge.load import load
from baithak.knowledge.read import read_yaml
from baithak.language.lexicon import Unit
from baithak.language.ordinals import composed
from baithak.language.phrases import Cascade
from baithak.language.schema import PhraseRule
from baithak.language.text import fold, sentences, tokens

_BRACKETED = regex.compile(r"\[(.*?)\]")


@cache
def rules(lang: str) -> tuple[PhraseRule, ...]:
    return read_yaml(Path(str(files("baithak.knowledge"))) / lang / "phrases.yml", PhraseFile).rules


@cache
def language(lang: str) -> Grammar:
    return grammar(lang, load())


@cache
def steps(lang: str) -> tuple[Cascade, ...]:
    """The language's cascade, one rule at a time."""
    made = {frozenset({rule.phrase, *rule.cats}) for rule in rules(lang)}
    sets = language(lang).lexicon.category_sets | made | {DATE}
    return tuple(Cascade([rule], sets) for rule in rules(lang))


def made_by(lang: str, text: str, number: int) -> Iterator[str]:
    """The stretches of a text that one rule makes phrases of, in their place in the cascade."""
    folded = fold(text)
    for begin, end in sentences(folded.text, language(lang).lexicon.abbreviations):
        found = tokens(folded.text, begin, end)
        words, starts, ends = found.words, found.starts, found.ends
        dates = {}
        for timex in language(lang).timex.find(folded.text, begin, end):
            covered = [i for i in range(len(words)) if starts[i] < timex.end and ends[i] > timex.start]
            dates[covered[0]] = Unit(covered[0], covered[-1] + 1, DATE)
        units = composed(language(lang).lexicon.tag(words, dates), words)
        for step in steps(lang)[:number]:
            units = step.run(units)
        before = set(map(id, units))
        for unit in steps(lang)[number].run(units):
            if id(unit) not in before:
                yield text[slice(*folded.span(starts[unit.first], ends[unit.last - 1]))]


def examples(kind: str) -> list[object]:
    cases: list[object] = []
    for lang in languages():
        for number, rule in enumerate(rules(lang)):
            senses = "".join(f" {cat.partition(':')[2] or cat}" for cat in rule.cats)
            for text in rule.yes if kind == "yes" else rule.no:
                cases.append(pytest.param(lang, number, text, id=f"{lang} {number} {rule.phrase}{senses}: {text}"))
    return cases


@pytest.mark.parametrize(("lang", "number", "example"), examples("yes"))
def test_a_rule_makes_a_phrase_of_what_it_must(lang: str, number: int, example: str) -> None:
    wanted = _BRACKETED.findall(example)
    made = list(made_by(lang, _BRACKETED.sub(r"\1", example), number))
    assert wanted, "no stretch in square brackets"
    assert set(wanted) <= set(made), rules(lang)[number].pattern


@pytest.mark.parametrize(("lang", "number", "example"), examples("no"))
def test_a_rule_leaves_what_it_must_not_take(lang: str, number: int, example: str) -> None:
    unwanted = _BRACKETED.findall(example)
    made = list(made_by(lang, _BRACKETED.sub(r"\1", example), number))
    assert not set(made) & set(unwanted or made), rules(lang)[number].pattern


@pytest.mark.parametrize("lang", languages())
def test_every_rule_stands_with_an_example(lang: str) -> None:
    assert [rule.pattern for rule in rules(lang) if not rule.yes] == []


# --- the engine, with rules of its own --------------------------------------------------------------------------------
A, B, AB, C = (frozenset(cats.split()) for cats in ("a", "b", "a b", "c c:one"))


def units(*cats: frozenset[str]) -> list[Unit]:
    return [Unit(i, i + 1, c) for i, c in enumerate(cats)]


def run(pattern: str | list[PhraseRule], *cats: frozenset[str]) -> list[Unit]:
    given = [PhraseRule(phrase="p", pattern=pattern)] if isinstance(pattern, str) else pattern
    return Cascade(given, {A, B, AB, C}).run(units(*cats))


def spans(found: list[Unit], cat: str = "p") -> list[tuple[int, int]]:
    return [(u.first, u.last) for u in found if cat in u.cats]


def test_a_category_stands_for_every_unit_that_carries_it() -> None:
    assert spans(run("a b", A, B, AB, AB, B, A)) == [(0, 2), (2, 4)]


def test_a_phrase_keeps_its_units_and_its_captures() -> None:
    (phrase,) = run("<left>(a) <right>(b b)", A, B, B)
    assert [kid.cats for kid in phrase.kids] == [A, B, B]
    assert [(u.first, u.last) for u in phrase.parts["right"]] == [(1, 2), (2, 3)]
    left = phrase.part("left")
    assert left is not None and left.first == 0
    assert phrase.part("middle") is None


def test_a_capture_that_repeats_has_all_its_units_and_an_empty_one_none() -> None:
    (phrase,) = run("(<side>(a) b?)+ <end>(c?)", A, B, A)
    assert [u.first for u in phrase.parts["side"]] == [0, 2]
    assert "end" not in phrase.parts


def test_later_rules_see_the_phrases_of_earlier_ones() -> None:
    first, second = PhraseRule(phrase="pair", pattern="a b"), PhraseRule(phrase="p", pattern="pair c")
    found = run([first, second], A, B, C)
    assert spans(found) == [(0, 3)]
    assert [u.rule for u in found[0].walk()][:2] == ["p", "pair"]
    assert spans(run([first, PhraseRule(phrase="p", pattern="b c")], A, B, C)) == []


def test_further_categories_of_a_rule() -> None:
    (phrase,) = run(
        [
            PhraseRule(
                phrase="p",
                cats=(
                    "big",
                    "size:2",
                ),
                pattern="a a",
            )
        ],
        A,
        A,
    )
    assert phrase.cats == {"p", "big", "size:2"}
    assert phrase.sense("size") == "2"


def test_operators_as_in_regular_expressions() -> None:
    assert spans(run("a (?= b)", A, A, B)) == [(1, 2)]
    assert spans(run("a (?! b)", A, A, B)) == [(0, 1)]
    assert spans(run("(?<= b) a", A, B, A)) == [(2, 3)]
    assert spans(run("^ a", A, A)) == [(0, 1)]
    assert spans(run("a $", A, A)) == [(1, 2)]
    assert spans(run("a{2,3}", A, A, A, A)) == [(0, 3)]
    assert spans(run("any c:one", B, C)) == [(0, 2)]
    assert spans(run("a? (?= b)", B)) == [], "what is empty is no phrase"


def test_a_category_that_nothing_carries_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nobody"):
        run("a nobody", A)


def test_units_outside_a_match_are_untouched() -> None:
    given = units(A, B, A)
    found = Cascade([PhraseRule(phrase="p", pattern="b")], {A, B}).run(given)
    assert (found[0], found[2]) == (given[0], given[2])
    assert spans(found) == [(1, 2)]


@pytest.mark.parametrize(
    "pattern",
    [
        "a b",
        "^ a b | c $",
        "(?<= b) a",
        "(?<= a b?) c",
        "(?<= c (a|b){1,3}) b (?= a|$) | a c",
        "(?<! a) b c{1,2}",
        "a (?! b) | (?<= c) b",
        "a (b (?<= a b)) c",
        "((?<! any) | (?<= c)) a b?",
        "(?! a) any (?= (a|c) any)",
    ],
)
@given(line=st.text("abc", max_size=9))
def test_a_rule_matches_wherever_its_pattern_does(pattern: str, line: str) -> None:
    letters = regex.compile(pattern.replace("any", ".").replace(" ", ""))
    sets = {"a": A, "b": B, "c": C}
    assert spans(run(pattern, *[sets[letter] for letter in line])) == [found.span() for found in letters.finditer(line)]
