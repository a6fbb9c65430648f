"""Which line above an article is its headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from baithak.documents.lines import Line
from baithak.documents.scripts import script

PARAGRAPH: Final = 100
"""Code points of a line that can be nothing but a paragraph."""

_BRIEF: Final = 5  # words by which a line is short
_FARTHER: Final = 0.02  # weight that each line between it and the first paragraph costs a headline
_NEAR: Final = 3  # lines between a headline and the first paragraph where no byline stands
_RIVAL: Final = 0.75  # of the weight of a line below a byline that a headline above it has at least
_DECKS: Final = 2  # lines between a headline and its byline
_TICKER: Final = 2  # lines above a headline, itself among them, that are no list
_SHARE: Final = 0.3  # of a headline's stems that the article takes up


@dataclass(frozen=True, slots=True)
class Candidates:
    """The lines of a page, what is known of them by position, and the stems of the article's prose."""

    lines: Sequence[Line]
    roles: Mapping[int, str]
    reasons: Mapping[int, str]
    keys: frozenset[str]

    def find(self) -> int | None:
        """The line above the first full paragraph whose words the article takes up most, or a line of its kind right
        above that one; None where there is none."""
        prose = sorted(self.roles)
        first = next((at for at in prose if len(self.lines[at].text) >= PARAGRAPH), prose[0])
        weights = {at: self._weight(self.lines[at]) for at in range(first) if self._short(at)}
        likely = [at for at in weights if weights[at] >= 1]
        likely = [at for at in likely if not self._linked(at, likely)] or likely
        if not likely:
            return self._fallback(weights, first)
        best = max(likely, key=lambda at: weights[at] - _FARTHER * (first - at))
        best = next((at for at in range(best) if self._stands_for(at, best)), best)
        if not self._over_byline(best, first):  # what stands below a byline describes a picture
            enough = max(1, _RIVAL * weights[best])
            over = (at for at in weights if at < best and weights[at] >= enough and self._over_byline(at, best))
            best = max(over, default=best)
        above = best - 1
        while above in weights and weights[above] >= 1 and self._alike(above, best):
            best, above = above, above - 1
        crowns = above in weights and self._speaks(above) and self._alike(above, best) and not self._ticks(above)
        return above if crowns else best

    def _fallback(self, weights: Mapping[int, float], first: int) -> int | None:
        """Where the article takes up no line's words: one right above a byline, else one over a byline, a deck between,
        or the nearest, that it takes up in part."""
        signed = next((at for at in weights if self._signed(at)), None)
        partly = [at for at in weights if weights[at] > 0 and len(self.lines[at].words) > _BRIEF]
        near = [at for at in partly if self._over_byline(at, first) or first - at <= _NEAR]
        return signed if signed is not None else max(near, key=lambda at: weights[at], default=None)

    def _linked(self, at: int, others: Sequence[int]) -> bool:
        """Whether a line stands under the label of a list that furniture parts from a later candidate."""
        above = next((n for n in range(at - 1, -1, -1) if n in self.reasons), -1)
        end = next((n for n in range(at + 1, len(self.lines)) if n in self.reasons), len(self.lines))
        return self.reasons.get(above) == "section" and any(other > end for other in others)

    def _over_byline(self, at: int, end: int) -> bool:
        """Whether a byline or a date comes next below a line, a deck and furniture left out."""
        free = 0
        for below in range(at + 1, end):
            if self.reasons.get(below) in ("byline", "date"):
                return True
            free += below not in self.reasons
            if free > _DECKS:
                return False
        return False

    def _ticks(self, at: int) -> bool:
        """Whether a line is one of a site's links: the last of several, under a label, or behind an entry of menus."""
        line = self.lines[at]
        above = next((n for n in range(at - 1, -1, -1) if n in self.reasons), -1)
        entries = (hit.end - line.start for hit in line.hits if hit.start == line.start and "words" in hit.tags)
        labelled = any(line.text[end:].lstrip().startswith((":", "|")) for end in entries)
        return labelled or at - above > _TICKER or self.reasons.get(above) == "section"

    def _signed(self, at: int) -> bool:
        """Whether a line as long as a headline stands right above a byline or a date."""
        line = self.lines[at]
        return len(line.words) > _BRIEF and not line.stamps and self.reasons.get(at + 1) in ("byline", "date")

    def _stands_for(self, at: int, best: int) -> bool:
        """Whether a line is the headline that `best` only repeats, below the byline or the date."""
        same = self.lines[at].words == self.lines[best].words
        return same and any(self.reasons.get(n) in ("date", "byline", "share") for n in range(at + 1, best))

    def _alike(self, above: int, best: int) -> bool:
        """Whether two lines are headlines of one page: long ones in one script, of which none repeats the other."""
        one, two = self.lines[above], self.lines[best]
        repeats = one.words[:_BRIEF] == two.words[:_BRIEF]
        return one.script == two.script and len(one.words) > _BRIEF and not repeats

    def _short(self, at: int) -> bool:
        line = self.lines[at]
        return not (at in self.reasons or line.sentence or line.bullet or len(line.words) < 3 or self.abridges(at))

    def abridges(self, at: int) -> bool:
        """Whether a line is the beginning of a paragraph that stands in full below."""
        head = self.lines[at].words[:_BRIEF]
        return self.lines[at].stop == "\u2026" and any(self.lines[n].words[:_BRIEF] == head for n in self.roles)

    def _speaks(self, at: int) -> bool:
        """Whether a line speaks of what the core speaks of, in words of its own for the most part perhaps."""
        line = self.lines[at]
        keys = {key for key in line.keys if script(key) == line.script}  # names in another script are not looked up
        return len(keys & self.keys) >= max(2, _SHARE * len(keys))

    def _weight(self, line: Line) -> float:
        """How much a line speaks of what the core speaks of: known stems, less half of the unknown ones."""
        known = len(line.keys & self.keys)
        return known - 0.5 * len(line.keys - self.keys) if known >= _SHARE * len(line.keys) else 0.0
