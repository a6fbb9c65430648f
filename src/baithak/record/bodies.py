"""Which bodies there are: the forms in which pages name one body made one, its parties, parent and offices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import regex

from baithak.knowledge.load import Knowledge
from baithak.language.text import fold_word
from baithak.model import Claim, Entity
from baithak.record.joins import Joins
from baithak.record.names import keys
from baithak.record.places import Places

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_ALIKE = 0.75


@dataclass(slots=True)
class BodyForm:
    """One id under which claims name a body."""

    id: str
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    parties: frozenset[str] = frozenset()

    @property
    def plain_names(self) -> list[str]:
        return sorted({name for _, name in self.names})


class Bodies:
    """The bodies of all claims. Two ids are one body by a shared name or acronym, or by like words and same parties."""

    def __init__(self, claims: Iterable[Claim], knowledge: Knowledge, places: Places) -> None:
        self._knowledge = knowledge
        self._places = places
        self._forms: dict[str, BodyForm] = {}
        kin: set[tuple[str, str]] = set()
        for claim in claims:
            for entity in _bodies(claim):
                form = self._forms.setdefault(entity.id, BodyForm(entity.id))
                form.names.update((lang, name) for lang, names in entity.names.items() for name in names)
                if not entity.names:
                    form.names["und", entity.text] += 1
            if claim.body and claim.parent:
                kin.add((claim.body.id, claim.parent.id))
        for key, entry in knowledge.bodies.items():
            form = self._forms.setdefault(key, BodyForm(key))
            for spoken in (entry.names, entry.acronyms):
                form.names.update((lang, name) for lang, names in spoken.items() for name in names)
            if entry.parent:
                kin.add((key, entry.parent))
        for form in self._forms.values():
            form.parties = self._parties(form)
        self._kin = kin | {(b, a) for a, b in kin}
        self._joins: Joins[str] = Joins(sorted(self._forms))
        self._join()
        self._ids = {root: min(ids, key=self._rank) for root, ids in self._joins.sets().items()}

    def id(self, entity: Entity) -> str:
        """The body that this entity is."""
        return self._ids[self._joins.root(entity.id)]

    def forms(self) -> dict[str, list[BodyForm]]:
        """The forms of each body, by its id."""
        return {self._ids[root]: [self._forms[i] for i in ids] for root, ids in self._joins.sets().items()}

    def parties(self, body: str) -> tuple[str, ...]:
        """The parties that the catalogue or the names of a body give."""
        return tuple(sorted({country for key in self._joins.members(body) for country in self._forms[key].parties}))

    def reasons(self) -> dict[str, list[str]]:
        """Why forms were joined, by body id; only of bodies that were joined at all."""
        return {self._ids[root]: said for root, said in self._joins.reasons().items()}

    def _rank(self, key: str) -> tuple[bool, int, str]:
        return key not in self._knowledge.bodies, -self._forms[key].names.total(), key

    def _parties(self, form: BodyForm) -> frozenset[str]:
        entry = self._knowledge.bodies.get(form.id)
        if entry:
            return frozenset(entry.parties)
        return frozenset(
            country
            for name in form.plain_names
            for word in _WORD.findall(name)
            if (country := self._places.country_named(word))
        )

    def _join(self) -> None:
        named: dict[str, list[str]] = defaultdict(list)
        for form in self._forms.values():
            for name in form.plain_names:
                named[" ".join(_WORD.findall(fold_word(name)))].append(form.id)
        for ids in named.values():
            for one, other in combinations(sorted(set(ids)), 2):
                self._try(one, other, "the same name")
        self._join_alike()

    def _join_alike(self) -> None:
        """Joins bodies of the same parties whose names share nearly all their other words, if only one is so like."""
        blocks: dict[frozenset[str], list[BodyForm]] = defaultdict(list)
        for form in self._forms.values():
            if form.parties:
                blocks[form.parties].append(form)
        for block in blocks.values():
            for one, other in combinations(sorted(block, key=lambda f: f.id), 2):
                if max(_likeness(a, b) for a in self._topics(one) for b in self._topics(other)) >= _ALIKE:
                    self._try(one.id, other.id, "the same parties, and names of the same words")

    def _topics(self, form: BodyForm) -> list[frozenset[str]]:
        """For each name, the skeletons of its words, those of countries left out."""
        return [
            frozenset(key for word in _WORD.findall(name) if not self._places.country_named(word) for key in keys(word))
            for name in form.plain_names
        ]

    def _try(self, one: str, other: str, reason: str) -> None:
        left, right = self._joins.members(one), self._joins.members(other)
        if any((a, b) in self._kin for a in left for b in right):
            return
        if any(a in self._knowledge.bodies for a in left) and any(b in self._knowledge.bodies for b in right):
            return
        parties = [{p for key in side for p in self._forms[key].parties} for side in (left, right)]
        if parties[0] and parties[1] and parties[0] != parties[1]:
            return
        self._joins.join(one, other, reason)


def _bodies(claim: Claim) -> Iterable[Entity]:
    found = [claim.body, claim.parent]
    found += [e for role in sorted(claim.roles) for e in claim.roles[role] if e.kind == "body"]
    return (entity for entity in found if entity is not None)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def most_said(said: Mapping[str, float]) -> str | None:
    """What weighs most; the alphabet decides between equals."""
    return min(said, key=lambda v: (-said[v], v), default=None)
