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


@dataclass(frozen=True, slots=True)
class _Step:
    """What a rule makes of the lexemes from first to before last; taken: slot, its classes and the lexeme in it."""

    rule: _Rule
    first: int
    last: int
    taken: Sequence[tuple[str, tuple[str, ...], int]]


_Level = Memo[str, Sequence[_Step]]  # the codes of a run, which say the like again and again -> what it makes of them
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
            steps = level[codes]
            if steps:
                out: list[Lexeme] = []
                at = 0
                for step in steps:
                    out += run[at : step.first]
                    out += self._built(step, run)
                    at = step.last
                run = out + run[at:]
                codes = self._string(run)
        return run

    def _built(self, step: _Step, run: list[Lexeme]) -> list[Lexeme]:
        """What some lexemes become: one expression, or one for each day of a list with gaps."""
        rule = step.rule
        start, end, kind = run[step.first].start, run[step.last - 1].end, rule.kind
        given: dict[str, Any] = dict(rule.file.set)
        if kind == "financial-year":
            given["month"] = self.file.financial_year_starts
        parts: dict[str, list[Timex]] = {}
        for slot, classes, at in step.taken:
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
        begun = Memo[str, list[_Rule]](lambda codes: [rule for rule in rules if _may_begin(rule, codes)])
        return Memo(lambda codes: _steps(begun, codes))

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


def _steps(begun: Mapping[str, Sequence[_Rule]], codes: str) -> Sequence[_Step]:
    """What the rules of a level make of a run, from left to right; begun: those that may begin with the next codes."""
    found = []
    at = 0
    while at < len(codes):
        able = begun[codes[at : at + _AHEAD]]
        best = _longest(able, codes, at) if able else None
        if best is None:
            at += 1
            continue
        rule, match = best
        taken = [(slot, classes, where) for slot, classes in rule.slots.items() for where, _ in match.spans(slot)]
        found.append(_Step(rule, at, match.end(), taken))
        at = match.end()
    return found


def _longest(rules: Sequence[_Rule], codes: str, at: int) -> tuple[_Rule, regex.Match[str]] | None:
    """The rule that takes most from here; of equals the first."""
    best: tuple[_Rule, regex.Match[str]] | None = None
    end = at
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
