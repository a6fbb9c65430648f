"""The lines of a page with what their form says: prose, heading or neither, before any word is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from baithak.documents.pieces import Pieces
from baithak.documents.scripts import main
from baithak.documents.stamps import Stamp, stamps
from baithak.documents.vocabulary import Hit, Vocabulary
from baithak.language.text import Folded

_CLOSING: Final = "\"')] "  # what may stand behind the mark in which a line ends
_OPEN: Final = frozenset({"", "\u2026", "?", "!"})  # how a line ends that may be no sentence
_NONE: Final[frozenset[str]] = frozenset()
_ENDS: Final = frozenset("\u0964\u0965|.?!")
_ELLIPSES: Final = ("\u2026", "..", ". .")
_BULLET: Final = regex.compile(
    r"\s*(?:[\u2022\u25cf\u25aa\u25ab\u25a0\u25e6\u2023\u27a2\u2756\u2713\u2714\u00b7*+>-]\s+(?=\S)|[\u2022\u25cf\u25aa\u27a2]"
    r"|[\u27a4\u25ba\u2605\u261e\u25c6\u2705\u2b50\u27a1\U0001f449\U0001f4cc\U0001f538\U0001f539]\ufe0f?\s*(?=\S)"
    r"|(?P<number>\(?\d{1,2}[.)]|\(?\p{L}[\p{L}\p{M}]{0,3}\))\s+(?=\S))"
)
_LETTERED: Final = 6  # code points in which a letter that numbers an item stands with its brackets
_SURE: Final = "\u0964\u0965?!"  # marks that end a sentence even where its verb is not known
_WIDE: Final = regex.compile(r"[^\S\r\n]{2,}")
_RUN_TOGETHER: Final = 600  # code points beyond which a line with wide spaces in it is taken for several
_STAMPED: Final = 200  # code points at the head of a line in which a stamp may stand
_VERBLESS: Final = 25  # words of a line that ends in a full stop and not in a verb and yet is prose
_VERB_UNKNOWN: Final = 10  # the same where the verb may be any word of the line


class Line:
    """A line that is not blank. start, end: folded offsets without surrounding space; words: folded.

    functions: how many of its words are function words; share: which part of them. keys: stems of its content words.
    stop: the mark it ends in, "…" for an ellipsis, "" for none. sentences: how many full stops end one.
    stamps: its days, at offsets in the line; of a long line those at its head only.
    bullet: whether it begins as an item of a list does; numbered: with a number or a letter, not a mere mark.
    hits: the known phrases in it, looked up unless they are given. tags: the kinds of tags that they have.
    letters: by script. script: Devanagari, Cyrillic, Latin or other by most of its letters, "" where it has none.
    prose: whether it reads as running text; sentence: whether it is a sentence, if a short one.
    """

    def __init__(
        self, index: int, start: int, text: str, vocabulary: Vocabulary, hits: tuple[Hit, ...] | None = None
    ) -> None:
        pieces = Pieces(text, vocabulary.pieces)
        words = pieces.words
        self.index: Final = index
        self.start: Final = start
        self.end: Final = start + len(text)
        self.text: Final = text
        self.words: Final = words
        self.functions: Final = pieces.functions
        self.share: Final = pieces.functions / len(words) if words else 0.0
        self.keys: Final = pieces.stems
        self.letters: Final = pieces.letters
        self.script: Final = main(pieces.letters)
        if hits is None:
            hits = tuple([Hit(start + begin, start + end, tags) for end, begin, tags in pieces.phrases])
        self.hits: Final = hits
        self.tags: Final = frozenset().union(*[hit.tags for hit in hits]) if hits else _NONE
        bullet = _bullet(text)
        self.bullet: Final = bullet is not None
        self.numbered: Final = bullet is not None and bullet["number"] is not None
        self.sentences: Final = pieces.stops - (bullet is not None and "." in bullet.group())  # "1." ends none
        self.stop: Final = _stop(text)
        self.finite: Final = pieces.finite and (self.script != "Devanagari" or pieces.closes)
        zone = _zone(hits) if "zone" in self.tags else None
        self.stamps: Final = _stamps(text, pieces.numbers, vocabulary, zone) if pieces.numbers else ()
        self.prose: Final = _prose(len(words), self.share, self.sentences, self.stop, self.finite, self.script)
        # A question or a cry by itself may be a heading.
        self.sentence: Final = self.prose or (self.finite and len(words) >= 3 and self.stop not in _OPEN)


def lines(page: Folded, vocabulary: Vocabulary) -> list[Line]:
    """The lines of a folded page that hold more than space; `index` counts all line feeds, from 0."""
    return [Line(index, start, page.text[start:end], vocabulary) for index, start, end in _pieces(page.text)]


def joined(page: Folded, parts: Sequence[Line], vocabulary: Vocabulary) -> Line:
    """Some lines of a page as one; its text has spaces for the breaks, so that offsets hold."""
    start, end = parts[0].start, parts[-1].end
    text = page.text[start:end].replace("\r", " ").replace("\n", " ")
    return Line(parts[0].index, start, text, vocabulary, tuple([hit for part in parts for hit in part.hits]))


def _pieces(text: str) -> list[tuple[int, int, int]]:
    """The lines; of a page run together into one long line, the pieces between its wide spaces."""
    found = []
    for index, start, end in _spans(text):
        at = start
        if end - start >= _RUN_TOGETHER and text.find("  ", start, end) >= 0:
            for gap in _WIDE.finditer(text, start, end):
                found.append((index, at, gap.start()))
                at = gap.end()
        found.append((index, at, end))
    return found


def _spans(text: str) -> list[tuple[int, int, int]]:
    """The number of line feeds above each line that is not blank, and its offsets without surrounding space."""
    found, at = [], 0
    for index, row in enumerate(text.split("\n")):
        for line in row.split("\r") if "\r" in row else [row]:
            if stripped := line.strip():
                start = at + len(line) - len(line.lstrip())
                found.append((index, start, start + len(stripped)))
            at += len(line) + 1
    return found


def _bullet(text: str) -> regex.Match[str] | None:
    """What a line that is an item of a list begins with; a word does not, but for a letter in brackets."""
    return None if text[:1].isalpha() and ")" not in text[:_LETTERED] else _BULLET.match(text)


def _prose(count: int, share: float, sentences: int, stop: str, finite: bool, script: str) -> bool:
    """Whether a line reads as running text: a full sentence at least, or long and full of function words."""
    if stop in ("", "\u2026"):
        return (count >= 40 or (sentences > 0 and count >= 12)) and share >= 0.2
    if stop in "?!":
        cried = stop == "!" and finite and count >= 14 and share >= 0.3
        return cried or count >= 20 or (sentences > 0 and count >= 8)
    enough = _VERBLESS if script == "Devanagari" else _VERB_UNKNOWN
    return count >= 6 and share >= 0.15 and (finite or stop in _SURE or count >= enough)


def _zone(hits: tuple[Hit, ...]) -> str | None:
    return next((zone for hit in hits for zone in hit.values("zone")), None)


def _stamps(text: str, numbers: list[int], vocabulary: Vocabulary, zone: str | None) -> tuple[Stamp, ...]:
    return tuple(stamps(text[:_STAMPED], [at for at in numbers if at < _STAMPED], vocabulary, zone))


def _stop(text: str) -> str:
    text = text.rstrip(_CLOSING)
    if text.endswith(_ELLIPSES):
        return "\u2026"
    return text[-1] if text and text[-1] in _ENDS else ""
