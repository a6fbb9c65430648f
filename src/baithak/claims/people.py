"""Who is meant: people by name, by surname, by office, by pronoun. What cannot be told stays empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from baithak.claims.entities import Entities
from baithak.claims.name_forms import form_of, misspelt, parted, short_for
from baithak.claims.offices import DEPUTY, KIND, meant, of_state, office_keys
from baithak.claims.page import Sentence
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit
from baithak.language.nominals import Group
from baithak.model import Entity


class Person:
    """Somebody whom the page names.

    forms: folded name forms met so far; spellings: the same as the page prints them. offices: catalogue ids of the
    offices held, and senses of their head words.
    mentions: index of the sentence and of the token in it, in order. told: the page says what country's he is.
    """

    __slots__ = ("entity", "forms", "mentions", "offices", "spellings", "told")

    def __init__(self, entity: Entity, form: str, spelling: str, told: bool) -> None:
        self.entity = entity
        self.forms = {form}
        self.spellings = {spelling}
        self.offices: set[str] = set()
        self.mentions: list[tuple[int, int]] = []
        self.told = told

    @property
    def side(self) -> str | None:
        return self.entity.side

    def words(self) -> set[str]:
        """The words of all forms of the name."""
        return {word for form in self.forms for word in form.split()}

    def last_mention(self, at: tuple[int, int]) -> tuple[int, int] | None:
        """Where the page names him last up to a point."""
        return next((m for m in reversed(self.mentions) if m <= at), None)


class People:
    """All people of one page, in the order in which it names them."""

    def __init__(
        self, sentences: Sequence[Sentence], entities: Entities, home: str | None, parties: Sequence[str] = ()
    ) -> None:
        self.entities = entities
        self.home = home
        self.known: list[Person] = []
        for sentence in sentences:
            for group in _people_of(sentence):
                self._meet(group, sentence)
        self._drop_pairs()
        self._join_short_names()
        self._give_countries(sentences)
        self._tell_peers_apart(sentences, parties)

    def _meet(self, group: Group, sentence: Sentence) -> None:
        """Enters whom a group names; of two named for two countries the first is the first one's."""
        unit, names = group.unit, names_in(group.unit)
        sides = [part.ids[0] for part in unit.parts.get("side", ()) if part.ids]
        for i, name in enumerate(names):
            apart = len(names) == len(sides) > 1
            side = self.country(sides[i]) if apart else self._side(unit, sentence, group.index)
            self._register(unit, name, sentence, side)

    def _side(self, unit: Unit, sentence: Sentence, index: int) -> str | None:
        """The country of somebody: named with the office, or on whose part the clause says that he acts."""
        for name in ("side", "counterpart"):
            part = unit.part(name)
            ids = part.ids or next((k.ids for k in part.walk() if k.ids and k.cats & _COUNTRY), ()) if part else ()
            if ids:
                return self.country(ids[0])
        inner = [k for u in unit.all("officephrase") for k in u.all("country") if k.ids]
        if inner:
            return inner[-1].ids[0]
        orgs = [part for u in unit.all("chain") for org in u.all("orgphrase") for part in org.parts.get("side", ())]
        if orgs and orgs[0].ids:  # whose ministry or agency he works for
            return self.country(orgs[0].ids[0])
        groups = [g for g in sentence.parse.groups if g.index < index]
        sent = next((s for g in reversed(groups) if g.kind == "team" and (s := g.unit.part("side")) is not None), None)
        if sent is not None and sent.ids:
            return self.country(sent.ids[0])
        joined = groups[-1].unit if groups and groups[-1].sibling is not None else None
        if joined is not None and joined.part("side") is not None and "person" in joined.cats:
            return self._side(joined, sentence, groups[-1].index)  # "Nepal's foreign minister A and energy minister B"
        if groups and groups[-1].case == "side" and "country" in groups[-1].unit.cats:
            return groups[-1].unit.ids[0]
        return None

    def _register(self, unit: Unit, name: Unit, sentence: Sentence, side: str | None) -> None:
        known = name.part("known")
        key = known.ids[0] if known is not None and known.ids else None
        text = sentence.text_of(name)
        form, spelling = form_of(text), parted(text)
        office = unit.part("office") or unit.part("rank")
        printed = sentence.text_of(office) if office else None
        person = next((p for p in self.known if form in p.forms), None)
        if person is None and key is not None:
            person = next((p for p in self.known if p.entity.id == key), None)
        of = side or (self.default_side(unit) if key is None else self.entities.knowledge.actors[key].country)
        if person is None:
            person = Person(self._entity(key, text, of, printed), form, spelling, side is not None)
            self.known.append(person)
        elif of is not None and (person.side is None or (side is not None and not person.told)):
            person.entity = _sided(person.entity, of, printed)
            person.told = side is not None
        person.forms.add(form)
        person.spellings.add(spelling)
        person.offices |= office_keys(unit) or self._peers_offices(unit, sentence)
        person.mentions.append((sentence.index, unit.first))

    def _entity(self, key: str | None, text: str, side: str | None, office: str | None) -> Entity:
        if key is None:
            return self.entities.named("person", text, side=side, office=office)
        return self.entities.actor(key, text, side, office)

    def _peers_offices(self, unit: Unit, sentence: Sentence) -> set[str]:
        """A counterpart holds the office of the one named before him in the sentence."""
        if unit.part("counterpart") is None:
            return set()
        before = [p for p in self.known if p.mentions and p.mentions[-1][0] == sentence.index]
        return set(max(before, key=lambda p: p.mentions[-1]).offices) if before else set()

    def default_side(self, unit: Unit) -> str | None:
        """An office of state that is given no country is that of the country that the page is written in."""
        return self.home if of_state(unit) else None

    def country(self, key: str) -> str | None:
        """The country that a country's or a place's id stands for ("the Kremlin's spokesman")."""
        place = self.entities.knowledge.places.get(key)
        if place is None:
            return None
        return place.id if place.kind == "country" else place.country

    def _give_countries(self, sentences: Sequence[Sentence]) -> None:
        """Who holds an office without a country holds that of the one country for which the page names it."""
        named: dict[str, set[str]] = {}
        able = [s.parse for s in sentences if "officeholder" in s.parse.cats]
        for unit in (g.unit for parse in able for g in parse.groups if "officeholder" in g.unit.cats):
            side = unit.part("side")
            if side is not None and side.ids and unit.part("counterpart") is None:
                for key in office_keys(unit):
                    named.setdefault(key, set()).add(self.country(side.ids[0]) or "")
        for person in (p for p in self.known if not p.told):
            sides = {side for key in person.offices if KIND not in key for side in named.get(key, ())} - {self.home}
            if len(sides) != 1:
                continue
            held = {p.side for p in self.known if p.told and p.offices & person.offices}
            if sides.isdisjoint(held) and person.entity.id not in self.entities.knowledge.actors:
                person.entity, person.told = _sided(person.entity, sides.pop() or None), True

    def _tell_peers_apart(self, sentences: Sequence[Sentence], parties: Sequence[str]) -> None:
        """ "Foreign minister A and foreign minister B": one country has no two, so the second is the other's; and so
        is the second of two who chair a sitting, if the page says of neither whose he is."""
        ours = [p for p in self.known if self.home and p.side == self.home and not p.told]
        if len(ours) < _BOTH:
            return
        other = next((code for code in parties if code != self.home), None)
        chairs = [pair for s in sentences for f in s.firings if len(pair := self._chairing(f, s)) == _BOTH]
        for first, second in combinations(ours, 2):
            office = {key for key in first.offices & second.offices if KIND not in key}
            together = {at for at, _ in first.mentions} & {at for at, _ in second.mentions}
            peers = bool(office and together) or [first, second] in chairs
            if peers and second.entity.id not in self.entities.knowledge.actors:
                second.entity = _sided(second.entity, other)

    def _chairing(self, firing: Firing, sentence: Sentence) -> list[Person]:
        named = (name for g in firing.groups("co_chair") for name in names_in(g.unit))
        found = (self.by_name(sentence.text_of(name)) for name in named)
        return [person for person in found if person is not None]

    def _drop_pairs(self) -> None:
        """ "Rao-Thapa talks": two surnames of others are nobody's name."""
        for person in [p for p in self.known if len(p.forms) == 1 and "-" in p.entity.text]:
            words = form_of(person.entity.text).split()
            others = [next((p for p in self.known if p is not person and w in p.words()), None) for w in words]
            if len(words) == len({id(p) for p in others if p is not None}) > 1:
                self.known.remove(person)

    def _join_short_names(self) -> None:
        """A surname, or a name less one of its parts, is the longer name that the page gives in one place only."""
        for person in sorted(self.known, key=lambda p: max([len(form) for form in p.forms])):
            if person not in self.known:
                continue  # joined before
            side, spellings = person.side, person.spellings
            longer = [
                p
                for p in self.known
                if p is not person
                and (side is None or p.side is None or p.side == side or side == self.home)
                and any(short_for(form, f) for form in spellings for f in p.spellings)
            ]
            if len(longer) == 1:
                target = longer[0]
                if len(person.entity.text.split()) == len(target.entity.text.split()):  # the first spelling stays
                    target, person = sorted((person, target), key=lambda p: p.mentions[0])
                if person.told and not target.told:
                    target.entity, target.told = _sided(target.entity, person.side), True
                target.forms |= person.forms
                target.spellings |= person.spellings
                target.offices |= person.offices
                target.mentions = sorted(target.mentions + person.mentions)
            if len(longer) == 1 or (longer and all(" " not in form for form in person.forms)):
                self.known.remove(person)  # a surname that several bear is now of one, now of the other

    def by_name(self, text: str, at: tuple[int, int] | None = None) -> Person | None:
        """The person whom the page calls so: by a full form, by a part of it, or misspelt a little.

        at: index of a sentence and of a token; of several whom a part fits the likelier one there is meant.
        """
        form = form_of(text)
        for person in self.known:
            if form in person.forms:
                return person
        words = set(form.split())
        partly = [p for p in self.known if any(words < set(f.split()) for f in p.forms)]
        if not partly:
            partly = [p for p in self.known if any(misspelt(parted(text), f) for f in p.spellings)]
        if len(partly) > 1 and at is not None:
            return _likelier(partly, at)
        return partly[0] if len(partly) == 1 else None

    def by_office(self, unit: Unit, side: str | None, sentence: Sentence) -> Person | None:
        """The one person of a side whom the page names with such an office."""
        for keys in meant(unit):
            able = [p for p in self.known if side in (None, p.side) and (p.offices & keys)]
            if able:
                return last_named(able, sentence, unit) or min(able, key=lambda p: p.mentions[0])
        return None

    def principal(self, side: str) -> Person | None:
        """Who stands for a country on the page: the first with an office whom it names."""
        able = [p for p in self.known if p.side == side and p.told and p.offices]
        return min(able, key=lambda p: p.mentions[0], default=None)

    def pair_before(self, sentence: Sentence, unit: Unit) -> list[Person]:
        """The two people of different sides named last up to here: "both ministers"; of one, if it is named."""
        side = unit.part("side")
        for able in self._holding(unit):
            last = _by_last_mention(able, sentence, unit)
            if side is not None and side.ids:  # "both Indian ministers"
                own = [p for p in last if p.side == side.ids[0]][:2]
                if len(own) == 2:
                    return own[::-1]
                continue
            for second, first in combinations(last, 2):
                sides = {first.side, second.side} - {None}
                if len(sides) == 2 and (able is not self.known or self._peers(first, second)):
                    return [first, second]
        return []

    def _holding(self, unit: Unit) -> Iterator[list[Person]]:
        """Who holds the office that a unit names, strictly first, at last deputies too; everybody if it names none."""
        each = meant(unit)
        if not each:
            yield self.known
            return
        yield from ([p for p in self.known if p.offices & keys] for keys in each)
        loose = {key.removeprefix(DEPUTY) for key in each[-1]}
        yield [p for p in self.known if loose & {o.removeprefix(DEPUTY) for o in p.offices}]

    def _peers(self, a: Person, b: Person) -> bool:
        """They hold offices alike, or of one rank; a president and a prime minister do."""
        if not a.offices or not b.offices or a.offices & b.offices:
            return True
        first, second = ({self._rank(key) for key in p.offices} - {None} for p in (a, b))
        return bool(first & second)

    def _rank(self, key: str) -> str | None:
        office = self.entities.knowledge.offices.get(key.removeprefix(DEPUTY))
        return None if office is None else "head" if office.rank in _HEADS else office.rank


