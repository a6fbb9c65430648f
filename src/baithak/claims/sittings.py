"""Sittings of bodies and meetings of people: which body sat, for which time, who was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from baithak.claims.bodies import PageBody
from baithak.claims.drafts import PUT_OFF, Dated, Draft, begin, dates_agree, places_agree
from baithak.claims.entities import referred
from baithak.claims.makeup import habit, rhythmic
from baithak.claims.page import Sentence
from baithak.claims.signatures import signature
from baithak.claims.story import SITTING, Story
from baithak.language.clauses import Clause
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit
from baithak.language.nominals import Group

_WITHIN: Final = ("mein", "during")  # what is done there is done when and where the sitting is
_ITS: Final = frozenset({"pron:of_it", "pron:self"})
_NEAR: Final = 2  # sentences
_ANOTHER_TIME: Final = ("before", "after")
_OF_CHAIRS: Final = frozenset({"cochair", "cochairs"})
_CHAIRS: Final = 2  # of a sitting of two countries
_OWNERS: Final = ("org", "person", "noun", "name", "place")  # whose own meeting is none that was told of
_SITTING_OR_KIND: Final = SITTING | {"kind"}
_NO_BODIES: Final = frozenset({"exercise", "equipment", "commissioning"})
_AT: Final = ("during", "end", "after", "mein")  # cases of a sitting at which something else was done


def session(story: Story, firing: Firing, sentence: Sentence) -> None:
    """A sitting of a body; without a status, what is told is who chairs that body as a rule."""
    if firing.status is None:
        habit(story, firing, sentence)
        return
    if rhythmic(firing.clause, sentence):
        return  # "will meet every year" is no sitting
    if "bodyphrase" in firing.anchor.cats and firing.frame.frame == "held-talks" and _standing(story, firing, sentence):
        return  # "to form a committee" is no sitting of it
    if "elsewhere" in firing.frame.slots and (firing.groups("elsewhere") or _long_ago(story, sentence)):
        return
    units: list[Unit | None] = [g.unit for g in firing.groups("sitting") if "pron" not in g.unit.cats]
    if not units and firing.anchor.cats & {*SITTING, "sittings"}:
        units = [firing.anchor]
    units = [u for u in units if not (_somebody_elses(u, sentence) or _only_a_body(story, u, firing, sentence))]
    if firing.groups("sitting") and not units and "pron" not in firing.groups("sitting")[0].unit.cats:
        return
    for unit in units or [_sitting_in(firing.clause)]:
        _told(story, unit, firing, sentence)


_SCENE: Final = ("date", "place", "here", "there", "somewhere", "country", "host")


def _only_a_body(story: Story, unit: Unit | None, firing: Firing, sentence: Sentence) -> bool:
    """A commission that is said to be, with neither number, day nor place, is no sitting of it."""
    if unit is None or "bodyphrase" not in unit.cats or any(firing.groups(slot) for slot in _SCENE):
        return False
    body = story.context.bodies.of(sentence, unit)
    numbered = any(part.part("ordinal") is not None for part in unit.all("bodyphrase"))
    chaired = bool(firing.groups("co_chair") or firing.groups("participant"))
    return not numbered and not chaired and body is not None and body.signature.standing


def _long_ago(story: Story, sentence: Sentence) -> bool:
    """No sitting was told of in the last sentences, of which "he was present, too" could speak."""
    told = story.focus.sentences if story.focus is not None else []
    return all(s.title or sentence.index - s.index > _NEAR for s in told)


def _standing(story: Story, firing: Firing, sentence: Sentence) -> bool:
    body = story.context.bodies.of(sentence, firing.anchor)
    return (body.signature if body is not None else signature(firing.anchor, sentence)).standing


def _somebody_elses(unit: Unit | None, sentence: Sentence) -> bool:
    """A round or edition of something that is no body: "the next edition of the exercise"."""
    before = [
        g for g in sentence.parse.groups if unit is not None and g.case == "gen" and g.unit.last == unit.first - 1
    ]
    return any(not g.unit.cats.isdisjoint(_NO_BODIES) for g in before)


def _sitting_in(clause: Clause) -> Unit | None:
    """The sitting that a clause names; not the body whose secretary somebody is."""
    return next((g.unit for g in clause.groups if g.case != "gen" and not g.unit.cats.isdisjoint(SITTING)), None)


def _told(story: Story, unit: Unit | None, firing: Firing, sentence: Sentence) -> None:
    """What one frame says of one sitting."""
    context = story.context
    if unit is not None and not firing.groups("date"):
        firing = replace(firing, slots={**firing.slots, "date": _owners_of(unit, sentence, "date")})
    status = context.when.status(firing, sentence)
    if status is None and firing.frame.over:
        return  # an entry without a day
    draft = begin(firing, sentence, status)
    if unit is not None:
        name_sitting(story, draft, unit, sentence)
        _set_again(story, draft, unit, firing.clause)
        draft.definite = draft.definite and not any(g.kind in _OWNERS for g in _owners(unit, sentence))
        _nth_time(draft, unit, firing, sentence)
    draft.apart = draft.apart or any("time" in sentence.parse.units[i].cats for i in _within(firing.clause))
    story.stage(draft, firing)
    draft.add("place", context.actors.countries(firing.groups("host"), sentence))
    host = next((f.entity.side for f in draft.places()), None)
    for role in ("co_chair", "participant"):
        draft.add(role, context.who.persons(firing.groups(role), sentence, host))
    _narrator(story, draft, firing, sentence)
    if not draft.people():
        draft.add("party", context.actors.countries(firing.groups("party") or _whose(unit, sentence), sentence))
    aside = not firing.clause.whole and story.focus is not None and draft.body is story.focus.body
    story.enter(draft, main=not aside)  # "after the 10th, held in November": the page stays at its own sitting


def _set_again(story: Story, draft: Draft, unit: Unit, clause: Clause) -> None:
    """ "This meeting will now be held on ..." is the sitting that was put off; "this meeting was to be held in ..." is
    the one told of, as it was planned before."""
    told = story.focus
    this = any("det:this" in kid.cats for kid in unit.kids) and draft.body is None and draft.ordinal is None
    if (
        this
        and draft.status == "planned"
        and told is not None
        and (told.status in PUT_OFF or clause.aspect == "was-to")
    ):
        draft.body, draft.ordinal, draft.ordinal_span = told.body, told.ordinal, told.ordinal_span


def _nth_time(draft: Draft, unit: Unit, firing: Firing, sentence: Sentence) -> None:
    """A body that sits for the fourth time holds its fourth sitting."""
    if draft.ordinal is not None or firing.frame.frame != "sat-down" or "bodyphrase" not in unit.cats:
        return
    units = [sentence.parse.units[i] for i in _within(firing.clause)]
    nth = next((unit for unit in units if "nth" in unit.cats), None)
    if nth is not None:
        ordinal = nth.part("ordinal")
        number = next((kid.sense("nthtime") for kid in nth.kids if "nthtime" in kid.cats), None)
        draft.ordinal = ordinal.value if ordinal is not None else int(number or 0) or None
        draft.ordinal_span = sentence.span_of(nth)


def _within(clause: Clause) -> range:
    """Indices of the units of a clause up to its verb."""
    return range(clause.start, clause.at)


def _narrator(story: Story, draft: Draft, firing: Firing, sentence: Sentence) -> None:
    """Whoever says that he sat with somebody was there too."""
    company = draft.role("participant")
    if len(company) != 1 or not any(g.case == "saath" for g in firing.groups("participant")):
        return
    spoken = [g for f in sentence.firings if f.frame.event == "statement" for g in f.groups("speaker")]
    speakers = story.context.who.persons(spoken, sentence)
    draft.add("participant", [referred(f.entity, f.unit, f.sentence) for f in speakers[:1]])


def titled(story: Story, sentence: Sentence) -> None:
    """Whom a page calls a co-chair beside a sitting that it told of has chaired that; so has his counterpart."""
    told, who = story.focus, story.context.who
    if told is None or told.type != "session" or told.status != "held" or sentence.title:
        return
    groups = [g for g in sentence.parse.groups if "person" in g.unit.cats] if "person" in sentence.parse.cats else []
    offices = [(g, u.within) for g in groups for u in g.unit.parts.get("office", ())]
    chairs = [g for g, within in offices if not within.isdisjoint(_OF_CHAIRS)]
    chairs = [g for g in chairs if "kind" not in g.unit.within and not _owned(g, sentence)]
    if not chairs:
        return
    peers = [g for g in groups if g.index > chairs[0].index and g.unit.part("counterpart") is not None]
    together = who.persons([*chairs[:1], *_beside_a_chair(chairs, sentence)], sentence)
    if len(together) == _CHAIRS and not told.role("co_chair"):
        told.add("co_chair", together)  # of one title: whose each is, it need not say
    for found in who.persons([*chairs, *peers], sentence):
        sides = {f.entity.side for f in told.role("co_chair")}
        if len(sides) < _CHAIRS and found.entity.kind == "person" and found.entity.side not in sides:
            told.add("co_chair", [found])


def _beside_a_chair(chairs: Sequence[Group], sentence: Sentence) -> list[Group]:
    """Whom one title names with the co-chair: "co-chairs A and B", the second without an office of his own."""
    units, found = sentence.parse.units, []
    for chair in chairs:
        behind = next((g for g in sentence.parse.groups if g.index == chair.index + 2), None)
        if behind is not None and "name" in behind.unit.cats and "conj" in units[chair.index + 1].cats:
            found.append(behind)
    return found


def _owned(group: Group, sentence: Sentence) -> bool:
    """Whether somebody is said to be of some body: "the council's co-chair A"."""
    return any(g.case == "gen" and g.unit.last == group.unit.first - 1 for g in sentence.parse.groups)


def meeting(story: Story, firing: Firing, sentence: Sentence) -> None:
    """A meeting of people; one alone is none, unless the sentence names somebody else whom nobody knows."""
    groups = firing.groups("participant")
    people = story.context.who.persons(groups, sentence)
    if firing.status is None or not people or (len(people) < 2 and len(groups) < 2):
        return
    draft = begin(firing, sentence, firing.status)
    draft.add("participant", people)
    draft.apart = _beside_a_sitting(firing.clause, sentence)
    story.stage(draft, firing)
    _on_a_visit(story, draft)
    story.enter(draft)


def _beside_a_sitting(clause: Clause, sentence: Sentence) -> bool:
    """Whether people met by themselves, or before a sitting began or when it was over: that is not the sitting."""
    if "adv:apart" in sentence.parse.cats and any("adv:apart" in sentence.parse.units[i].cats for i in _within(clause)):
        return True
    inner = [c for c in sentence.parse.clauses if c.matrix == clause.number and c.link in _ANOTHER_TIME]
    groups = [g for c in inner for g in c.groups] + [g for g in clause.groups if g.case in _ANOTHER_TIME]
    return any(not g.unit.cats.isdisjoint(SITTING) for g in groups)


def _on_a_visit(story: Story, draft: Draft) -> None:
    """Whoever came somewhere and met somebody there, as one sentence tells, met him then and there."""
    trips = [d for d in story.of_type("visit") if d.sentence is draft.sentence and d.status == draft.status]
    trip = next((d for d in trips if d.people() & draft.people()), None)
    if trip is None or not dates_agree(trip.date, draft.date) or not places_agree(trip, draft):
        return
    if draft.date is None and trip.date is not None:
        draft.date = Dated(trip.date.edtf, "inferred", trip.date.span, trip.date.how)
    if not draft.places():
        draft.add("place", [f for f in trip.places() if f.entity.kind != "country"])


def beside(story: Story, firing: Firing, sentence: Sentence) -> None:
    """A sitting named beside the point: "during the 13th summit, in October 2018"."""
    unit, case = firing.anchor, _case_of(firing.anchor, sentence)
    others = [f for f in sentence.firings if f.frame is not firing.frame]
    if firing.status is None or any(g.unit is unit for f in others for groups in f.slots.values() for g in groups):
        return
    if case == "for" and not any(f.frame.event == "invitation" for f in others):
        return
    draft = begin(firing, sentence, firing.status)
    draft.type = "session"
    name_sitting(story, draft, unit, sentence)
    if draft.body is None or (draft.ordinal is None and "relative" not in unit.cats):
        return
    if "bodyphrase" in unit.cats and draft.body.signature.standing:
        return  # a number of its own, such as "the 15th finance commission"
    if case in _WITHIN:
        story.stage(draft, firing)
    story.enter(draft, main=story.focus is None and case in _WITHIN)


def _case_of(unit: Unit, sentence: Sentence) -> str | None:
    return next((g.case for g in sentence.parse.groups if g.unit is unit), None)


# --- which sitting ----------------------------------------------------------------------------------------------------
def name_sitting(story: Story, draft: Draft, unit: Unit, sentence: Sentence) -> None:
    """The body and number of a sitting; "this meeting" leaves both to the event that it refers to."""
    story.mention(sentence, unit)
    draft.body = story.context.bodies.of(sentence, unit) or _owner(story, sentence, unit)
    draft.body_at = (sentence, unit)
    bodies = unit.all("bodyphrase")
    ordinal = unit.part("ordinal") or next((o for b in bodies if (o := b.part("ordinal")) is not None), None)
    if ordinal is not None and ordinal.value:
        draft.ordinal = ordinal.value
        draft.ordinal_span = sentence.span_of(ordinal)
    if (
        draft.body is None
        and "session" in unit.cats
        and (_called_off(draft, unit, sentence) or _of_the_page(unit, sentence))
    ):
        its = _its_body(story, draft.ordinal, sentence, unit)
        sides = {f.entity.id for f in story.context.actors.countries(_whose(unit, sentence), sentence)}
        draft.body = its if its is not None and its.signature.may_be_of(sides) else None
    draft.apart = "relative" in unit.cats


def _owner(story: Story, sentence: Sentence, unit: Unit) -> PageBody | None:
    """The body on whose name a sitting hangs with something in between: "of the commission, the … meeting"."""
    at = next((g.index for g in sentence.parse.groups if g.unit is unit), None)
    groups = [g for c in sentence.parse.clauses for g in c.groups]  # with what a relative pronoun stands for
    owners = [g for g in groups if at is not None and g.head == at and "bodyphrase" in g.unit.cats]
    return story.context.bodies.of(sentence, owners[-1].unit) if owners else None


def _called_off(draft: Draft, unit: Unit, sentence: Sentence) -> bool:
    """What is put off is what the page has told of, unless it is somebody else's."""
    return draft.status in PUT_OFF and all(g.kind in ("party", "pron", "date") for g in _owners(unit, sentence))


