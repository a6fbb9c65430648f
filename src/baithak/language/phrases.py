"""A cascade of phrase rules over categories: each rule replaces the units that it matches by one phrase.

A pattern is a regular expression whose letters are categories: ``<pair>(country (dash|conj) country)``. A category
stands for any unit that carries it; ``<name>( … )`` captures units as a part of the phrase; look-ahead and
look-behind, ``? * + {m,n} |`` and ``^ $`` (ends of the sentence) are as usual; ``any`` is any unit. Rules run in the
order of the file, each over what the ones before it have left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from baithak.language.lexicon import Unit
from baithak.language.needs import PIECE, looks_back, needs
from baithak.language.schema import PhraseRule
from baithak.memo import Memo


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A rule ready to run. cats, code: those of its phrases; parts: name and number of each group that it captures.

    opening: the pattern, made to take in what it looks back at; none where that is not at its beginning.
    needed: the needs, as bits, that a sentence must meet.
    """

    cats: frozenset[str]
    code: str
    pattern: regex.Pattern[str]
    opening: regex.Pattern[str] | None
    parts: tuple[tuple[str, int], ...]
    needed: int
    name: str

    def may_begin(self, codes: str, more: bool) -> bool:
        """Whether the rule may match where these codes stand; with `more` behind them, or at the end of a sentence."""
        return self.opening is None or self.opening.match(codes, partial=more) is not None


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
        self._every = (1 << len(rules)) - 1
        self._needs: dict[frozenset[str], int] = {}  # codes of which a sentence must have one -> their bit
        self._meets: dict[str, int] = defaultdict(int)  # code -> the bits of the needs that it meets
        # The last rule is the first here, so that of their bits the highest is that of the rule that runs first.
        self._rules = [self._compiled(rule) for rule in reversed(rules)]
        self._bits = [1 << n for n in range(len(rules))]
        self._beginning = Memo(self._begun)
        self._told: Memo[str, Memo[str, int]] = Memo(lambda code: Memo(lambda behind: self._tell(code + behind)))

    def _compiled(self, rule: PhraseRule) -> _Compiled:
        cats, translated = _cats(rule), self._translate(rule.pattern)
        pattern, whole = regex.compile(translated), looks_back(rule.pattern)
        opening = None if whole is None else regex.compile(self._translate(whole))
        needed = sum({self._bit(self._codes.carrying(need)) for need in needs(rule.pattern)})
        return _Compiled(cats, self._codes[cats], pattern, opening, (*pattern.groupindex.items(),), needed, rule.phrase)

    def _bit(self, need: frozenset[str]) -> int:
        """The bit of a need."""
        if need not in self._needs:
            self._needs[need] = bit = self._every + 1 << len(self._needs)
            for code in need:
                self._meets[code] |= bit
        return self._needs[need]

    def _begun(self, code: str) -> list[int]:
        """The rules that may match from a code on."""
        return [n for n, rule in enumerate(self._rules) if rule.may_begin(code, more=True)]

    def _tell(self, codes: str) -> int:
        """What a code and the one behind it, if any, tell of a sentence, as bits: the rules that may match from there
        on, above them the needs that the first code meets."""
        able = [n for n in self._beginning[codes[0]] if self._rules[n].may_begin(codes, more=len(codes) > 1)]
        return self._meets[codes[0]] + sum(self._bits[n] for n in able)

    def _translate(self, pattern: str) -> str:
        out = []
        for piece in PIECE.finditer(pattern):
            if piece["capture"]:
                out.append(f"(?P<{piece['capture']}>")
            elif piece.group() == "(":
                out.append("(?:")  # what has no name is not captured, which costs
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
        signs = [self._codes[unit.cats] for unit in done]
        line = "".join(signs)
        told, behind = 0, ""
        for sign in reversed(signs):
            told |= self._told[sign][behind]
            behind = sign
        awake = told & self._every
        while awake:
            n = awake.bit_length() - 1
            awake ^= self._bits[n]
            rule = self._rules[n]
            if rule.needed & told != rule.needed:
                continue
            found = [m for m in rule.pattern.finditer(line) if m.end() > m.start()]
            if not found:
                continue
            for match in reversed(found):
                begin, end = match.span()
                done[begin:end] = [_phrase(rule, done, match, begin, end)]
                signs[begin:end] = [rule.code]
            line = "".join(signs)
            new = 0
            at = line.find(rule.code)
            while at >= 0:
                new |= self._told[rule.code][signs[at + 1] if at + 1 < len(signs) else ""]
                if at:
                    new |= self._told[signs[at - 1]][rule.code]
                at = line.find(rule.code, at + 1)
            told |= new
            awake |= new & self._bits[n] - 1
        return done


def _cats(rule: PhraseRule) -> frozenset[str]:
    return frozenset({rule.phrase, *rule.cats})


def _phrase(rule: _Compiled, units: list[Unit], match: regex.Match[str], begin: int, end: int) -> Unit:
    """One phrase in the place of the units that a rule matches; its parts are what the rule captures."""
    parts: dict[str, tuple[Unit, ...]] = {}
    for name, group in rule.parts:
        captured: list[Unit] = []
        for first, last in match.spans(group):
            captured += units[first:last]
        if captured:
            parts[name] = tuple(captured)
    kids = tuple(units[begin:end])
    value = kids[0].value if end - begin == 1 else None
    return Unit(kids[0].first, kids[-1].last, rule.cats, (), value, rule.name, parts, kids)
