"""Letters by script: counts that add up are those that a search for each script finds."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from baithak.documents.scripts import OTHER, SCRIPTS, counts, letters, script

texts = st.text(st.characters(codec="utf-8") | st.sampled_from("कमल की सभा ,।? Мир во words 4 ξ"))


@given(texts)
def test_letters_are_those_that_a_search_finds(text: str) -> None:
    found = {name: len(regex.findall(rf"\p{{{name}}}", text)) for name in SCRIPTS if name != OTHER}
    read = "".join(rf"\p{{{name}}}" for name in found)
    assert counts(letters(text)) == {**found, OTHER: len(regex.findall(rf"(?V1)[\p{{L}}--[{read}]]", text))}


@given(texts, texts)
def test_counts_of_texts_add_up(one: str, other: str) -> None:
    assert letters(f"{one} {other}") == letters(one) + letters(other)


def test_the_script_of_most_letters() -> None:
    assert [script(text) for text in ("यह EU की बैठक है", "Заседание в Delhi", "12 : 30", "ξένος")] == [
        "Devanagari", "Cyrillic", "", OTHER,
    ]  # fmt: skip
