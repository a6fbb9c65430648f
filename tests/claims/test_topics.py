"""Codes of topics: the longest stem at a word, the topic spoken of most, and none where no stem begins a word."""

from __future__ import annotations

import pytest

from baithak.claims.topics import Topics, topics
from baithak.knowledge.load import load
from baithak.language.text import folded_words

STEMS = [("security", "सुरक्षा"), ("maritime-security", "समुद्री सुरक्षा"), ("trade", "व्यापार"), ("trade", "निर्यात")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("समुद्री सुरक्षा पर ध्यान", "maritime-security"),
        ("सुरक्षा और समुद्र", "security"),
        ("सुरक्षा से अधिक व्यापारिक संबंध और निर्यात", "trade"),
        ("असुरक्षा", None),
        ("", None),
    ],
)
def test_codes(text: str, code: str | None) -> None:
    assert Topics(STEMS).code(folded_words(text)) == code


def test_the_catalogue_has_stems_in_several_languages() -> None:
    known = load()
    assert topics(known, "hi").code(folded_words("कच्चे तेल और गैस की आपूर्ति")) == "energy"
    assert (
        topics(known, "en").code(folded_words("ship repair, maritime patrols and naval visits")) == "maritime-security"
    )
    assert topics(known, "hi") is topics(known, "hi")
