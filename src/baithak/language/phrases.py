"""A cascade of phrase rules over categories: each rule replaces the units that it matches by one phrase.

A pattern is a regular expression whose letters are categories: ``<pair>(country (dash|conj) country)``. A category
stands for any unit that carries it; ``<name>( … )`` captures units as a part of the phrase; look-ahead and
look-behind, ``? * + {m,n} |`` and ``^ $`` (ends of the sentence) are as usual; ``any`` is any unit. Rules run in the
order of the file, each over what the ones before it have left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

import regex

from baithak.language.lexicon import Unit
from baithak.language.needs import PIECE, needs
from baithak.language.schema import PhraseRule


class _Compiled(NamedTuple):
    """A rule ready to run. cats, code: those of its phrases; parts: name and number of each group that it captures.

    needed: the needs, as bits, that a sentence must meet.
    """

    cats: frozenset[str]
    code: str
    pattern: regex.Pattern[str]
    parts: tuple[tuple[str, int], ...]
    needed: int
    name: str


class _Codes(dict[frozenset[str], str]):
    """A sign for each set of categories; sets that no pattern can tell apart have the same."""

    def __init__(self, told: Iterable[str], sets: Iterable[frozenset[str]]) -> None:
        self._told = frozenset(told)
        self._signs: dict[frozenset[str], str] = {}
        for cats in sets:
            self[cats]

    def __missing__(self, cats: frozenset[str]) -> str:
        self[cats] = sign = self._signs.setdefault(cats & self._told, chr(_FIRST_CODE + len(self._signs)))
        return sign

    def all(self) -> frozenset[str]:
        return frozenset(self._signs.values())

    def carrying(self, of: Iterable[str]) -> frozenset[str]:
        """The signs of the sets that have one of the categories."""
        return frozenset(sign for cats, sign in self._signs.items() if not cats.isdisjoint(of))


_FIRST_CODE: Final = 0x10000  # the supplementary planes: far from the signs that patterns are written with


class Cascade:
    """The rules of a language, compiled over the category sets that its lexicon can produce."""

    def __init__(self, rules: Sequence[PhraseRule], sets: Iterable[frozenset[str]]) -> None:
        told = (piece["cat"] for rule in rules for piece in PIECE.finditer(rule.pattern) if piece["cat"])
        self._codes = _Codes(told, [*sets, *map(_cats, rules)])
        # What a code tells of a sentence, as bits: the rules whose rarest need it meets, above them those whose second
        # rarest, above them each need that it meets.
        self._told: dict[str, int] = defaultdict(int)
        self._size = len(rules)
        self._every = (1 << len(rules)) - 1
        self._needs: dict[frozenset[str], int] = {}  # codes of which a sentence must have one -> their bit
        self._rules = [self._compiled(n, rule) for n, rule in enumerate(rules)]

    def _compiled(self, n: int, rule: PhraseRule) -> _Compiled:
        cats, pattern = _cats(rule), regex.compile(self._translate(rule.pattern))
        own = sorted({self._codes.carrying(need) for need in needs(rule.pattern)} or {self._codes.all()}, key=len)
        for place, need in enumerate((own[0], own[min(1, len(own) - 1)])):
            for code in need:
                self._told[code] |= 1 << n + place * self._size
        needed = sum(map(self._bit, own))
        return _Compiled(cats, self._codes[cats], pattern, (*pattern.groupindex.items(),), needed, rule.phrase)

    def _bit(self, need: frozenset[str]) -> int:
        """The bit of a need."""
        if need not in self._needs:
            self._needs[need] = bit = 1 << 2 * self._size + len(self._needs)
            for code in need:
                self._told[code] |= bit
        return self._needs[need]

    def _translate(self, pattern: str) -> str:
        out = []
        for piece in PIECE.finditer(pattern):
            if piece["capture"]:
                out.append(f"(?P<{piece['capture']}>")
            elif piece["cat"]:
                out.append(self._category(piece["cat"]))
            else:
                out.append(piece.group().strip())
        return "".join(out)

    def _category(self, cat: str) -> str:
        if cat == "any":
            return "."
        codes = "".join(sorted(self._codes.carrying({cat})))
        if not codes:
            raise ValueError(f"no word and no phrase carries the category {cat!r}")
        return f"[{codes}]"

    def run(self, units: Sequence[Unit]) -> list[Unit]:
        """The units of one sentence after every rule."""
        done = list(units)
        codes = [self._codes[unit.cats] for unit in done]
        line = "".join(codes)
        # What is told stays so when a phrase takes the place of units: a rule too many is tried, none too few.
        told = reduce(or_, map(self._told.__getitem__, {*codes}), 0)
        awake = told & told >> self._size & self._every
        while awake:
            lowest = awake & -awake
            awake ^= lowest
            rule = self._rules[lowest.bit_length() - 1]
            if rule.needed & told != rule.needed:
                continue
            found = [m for m in rule.pattern.finditer(line) if m.end() > m.start()]
            if not found:
                continue
            for match in reversed(found):
                begin, end = match.span()
                done[begin:end] = [_phrase(rule, done, match)]
                codes[begin:end] = [rule.code]
            line = "".join(codes)
            told |= self._told[rule.code]
            awake |= told & told >> self._size & self._every & -lowest << 1
        return done


def _cats(rule: PhraseRule) -> frozenset[str]:
    return frozenset({rule.phrase, *rule.cats})


def _phrase(rule: _Compiled, units: Sequence[Unit], match: regex.Match[str]) -> Unit:
    """One phrase in the place of the units that a rule matches; its parts are what the rule captures."""
    begin, end = match.span()
    parts = {}
    for name, group in rule.parts:
        if spans := match.spans(group):
            captured = tuple([unit for a, b in spans for unit in units[a:b]])
            if captured:
                parts[name] = captured
    kids = tuple(units[begin:end])
    value = kids[0].value if len(kids) == 1 else None
    return Unit(kids[0].first, kids[-1].last, rule.cats, (), value, rule.name, parts, kids)
