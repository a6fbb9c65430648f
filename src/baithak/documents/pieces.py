"""What stands between two spaces, taken apart once for all pages: their words repeat."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import Final, NamedTuple

import regex

from baithak.documents.scripts import letters
from baithak.memo import Memo

_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_TRAILING_MARKS: Final = regex.compile(r"\p{M}+$")
_STEM: Final = 5  # code points by which two forms of a word are taken for one


class Piece(NamedTuple):
    """words: folded. functions: how many of them are function words; stems: of the others. letters: by script."""

    words: tuple[str, ...]
    functions: int
    stems: tuple[str, ...]
    letters: int


@cache
def pieces(functions: Set[str]) -> Memo[str, Piece]:
    """Every piece as it is seen where these are the function words."""
    return Memo(lambda text: _apart(text, functions))


def _apart(text: str, functions: Set[str]) -> Piece:
    words = tuple(_WORD.findall(text))
    content = [word for word in words if word not in functions]
    stems = tuple(stem(word) for word in content if len(word) > 1)
    return Piece(words, len(words) - len(content), stems, letters(text))


def stem(word: str) -> str:
    """A crude stem: without the vowel signs at the end, cut to five code points."""
    return (_TRAILING_MARKS.sub("", word) or word)[:_STEM]
