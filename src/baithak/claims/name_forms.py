"""How pages spell a person's name: what is one name in another spelling, and what is short for it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex
from rapidfuzz import fuzz

from baithak.language.spelling import romanise, word_score
from baithak.language.text import fold_word

_LETTERS: Final = 75.0  # of 100: one vowel sign or one letter of a surname of five
_SOUND, _SAME = 0.92, 0.97  # of 1
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


def misspelt(name: str, full: str) -> bool:
    """Every word of a name is nearly one of the full name's."""
    return all(any(_alike(word, other) for other in full.split()) for word in name.split())


def short_for(name: str, full: str) -> bool:
    """Fewer words of the same name; or as many of them, with one misspelt or all of one sound."""
    words, whole = fold_word(name).split(), fold_word(full).split()
    if "".join(words) == "".join(whole):
        return words != whole
    if len(words) < len(whole):
        return set(words) < set(whole) or misspelt(name, full)
    if len(words) != len(whole) or len(words) == 1:
        return False
    pairs = list(zip(name.split(), full.split(), strict=True))
    one = sum(a == b for a, b in zip(words, whole, strict=True)) >= len(words) - 1 and all(
        _alike(a, b) for a, b in pairs
    )
    return one or all(_sounds_like(a, b) for a, b in pairs)


def _alike(word: str, other: str) -> bool:
    """One word in two spellings: nearly the same letters, beginning alike, or the same sound."""
    a, b = fold_word(word), fold_word(other)
    return (a[0] == b[0] and fuzz.ratio(a, b) >= _LETTERS) or _sounds_like(word, other)


def _sounds_like(word: str, other: str) -> bool:
    """Also across scripts; of short words, which many names are, only what sounds the same."""
    a, b = romanise(word), romanise(other)
    return bool(a and b) and a[0] == b[0] and word_score(a, b) >= (_SOUND if min(len(a), len(b)) > _SHORT else _SAME)
