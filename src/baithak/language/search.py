"""Words as a search takes them: folded, and led back to what they may be forms of.

A word has several terms where its ending leaves open which word it is a form of; two words match where they share one.
Devanagari is led back by the paradigms of the lexicon, which know inflection alone: a stemmer that takes off whatever
looks like an ending makes a mask of Moscow. Latin and Cyrillic words go through Snowball.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import regex
import Stemmer

from baithak.language.spelling import romanise, skeleton
from baithak.language.text import fold_word

_CACHED: Final = 1 << 18
_SHORTEST: Final = 2  # letters that have to be left
# A number stands alone; letters that follow it are its ending. What folding drops inside a word is part of it.
_WORD: Final = regex.compile(
    r"(\p{N}+)(?:[\p{L}\p{M}\u200b-\u200f\u00ad]+)?|[\p{L}\p{M}][\p{L}\p{M}\u200b-\u200f\u00ad\u2060\ufeff]*"
)
_CYRILLIC: Final = regex.compile(r"\p{Cyrillic}")
_DEVANAGARI: Final = regex.compile(r"\p{Devanagari}")
_LETTER: Final = regex.compile(r"\p{L}")
_SOUNDS: Final = ((regex.compile("dzh"), "j"), (regex.compile("tkh"), "th"), (regex.compile("iy|yi|ij"), "i"))


class Word(NamedTuple):
    """A word of a text with its terms; start and end are code points of the text."""

    terms: tuple[str, ...]
    start: int
    end: int


def spoken(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as they stand, a number without its ending, each with where it begins and ends."""
    for found in _WORD.finditer(text):
        word, start = found[1] or found[0], found.start()
        yield word, start, start + len(word)


class Terms:
    """Leads words to their terms.

    endings: of a form and of the word that it may be a form of; ignored: words that say too little to be looked for.
    """

    def __init__(self, endings: Iterable[tuple[str, str]], ignored: Iterable[str]) -> None:
        bases: dict[str, set[str]] = {}
        for form, base in endings:
            bases.setdefault(fold_word(form), set()).add(fold_word(base))
        self._endings = sorted(((form, sorted(found)) for form, found in bases.items()), key=lambda e: -len(e[0]))
        self._ignored = frozenset(map(fold_word, ignored))
        self._latin, self._cyrillic = Stemmer.Stemmer("english"), Stemmer.Stemmer("russian")
        self.of = lru_cache(_CACHED)(self._of)

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text as it stands, unfolded."""
        return (Word(self.of(word), start, end) for word, start, end in spoken(text))

    def ignores(self, word: str) -> bool:
        return fold_word(word) in self._ignored

    def _of(self, word: str) -> tuple[str, ...]:
        folded = fold_word(word)
        if _DEVANAGARI.search(folded):
            return (folded, *dict.fromkeys(self._bases(folded)))
        return ((self._cyrillic if _CYRILLIC.search(folded) else self._latin).stemWord(folded),)

    def _bases(self, word: str) -> Iterator[str]:
        """What the word may be a form of, by the longest ending that it has."""
        for form, bases in self._endings:
            if word.endswith(form) and len(_LETTER.findall(word[: -len(form)])) >= _SHORTEST:
                yield from (word[: -len(form)] + base for base in bases)
                return


@lru_cache(_CACHED)
def sound(word: str) -> str:
    """What a word of any script sounds like, roughly: its consonants, as spellings and romanisations share them."""
    spoken = romanise(word).replace(" ", "")
    for pattern, put in _SOUNDS:
        spoken = pattern.sub(put, spoken)
    return skeleton(spoken)
