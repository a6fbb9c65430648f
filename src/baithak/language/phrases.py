"""A cascade of phrase rules over categories: each rule replaces the units that it matches by one phrase.

A pattern is a regular expression whose letters are categories: ``<pair>(country (dash|conj) country)``. A category
stands for any unit that carries it; ``<name>( … )`` captures units as a part of the phrase; look-ahead and
look-behind, ``? * + {m,n} |`` and ``^ $`` (ends of the sentence) are as usual; ``any`` is any unit. Rules run in the
order of the file, each over what the ones before it have left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from baithak.language.lexicon import Strict, Unit
from baithak.language.needs import PIECE, needs


class PhraseRule(Strict):
    """One rule: the name that its phrases bear as a category, further categories, the pattern, and its examples."""

    phrase: str
    cats: tuple[str, ...] = ()
    pattern: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class _Compiled(NamedTuple):
    """A rule ready to run. cats: those of its phrases; needed: the codes of which a sentence must have one."""

    cats: frozenset[str]
    pattern: regex.Pattern[str]
    needed: frozenset[str]
    name: str


_FIRST_CODE = 0x10000  # the supplementary planes: far from the signs that patterns are written with


class Cascade:
    """The rules of a language, compiled over the category sets that its lexicon can produce."""

    def __init__(self, rules: Sequence[PhraseRule], sets: Iterable[frozenset[str]]) -> None:
        self._codes: dict[frozenset[str], str] = {}
        for cats in [*sets, *map(_cats, rules)]:
            self._code(cats)
        self._rules = [self._compiled(rule) for rule in rules]

    def _compiled(self, rule: PhraseRule) -> _Compiled:
        pattern = regex.compile(self._translate(rule.pattern))
        return _Compiled(_cats(rule), pattern, self._needed(rule), rule.phrase)

    def _code(self, cats: frozenset[str]) -> str:
        return self._codes.setdefault(cats, chr(_FIRST_CODE + len(self._codes)))

    def _needed(self, rule: PhraseRule) -> frozenset[str]:
        """The codes of which a sentence must have one: those of the rule's rarest need, all where it has none."""
        each = [frozenset(c for cats, c in self._codes.items() if cats & need) for need in needs(rule.pattern)]
        return min(each, key=len, default=frozenset(self._codes.values()))

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
        codes = "".join(code for cats, code in self._codes.items() if cat in cats)
        if not codes:
            raise ValueError(f"no word and no phrase carries the category {cat!r}")
        return f"[{codes}]"

    def run(self, units: Sequence[Unit]) -> list[Unit]:
        """The units of one sentence after every rule."""
        done = list(units)
        line = "".join(self._code(u.cats) for u in done)
        present = set(line)
        for rule in self._rules:
            if present.isdisjoint(rule.needed):
                continue
            found = [m for m in rule.pattern.finditer(line) if m.end() > m.start()]
            for match in reversed(found):
                begin, end = match.span()
                done[begin:end] = [_phrase(rule, done, match)]
            if found:
                line = "".join(self._code(u.cats) for u in done)
                present = set(line)
        return done


def _cats(rule: PhraseRule) -> frozenset[str]:
    return frozenset({rule.phrase, *rule.cats})


def _phrase(rule: _Compiled, units: Sequence[Unit], match: regex.Match[str]) -> Unit:
    """One phrase in the place of the units that a rule matches; its parts are what the rule captures."""
    begin, end = match.span()
    parts = {
        name: tuple(u for a, b in spans for u in units[a:b])
        for name in match.re.groupindex
        if (spans := [s for s in match.spans(name) if s[1] > s[0]])
    }
    kids = tuple(units[begin:end])
    value = kids[0].value if len(kids) == 1 else None
    return Unit(kids[0].first, kids[-1].last, rule.cats, value=value, rule=rule.name, parts=parts, kids=kids)
