"""The rules of ``timex.yml``, compiled, and the finder of time expressions that applies them.

Each lexeme of a run becomes one character that stands for its set of classes, so that a rule is one regular
expression over a short string. Levels are applied one after another; what a rule matches becomes one lexeme of the
class ``<kind>`` for the levels above, and at the end every such lexeme that is no mere building block is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import regex

from baithak.errors import KnowledgeError
from baithak.language.text import fold_word
from baithak.language.timex.inherit import interval, listed
from baithak.language.timex.lexer import Lexeme, Lexer, century
from baithak.language.timex.model import Direction, Timex
from baithak.language.timex.schema import RuleFile, TimexFile
from baithak.memo import Memo

_ITEM: Final = regex.compile(
    r"\{(?P<slot>\w+)(?::(?P<classes>[^}]+))?\}|(?P<kinds><[a-z][a-z|-]*>)|(?P<name>[A-Z][A-Z_]*)|(?P<rest>\S)"
)
_FIELDS: Final = tuple(field.name for field in fields(Timex))
_WHOLE: Final = frozenset({"of", "a", "b", "item", "anchor", "amount"})  # what a slot takes as an expression
_SLOTS: Final = {*_FIELDS, *_WHOLE, "date", "n", "ends"}
_ALONE: Final = {  # how a lexeme that no rule has reduced reads as an expression of its own: kind, field
    "D": ("day", "day"), "ORD": ("day", "day"), "MONTH": ("month", "month"), "Y": ("year", "year"),
    "WEEKDAY": ("weekday", "weekday"), "WSHORT": ("weekday", "weekday"),
}  # fmt: skip
_YEAR: Final = 4  # figures of a year
_BETWEEN: Final = frozenset("/-")  # the same between day, month and year, where they are not one token with these
_FIGURES: Final = frozenset({"FY", "TRIPLE", "Y", "PAIR"})  # figures that may make a time expression without a word


@dataclass(frozen=True, slots=True)
class _Rule:
    file: RuleFile
    kind: str
    pattern: regex.Pattern[str]
    slots: Mapping[str, tuple[str, ...]]  # slot -> its classes, in order of preference


_Level = Memo[str, Sequence[_Rule]]  # the next codes -> the rules that may begin with them, in order
_AHEAD: Final = 3  # codes that tell


class RuleError(KnowledgeError):
    """A rule of a time grammar is wrong; `rule` is its name, for whoever knows the file and its lines."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(f"the time rule `{rule}` {reason}")
        self.rule = rule


