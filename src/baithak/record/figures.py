"""Numbers that claims give of one thing, and whether two of them can both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from baithak.language.text import fold_word
from baithak.record.event import Event
from baithak.record.outcomes import kind_of
from baithak.record.reconcile import Fact, Rule, settle
from baithak.record.told import Told

_NUMBER = regex.compile(r"\d+(?:[.,]\d+)*")
_ROUNDED = 0.07  # share by which a rounded number may differ from the exact one
FIELDS = ("quantity", "amount")
FIGURE = "figure"


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


_MEASURES: Rule[str] = Rule(lambda a, b: a == b, clash, len)


def _rounded(one: float, other: float) -> bool:
    """Whether one has fewer digits that count than the other: 15 beside 15.8, 300 beside 312."""
    return _digits(one) != _digits(other)


def _digits(number: float) -> int:
    return len(f"{number:f}".rstrip("0").rstrip(".").replace(".", "").rstrip("0"))


@dataclass(frozen=True, slots=True)
class Measure:
    """What an event's claims come to in one number. field: as disputes call it; of: what was counted or paid for."""

    field: str
    of: str
    fact: Fact[str]
    told: tuple[Told, ...]


def measures(event: Event) -> Iterator[Measure]:
    """Every number that claims of an event give of it.

    Quantity and amount go by the kind of document, three agreements and one protocol being no dispute; figures by
    what they count.
    """
    told = [one for one in event.every if one.happened] + event.figures
    kinds = {one.id: kind for one in told if (kind := kind_of(one.extra.get("document")))}
    found: dict[tuple[str, str], list[tuple[str, Told]]] = defaultdict(list)
    for one in told:
        for name in FIELDS:
            if name in one.extra:
                found[name, kinds.get(one.id, one.type)].append((one.extra[name], one))
        if one.type == FIGURE and "value" in one.extra:
            for counted in _subjects(one, kinds):
                found[f"{FIGURE}: {counted}", counted].append((one.extra["value"], one))
    for (name, of), said in found.items():
        fact = settle(said, _MEASURES)
        if fact:
            yield Measure(name, of, fact, tuple(one for _, one in said))


def _subjects(figure: Told, kinds: Mapping[str, str]) -> tuple[str, ...]:
    """What a figure counts: the kind of document of the signing that it is part of, else what it says it is about."""
    counted = tuple(kinds[to] for kind, to in figure.relations if kind == "part_of" and to in kinds)
    return counted or figure.topics
