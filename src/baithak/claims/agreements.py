"""Documents that are signed, and agreements that are reported without a signing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from baithak.claims.drafts import Draft, begin
from baithak.claims.entities import Found
from baithak.claims.page import Sentence
from baithak.claims.referents import several
from baithak.claims.sittings import attach, done_at, name_sitting, sitting_for
from baithak.claims.story import Story
from baithak.language.frames import Firing
from baithak.language.lexicon import NUMBER, Unit
from baithak.language.nominals import Group

_BOTH: Final = 2  # co-chairs, or parties to an agreement
_SEVERAL: Final = 2  # documents of which a page gives the number
_QUALIFIERS: Final = frozenset({"adj", "mod", "topic", "subject", "adv"})  # between a number and what it counts


def signing(story: Story, firing: Firing, sentence: Sentence) -> None:
    """A document is signed, at a sitting if the sentence or the page says so."""
    if firing.status is None:
        return
    context = story.context
    draft = begin(firing, sentence, firing.status)
    for group in firing.groups("sitting")[:1]:
        name_sitting(story, draft, group.unit, sentence)
    draft.add("signatory", _signatories(story, draft, firing.groups("signatory")))
    _set_document(draft, firing.slots["document"][0].unit)
    draft.add("object", context.actors.things(firing.clause.groups, sentence))
    draft.date = context.when.date(firing, sentence, firing.status)
    _agreed_before(story, draft)
    attach(story, draft)
    _decided_at(story, draft, firing)
    story.drafts.append(draft)
    _counted(story, draft, firing.slots["document"][0].index)
    if sentence.opens_list:
        story.listing = draft


def _decided_at(story: Story, draft: Draft, firing: Firing) -> None:
    """What a sitting decides to sign later is signed under that sitting's body, at none of its numbers."""
    at = done_at(draft.sentence)
    decided = firing.clause.reported or firing.clause.form == "infinitive" or at is not None
    if draft.status != "planned" or draft.body is not None or not decided:
        return
    told = story.focus.body if story.focus is not None and story.focus.status == "held" else None
    draft.body = (story.context.bodies.of(draft.sentence, at) if at is not None else None) or told


def _counted(story: Story, signed: Draft, at: int) -> None:
    """How many documents of a kind were signed, where the page gives their number: a figure of the same sitting."""
    units = signed.sentence.parse.units
    before = next((u for u in reversed(units[:at]) if u.cats.isdisjoint(_QUALIFIERS)), None)
    if signed.status != "held" or before is None or NUMBER not in before.cats or (before.value or 0) < _SEVERAL:
        return
    draft = Draft("figure", None, "counted", signed.sentence)
    draft.body, draft.body_at = signed.body, signed.body_at
    draft.ordinal, draft.ordinal_span = signed.ordinal, signed.ordinal_span
    draft.extra["value"] = (str(before.value), signed.sentence.span_of(before))
    draft.topics.append((signed.sentence.span_of(units[at]), None))
    draft.links.append((signed, "part_of"))
    story.drafts.append(draft)


def _signatories(story: Story, draft: Draft, groups: Sequence[Group]) -> list[Found]:
    """People before organisations before countries."""
    context, sentence = story.context, draft.sentence
    countries = [g for g in groups if not _opens_a_name(g, sentence)]
    own, last = _chairs(story, draft, groups)
    return (
        own
        or context.who.persons(groups, sentence)
        or last
        or context.actors.organisations(groups, sentence)
        or context.actors.countries(countries, sentence)
    )


def _opens_a_name(group: Group, sentence: Sentence) -> bool:
    """Whether a country's name is only the beginning of somebody's whom nobody knows ("Nepal Himgiri and ...")."""
    behind = next((g for g in sentence.parse.groups if g.index == group.index + 1), None)
    return group.case != "ne" and "country" in group.unit.cats and behind is not None and "name" in behind.unit.cats


