"""Folding with an offset map, tokens, and sentences: everything later works on these and points back to the source.

The stored text is never changed. `fold` gives a normal form in which spellings that readers take for the same word
are the same string (nukta, joiners, composed and decomposed letters, chandrabindu, homorganic nasals, letter case,
digits of any script, dashes, quotation marks), and `Folded.span` leads every stretch of it back to code points.
"""

from __future__ import annotations

import sys
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import regex

from baithak.memo import Memo
from baithak.model import Span

# Code points are written as escapes: this module holds no word of any language, only Unicode facts.
_DROPPED: Final = (
    "\u00ad\u034f\u061c\u093c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u0300-\u036f"
)
_DASHES: Final = "\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES: Final = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\uff02"
_SINGLE_QUOTES: Final = "\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\uff07"
# Devanagari letters that Hindi uses for one sound: chandrabindu and anusvara, candra vowels and their plain ones.
_DEVANAGARI: Final = {
    "\u0901": "\u0902",
    "\u0911": "\u0906",
    "\u0949": "\u093e",
    "\u0945": "\u0947",
    "\u0972": "\u0905",
}
_VIRAMA: Final = "\u094d"
_NASALS: Final = (  # a nasal with virama before a stop of its own class is written as anusvara as well
    "\u0919\u094d(?=J[\u0915-\u0918])|\u091e\u094d(?=J[\u091a-\u091d])|\u0923\u094d(?=J[\u091f-\u0922])"
    "|\u0928\u094d(?=J[\u0924-\u0927])|\u092e\u094d(?=J[\u092a-\u092d])"
).replace("J", "[\u200c\u200d]?")  # a joiner between the two is for the eye alone
_GLIDE: Final = "(?<=[\u0904-\u094c])\u092f[\u0940\u0947]"  # a glide before -i, -e inside a word may be left out
# A visarga at the end of a word stands for a colon where no Hindi word has one: behind an anusvara or a long vowel.
_COLON: Final = "(?<=[\u0902\u093e\u0940\u0942\u0947\u0948\u094b\u094c])\u0903(?![\\p{L}\\p{M}])"
_SITES: Final = regex.compile(f"[{_DROPPED}]+|{_NASALS}|{_GLIDE}|{_COLON}")
_GLIDE_TO: Final = {"\u0940": "\u0908", "\u0947": "\u090f"}


class _Table(dict[int, str]):
    """One-to-one folds, worked out for a code point when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


def _fold_char(char: str) -> str:
    if char in _DEVANAGARI:
        return _DEVANAGARI[char]
    if char in _DASHES:
        return "-"
    if char in _DOUBLE_QUOTES:
        return '"'
    if char in _SINGLE_QUOTES:
        return "'"
    if char.isspace():
        return char if char in "\n\r" else " "
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    base = unicodedata.normalize("NFD", char)[0]
    if base != char:
        return _fold_char(base)
    lower = base.lower()
    return lower if len(lower) == 1 else base


_TABLE: Final = _Table()


class Folded:
    """A normal form and the way back: ``starts[i]`` is the source offset of folded character i, one more at the end."""

    def __init__(self, text: str, source: str, starts: Sequence[int]) -> None:
        self.text: Final = text
        self.source: Final = source
        self.starts: Final = starts

    def span(self, start: int, end: int) -> Span:
        """The source span of a folded span; what folding dropped after a character belongs to it."""
        return Span(self.starts[start], self.starts[end] if end > start else self.starts[start])


@lru_cache(maxsize=2)  # a page is folded when it is prepared, all of its HTML behind it, and next when it is read
def fold(source: str) -> Folded:
    """The normal form of a text, with offsets in code points."""
    return _folded(source)


_PLACES: Final = array("q", range(1 << 15))  # the offsets of most texts: a slice of them is quicker than counting anew


def _folded(source: str) -> Folded:
    starts, size = array("q"), len(source) + 1
    places = _PLACES if size <= len(_PLACES) else array("q", range(size))
    lines: list[str] = []
    at = kept = 0
    for line in source.split("\n"):
        pieces = line.split(" ")
        folded = [_FOLDED[piece] for piece in pieces]
        lines.append(" ".join(folded))
        place, at = at, at + len(line) + 1
        if len(lines[-1]) == len(line):
            continue  # folding adds nothing, so it took nothing away either
        for piece, plain in zip(pieces, folded, strict=True):
            if len(plain) != len(piece):
                for first, last in _GONE[piece]:
                    starts.extend(places[kept : place + first])
                    kept = place + last
            place += len(piece) + 1
    starts.extend(places[kept:size])
    return Folded("\n".join(lines), source, starts)


def _gone(piece: str) -> list[tuple[int, int]]:
    """The offsets in a piece of text between which nothing of it is left when it is folded."""
    return [(site.start() + len(_replacement(site.group())), site.end()) for site in _SITES.finditer(piece)]


_BREAK: Final = regex.compile(r"[\r\n]+")
_KEPT: Final = 1 << 17  # words: those of the catalogues, and as many of pages
_WRAP: Final = regex.compile(r"[^\S\r\n]*[\r\n]+\s*")


def unwrapped(page: Folded, wraps: Iterable[int]) -> Folded:
    """The page with spaces for its line breaks at these source offsets; all offsets hold."""
    pieces, at = [], 0
    for wrap in sorted(wraps):
        begin = max(at, bisect_left(page.starts, wrap))
        end = found.end() if (found := _BREAK.match(page.text, begin)) else begin
        pieces += [page.text[at:begin], " " * (end - begin)]
        at = end
    return Folded("".join([*pieces, page.text[at:]]), page.source, page.starts) if pieces else page


def in_one_line(text: str) -> str:
    """Words of a page with one space for each line break in them."""
    return _WRAP.sub(" ", text) if "\n" in text or "\r" in text else text


def _replacement(found: str) -> str:
    if len(found) == 2 and found[1] == _VIRAMA:
        return "\u0902"
    if len(found) == 2 and found[0] == "\u092f" and found[1] in _GLIDE_TO:
        return _GLIDE_TO[found[1]]
    return ":" if found == "\u0903" else ""


def fold_text(source: str) -> str:
    """The normal form of a text, without the map."""
    return _SITES.sub(lambda site: _replacement(site.group()), source).translate(_TABLE)


_FOLDED: Final = Memo(fold_text)  # no fold reaches over a space
_GONE: Final = Memo(_gone)


@lru_cache(_KEPT)
def fold_word(word: str) -> str:
    """The normal form of a word or phrase, without the map; kept, for words that come again and again."""
    return fold_text(word)


def folded_words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, folded, whatever hyphens and marks stand between them."""
    return tuple(word for word in tokens(fold_word(text)).words if word[0].isalnum())


class Tokens:
    """The words, numbers and marks of folded text, with the folded offsets at which each of them starts and ends.

    Nothing changes one.
    """

    __slots__ = ("ends", "starts", "words")

    def __init__(self, words: tuple[str, ...], starts: list[int], ends: list[int]) -> None:
        self.words: Final = words
        self.starts: Final = starts
        self.ends: Final = ends


_TOKEN: Final = regex.compile(
    r"\d+(?:[.,:]\d+)+(?![\p{L}\p{M}])|[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*+|[^\s\p{L}\p{M}\p{N}]"
)


def tokens(text: str, start: int = 0, end: int = sys.maxsize) -> Tokens:
    """The tokens of folded text: runs of letters, marks and digits, with apostrophes inside; numbers with points;
    single marks."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for piece in text[start:end].split(" "):
        for word, first, last in _PARTS[piece]:
            words.append(word)
            starts.append(at + first)
            ends.append(at + last)
        at += len(piece) + 1
    return Tokens(tuple(words), starts, ends)


def _parts(piece: str) -> tuple[tuple[str, int, int], ...]:
    """The tokens of what stands between spaces."""
    return tuple((m.group(), *m.span()) for m in _TOKEN.finditer(piece))


_PARTS: Final = Memo(_parts)


_STOP: Final = regex.compile(r"[\u0964\u0965?!]+[\"')\]]*|\.+[\"')\]]*(?=\s|$)|[\r\n]+")
_LAST_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+$")


def sentences(text: str, abbreviations: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Folded spans of the sentences of folded text, without surrounding white space.

    A full stop ends a sentence unless it follows one of `abbreviations` (folded), a single letter or, inside a
    line, a number; a line break always does.
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for stop in _STOP.finditer(text):
        at, end = stop.span()
        if text[at] == "." and _abbreviated(text, begin, at, abbreviations):
            continue
        _add_trimmed(found, text, begin, end)
        begin = end
    _add_trimmed(found, text, begin, len(text))
    return found


def _abbreviated(text: str, begin: int, dot: int, abbreviations: frozenset[str]) -> bool:
    word = _LAST_WORD.search(text, begin, dot)
    if word is None:
        return False
    last = word.group()
    numbered = last.isdigit() and begin == word.start()  # "1. ..." opens a list item
    return numbered or last in abbreviations or (len(last) == 1 and last.isalpha())


def _add_trimmed(found: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append((begin, end))


def slug(kind: str, *words: str) -> str:
    """An id for what no catalogue knows: its kind and its folded words."""
    return f"{kind}:" + "-".join("-".join(fold_word(w).split()) for w in words if w)
