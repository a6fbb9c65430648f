"""What people and organisations say, and who is reported as saying so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from baithak.claims.drafts import Draft, begin
from baithak.claims.entities import Found, referred
from baithak.claims.page import Sentence
from baithak.claims.story import Story
from baithak.claims.topics import Topics
from baithak.language.frames import Firing
from baithak.language.nominals import Group
from baithak.model import Span

_ACCORDING: Final = "according"
_TURNS: Final = frozenset({"sub:but", "besides", "there", "stop", "turn"})  # what opens a clause about somebody else


def statement(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Somebody says something; an organisation that only reports events is their source instead."""
    context = story.context
    if firing.status != "held" or sentence.title:
        return
    if firing.clause.form == "adverbial" and any(sentence in d.sentences for d in story.drafts):
        return  # "underlining …, both signed"
    speakers = _speakers(story, firing, sentence)
    if not speakers:
        return
    first = speakers[0]
    if first.entity.kind == "organisation" and firing.frame.frame != "stated":
        context.actors.source = first
        if any(sentence in d.sentences for d in story.drafts):
            return
    before = [d for d in story.of_type("statement") if d.sentence is sentence]
    if before and (not _turned(firing, sentence) or any(first.entity.id in d.ids("speaker") for d in before)):
        return
    draft = begin(firing, sentence, firing.status)
    draft.add("speaker", speakers)
    draft.topics.append(_said(firing, sentence, context.topics))
    story.drafts.append(draft)
    if first.entity.kind in ("person", "office"):
        context.who.speaker = first


def _turned(firing: Firing, sentence: Sentence) -> bool:
    """Somebody else speaks now: "A said that …, while B said that …"."""
    units = sentence.parse.units[max(firing.clause.start - 1, 0) : firing.clause.start + 1]
    return not firing.clause.reported and any(not u.cats.isdisjoint(_TURNS) for u in units)


def _speakers(story: Story, firing: Firing, sentence: Sentence) -> list[Found]:
    """People before countries before organisations; "it was stated" has the page's source speak."""
    context = story.context
    if firing.frame.frame == "stated":
        return [context.actors.source] if context.actors.source else []
    groups = firing.groups("speaker")
    if firing.frame.frame == "went-on":
        last = context.who.speaker or context.who.subject
        return [referred(last.entity, firing.anchor, sentence)] if last and firing.at == 0 else []
    return (
        context.who.persons(groups, sentence)
        or context.actors.countries(groups, sentence)
        or context.actors.organisations(groups, sentence)
    )


def _said(firing: Firing, sentence: Sentence, topics: Topics) -> tuple[Span, str | None]:
    """What was said, with its topic: all behind the complementiser, else the whole sentence."""
    if "sub:that" in sentence.parse.cats:
        for unit in sentence.parse.units[firing.clause.at :]:
            if "sub:that" in unit.cats:
                return Span(sentence.end_of(unit), sentence.span.end), topics.code(_words(sentence, unit.last))
    return sentence.span, topics.code(_words(sentence))


def _words(sentence: Sentence, first: int = 0) -> list[str]:
    """The words and numbers of a sentence from a token on, whatever hyphens and marks stand between them."""
    return [word for word in sentence.tokens.words[first:] if word[0].isalnum()]


def tell_after(story: Story, sentence: Sentence) -> None:
    """What is so according to somebody is what he says, where the sentence tells of nothing else."""
    if _ACCORDING not in sentence.parse.cases:
        return
    groups = [g for g in sentence.parse.groups if g.case == _ACCORDING and g.kind in ("person", "name", "pron")]
    speakers = story.context.who.persons(groups, sentence)
    told = any(sentence in d.sentences for d in story.drafts)
    if speakers and speakers[0].entity.kind == "person" and not told and not sentence.title:
        draft = Draft("statement", "held", "according", sentence)
        draft.add("speaker", speakers[:1])
        draft.topics.append((sentence.span, story.context.topics.code(_words(sentence))))
        story.drafts.append(draft)


def attribute(story: Story, sentence: Sentence) -> None:
    """An organisation that says so, or according to which it is so, is the source of all that the sentence tells."""
    stated = [f for f in sentence.firings if f.frame.event == "statement"] if sentence.firings else []
    if not stated and _ACCORDING not in sentence.parse.cases:
        return
    according = [g for g in sentence.parse.groups if g.case == _ACCORDING]
    papers = {g.index for g in according if "statementnoun" in g.unit.cats}  # "according to the ministry's statement"
    owners = [g for g in sentence.parse.groups if g.head in papers]
    groups = [*according, *owners, *(g for g in sentence.parse.groups if _speaks(g, stated))]
    source = next((f for g in groups if (f := story.context.actors.organisation(g.unit, sentence)) is not None), None)
    if source is None:
        return
    story.context.actors.source = source
    for draft in story.drafts:
        if sentence in draft.sentences and source.entity.id not in draft.ids("speaker"):
            draft.attribution = draft.attribution or source


def _speaks(group: Group, stated: Sequence[Firing]) -> bool:
    return group.kind == "org" and group.case in ("ne", "gen") and any(group in f.groups("speaker") for f in stated)
