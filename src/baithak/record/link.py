"""Who is who: the entities of all claims joined into actors, each join with its reasons.

An id of the catalogue, or one that two claims share, is one actor. Beyond that a name form joins only together with
what stands around it: side, office, time, and the company in claims. Surnames and offices alone are led back to a
person of their page first, then to who held the office on the day, and stay by themselves where nothing decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise, permutations, product

from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Actor, Place
from baithak.language.spelling import keys, skeleton, words
from baithak.language.text import fold_word
from baithak.model import Claim, Entity
from baithak.record import days
from baithak.record.decisions import Rulings
from baithak.record.forms import Form, FormKey, bears, best_score, rank, words_alike
from baithak.record.joins import Joins
from baithak.record.offices import OfficeKey, Offices, unique
from baithak.record.pages import Page

PEOPLE = ("co_chair", "participant", "visitor", "speaker", "inviter", "invitee", "signatory", "actor", "holder")
_SAME_NAME = 0.93
_LIKE_NAME = 0.85
_LEFT_OVER = "the same words on several pages, with the same office or company"
_CROWD = 60  # so many names with a word in common that having it tells nothing; all consonants must be the same then
_NEAR = 200  # days within which an office is taken to have the same holder


class Actors:
    """The actors behind all entities of the claims (bodies and their kinds apart: `bodies` joins those)."""

    def __init__(
        self, claims: Iterable[Claim], pages: Mapping[str, Page], knowledge: Knowledge, rulings: Rulings
    ) -> None:
        self.offices = Offices(knowledge)
        self._knowledge = knowledge
        self._by_name = _catalogue_names(knowledge)
        self._forms: dict[FormKey, Form] = {}
        self._by_bone: dict[str, list[Form]] = defaultdict(list)
        self._by_office: dict[OfficeKey, list[Form]] = defaultdict(list)
        self._apart: set[tuple[FormKey, FormKey]] = set()
        self._sides: dict[tuple[str, str], set[str]] = defaultdict(set)
        for actor in knowledge.actors.values():
            self._take_catalogued(actor)
        every = list(claims)
        for claim in every:
            for _, entity in entities(claim):
                if entity.side:
                    self._sides[entity.kind, self._catalogue_id(entity)].add(entity.side)
        for claim in every:
            self._take(claim, pages.get(claim.document_id))
        self._joins: Joins[FormKey] = Joins(sorted(self._forms))
        self._keep_apart(rulings)
        self._link()
        self._merge(rulings)
        self._ids = self._name_sets()
        self._kind_of = {
            self._ids[root]: min((self._forms[key] for key in found), key=rank).key.kind
            for root, found in self._joins.sets().items()
        }
        sides = {actor: {side for form in forms for side in form.sides} for actor, forms in self.forms().items()}
        self._side_of = {actor: only for actor, found in sides.items() if (only := unique(found))}

    def id(self, claim: Claim, role: str, entity: Entity) -> str:
        """The actor that this entity, in this role of this claim, is."""
        return self._ids[self._joins.root(self._key(claim, role, entity))]

    def side(self, actor: str) -> str | None:
        """The one country whose side all claims and the catalogue put the actor on."""
        return self._side_of.get(actor)

    def kind(self, actor: str) -> str:
        """person, organisation, office, country, place or equipment."""
        return self._kind_of[actor]

    def forms(self) -> dict[str, list[Form]]:
        """The forms of each actor, by its id."""
        found: dict[str, list[Form]] = defaultdict(list)
        for key, form in self._forms.items():
            found[self._ids[self._joins.root(key)]].append(form)
        return found

    def reasons(self) -> dict[str, list[str]]:
        """Why forms were joined, by actor id; only of actors that were joined at all."""
        return {self._ids[key]: said for key, said in self._joins.reasons().items()}

    def _catalogue_id(self, entity: Entity) -> str:
        if self._is_catalogued(entity.id) or entity.kind in ("person", "office"):
            return entity.id
        names = [name for names in entity.names.values() for name in names]
        kinds = ("country", "place") if entity.kind in ("country", "place") else (entity.kind,)
        for kind in kinds:
            found = unique(k for name in names if (k := self._by_name.get((kind, fold_word(name)))))
            if found:
                return found
        return entity.id

    def _key(self, claim: Claim, role: str, entity: Entity) -> FormKey:
        key = self._catalogue_id(entity)
        if self._is_catalogued(key):
            return FormKey(self._kind(key, entity.kind), key, "", "")
        if entity.kind == "office":
            office = self.offices.of_entity(entity)
            return FormKey("office", office.office, office.of or "", claim.document_id if role in PEOPLE else "")
        sides = self._sides.get((entity.kind, key), set())
        side = entity.side or (next(iter(sides)) if len(sides) == 1 else "")
        partial = entity.kind == "person" and all(len(words(n)) < 2 for n in _names(entity))
        return FormKey(entity.kind, key, side, claim.document_id if partial else "")

    def _is_catalogued(self, key: str) -> bool:
        return key in self._knowledge.actors or key in self._knowledge.places

    def _kind(self, key: str, otherwise: str) -> str:
        entry = self._knowledge.actors.get(key) or self._knowledge.places.get(key)
        return entry.kind if entry else otherwise

    def _take_catalogued(self, actor: Actor) -> None:
        form = self._forms[FormKey(actor.kind, actor.id, "", "")] = Form(FormKey(actor.kind, actor.id, "", ""), True)
        form.names.update((lang, name) for lang, names in actor.names.items() for name in names)
        form.sides.update({actor.country} if actor.country else {t.of for t in actor.offices})
        form.offices.update(OfficeKey(t.office, t.of) for t in actor.offices)

    def _take(self, claim: Claim, page: Page | None) -> None:
        found = [(role, entity, self._key(claim, role, entity)) for role, entity in entities(claim)]
        both = days.span(claim.date)
        day = both[1] if both else page.day if page else None
        company = {key.id for role, _, key in found if role in PEOPLE} | ({claim.body.id} if claim.body else set())
        for _, entity, key in found:
            form = self._forms.get(key)
            if form is None:
                form = self._forms[key] = Form(key, self._is_catalogued(key.id))
            self._describe(form, entity)
            form.docs.add(claim.document_id)
            form.company |= company - {key.id}
            if day:
                form.seen.add(day)
        people = sorted({key for role, _, key in found if key.kind == "person" and role in PEOPLE})
        self._apart.update(combinations(people, 2))

    def _describe(self, form: Form, entity: Entity) -> None:
        form.ids[entity.id] += 1
        for lang, names in entity.names.items():
            form.names.update((lang, name) for name in names)
        if not entity.names:
            form.names["und", entity.text] += 1
        if entity.side:
            form.sides.add(entity.side)
        if form.key.kind == "office":
            form.offices.add(OfficeKey(form.key.id, form.key.side or None))
        elif entity.office and form.key.kind == "person":
            form.offices.add(self.offices.key(entity.office, entity.side))

    def _keep_apart(self, rulings: Rulings) -> None:
        for decision, one, other in rulings.pairs("split"):
            left, right = self._called(one), self._called(other)
            self._apart.update(product(left, right))
            if left and right:
                rulings.applied.add(decision.id)

    def _merge(self, rulings: Rulings) -> None:
        """Joins what was ruled to be one; a target is an actor's id in the record, else one that claims give."""
        pairs = rulings.pairs("merge")
        shown = {actor: [root] for root, actor in self._name_sets().items()} if pairs else {}
        for decision, one, other in pairs:
            left, right = (shown.get(target) or self._called(target) for target in (one, other))
            for a, b in pairwise([*left, *right]) if left and right else ():
                self._joins.join(a, b, decision.said)
                rulings.applied.add(decision.id)

    def _called(self, target: str) -> list[FormKey]:
        return sorted(key for key, form in self._forms.items() if target == key.id or target in form.ids)

    def _link(self) -> None:
        self._join_alike()
        for form in self._forms.values():
            for bone in self._bones(form) if form.key.kind == "person" and not form.key.doc else ():
                self._by_bone[bone].append(form)
        small = sorted((f for f in self._forms.values() if f.key.doc), key=lambda f: f.key)
        for form in (f for f in small if f.key.kind == "person"):
            self._place_surname(form)
        for form in self._forms.values():
            for office in form.offices if form.key.kind == "person" else ():
                self._by_office[office].append(form)
        for form in (f for f in small if f.key.kind == "office"):
            self._place_office(form)
        self._join_left_over(f for f in small if self._joins.root(f.key) == f.key)

    def _join_left_over(self, forms: Iterable[Form]) -> None:
        """What no page explains is one across pages where its office is the same, or a name's company or office."""
        blocks: dict[tuple[str, str, str], list[Form]] = defaultdict(list)
        for form in forms:
            blocks[form.key[:3]].append(form)
        for block in blocks.values():
            for one, other in pairwise(block):
                near = one.key.kind == "office" or one.offices & other.offices or one.company & other.company
                if near and self._may_be_one(one.key, other.key):
                    self._joins.join(one.key, other.key, _LEFT_OVER)

    @staticmethod
    def _bones(form: Form) -> set[str]:
        return {bone for name in form.plain_names for bone in keys(name)}

    def _join_alike(self) -> None:
        """Joins whole names that are spelled alike, where side, office and company agree."""
        blocks: dict[tuple[str, str], list[Form]] = defaultdict(list)
        for form in (f for f in self._forms.values() if not f.key.doc):
            for bone in {key for name in form.plain_names for key in _block_keys(form.key.kind, name)}:
                blocks[form.key.kind, bone].append(form)
        pairs = {
            (one.key, other.key)
            for (_, bone), block in blocks.items()
            if len(block) <= _CROWD or " " not in bone
            for one, other in combinations(block, 2)
            if not (one.catalogued and other.catalogued)
        }
        for one, other in sorted(pairs):
            reason = self._reason(self._forms[one], self._forms[other])
            if reason and self._may_be_one(one, other):
                self._joins.join(one, other, reason)

    def _reason(self, one: Form, other: Form) -> str | None:
        if one.sides and other.sides and not one.sides & other.sides:
            return None
        side = bool(one.sides & other.sides)
        office = bool(one.offices & other.offices)
        company = bool(one.company & other.company)
        person = one.key.kind == "person"
        if person and not (side or office or company):
            return None
        score = best_score(one, other)
        if score >= _SAME_NAME:
            around = "with the same " + _listed(side=side, office=office, company=company)
            return f"one name in two spellings, {around}" if person else "the same name"
        if score >= _LIKE_NAME and person and side and (office or company) and words_alike(one, other):
            return "names spelled alike, with the same " + _listed(side=side, office=office, company=company)
        return None

    def _may_be_one(self, one: FormKey, other: FormKey) -> bool:
        """Whether no claim names members of both sets side by side, and not both are of the catalogue."""
        left, right = self._joins.members(one), self._joins.members(other)
        if any(self._forms[k].catalogued for k in left) and any(self._forms[k].catalogued for k in right):
            return False
        return not any((a, b) in self._apart or (b, a) in self._apart for a in left for b in right)

    def _place_surname(self, form: Form) -> None:
        """Leads part of a name back to a person of its page, else to one who bears it in the same office or company."""
        bearers = [f for key in self._bones(form) for f in self._by_bone[key] if bears(f, form)]
        for reason, fits in (
            ("the same name in full on the same page", form.docs),
            ("part of the name, with the same office", form.offices),
            ("part of the name, in the same company", form.company),
        ):
            only = unique(self._joins.root(f.key) for f in bearers if fits & (f.docs | f.offices | f.company))
            if only and self._may_be_one(only, form.key):
                self._joins.join(only, form.key, reason)
                return

    def _place_office(self, form: Form) -> None:
        """Leads an office back to the person whom its page names in it, else to its one holder of the time."""
        (office,) = form.offices
        holders = [f for f in self._by_office[office] if f.docs]
        here = unique(self._joins.root(f.key) for f in holders if f.docs & form.docs)
        if here and self._may_be_one(here, form.key):
            self._joins.join(here, form.key, "the page names the holder of the office")
        elif self.offices.for_one(office.office):
            known = {p for day in form.seen for p in self.offices.holders(office, day)}
            near = {self._joins.root(f.key) for f in holders if _near(f.seen, form.seen)}
            only = unique(self._joins.root(FormKey("person", p, "", "")) for p in known) or unique(near)
            if only:
                self._joins.join(only, form.key, "who held the office at the time")

    def _name_sets(self) -> dict[FormKey, str]:
        """An id for each set: the catalogue's, else its fullest name's; those that would be the same get numbers."""
        taken: Counter[str] = Counter()
        ids = {}
        for root, members in sorted(self._joins.sets().items(), key=lambda s: min(s[1])):
            name = min((self._forms[key] for key in members), key=rank).id
            taken[name] += 1
            ids[root] = name if taken[name] == 1 else f"{name}~{taken[name]}"
        return ids


def entities(claim: Claim) -> Iterator[tuple[str, Entity]]:
    """Every entity of a claim but its bodies, with its role, in a stable order."""
    for role in sorted(claim.roles):
        yield from ((role, entity) for entity in claim.roles[role] if entity.kind != "body")
    if claim.attribution:
        yield "attribution", claim.attribution


def _catalogue_names(knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """Names of places, organisations and equipment that only one entry of their kind has."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    entries: list[Actor | Place] = [*knowledge.actors.values(), *knowledge.places.values()]
    for entry in entries:
        for names in entry.names.values():
            for name in names:
                found[entry.kind, fold_word(name)].add(entry.id)
    return {key: ids.copy().pop() for key, ids in found.items() if len(ids) == 1 and key[0] != "person"}


def _block_keys(kind: str, name: str) -> Iterator[str]:
    """What two spellings of one name share: all consonants; for a person those of one word and another's first."""
    bones = [bone for word in words(name) if (bone := skeleton(word))]
    yield "".join(sorted(bones))
    if kind == "person":
        yield from (f"{one} {other[0]}" for one, other in permutations(bones, 2))


def _near(one: set[date], other: set[date]) -> bool:
    return any(abs((a - b).days) <= _NEAR for a in one for b in other)


def _names(entity: Entity) -> list[str]:
    return [name for names in entity.names.values() for name in names] or [entity.text]


def _listed(**present: bool) -> str:
    return " and ".join(name for name, there in present.items() if there)
