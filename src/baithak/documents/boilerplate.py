"""Which lines of a page are the article's, and why the others are not.

Four kinds of evidence, in this order: the line itself (`furniture`), its form (prose or heading), its place (between
the headline and the last paragraph, behind which label), and its words (shared with the article or foreign to it).
The largest run of prose is the core of the article; everything else is judged by its distance from that core.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from baithak.documents.endings import closing, may_close, names
from baithak.documents.furniture import by_words, ends, furniture, leads_on, section, signs
from baithak.documents.headline import Candidates
from baithak.documents.inside import SPEAKER, Inside
from baithak.documents.judgement import CAPTION, Judgement
from baithak.documents.lines import Line
from baithak.documents.runs import Runs

_NAME: Final = regex.compile(r"\p{L}[\p{L}\p{M}.]+(?: \p{L}[\p{L}\p{M}.]*){1,2}")
_SIGNING: Final = ("date", "byline")
_BRIEF: Final = 5  # words by which a line is short
_CLOSINGS: Final = 5  # last lines of prose that may be the page's, not the article's


class Verdict:
    """A line and, where it is not the article's, the reason. role: headline, deck, heading, prose, list or post."""

    def __init__(self, line: Line, reason: str | None = None, role: str = "") -> None:
        self.line: Final = line
        self.reason: Final = reason
        self.role: Final = role
        self.body: Final = reason is None


def judge(lines: Sequence[Line]) -> list[Verdict]:
    """A verdict on every line, in order."""
    return _Page(list(lines)).judge()


def glance(lines: Sequence[Line]) -> list[Verdict]:
    """Verdicts by what each line says of itself, for a text from which an extractor has taken the furniture."""
    reasons = ((line, by_words(line)) for line in lines)
    return [
        Verdict(line, reason, "" if reason else "prose" if line.sentence else "heading") for line, reason in reasons
    ]


class _Page(Judgement):
    """The order in which a page is judged, and its head."""

    def judge(self) -> list[Verdict]:
        self._by_themselves()
        if Runs(self).take():
            candidates = Candidates(self.lines, self.roles, self.reasons, frozenset(self.keys))
            headline = candidates.find()
            for at in [at for at in self.roles if headline is not None and at < headline]:
                del self.roles[at]  # slogans and notices
            prose = self._without_closings(self._without_captions(headline))
            self._head(candidates, headline, prose[0])
            Inside(self).judge(prose[0], prose[-1])
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
            heads = label == "points" and any(below.bullet for below in self.lines[at + 1 : at + 2])
            if label and not (line.sentence or line.bullet or heads):
                self.sections[at] = label
                reason = reason or "section"
            if reason is None and line.prose and line.words in seen:
                reason = "repeated"
            seen.add(line.words)
            if reason:
                self.reasons[at] = reason
        for at in range(1, len(self.lines)):
            if at not in self.reasons and self._names_writer(at):
                self.reasons[at] = "byline"

    def _names_writer(self, at: int) -> bool:
        """Whether a name by itself stands beside a day or a byline, somewhere below a headline."""
        line = self.lines[at]
        beside = self.reasons.get(at - 1) in _SIGNING or self.reasons.get(at + 1) in _SIGNING
        if not beside or line.share or line.finite or not _NAME.fullmatch(line.text):
            return False
        return any(n not in self.reasons and len(self.lines[n].words) > _BRIEF for n in range(at))

    # the head

    def _without_captions(self, headline: int | None) -> list[int]:
        """The prose, from which what describes a picture below the byline is taken: one sentence without its verb."""
        prose = sorted(self.roles)
        broken = headline is not None and any(at in self.reasons for at in range(headline, prose[0]))
        line = self.lines[prose[0]]
        if broken and len(prose) > 1 and not line.finite and line.sentences <= 1 and len(line.words) <= CAPTION:
            del self.roles[prose[0]]
            self.reasons[prose[0]] = "caption"
            return prose[1:]
        return prose

    def _without_closings(self, prose: list[int]) -> list[int]:
        """The prose without the notes, author boxes and teasers among its last lines."""
        able = [at for at in prose[:0:-1][:_CLOSINGS] if may_close(self.lines[at])]
        signing = [self.lines[at] for at in range(prose[-1]) if self.reasons.get(at) in _SIGNING] if able else []
        writers = names(signing)
        for at in able:
            known = frozenset().union(*[self.lines[n].keys for n in prose if n != at and n in self.roles])
            reason = closing(self.lines[at], known, writers)
            if reason and not self._answers(at, prose):
                del self.roles[at]
                self.reasons[at] = reason
        return sorted(at for at in prose if at in self.roles)

    def _answers(self, at: int, prose: list[int]) -> bool:
        """Whether a line opens with a speaker's label that opens other lines too."""
        line = self.lines[at]
        label = SPEAKER.match(line.text)
        return label is not None and any(self.lines[n].text.startswith(label.group()) for n in prose if n != at)

    def _head(self, candidates: Candidates, headline: int | None, first: int) -> None:
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
            elif signs(line):
                self.reasons[at] = "byline"
                broken = True
            elif (
                line.sentence
                or (line.bullet and len(line.words) >= 3)
                or (line.stop == "?" and at + 1 == first)
                or self._pointed(at)
                or self.lists(at)
                or candidates.abridges(at)
            ):
                self.roles[at] = "deck"
            elif broken or not self._deck(line):
                self.reasons[at] = "caption"
            else:
                self.roles[at] = "deck"

    def _pointed(self, at: int) -> bool:
        """Whether a line stands under the label of the article's main points."""
        above = next((n for n in range(at - 1, -1, -1) if n in self.reasons), -1)
        return self.sections.get(above) == "points" and len(self.lines[at].words) >= 3

    def _deck(self, line: Line) -> bool:
        if line.script != self.script:
            return len(line.words) >= _BRIEF and (line.finite or line.share >= 0.1)
        return len(line.words) >= _BRIEF or (len(line.words) >= 3 and self.akin(line.keys) >= 0.5)

    def _without_prose(self) -> None:
        """A page of short lines only: the longest that reads like a sentence, if there is one."""
        free = [at for at, line in enumerate(self.lines) if at not in self.reasons and line.share > 0]
        if free:
            self.roles[max(free, key=lambda at: len(self.lines[at].words))] = "headline"
