"""Statements: what one speaker said is one, however many pages print it; what was said otherwise stays apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from made import page, person, record, told

from baithak.model import Topic

A, B, C, LATE = page("a", "2024-03-12"), page("b", "2024-03-13"), page("undated"), page("late", "2024-09-01")
RAO, SILVA = person("विनय राव", "IN"), person("मारिया सिल्वा", "BR")
TRADE = "दोनों देशों का व्यापार अगले साल दुगुना होगा"
SHIPS = "जहाज बनाने में साझेदारी अगला कदम है"


def said(source: Any, speaker: Any, words: str, code: str | None = None) -> Any:
    who = {} if speaker is None else {"speaker": speaker}
    return replace(told(source, "statement", **who), topics=(Topic(0, 1, words, code),))


def shown(*claims: Any) -> list[list[str]]:
    found = record(list(claims), [A, B, C, LATE])["statements"]
    names = ([speaker["names"]["hi"][0] for speaker in each["speakers"]] for each in found)
    return sorted(([*who, each["documents"]] for who, each in zip(names, found, strict=True)), key=str)


def test_reprints_retouched_are_one_statement_whoever_has_no_date() -> None:
    cut = "दोनों देशों का व्यापार अगले साल दोगुना होगा"
    assert shown(said(A, RAO, TRADE), said(B, RAO, cut), said(C, RAO, TRADE)) == [["विनय राव", 3]]


def test_other_speakers_words_and_times_stay_apart() -> None:
    assert len(shown(said(A, RAO, TRADE), said(B, SILVA, TRADE))) == 2
    assert len(shown(said(A, RAO, TRADE), said(B, RAO, SHIPS))) == 2
    assert len(shown(said(A, RAO, TRADE), said(LATE, RAO, TRADE))) == 2
    assert len(shown(said(A, RAO, TRADE), said(B, None, TRADE))) == 2


def test_what_is_too_short_to_be_known_again_stays_apart() -> None:
    assert len(shown(said(A, RAO, "बहुत अच्छा"), said(B, RAO, "अच्छा बहुत"))) == 2


def test_a_statement_has_its_first_day_and_its_sources() -> None:
    (found,) = record([said(B, RAO, TRADE), said(A, RAO, TRADE)], [A, B])["statements"]
    assert (found["day"], found["documents"], found["independent_sources"]) == ("2024-03-12", 2, 2)
