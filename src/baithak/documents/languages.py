"""In which language a text is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex

_READ = ("hi", "en", "ru")
_DECOYS = ("mr", "ne")  # written as Hindi is, and not Hindi
_SAMPLE = 4000  # code points that decide
_KNOWN = regex.compile(r"[\p{Devanagari}\p{Latin}\p{Cyrillic}]")
_LETTER = regex.compile(r"[\p{L}\p{M}]")


def language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language among those that are read and their neighbours.

    None where there are no letters or most are of a script in which none of these is written.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters or len(_KNOWN.findall(sample)) * 2 < letters:
        return None
    return _classify()(sample)[0]


@cache
def _classify() -> Callable[[str], tuple[str, float]]:
    import py3langid  # loads its model: only when a text is to be told

    py3langid.set_languages([*_READ, *_DECOYS])
    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify
