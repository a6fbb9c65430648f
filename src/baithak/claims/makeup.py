"""How things are, rather than what happened: how bodies are made, who holds which office, what a number is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from baithak.claims.bodies import PageBody
from baithak.claims.drafts import Draft, begin
from baithak.claims.entities import Found
from baithak.claims.page import Sentence
from baithak.claims.story import SITTING, Story
from baithak.language.clauses import Clause
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit
from baithak.language.nominals import Group

_RHYTHMS: Final = ("cadence", "rotation")
_TO_BE: Final = frozenset({"future", "obligation"})
_ITS_HOST: Final = frozenset({"pron:of_it", "hosting"})
_FROM: Final = ("se", "side")
_TOLD: Final = frozenset({"habitual", "perfective", "stative", "past", "progressive"})


# --- bodies -----------------------------------------------------------------------------------------------------------
def habit(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Who chairs a body as a rule."""
    body, unit = _body_of(story, firing.groups("sitting"), sentence)
    offices = _offices(story, firing.groups("co_chair"), sentence)
    if body is not None and offices:
        _fact(story, body, unit, sentence, firing.frame.frame).add("co_chair_office", offices)


def _offices(story: Story, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
    """Offices of countries; "both countries' ministers" are one of each party."""
    context = story.context
    found = []
    for group in groups:
        key = next((o.ids[0] for o in group.unit.all("office") if o.ids), None)
        if key is None:
            continue
        shared = any(_of_both(g, group) for g in sentence.parse.groups if "parties" in g.unit.cats)
        sides = context.actors.parties if shared else [context.who.side_of(group.unit)]
        offices = [context.entities.office(key, side, sentence.text_of(group.unit)) for side in sides]
        found += [Found(office, "stated", group.unit, sentence) for office in offices]
    return found


def _of_both(parties: Group, group: Group) -> bool:
    """ "Both countries' ministers", or ministers "from both sides"."""
    return parties.head == group.index or (parties.owner == group.owner and parties.case in _FROM)


def membership(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Under which body the one that the page is at works; else whose regular contact a body is."""
    bodies = story.context.bodies
    above = next((b for g in firing.groups("parent") if (b := bodies.of(sentence, g.unit)) is not None), None)
    if above is not None:
        below = [(_below(story, g, sentence), g.unit) for g in sentence.parse.groups]
        named: list[tuple[PageBody | None, Unit | None]] = [(b, u) for b, u in below if b is not None]
        for body, unit in named or [(story.focus.body if story.focus else None, None)]:
            if body is not None and body is not above:
                _fact(story, body, unit, sentence, "works").parent = above
        return
    body, unit = _body_of(story, firing.groups("sitting"), sentence)
    members = story.context.actors.organisations(firing.groups("member"), sentence)
    if body is not None and len(members) > 1:
        _fact(story, body, unit, sentence, "works").add("member", members)


def _below(story: Story, group: Group, sentence: Sentence) -> PageBody | None:
    """A group's body, named in full as one that works under another: "under it work the groups on A, B and C"."""
    body = story.context.bodies.of(sentence, group.unit) if group.case == "none" and group.kind == "sitting" else None
    return body if body is not None and "lowbody" in group.unit.within else None


def body_facts(story: Story, sentence: Sentence) -> None:
    """Parent, cadence and rotation, where a sentence says them of a body."""
    nested = story.context.bodies.nested
    recurring = not sentence.parse.cats.isdisjoint(_RHYTHMS) and any(
        _recurs(c, sentence) for c in sentence.parse.clauses
    )
    if not nested and not recurring:
        return
    sittings = [g for g in sentence.parse.groups if not g.unit.cats.isdisjoint(SITTING)]
    for group in sittings if nested else ():
        _parent(story, group.unit, sentence)
    if not recurring:
        return
    rhythm = {of: u for u in sentence.parse.units for of in _RHYTHMS if of in u.cats}
    body, unit = _body_of(story, [g for g in sittings if g.case != "under"], sentence)
    if body is not None:
        draft = _fact(story, body, unit, sentence, "rhythm")
        for of, found in rhythm.items():
            draft.extra[of] = (found.sense(of) or "", sentence.span_of(found))


def _recurs(clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause tells what happens again and again: by its verb, or by how often a body is to sit."""
    if clause.aspect == "habitual":
        return True
    sits = any(f.clause is clause and f.frame.event == "session" for f in sentence.firings)
    cats = frozenset().union(*(u.cats for u in sentence.parse.units[clause.start : clause.at]))
    return (sits or cats >= _ITS_HOST) and rhythmic(clause, sentence)


def rhythmic(clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause says how often, or where by turns, something is to be."""
    if clause.aspect not in _TO_BE or sentence.parse.cats.isdisjoint(_RHYTHMS):
        return False
    return any(not u.cats.isdisjoint(_RHYTHMS) for u in sentence.parse.units[clause.start : clause.at])


def _parent(story: Story, unit: Unit, sentence: Sentence) -> None:
    """The body that a name puts another one under; said once on a page."""
    if "bodyphrase" not in unit.within or not any(b.part("parent") for b in unit.all("bodyphrase")):
        return
    if any(d.parent for d in story.of_type("body")):
        return
    body = story.context.bodies.of(sentence, unit)
    if body is not None and body.parent is not None:
        _fact(story, body, unit, sentence, "parent").parent = body.parent


def _body_of(story: Story, groups: Sequence[Group], sentence: Sentence) -> tuple[PageBody | None, Unit | None]:
    """The first body that the groups name, and where; else the one that the page is at."""
    for group in groups:
        body = story.context.bodies.of(sentence, group.unit)
        if body is not None:
            return body, group.unit
    its = any("pron:of_it" in g.unit.cats for g in sentence.parse.groups)
    meant = story.spoken_of(sentence) if its else None
    return (meant or (story.focus.body if story.focus else None), None)


def _fact(story: Story, body: PageBody, unit: Unit | None, sentence: Sentence, rule: str) -> Draft:
    for told in story.of_type("body"):
        if told.body is body and told.sentence is sentence:
            return told
    draft = Draft("body", None, rule, sentence)
    draft.body = body
    draft.body_at = (sentence, unit) if unit is not None else (story.focus.body_at if story.focus else None)
    story.drafts.append(draft)
    return draft


# --- offices and figures ----------------------------------------------------------------------------------------------
def office(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Who holds, or has taken, an office."""
    holders = story.context.who.persons(firing.groups("holder"), sentence)
    first = any(c.modifies == firing.at for c in sentence.parse.clauses)  # "the first minister to go there"
    if firing.status != "held" or not holders or first:
        return
    named = firing.groups("office")
    draft = begin(firing, sentence, None)
    draft.add("holder", holders[:1])
    unit = named[0].unit if named else firing.anchor
    draft.add("office", [story.context.who.office(unit, sentence, holders[0].entity.side)])
    draft.date = story.context.when.date(firing, sentence, firing.status)
    story.drafts.append(draft)


def figure(story: Story, sentence: Sentence) -> None:
    """A number with its unit, in a sentence that reports nothing else."""
    cats = sentence.parse.cats
    if "amount" not in cats or "denial" in cats or sentence.title:
        return
    if not any(c.aspect in _TOLD for c in sentence.parse.clauses):
        return
    amount = next(u for u in sentence.parse.units if "amount" in u.cats)
    draft = Draft("figure", None, "figure", sentence)
    text = sentence.text_of(amount)
    number = text.rstrip("%")
    draft.extra["value"] = (text if number == text else f"{number} %", sentence.span_of(amount))
    draft.topics.append((sentence.span, None))  # what a figure counts is finer than any topic
    story.drafts.append(draft)