def _of_the_page(unit: Unit, sentence: Sentence) -> bool:
    """A numbered, next or last sitting, "its" sitting or that "of 2027" is one of the body that the page is about."""
    owners = _owners(unit, sentence)
    if any(g.unit.cats.isdisjoint(("pron", "date")) for g in owners):
        return False  # somebody else's: "the governing council's seventh meeting"
    return unit.part("ordinal") is not None or "relative" in unit.cats or bool(owners)


def _owners(unit: Unit, sentence: Sentence) -> list[Group]:
    """The genitives right before a sitting."""
    return [g for g in sentence.parse.groups if g.case == "gen" and g.unit.last in (unit.first, unit.first - 1)]


def _whose(unit: Unit | None, sentence: Sentence) -> list[Group]:
    """The countries whose sitting it is, whichever clause they stand in: "the sitting of A and B, which was to …"."""
    return _owners_of(unit, sentence, "countries")


def _owners_of(unit: Unit | None, sentence: Sentence, category: str) -> list[Group]:
    """The genitives of a category that hang on a sitting."""
    at = next((g.index for g in sentence.parse.groups if g.unit is unit), None)
    return [g for g in sentence.parse.groups if g.case == "gen" and g.head == at and category in g.unit.cats]


def _its_body(story: Story, ordinal: int | None, sentence: Sentence, unit: Unit) -> PageBody | None:
    """The body of a sitting that names none: the one of whose sittings the page gives this number, or one
    next to it, else the one
    that was mentioned just before, else the page's first."""
    index, mentioned = story.mentioned or (None, None)
    mine = _ITS if index != sentence.index else _ITS | {"pron:of_him"}  # "the committee …, and its tenth meeting"
    its = any(g.unit.last == unit.first and g.unit.cats & mine for g in sentence.parse.groups)
    if its:
        spoken_of = mentioned if index == sentence.index else story.spoken_of(sentence)
        if spoken_of is not None:
            return spoken_of
    told = [d for d in story.of_type("session") if d.body is not None]
    same = [d.body for d in told if ordinal and d.ordinal == ordinal]
    near = same or [d.body for d in told if ordinal and d.ordinal and abs(d.ordinal - ordinal) == 1]
    if near:
        first = story.focus.body if story.focus is not None else None
        return first if first in near else near[-1]
    if index is not None and sentence.index - index <= 1:
        return mentioned
    return told[0].body if told else story.spoken_of(sentence)


# --- what belongs to a sitting ----------------------------------------------------------------------------------------
def attach(story: Story, draft: Draft) -> None:
    """A ceremony or a signing without a day of its own is of the day of the sitting that it belongs to; what is signed
    at a sitting is that sitting's."""
    at = done_at(draft.sentence)
    sitting = sitting_for(story, draft, at)
    if sitting is None or (at is None and (draft.status != "held" or _on_the_way(draft))):
        return
    if draft.type == "signing" and dates_agree(sitting.date, draft.date):
        _sign_at(draft, sitting, said=at is not None or draft.body_at is not None)
    if draft.date is None and sitting.date is not None:
        draft.date = Dated(sitting.date.edtf, "inferred", sitting.date.span, "page")
        draft.links.append((sitting, "part_of"))


def _on_the_way(draft: Draft) -> bool:
    """It is told of a whole trip ("seven agreements during the visit"), which is more than the sitting on it."""
    groups = draft.clause.groups if draft.clause is not None else ()
    return draft.type == "signing" and any(g.case == "during" and "visitnoun" in g.unit.cats for g in groups)


def _sign_at(draft: Draft, sitting: Draft, *, said: bool) -> None:
    """What is signed at a sitting, or by those who sat, bears its body and number.

    said: the sentence itself speaks of the sitting.
    """
    same_day = draft.date is None and sitting.date is not None
    by_them = bool(draft.ids("signatory")) and draft.ids("signatory") <= sitting.people()
    if draft.body is None and sitting.body is not None and (said or same_day or by_them):
        draft.body, draft.body_at = sitting.body, draft.body_at or sitting.body_at
    if draft.body is not None and draft.body is sitting.body and draft.ordinal is None:
        draft.ordinal, draft.ordinal_span = sitting.ordinal, sitting.ordinal_span


