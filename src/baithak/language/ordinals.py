"""Ordinals of several words: number words that multiply and add up, closed by an ordinal.

The lexicon lists the words; those from a hundred on are scales. Figures are left alone: "2025" before "25th" is a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from baithak.language.lexicon import NUMBER, Lexicon, Unit
from baithak.language.text import fold, tokens
from baithak.model import Span

ORDINAL: Final = "ordinal"
_SCALE: Final = 100  # the least number word that multiplies what stands before it


def composed(units: Sequence[Unit], words: Sequence[str]) -> list[Unit]:
    """Tagged units with the number words before an ordinal drawn into it as far as they make one number with it."""
    done: list[Unit] = []
    for unit in units:
        done.append(unit)
        if ORDINAL in unit.cats and not _in_figures(unit, words):
            begin, value = _reach(done, words)
            done[begin:] = [Unit(done[begin].first, unit.last, unit.cats, unit.ids, value)]
    return done


def find_ordinals(text: str, lexicon: Lexicon) -> list[tuple[Span, int]]:
    """The ordinals of a text as spans of code points with their values, in order."""
    folded = fold(text)
    found = tokens(folded.text)
    return [
        (folded.span(found.starts[unit.first], found.ends[unit.last - 1]), unit.value)
        for unit in composed(lexicon.tag(found.words, {}), found.words)
        if ORDINAL in unit.cats and unit.value is not None
    ]


def ordinal_value(text: str, lexicon: Lexicon) -> int | None:
    """The value of a text that is one ordinal and nothing else, else none."""
    found = find_ordinals(text.strip(), lexicon)
    return found[0][1] if len(found) == 1 and found[0][0] == (0, len(text.strip())) else None


def _in_figures(unit: Unit, words: Sequence[str]) -> bool:
    return words[unit.first][0].isdigit()


def _reach(units: Sequence[Unit], words: Sequence[str]) -> tuple[int, int | None]:
    """Where the longest number begins that the last unit closes, and its value."""
    begin = len(units) - 1
    while begin and NUMBER in units[begin - 1].cats and not _in_figures(units[begin - 1], words):
        begin -= 1
    for first in range(begin, len(units) - 1):
        values = [u.value for u in units[first:]]
        value = _number([v for v in values if v is not None]) if None not in values else None
        if value is not None:
            return first, value
    return len(units) - 1, units[-1].value


def _number(values: Sequence[int]) -> int | None:
    """The number that the values of number words make, largest scale first; none where they make none."""
    scale = max(values)
    if scale < _SCALE:
        return values[0] if len(values) == 1 else None
    at = values.index(scale)
    times = _number(values[:at]) if at else 1
    rest = _number(values[at + 1 :]) if at + 1 < len(values) else 0
    if times is None or rest is None or times >= scale or rest >= scale:
        return None
    return times * scale + rest
