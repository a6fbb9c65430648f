"""How pages spell a person's name: what is one name in another spelling, and what is short for it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex
from rapidfuzz import fuzz

from baithak.language.spelling import romanise, word_score
from baithak.language.text import fold_word
from baithak.memo import Memo

_LETTERS: Final = 75.0  # of 100: one vowel sign or one letter of a surname of five
_SOUND: Final = 0.92  # of 1
_SAME: Final = 0.97
_SHORT: Final = 5  # letters in Latin
_APART: Final = regex.compile(r"[.\-\u2010-\u2015]")
_CACHED: Final = 1 << 14  # names of a corpus repeat


@lru_cache(_CACHED)
def parted(text: str) -> str:
    """A name with its words and initials parted by one space."""
    return " ".join(_APART.sub(" ", text).split())


@lru_cache(_CACHED)
def form_of(text: str) -> str:
    """A name as names are compared: parted and folded."""
    return fold_word(parted(text))


class _Word:
    """A word of a name, folded, and what it sounds like in Latin letters."""

    __slots__ = ("folded", "sound")

    def __init__(self, word: str) -> None:
        self.folded: Final = fold_word(word)
        self.sound: Final = romanise(word)


class _Name:
    """A name in one spelling. folded: its words when it is folded as a whole."""

    __slots__ = ("folded", "words")

    def __init__(self, text: str) -> None:
        self.words: Final = [_WORDS[word] for word in text.split()]
        self.folded: Final = fold_word(text).split()


_WORDS: Final = Memo(_Word)
_NAMES: Final = Memo(_Name)


def misspelt(name: str, full: str) -> bool:
    """Every word of a name is nearly one of the full name's."""
    others = _NAMES[full].words
    return all(any(_alike(word, other) for other in others) for word in _NAMES[name].words)


def short_for(name: str, full: str) -> bool:
    """Fewer words of the same name; or as many of them, with one misspelt or all of one sound."""
    one, other = _NAMES[name], _NAMES[full]
    words, whole = one.folded, other.folded
    if "".join(words) == "".join(whole):
        return words != whole
    if len(words) < len(whole):
        return set(words) < set(whole) or misspelt(name, full)
    if len(words) != len(whole) or len(words) == 1:
        return False
    pairs = list(zip(one.words, other.words, strict=True))
    if sum(a == b for a, b in zip(words, whole, strict=True)) >= len(words) - 1 and all(_alike(a, b) for a, b in pairs):
        return True
    return all(_sounds_like(a, b) for a, b in pairs)


def _alike(word: _Word, other: _Word) -> bool:
    """One word in two spellings: nearly the same letters, beginning alike, or the same sound."""
    a, b = word.folded, other.folded
    return (a[0] == b[0] and (a == b or fuzz.ratio(a, b) >= _LETTERS)) or _sounds_like(word, other)


def _sounds_like(word: _Word, other: _Word) -> bool:
    """Also across scripts; of short words, which many names are, only what sounds the same."""
    a, b = word.sound, other.sound
    return bool(a and b) and a[0] == b[0] and word_score(a, b) >= (_SOUND if min(len(a), len(b)) > _SHORT else _SAME)
