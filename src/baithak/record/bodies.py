"""Which bodies there are: the forms in which pages name one body made one, its parties, parent and offices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, takewhile

import regex

from baithak.knowledge.load import Knowledge
from baithak.language.spelling import skeleton, word_score, words
from baithak.language.text import fold_word
from baithak.model import Claim, Entity
from baithak.record import days
from baithak.record.decisions import Rulings
from baithak.record.joins import Joins
from baithak.record.offices import unique
from baithak.record.places import Places

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_SHORT = 3  # letters of words of grammar, as romanised
_SPELT = 0.93  # how alike two spellings of each word of one name are
_WORDS = 3  # words of content that make a name one that only one body has


@dataclass(slots=True)
class BodyForm:
    """One id under which claims name a body. sittings: number, day, page."""

    id: str
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    parties: frozenset[str] = frozenset()
    docs: set[str] = field(default_factory=set)
    sittings: set[tuple[int, str, str]] = field(default_factory=set)

    @property
    def plain_names(self) -> list[str]:
        return sorted({name for _, name in self.names})


class Bodies:
    """The bodies of all claims. Two ids are one body by a shared name or acronym, or by like words and same parties."""

    def __init__(self, claims: Iterable[Claim], knowledge: Knowledge, places: Places, rulings: Rulings) -> None:
        self._knowledge = knowledge
        self._places = places
        self._forms: dict[str, BodyForm] = {}
        kin: set[tuple[str, str]] = set()
        for claim in claims:
            for entity in _bodies(claim):
                form = self._forms.setdefault(entity.id, BodyForm(entity.id))
                form.names.update((lang, name) for lang, names in entity.names.items() for name in names)
                form.docs.add(claim.document_id)
                if not entity.names:
                    form.names["und", entity.text] += 1
            if claim.body and claim.ordinal is not None and claim.date:
                self._forms[claim.body.id].sittings.add((claim.ordinal, claim.date, claim.document_id))
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
        ruled = [(d, a, b) for d, a, b in rulings.pairs("split") if a in self._forms and b in self._forms]
        kin |= {(a, b) for _, a, b in ruled}
        self._kin = kin | {(b, a) for a, b in kin}
        self._joins: Joins[str] = Joins(sorted(self._forms))
        self._join()
        for decision, one, other in rulings.pairs("merge"):
            if one in self._forms and other in self._forms:
                self._joins.join(one, other, decision.said)
                ruled.append((decision, one, other))
        rulings.applied.update(decision.id for decision, _, _ in ruled)
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
        """By a shared name; by names of the same words; by kind, parties and topic, where only one fits."""
        named: dict[str, list[str]] = defaultdict(list)
        alike: dict[tuple[frozenset[str], frozenset[str]], list[str]] = defaultdict(list)
        for form in self._forms.values():
            for name in form.plain_names:
                if self._telling(name):
                    named[" ".join(_WORD.findall(fold_word(name)))].append(form.id)
                    alike[form.parties, self._content(name)].append(form.id)
        for blocks, reason in ((named, "the same name"), (alike, "the same parties, and names of the same words")):
            for ids in blocks.values():
                for one, other in combinations(sorted(set(ids)), 2):
                    self._try(one, other, reason)
        self._join_spelt()
        self._join_signed()

    def _join_spelt(self) -> None:
        """Joins names of the same words in other spellings, that of a country among them."""
        blocks: dict[tuple[str, ...], set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
        for form in self._forms.values():
            for name in filter(self._telling, form.plain_names):
                spelt = words(name)
                blocks[tuple(map(skeleton, spelt))].add((form.id, spelt))
        for block in blocks.values():
            for (one, a), (other, b) in combinations(sorted(block), 2):
                if one != other and all(word_score(v, w) >= _SPELT for v, w in zip(a, b, strict=True)):
                    self._try(one, other, "one name in two spellings", spelt=True)

    def _join_signed(self) -> None:
        """Joins an id of the reader's making to the one body of its kind and parties whose topics it shares."""
        blocks: dict[tuple[str, frozenset[str]], list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for form in self._forms.values():
            signature = self._signature(form)
            if signature:
                blocks[signature[:2]].append((form.id, signature[2]))
        for block in blocks.values():
            for key, topics in sorted(block):
                if key in self._knowledge.bodies:
                    continue
                others = {self._joins.root(k): t for k, t in block if k != key}
                others.pop(self._joins.root(key), None)
                only = unique(k for k, t in others.items() if t & topics)
                if not topics:  # a name without a topic: the body that has the same sitting, or the only one told of
                    told = [k for k in others if self._docs(k)]
                    only = unique(k for k in told if self._share_sitting(k, key)) or unique(told)
                if only and not self._together(only, key):
                    self._try(only, key, "the same kind of body, parties and topic")

    def _signature(self, form: BodyForm) -> tuple[str, frozenset[str], frozenset[str]] | None:
        """Kind, parties and topics: of the catalogue, or as the reader writes them into an id."""
        entry = self._knowledge.bodies.get(form.id)
        if entry:
            topics = frozenset(word for name in entry.topic if name.isascii() for word in name.split("-"))
            return entry.kind.removeprefix("working-").replace("-", ""), form.parties, topics
        prefix, _, rest = form.id.partition(":")
        parts = rest.split("-")
        first = next((n for n, word in enumerate(parts) if self._is_country(word)), len(parts))
        parties = [word.upper() for word in takewhile(self._is_country, parts[first:])]
        if prefix != "body" or not parties:
            return None
        topics = frozenset(word for word in parts[first + len(parties) :] if ":" not in word)  # "mod:joint" is none
        return "".join(parts[:first]), frozenset(parties), topics

    def _is_country(self, word: str) -> bool:
        return len(word) == 2 and word.upper() in self._knowledge.places

    def _docs(self, key: str) -> set[str]:
        return {doc for member in self._joins.members(key) for doc in self._forms[member].docs}

    def _share_sitting(self, one: str, other: str) -> bool:
        left, right = self._sittings(one), self._sittings(other)
        return any(a == b and days.overlap(x, y) for a, x, _ in left for b, y, _ in right)

    def _sittings(self, key: str) -> set[tuple[int, str, str]]:
        return {sitting for member in self._joins.members(key) for sitting in self._forms[member].sittings}

    def _content(self, name: str) -> frozenset[str]:
        """The skeletons of a name's words, without countries and the short words of grammar."""
        found = (word for word in _WORD.findall(name) if not self._places.country_named(word))
        return frozenset(skeleton(w) for word in found for w in words(word) if len(w) > _SHORT)

    def _telling(self, name: str) -> bool:
        """Whether a name can only mean one body: it names a country, is an acronym, or has words enough."""
        found = _WORD.findall(name)
        acronym = len(found[0]) > 1 and found[0].isupper() if found else False
        return acronym or any(map(self._places.country_named, found)) or len(self._content(name)) >= _WORDS

    def _together(self, one: str, other: str) -> bool:
        """Whether one page names both, and so tells them apart; not where it gives both the same number and day."""
        same = {page for _, _, page in self._sittings(one) & self._sittings(other)}
        return bool((self._docs(one) & self._docs(other)) - same)

    def _try(self, one: str, other: str, reason: str, spelt: bool = False) -> None:
        """Joins the two unless something tells them apart; spelt: a party that one lacks may be there unrecognised."""
        left, right = self._joins.members(one), self._joins.members(other)
        if any((a, b) in self._kin for a in left for b in right):
            return
        if any(a in self._knowledge.bodies for a in left) and any(b in self._knowledge.bodies for b in right):
            return
        parties = [{p for key in side for p in self._forms[key].parties} for side in (left, right)]
        apart = not (parties[0] <= parties[1] or parties[1] <= parties[0]) if spelt else parties[0] != parties[1]
        if parties[0] and parties[1] and apart:
            return
        self._joins.join(one, other, reason)


def _bodies(claim: Claim) -> Iterable[Entity]:
    found = [claim.body, claim.parent]
    found += [e for role in sorted(claim.roles) for e in claim.roles[role] if e.kind == "body"]
    return (entity for entity in found if entity is not None)
