"""Of which script the letters of a text are, counted without a search for each script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import regex

_OTHER = "other"
_SIGNS = {"Devanagari": "d", "Cyrillic": "c", "Latin": "l", _OTHER: "o"}
_CACHED = 1 << 16  # words of a corpus repeat
_LETTER = regex.compile(r"\p{L}")
_SCRIPTS = {sign: regex.compile(rf"\p{{{name}}}") for name, sign in _SIGNS.items() if name != _OTHER}


class _Table(dict[int, str]):
    """The sign of each character's script, a space for what is no letter; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        own = next((sign for sign, script in _SCRIPTS.items() if script.match(char)), None)
        self[code] = sign = own or (_SIGNS[_OTHER] if _LETTER.match(char) else " ")
        return sign


_TABLE = _Table()


def letters(text: str) -> Mapping[str, int]:
    """How many letters, with their marks, are Devanagari, Cyrillic, Latin and other."""
    counts = zip((0,) * len(_SIGNS), *map(_letters, text.split()), strict=True)
    return dict(zip(_SIGNS, map(sum, counts), strict=True))


@lru_cache(_CACHED)
def _letters(piece: str) -> tuple[int, ...]:
    """The counts of what stands between spaces."""
    signs = piece.translate(_TABLE)
    return tuple(signs.count(sign) for sign in _SIGNS.values())


def script(text: str) -> str:
    """The script of most letters, other only where there is none of those that are read, "" without letters."""
    counts = dict(letters(text))
    others = counts.pop(_OTHER)
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else _OTHER if others else ""
