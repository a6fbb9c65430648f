"""What stands between two spaces, taken apart once for all pages: their words repeat."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

import regex

from baithak.documents.scripts import letters

_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_TRAILING_MARKS: Final = regex.compile(r"\p{M}+$")
_NUMBER: Final = regex.compile(r"\d+")
_STEM: Final = 5  # code points by which two forms of a word are taken for one


class Piece:
    """words: folded. functions: how many of them are function words; stems: of the others. letters: by script.

    finite: whether one of the words is a finite verb. figures: where in the text each number begins.
    """

    def __init__(self, text: str, functions: Set[str], finite: Set[str], endings: tuple[str, ...]) -> None:
        self.text: Final = text
        words = tuple(_WORD.findall(text))
        content = [word for word in words if word not in functions]
        self.words: Final[tuple[str, ...]] = words
        self.functions: Final = len(words) - len(content)
        self.stems: Final = tuple([stem(word) for word in content if len(word) > 1])
        self.letters: Final = letters(text)
        self.finite: Final = any(word in finite or word.endswith(endings) for word in words)
        self.figures: Final = tuple([number.start() for number in _NUMBER.finditer(text)])


def stem(word: str) -> str:
    """A crude stem: without the vowel signs at the end, cut to five code points."""
    return (_TRAILING_MARKS.sub("", word) or word)[:_STEM]
