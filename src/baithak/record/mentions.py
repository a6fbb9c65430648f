"""Whom claims name: each entity by the form in which a page gives it, and what the page says of that form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Actor, Place
from baithak.language.spelling import words
from baithak.language.text import fold_word
from baithak.model import Claim, Entity
from baithak.record import days
from baithak.record.forms import FormKey
from baithak.record.offices import OfficeKey, Offices, unique

Fact = tuple[str, ...]
"""What a page says of a form: `id`, `name` (language, name), `side`, `office` and `held` (office, country; with the
quarter of the year), `with` (whom a claim names too), `beside` (people whom it names side by side), `seen` (a day),
`doc`."""
_SOMEBODY = ("person", "office")  # of whom it matters with whom and when pages name them
PEOPLE = ("co_chair", "participant", "visitor", "speaker", "inviter", "invitee", "signatory", "actor", "holder")


@dataclass(slots=True)
class Mention:
    """One entity of one claim: in which role, and the form that it has on its page."""

    claim: Claim
    role: str
    entity: Entity
    form: FormKey


@dataclass(slots=True)
class Said:
    """What one page says of one form; `seen`: days, `beside`: forms of the page. counted: facts told several times."""

    form: FormKey
    counted: list[Fact] = field(default_factory=list)
    sides: set[str] = field(default_factory=set)
    offices: set[OfficeKey] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    held: set[tuple[OfficeKey, int]] = field(default_factory=set)
    beside: set[FormKey] = field(default_factory=set)

    @property
    def facts(self) -> list[Fact]:
        """All of it, in an order of its own."""
        once: set[Fact] = {("doc",)}
        once |= {("side", side) for side in self.sides}
        once |= {("office", key.office, key.of or "") for key in self.offices}
        once |= {("held", key.office, key.of or "", str(quarter)) for key, quarter in self.held}
        once |= {("with", key) for key in self.company}
        once |= {("seen", day) for day in self.seen}
        once |= {("beside", key.bare) for key in self.beside}
        return sorted(self.counted) + sorted(once)


class Register:
    """Tells under which form an entity of a claim goes, and what the catalogue says of forms."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.offices = Offices(knowledge)
        self._knowledge = knowledge
        self._by_name = _catalogue_names(knowledge)

    def mentions(self, claims: Iterable[Claim]) -> list[Mention]:
        """Every entity of the claims of one page but bodies; part of a name has the one side that its page gives it."""
        every = [(claim, role, entity) for claim in claims for role, entity in entities(claim)]
        keys = [self._catalogue_id(entity) for _, _, entity in every]
        sides: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (_, _, entity), key in zip(every, keys, strict=True):
            if entity.side:
                sides[entity.kind, key].add(entity.side)
        return [
            Mention(claim, role, entity, self._form(claim, role, entity, key, sides.get((entity.kind, key), ())))
            for (claim, role, entity), key in zip(every, keys, strict=True)
        ]

    def said(self, mentions: Iterable[Mention], page_day: date | None) -> dict[FormKey, Said]:
        """What the mentions of one page, of that day, say of each form."""
        found: dict[FormKey, Said] = {}
        by_claim: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            by_claim[id(mention.claim)].append(mention)
        for together in by_claim.values():
            self._take(together, page_day, found)
        return found

    def catalogued(self) -> Iterator[tuple[FormKey, list[Fact]]]:
        """The forms of the catalogue's people, organisations, equipment and places, with what it says of them."""
        for place in self._knowledge.places.values():
            yield FormKey(place.kind, place.id, "", ""), sorted(_names_of(place))
        for actor in self._knowledge.actors.values():
            sides = {actor.country} if actor.country else {tenure.of for tenure in actor.offices}
            offices = {("office", tenure.office, tenure.of or "") for tenure in actor.offices}
            yield (
                FormKey(actor.kind, actor.id, "", ""),
                sorted({*_names_of(actor), *(("side", side) for side in sides if side), *offices}),
            )

    def is_catalogued(self, key: str) -> bool:
        return key in self._knowledge.actors or key in self._knowledge.places

    def _form(self, claim: Claim, role: str, entity: Entity, key: str, sides: Collection[str]) -> FormKey:
        entry = self._knowledge.actors.get(key) or self._knowledge.places.get(key)
        if entry:
            return FormKey(entry.kind, key, "", "")
        if entity.kind == "office":
            office = self.offices.of_entity(entity)
            return FormKey("office", office.office, office.of or "", claim.document_id if role in PEOPLE else "")
        partial = entity.kind == "person" and all(len(words(name)) < 2 for name in _names(entity))
        side = entity.side or (unique(sides) if partial else None) or ""
        return FormKey(entity.kind, key, side, claim.document_id if partial else "")

    def _catalogue_id(self, entity: Entity) -> str:
        if self.is_catalogued(entity.id) or entity.kind in ("person", "office"):
            return entity.id
        names = [name for names in entity.names.values() for name in names]
        for kind in ("country", "place") if entity.kind in ("country", "place") else (entity.kind,):
            found = unique(k for name in names if (k := self._by_name.get((kind, fold_word(name)))))
            if found:
                return found
        return entity.id

    def _take(self, together: list[Mention], page_day: date | None, found: dict[FormKey, Said]) -> None:
        """Takes what one claim says of those whom it names."""
        claim = together[0].claim
        both = days.span(claim.date)
        day = both[1] if both else page_day
        company = {m.form.id for m in together if m.role in PEOPLE} | ({claim.body.id} if claim.body else set())
        people = {m.form for m in together if m.form.kind == "person" and m.role in PEOPLE}
        for mention in together:
            said = found.setdefault(mention.form, Said(mention.form))
            self._describe(said, mention.entity, days.quarter(day) if day else None)
            if mention.form.kind not in _SOMEBODY:
                continue
            said.company |= company - {mention.form.id}
            if day:
                said.seen.add(day.isoformat())
            if mention.form in people:
                said.beside |= people - {mention.form}

    def _describe(self, said: Said, entity: Entity, quarter: int | None) -> None:
        said.counted.append(("id", entity.id))
        said.counted += [("name", lang, name) for lang, names in entity.names.items() for name in names]
        if not entity.names:
            said.counted.append(("name", "und", entity.text))
        if entity.side:
            said.sides.add(entity.side)
        if said.form.kind == "office":
            said.offices.add(OfficeKey(said.form.id, said.form.side or None))
        elif entity.office and said.form.kind == "person":
            office = self.offices.key(entity.office, entity.side)
            said.offices.add(office)
            if quarter:
                said.held.add((office, quarter))


def entities(claim: Claim) -> Iterator[tuple[str, Entity]]:
    """Every entity of a claim but its bodies, with its role, in a stable order."""
    for role in sorted(claim.roles):
        yield from ((role, entity) for entity in claim.roles[role] if entity.kind != "body")
    if claim.attribution:
        yield "attribution", claim.attribution


def _names_of(entry: Actor | Place) -> Iterator[Fact]:
    return (("name", lang, name) for lang, found in entry.names.items() for name in found)


def _names(entity: Entity) -> list[str]:
    return [name for names in entity.names.values() for name in names] or [entity.text]


def _catalogue_names(knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """Names of places, organisations and equipment that only one entry of their kind has."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    entries: list[Actor | Place] = [*knowledge.actors.values(), *knowledge.places.values()]
    for entry in entries:
        for names in entry.names.values():
            for name in names:
                found[entry.kind, fold_word(name)].add(entry.id)
    return {key: ids.copy().pop() for key, ids in found.items() if len(ids) == 1 and key[0] != "person"}
