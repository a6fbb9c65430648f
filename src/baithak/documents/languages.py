"""In which language a text is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

import regex

from baithak.documents.scripts import letters
from baithak.documents.vocabulary import load

_OF_SCRIPT = {"Latin": "en", "Cyrillic": "ru"}  # the one language of these that a script is for
_HINDI, _DECOYS = "hi", ("mr", "ne")  # written alike
_LONG = {"hin": "hi", "eng": "en", "rus": "ru", "mar": "mr", "nep": "ne"}  # ISO 639-2 -> 639-1
_SAMPLE = 4000  # code points that decide
_FEW = 1000  # the same by their words
_PURE = 0.9  # share of a text's letters in one script by which the others are names and quotations
_FULL = 0.25  # share of function words by which Devanagari is Hindi; other languages in it share hardly half as many
_CACHED = 1 << 16  # words of a corpus repeat
_WORD = regex.compile(r"\p{Devanagari}+")


def language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language among those that are read and their neighbours.

    None where there are no letters or most are of a script in which none of these is written.
    Only where the script and the function words leave a doubt is the text given to the statistical model.
    """
    sample = text[:_SAMPLE]
    counts = letters(sample)
    total = sum(counts.values())
    if not total or counts["other"] * 2 > total:
        return None
    best = max(counts, key=counts.__getitem__)
    if counts[best] >= _PURE * total:
        if best in _OF_SCRIPT:
            return _OF_SCRIPT[best]
        words = [word for piece in sample[:_FEW].split() for word in _words(piece)]
        if sum(map(load().function_words.__contains__, words)) >= _FULL * len(words) > 0:
            return _HINDI
    return _classify()(sample)[0]


@lru_cache(_CACHED)
def _words(piece: str) -> list[str]:
    """The words of what stands between spaces."""
    return _WORD.findall(piece)


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
