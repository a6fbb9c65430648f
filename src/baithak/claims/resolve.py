"""From groups to what they mean on this page: people, countries, organisations, places, dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from baithak import edtf
from baithak.claims.bodies import Bodies, countries_of
from baithak.claims.drafts import Dated, finer
from baithak.claims.entities import Entities, Found, distinct
from baithak.claims.page import Sentence
from baithak.claims.people import People, Person
from baithak.knowledge.grammar import Grammar
from baithak.knowledge.load import Knowledge
from baithak.language.clauses import Group
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit
from baithak.language.timex import Direction, Resolved, Timex, resolve
from baithak.model import Document, Entity

_DIRECTION: dict[str | None, Direction] = {"held": "past", "planned": "future", "proposed": "future"}


class Context:
    """What a page has told so far; a reader goes through the sentences in order and asks."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], knowledge: Knowledge, grammar: Grammar
    ) -> None:
        self.document = document
        self.knowledge = knowledge
        self.grammar = grammar
        self.sentences = sentences
        counts = countries_of(sentences)
        self.parties = sorted(sorted(counts, key=lambda c: (-counts[c], c))[:2]) if len(counts) >= 2 else []
        self.entities = Entities(knowledge, grammar.lang, grammar.house.office_of)
        home = grammar.house.home if not self.parties or grammar.house.home in self.parties else None
        self.people = People(sentences, self.entities, home)
        self.bodies = Bodies(sentences, knowledge, grammar, self.parties)
        self.speaker: Found | None = None
        self.subject: Found | None = None
        self.source: Found | None = None
        self.recent: list[Found] = []
        self.here: Found | None = None
        self.written_at = next((f for s in sentences if (f := self.dateline(s)) is not None), None)
        self.reference = _day(document.published) or _day(document.inferred)
        self._yearless = None if self.reference else _yearless(document.published)

    # --- people ---------------------------------------------------------------------------------------------------
    def persons(self, groups: Sequence[Group], sentence: Sentence, host: str | None = None) -> list[Found]:
        """The people, else offices, that the groups name or refer to."""
        found = [f for g in groups for f in self._person(g, sentence, groups, host)]
        return distinct(found)

    def _person(self, group: Group, sentence: Sentence, groups: Sequence[Group], host: str | None) -> list[Found]:
        unit = group.unit
        if unit.cats & {"person", "name"}:
            return self._named(unit, sentence)
        if "officeholder" in unit.cats:
            return self._office(unit, sentence, groups)
        if "guest" in unit.cats:
            away = [p for p in self.people.known if p.side and p.side != (host or self.grammar.house.home)]
            return [Found(away[0].entity, "coreference", unit, sentence)] if len(away) == 1 else self._visitor(away, unit, sentence)
        if unit.cats & {"leaders", "both"}:
            pair = self.people.pair_before(sentence, unit)
            return [Found(p.entity, "coreference", unit, sentence) for p in pair]
        if unit.cats & {"pron:he", "pron:he_ne", "pron:he_ko", "pron:of_him"}:
            if "pron:he_ko" in unit.cats:
                return self._object(unit, sentence)
            meant = self._acting(group, sentence) or self.speaker or self.subject
            if unit.cats & {"pron:of_him", "pron:he"}:
                meant = self._acting(group, sentence) or self.subject or self.speaker
            return [Found(meant.entity, "coreference", unit, sentence)] if meant else []
        return []

    def _acting(self, group: Group, sentence: Sentence) -> Found | None:
        """The subject of an earlier clause of the same sentence."""
        before = [
            g for g in sentence.parse.groups
            if g.index < group.index and g.owner != group.owner and g.kind == "person" and g.case in ("ne", "none")
        ]
        found = self.persons(before[-1:], sentence)
        return found[0] if found else None

    def _object(self, unit: Unit, sentence: Sentence) -> list[Found]:
        """ "Him" is not the one who acts: the last other person that the sentence names before, else nobody."""
        acting = [g for g in sentence.parse.groups if g.case == "ne"]
        subjects = {f.entity.id for g in acting for f in self._person(g, sentence, (), None)}
        before = [g for g in sentence.parse.groups if g.unit.first < unit.first and g.case != "ne" and "person" in g.unit.cats]
        named = [f for g in before for f in self._named(g.unit, sentence) if f.entity.id not in subjects]
        if not named and sentence.index:
            last = self.sentences[sentence.index - 1]
            others = [f for g in last.parse.groups if "person" in g.unit.cats for f in self._named(g.unit, last)]
            named = [f for f in distinct(others) if f.entity.id not in subjects]
            named = named if len(named) == 1 else []
        return [Found(named[-1].entity, "coreference", unit, sentence)] if named else []

    def _visitor(self, away: Sequence[Person], unit: Unit, sentence: Sentence) -> list[Found]:
        at = (sentence.index, unit.first)
        named = [p for p in away if any(m <= at for m in p.mentions)]
        named.sort(key=lambda p: max(m for m in p.mentions if m <= at))
        return [Found(named[-1].entity, "coreference", unit, sentence)] if named else []

    def _named(self, unit: Unit, sentence: Sentence) -> list[Found]:
        name = unit if "name" in unit.cats else unit.part("name")
        if name is None:
            return []
        person = self.people.by_name(sentence.text_of(name))
        if person is None:
            return []
        return [Found(person.entity, "stated", unit, sentence)]

    def _office(self, unit: Unit, sentence: Sentence, groups: Sequence[Group]) -> list[Found]:
        counterpart = unit.part("counterpart")
        side = self.side_of(counterpart or unit)
        if counterpart is not None:
            return self._counterpart(unit, side, sentence, groups)
        person = self.people.by_office(unit, side, sentence)
        if person is not None:
            return [Found(person.entity, "coreference", unit, sentence)]
        office = next((u for u in unit.all("office") if u.ids), None)
        if office is None or side is None:
            return []
        return [Found(self.entities.office(office.ids[0], side, sentence.text_of(unit)), "stated", unit, sentence)]

    def _counterpart(self, unit: Unit, side: str | None, sentence: Sentence, groups: Sequence[Group]) -> list[Found]:
        """The one of the other side who holds the office of the person beside him."""
        beside = [g for g in (*groups, *sentence.parse.groups) if g.unit is not unit and (g in groups or g.case == "ne")]
        others = [p for g in beside for p in self._peers_of(g, sentence)]
        spoke = [p for p in self.people.known if self.speaker is not None and p.entity.id == self.speaker.entity.id]
        peer = next(iter(others or spoke), None)
        able = [
            p for p in self.people.known
            if p is not peer and p.side and (p.side == side or (side is None and peer and p.side != peer.side))
            and (peer is None or not peer.offices or p.offices & peer.offices)
        ]
        return [Found(able[0].entity, "coreference", unit, sentence)] if len(able) == 1 else []

    def _peers_of(self, group: Group, sentence: Sentence) -> list[Person]:
        if group.unit.part("counterpart") is not None:
            return []
        ids = {f.entity.id for f in self._person(group, sentence, (), None)}
        return [p for p in self.people.known if p.entity.id in ids]

    def office(self, unit: Unit, sentence: Sentence) -> Found:
        """The office itself, whoever holds it."""
        known = next((u for u in unit.all("office") if u.ids), None)
        side = self.side_of(unit)
        text = sentence.text_of(unit)
        if known is not None and side is not None:
            return Found(self.entities.office(known.ids[0], side, text), "stated", unit, sentence)
        return Found(self.entities.named("office", text, side=side), "stated", unit, sentence)

    def side_of(self, unit: Unit) -> str | None:
        """The country whose office this is."""
        part = unit.part("side")
        if part is not None and part.ids:
            return self.people.country(part.ids[0])
        inner = [u for u in unit.all("country") if u.ids]
        if inner:
            return inner[-1].ids[0]
        return None if "counterpartphrase" in unit.cats else self.people.default_side(unit)

    # --- countries, organisations, things -------------------------------------------------------------------------
    def countries(self, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
        """Countries that the groups name; "both countries" are the page's two."""
        found = []
        for group in groups:
            unit = group.unit
            if unit.cats & {"parties", "partiesword", "both"}:
                found += [Found(self.entities.country(c, sentence.text_of(unit)), "coreference", unit, sentence) for c in self.parties]
                continue
            sides = unit.parts.get("side", ()) or (unit,)
            for side in sides:
                if side.cats & {"country", "demonym"} and side.ids:
                    found.append(Found(self.entities.country(side.ids[0], sentence.text_of(side)), "stated", side, sentence))
        return distinct(found)

    def organisations(self, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
        found = [f for g in groups if (f := self.organisation(g.unit, sentence)) is not None]
        for group in groups:
            if "bothorgs" in group.unit.cats:
                found += [Found(f.entity, "coreference", group.unit, sentence) for f in self.recent[-2:]]
        return distinct(found)

    def organisation(self, unit: Unit, sentence: Sentence) -> Found | None:
        """An organisation of the catalogue, else as the page prints it."""
        if not unit.cats & {"orgphrase", "service", "org", "bodyphrase"}:
            return None
        inner = unit.part("inner")
        if inner is not None:
            return self.organisation(inner, sentence)
        known = [u for u in unit.all("org") if u.ids]
        side = unit.part("side")
        country = side.ids[0] if side is not None and side.ids else None
        text = sentence.text_of(unit)
        if known:
            key = self._of_side(known[0].ids, country)
            if key is not None:
                return Found(self.entities.actor(key, text), "stated", unit, sentence)
        bare = [k for k in unit.kids if "gloss" not in k.cats]
        gloss = [sentence.text_of(k)[1:-1] for k in unit.kids if "gloss" in k.cats]
        if bare and gloss:
            start, end = sentence.span_of(bare[0]).start, sentence.span_of(bare[-1]).end
            text = self.document.text[start:end]
        return Found(self.entities.named("organisation", text, gloss, side=country or self.grammar.house.home), "stated", unit, sentence)

    def _of_side(self, keys: Sequence[str], country: str | None) -> str | None:
        actors = self.knowledge.actors
        of_country = [k for k in keys if actors[k].country == (country or self.grammar.house.home)]
        if of_country:
            return of_country[0]
        return keys[0] if country is None and len(keys) == 1 else None

    def things(self, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
        """Pieces of equipment."""
        return distinct(f for g in groups if (f := self._thing(g.unit, sentence)) is not None)

    def _thing(self, unit: Unit, sentence: Sentence) -> Found | None:
        known = next((u for u in unit.all("equipment") if u.ids), None)
        if known is not None:
            return Found(self.entities.actor(known.ids[0], sentence.text_of(known)), "stated", known, sentence)
        new = unit.parts.get("new")
        if not new:
            return None
        start, end = sentence.span_of(new[0]).start, sentence.span_of(new[-1]).end
        return Found(self.entities.named("equipment", self.document.text[start:end]), "stated", unit, sentence)

    # --- places ---------------------------------------------------------------------------------------------------
    def places(self, firing: Firing, sentence: Sentence) -> list[Found]:
        """The places of a firing, finest first; a country only where nothing finer stands."""
        units = [u for g in firing.groups("place") for u in (g.unit.parts.get("place") or (g.unit,))]
        found = [f for u in units if (f := self._place(u, sentence) or self._capital(u, sentence)) is not None]
        here = self.dateline(sentence) or self.written_at or self.here
        if not found and firing.slots.get("here") and here is not None:
            unit = firing.slots["here"][0].unit
            found = [Found(here.entity, "coreference", unit, sentence)]
        if not found:
            found = [f for g in firing.groups("somewhere") if (f := self._somewhere(g.unit, sentence)) is not None]
        if not found:
            found = [self.place_of(g.unit, sentence) for g in firing.groups("country") if g.unit.ids]
        return sorted(distinct(found), key=lambda f: self._fineness(f.entity))

    def _somewhere(self, unit: Unit, sentence: Sentence) -> Found | None:
        """A place that no catalogue knows: a name of nobody on the page, in which something was held."""
        text = sentence.text_of(unit)
        if unit.last - unit.first > _LONG_NAME or self.people.by_name(text) is not None:
            return None
        return Found(self.entities.named("place", text), "stated", unit, sentence)

    def dateline(self, sentence: Sentence) -> Found | None:
        """The town of the dateline with which a sentence opens."""
        towns = [u for line in sentence.parse.units[:1] if "dateline" in line.cats for u in line.all("place")]
        return self._place(towns[0], sentence) if towns else None

    def place_of(self, unit: Unit, sentence: Sentence) -> Found:
        """A country of the catalogue as the place that a unit names."""
        return Found(self.entities.place(unit.ids[0], sentence.text_of(unit)), "stated", unit, sentence)

    def as_place(self, found: Found) -> Found:
        """A country as the place that somebody came to."""
        entity = self.entities.place(found.entity.id, found.entity.text)
        return Found(entity, found.how, found.unit, found.sentence)

    def place_in(self, sentence: Sentence) -> Found | None:
        """The last town or venue that a sentence names, for "here" in the next one."""
        units = [u for g in sentence.parse.groups if "placephrase" in g.unit.cats for u in g.unit.parts.get("place", ())]
        found = [f for u in units if (f := self._place(u, sentence)) is not None]
        return found[-1] if found else self.dateline(sentence)

    def _place(self, unit: Unit, sentence: Sentence) -> Found | None:
        text = sentence.text_of(unit)
        known = next((k for k in unit.ids if k in self.knowledge.places), None)
        if known is not None:
            return Found(self.entities.place(known, text), "stated", unit, sentence)
        if "venuephrase" in unit.cats:
            return Found(self.entities.named("place", text), "stated", unit, sentence)
        return None

    def _capital(self, unit: Unit, sentence: Sentence) -> Found | None:
        """ "The capital" alone is that of the country that the page is written in."""
        of, town = unit.part("of"), unit.part("town")
        country = self.knowledge.places.get(of.ids[0]) if of is not None and of.ids else None
        if town is not None and country is not None and country.capital is not None:
            known = self.entities.place(country.capital, sentence.text_of(town))
            return Found(known, "stated", town, sentence)
        seat = unit.part("seat")
        home = self.knowledge.places.get(self.grammar.house.home)
        if seat is None or home is None or home.capital is None:
            return None
        return Found(self.entities.place(home.capital, sentence.text_of(seat)), "knowledge", seat, sentence)

    def _fineness(self, entity: Entity) -> int:
        place = self.knowledge.places.get(entity.id)
        if place is None:
            return 0
        return {"venue": 0, "city": 1, "state": 2, "region": 2}.get(place.category or "city", 1) + 3 * (place.kind == "country")

    # --- dates ----------------------------------------------------------------------------------------------------
    def status(self, firing: Firing, sentence: Sentence) -> str | None:
        """The status that the verb gives; a progressive or a state of a day to come is a plan ("is coming on Friday")."""
        verb = firing.clause.verb
        dated = self.date(firing, sentence, None)
        if verb is not None and "copula" in verb.cats and firing.frame.event == "session" and dated is None:
            numbered = any(u.part("ordinal") for g in firing.groups("sitting") for u in g.unit.walk())
            return firing.status if numbered or firing.slots.get("co_chair") else None
        if firing.status != "held" or firing.clause.aspect not in ("progressive", "stative") or self.reference is None:
            return firing.status
        begins = edtf.earliest(edtf.parse(dated.edtf)) if dated else None
        return "planned" if begins is not None and begins > self.reference else "held"

    def date(self, firing: Firing, sentence: Sentence, status: str | None) -> Dated | None:
        """The date of a firing: its finest, against the day of the page and in the direction of its tense."""
        best: Dated | None = None
        for group in firing.groups("date"):
            timex = sentence.dates.get(group.unit.first)
            if timex is None:
                continue
            found = self._resolved(timex, firing, status)
            if found is None:
                continue
            dated = Dated(found.edtf, found.basis, sentence.span_of(group.unit))
            if best is None or finer(dated.edtf, best.edtf):
                best = dated
        return best

    def _resolved(self, timex: Timex, firing: Firing, status: str | None) -> Resolved | None:
        direction: Direction = "past" if firing.clause.aspect in ("was-to", "past") else _DIRECTION.get(status, "nearest")
        found = resolve(timex, self.reference, direction)
        if found is not None or self._yearless is None or timex.weekday is not None:
            return found
        # The page gives its day but no year: "yesterday" has a day then, and no year either.
        near = resolve(timex, self._yearless, direction)
        known = near is not None and edtf.precision(edtf.parse(near.edtf)) == "day" and "/" not in near.edtf
        return replace(near, edtf="XXXX" + near.edtf[4:]) if near is not None and known else None


_LONG_NAME = 2  # words of a town's name
_ANY_YEAR = "2001"


def _yearless(text: str | None) -> date | None:
    """A day whose year nobody gives, set into some year so that days can be counted from it."""
    return _day(text.replace("XXXX", _ANY_YEAR)) if text and text.startswith("XXXX") else None


def _day(text: str | None) -> date | None:
    bounds = edtf.bounds(edtf.parse(text)) if text else None
    return bounds[1] if bounds else None
