"""Invitations, and what somebody is invited to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from baithak.claims.drafts import Draft, begin
from baithak.claims.entities import referred
from baithak.claims.page import Sentence
from baithak.claims.story import Story
from baithak.language.frames import Firing
from baithak.language.nominals import Group


def invitation(story: Story, firing: Firing, sentence: Sentence) -> None:
    """Somebody has invited somebody."""
    groups = firing.groups("inviter")
    sent = [g for g in groups if g.case == "side"]  # an invitation handed over is that of who sends it
    who, actors = story.context.who, story.context.actors
    inviter = who.persons(sent or groups, sentence) or actors.countries(sent or groups, sentence)
    called = firing.groups("invitee")
    invited = who.persons(called, sentence) or actors.countries(called, sentence)
    if not (inviter or invited) or firing.status != "held":
        return
    draft = begin(firing, sentence, firing.status)
    draft.add("inviter", inviter)
    draft.add("invitee", [f for f in invited if f.entity.id not in draft.ids("inviter")])
    story.drafts.append(draft)


def follow(story: Story, sentence: Sentence) -> None:
    """What comes of an invitation: what somebody is invited to, and his coming."""
    firings = [f for f in sentence.firings if f.frame.event == "invitation"]
    made = next((d for d in story.of_type("invitation") if d.sentence is sentence), None) if firings else None
    if made is not None:
        _invited_to(story, made, firings[0], sentence)
        _asked_over(story, made, firings, sentence)


def _invited_to(story: Story, made: Draft, firing: Firing, sentence: Sentence) -> None:
    """What somebody is invited to is planned; the invited one will co-chair it if the sentence says so."""
    for draft in story.of_type("session"):
        if sentence in draft.sentences and draft.status == "planned":
            made.links.append((draft, "for"))
            if any(f.frame.frame == "chaired" for f in sentence.firings):
                draft.roles.pop("co_chair", None)
                draft.add("co_chair", made.role("invitee"))
            else:
                draft.add("participant", made.role("invitee"))
            _set_scene(story, draft, firing, sentence)


def _asked_over(story: Story, made: Draft, firings: Sequence[Firing], sentence: Sentence) -> None:
    """Whoever is asked to come somewhere plans a visit there, if no sitting is told that he comes for."""
    context = story.context
    coming = next((f for f in sentence.firings if f.frame.event == "coming"), None)
    trips = [g.unit for f in firings for g in f.groups("trip")]
    hosts = [Group(host, -1, "party", "none") for trip in trips if (host := trip.part("host")) is not None]
    asked = [f for f in made.role("invitee") if f.entity.kind == "person"]
    if made.links or not asked or (coming is None and not hosts):
        return
    draft = Draft("visit", "planned", "coming", sentence)
    draft.add("visitor", [referred(f.entity, f.unit, f.sentence) for f in asked])
    draft.add("host_country", context.actors.countries([*hosts, *(coming.groups("host") if coming else ())], sentence))
    if coming is not None:
        story.stage(draft, coming)
    if coming is not None and not draft.places():
        draft.add("place", [context.where.come_to(f) for f in draft.role("host_country")])
    if draft.places() and not draft.role("host_country"):
        countries = [c for place in draft.places() if (c := context.where.country_of(place)) is not None]
        draft.add("host_country", countries[:1])
    if not draft.roles.keys() & {"host_country", "place"}:
        return
    made.links.append((draft, "for"))
    story.drafts.append(draft)


def _set_scene(story: Story, draft: Draft, firing: Firing, sentence: Sentence) -> None:
    """Where the invited one is to come, else any country, and any date of the sentence that invites, is that of the
    sitting which has none."""
    coming = next((f for f in sentence.firings if f.frame.event == "coming"), None)
    if coming is not None and not draft.places():
        draft.add("place", story.context.where.places(coming, sentence))
    if not draft.places():
        countries = [g for g in sentence.parse.groups if "country" in g.unit.cats and g.case in ("none", "mein")]
        draft.add("place", [story.context.where.country(g.unit, sentence) for g in countries if g.unit.ids][:1])
    if draft.date is None:
        dates = [g for g in sentence.parse.groups if g.kind == "date"]
        whole = replace(firing, slots={"date": dates})
        draft.date = story.context.when.date(whole, sentence, "planned")
