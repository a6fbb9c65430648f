"""When a frame's event takes place, and what its day says about its status."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from baithak import edtf
from baithak.claims.drafts import PUT_OFF, Dated, finer
from baithak.claims.page import Sentence
from baithak.language.clauses import Clause
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit
from baithak.language.timex import Direction, Resolved, Timex, resolve
from baithak.model import Document

_DIRECTION: Final[dict[str | None, Direction]] = {"held": "past", "planned": "future", "proposed": "future"}
_ANY_YEAR: Final = "2001"
_BESIDE: Final = 31  # days


class Dating:
    """Resolves dates against the day on which a document was written, as far as that is known.

    story_day: the day of the event told last, from which "the same day" and "the next day" are counted.
    """

    def __init__(self, document: Document) -> None:
        self._published = _day(document.published)
        self._reference = self._published or _day(document.inferred)
        self._yearless = None if self._reference else _yearless(document.published)
        self.story_day: date | None = None

    def status(self, firing: Firing, sentence: Sentence) -> str | None:
        """The status that the verb gives; a progressive, a state or an entry without a verb is a plan where its day
        is to come ("is coming on Friday").

        A sitting that only "is" has a status if it has a day, a chair or somebody in it, or if its number is what is
        said of it.
        """
        verb = firing.clause.verb
        bare = verb is not None and "copula" in verb.cats and firing.at == firing.clause.at
        if bare and firing.frame.event == "session" and self.date(firing, sentence, None) is None:
            said = [g for g in firing.groups("sitting") if g.index == firing.clause.at - 1]
            numbered = any(u.part("ordinal") for g in said for u in g.unit.walk())
            return firing.status if numbered or firing.groups("co_chair") or firing.groups("participant") else None
        if firing.frame.over and not self._on_a_day(firing, sentence):
            return None
        open_ = firing.clause.aspect in ("progressive", "stative") or firing.frame.over
        if firing.status != "held" or not open_ or self._reference is None:
            return firing.status
        dated = self.date(firing, sentence, None)
        begins = edtf.earliest(edtf.parse(dated.edtf)) if dated else None
        return "planned" if begins is not None and begins > self._reference else "held"

    def date(self, firing: Firing, sentence: Sentence, status: str | None) -> Dated | None:
        """The date of a firing: its finest, against the day of the page and in the direction of its tense."""
        best: Resolved | None = None
        at: Unit | None = None
        for group in firing.groups("date"):
            timex = sentence.dates.get(group.unit.first)
            found = self._resolved(_with_year(timex, sentence), firing, sentence, status) if timex is not None else None
            if found is not None and status == "held" and self._to_come(found):
                continue  # "agreed to double the trade by 2030": the day of what is agreed
            if found is not None and (best is None or finer(found.edtf, best.edtf) or _fuller(found, best)):
                best, at = found, group.unit
        return Dated(best.edtf, best.basis, sentence.span_of(at)) if best is not None and at is not None else None

    def _to_come(self, found: Resolved) -> bool:
        begins = edtf.earliest(edtf.parse(found.edtf))
        return begins is not None and self._published is not None and begins > self._published

    def _on_a_day(self, firing: Firing, sentence: Sentence) -> bool:
        dated = self.date(firing, sentence, None)
        return dated is not None and edtf.precision(edtf.parse(dated.edtf)) == "day"

    @staticmethod
    def _direction(firing: Firing, sentence: Sentence, status: str | None) -> Direction:
        matrix = next((c for c in sentence.parse.clauses if c.number == firing.clause.matrix), None)
        to_be = firing.clause.form == "participle" and matrix is not None and _over(matrix)
        if firing.clause.aspect == "was-to" or (to_be and status == "planned"):
            return "nearest"  # what was to be lies on either side of the page's day
        over = _over(firing.clause)
        past = over if status in PUT_OFF else firing.clause.aspect == "past"
        return "past" if past else _DIRECTION.get(status, "nearest")

    def _beside(self, timex: Timex) -> Resolved | None:
        """On a page without a day of its own a yearless one is of the year of the day told before, if that is near."""
        if self._reference is not None or self.story_day is None or timex.month is None or timex.year is not None:
            return None
        found = resolve(timex, self.story_day, "nearest")
        return found if found is not None and not _far(found, self.story_day) else None

    def _resolved(self, timex: Timex, firing: Firing, sentence: Sentence, status: str | None) -> Resolved | None:
        direction = self._direction(firing, sentence, status)
        near = self._beside(timex)
        if near is not None:
            return near
        found = resolve(timex, self._reference, direction, self.story_day)
        if found is not None or self._yearless is None or timex.weekday is not None:
            return found
        # The page gives its day but no year: "yesterday" has a day then, and no year either.
        near = resolve(timex, self._yearless, direction)
        known = near is not None and edtf.precision(edtf.parse(near.edtf)) == "day" and "/" not in near.edtf
        return replace(near, edtf="XXXX" + near.edtf[4:]) if near is not None and known else None


def _over(clause: Clause) -> bool:
    """Whether a clause tells of what was over by then ("had been cancelled")."""
    return clause.verb is not None and any("aux:past" in k.cats for k in clause.verb.kids)


def _with_year(timex: Timex, sentence: Sentence) -> Timex:
    """ "In March 1972 … and on 19 March": a day of the month whose year the sentence gives is of that year."""
    if timex.year is not None or timex.month is None:
        return timex
    if len(sentence.dates) == 1:
        return timex
    years = {other.year for other in sentence.dates.values() if other.month == timex.month} - {None}
    return replace(timex, year=years.pop()) if len(years) == 1 else timex


def _fuller(found: Resolved, best: Resolved) -> bool:
    """A day that stands there in full goes before one that is counted from another ("a day before, on 22 August")."""
    return found.basis == "explicit" != best.basis and len(found.edtf) == len(best.edtf)


def _far(found: Resolved, day: date) -> bool:
    bounds = edtf.bounds(edtf.parse(found.edtf))
    return bounds is None or abs((bounds[0] - day).days) > _BESIDE


def only_day(text: str) -> date | None:
    """The day that an EDTF text is, if it is one day of a known year."""
    bounds = edtf.bounds(edtf.parse(text))
    return bounds[0] if bounds is not None and bounds[0] == bounds[1] else None


def _yearless(text: str | None) -> date | None:
    """A day whose year nobody gives, set into some year so that days can be counted from it."""
    return _day(text.replace("XXXX", _ANY_YEAR)) if text and text.startswith("XXXX") else None


def _day(text: str | None) -> date | None:
    bounds = edtf.bounds(edtf.parse(text)) if text else None
    return bounds[1] if bounds else None
