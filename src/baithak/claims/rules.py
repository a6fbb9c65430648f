"""The reader by rules: goes through a page's sentences, and lets every frame that fired add to the page's story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from baithak.claims import invitations
from baithak.claims.agreements import agreement, listed, signing
from baithak.claims.context import Context
from baithak.claims.drafts import PUT_OFF, Draft
from baithak.claims.equipment import equipment
from baithak.claims.makeup import body_facts, figure, membership, office
from baithak.claims.page import Sentence
from baithak.claims.sayings import attribute, statement, tell_after
from baithak.claims.sittings import beside, meeting, session, titled
from baithak.claims.story import Story
from baithak.claims.visits import ceremony, exercise, visit
from baithak.language.frames import Firing

_DENIAL: Final = "denial"
_DENIABLE: Final = frozenset(
    {"session", "meeting", "visit", "signing", "agreement", "procurement", "delivery", "export"}
)
_HANDLERS: Final[dict[str, Callable[[Story, Firing, Sentence], None]]] = {
    "session": session,
    "beside": beside,
    "meeting": meeting,
    "visit": visit,
    "signing": signing,
    "agreement": agreement,
    "invitation": invitations.invitation,
    "statement": statement,
    "ceremony": ceremony,
    "exercise": exercise,
    "body": membership,
    "office": office,
    "commissioning": equipment,
    "joint_production": equipment,
    "delivery": equipment,
    "procurement": equipment,
    "export": equipment,
}


def tell(context: Context) -> list[Draft]:
    """Every event of the page, told once, in the order of the page."""
    story = Story(context)
    for sentence in context.sentences:
        _read(story, sentence)
    story.settle()
    return story.drafts


def _read(story: Story, sentence: Sentence) -> None:
    """What one sentence adds to the story."""
    if sentence.question:
        return
    count, firings = len(story.drafts), sentence.firings
    if story.listing is not None:
        listed(story, sentence)
    # Who says so comes last: what a ministry reports is an event, what it only says is a statement.
    for firing in firings if len(firings) < 2 else sorted(firings, key=_reported_last):
        real = _negated(firing) if firing.negated else firing
        handler = _HANDLERS.get(real.frame.event) if real is not None else None
        if real is not None and handler is not None:  # of the others something else is made
            handler(story, real, sentence)
    events = [f.frame.event for f in firings]
    if "invitation" in events:
        invitations.follow(story, sentence)
    titled(story, sentence)
    body_facts(story, sentence)
    tell_after(story, sentence)
    if len(story.drafts) == count:
        figure(story, sentence)
    if _DENIAL in events and any(f.frame.event == _DENIAL and not f.negated for f in firings):
        fresh = story.drafts[count:]
        story.drafts[count:] = [d for d in fresh if d.status not in PUT_OFF]  # that it is off is what is denied
        for draft in story.drafts[count:]:
            draft.status = "denied" if draft.type in _DENIABLE else draft.status
    attribute(story, sentence)
    story.context.follow(sentence)


def _negated(firing: Firing) -> Firing | None:
    """What did not happen is denied; of what was not planned, or of what somebody is not, nothing is told."""
    copula = firing.clause.verb is not None and "copula" in firing.clause.verb.cats
    if firing.status != "held" or firing.frame.event not in _DENIABLE or copula:
        return None
    return replace(firing, status="denied")


def _reported_last(firing: Firing) -> int:
    """Sittings named beside the point, then events, then what people say, then what organisations say."""
    if firing.frame.event == "beside":
        return -1
    by_organisation = any(g.kind == "org" for g in firing.groups("speaker"))
    return (firing.frame.event == "statement") + by_organisation
