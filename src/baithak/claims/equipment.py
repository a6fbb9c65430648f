"""The life of a piece of equipment: made together, bought, delivered, commissioned, exported."""

from __future__ import annotations

from baithak.claims.drafts import Draft, begin
from baithak.claims.entities import Found
from baithak.claims.page import Sentence
from baithak.claims.story import Story
from baithak.language.frames import Firing


def equipment(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Each piece that a sentence tells of; it is commissioned once, however often the page says so."""
    if firing.status is None:
        return
    for thing in story.context.actors.things(firing.groups("object"), sentence):
        story.tell_once(_piece(story, thing, firing, sentence), _same_piece)


def _piece(story: Story, thing: Found, firing: Firing, sentence: Sentence) -> Draft:
    context = story.context
    draft = begin(firing, sentence, firing.status)
    draft.add("object", [thing])
    draft.add("actor", context.who.persons(firing.groups("actor"), sentence))
    for role in ("actor", "recipient"):
        groups = firing.groups(role)
        of_state = context.actors.organisations(groups, sentence) or context.actors.countries(groups, sentence)
        draft.add(role, [] if draft.role(role) else of_state)
    parties = firing.groups("party")
    draft.add("party", context.actors.organisations(parties, sentence) or context.actors.countries(parties, sentence))
    if draft.type == "procurement":  # whoever buys is the one who acts, too
        draft.add("actor", draft.role("recipient"))
    story.stage(draft, firing)
    return draft


def _same_piece(a: Draft, b: Draft) -> bool:
    return a.ids("object") == b.ids("object")
