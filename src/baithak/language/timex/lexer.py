"""Words and numbers of folded text as lexemes: each carries the classes that it may stand for, and a value in each."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final

import regex

from baithak.language.text import fold_word
from baithak.language.timex.schema import TimexFile
from baithak.memo import Memo

Values = dict[str, Any]  # class -> value

_TOKEN: Final = regex.compile(
    r"(?P<word>[\p{L}\p{M}][\p{L}\p{M}\p{N}]*)"
    r"|(?P<triple>(?<![\d.,/])(?:\d{4}(?P<s>[./])\d{1,2}(?P=s)\d{1,2}|\d{1,2}(?P<t>[./])\d{1,2}(?P=t)(?:\d{4}|\d{2}))"
    r"(?![./]?\d)"
    r"|(?<![\d.,/-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2}))(?![./-]?\d))"
    r"|(?P<years>(?<![\d.,/-])\d{4}[-/]\d{2}(?![./-]?\d))"
    r"|(?P<pair>(?<![\d.,/])\d{1,2}/\d{1,2}(?![./]?\d))"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)"
    r"|(?P<other>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?)"
    r"|(?P<decimal>\d+\.\d+)"
    r"|(?P<int>\d+)"
    r"|(?P<mark>[^\s\p{L}\p{M}\p{N}]|[\r\n]+)"
)
_INTEGER: Final = regex.compile(r"-?\d+")
_DIGITS: Final = regex.compile(r"\d+")
_IN_A_YEAR: Final = 17  # no year in words does without a number word of at least so much
_PIVOT: Final = 70  # two-digit years from here on are of the twentieth century
OTHER: Final[Values] = {"OTHER": None}  # an unknown word beside a run
STOP: Final[Values] = {"STOP": None}  # the end of a sentence or line beside a run
_WORDS: Final = ("word", "mark")
_MEASURES: Final = frozenset("%+#$\u00b0\u20b9")
_HANGING: Final = regex.compile(r"-?\d[\d.,/-]*")  # a model number behind its letters, or an amount behind its sign
_STOPS: Final = frozenset("\u0964\u0965|.?!;:()\"'\r\n")


@dataclass(frozen=True, slots=True, eq=False)
class _Token:
    """A word, figure or mark as it stands between two spaces, at offsets from the first of these.

    values: of a figure; phrases: those that begin with the word, the longest first. opens: a time expression can be
    made with it. beside: what it is beside a run that it ends. closes: it lets a number stand by itself beside it, as
    brackets and stops do. unknown: it stands alone between the spaces and is of no known phrase.
    """

    text: str
    start: int
    end: int
    digits: bool
    values: Values | None
    phrases: Sequence[tuple[tuple[str, ...], Values]]
    opens: bool
    beside: Values
    closes: bool
    unknown: bool


class Lexeme:
    """A word, number or phrase at folded offsets, with its classes and values; `digits`: written in figures."""

    __slots__ = ("digits", "end", "start", "values")

    def __init__(self, start: int, end: int, values: Values, digits: bool = False) -> None:
        self.start: Final = start
        self.end: Final = end
        self.values: Final = values
        self.digits: Final = digits


def number(value: int, width: int = 0) -> Values:
    """The classes of a whole number; `width`: its length where it is written in figures."""
    found: dict[str, Any] = {"N": value}
    if 1 <= value <= 31 and width <= 2:
        found["D"] = value
        if width:
            found["DD"] = value
        if value <= 12:
            found["M"] = value
    if width == 2 or (not width and 20 <= value <= 99):
        found["YY"] = value
    if 100 <= value <= 2199:
        found["YN"] = value
    if 1700 <= value <= 2199 and (width == 4 or (not width and value % 100)):
        found["Y"] = value
        if value % 100:
            found["YODD"] = value
    return found


def number_classes() -> set[frozenset[str]]:
    """Every set of classes that a number may have."""
    return {
        frozenset(number(value, width)) for value in (0, 5, 15, 25, 45, 100, 1800, 1995, 5000) for width in range(6)
    }


def century(year: int) -> int:
    """The full year of a two-digit one."""
    return year if year > 99 else year + (1900 if year >= _PIVOT else 2000)


class Lexer:
    """The words of one language's file, folded; `runs` cuts text into stretches of known words.

    anchors: classes without one of which nothing is a time expression. openers: the words with which one can be made.
    """

    def __init__(self, file: TimexFile, anchors: Set[str]) -> None:
        self._order = file.order
        self._anchors = anchors
        self._entries: dict[tuple[str, ...], dict[str, Any]] = {}
        self._numbers(file)
        for table in (file.words, file.glue):
            for name, senses in table.items():
                for value, words in senses.items():
                    self._add(name.upper(), int(value) if _INTEGER.fullmatch(value) else value, words)
        self._add("BLOCKED", None, file.blocked)
        self._by_first: dict[str, list[tuple[tuple[str, ...], Values]]] = {}  # first word -> phrases, longest first
        for key, values in sorted(self._entries.items(), key=lambda each: -len(each[0])):
            self._by_first.setdefault(key[0], []).append((key, values))
        self._inside = frozenset(word for key in self._entries for word in key[1:])
        self.openers = frozenset(key[0] for key, values in self._entries.items() if self._opens(values))
        self._tokens = Memo(self._apart)

    def _numbers(self, file: TimexFile) -> None:
        feminine = {fold_word(end) for end in file.ordinal_feminine}
        for end in map(fold_word, file.ordinal_suffixes):
            self._entries[end,] = {"SUFFIX": None, **({"FEM": None} if end in feminine else {})}
        for value, words in file.numbers.items():
            for word in map(fold_word, words):
                self._entries[word,] = dict(number(value))
                if value < 100:
                    for end in map(fold_word, file.ordinal_word_suffixes):
                        self._entries[word + end,] = {"ORD": value, **({"FEM": value} if end in feminine else {})}

    def _add(self, name: str, value: Any, words: Iterable[str]) -> None:
        for word in words:
            key = tuple(m.group() for m in _TOKEN.finditer(fold_word(word)))
            self._entries.setdefault(key, {})[name] = value

    def class_sets(self) -> set[frozenset[str]]:
        """Every set of classes that a lexeme may have."""
        own = {frozenset(values) for values in self._entries.values()}
        figures = {
            frozenset(found)
            for found in (
                {"TRIPLE"},
                {"PAIR"},
                {"FY"},
                {"ORD"},
                {"ORD", "FEM"},
                {"DECIMAL"},
                {"CLOCK"},
                {"OTHER"},
                {"STOP"},
            )
        }
        return own | figures | number_classes() | {frozenset({"BLOCKED"})}

    def runs(self, text: str, start: int, end: int) -> list[list[Lexeme]]:
        """Stretches of known words and numbers with which a time expression can be made.

        Each stands between two lexemes that tell what is beside it.
        """
        found: list[list[Lexeme]] = []
        run: list[Lexeme] = []
        before, able = STOP, False
        tokens = self._found(text, start, end)
        at = 0
        while at < len(tokens):
            begin, stop, token = tokens[at]
            if token.unknown and not run:
                before = token.beside
                at += 1
                continue
            taken, values = _phrase(tokens, at) if token.phrases else (1, token.values)
            if values is not None:
                run.append(Lexeme(begin, tokens[at + taken - 1][1], values, token.digits))
                able = able or token.opens
                at += taken
                continue
            if run and run[-1].digits and run[-1].end == begin and not token.closes:
                run.pop()  # a measure, such as 5% or 40mm
            if run and able:
                found.append(_closed(run, before, token.beside))
            run, able = [], False
            before = token.beside
            at += 1
            if at == len(tokens) or tokens[at][0] > stop or token.closes:
                continue
            hanging = _HANGING.match(text, stop, end)
            while hanging and at < len(tokens) and tokens[at][0] < hanging.end():
                at += 1
        if run and able:
            found.append(_closed(run, before, STOP))
        return found

    def _found(self, text: str, start: int, end: int) -> list[tuple[int, int, _Token]]:
        """The tokens with the offsets at which they start and end; of unknown ones in a row, that say the same of what
        is beside them, the first."""
        found: list[tuple[int, int, _Token]] = []
        beside: Values | None = None  # what the last one says, if it is unknown
        at = start
        for piece in text[start:end].split(" "):
            for token in self._tokens[piece]:
                if not token.unknown:
                    found.append((at + token.start, at + token.end, token))
                    beside = None
                elif token.beside is not beside:
                    found.append((at + token.start, at + token.end, token))
                    beside = token.beside
            at += len(piece) + 1
        return found

    def _apart(self, piece: str) -> tuple[_Token, ...]:
        """The tokens of what stands between two spaces."""
        found = list(_TOKEN.finditer(piece))
        return tuple([self._token(each, len(found) == 1) for each in found])

    def _token(self, found: regex.Match[str], alone: bool) -> _Token:
        text, figure = found.group(), found.lastgroup not in _WORDS
        values, phrases = (self._figure(found), ()) if figure else (None, self._by_first.get(text, ()))
        opens = text in self.openers or (values is not None and self._opens(values))
        beside = STOP if text[0] in _STOPS else OTHER
        closes = found.lastgroup == "mark" and text[0] not in _MEASURES
        unknown = alone and values is None and not phrases and text not in self._inside
        return _Token(text, *found.span(), found.lastgroup == "int", values, phrases, opens, beside, closes, unknown)

    def _opens(self, values: Values) -> bool:
        """Whether a time expression can be made with this: of a class that makes one, or large enough for a year."""
        return not self._anchors.isdisjoint(values) or values.get("N", 0) >= _IN_A_YEAR

    def _figure(self, token: regex.Match[str]) -> Values | None:
        text = token.group()
        if token.lastgroup == "int":
            return number(int(text), len(text)) if len(text) < 9 else None
        if token.lastgroup == "clock":
            return {"CLOCK": None}
        parts = [int(part) for part in _DIGITS.findall(text)]
        if token.lastgroup == "triple":
            return self._triple(parts, text)
        if token.lastgroup == "pair":
            day_month = self._day_month(parts[0], parts[1])
            return day_month and {"PAIR": (None, *day_month)}
        if token.lastgroup == "years":
            if parts[1] == (parts[0] + 1) % 100:
                return {"FY": parts[0]}
            return {"TRIPLE": (parts[0], parts[1], None)} if 1 <= parts[1] <= 12 else {"OTHER": None}
        if token.lastgroup == "decimal" and len(text) <= 5:
            day_month = self._day_month(parts[0], parts[1])
            return {"DECIMAL": (None, *day_month)} if day_month else None
        return None

    def _triple(self, parts: Sequence[int], text: str) -> Values | None:
        if text[:4].isdigit():
            year, month, day = parts
            return {"TRIPLE": (year, month, day)} if _sound(month, day) else None
        day_month = self._day_month(parts[0], parts[1])
        return day_month and {"TRIPLE": (century(parts[2]), *day_month)}

    def _day_month(self, first: int, second: int) -> tuple[int, int] | Any:
        """(month, day) of two numbers in the language's order, or in the other one where only that can be."""
        orders = [(second, first), (first, second)]
        if self._order == "mdy":
            orders.reverse()
        return next((pair for pair in orders if _sound(*pair)), None)


