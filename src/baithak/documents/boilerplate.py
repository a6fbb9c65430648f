"""Which lines of a page are the article's, and why the others are not.

Four kinds of evidence, in this order: the line itself (`furniture`), its form (prose or heading), its place (between
the headline and the last paragraph, behind which label), and its words (shared with the article or foreign to it).
The largest run of prose is the core of the article; everything else is judged by its distance from that core.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex

from baithak.documents.endings import closing, names
from baithak.documents.furniture import by_words, ends, furniture, in_two_scripts, is_post, leads_on, section
from baithak.documents.headline import PARAGRAPH, Candidates
from baithak.documents.lines import Line

_SPEAKER = regex.compile(r"[\p{L}\p{M}]+(?: [\p{L}\p{M}]+)?\s?:\s")
_QUOTED = regex.compile(r"[\"'].*[.?!\u0964][\"']$")
_RUNNING = 0.25  # share of function words in a paragraph that breaks off
_TALK = 0.2  # share of function words in what somebody says
_RULE = 3  # marks in a row that draw a line across the page
_GAP = 3  # headings in a row that part two runs of prose
_AKIN = 0.22  # share of its stems that a later run of prose has in common with the core
_RESUMED = 0.1  # the same where nothing tells the run from the article's rest
_KNOWN = 0.34  # share of its stems that a sub-heading has in common with the article
_LISTED = 0.2  # the same for a list item
_HEADING = 14  # words of the longest sub-heading that stands for itself
_CAPTION = 20  # words of the longest caption that is no paragraph
_BRIEF = 5  # words by which a line is short
_FEW = 3  # stems of a heading that need not be known
_CLOSING = frozenset({"tags", "legal", "byline", "ornament", "release"})  # what stands behind an article
_ASIDE = frozenset({"advertisement", "caption", "read-also", "subscribe"})  # what stands inside an article
_CLOSINGS = 5  # last lines of prose that may be the page's, not the article's


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line and, where it is not the article's, the reason. role: headline, deck, heading, prose, list or post."""

    line: Line
    reason: str | None = None
    role: str = ""

    @property
    def body(self) -> bool:
        return self.reason is None


def judge(lines: Sequence[Line]) -> list[Verdict]:
    """A verdict on every line, in order."""
    return _Page(list(lines)).judge()


def glance(lines: Sequence[Line]) -> list[Verdict]:
    """Verdicts by what each line says of itself, for a text from which an extractor has taken the furniture."""
    reasons = ((line, by_words(line)) for line in lines)
    return [
        Verdict(line, reason, "" if reason else "prose" if line.sentence else "heading") for line, reason in reasons
    ]


