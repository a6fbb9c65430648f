"""The time grammar as a whole: forms of the news, resolution, answers with their places, and the file's mistakes."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baithak import edtf
from baithak.errors import KnowledgeError
from baithak.knowledge.timex import read_timex, timex_grammar
from baithak.language.text import fold
from baithak.language.timex import Direction, TimexGrammar, answer, resolve
from baithak.language.timex.schema import RuleFile
from bench.dates import answers, cases

HINDI = timex_grammar("hi")
HERE = Path(__file__).parent
CASES = [(lang, case) for lang in ("hi", "en") for case in cases(HERE / f"{lang}_dates.yml")]


@pytest.mark.parametrize(("lang", "case"), CASES, ids=[case["text"] for _, case in CASES])
def test_forms_of_the_news(lang: str, case: dict[str, Any]) -> None:
    assert answers(lang, case) == case["dates"]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("4 दिसंबर, 2025 को", "explicit"),
        ("अक्टूबर 2018 में", "explicit"),
        ("4 दिसंबर को", "year-inferred"),
        ("8 से 10 दिसंबर तक", "year-inferred"),
        ("मंगलवार को", "relative"),
        ("आज", "relative"),
        ("अगले साल जून में", "relative"),
        ("अगले महीने की 5 तारीख को", "relative"),
        ("1990 के दशक में", "explicit"),
        ("2018 के अंत में", "explicit"),
    ],
)
def test_the_basis_of_a_date(text: str, basis: str) -> None:
    (timex,) = HINDI.find(fold(text).text)
    resolved = resolve(timex, date(2025, 12, 5), "past")
    assert resolved is not None
    assert resolved.basis == basis


def test_without_a_reference_only_what_the_words_say_counts() -> None:
    (timex,) = HINDI.find(fold("बैठक 28 अक्टूबर को हुई।").text)
    resolved = resolve(timex)
    assert resolved is not None
    assert (resolved.edtf, resolved.basis) == ("XXXX-10-28", "explicit")


def test_a_day_of_the_story_counts_from_its_anchor() -> None:
    (timex,) = HINDI.find(fold("अगले दिन वह लौट गए।").text)
    assert resolve(timex, date(2025, 12, 5), "past") is None
    resolved = resolve(timex, date(2025, 12, 5), "past", anchor=date(2025, 10, 28))
    assert resolved is not None
    assert resolved.edtf == "2025-10-29"


def test_answers_stand_at_their_places_in_the_text_as_given() -> None:
    text = "📅 बैठक २८ अक्\u200dतूबर को हुई।\r\nअगली बैठक अगले महीने की 5 तारीख़ को होगी।"
    found = answer(HINDI, text, date(2025, 12, 5))
    assert [each["edtf"] for each in found] == ["2025-10-28", "2026-01-05"]
    for each in found:
        assert text[each["start"] : each["end"]] == each["text"]


@given(
    st.text(alphabet="0123456789 ./-,सेतककोमेंदिसंबरवर्ष की\n", max_size=60),
    st.dates(),
    st.sampled_from(get_args(Direction)),
)
def test_any_text_is_read_without_overlaps_and_resolves_to_dates(text: str, day: date, direction: Direction) -> None:
    folded = fold(text).text
    at = 0
    for timex in HINDI.find(folded):
        assert at <= timex.start < timex.end <= len(folded)
        at = timex.end
        for reference in (day, None):
            resolved = resolve(timex, reference, direction)
            assert resolved is None or edtf.parse(resolved.edtf)


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.dates())
def test_a_full_date_is_itself_whatever_the_day_of_writing(day: date, reference: date) -> None:
    months = ["जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"]
    for text in (f"{day.day} {months[day.month - 1]} {day.year}", f"{day:%d.%m.%Y}", day.isoformat()):
        (timex,) = HINDI.find(text)
        resolved = resolve(timex, reference)
        assert resolved is not None
        assert resolved.edtf == day.isoformat()


def test_a_new_spelling_is_a_change_of_the_file_alone() -> None:
    words = {**HINDI.file.words, "month": {**HINDI.file.words["month"], "12": ["डेसेम्बर"]}}
    grammar = TimexGrammar(HINDI.file.model_copy(update={"words": words}))
    (timex,) = grammar.find(fold("4 डेसेम्बर 2025 को").text)
    assert (timex.year, timex.month, timex.day) == (2025, 12, 4)


@pytest.mark.parametrize("pattern", ["{month:MONHT}", "{months:MONTH}", "<mnoth>", "NOWHERE"])
def test_a_pattern_that_names_what_there_is_not_is_refused(pattern: str) -> None:
    rule = RuleFile(rule="wrong", kind="day", pattern=pattern)
    with pytest.raises(KnowledgeError, match="wrong"):
        TimexGrammar(HINDI.file.model_copy(update={"levels": [[rule]]}))


def test_a_wrong_rule_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    good = Path(str(files("baithak.knowledge") / "hi" / "timex.yml")).read_text("utf-8")
    path = tmp_path / "timex.yml"
    path.write_text(good.replace('"{either}"', '"{either:ETHER}"'), "utf-8")
    line = good[: good.index("- rule: yesterday-tomorrow")].count("\n") + 1
    with pytest.raises(KnowledgeError, match=f"timex.yml:{line}: .*yesterday-tomorrow.*ETHER"):
        read_timex(path)
