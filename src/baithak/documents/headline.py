"""Which line above an article is its headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from baithak.documents.lines import Line

PARAGRAPH = 100
"""Code points of a line that can be nothing but a paragraph."""

_BRIEF = 5  # words by which a line is short
_DECKS = 2  # lines between a headline and its byline
_TICKER = 2  # lines above a headline, itself among them, that are no list
_SHARE = 0.3  # of a headline's stems that the article takes up


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
        weights = {at: self._weight(self.lines[at]) - 0.02 * (first - at) for at in range(first) if self._short(at)}
        best = max(weights, key=lambda at: weights[at], default=None)
        if best is None or weights[best] < 1:
            return next((at for at in weights if self._signed(at)), None)
        best = next((at for at in range(best) if self._stands_for(at, best)), best)
        if not self._over_byline(best, first):  # what stands below a byline describes a picture
            over = (at for at in weights if at < best and weights[at] >= 1 and self._over_byline(at, best))
            best = max(over, default=best)
        above = best - 1
        while above in weights and weights[above] >= 1 and self._alike(above, best):
            best, above = above, above - 1
        crowns = above in weights and self._speaks(above) and self._alike(above, best) and not self._listed(above)
        return above if crowns else best

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

    def _listed(self, at: int) -> bool:
        """Whether a line is the last of several, or stands under a label: a list of links."""
        above = next((n for n in range(at - 1, -1, -1) if n in self.reasons), -1)
        return at - above > _TICKER or self.reasons.get(above) == "section"

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
        keys = self.lines[at].keys
        return len(keys & self.keys) >= max(2, _SHARE * len(keys))

    def _weight(self, line: Line) -> float:
        """How much a line speaks of what the core speaks of: known stems, less half of the unknown ones."""
        known = len(line.keys & self.keys)
        return known - 0.5 * len(line.keys - self.keys) if known >= _SHARE * len(line.keys) else 0.0
