"""In which language a text is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Final

import regex

from baithak.documents.lines import Line
from baithak.documents.scripts import OTHER, counts, letters
from baithak.documents.vocabulary import load
from baithak.memo import Memo

_OF_SCRIPT: Final = {"Latin": "en", "Cyrillic": "ru"}  # the one language of these that a script is for
_HINDI: Final = "hi"
_DECOYS: Final = ("mr", "ne")  # written like it
_LONG: Final = {"hin": "hi", "eng": "en", "rus": "ru", "mar": "mr", "nep": "ne"}  # ISO 639-2 -> 639-1
_SAMPLE: Final = 4000  # code points that decide
_FEW: Final = 1000  # the same by their words
_ONE: Final = _FEW + 1  # a word where a function word counts one
_PURE: Final = 0.9  # share of a text's letters in one script by which the others are names and quotations
_FULL: Final = 0.25  # share of function words by which Devanagari is Hindi; others in it share hardly half as many
_WORD: Final = regex.compile(r"\p{Devanagari}+")


def language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language among those that are read and their neighbours.

    None where there are no letters or most are of a script in which none of these is written.
    Only where the script and the function words leave a doubt is the text given to the statistical model.
    """
    sample = text[:_SAMPLE]
    return _of_sample(sample, letters(sample))


def language_of_lines(lines: Iterable[Line]) -> str | None:
    """The same of lines, one below the other, whose letters are counted already."""
    texts, size, found = [], 0, 0
    for line in lines:
        room = _SAMPLE - size
        if room <= 0:
            break
        found += line.letters if len(line.text) <= room else letters(line.text[:room])
        texts.append(line.text)
        size += len(line.text) + 1
    return _of_sample("\n".join(texts)[:_SAMPLE], found)


def _of_sample(sample: str, letters: int) -> str | None:
    found = counts(letters)
    total = sum(found.values())
    if not total or found[OTHER] * 2 > total:
        return None
    best = max(found, key=found.__getitem__)
    if found[best] >= _PURE * total:
        if best in _OF_SCRIPT:
            return _OF_SCRIPT[best]
        words, functions = divmod(sum(map(_OF_PIECE.__getitem__, sample[:_FEW].split())), _ONE)
        if functions >= _FULL * words > 0:
            return _HINDI
    return _classify()(sample)[0]


def _of_piece(piece: str) -> int:
    """How many words of Devanagari stand between two spaces, and how many function words among them: one number, which
    adds up."""
    return sum([_ONE + (word in load().function_words) for word in _WORD.findall(piece)])


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
