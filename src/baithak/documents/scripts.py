"""Of which script the letters of a text are, counted without a search for each script."""

from __future__ import annotations

from typing import Final

import regex

from baithak.memo import Memo

OTHER: Final = "other"
SCRIPTS: Final = ("Devanagari", "Cyrillic", "Latin", OTHER)
_LETTER: Final = regex.compile(r"\p{L}")
_SCRIPTS: Final = {name: regex.compile(rf"\p{{{name}}}") for name in SCRIPTS if name != OTHER}
_BITS: Final = 32  # of the count of one script
_MASK: Final = (1 << _BITS) - 1


def _of_letter(char: str) -> int:
    """A count of one for the script of a letter or its mark, none for what is no letter."""
    own = next((name for name, script in _SCRIPTS.items() if script.match(char)), None)
    if own is None and not _LETTER.match(char):
        return 0
    return 1 << _BITS * SCRIPTS.index(own or OTHER)


_OF_LETTER: Final = Memo(_of_letter)
_OF_PIECE: Final[Memo[str, int]] = Memo(lambda piece: sum(map(_OF_LETTER.__getitem__, piece)))


def letters(text: str) -> int:
    """How many letters, with their marks, a text has of each script: one number, which adds up over texts."""
    return sum(map(_OF_PIECE.__getitem__, text.split()))


def counts(letters: int) -> dict[str, int]:
    """The number of letters by script."""
    return {name: letters >> _BITS * n & _MASK for n, name in enumerate(SCRIPTS)}


def main(letters: int) -> str:
    """The script of most letters, other only where there is none of those that are read, "" without letters."""
    if letters <= _MASK:  # they are all of the first
        return SCRIPTS[0] if letters else ""
    found = counts(letters)
    others = found.pop(OTHER)
    best = max(found, key=found.__getitem__)
    return best if found[best] else OTHER if others else ""


def script(text: str) -> str:
    """The script of most letters of a text."""
    return main(letters(text))