def _sided(entity: Entity, side: str | None, office: str | None = None) -> Entity:
    """Somebody as one of a country; office: where the page has given him none so far."""
    return Entity(entity.id, entity.kind, entity.names, entity.text, side, entity.office or office)


def last_named(people: Iterable[Person], sentence: Sentence, unit: Unit) -> Person | None:
    """Of several people the one named last up to here, or None."""
    return next(iter(_by_last_mention(people, sentence, unit)), None)


def _by_last_mention(people: Iterable[Person], sentence: Sentence, unit: Unit) -> list[Person]:
    """Those named up to here, the last first."""
    at = (sentence.index, unit.first)
    named = [(when, p) for p in people if (when := p.last_mention(at)) is not None]
    return [p for _, p in sorted(named, key=lambda x: x[0], reverse=True)]


_COUNTRY: Final = frozenset({"country", "demonym"})
_JOINTS: Final = frozenset({"comma", "conj"})
_BETWEEN: Final = _JOINTS | {"gloss"}  # those of a list, with their offices in brackets
_BOTH: Final = 2  # who chair a sitting
_HEADS: Final = frozenset({"head-of-state", "head-of-government"})


def _likelier(people: Sequence[Person], at: tuple[int, int]) -> Person | None:
    """Of several who bear a surname: who was named just before, else whom the page names most, and first."""
    named = [(when, p) for p in people if (when := p.last_mention(at)) is not None]
    last = max(named, key=lambda x: x[0], default=None)
    if last is None or last[0][0] >= at[0] - 1:
        return last[1] if last is not None else None
    return max((p for _, p in named), key=lambda p: (len(p.mentions), [-x for x in p.mentions[0]]))


