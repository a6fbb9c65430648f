"""Which short lines inside an article and right below it are its own: sub-headings, lists, quotations, last lines."""

from __future__ import annotations

from typing import Final

import regex

from baithak.documents.furniture import in_two_scripts
from baithak.documents.judgement import ASIDE, CAPTION, Judgement, spoken

SPEAKER: Final = regex.compile(r"[\p{L}\p{M}]+(?: [\p{L}\p{M}]+)?\s?:\s")
_QUOTED: Final = regex.compile(r"[\"'].*[.?!\u0964][\"']$")
_RUNNING: Final = 0.25  # share of function words in a paragraph that breaks off
_TALK: Final = 0.2  # share of function words in what somebody says
_AKIN: Final = 0.22  # share of its stems that a long line without its stop has in common with the article
_CUT: Final = 0.1  # the same of a page's last line, cut off in running text
_KNOWN: Final = 0.34  # the same of a sub-heading
_LISTED: Final = 0.2  # the same of a list item
_ITEMS: Final = 0.15  # the same of all items of a list together
_HEADING: Final = 14  # words of the longest sub-heading that stands for itself
_BRIEF: Final = 5  # words by which a line is short
_ASKED: Final = 2  # questions that make an interview
_SAID: Final = 0.6  # share of the stems of a sub-heading that the paragraph below it has
_RUN: Final = 9  # words of a piece of running text
_LONGEST: Final = 16  # code points of a word
_FEW: Final = 3  # stems of a heading that need not be known


