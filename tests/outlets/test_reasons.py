"""Why the record says something, in the reader's words."""

from __future__ import annotations

from importlib.resources import files

import pytest

pytest.importorskip("babel", reason="the desk is not installed")
from baithak.outlets.web.reasons import MESSAGES
from baithak.outlets.web.words import Words


@pytest.mark.parametrize(
    ("said", "en", "hi"),
    [
        (
            "2 independent sources say so, the institution's own page among them; disputed by one source.",
            "2 independent sources say so, the institution's own page among them; disputed by one source.",
            "2 स्वतंत्र स्रोत ऐसा कहते हैं, संस्था का अपना पृष्ठ भी उनमें है; एक स्रोत असहमत है।",
        ),
        (
            "Pages say that its cadence is P1Y (4 of 5 known steps agree). "
            "The last was held 2024-08-01, so this agrees.",
            "Pages say that its cadence is every year (4 of 5 known steps agree). "
            "The last was held 1 Aug 2024, so this agrees.",
            "पृष्ठों के अनुसार आवृत्ति: हर साल (5 में से 4 ज्ञात अंतराल मेल खाते हैं)। पिछली 1 अग॰ 2024 को हुई, इसलिए यह मेल खाता है।",
        ),
        ("Ruled so by आशा: a slip", "Ruled so by आशा: a slip", "Ruled so by आशा: a slip"),
        ("One source says so, and more.", "One source says so, and more.", "One source says so, and more."),
        ("", "", ""),
    ],
)
def test_a_reason_is_told_clause_by_clause_or_left_alone(said: str, en: str, hi: str) -> None:
    assert Words("en").reason(said) == en
    assert Words("hi").reason(said) == hi


@pytest.mark.parametrize("message", MESSAGES)
def test_every_clause_has_its_translation(message: str) -> None:
    assert Words("hi").gettext(message) != message


def test_rare_rhythms_and_the_field_of_a_number_have_words_of_their_own() -> None:
    assert Words("hi").cadence("P2Y") == "हर 2 साल में"
    assert Words("en").cadence("P18M") == "every 18 months"
    assert Words("hi").label("ordinal") == "क्रमांक"


def test_no_translation_shows_a_placeholder_that_nothing_fills() -> None:
    catalogue = (files("baithak.outlets.web") / "locale/hi/LC_MESSAGES/desk.po").read_text("utf-8")
    for entry in catalogue.split("\n\n"):
        source, _, target = entry.partition("msgstr")
        for mark in ("%d", "%s", "%("):
            assert (mark in target) <= (mark in source), entry