def names_in(unit: Unit) -> tuple[Unit, ...]:
    """The names in a unit: itself, or those that it is made of with offices and ranks."""
    return (unit,) if "name" in unit.cats else unit.parts.get("name", ())


def _people_of(sentence: Sentence) -> list[Group]:
    """The groups that name somebody."""
    cats, groups = sentence.parse.cats, sentence.parse.groups
    if "name" not in cats:
        return [g for g in groups if "person" in g.unit.cats] if "person" in cats else []
    owned = set() if cats.isdisjoint(_COUNTRY) else {g.head for g in groups if not g.unit.cats.isdisjoint(_COUNTRY)}
    sure = {g.index for g in groups if _somebody(g, g.index in owned)}
    sure |= {right.index for left, right in pairwise(groups) if _full(right) and _sent(left)}
    sure |= {g.index for g in groups if _full(g) and _in_office(g, sentence)}
    if "visitnoun" in cats:
        sure |= {g.index for g in groups if _full(g) and _travels(g, sentence)}
    sure |= _listed(sentence, sure)
    return [g for g in groups if g.index in sure]


def _somebody(group: Group, owned: bool) -> bool:
    """A person; an unknown name of two words or more that does something, and is no country's, is somebody's, too."""
    unit = group.unit
    if "person" in unit.cats:
        return True
    acts = group.case == "ne" and not owned and _full(group)
    return acts or ("name" in unit.cats and unit.part("known") is not None)