@dataclass
class _Page:
    """One page under judgement; `roles` and `reasons` fill up by the position of the line."""

    lines: list[Line]
    roles: dict[int, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    sections: dict[int, str] = field(default_factory=dict)
    keys: Counter[str] = field(default_factory=Counter)
    headline: tuple[str, ...] = ()

    def judge(self) -> list[Verdict]:
        self._by_themselves()
        runs = self._runs(self._runs_on) or self._runs(self._unpointed)
        if runs:
            core = max(runs, key=self._mass)
            self._take(runs, core)
            headline = self._candidates.find()
            for at in [at for at in self.roles if headline is not None and at < headline]:
                del self.roles[at]  # slogans and notices
            prose = self._without_closings(self._without_captions(headline))
            self._head(headline, prose[0])
            self._between(prose[0], prose[-1])
            self._tail(prose[-1])
        else:
            self._without_prose()
        return [self._verdict(at) for at in range(len(self.lines))]

    def _verdict(self, at: int) -> Verdict:
        if at in self.roles:
            return Verdict(self.lines[at], role=self.roles[at])
        return Verdict(self.lines[at], reason=self.reasons.get(at, "side"))

    # what each line says of itself

    def _by_themselves(self) -> None:
        seen: set[tuple[str, ...]] = set()
        prose = False  # whether some stands above
        for at, line in enumerate(self.lines):
            label = section(line)
            reason = furniture(line)
            prose = prose or line.prose
            if reason is None and prose and leads_on(line):
                reason = "read-also"
            if reason is None and prose and ends(line):
                reason = "byline"
            if reason == "poll" and at and self.lines[at - 1].stop == "?":
                self.reasons[at - 1] = "poll"
            if label and not (line.sentence or line.bullet):
                self.sections[at] = label
                reason = reason or "section"
            if reason is None and line.prose and line.words in seen:
                reason = "repeated"
            seen.add(line.words)
            if reason:
                self.reasons[at] = reason

    @cached_property
    def _script(self) -> str:
        """The script in which the page is written: that of most of its prose."""
        letters: Counter[str] = Counter()
        for line in self.lines:
            letters[line.script] += len(line.text) if line.prose else len(line.text) // 4
        return letters.most_common(1)[0][0] if letters else ""

    def _runs_on(self, line: Line) -> bool:
        return line.sentence and line.script == self._script

    def _spoken(self, line: Line) -> bool:
        """Whether a line in another script is somebody's words."""
        return line.text.startswith(('"', "'")) or is_post(line)

    # the core

    def _runs(self, prose: Callable[[Line], bool]) -> list[list[int]]:
        """Prose lines, parted where a labelled list, the label of an end or several headings stand between them."""
        runs: list[list[int]] = []
        gap, listing, parted = 0, False, True
        for at, line in enumerate(self.lines):
            if self.reasons.get(at) == "ornament" and len(line.text) >= _RULE:
                parted = True
            elif at in self.sections:
                listing, parted = True, parted or self.sections[at] == "end"
            elif at in self.reasons:
                gap += self.reasons[at] == "menu"
                parted = parted or listing
            elif prose(line):
                if parted or gap >= _GAP:
                    runs.append([])
                runs[-1].append(at)
                gap, listing, parted = 0, False, False
            else:
                gap += not (line.bullet or self._spoken(line) or line.text.endswith(":"))
                parted = parted or listing
        return runs

    def _unpointed(self, line: Line) -> bool:
        """Prose of a page that uses no full stops."""
        count = len(line.words)
        return (count >= 12 or (count >= 7 and line.finite)) and line.share >= 0.25 and line.script == self._script

    def _mass(self, run: list[int]) -> int:
        return sum(len(self.lines[at].text) for at in run if self.lines[at].stop != "\u2026")

    def _take(self, runs: list[list[int]], core: list[int]) -> None:
        """The core, and the other runs that speak of the same and stand in a place where an article goes on."""
        self._accept(core)
        ended = next((at for at in sorted(self.sections) if at > core[-1] and self.sections[at] == "end"), None)
        for run in runs:
            if run is core or (ended is not None and run[0] > ended):
                continue
            stems = frozenset().union(*(self.lines[at].keys for at in run))
            akin = self._akin(stems) >= _AKIN or self._resumes(core, run, stems)
            if akin and not all(self.lines[at].stop == "\u2026" for at in run):
                self._accept(run)

    def _resumes(self, core: list[int], run: list[int], stems: frozenset[str]) -> bool:
        """Whether a run that shares few words goes on with the article behind links: a paragraph without a
        dateline, and nothing between that ends an article or names another's writer."""
        if run[0] < core[-1] or not any(len(self.lines[at].text) >= PARAGRAPH for at in run):
            return False
        between = {self.reasons.get(at) for at in range(core[-1] + 1, run[0])}
        first = self.lines[run[0]]
        dateline = first.stamps or any(tag.kind == "agency" for hit in first.hits for tag in hit.tags)
        return self._akin(stems) >= _RESUMED and not dateline and not between & _CLOSING

    def _accept(self, run: Iterable[int]) -> None:
        for at in run:
            self.roles[at] = "prose"
            self.keys.update(self.lines[at].keys)

    def _akin(self, stems: frozenset[str]) -> float:
        return sum(stem in self.keys for stem in stems) / len(stems) if stems else 0.0

    # the head

    @property
    def _candidates(self) -> Candidates:
        return Candidates(self.lines, self.roles, self.reasons, frozenset(self.keys))

    def _without_captions(self, headline: int | None) -> list[int]:
        """The prose, from which what describes a picture below the byline is taken: one sentence without its verb."""
        prose = sorted(self.roles)
        broken = headline is not None and any(at in self.reasons for at in range(headline, prose[0]))
        line = self.lines[prose[0]]
        if broken and len(prose) > 1 and not line.finite and line.sentences <= 1 and len(line.words) <= _CAPTION:
            del self.roles[prose[0]]
            self.reasons[prose[0]] = "caption"
            return prose[1:]
        return prose

    def _without_closings(self, prose: list[int]) -> list[int]:
        """The prose without the notes, author boxes and teasers among its last lines."""
        writers = names(self.lines[at] for at in range(prose[-1]) if self.reasons.get(at) in ("byline", "date"))
        for at in prose[:0:-1][:_CLOSINGS]:
            known = frozenset().union(*(self.lines[n].keys for n in prose if n != at and n in self.roles))
            reason = closing(self.lines[at], known, writers)
            if reason and not self._answers(at, prose):
                del self.roles[at]
                self.reasons[at] = reason
        return sorted(at for at in prose if at in self.roles)

    def _answers(self, at: int, prose: list[int]) -> bool:
        """Whether a line opens with a speaker's label that opens other lines too."""
        line = self.lines[at]
        label = _SPEAKER.match(line.text)
        return label is not None and any(self.lines[n].text.startswith(label.group()) for n in prose if n != at)

    def _head(self, headline: int | None, first: int) -> None:
        """The headline and the lines of its kind below it, up to a byline, a date or a picture."""
        start = first if headline is None or headline > first else headline
        for at in range(start):
            self.reasons.setdefault(at, "menu")
        if headline is None or headline > first:
            return
        self.roles[headline] = "headline"
        self.headline = self.lines[headline].words
        broken = False
        for at in range(headline + 1, first):
            line = self.lines[at]
            if at in self.reasons:
                broken = True
            elif line.words == self.headline:
                self.reasons[at] = "repeated"
            elif (
                line.sentence
                or (line.bullet and len(line.words) >= 3)
                or self._lists(at)
                or self._candidates.abridges(at)
            ):
                self.roles[at] = "deck"
            elif broken or not self._deck(line):
                self.reasons[at] = "caption"
            else:
                self.roles[at] = "deck"

    def _lists(self, at: int) -> bool:
        """Whether a line of the article's script is the heading of a list."""
        listed = self.lines[at + 1].bullet and at + 1 not in self.reasons
        return listed and self.lines[at].script == self._script and len(self.lines[at].words) >= 2

    def _deck(self, line: Line) -> bool:
        if line.script != self._script:
            return len(line.words) >= _BRIEF and (line.finite or line.share >= 0.1)
        return len(line.words) >= _BRIEF or (len(line.words) >= 3 and self._akin(line.keys) >= 0.5)

    # between the first and the last paragraph

    def _between(self, first: int, last: int) -> None:
        listing = False
        for at in range(first + 1, last):
            if at in self.sections:
                listing = self.sections[at] == "list"
            elif at in self.roles:
                listing = False
            elif at not in self.reasons:
                self._inside(at, listing)
                listing = listing and self.roles.get(at) != "prose"

    def _inside(self, at: int, listing: bool) -> None:
        line = self.lines[at]
        akin = self._akin(line.keys)
        if line.words == self.headline:
            self.reasons[at] = "repeated"
            return
        leads = line.text.endswith((":", "-")) and self._opens(at)
        if leads or self._dialogue(at) or (_QUOTED.search(line.text) and line.share >= _TALK):
            self.roles[at] = "prose"
            return
        if line.script != self._script and not line.bullet:
            heading = not listing and self._heads(at) and in_two_scripts(line)
            kept = heading or self._spoken(line)
            role, reason = "heading" if heading else "post", "other-script"
        elif line.bullet:
            kept = not listing and (line.numbered or self._led(at) or akin >= _LISTED or len(line.keys) <= _BRIEF)
            role, reason = "list", "teaser"
        else:
            runs_on = self._unpointed(line) and len(line.words) > _HEADING and akin >= _AKIN
            heading = self._heads(at) and (self._heading(at, akin) or self._lists(at))
            asks = line.stop == "?" and len(line.words) <= _BRIEF and at + 1 in self.roles
            kept = (asks or not listing) and (runs_on or heading)
            role, reason = "prose" if runs_on else "heading", "teaser"
        if kept:
            self.roles[at] = role
        else:
            self.reasons[at] = reason

    def _heading(self, at: int, akin: float) -> bool:
        """Whether a line that stands by itself is a sub-heading, not the headline of another story."""
        line = self.lines[at]
        count = len(line.words)
        if line.stop in ("!", "\u2026") and akin < 0.5:
            return False
        names_it = count <= _HEADING and ":" not in line.text and self._names_what_follows(at)
        return len(line.keys) <= _FEW or (count <= _HEADING and akin >= _KNOWN) or akin >= 0.6 or names_it

    def _names_what_follows(self, at: int) -> bool:
        """Whether a line that stands alone above a paragraph takes a word from it."""
        alone = at - 1 in self.roles or self.reasons.get(at - 1) in _ASIDE
        return alone and at + 1 in self.roles and bool(self.lines[at].keys & self.lines[at + 1].keys)

    def _heads(self, at: int) -> bool:
        """Whether the article goes on under the line: its next line that is no furniture is prose, list or post."""
        if self.reasons.get(at + 1) == "caption":  # the line above a picture's credit says what the picture shows
            return False
        below = next((n for n in range(at + 1, len(self.lines)) if n not in self.reasons), None)
        return below is not None and (
            below in self.roles or self.lines[below].bullet or self.lines[below].text.endswith(":")
        )

    def _opens(self, at: int) -> bool:
        """Whether a list or a quotation follows."""
        below = next((n for n in range(at + 1, len(self.lines)) if n not in self.reasons), None)
        return below is not None and (self.lines[below].bullet or self.lines[below].text.startswith(('"', "'")))

    def _dialogue(self, at: int) -> bool:
        """Whether this line and the next, which is the article's, both begin with a speaker's label."""
        return at + 1 in self.roles and all(_SPEAKER.match(line.text) for line in self.lines[at : at + 2])

    def _led(self, at: int) -> bool:
        """Whether a line ending in a colon, or another item that was taken, leads to this item."""
        above = next((n for n in range(at - 1, -1, -1) if n not in self.reasons), None)
        return above is not None and (self.roles.get(above) == "list" or self.lines[above].text.endswith((":", ":-")))

    # below the last paragraph

    def _tail(self, last: int) -> None:
        """Items of a closing list and a last line that breaks off; then nothing more."""
        aside = False
        for at in range(last + 1, len(self.lines)):
            line = self.lines[at]
            if at in self.sections or self.reasons.get(at, "caption") not in _ASIDE:
                break
            if at in self.reasons:
                aside = True
            elif not aside and line.bullet and (self._led(at) or self._akin(line.keys) >= _KNOWN):
                self.roles[at] = "list"
            elif (not aside and self._breaks_off(at)) or self._cut_off(at):
                self.roles[at] = "prose"
            else:
                break

    def _breaks_off(self, at: int) -> bool:
        """Whether a line without its stop is the article's: the page's last one, or one that ends in its verb."""
        line = self.lines[at]
        asked = self.reasons.get(at + 1) in ("read-also", "subscribe")  # the rest has to be asked for
        last = asked or at == len(self.lines) - 1 or (line.finite and len(line.words) >= 7)
        akin = self._akin(line.keys) >= (0.4 if line.finite else 0.5)
        goes_on = asked and line.share >= 0.4 and len(line.words) >= _HEADING
        return last and (akin or goes_on) and line.stop != "?" and line.share >= 0.25

    def _cut_off(self, at: int) -> bool:
        """Whether the page ends within this line: running text without its stop, and nothing below."""
        line = self.lines[at]
        runs = len(line.words) >= _CAPTION and line.share >= _RUNNING and not line.stop
        return runs and at == len(self.lines) - 1 and self._akin(line.keys) >= _RESUMED

    def _without_prose(self) -> None:
        """A page of short lines only: the longest that reads like a sentence, if there is one."""
        free = [at for at, line in enumerate(self.lines) if at not in self.reasons and line.share > 0]
        if free:
            self.roles[max(free, key=lambda at: len(self.lines[at].words))] = "headline"
