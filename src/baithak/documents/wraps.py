"""Paragraphs broken into lines by hand: the lines put together again where a break only wraps a paragraph.

A column shows itself by lines that end in the middle of a sentence, in a word that nothing ends in. On a page that has
such lines, a break is a wrap too where the next word would not have found room in the column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from baithak.documents.furniture import furniture, opens_report, section
from baithak.documents.lines import Line, joined, lines
from baithak.documents.vocabulary import Vocabulary
from baithak.language.text import Folded

_BREAK: Final = regex.compile(r"[\r\n]+")
_PARTED: Final = regex.compile(r"[|/,:()@\d]")
_FEWEST: Final = (
    2  # lines that end in the middle of a sentence, on a page with a column; or one more of which some only seem to
)
_ABOUT: Final = 0.15  # of the width by which others of that width may differ from it
_RUNNING: Final = 0.2  # share of function words in running text
_PIECE: Final = 6  # words of a piece of a sentence that tells itself from furniture
_WORDS: Final = 4  # of a line that can show the column
_WIDEST: Final = 160  # code points of a column
_OVER: Final = 1.15  # widths of the column that a line may have: columns were measured by the eye, not by code points
_FULL: Final = 0.8  # of the width that a line has with the next word, if the break is a wrap
_STRICT: Final = 0.9  # the same before the first wrap, where headlines stand
_REST: Final = 0.7  # of the width that the rest of a headline has at most
_TAKEN_UP: Final = 0.4  # of its stems that the next lines have if the line is a headline
_BELOW: Final = 3  # lines in which they may be
# Kinds of furniture that a piece of a sentence may look like where the sentence runs over the break.
_SEEMING: Final = frozenset({"byline", "caption", "tags", "date", "counter", "horoscope", "widget", "note"})


def unwrapped(page: Folded, vocabulary: Vocabulary) -> list[Line]:
    """The lines of a folded page, those of a wrapped paragraph as one that reaches over its breaks."""
    blocks = _Column(lines(page, vocabulary), vocabulary).blocks()
    return [block[0] if len(block) == 1 else joined(page, block, vocabulary) for block in blocks]


def breaks(page: Folded, line: Line) -> Iterator[int]:
    """Source offsets of the breaks over which a line reaches."""
    if "\n" not in (text := page.text[line.start : line.end]) and "\r" not in text:
        return iter(())
    return (page.starts[line.start + found.start()] for found in _BREAK.finditer(text))


class _Column:
    """The column in which a page is set, if it is set in one. No `cached_property`: compiled, each look would work it
    out anew."""

    def __init__(self, lines: list[Line], vocabulary: Vocabulary) -> None:
        self.lines: Final = lines
        self.vocabulary: Final = vocabulary
        self._reasons: Final[dict[int, str | None]] = {}
        self._width: Final = self._widest()
        self._ended: Final = self._ending() if self._width else frozenset[int]()
        self._led: Final = self._leading() if self._width else frozenset[int]()

    def blocks(self) -> list[list[Line]]:
        """The lines, those of one paragraph together."""
        if not self._width:
            return [[line] for line in self.lines]
        blocks: list[list[Line]] = []
        running = False  # whether running text has come: before it headlines stand
        for at, line in enumerate(self.lines):
            alone = bool(blocks) and len(blocks[-1]) == 1
            if at and (self._wraps(at - 1, first=len(blocks) == at) or (running and self._runs_on(at - 1, alone))):
                blocks[-1].append(line)
            else:
                blocks.append([line])
            ends = line.stop or line.sentences or opens_report(blocks[-1][0])
            running = running or (len(blocks[-1]) > 1 and bool(ends))
        return blocks

    def _wraps(self, at: int, *, first: bool) -> bool:
        """Whether the break behind a line only wraps its paragraph. first: no break above it does."""
        if not self._may(at) or self._flows(at):
            return self._may(at)
        if not self._full(at, _STRICT if first else _FULL):
            return False
        return self._rests(at + 1) or (at + 1 in self._ended and not self._heads(at, first))

    def _runs_on(self, at: int, alone: bool) -> bool:
        """Whether a line that was broken early runs on into the next. alone: nothing above belongs to its paragraph."""
        line = self.lines[at]
        leans = len(line.words) >= _PIECE and line.words[-1] in self.vocabulary.leanings
        goes_on = self._may(at) and at + 1 in self._led and not opens_report(self.lines[at + 1])
        return goes_on and (leans or not alone) and not line.text.endswith(":")

    def _widest(self) -> int:
        """Code points of the widest line that ends in the middle of a sentence; 0 where there is no column."""
        able = [at for at in range(len(self.lines) - 1) if len(self.lines[at].words) >= _WORDS]
        flowing = {at for at in able if self._flows(at) and self._joins(at)}
        leaning = {at for at in able if self._leans(at) and self._joins(at)}
        told = flowing | leaning
        if not told:
            return 0
        widest = max(len(self.lines[at].text) for at in told)
        full = {at for at in able if self._fills(at, widest) and self._joins(at)}
        enough = len(told | full) > _FEWEST + (not flowing)
        return widest if len(flowing) >= _FEWEST or enough else 0

    def _leans(self, at: int) -> bool:
        """Whether a sentence may run over the break: a line ends so, or an item of a list goes on without its mark."""
        line = self.lines[at]
        return line.words[-1] in self.vocabulary.leanings or (line.bullet and self.lines[at + 1].stop != "")

    def _fills(self, at: int, width: int) -> bool:
        """Whether a line of running text is as wide as the column."""
        line = self.lines[at]
        return abs(len(line.text) - width) <= _ABOUT * width and line.share >= _RUNNING

    def _ending(self) -> frozenset[int]:
        """Lines that end a sentence or a headline, and those that lead to one through full lines."""
        found: set[int] = set()
        for at in range(len(self.lines) - 1, -1, -1):
            if self.lines[at].stop or self._rests(at) or (self._may(at) and self._full(at, _FULL) and at + 1 in found):
                found.add(at)
        return frozenset(found)

    def _leading(self) -> frozenset[int]:
        """Lines that end a sentence, and those below which one ends before anything else begins."""
        found: set[int] = set()
        for at in range(len(self.lines) - 1, -1, -1):
            if self.lines[at].stop or (self._may(at) and at + 1 in found):
                found.add(at)
        return frozenset(found)

    def _rests(self, at: int) -> bool:
        """Whether a line is the short rest of a headline."""
        line = self.lines[at]
        short = len(line.text) <= _REST * self._width and line.script == self.lines[at - 1].script
        return short and not _PARTED.search(line.text) and not (self._may(at) and self._full(at, _FULL))

    def _joins(self, at: int) -> bool:
        """Whether nothing in the form of a line and the next keeps them apart."""
        one, two = self.lines[at], self.lines[at + 1]
        apart = one.stop or two.bullet or two.index != one.index + 1 or max(len(one.text), len(two.text)) > _WIDEST
        if apart:
            return False
        reasons = {reason for reason in map(self._reason, (at, at + 1)) if reason}
        return not reasons or (self._flows(at) and reasons <= _SEEMING)

    def _reason(self, at: int) -> str | None:
        if at not in self._reasons:
            self._reasons[at] = _furniture(self.lines[at])
        return self._reasons[at]

    def _may(self, at: int) -> bool:
        """Whether the page is set in a column, and a line and the next can be lines of it."""
        limit = self._width * _OVER
        near = self.lines[at : at + 2]
        return len(near) == 2 and all(len(line.text) <= limit for line in near) and self._joins(at)

    def _flows(self, at: int) -> bool:
        """Whether a sentence runs over the break: no line of its own ends so, or none begins as the next does."""
        one, two = self.lines[at], self.lines[at + 1]
        if not (one.words and two.words):
            return False
        open_bracket = "(" in one.text and one.text.count("(") > one.text.count(")")
        begun = one.words[-1] in self.vocabulary.connectives or one.text.endswith((",", "-")) or open_bracket
        return begun or two.words[0] in self.vocabulary.enclitics

    def _full(self, at: int, share: float) -> bool:
        """Whether a line with the first word of the next has that share of the column's width."""
        one, two = self.lines[at], self.lines[at + 1]
        return len(one.text) + 1 + len(two.text.split()[0]) >= share * self._width

    def _heads(self, at: int, first: bool) -> bool:
        """Whether a line is the headline of the one below: it ends in its verb, that one opens with a dateline, or
        the next take up its words."""
        line, below = self.lines[at], self.lines[at + 1 : at + 1 + _BELOW]
        known = line.keys & frozenset().union(*(each.keys for each in below))
        headline = first and not (line.sentences or opens_report(line))
        return (
            line.text.endswith(":")
            or opens_report(below[0])
            or (headline and (line.finite or len(known) >= _TAKEN_UP * len(line.keys)))
        )


def _furniture(line: Line) -> str | None:
    """What a line is beside an article; a piece of a sentence seems to be much that a whole one does not."""
    reason = section(line) or furniture(line)
    if reason not in _SEEMING or len(line.words) < _PIECE:
        return reason
    told = any(reason in values for hit in line.hits for values in hit.tags.values())
    return reason if told and (reason == "caption" or line.share < _RUNNING) else None
