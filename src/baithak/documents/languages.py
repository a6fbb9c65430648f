"""In which language a text is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Final

import regex

from baithak.documents.lines import Line, lines
from baithak.documents.scripts import OTHER, counts
from baithak.documents.vocabulary import load
from baithak.language.text import fold

_OF_SCRIPT: Final = {"Latin": "en", "Cyrillic": "ru"}  # the one language of these that a script is for
_HINDI: Final = "hi"
_DECOYS: Final = ("mr", "ne")  # written like it
_LONG: Final = {"hin": "hi", "eng": "en", "rus": "ru", "mar": "mr", "nep": "ne"}  # ISO 639-2 -> 639-1
_SAMPLE: Final = 4000  # code points that decide
_FEW: Final = 1000  # the same by their words
_PURE: Final = 0.9  # share of a text's letters in one script by which the others are names and quotations
_FULL: Final = 0.25  # share of function words by which Devanagari is Hindi; others in it share hardly half as many


def language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language among those that are read and their neighbours.

    None where there are no letters or most are of a script in which none of these is written.
    Only where the script and the function words leave a doubt is the text given to the statistical model.
    """
    return language_of_lines(lines(fold(text), load()))


def language_of_lines(lines: Sequence[Line]) -> str | None:
    """The same of lines, one below the other."""
    sample = _head(lines, _SAMPLE)
    found = counts(sum([line.letters for line in sample]))
    total = sum(found.values())
    if not total or found[OTHER] * 2 > total:
        return None
    best = max(found, key=found.__getitem__)
    if found[best] >= _PURE * total:
        if best in _OF_SCRIPT:
            return _OF_SCRIPT[best]
        few = _head(sample, _FEW)
        words = sum([len(line.words) for line in few])
        if sum([line.functions for line in few]) >= _FULL * words > 0:
            return _HINDI
    return _classify()("\n".join([line.text for line in sample])[:_SAMPLE])[0]


def _head(lines: Sequence[Line], size: int) -> Sequence[Line]:
    """The first lines, up to the one in which so many code points are full."""
    for at, line in enumerate(lines):
        size -= len(line.text) + 1
        if size < 0:
            return lines[: at + 1]
    return lines


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