def _full(group: Group) -> bool:
    """A name of two words or more."""
    return "name" in group.unit.cats and len(group.unit.parts.get("bare", ())) > 1


def _in_office(group: Group, sentence: Sentence) -> bool:
    """An office stands in brackets behind a name."""
    behind = sentence.parse.units[group.index + 1 : group.index + 2]
    return any("gloss" in u.cats and ("office" in u.within or "officehead" in u.within) for u in behind)


def _travels(group: Group, sentence: Sentence) -> bool:
    """Whose trip to some place is spoken of: "A B's visit to Tokyo"."""
    trip = sentence.parse.units[group.head] if group.head is not None else None
    return trip is not None and "visitnoun" in trip.cats and trip.part("host") is not None


def _sent(group: Group) -> bool:
    """On whose part the one named next acts."""
    return group.case == "side" and "country" in group.unit.cats


def _listed(sentence: Sentence, sure: set[int]) -> set[int]:
    """Indices of the full names that stand in a list with somebody."""
    found: set[int] = set()
    groups, units = sentence.parse.groups, sentence.parse.units
    for left, right in pairwise(groups):
        if not (_full(left) or _full(right)):
            continue
        between = [u.cats for u in units[left.index + 1 : right.index]]
        if all(not cats.isdisjoint(_BETWEEN) for cats in between) and any(
            not cats.isdisjoint(_JOINTS) for cats in between
        ):
            for name, other in ((left, right), (right, left)):
                if _full(name) and (other.index in sure or other.index in found):
                    found.add(name.index)
    return found
