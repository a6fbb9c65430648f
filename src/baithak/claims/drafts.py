"""Claims in the making: what sentences add to one event of a page, and when two drafts are one event."""

from __future__ import annotations

from typing import Final

from baithak import edtf
from baithak.claims.bodies import PageBody
from baithak.claims.entities import Found, distinct
from baithak.claims.page import Sentence
from baithak.language.clauses import Clause
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit
from baithak.model import Span

_DAY: Final = len("2000-01-01")
PUT_OFF: Final = frozenset({"postponed", "cancelled"})
"""Statuses of what is not to take place when it was to."""
_OPEN: Final = frozenset({"planned", "proposed", None})
SITTINGS: Final = frozenset({"session", "meeting"})


class Dated:
    """A date with its basis and the words that give it. Nothing changes one."""

    __slots__ = ("basis", "edtf", "how", "span")

    def __init__(self, edtf: str, basis: str, span: Span, how: str = "stated") -> None:
        self.edtf: Final = edtf
        self.basis: Final = basis
        self.span: Final = span
        self.how: Final = how


class Draft:
    """One event of a page as far as it has been read. sentences: all that tell it; the best is quoted.

    apart: the next or the last sitting, which is never the one that the page is about. definite: the frame speaks of
    an event that was told of, if it gives it no name. clause: of the sentence, that tells it. topics: what it is
    about, with the code of a topic.
    """

    def __init__(
        self,
        type: str,
        status: str | None,
        rule: str,
        sentence: Sentence,
        definite: bool = False,
        clause: Clause | None = None,
    ) -> None:
        self.type = type
        self.status = status
        self.rule = rule
        self.sentence = sentence
        self.definite = definite
        self.clause = clause
        self.body: PageBody | None = None
        self.body_at: tuple[Sentence, Unit] | None = None
        self.parent: PageBody | None = None
        self.ordinal: int | None = None
        self.ordinal_span: Span | None = None
        self.date: Dated | None = None
        self.roles: dict[str, list[Found]] = {}
        self.extra: dict[str, tuple[str, Span]] = {}
        self.attribution: Found | None = None
        self.topics: list[tuple[Span, str | None]] = []
        self.sentences = [sentence]
        self.links: list[tuple[Draft, str]] = []
        self.apart = False

    def filled(self) -> int:
        """How much this draft says, to choose the sentence to quote."""
        people = sum(len(v) for v in self.roles.values())
        return people + 2 * (self.ordinal is not None) + 2 * (self.date is not None) + (self.body is not None)

    def people(self) -> set[str]:
        """Ids of the people in any role."""
        return {f.entity.id for role in self.roles.values() for f in role if f.entity.kind in ("person", "office")}

    def role(self, name: str) -> list[Found]:
        return self.roles.get(name, [])

    def ids(self, role: str) -> set[str]:
        return {f.entity.id for f in self.role(role)}

    def places(self) -> list[Found]:
        return self.role("place")

    def add(self, role: str, found: list[Found]) -> None:
        if found:
            self.roles[role] = distinct(self.roles[role] + found if role in self.roles else found)

    def drop(self, role: str, ids: set[str]) -> None:
        """Takes somebody out of a role."""
        left = [f for f in self.role(role) if f.entity.id not in ids]
        self.roles = {name: found for name, found in (self.roles | {role: left}).items() if found}

    def absorb(self, other: Draft) -> None:
        """Takes what another draft of the same event adds; what it contradicts stays as it is."""
        if not other.sentence.title and (self.sentence.title or other.filled() > self.filled()):
            self.sentence, self.clause = other.sentence, other.clause
        self.sentences.extend(s for s in other.sentences if s not in self.sentences)
        self.body, self.body_at = (self.body, self.body_at) if self.body else (other.body, other.body_at)
        if self.ordinal is None:
            self.ordinal, self.ordinal_span = other.ordinal, other.ordinal_span
        if other.status == "held" or (self.status in _OPEN and other.status not in _OPEN):
            self.status = other.status  # what was put off may have been held in the end
        if self.date and other.date and same_words(self, other):
            # "The meeting of 6 May was put off to 8 May" is that of the 6th.
            off = PUT_OFF & {self.status, other.status}
            self.date = self.date if off else _spanning(self.date, other.date)
        elif other.date and (self.date is None or finer(other.date.edtf, self.date.edtf)):
            self.date = other.date
        for role, found in other.roles.items():
            self.add(role, found)
        self.attribution = self.attribution or other.attribution
        if self.type == "meeting" and other.type == "session":
            self.type, self.rule = "session", other.rule
        self.links.extend(other.links)


def begin(firing: Firing, sentence: Sentence, status: str | None) -> Draft:
    """An event of the type that a frame tells of, with nothing filled yet."""
    told = firing.frame.definite and not firing.nominal
    return Draft(firing.frame.event, status, firing.frame.frame, sentence, told, firing.clause)


def finer(a: str, b: str) -> bool:
    """Whether the date `a` lies within `b` and says more."""
    return a != b and edtf.covers(edtf.parse(b), edtf.parse(a))


def same_words(a: Draft, b: Draft) -> bool:
    """One mention told of twice: "the meeting that was to take place on Friday was cancelled"."""
    return a.body_at is not None and b.body_at is not None and a.body_at[1] is b.body_at[1]


def _spanning(a: Dated, b: Dated) -> Dated:
    """What began on one day and ended on another lasted from the one to the other."""
    days = sorted({a.edtf, b.edtf})
    plain = all(len(d) == _DAY and d[0].isdigit() for d in days)
    return Dated("/".join(days), a.basis, a.span, a.how) if len(days) == 2 and plain else a


def dates_agree(a: Dated | None, b: Dated | None) -> bool:
    return a is None or b is None or a.edtf == b.edtf or edtf.overlaps(edtf.parse(a.edtf), edtf.parse(b.edtf))


def places_agree(a: Draft, b: Draft) -> bool:
    """No place of the one lies in another country than all of the other's."""
    mine = {f.entity.side for f in a.places() if f.entity.side is not None}
    theirs = {f.entity.side for f in b.places() if f.entity.side is not None}
    return not mine or not theirs or not mine.isdisjoint(theirs)


def same_event(a: Draft, b: Draft) -> bool:
    """Two drafts of one page tell one sitting: same body and number as far as given, and nothing that differs."""
    if a.type not in SITTINGS or b.type not in SITTINGS:
        return False
    if same_words(a, b):
        return True
    if a.body is not b.body and a.body is not None and b.body is not None:
        return False
    if None not in (a.ordinal, b.ordinal) and a.ordinal != b.ordinal:
        return False
    ahead = a.status == b.status and a.status in _OPEN  # "the next round" and "the tenth round, in 2026"
    if a.apart != b.apart and not ahead and not (a.ordinal is not None and a.ordinal == b.ordinal):
        return False
    if not (dates_agree(a.date, b.date) and places_agree(a, b)):
        return False
    named = a.body is not None and a.body is b.body
    numbered = a.ordinal is not None and a.ordinal == b.ordinal
    if a.status != b.status and not (named and numbered):
        return False
    if named and (numbered or a.status == b.status):
        return True
    mine, theirs = a.people(), b.people()
    if not mine or not theirs:
        return False
    if a.body is None and b.body is None:
        return mine <= theirs or theirs <= mine
    return theirs <= mine if b.body is None else mine <= theirs  # a meeting with somebody else stays apart
