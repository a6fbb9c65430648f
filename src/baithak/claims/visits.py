"""Visits, and what is done on them in public: ceremonies and exercises."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from baithak.claims.drafts import Draft, begin
from baithak.claims.page import Sentence
from baithak.claims.sittings import attach, host
from baithak.claims.story import Story
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit
from baithak.language.nominals import Group

_CASE: Final = 1  # the marker behind a noun


def visit(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Who visits which country, or which town of it; told again, it is the same visit."""
    context = story.context
    firing = _with_town(story, firing, sentence)
    who = context.who
    visitors = who.persons(firing.groups("visitor"), sentence) or who.persons(firing.groups("leader"), sentence)
    status = context.when.status(firing, sentence)
    if not visitors or status is None or _something_there(firing):
        return
    draft = begin(firing, sentence, status)
    draft.add("visitor", visitors)
    hosts = context.actors.countries(_host_groups(firing), sentence)
    draft.add("host_country", [f for f in hosts if f.entity.id != visitors[0].entity.side])
    story.stage(draft, _to_the_town(firing))
    if firing.frame.frame == "arrived" and not draft.places():
        draft.add("place", [context.where.come_to(f) for f in draft.role("host_country")])
    if not draft.role("host_country"):
        countries = [c for place in draft.places() if (c := context.where.country_of(place)) is not None]
        draft.add("host_country", countries[:1])
    if draft.roles.keys() & {"host_country", "place"}:
        story.tell_once(draft, _same_trip)


def _something_there(firing: Firing) -> bool:
    """Whoever is something in a country, such as an ambassador, is on no visit there."""
    return firing.frame.frame == "stayed" and firing.at - firing.groups("host")[0].index != _CASE + 1


def _with_town(story: Story, firing: Firing, sentence: Sentence) -> Firing:
    """Of two that come before a verb of motion, the second, whom nobody knows, is where the first one goes."""
    groups = firing.groups("visitor")
    if len(groups) < 2 or firing.groups("place") or firing.groups("host"):
        return firing
    *visitors, last = groups
    if last.kind != "name" or last.index != firing.at - 1 or story.context.who.persons([last], sentence):
        return firing
    return replace(firing, slots={**firing.slots, "visitor": visitors, "somewhere": [last]})


def _to_the_town(firing: Firing) -> Firing:
    """A visit that has a town in its own name goes there ("the Dhaka visit")."""
    town = firing.anchor.part("host")
    if town is None or "place" not in town.cats or firing.groups("place"):
        return firing
    return replace(firing, slots={**firing.slots, "place": [Group(town, -1, "place", "none")]})


def _host_groups(firing: Firing) -> list[Group]:
    """Where the trip goes: the country in its own name ("the India visit"), else that of the clause."""
    trips = firing.groups("visit")
    trip = trips[0].unit if trips else firing.anchor
    inner = trip.part("host")
    return [Group(inner, -1, "party", "none")] if inner is not None else firing.groups("host")


def _same_trip(a: Draft, b: Draft) -> bool:
    return bool(a.people() & b.people()) and a.ids("host_country") == b.ids("host_country")


def ceremony(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Somebody lays a wreath, or is received with a guard of honour."""
    if firing.status is None:
        return
    draft = begin(firing, sentence, firing.status)
    who, at = story.context.who, host(story)
    honoured = firing.groups("honoree")
    actors = who.persons(honoured or firing.groups("actor"), sentence, at)
    if honoured and "pron" in honoured[0].unit.cats and actors and actors[0].entity.side in (at, who.home):
        actors = who.guest(honoured[0].unit, sentence, at)  # a guard of honour is a guest's
    draft.add("actor", actors)
    if not draft.roles:
        return
    story.stage(draft, firing)
    attach(story, draft)
    same = (d for d in story.of_type("ceremony") if d.sentence is sentence and d.rule == draft.rule)
    if not any(d.people() == draft.people() for d in same):
        story.drafts.append(draft)


def exercise(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Countries exercise together: those of the clause, else those of the exercise's own name; what a sentence says in
    two clauses of one exercise ("took part in the exercise held in …") is told once."""
    actors, drills = story.context.actors, _drills(firing)
    told = [f for f in sentence.firings if f.frame.event == "exercise" and {*_drills(f)} & {*drills}] or [firing]
    if firing is not max(told, key=lambda f: len(f.slots)):
        return
    named = [of for drill in drills if (of := drill.part("of")) is not None]
    pair = [Group(unit, -1, "party", "none") for unit in named]
    parties = actors.countries([g for f in told for g in f.groups("party")], sentence)
    parties = parties or actors.countries(pair, sentence)
    if not parties and (joint := next((drill for drill in drills if "jointdrill" in drill.cats), None)):
        parties = actors.both(joint, sentence)
    if firing.status is None or not parties:
        return
    draft = begin(firing, sentence, firing.status)
    draft.add("party", parties)
    story.stage(draft, firing)
    story.drafts.append(draft)


def _drills(firing: Firing) -> list[Unit]:
    """The exercises that a frame names."""
    named = [firing.anchor, *(g.unit for g in firing.groups("exercise"))]
    return [unit for unit in named if "exercise" in unit.cats]