class TimexGrammar:
    """The compiled rules of one language. Build it once; `find` keeps no state.

    abbreviations: folded words behind which a full stop ends no sentence.

    Raises RuleError where a pattern is unsound or names a class or slot that there is not.
    """

    def __init__(self, file: TimexFile) -> None:
        self.file = file
        tables = (*file.words.values(), *file.glue.values())
        dotted = [word for senses in tables for words in senses.values() for word in words if word.endswith(".")]
        self.abbreviations = frozenset(fold_word(word[:-1]) for word in dotted)
        self._tenses = {tense: list(map(fold_word, words)) for tense, words in file.tenses.items()}
        anchors = {name.upper() for name in file.words} | _FIGURES
        self._lexer = Lexer(file, anchors)
        rules = [rule for level in file.levels for rule in level]
        self._inner = frozenset(rule.kind for rule in rules if rule.inner)
        sets = self._lexer.class_sets() | {frozenset({f"<{rule.kind}>"}) for rule in rules}
        self._codes = {classes: chr(0xE000 + n) for n, classes in enumerate(sorted(sets, key=sorted))}
        # Classes by any order in which they may stand.
        self._code: Memo[tuple[str, ...], str] = Memo(lambda classes: self._codes[frozenset(classes)])
        self._anchors = frozenset(code for classes, code in self._codes.items() if classes & anchors)
        self._levels = [self._level([self._rule(rule) for rule in level]) for level in file.levels]

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Timex]:
        """The time expressions of folded text between two offsets, in order; they do not overlap."""
        found: list[Timex] = []
        for run in self._lexer.runs(text, start, len(text) if end is None else end):
            codes = self._string(run)
            if self._anchors.isdisjoint(codes):
                continue
            for lexeme in self._reduced(run, codes):
                value = next(iter(lexeme.values.values()))
                if isinstance(value, Timex) and value.kind not in self._inner:
                    found.append(value)
        return found

    def may_hold(self, words: Sequence[str]) -> bool:
        """Whether there can be a time expression among the tokens of folded text; told without looking closer."""
        if not self._lexer.openers.isdisjoint(words):
            return True
        figures = [word for word in words if word[0].isdigit()]
        if figures and not _BETWEEN.isdisjoint(words):
            return True
        return any(len(word) >= _YEAR or not word.isdigit() for word in figures)  # "4may" has a month in it

    def tense(self, word: str) -> Direction | None:
        """Where a folded word puts its sentence, if it is one that tells."""
        for tense, words in self._tenses.items():
            if word in words or any(each[0] == "-" and word.endswith(each[1:]) for each in words):
                return tense
        return None

    def _string(self, run: Sequence[Lexeme]) -> str:
        return "".join([self._code[tuple(lexeme.values)] for lexeme in run])

    def _reduced(self, run: list[Lexeme], codes: str) -> list[Lexeme]:
        """The run after all levels."""
        for level in self._levels:
            out: list[Lexeme] = []
            at = 0
            for start in range(len(codes)):
                if start < at:
                    continue
                able = level[codes[start : start + _AHEAD]]
                if able and (best := _longest(able, codes, start)) is not None:
                    rule, match = best
                    out.extend(run[at:start])
                    out.extend(self._built(rule, match, run))
                    at = match.end()
            if at:
                run = out + run[at:]
                codes = self._string(run)
        return run

    def _built(self, rule: _Rule, match: regex.Match[str], run: Sequence[Lexeme]) -> list[Lexeme]:
        """What the matched lexemes become: one expression, or one for each day of a list with gaps."""
        first, last = match.span()
        start, end, kind = run[first].start, run[last - 1].end, rule.kind
        given: dict[str, Any] = dict(rule.file.set)
        if kind == "financial-year":
            given["month"] = self.file.financial_year_starts
        parts: dict[str, list[Timex]] = {}
        for slot, classes in rule.slots.items():
            for at, _ in match.spans(slot):
                if slot in _WHOLE:
                    parts.setdefault(slot, []).append(_expression(run[at], classes))
                else:
                    given.update(self._field(slot, next(run[at].values[c] for c in classes if c in run[at].values)))
        for each in parts.get("of", ()):
            given = {**_filled(each), **given}
        if "n" in given:
            given["amounts"] = ((given.pop("n"), given.pop("unit")),)
        if "amount" in parts:
            given["amounts"] = tuple(pair for each in parts["amount"] for pair in each.amounts)
        if "a" in parts:
            found = [interval(Timex(start, end, kind), parts["a"][0], parts["b"][0], given)]
        elif "item" in parts:
            days = [*parts["item"], Timex(**{**_spanned(parts["of"][0]), **given})]
            found = listed(Timex(start, end, kind), days)
        else:
            found = [Timex(start, end, kind, parts=tuple(parts.get("anchor", ())), **given)]
        return [Lexeme(each.start, each.end, {f"<{each.kind}>": each}) for each in found]

    def _field(self, slot: str, value: Any) -> Mapping[str, Any]:
        """The fields of an expression that a captured value fills."""
        if isinstance(value, Timex):
            value = getattr(value, slot)
        if slot == "date":
            return {name: part for name, part in zip(("year", "month", "day"), value, strict=True) if part is not None}
        if slot == "ends":  # a financial year named by the year in which it ends
            return {"year": value - 1}
        return {slot: century(value) if slot == "year" else value}

    def _level(self, rules: Sequence[_Rule]) -> _Level:
        return Memo(lambda codes: [rule for rule in rules if _may_begin(rule, codes)])

    def _rule(self, file: RuleFile) -> _Rule:
        slots: dict[str, tuple[str, ...]] = {}
        parts = []
        for item in _ITEM.finditer(self._expanded(file.pattern)):
            slot = item["slot"]
            if item["rest"]:
                parts.append(item["rest"])
                continue
            text = item["classes"] or item["kinds"] or item["name"] or slot.upper()
            classes = tuple(_classes(text))
            codes = "".join(code for known, code in self._codes.items() if known.intersection(classes))
            if not codes or (slot and slot not in _SLOTS):
                raise RuleError(file.rule, f"names `{item.group()}`, which there is not.")
            parts.append(f"(?P<{slot}>[{codes}])" if slot else f"[{codes}]")
            if slot:
                slots[slot] = tuple(dict.fromkeys((*slots.get(slot, ()), *classes)))
        try:
            return _Rule(file, file.kind, regex.compile("".join(parts)), slots)
        except regex.error as error:
            raise RuleError(file.rule, f"has no sound pattern: {error}.") from error

    def _expanded(self, pattern: str) -> str:
        for name, text in self.file.macros.items():
            pattern = pattern.replace(f"@{name}", f"(?:{text})")
        return pattern


def _classes(text: str) -> Iterator[str]:
    """``<day|month>|MONTH`` is three classes."""
    for item in regex.finditer(r"<([^>]+)>|[A-Z_]+", text):
        yield from (f"<{kind}>" for kind in item[1].split("|")) if item[1] else (item.group(),)


def _may_begin(rule: _Rule, codes: str) -> bool:
    """Whether some match of a rule begins with these codes; one that looks behind itself may wait for what is there."""
    return "(?<=" in rule.pattern.pattern or rule.pattern.match(codes, partial=True) is not None


def _longest(rules: Sequence[_Rule], codes: str, at: int) -> tuple[_Rule, regex.Match[str]] | None:
    """The rule that takes most from here; of equals the first."""
    best: tuple[_Rule, regex.Match[str]] | None = None
    end = -1
    for rule in rules:
        match = rule.pattern.match(codes, at)
        if match is not None and match.end() > end:
            best, end = (rule, match), match.end()
    return best


def _expression(lexeme: Lexeme, classes: Sequence[str]) -> Timex:
    """The expression that a lexeme is, reduced or not."""
    name = next(c for c in classes if c in lexeme.values)
    value = lexeme.values[name]
    if isinstance(value, Timex):
        return value
    kind, field = _ALONE[name]
    return replace(Timex(lexeme.start, lexeme.end, kind), **{field: value})


def _spanned(timex: Timex) -> dict[str, Any]:
    return {name: getattr(timex, name) for name in _FIELDS}


def _filled(timex: Timex) -> dict[str, Any]:
    """What an expression says, without its place and kind."""
    skip = ("start", "end", "kind")
    return {k: v for k, v in _spanned(timex).items() if k not in skip and v not in (None, (), False)}