def sitting_for(story: Story, draft: Draft, at: Unit | None) -> Draft | None:
    """The sitting of the draft's status at which something was done: one of the body that it names, else the one that
    the page is about, which is neither the next nor the last nor one of a group below."""
    able = [d for d in story.sittings() if d.status == draft.status]
    able = [d for d in able if d.type == "session"] or able
    able = [d for d in able if d.date is not None] or able
    able = [d for d in able if not d.apart] or able
    able = [d for d in able if d.body is None or d.body.parent is None] or able
    body = draft.body or (story.context.bodies.of(draft.sentence, at) if at is not None else None)
    if body is not None:
        able = [d for d in able if d.body is body and draft.ordinal in (None, d.ordinal)] or able
    dated = [d for d in able if d.date is not None]
    if draft.status == "held" and dated:  # what the page is about is the latest; the others are told for comparison
        return max(dated, key=lambda d: d.date.edtf if d.date else "")
    if story.focus in able:
        return story.focus
    return able[-1] if able else None


def done_at(sentence: Sentence) -> Unit | None:
    """The sitting at which the sentence says that something was done: "at the end of the consultations"."""
    at = [g for g in sentence.parse.groups if g.case in _AT and not g.unit.cats.isdisjoint(_SITTING_OR_KIND)]
    return at[0].unit if at else None


def host(story: Story) -> str | None:
    """The country that the last sitting of the page was held in."""
    held = [d for d in story.sittings() if d.status == "held" and d.places()]
    return held[-1].places()[0].entity.side if held else None