class Inside:
    """The lines of a page from the first paragraph of its article on."""

    def __init__(self, page: Judgement) -> None:
        self.page: Final = page
        self._asked: frozenset[int] | None = None  # no `cached_property`: compiled, it would be found anew each time

    def judge(self, first: int, last: int) -> None:
        """Roles and reasons for the lines between the first and the last paragraph and right below that."""
        self._between(first, last)
        self._tail(last)

    def _between(self, first: int, last: int) -> None:
        label = ""
        for at in range(first + 1, last):
            if at in self.page.sections:
                label = self.page.sections[at]
            elif at in self.page.roles:
                label = ""
            elif at not in self.page.reasons and label == "points" and len(self.page.lines[at].words) >= _FEW:
                self.page.roles[at] = "list"
            elif at not in self.page.reasons:
                self._inside(at, listing=label == "list")
                label = "" if self.page.roles.get(at) == "prose" else label

    def _inside(self, at: int, listing: bool) -> None:
        line = self.page.lines[at]
        if line.words == self.page.headline:
            self.page.reasons[at] = "repeated"
        elif self._speaks(at):
            self.page.roles[at] = "prose"
        elif line.script != self.page.script and not line.bullet:
            heading = not listing and self._heads(at) and in_two_scripts(line)
            self._set(at, "heading" if heading else "post", heading or spoken(line), "other-script")
        elif line.bullet:
            self._set(at, "list", not listing and self._itemises(at), "teaser")
        else:
            akin = self.page.akin(line.keys)
            runs_on = not listing and self.page.unpointed(line) and len(line.words) > _HEADING and akin >= _AKIN
            heading = self._entitles(at, listing) or (not listing and self._heads(at) and self._heading(at, akin))
            self._set(at, "prose" if runs_on else "heading", runs_on or heading, "teaser")

    def _set(self, at: int, role: str, kept: bool, reason: str) -> None:
        if kept:
            self.page.roles[at] = role
        else:
            self.page.reasons[at] = reason

    def _speaks(self, at: int) -> bool:
        """Whether a line introduces a list or a quotation, or is what somebody says."""
        line = self.page.lines[at]
        leads = line.text.endswith((":", "-")) and self._opens(at)
        quoted = _QUOTED.search(line.text) is not None and line.share >= _TALK
        return leads or quoted or self._dialogue(at)

    def _itemises(self, at: int) -> bool:
        """Whether an item of a list is the article's."""
        line = self.page.lines[at]
        brief = len(line.keys) <= _BRIEF and self._known_items(at)
        return line.numbered or self._led(at) or self.page.akin(line.keys) >= _LISTED or brief

    def _known_items(self, at: int) -> bool:
        """Whether the items around one, taken together, speak of what the article speaks of."""
        lines = self.page.lines
        first = next((n + 1 for n in range(at, -1, -1) if not lines[n].bullet), 0)
        last = next((n for n in range(at, len(lines)) if not lines[n].bullet), len(lines))
        return self.page.akin(frozenset().union(*(line.keys for line in lines[first:last]))) >= _ITEMS

    def _asks(self, at: int) -> bool:
        """Whether a line is one of an interview's questions, as they stand when first one is asked for."""
        if self._asked is None:
            self._asked = self._questions()
        return at in self._asked

    def _questions(self) -> frozenset[int]:
        """Questions that stand alone above a paragraph each, where there are several: those of an interview."""
        lines, roles = self.page.lines, self.page.roles
        alone = {at for at in range(1, len(lines) - 1) if at not in roles and roles.get(at + 1) == "prose"}
        asked = frozenset(at for at in alone if lines[at].stop == "?" and self._stands_below_article(at))
        return asked if len(asked) >= _ASKED else frozenset()

    def _heading(self, at: int, akin: float) -> bool:
        """Whether a line that stands by itself is a sub-heading, not the headline of another story."""
        line = self.page.lines[at]
        count = len(line.words)
        run_together = not akin and any(len(word) > _LONGEST for word in line.words)  # "homevideosstates"
        if run_together or line.text.endswith(",") or (line.stop in ("!", "\u2026") and akin < 0.5):
            return False
        names_it = count <= _HEADING and ":" not in line.text and self._names_what_follows(at)
        if self.page.lists(at):
            return True
        if count <= _BRIEF and not line.stop and self._amid_prose(at):
            return True
        return len(line.keys) <= _FEW or (count <= _HEADING and akin >= _KNOWN) or akin >= 0.6 or names_it

    def _amid_prose(self, at: int) -> bool:
        """Whether a line stands right between two paragraphs."""
        roles = self.page.roles
        return roles.get(at - 1) == "prose" == roles.get(at + 1)

    def _entitles(self, at: int, listing: bool) -> bool:
        """Whether a line right above a paragraph is its title even where links stand around: it asks what that one
        answers, most of what it says is said there, or it is short where the links are long."""
        line = self.page.lines[at]
        if self.page.roles.get(at + 1) != "prose":
            return False
        keys, below = line.keys, self.page.lines[at + 1].keys
        said = len(keys) >= _FEW and len(keys & below) >= _SAID * len(keys)
        brief = len(line.words) <= _BRIEF and not line.bullet
        asks = line.stop == "?" and (brief or self._asks(at))
        shorter = listing and brief and not line.stop and ":" not in line.text and self._long_link(at - 1)
        return asks or said or shorter

    def _long_link(self, at: int) -> bool:
        return self.page.reasons.get(at) == "teaser" and len(self.page.lines[at].words) > _BRIEF

    def _names_what_follows(self, at: int) -> bool:
        """Whether a line that stands alone above a paragraph takes a word from it."""
        below = self.page.lines[at + 1].keys if at + 1 in self.page.roles else frozenset()
        return self._stands_below_article(at) and bool(self.page.lines[at].keys & below)

    def _stands_below_article(self, at: int) -> bool:
        """Whether the line above is the article's, or furniture that stands inside articles."""
        return at - 1 in self.page.roles or self.page.reasons.get(at - 1) in ASIDE

    def _heads(self, at: int) -> bool:
        """Whether the article goes on under the line: its next line that is no furniture is prose, list or post."""
        if self.page.reasons.get(at + 1) == "caption":  # the line above a picture's credit says what the picture shows
            return False
        below = next((n for n in range(at + 1, len(self.page.lines)) if n not in self.page.reasons), None)
        if below is None or below in self.page.roles:
            return below is not None
        line = self.page.lines[below]
        akin = self.page.akin(line.keys)
        if below == at + 1 and not line.bullet and self.page.akin(self.page.lines[at].keys) >= _SAID:
            return self._heads(below) and self._heading(below, akin)
        return line.text.endswith(":") or (line.bullet and self._itemises(below))

    def _opens(self, at: int) -> bool:
        """Whether a list or a quotation follows."""
        below = next((n for n in range(at + 1, len(self.page.lines)) if n not in self.page.reasons), None)
        return below is not None and (
            self.page.lines[below].bullet or self.page.lines[below].text.startswith(('"', "'"))
        )

    def _dialogue(self, at: int) -> bool:
        """Whether this line and the next, which is the article's, both begin with a speaker's label."""
        return at + 1 in self.page.roles and all(SPEAKER.match(line.text) for line in self.page.lines[at : at + 2])

    def _led(self, at: int) -> bool:
        """Whether a line ending in a colon, or another item that was taken, leads to this item."""
        above = next((n for n in range(at - 1, -1, -1) if n not in self.page.reasons), None)
        return above is not None and (
            self.page.roles.get(above) == "list" or self.page.lines[above].text.endswith((":", ":-"))
        )

    def _tail(self, last: int) -> None:
        """Items of a closing list and a last line that breaks off; then nothing more."""
        aside = False
        for at in range(last + 1, len(self.page.lines)):
            line = self.page.lines[at]
            if at in self.page.sections or self.page.reasons.get(at, "caption") not in ASIDE:
                break
            if at in self.page.reasons:
                aside = True
            elif not aside and line.bullet and (self._led(at) or self.page.akin(line.keys) >= _KNOWN):
                self.page.roles[at] = "list"
            elif (not aside and self._breaks_off(at)) or self._cut_off(at):
                self.page.roles[at] = "prose"
            else:
                break

    def _breaks_off(self, at: int) -> bool:
        """Whether a line without its stop is the article's: the page's last one, or one that ends in its verb."""
        line = self.page.lines[at]
        asked = self.page.reasons.get(at + 1) in ("read-also", "subscribe")  # the rest has to be asked for
        last = asked or at == len(self.page.lines) - 1 or (line.finite and len(line.words) >= 7)
        akin = self.page.akin(line.keys) >= (0.4 if line.finite else 0.5)
        goes_on = asked and line.share >= 0.4 and len(line.words) >= _HEADING
        return (last and (akin or goes_on) and line.stop != "?" and line.share >= 0.25) or self._breaks_word(at)

    def _breaks_word(self, at: int) -> bool:
        """Whether running text right below a paragraph stops before its verb, and furniture follows."""
        line = self.page.lines[at]
        cut = not (line.stop or line.finite) and line.share >= 0.33 and len(line.words) >= _RUN
        return cut and self.page.roles.get(at - 1) == "prose" and at + 1 in self.page.reasons

    def _cut_off(self, at: int) -> bool:
        """Whether the page ends within this line: running text without its stop, and nothing below."""
        line = self.page.lines[at]
        runs = len(line.words) >= CAPTION and line.share >= _RUNNING and not line.stop
        return runs and at == len(self.page.lines) - 1 and self.page.akin(line.keys) >= _CUT
