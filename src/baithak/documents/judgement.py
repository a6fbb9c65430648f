"""One page under judgement: its lines, and what is known of them by their position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from baithak.documents.furniture import is_post
from baithak.documents.lines import Line

ASIDE: Final = frozenset({"advertisement", "caption", "counter", "date", "read-also", "subscribe"})
"""Kinds of furniture that stand inside an article."""

CAPTION: Final = 20
"""Words of the longest caption that is no paragraph."""


@dataclass
class Judgement:
    """What is known of a page's lines; `roles`, `reasons` and `sections` fill up by the position of the line.

    keys: stems of the article's prose, counted. headline: its words.
    """

    lines: Sequence[Line]
    roles: dict[int, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    sections: dict[int, str] = field(default_factory=dict)
    keys: Counter[str] = field(default_factory=Counter)
    headline: tuple[str, ...] = ()

    @cached_property
    def script(self) -> str:
        """The script in which the page is written: that of most of its prose."""
        letters: Counter[str] = Counter()
        for line in self.lines:
            letters[line.script] += len(line.text) if line.prose else len(line.text) // 4
        return letters.most_common(1)[0][0] if letters else ""

    def accept(self, run: Iterable[int]) -> None:
        for at in run:
            self.roles[at] = "prose"
            self.keys.update(self.lines[at].keys)

    def akin(self, stems: frozenset[str]) -> float:
        return sum(stem in self.keys for stem in stems) / len(stems) if stems else 0.0

    def unpointed(self, line: Line) -> bool:
        """Prose of a page that uses no full stops."""
        count = len(line.words)
        return (count >= 12 or (count >= 7 and line.finite)) and line.share >= 0.25 and line.script == self.script

    def lists(self, at: int) -> bool:
        """Whether a line of the article's script is the heading of a list."""
        listed = self.lines[at + 1].bullet and at + 1 not in self.reasons
        return listed and self.lines[at].script == self.script and len(self.lines[at].words) >= 2


def spoken(line: Line) -> bool:
    """Whether a line in another script is somebody's words."""
    return line.text.startswith(('"', "'")) or is_post(line)