def _sound(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2000, month)[1]


def _phrase(tokens: Sequence[tuple[int, int, _Token]], at: int) -> tuple[int, Values | None]:
    """How many tokens the longest known phrase from here takes, and its values."""
    for key, values in tokens[at][2].phrases:
        size = len(key)
        if size > 1 and (at + 1 == len(tokens) or tokens[at + 1][2].text != key[1]):
            continue  # the second word tells nearly always, before all are put together
        if size == 1 or key == tuple([token.text for _, _, token in tokens[at : at + size]]):
            return size, values
    return 1, None


def _closed(run: list[Lexeme], before: Values, after: Values) -> list[Lexeme]:
    """The run between what is beside it, with number words joined to numbers, and numbers with their suffixes to
    ordinals."""
    start, end = run[0].start, run[-1].end
    found = [Lexeme(start, start, before)]
    at = 0
    while at < len(run):
        size, value = _number_at(run, at)
        first, last = run[at], run[at + max(size, 1) - 1]
        at += max(size, 1)
        if size and at < len(run) and "SUFFIX" in run[at].values:
            feminine = {"FEM": value} if "FEM" in run[at].values else {}
            found.append(Lexeme(first.start, run[at].end, {"ORD": value, **feminine}))
            at += 1
        elif size > 1:
            found.append(Lexeme(first.start, last.end, number(value)))
        else:
            found.append(first)
    found.append(Lexeme(end, end, after))
    return found


def _number_at(run: list[Lexeme], at: int) -> tuple[int, int]:
    """How many lexemes from here make one number (0: none), and its value."""
    total, group, size = 0, 0, 0
    while at + size < len(run):
        lexeme = run[at + size]
        value = lexeme.values.get("N")
        if value is None or (size and lexeme.digits):
            break
        if not lexeme.digits and value >= 1000:
            total, group = total + (group or 1) * value, 0
        elif not lexeme.digits and value == 100:
            group = (group or 1) * 100
        elif group % 100 == 0 and (not size or group or total):
            group += value
        elif 17 <= group <= 20 and value >= 10:  # "nineteen ninety-nine"
            group = group * 100 + value
        else:
            break
        size += 1
    return size, total + group
