"""How far to the left a postposition reaches: the left edge of the phrase that it marks.

A phrase is a nominal with what stands before it and belongs to it: modifiers, a determiner, genitives and what they
hang on, coordinated nominals, the clause of a participle. An infinitive with a postposition brings its own groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from baithak.language.lexicon import MARK, NUMBER, Unit
from baithak.language.schema import ClauseGrammar

_CONJUNCTIONS: Final = frozenset({"conj", "or"})
_JOINTS: Final = _CONJUNCTIONS | {"comma"}
_BRIDGES: Final = frozenset({"dash", "slash", "quote"})  # stand inside a phrase and begin none
_INSIDE: Final = frozenset({"gloss", "percent"})  # marks that belong to the phrase
_BOUNDS: Final = frozenset({"sub", "stop"})
_ADVERB: Final = "adv"
_APART: Final = _BOUNDS | {_ADVERB, "neg", "rel"}
_COUNTED: Final = frozenset({NUMBER, "ordinal", "amount"})  # adverbs of degree go with these
_PRONOUNS: Final = frozenset({"pron", "det:he"})
_POSSESSIVE: Final = "pron:self"
_CLOSING: Final = frozenset({"det", "pron", "date"})  # before these of a phrase only a genitive can stand
_VERB: Final = "vp"
_WHOLE: Final = frozenset({"finite", "adverbial"})  # verb complexes of clauses that are no part of a phrase


def opened(units: Iterable[Unit], grammar: ClauseGrammar) -> Iterator[Unit]:
    """The units, with every phrase that holds a marker of case replaced by what it is made of."""
    for unit in units:
        if unit.kids and grammar.case not in unit.cats and unit.all(grammar.case):
            yield from opened(unit.kids, grammar)
        else:
            yield unit


def left_edge(units: Sequence[Unit], case: int, grammar: ClauseGrammar) -> int:
    """The index of the first unit of the phrase that the marker at index `case` marks; `case` itself if none."""
    walk = _Walk(units, grammar)
    edge = case
    for i in range(case - 1, -1, -1):
        if not (walk.takes(i) if edge < case else walk.starts(i)):
            break
        if units[i].cats.isdisjoint(_BRIDGES | _JOINTS):
            edge = i
    return edge


@dataclass(slots=True)
class _Walk:
    """A walk to the left over the units of one sentence.

    closed: what opens a phrase was met, so that only a genitive may stand before it. listed: a conjunction was, so that
    commas coordinate. verbal: inside the clause of an infinitive or participle, whose groups have their own cases.
    """

    units: Sequence[Unit]
    grammar: ClauseGrammar
    closed: bool = False
    listed: bool = False
    verbal: bool = False

    def starts(self, i: int) -> bool:
        """Whether a phrase can end in unit i."""
        cats = self.units[i].cats
        if _VERB in cats:
            return self._verb(cats)
        self.closed = not cats.isdisjoint(_CLOSING)
        return cats.isdisjoint(_BOUNDS | _JOINTS) and self.grammar.case not in cats

    def takes(self, i: int) -> bool:
        """Whether unit i belongs to the phrase of the units behind it."""
        cats = self.units[i].cats
        if self.grammar.case in cats:
            return self._case(i)
        if _VERB in cats:
            return self._verb(cats)
        if not cats.isdisjoint(_JOINTS):
            return self._joint(i)
        if not cats.isdisjoint(_BRIDGES | _INSIDE):
            return True
        return not self.closed and MARK not in cats and self._nominal(i)

    def _nominal(self, i: int) -> bool:
        unit, right = self.units[i], self.units[i + 1].cats
        self.closed = not unit.cats.isdisjoint(_CLOSING)
        if _ADVERB in unit.cats and not right.isdisjoint(_COUNTED):
            return True
        if self.grammar.case in right or not right.isdisjoint(_JOINTS):
            return unit.cats.isdisjoint(_APART)
        own = not unit.cats.isdisjoint(_PRONOUNS) and not self._possessive(unit)
        return not own and "date" not in unit.cats and unit.cats.isdisjoint(_APART)

    def _possessive(self, unit: Unit) -> bool:
        cases = {self.grammar.inherent.get(cat) for cat in unit.cats}
        return _POSSESSIVE in unit.cats or self.grammar.genitive in cases

    def _verb(self, cats: frozenset[str]) -> bool:
        self.verbal, self.closed, self.listed = True, False, False
        return cats.isdisjoint(_WHOLE)

    def _case(self, i: int) -> bool:
        case = self.units[i].sense(self.grammar.case) or self.grammar.bare
        self.closed = self.listed = False
        if i == 0 or case == self.grammar.genitive:
            return i > 0
        before = self.units[i - 1].cats
        foreign = self.grammar.barrier.get(case, ())
        return self.verbal and all(before.isdisjoint(self.grammar.kinds[kind]) for kind in foreign)

    def _joint(self, i: int) -> bool:
        self.listed = self.listed or not self.units[i].cats.isdisjoint(_CONJUNCTIONS)
        self.closed = False
        return self.listed and i > 0 and self.units[i - 1].cats.isdisjoint({_VERB, self.grammar.case} | _APART)
