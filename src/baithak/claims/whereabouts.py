"""Where a frame's event takes place: venues, towns, countries, "here" and "the capital"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from baithak.claims.entities import Entities, Found, distinct, referred, stated
from baithak.claims.page import Sentence
from baithak.claims.people import People
from baithak.language.frames import Firing
from baithak.language.lexicon import Unit
from baithak.model import Entity

_LONG_NAME: Final = 2  # words of a town's name
_FINENESS: Final = {"venue": 0, "city": 1, "state": 2, "region": 2}
_COUNTRY: Final = 3  # countries are coarser than anything in one


class Whereabouts:
    """The places of one page; `home` is the country that it is written in."""

    def __init__(self, sentences: Sequence[Sentence], entities: Entities, people: People, home: str) -> None:
        self._entities = entities
        self._known = entities.knowledge.places
        self._people = people
        self._home = home
        self._read: list[Sentence] = []
        self._written_at = next((f for s in sentences if (f := self._dateline(s)) is not None), None)

    def follow(self, sentence: Sentence) -> None:
        """Remembers a sentence, of whose towns the next ones may say "here"."""
        self._read.append(sentence)

    def _here(self) -> Found | None:
        """The town or venue that the page has named last."""
        for sentence in reversed(self._read):
            phrases = [g.unit for g in sentence.parse.groups if "placephrase" in g.unit.cats]
            units = [u for p in phrases for u in p.parts.get("place", ())]
            named = next((f for u in reversed(units) if (f := self._place(u, sentence)) is not None), None)
            found = named or self._dateline(sentence)
            if found is not None:
                return found
        return None

    def places(self, firing: Firing, sentence: Sentence) -> list[Found]:
        """The places of a firing, finest first; a country only where nothing finer stands."""
        meant = self._meant_by_here(firing, sentence) or self._meant_by_there(firing, sentence)
        found = (
            self._within(self._named(firing, sentence), meant)
            or [f for g in firing.groups("somewhere") if (f := self._unknown(g.unit, sentence)) is not None]
            or [self.country(g.unit, sentence) for g in firing.groups("country") if g.unit.ids]
        )
        found = distinct(found)
        return found if len(found) < 2 else sorted(found, key=lambda f: self.fineness(f.entity))

    def _within(self, named: Sequence[Found], meant: Sequence[Found]) -> list[Found]:
        """A venue is in the town that is meant by "here"; a town that is named is none but itself."""
        in_town = all(self.fineness(f.entity) < _FINENESS["city"] for f in named)
        return [*named, *(meant if in_town else ())]

    def _named(self, firing: Firing, sentence: Sentence) -> list[Found]:
        groups = firing.groups("place")
        if not groups:
            return []
        units = [u for g in groups for u in _parts(g.unit)]
        able = [*units, *(town for u in units for town in _namesakes(u))]
        found = [self._place(u, sentence) or self._capital(u, sentence) or self._land(u, sentence) for u in able]
        lands = [land for g in groups for land in self._around_town(g.unit, sentence)]
        return [*(f for f in found if f is not None), *lands]

    def _meant_by_here(self, firing: Firing, sentence: Sentence) -> list[Found]:
        groups = firing.groups("here")
        here = self._dateline(sentence) or self._written_at or self._here() if groups else None
        return [referred(here.entity, groups[0].unit, sentence)] if here is not None else []

    def _meant_by_there(self, firing: Firing, sentence: Sentence) -> list[Found]:
        """The place that the page named last before "there"."""
        groups = firing.groups("there")
        if not groups:
            return []
        at = groups[0].unit
        before = [g.unit for g in sentence.parse.groups if g.unit.first < at.first and "placephrase" in g.unit.cats]
        named = [f for u in before for p in _parts(u) if (f := self._place(p, sentence)) is not None]
        meant = named[-1] if named else self._here()
        return [referred(meant.entity, at, sentence)] if meant is not None else []

    def _unknown(self, unit: Unit, sentence: Sentence) -> Found | None:
        """A place that no catalogue knows: a name of nobody on the page, in which something was held."""
        text = sentence.text_of(unit)
        if unit.last - unit.first > _LONG_NAME or self._people.by_name(text) is not None:
            return None
        return stated(self._entities.named("place", text), unit, sentence)

    def country(self, unit: Unit, sentence: Sentence) -> Found:
        """A country of the catalogue as the place that a unit names."""
        return stated(self._entities.place(unit.ids[0], sentence.text_of(unit)), unit, sentence)

    def come_to(self, country: Found) -> Found:
        """A country as the place that somebody came to."""
        entity = self._entities.place(country.entity.id, country.entity.text)
        return Found(entity, country.how, country.unit, country.sentence)

    def country_of(self, place: Found) -> Found | None:
        """The country that a place lies in."""
        side = place.entity.side
        if side is None or side not in self._known:
            return None
        return Found(self._entities.country(side, place.entity.text), "knowledge", place.unit, place.sentence)

    def _dateline(self, sentence: Sentence) -> Found | None:
        """The town of the dateline with which a sentence opens."""
        units = sentence.parse.units
        towns = units[0].all("place") if units and "dateline" in units[0].cats else []
        return self._place(towns[0], sentence) if towns else None

    def _place(self, unit: Unit, sentence: Sentence) -> Found | None:
        text = sentence.text_of(unit)
        known = next((k for k in unit.ids if k in self._known), None)
        if known is not None:
            return stated(self._entities.place(known, text), unit, sentence)
        return stated(self._entities.named("place", text), unit, sentence) if "venuephrase" in unit.cats else None

    def _capital(self, unit: Unit, sentence: Sentence) -> Found | None:
        """ "The capital" alone is that of the country that the page is written in."""
        of, town = unit.part("of"), unit.part("town")
        capital = self._capital_of(of.ids[0]) if of is not None and of.ids else None
        if town is not None and capital is not None:
            return stated(self._entities.place(capital, sentence.text_of(town)), town, sentence)
        seat, capital = unit.part("seat"), self._capital_of(self._home)
        if seat is None or capital is None:
            return None
        return Found(self._entities.place(capital, sentence.text_of(seat)), "knowledge", seat, sentence)

    def _around_town(self, unit: Unit, sentence: Sentence) -> list[Found]:
        """What no catalogue knows, beside the country, town or venue that the phrase puts it in, or in it."""
        town, land = unit.part("town"), unit.part("land")
        if town is None or (unit.part("place") is None and (land is None or not land.ids)):
            return []
        if land is None and self._people.by_name(sentence.text_of(town)) is not None:
            return []  # somebody's house
        return [stated(self._entities.named("place", sentence.text_of(town)), town, sentence)]

    def _land(self, unit: Unit, sentence: Sentence) -> Found | None:
        """The country in whose town something is: "at Pokhara in Nepal"."""
        return self.country(unit, sentence) if "country" in unit.cats and unit.ids else None

    def _capital_of(self, key: str) -> str | None:
        country = self._known.get(key)
        return country.capital if country is not None else None

    def fineness(self, entity: Entity) -> int:
        place = self._known.get(entity.id)
        if place is None:
            return 0
        return _FINENESS.get(place.category or "city", 1) + _COUNTRY * (place.kind == "country")


def _namesakes(venue: Unit) -> list[Unit]:
    """Places in a venue's name: the Pokhara Convention Centre is in Pokhara, the Al-Pokhara Palace need not be."""
    if "venuephrase" not in venue.cats or any("dash" in kid.cats for kid in venue.kids):
        return []
    return [kid for kid in venue.kids if "place" in kid.cats]


def _parts(place: Unit) -> Sequence[Unit]:
    """The places that a phrase names, and the country that it says they are in."""
    inside = [u for within in place.all("inplace") for u in within.parts["place"]]
    return (*(place.parts.get("place") or (place,)), *inside, *place.parts.get("land", ()))
