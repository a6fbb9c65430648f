"""What stands between two spaces, taken apart once for all pages: their words repeat."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Final

import ahocorasick
import regex

from baithak.documents.scripts import letters
from baithak.memo import Memo

_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_LETTER: Final = regex.compile(r"[\p{L}\p{M}\p{N}]")
_LETTERED: Final[Memo[str, bool]] = Memo(lambda char: _LETTER.match(char) is not None)
_TRAILING_MARKS: Final = regex.compile(r"\p{M}+$")
_NUMBER: Final = regex.compile(r"\d+")
_STOPS: Final = regex.compile(r"[\u0964\u0965]|[.?!](?=[\s\"')\]]|$)")
_DOTS: Final = regex.compile(r"(?<!\.)\.(?=[\s\"')\]]|$)")
_CUT_SHORT: Final = regex.compile(r"(?r)(?<![\p{L}\p{M}\p{N}])(?:\p{L}\p{M}*){1,2}")
_STEM: Final = 5  # code points by which two forms of a word are taken for one

Tags = dict[str, frozenset[str]]
"""What a phrase says: kind -> values."""


class Phrases:
    """Known phrases in folded text, found by what stands before their first space."""

    def __init__(self, tags: Mapping[str, Tags]) -> None:
        begun: dict[str, list[str]] = {}
        for phrase in tags:
            begun.setdefault(phrase.partition(" ")[0], []).append(phrase)
        self._tags: Final = tags
        self._firsts: Final = ahocorasick.Automaton()
        for first, phrases in begun.items():
            self._firsts.add_word(first, (len(first), phrases))
        self._firsts.make_automaton()

    def begin_in(self, piece: str) -> list[tuple[int, str, Tags]]:
        """Where in a piece of text a phrase begins that holds whole words, and may go on behind the piece."""
        found = []
        for last, (length, phrases) in self._firsts.iter(piece):
            start, end = last + 1 - length, last + 1
            if apart(piece, start) and apart(piece, end):
                found += [(start, p, self._tags[p]) for p in phrases if len(p) == length or end == len(piece)]
        return found


class Piece:
    """words: folded. functions: how many of them are function words; stems: of the others. letters: by script.

    finite: whether one of the words is a finite verb. numbers: where in the piece each begins. phrases: start, end and
    tags of those that are known; leads: start, text and tags of those that may go on behind it, by the character with
    which they do. stops: how many marks end a sentence; opens: whether one stands in front of its first word; closes:
    whether one stands behind a finite verb. plain: none of these. size: code points, with the space behind it.
    """

    def __init__(
        self, text: str, functions: Set[str], finite: Set[str], endings: tuple[str, ...], known: Phrases
    ) -> None:
        words = tuple(_WORD.findall(text))
        content = [word for word in words if word not in functions]
        self.words: Final[tuple[str, ...]] = words
        self.functions: Final = len(words) - len(content)
        self.stems: Final = tuple([stem(word) for word in content if len(word) > 1])
        self.letters: Final = letters(text)
        self.finite: Final = any(_finite(word, finite, endings) for word in words)
        self.numbers: Final = tuple([number.start() for number in _NUMBER.finditer(text)])
        phrases: list[tuple[int, int, Tags]] = []
        leads: dict[str, list[tuple[int, str, Tags]]] = {}
        for start, phrase, tags in known.begin_in(text):
            end = start + len(phrase)
            if end <= len(text):
                phrases.append((start, end, tags))
            else:
                leads.setdefault(phrase[len(text) + 1 - start], []).append((start, phrase, tags))
        self.phrases: Final = phrases
        self.leads: Final = leads
        marked = words != (text,)  # most pieces are a word
        self.stops: Final = _stops(text, functions, finite) if marked else 0
        parts = [_WORD.findall(part) for part in _STOPS.split(text)[:-1]] if marked else []
        self.opens: Final = bool(parts) and not parts[0]
        self.closes: Final = any(_finite(part[-1], finite, endings) for part in parts if part)
        self.plain: Final = not (self.finite or self.numbers or phrases or leads or self.stops or parts)
        self.size: Final = len(text) + 1


class Pieces:
    """The pieces of a line of folded text, in which all white space is spaces, taken together.

    numbers: where in the line each begins. phrases: end, start and tags of those that are known, in this order.
    stops: how many marks end a sentence. closes: whether a finite verb stands at the end of one, or of the line.
    """

    def __init__(self, text: str, known: Memo[str, Piece]) -> None:
        words: list[str] = []
        stems: list[str] = []
        numbers: list[int] = []
        phrases: list[tuple[int, int, Tags]] = []
        finite = closes = False
        functions = letters = stops = at = 0
        for between in text.split(" "):
            piece = known[between]
            if not piece.plain:
                if piece.opens:
                    closes = closes or (bool(words) and known[words[-1]].finite)
                    stops -= _goes_on_dotted(text, at)
                finite = finite or piece.finite
                closes = closes or piece.closes
                stops += piece.stops
                for number in piece.numbers:
                    numbers.append(at + number)
                for first, last, tags in piece.phrases:
                    phrases.append((at + last, at + first, tags))
                if piece.leads and (led := piece.leads.get(text[at + piece.size : at + piece.size + 1])):
                    phrases += _led(led, at, text)
            for word in piece.words:
                words.append(word)
            for key in piece.stems:
                stems.append(key)
            functions += piece.functions
            letters += piece.letters
            at += piece.size
        self.words: Final = tuple(words)
        self.stems: Final = frozenset(stems)
        self.functions: Final = functions
        self.letters: Final = letters
        self.finite: Final = finite
        self.closes: Final = closes or (bool(words) and known[words[-1]].finite)
        self.stops: Final = stops
        self.numbers: Final = numbers
        self.phrases: Final = sorted(phrases)


def _led(leads: list[tuple[int, str, Tags]], at: int, text: str) -> list[tuple[int, int, Tags]]:
    """Those that hold of what may begin in a piece, which stands at a place of the text."""
    found = []
    for offset, phrase, tags in leads:
        start = at + offset
        end = start + len(phrase)
        if text[start:end] == phrase and apart(text, end):
            found.append((end, start, tags))
    return found


def _finite(word: str, finite: Set[str], endings: tuple[str, ...]) -> bool:
    """Whether a word is a finite verb, by itself or by its ending."""
    return word in finite or word.endswith(endings)


def _stops(text: str, functions: Set[str], finite: Set[str]) -> int:
    """How many full stops end a sentence, not an initial or a title cut short."""
    count = text.count("\u0964") + text.count("\u0965")
    for dot in _DOTS.finditer(text):
        cut = _CUT_SHORT.match(text, 0, dot.start())
        word = cut.group() if cut else ""
        count += not word or word in functions or word in finite
    return count


def _goes_on_dotted(text: str, at: int) -> bool:
    """Whether a full stop stands here behind another and a space, as in an ellipsis, and ends no sentence itself."""
    return text.endswith(". ", 0, at) and _DOTS.match(text, at) is not None


def apart(text: str, at: int) -> bool:
    """Whether no word runs across this place."""
    return not (0 < at < len(text) and _LETTERED[text[at - 1]] and _LETTERED[text[at]])


def stem(word: str) -> str:
    """A crude stem: without the vowel signs at the end, cut to five code points."""
    return (_TRAILING_MARKS.sub("", word) or word)[:_STEM]
