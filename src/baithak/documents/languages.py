"""In which language a text is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

import regex

from baithak.documents.scripts import OTHER, counts, letters
from baithak.documents.vocabulary import load
from baithak.memo import Memo

_OF_SCRIPT: Final = {"Latin": "en", "Cyrillic": "ru"}  # the one language of these that a script is for
_HINDI: Final = "hi"
_DECOYS: Final = ("mr", "ne")  # written like it
_LONG: Final = {"hin": "hi", "eng": "en", "rus": "ru", "mar": "mr", "nep": "ne"}  # ISO 639-2 -> 639-1
_SAMPLE: Final = 4000  # code points that decide
_FEW: Final = 1000  # the same by their words
_PURE: Final = 0.9  # share of a text's letters in one script by which the others are names and quotations
_FULL: Final = 0.25  # share of function words by which Devanagari is Hindi; others in it share hardly half as many
_WORD: Final = regex.compile(r"\p{Devanagari}+")


def language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language among those that are read and their neighbours.

    None where there are no letters or most are of a script in which none of these is written.
    Only where the script and the function words leave a doubt is the text given to the statistical model.
    """
    sample = text[:_SAMPLE]
    found = counts(letters(sample))
    total = sum(found.values())
    if not total or found[OTHER] * 2 > total:
        return None
    best = max(found, key=found.__getitem__)
    if found[best] >= _PURE * total:
        if best in _OF_SCRIPT:
            return _OF_SCRIPT[best]
        told = [_OF_PIECE[piece] for piece in sample[:_FEW].split()]
        words = sum([count for count, _ in told])
        if sum([functions for _, functions in told]) >= _FULL * words > 0:
            return _HINDI
    return _classify()(sample)[0]


def _of_piece(piece: str) -> tuple[int, int]:
    """How many words of Devanagari what stands between two spaces has, and how many of these are function words."""
    words = _WORD.findall(piece)
    return len(words), sum(word in load().function_words for word in words)


_OF_PIECE: Final = Memo(_of_piece)


@lru_cache(1024)
def code(name: str | None) -> str | None:
    """The ISO 639-1 code that a crawl's name of a language begins with, such as ``hin_Deva`` or ``hi-IN``."""
    first = regex.split(r"[-_ ]", (name or "").strip().lower())[0]
    return _LONG.get(first, first if len(first) in (2, 3) else None)


@cache
def _classify() -> Callable[[str], tuple[str, float]]:
    import py3langid  # loads its model: only when a text is to be told

    py3langid.set_languages([_HINDI, *_OF_SCRIPT.values(), *_DECOYS])
    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify
