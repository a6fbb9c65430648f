"""What a page from outside comes to beside the record: whom and what it means, and the sittings that it may tell of.

These stages stand where the record has others; they write about the page alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from baithak.model import Document, Json
from baithak.record import days
from baithak.record.bodies import Titles
from baithak.record.cells.bodies import BodySets, BodyTraits
from baithak.record.cells.event_refs import put_event, read_events, refs
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.pages import Pages, PerPage, Source, Sources, told_of_bodies
from baithak.record.cells.sessions import by_page
from baithak.record.cells.telling import Known, places, told_at
from baithak.record.event import Event
from baithak.record.forms import FormKey
from baithak.record.mentions import Register
from baithak.record.sittings import ONE_SITTING, sittings
from baithak.record.told import Told

GUEST = "guest"
"""The id of the page from outside."""


class Heard(Pages):
    """Puts on the shelves what the page says of forms that no other page has."""

    def tells(self, led: str, form: str, desk: Desk) -> bool:
        return desk.value(led, form) is None

    def of_itself(self, document: Document, desk: Desk) -> None:
        """It is no page of the record."""


class Meant(PerPage):
    """Whom the page means by each form: whom others mean by it or by one that it was joined with, else somebody new."""

    name = "ids"

    def read(self, source: Source, desk: Desk) -> None:
        for mention in source.mentions(self._register):
            key = str(mention.form)
            if mention.form.doc:
                key = desk.value("led", source.id)[key][0]
            if desk.value("actor", key) is None:
                desk.put("actor", key, self._actor(key, desk), source=self.name)

    def _actor(self, key: str, desk: Desk) -> Json:
        known = [actor for form in members(key, desk) if (actor := desk.value("actor", form))]
        form = FormKey.of(key)
        new = form.id if self._register.is_catalogued(form.id) else f"{GUEST} {key}"
        return min(known, key=_id, default={"id": new, "kind": form.kind, "side": form.side or None})


def members(form: str, desk: Desk) -> list[str]:
    """The forms that are one with a form, itself among them."""
    found = desk.value("set", desk.value("set of", form) or form)
    return list(found["members"]) if found else [form]


def _id(actor: Json) -> str:
    return str(actor["id"])


class MeantBodies(PerPage):
    """Which body the page means by each form."""

    name = "body sets"

    def __init__(self, sources: Sources, register: Register, titles: Titles) -> None:
        super().__init__(sources, register)
        self._titles = titles
        self._traits = BodyTraits(titles)
        self._sets = BodySets(titles)

    def read(self, source: Source, desk: Desk) -> None:
        for form in told_of_bodies(claim for _, claim in source.claims):
            if desk.value("body of", form) is None:
                desk.put("body of", form, self._body(form, desk))

    def _body(self, form: str, desk: Desk) -> str:
        facts = desk.tally("body form", form)
        blocks = sorted(self._traits.blocks(form, facts, desk))
        desk.fetch("body block", blocks)
        mates = sorted({mate for block in blocks for mate in desk.gather("body block", block)})
        desk.fetch("body of", mates)
        found = sorted({desk.value("body of", mate) for mate in mates})
        desk.fetch("body set", found)
        parties = self._titles.parties(form, {fact[2] for fact in facts if fact[0] == "name"})
        sets = (desk.value("body set", body) for body in found)
        others = [other for one in sets if _may_be_one(parties, set(one["parties"])) for other in one["forms"]]
        return min((desk.value("body of", other) for other in self._sets.alike(form, others, desk)), default=form)


def _may_be_one(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether no party tells two bodies apart."""
    return not one or not other or one <= other or other <= one


class Beside(PerKey):
    """Gathers what the page tells of a body's sittings with what is known of those that it may mean: `beside`."""

    name = "beside"
    over = ("sits",)

    def __init__(self, known: Known) -> None:
        self._known = known

    def work(self, key: str, desk: Desk) -> None:
        mine = [one for one in told_at([GUEST], desk) if one.body == key]
        near = list(_near(key, mine, desk))
        of_body = [one for event in near for one in event.every if one.sits]
        desk.put("beside", key, sorted({one.page.id for one in of_body}))
        every = sorted([*of_body, *(one for one in mine if one.sits)], key=lambda one: one.id)
        for event in sittings(key, every, places(self._known, desk)):
            there = by_page(event).get(GUEST)
            if there:
                desk.put("sitting", GUEST, [there])
                _complete(event, near)
                put_event(refs(event), desk)


def _near(body: str, mine: list[Told], desk: Desk) -> Iterator[Event]:
    """The sittings of a body that claims may tell of: of their numbers and the next, and around their days."""
    numbers = {one.ordinal + n for one in mine if one.ordinal is not None for n in (0, 1)}
    anywhere = any(one.ordinal is None and one.date is None for one in mine)
    keys = [
        key
        for key, shown in desk.gather("session", body).items()
        if anywhere
        or shown["ordinal"] in numbers
        or shown["date"] is None
        or any(_in_reach(one.date, shown["date"]) for one in mine)
    ]
    desk.fetch("event", keys)
    desk.fetch("ruled event", keys)
    return iter(read_events((desk.value("ruled event", key) or desk.value("event", key) for key in keys), desk))


def _in_reach(one: str | None, other: str) -> bool:
    apart = days.apart(one, other)
    return days.overlap(one, other) if apart is None else apart <= ONE_SITTING


def _complete(event: Event, known: list[Event]) -> None:
    """Give a sitting what pages tell of it besides."""
    own = {one.id for one in event.every}
    for other in known:
        if not own.isdisjoint(one.id for one in other.every):
            event.told += [one for one in other.told if one.id not in own and not one.sits]
            event.beside += [one for one in other.beside if one.id not in own and not one.sits]


class Completed(PerKey):
    """Leads what completes a sitting on the page to it: `home`."""

    name = "completed"
    over = ("gained",)

    def work(self, key: str, desk: Desk) -> None:
        here = {one.key: one for found in desk.gather("sitting", GUEST).values() for one in found}
        for sitting, claim in desk.gather("gained", key).get(GUEST, ()):
            desk.put("home", claim, desk.value("home", min(here[sitting].claims)))
