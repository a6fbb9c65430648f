"""The prose of a page in runs, and which of them are the article's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from baithak.documents.furniture import opens_at_place, opens_report
from baithak.documents.judgement import Judgement, spoken
from baithak.documents.lines import Line

_RULE: Final = 3  # marks in a row that draw a line across the page
_GAP: Final = 3  # headings in a row that part two runs of prose
_AKIN: Final = 0.22  # share of its stems that a later run of prose has in common with the core
_APART: Final = 0.45  # the same of a run behind what ends an article, or that opens with a place of its own
_RESUMING: Final = 90  # code points of a paragraph of such a run
_RESUMED: Final = 0.1  # the same where nothing tells the run from the article's rest
_ENDING: Final = frozenset({"tags", "legal", "release", "feedback"})
_CLOSING: Final = frozenset({"tags", "legal", "byline", "ornament", "release"})  # what stands behind an article


@dataclass
class Runs:
    """The runs of prose of a page."""

    page: Judgement

    def take(self) -> bool:
        """Accept the largest run as the core, and the others that go on with it; False where there is no prose."""
        runs = self._runs(self._runs_on) or self._runs(self.page.unpointed)
        if runs:
            self._take(runs, max(runs, key=self._mass))
        return bool(runs)

    def _runs_on(self, line: Line) -> bool:
        return line.sentence and line.script == self.page.script

    def _runs(self, prose: Callable[[Line], bool]) -> list[list[int]]:
        """Prose lines, parted where a labelled list, the label of an end or several headings stand between them."""
        runs: list[list[int]] = []
        gap, listing, parted = 0, False, True
        for at, line in enumerate(self.page.lines):
            if self.page.reasons.get(at) == "ornament" and len(line.text) >= _RULE:
                parted = True
            elif at in self.page.sections:
                listing, parted = self.page.sections[at] != "points", parted or self.page.sections[at] == "end"
            elif at in self.page.reasons:
                gap += self.page.reasons[at] == "menu"
                parted = parted or listing
            elif prose(line):
                if parted or gap >= _GAP or (gap and opens_at_place(line)):
                    runs.append([])
                runs[-1].append(at)
                gap, listing, parted = 0, False, False
            else:
                gap += not (line.bullet or spoken(line) or line.text.endswith(":"))
                parted = parted or listing
        return runs

    def _mass(self, run: list[int]) -> int:
        return sum(len(self.page.lines[at].text) for at in run if self.page.lines[at].stop != "\u2026")

    def _take(self, runs: list[list[int]], core: list[int]) -> None:
        """The core, and the other runs that speak of the same and stand in a place where an article goes on."""
        self.page.accept(core)
        ended = next(
            (at for at in sorted(self.page.sections) if at > core[-1] and self.page.sections[at] == "end"), None
        )
        for run in runs:
            if run is core or (ended is not None and run[0] > ended) or self._begins_anew(core, run):
                continue
            if self._goes_on(core, run) and not all(self.page.lines[at].stop == "\u2026" for at in run):
                self.page.accept(run)
        for run in runs:
            if run[0] not in self.page.roles and self._lies_within(run):
                self.page.accept(run)

    def _lies_within(self, run: list[int]) -> bool:
        """Whether a run stands between paragraphs of the article, under no label, and shares a little with it."""
        above = max((at for at in self.page.roles if at < run[0]), default=None)
        if above is None or not any(at > run[-1] for at in self.page.roles):
            return False
        stems = frozenset().union(*(self.page.lines[at].keys for at in run))
        return not self._labelled(above, run[0]) and self.page.akin(stems) >= _RESUMED

    def _labelled(self, above: int, below: int) -> bool:
        """Whether a label of links or of an end stands between two lines."""
        return any(above < at < below for at, label in self.page.sections.items() if label != "points")

    def _goes_on(self, core: list[int], run: list[int]) -> bool:
        stems = frozenset().union(*(self.page.lines[at].keys for at in run))
        between = {self.page.reasons.get(at) for at in range(core[-1] + 1, run[0])}
        if between & _ENDING and self._labelled(core[-1], run[0]):
            return False
        if between & _ENDING or (run[0] > core[-1] and opens_at_place(self.page.lines[run[0]])):
            return self.page.akin(stems) >= _APART
        if run[0] < core[0] and self._signed(run[0]) and not any(map(self._dated, range(run[-1], core[0]))):
            return True
        return self.page.akin(stems) >= _AKIN or self._resumes(core, run, stems)

    def _signed(self, at: int) -> bool:
        """Whether furniture stands right above a line, a byline or a date among it: the article begins there."""
        above = next((n for n in range(at - 1, -1, -1) if n not in self.page.reasons), -1)
        return any(map(self._dated, range(above + 1, at)))

    def _dated(self, at: int) -> bool:
        return self.page.reasons.get(at) in ("byline", "date")

    def _begins_anew(self, core: list[int], run: list[int]) -> bool:
        """Whether a run below the core, which has its dateline, opens with one of its own: another story."""
        return run[0] > core[-1] and all(opens_report(self.page.lines[at]) for at in (core[0], run[0]))

    def _resumes(self, core: list[int], run: list[int], stems: frozenset[str]) -> bool:
        """Whether a run that shares few words goes on with the article behind links: a paragraph without a
        dateline, and nothing between that ends an article or names another's writer."""
        if run[0] < core[-1] or not any(len(self.page.lines[at].text) >= _RESUMING for at in run):
            return False
        between = {self.page.reasons.get(at) for at in range(core[-1] + 1, run[0])}
        first = self.page.lines[run[0]]
        dateline = first.stamps or any("agency" in hit.tags for hit in first.hits)
        return self.page.akin(stems) >= _RESUMED and not dateline and not between & _CLOSING
