"""Numbers that claims give of one thing, and whether two of them can both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import regex

from baithak.language.text import fold_word
from baithak.record.outcomes import kind_of
from baithak.record.told import Told

_NUMBER = regex.compile(r"\d+(?:[.,]\d+)*")
_ROUNDED = 0.07  # share by which a rounded number may differ from the exact one
FIELDS = ("quantity", "amount")


def numbers(text: str) -> tuple[float, ...]:
    """The numbers in a text, digits of any script, commas between groups of them left out."""
    return tuple(float(found.replace(",", "")) for found in _NUMBER.findall(fold_word(text)) if found.count(".") < 2)


def unit(text: str) -> str:
    """What stands beside the numbers."""
    return " ".join(_NUMBER.sub(" ", fold_word(text)).split())


def clash(one: str, other: str) -> bool:
    """Whether two texts of the same unit give numbers that differ by more than rounding."""
    a, b = numbers(one), numbers(other)
    if not a or len(a) != len(b) or unit(one) != unit(other):
        return False
    return any(abs(x - y) > (_ROUNDED * max(x, y) if _rounded(x, y) else 0) for x, y in zip(a, b, strict=True))


def _rounded(one: float, other: float) -> bool:
    """Whether one has fewer digits that count than the other: 15 beside 15.8, 300 beside 312."""
    return _digits(one) != _digits(other)


def _digits(number: float) -> int:
    return len(f"{number:f}".rstrip("0").rstrip(".").replace(".", "").rstrip("0"))


def by_measure(told: Iterable[Told]) -> dict[tuple[str, str], list[tuple[str, Told]]]:
    """What claims of one event measure, by field and by what it is of.

    Quantity and amount go by the kind of document, three agreements and one protocol being no dispute; figures by
    what they are about.
    """
    found: dict[tuple[str, str], list[tuple[str, Told]]] = defaultdict(list)
    for one in told:
        of = kind_of(one.extra.get("document")) or one.type
        for name in FIELDS:
            if name in one.extra:
                found[name, of].append((one.extra[name], one))
        if one.type == "figure" and "value" in one.extra:
            for about in one.topics:
                found[f"figure: {about}", about].append((one.extra["value"], one))
    return dict(found)
