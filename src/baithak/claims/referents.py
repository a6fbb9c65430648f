"""Who is meant: a name, an office, "the guest", "both ministers", "he", "his counterpart"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from baithak.claims.entities import Entities, Found, distinct, referred, stated
from baithak.claims.page import Sentence
from baithak.claims.people import People, Person, last_named, names_in
from baithak.language.lexicon import Unit
from baithak.language.nominals import Group

_PRONOUNS: Final = frozenset({"pron:he", "pron:he_ne", "pron:of_him"})
_BOTH: Final = 2
_TEAM_HEAD: Final = "head-of-delegation"
_OBJECTS: Final = frozenset({"pron:he_ko", "pron:he_se", "pron:he_saath"})
_HIM: Final = _PRONOUNS | _OBJECTS
_SOMEBODY: Final = frozenset({"person", "officeholder", "name"})
_ABOUT_SUBJECT: Final = frozenset({"pron:he", "pron:of_him"})  # "he said" goes on with who spoke, "his" with who acted


class Referents:
    """People and offices as the slots of one page's frames mean them. home: the country that the page is written in.

    speaker: who spoke or acted last; subject: of whom the last sentence told; pair: the two of whom it did.
    """

    def __init__(self, sentences: Sequence[Sentence], people: People, entities: Entities, home: str) -> None:
        self._sentences = sentences
        self._people = people
        self._entities = entities
        self.home = home
        self.speaker: Found | None = None
        self.subject: Found | None = None
        self.pair: list[Found] = []
        # Id of a unit -> whom it names, or who holds the office that it names; the page keeps its units.
        self._by_unit: dict[int, list[Found]] = {}

    def follow(self, sentence: Sentence) -> None:
        """Remembers the subject of the sentence for the pronouns of the next ones."""
        parse = sentence.parse
        able = "saath" in parse.cases or not parse.cats.isdisjoint(_SOMEBODY)
        told = [g for g in parse.groups if g.case == "saath" or _may_act(g)] if able else []
        self.pair = self._two([g for g in told if g.case != "saath"], sentence)
        for group in told:
            people = self.persons([group], sentence)
            if people and group.case != "saath":
                self.subject = people[0]
                if group.case == "ne":
                    self.speaker = people[0]
                return
            if people and self.subject is not None and people[0].entity.id == self.subject.entity.id:
                self.subject = _again(self.subject, sentence)  # "with him comes a delegation"
                return
        if self.subject is not None and not parse.cats.isdisjoint(_HIM):
            meant = [g for g in parse.groups if not g.unit.cats.isdisjoint(_HIM)]
            self.subject = _again(self.subject, sentence) if meant else self.subject

    def _two(self, acting: Sequence[Group], sentence: Sentence) -> list[Found]:
        """The two who do something together in a sentence, for "both" in the next one."""
        people = self.persons(_alike(acting, acting[0]), sentence) if acting else []
        return people if len(people) == _BOTH else []

    def persons(self, groups: Sequence[Group], sentence: Sentence, host: str | None = None) -> list[Found]:
        """The people, else offices, that the groups name or refer to; `host` is the country that receives guests."""
        if not groups:
            return []
        if len(groups) == 1:
            return distinct(self._person(groups[0], sentence, groups, host))
        return distinct([f for g in groups for f in self._person(g, sentence, groups, host)])

    def _person(
        self, group: Group, sentence: Sentence, beside: Sequence[Group] = (), host: str | None = None
    ) -> list[Found]:
        unit, cats = group.unit, group.unit.cats
        if "person" in cats or "name" in cats:
            return self._named(unit, sentence)
        if "officeholder" in cats and not several(unit):
            return self._officeholder(unit, sentence, beside)
        if "guest" in cats:
            return self.guest(unit, sentence, host)
        if "both" in cats:
            return self._both(group, sentence, beside)
        if "leaders" in cats or several(unit):
            return [referred(p.entity, unit, sentence) for p in self._people.pair_before(sentence, unit)]
        if not cats.isdisjoint(_OBJECTS):
            return self._object(unit, sentence)
        return [] if cats.isdisjoint(_PRONOUNS) else self._pronoun(group, sentence)

    def guest(self, unit: Unit, sentence: Sentence, host: str | None) -> list[Found]:
        """The one who came from abroad; of several the one named last."""
        side = self.side_of(unit) if unit.part("side") is not None else None
        away = [p for p in self._people.known if p.side and p.side != (host or self.home) and side in (None, p.side)]
        guest = away[0] if len(away) == 1 else last_named(away, sentence, unit)
        return [referred(guest.entity, unit, sentence)] if guest is not None else []

    def _both(self, group: Group, sentence: Sentence, beside: Sequence[Group]) -> list[Found]:
        """ "Both": those who are named right before ("A and B, both of them"), the two of the last sentence, or the
        last two of different sides."""
        if sum(g.index < group.index and g.kind in ("person", "name") for g in beside) >= _BOTH:
            return []
        pair = self.pair if self.pair and self.pair[0].sentence.index == sentence.index - 1 else []
        if not pair and sentence.index:
            last = self._sentences[sentence.index - 1]
            people = self.persons([g for g in last.parse.groups if g.kind == "person"], last)
            pair = people if len(people) == _BOTH else []
        pair = pair or [
            referred(p.entity, group.unit, sentence) for p in self._people.pair_before(sentence, group.unit)
        ]
        return [referred(f.entity, group.unit, sentence) for f in pair]

    def _named(self, unit: Unit, sentence: Sentence) -> list[Found]:
        found = self._by_unit.get(id(unit))
        if found is None:
            at = (sentence.index, unit.first)
            people = [self._people.by_name(sentence.text_of(name), at) for name in names_in(unit)]
            found = [stated(person.entity, unit, sentence) for person in people if person is not None]
            self._by_unit[id(unit)] = found
        return found

    # --- pronouns -------------------------------------------------------------------------------------------------
    def _pronoun(self, group: Group, sentence: Sentence) -> list[Found]:
        by_subject = bool(group.unit.cats & _ABOUT_SUBJECT)
        fresh = self.subject is not None and self.subject.sentence.index >= sentence.index - 1
        last = self.subject or self.speaker if by_subject or fresh else self.speaker or self.subject
        meant = self._acting(group, sentence) or ([last] if last is not None else [])
        return [referred(f.entity, group.unit, sentence) for f in meant]

    def _acting(self, group: Group, sentence: Sentence) -> list[Found]:
        """Of whom an earlier clause of the same sentence tells: whom it calls "him", else who acts in it."""
        before = [g for g in sentence.parse.groups if g.index < group.index and g.owner != group.owner]
        him = [f for g in before if not g.unit.cats.isdisjoint(_OBJECTS) for f in self._object(g.unit, sentence)]
        acting = [g for g in before if _may_act(g)]
        last = _alike(acting, acting[-1]) if acting else []
        return him[:1] or self.persons(last if "pron:he_ne" in group.unit.cats else last[-1:], sentence)

    def _object(self, unit: Unit, sentence: Sentence) -> list[Found]:
        """ "Him" is not the one who acts: the last other person that the sentence names before, else of whom the page
        told last, else the one other person in the last sentence."""
        acting = [g for g in sentence.parse.groups if g.case == "ne" and g.unit.first < unit.first]
        subjects = {f.entity.id for g in acting for f in self._person(g, sentence)}
        own = next((g.owner for g in sentence.parse.groups if g.unit is unit), None)
        others = [g for g in sentence.parse.groups if g.case != "ne" and not (g.case == "none" and g.owner == own)]
        before = [g for g in others if g.unit.first < unit.first]
        named = [f for f in self._people_in(before, sentence) if f.entity.id not in subjects]
        if not named and self.subject is not None and self.subject.entity.id not in subjects:
            named = [self.subject]
        if not named and sentence.index:
            last = self._sentences[sentence.index - 1]
            told = distinct(self._people_in(last.parse.groups, last))
            named = [f for f in told if f.entity.id not in subjects]
            named = named if len(named) == 1 else []
        return [referred(named[-1].entity, unit, sentence)] if named else []

    def _people_in(self, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
        return [f for g in groups if "person" in g.unit.cats for f in self._named(g.unit, sentence)]

    # --- offices --------------------------------------------------------------------------------------------------
    def _officeholder(self, unit: Unit, sentence: Sentence, beside: Sequence[Group]) -> list[Found]:
        """Who holds the office on this page, else the office of a known country itself."""
        counterpart = unit.part("counterpart")
        if counterpart is not None:
            return self._counterpart(unit, self.side_of(counterpart), sentence, beside)
        found = self._by_unit.get(id(unit))
        if found is None:
            found = self._by_unit[id(unit)] = self._holder(unit, sentence)
        return found

    def _holder(self, unit: Unit, sentence: Sentence) -> list[Found]:
        side = self.side_of(unit)
        person = self._people.by_office(unit, side, sentence)
        if person is None and unit.part("side") is None:  # at home nobody on the page holds it, but somebody abroad
            person = self._people.by_office(unit, None, sentence)
        if person is not None:
            return [referred(person.entity, unit, sentence)]
        key = _office_key(unit)
        leads = key == _TEAM_HEAD or (key is None and "officehead:leader" in unit.within)
        if leads and side is not None and unit.part("side") is not None:
            person = self._people.principal(side)  # "the Kenyan leader"
            if person is not None:
                return [referred(person.entity, unit, sentence)]
        if key is None or side is None:
            return []
        return [stated(self._entities.office(key, side, sentence.text_of(unit)), unit, sentence)]

    def _counterpart(self, unit: Unit, side: str | None, sentence: Sentence, beside: Sequence[Group]) -> list[Found]:
        """The one of the other side who holds the office of the person beside him."""
        peer = self._peer(unit, sentence, beside)
        able = [
            p
            for p in self._people.known
            if p is not peer
            and p.side
            and (p.side == side or (side is None and peer and p.side != peer.side))
            and (peer is None or not peer.offices or p.offices & peer.offices)
        ]
        if not able and side is not None:  # his counterpart holds another office: the one whom the page names first
            able = [p for p in self._people.known if p.side == side and p is not peer][:1]
        return [referred(able[0].entity, unit, sentence)] if len(able) == 1 else []

    def _peer(self, unit: Unit, sentence: Sentence, beside: Sequence[Group]) -> Person | None:
        """Whose counterpart is meant: one who is named beside, or who acts in the sentence, else who spoke last."""
        acting = [g for g in sentence.parse.groups if g.case == "ne" or g in beside]
        others = [g for g in (*beside, *acting) if g.unit is not unit and g.unit.part("counterpart") is None]
        others = [g for g in others if not (g.unit.cats & _PRONOUNS and g.unit.first > unit.first)]  # he may be meant
        ids = [{f.entity.id for f in self._person(g, sentence)} for g in others]
        ids.append({self.speaker.entity.id} if self.speaker is not None else set())
        return next((p for found in ids for p in self._people.known if p.entity.id in found), None)

    def office(self, unit: Unit, sentence: Sentence, of: str | None = None) -> Found:
        """The office itself, whoever holds it: of the country that it is said to be of, else of its holder's."""
        told = unit.part("side") is not None or bool(unit.all("country"))
        side = self.side_of(unit) if told or of is None else of
        key, text = _office_key(unit), sentence.text_of(unit)
        if key is not None and side is not None:
            return stated(self._entities.office(key, side, text), unit, sentence)
        return stated(self._entities.named("office", text, side=side), unit, sentence)

    def side_of(self, unit: Unit) -> str | None:
        """The country whose office this is."""
        part = unit.part("side")
        if part is not None and part.ids:
            return self._people.country(part.ids[0])
        inner = [u for u in unit.all("country") if u.ids]
        if inner:
            return inner[-1].ids[0]
        return None if "counterpartphrase" in unit.cats else self._people.default_side(unit)


def _again(found: Found, sentence: Sentence) -> Found:
    """Somebody of whom another sentence goes on to tell."""
    return Found(found.entity, found.how, found.unit, sentence)


def several(unit: Unit) -> bool:
    """It means more than one holder of an office."""
    return "leaders:many" in unit.within


def _office_key(unit: Unit) -> str | None:
    return next((u.ids[0] for u in unit.all("office") if u.ids), None)


def _alike(groups: Sequence[Group], one: Group) -> list[Group]:
    """Those of the clause and the case of one of them."""
    return [g for g in groups if g.owner == one.owner and g.case == one.case]


def _may_act(group: Group) -> bool:
    return group.case in ("ne", "none") and not group.unit.cats.isdisjoint(_SOMEBODY)
