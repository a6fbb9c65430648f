"""A cheap look at a raw page: does it hold any word without which it can report nothing of ours?

The page is not folded, which would cost more than the search: only its letters are, and every word is looked for in the
other spellings that folding makes equal, as far as they can be told beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

import ahocorasick

from baithak.language.text import fold_word

_ANUSVARA: Final = "\u0902"
_VIRAMA: Final = "\u094d"
_NASALS: Final = {
    "\u0915\u0916\u0917\u0918": "\u0919",
    "\u091a\u091b\u091c\u091d": "\u091e",
    "\u091f\u0920\u0921\u0922": "\u0923",
    "\u0924\u0925\u0926\u0927": "\u0928",
    "\u092a\u092b\u092c\u092d": "\u092e",
}
"""The stops of one place of articulation, and the nasal of that place."""

_GLIDES: Final = {"\u0908": "\u092f\u0940", "\u090f": "\u092f\u0947"}
"""Vowels as they stand behind another, and with the glide that may be written between the two."""

_LIGHT: Final = [
    (char, folded)
    for char in map(chr, (*range(0x0900, 0x0980), 0x200C, 0x200D))
    if not char.isdecimal() and (folded := fold_word(char)) != char
]
"""Letters and joiners that fold one by one: to replace them costs little beside the search."""


class Gate:
    """Built once from groups of words in any spelling; a page passes if of each group one stands in it by itself."""

    def __init__(self, *groups: Iterable[str]) -> None:
        member: dict[str, int] = defaultdict(int)  # word -> the groups that it is of, a bit for each
        for number, words in enumerate(groups):
            for word in {v for w in words for v in spellings(fold_word(w))}:
                member[word] |= 1 << number
        self._all = (1 << len(groups)) - 1
        self._automaton = ahocorasick.Automaton()
        for word, of in member.items():
            self._automaton.add_word(word, (len(word), of))
        self._automaton.make_automaton()

    def __call__(self, text: str) -> bool:
        """Whether a page's raw text may report something."""
        light, missing = text, self._all
        for char, folded in _LIGHT:
            light = light.replace(char, folded)
        for end, (length, of) in self._automaton.iter(light):
            if missing & of and not (_inside(light, end + 1) or _inside(light, end - length)):
                missing &= ~of
                if not missing:
                    return True
        return False

    def words(self) -> list[str]:
        """Every spelling that is looked for."""
        return sorted(self._automaton.keys())


def _inside(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalpha() or "\u0900" <= text[at] <= "\u0963")


def spellings(folded: str) -> Iterator[str]:
    """A folded word in small letters and capitals, with each anusvara also as the half nasal of what follows it, and
    with a glide between two vowels."""
    options = []
    for i, char in enumerate(folded):
        after = folded[i + 1 : i + 2]
        nasal = next((n + _VIRAMA for stops, n in _NASALS.items() if after and after in stops), None)
        other = nasal if char == _ANUSVARA else _GLIDES.get(char) if i and _inside(folded, i - 1) else None
        options.append((char, other) if other else (char,))
    for spelling in map("".join, product(*options)):
        yield from {spelling, spelling.upper(), spelling.title()}
