"""What a page has told so far: its events, the sitting that it is at, and the body that it named last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from baithak.claims.bodies import PageBody
from baithak.claims.context import Context
from baithak.claims.dating import only_day
from baithak.claims.drafts import PUT_OFF, SITTINGS, Draft, dates_agree, same_event
from baithak.claims.entities import Found, referred
from baithak.claims.page import Sentence
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit

SITTING: Final = frozenset({"session", "bodyphrase"})
"""Categories of what names a sitting: its own name, or that of the body which sits."""

_REAL: Final = PUT_OFF | {"held", "planned", "proposed", "denied"}
_PAIR: Final = 2  # people
_OF_NO_STATUS: Final = frozenset({"body", "figure", "office"})


class Story:
    """One page's events. drafts: in the order in which the page tells them; focus: the sitting that it is at.

    mentioned: index of the sentence that named a body last, and that body. listing: what the lines at hand count up.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.drafts: list[Draft] = []
        self.focus: Draft | None = None
        self.mentioned: tuple[int, PageBody] | None = None
        self.listing: Draft | None = None

    def mention(self, sentence: Sentence, unit: Unit) -> None:
        """Remembers which body the sentence names up to a unit."""
        for group in sentence.parse.groups:
            body = self.context.bodies.of(sentence, group.unit) if group.unit.first <= unit.first else None
            if body is not None:
                self.mentioned = (sentence.index, body)

    def spoken_of(self, sentence: Sentence) -> PageBody | None:
        """The body that "it" is: the one named first in the sentence before, if that is of one paragraph with it."""
        before = self.context.sentences[sentence.index - 1] if sentence.index else None
        if before is None or before.paragraph != sentence.paragraph:
            return None
        named = (self.context.bodies.of(before, g.unit) for g in before.parse.groups)
        return next((body for body in named if body is not None), None)

    def of_type(self, kind: str) -> list[Draft]:
        return [d for d in self.drafts if d.type == kind]

    def sittings(self) -> list[Draft]:
        return [d for d in self.drafts if d.type in SITTINGS]

    def stage(self, draft: Draft, firing: Firing) -> None:
        """When and where a frame says that its event takes place."""
        when = self.context.when
        draft.date = when.date(firing, draft.sentence, draft.status)
        if draft.date is not None:
            when.story_day = only_day(draft.date.edtf) or when.story_day
        draft.add("place", self.context.where.places(firing, draft.sentence))

    def tell_once(self, draft: Draft, alike: Callable[[Draft, Draft], bool]) -> None:
        """Adds to the event of the same type, status and day that is `alike`, else opens a new one."""
        for other in self.of_type(draft.type):
            if other.status == draft.status and dates_agree(other.date, draft.date) and alike(other, draft):
                other.absorb(draft)
                return
        self.drafts.append(draft)

    # --- sittings -------------------------------------------------------------------------------------------------
    def enter(self, draft: Draft, *, main: bool = True) -> None:
        """Joins a sitting to the event of the page that it is, else opens a new one."""
        target = self._same(draft)
        if target is None:
            self.drafts.append(draft)
            target = draft
        else:
            target.absorb(draft)
        if main and not target.apart:
            self.focus = target

    def _same(self, draft: Draft) -> Draft | None:
        last = next((d for d in reversed(self.sittings()) if same_event(d, draft)), None)
        if last is not None:
            return last
        nameless = draft.body is None and draft.ordinal is None
        if nameless and draft.body_at is None and draft.status in PUT_OFF:
            return self._put_off(draft)
        told = self._told_of(draft)
        return told if nameless and not draft.apart and self._refers(draft, told) else None

    def _told_of(self, draft: Draft) -> Draft | None:
        """The sitting that the page is at; "the meeting" is none of those where people only met."""
        unit = draft.body_at[1] if draft.body_at else None
        sat = draft.definite and (unit is None or "session" in unit.cats)
        if sat and self.focus is not None and self.focus.type == "meeting":
            return next((d for d in reversed(self.of_type("session")) if not d.apart), self.focus)
        return self.focus

    def _put_off(self, draft: Draft) -> Draft | None:
        """The sitting that was to be, by this sentence or the one before, and is off now."""
        last = next((d for d in reversed(self.sittings()) if d.status in ("planned", "proposed")), None)
        near = last is not None and any(draft.sentence.index - s.index <= 1 for s in last.sentences)
        return last if near else None

    def _refers(self, draft: Draft, focus: Draft | None) -> bool:
        """A sitting without name or number of its own is the one the page is at, if nothing tells them apart."""
        if focus is None or not dates_agree(focus.date, draft.date):
            return False
        if focus.body is not None and not focus.body.signature.may_be_of(draft.ids("party")):
            return False  # other countries met
        if draft.definite and draft.status == "planned" and focus.status in PUT_OFF:
            return True  # who was to chair what was put off
        if focus.status != draft.status:
            return False
        mine, theirs = draft.people(), focus.people()
        within = mine <= theirs or theirs <= mine
        unit = draft.body_at[1] if draft.body_at else None
        if draft.type == "session" and unit is None:  # "the Indian side was led by …": of the sitting told of
            return True
        if draft.type == "meeting" and not (theirs and (mine <= theirs if focus.body is not None else within)):
            return False  # a meeting with somebody else stays apart from a sitting
        if unit is not None and "anaphor" in unit.cats:
            return True
        if mine and theirs and not within and not draft.definite:
            return False
        moved = draft.date is not None and focus.date is None and bool(focus.places()) and bool(draft.places())
        return not moved and (unit is None or "bodyphrase" not in unit.cats)

    # --- the page as a whole --------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Joins what later sentences have made one event, and turns sittings of no body into meetings."""
        while self._join_once():
            pass
        for draft in self.of_type("session"):
            draft.drop("participant", draft.ids("co_chair"))
            if draft.body is None:
                self._make_meeting(draft)
                if draft.definite and draft.body_at is None and len(draft.people()) < _PAIR:
                    self.drafts.remove(draft)  # one who leads or attends what the page does not name
        self.drafts = [d for d in self.drafts if _worth(d)]

    def _join_once(self) -> bool:
        sittings = self.sittings()
        for i, first in enumerate(sittings):
            for second in sittings[i + 1 :]:
                if same_event(first, second):
                    keep, drop = (second, first) if first.body is None and second.body is not None else (first, second)
                    keep.absorb(drop)
                    self.drafts.remove(drop)
                    for draft in self.drafts:
                        draft.links = [(keep if to is drop else to, kind) for to, kind in draft.links]
                    return True
        return False

    def _make_meeting(self, draft: Draft) -> None:
        draft.type, draft.ordinal, draft.ordinal_span = "meeting", None, None
        draft.add("participant", draft.roles.pop("co_chair", []))
        if not draft.people() and not draft.role("party") and draft.date and draft.places():
            draft.add("party", self._spoken_of(draft))

    def _spoken_of(self, draft: Draft) -> list[Found]:
        """The countries that the paragraph has named before a meeting that names none."""
        found: list[Found] = []
        for sentence in self.context.sentences:
            if sentence.paragraph == draft.sentence.paragraph and sentence.index <= draft.sentence.index:
                groups = [g for g in sentence.parse.groups if g.unit.cats & {"pair", "countries", "parties"}]
                found = self.context.actors.countries(groups, sentence) or found
        return [referred(f.entity, f.unit, f.sentence) for f in found]


def _worth(draft: Draft) -> bool:
    """A meeting that says neither who nor between whom is no claim; nor is an event whose status nobody gives."""
    if draft.type == "meeting" and not (draft.role("participant") or draft.role("party")):
        return False
    return draft.type in _OF_NO_STATUS or draft.status in _REAL
