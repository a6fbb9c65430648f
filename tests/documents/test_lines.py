"""What the form of a line tells: how many full stops end a sentence in it, whether a verb does, and its days."""

from __future__ import annotations

import pytest

from baithak.documents.lines import Line, lines
from baithak.documents.vocabulary import load
from baithak.language.text import fold


def line(text: str) -> Line:
    (found,) = lines(fold(text), load())
    return found


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("बैठक सोमवार को हुई।", 1),
        ("बैठक सोमवार को हुई । अगली मार्च में होगी ।", 2),
        ("बैठक सोमवार को हुई. अगली मार्च में होगी।", 2),
        ("1. बैठक सोमवार को हुई।", 1),
        ("डॉ. वर्मा और आर. एन. सिंह मिले", 0),
        ("बैठक सोमवार को . . .", 1),
        ("बैठक सोमवार को...", 0),
        ("नियम 2.5 और site.in देखें", 0),
    ],
)
def test_full_stops_that_end_a_sentence(text: str, sentences: int) -> None:
    assert line(text).sentences == sentences


@pytest.mark.parametrize(
    ("text", "finite"),
    [
        ("दोनों पक्ष दिल्ली में मिले थे", True),
        ("दोनों पक्ष मिले थे। अगली बैठक पटना में", True),
        ("दोनों पक्ष मिले थे । अगली बैठक पटना में", True),
        ("जो पक्ष मिले थे उनकी अगली बैठक पटना में", False),
    ],
)
def test_a_verb_ends_a_sentence_or_the_line(text: str, finite: bool) -> None:
    assert line(text).finite is finite


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5 मार्च 2024", ["2024-03-05"]),
        ("5th of 3; 5th march, 2024", ["2024-03-05"]),
        ("मार्च 5, 2024", ["2024-03-05"]),
        ("2024, मार्च 5", ["2024-03-05"]),
        ("05.03.2024 से 2024-03-07 तक", ["2024-03-05", "2024-03-07"]),
        ("5 मार्च और 250 करोड़, 10:30 पर", ["XXXX-03-05"]),
        ("2024 में 5 लोग, 3-4 दिन", []),
    ],
)
def test_days_of_a_line(text: str, days: list[str]) -> None:
    assert [stamp.edtf[:10] for stamp in line(text).stamps] == days