def _chairs(story: Story, draft: Draft, groups: Sequence[Group]) -> tuple[list[Found], list[Found]]:
    """ "Both secretaries": the two who chaired the sitting at which something is signed, or that the page is at where
    no office is named; and the two who chaired the one told last."""
    both = next((g for g in groups if g.unit.cats & {"leaders", "both"} or several(g.unit)), None)
    chaired = [d for d in story.of_type("session") if len(d.role("co_chair")) == _BOTH]
    if both is None or not chaired:
        return [], []
    last = chaired[-1]
    named = both.unit.all("office") and "teamheads" not in both.unit.cats
    near = any(draft.sentence.index - told.index <= 1 for told in last.sentences)
    able = [sitting_for(story, draft, done_at(draft.sentence)), *(() if named else (story.focus,)), last]
    able = able if near or not named else able[:1]
    own = next((d for d in able if d in chaired), None)
    found = [
        [Found(f.entity, "coreference", both.unit, draft.sentence) for f in d.role("co_chair")]
        for d in (own, last)
        if d
    ]
    return (found[0] if own else []), found[-1]


def listed(story: Story, sentence: Sentence) -> None:
    """The documents of a list, after "the following memoranda were signed:", up to the next whole sentence; each is
    signed as the list says."""
    if any(c.form == "finite" for c in sentence.parse.clauses):
        story.listing = None
    head = story.listing
    if head is None or any(c.verb is not None for c in sentence.parse.clauses):
        return
    document = next((u for u in reversed(sentence.parse.units) if "document" in u.cats), None)
    if document is None:
        return
    draft = Draft("signing", head.status, "listed", sentence)
    draft.date = head.date
    draft.body, draft.body_at, draft.ordinal, draft.ordinal_span = (
        head.body, head.body_at, head.ordinal, head.ordinal_span,
    )  # fmt: skip
    between = [g for g in sentence.parse.groups if g.case == "beech"]
    draft.add("signatory", _signatories(story, draft, between))
    _set_document(draft, document)
    draft.links = list(head.links)
    story.drafts.append(draft)


def _agreed_before(story: Story, draft: Draft) -> None:
    """An agreement of the same parties in the sentence before is what is signed: its day and object hold."""
    signers = draft.ids("signatory")
    for other in reversed(story.of_type("agreement")):
        if draft.sentence.index - other.sentence.index <= 1 and signers and signers == other.ids("party"):
            draft.date = draft.date or other.date
            draft.add("object", other.role("object"))
            draft.sentences.append(other.sentence)
            return


def _agreed_to_meet(story: Story, firing: Firing, sentence: Sentence) -> bool:
    """That the next sitting was agreed on is told by the sitting itself."""
    told = [d for d in story.of_type("session") if sentence in d.sentences and d.body is not None]
    return "consent" in firing.anchor.cats and any(d.status in ("planned", "proposed") for d in told)


def agreement(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Organisations or countries have agreed, or agreed on a piece of equipment."""
    if firing.status is None or _agreed_to_meet(story, firing, sentence):
        return
    context = story.context
    draft = begin(firing, sentence, firing.status)
    groups = firing.groups("party")
    both = [g for g in groups if g.unit.cats & {"parties", "countries", "pair"}]  # whatever they agreed on
    draft.add("party", context.actors.countries(both, sentence) or context.actors.organisations(groups, sentence))
    documents = firing.groups("document")
    if not draft.roles:
        able = context.who.persons if documents else context.actors.countries
        draft.add("party", able(groups, sentence))
    if documents and len(draft.role("party")) < _BOTH:
        return  # what one alone approves of it has agreed on before
    draft.add("object", context.actors.things(firing.clause.groups, sentence))
    _set_document(draft, documents[0].unit if documents else firing.anchor)
    aims = {c.number for c in sentence.parse.clauses if c.form == "infinitive"}  # until when it is to be done
    own = [g for g in firing.groups("date") if g.owner not in aims]
    draft.date = context.when.date(replace(firing, slots={**firing.slots, "date": own}), sentence, firing.status)
    if draft.roles:
        story.drafts.append(draft)


def _set_document(draft: Draft, unit: Unit) -> None:
    draft.extra["document"] = (unit.sense("document") or "", draft.sentence.span_of(unit))
