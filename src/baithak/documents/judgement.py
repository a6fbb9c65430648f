"""One page under judgement: its lines, and what is known of them by their position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from baithak.documents.furniture import is_post
from baithak.documents.lines import Line

ASIDE: Final = frozenset({"advertisement", "caption", "counter", "date", "read-also", "subscribe"})
"""Kinds of furniture that stand inside an article."""

CAPTION: Final = 20
"""Words of the longest caption that is no paragraph."""


class Judgement:
    """What is known of a page's lines; `roles`, `reasons` and `sections` fill up by the position of the line.

    script: in which the page is written, that of most of its prose. keys: stems of the article's prose.
    headline: its words.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines: Final = lines
        self.script: Final = _script(lines)
        self.roles: Final[dict[int, str]] = {}
        self.reasons: Final[dict[int, str]] = {}
        self.sections: Final[dict[int, str]] = {}
        self.keys: Final[set[str]] = set()
        self.headline: tuple[str, ...] = ()

    def accept(self, run: Iterable[int]) -> None:
        for at in run:
            self.roles[at] = "prose"
            self.keys.update(self.lines[at].keys)

    def akin(self, stems: frozenset[str]) -> float:
        return len(stems & self.keys) / len(stems) if stems else 0.0

    def unpointed(self, line: Line) -> bool:
        """Prose of a page that uses no full stops."""
        count = len(line.words)
        return (count >= 12 or (count >= 7 and line.finite)) and line.share >= 0.25 and line.script == self.script

    def lists(self, at: int) -> bool:
        """Whether a line of the article's script is the heading of a list."""
        listed = self.lines[at + 1].bullet and at + 1 not in self.reasons
        return listed and self.lines[at].script == self.script and len(self.lines[at].words) >= 2


def _script(lines: Sequence[Line]) -> str:
    letters: dict[str, int] = {}
    for line in lines:
        letters[line.script] = letters.get(line.script, 0) + (len(line.text) if line.prose else len(line.text) // 4)
    return max(letters, key=letters.__getitem__, default="")


def spoken(line: Line) -> bool:
    """Whether a line in another script is somebody's words."""
    return line.text.startswith(('"', "'")) or is_post(line)
