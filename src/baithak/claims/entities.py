"""Entities of claims: from the catalogues where a name stands there, else from the words on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from baithak.claims.page import Sentence
from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Office, Place
from baithak.language.lexicon import Unit
from baithak.language.text import slug
from baithak.model import Entity


class Found:
    """An entity in a slot, how it was found (stated, coreference, knowledge), and where its words stand."""

    __slots__ = ("entity", "how", "sentence", "unit")

    def __init__(self, entity: Entity, how: str, unit: Unit, sentence: Sentence) -> None:
        self.entity: Final = entity
        self.how: Final = how
        self.unit: Final = unit
        self.sentence: Final = sentence


def stated(entity: Entity, unit: Unit, sentence: Sentence) -> Found:
    return Found(entity, "stated", unit, sentence)


def referred(entity: Entity, unit: Unit, sentence: Sentence) -> Found:
    return Found(entity, "coreference", unit, sentence)


def distinct(found: list[Found]) -> list[Found]:
    """One of each entity, in order."""
    if len(found) < 2:
        return found
    seen: dict[str, Found] = {}
    for f in found:
        seen.setdefault(f.entity.id, f)
    return list(seen.values()) if len(seen) < len(found) else found


class Entities:
    """Makes entities; `lang` is the language of the page."""

    def __init__(self, knowledge: Knowledge, lang: str, office_of: str) -> None:
        self.knowledge = knowledge
        self.lang = lang
        self._office_of = office_of
        self._offices: dict[tuple[str, str], tuple[str, Mapping[str, tuple[str, ...]]]] = {}

    def actor(self, key: str, text: str, side: str | None = None, office: str | None = None) -> Entity:
        """A person, organisation or piece of equipment of the catalogue."""
        known = self.knowledge.actors[key]
        return Entity(key, known.kind, known.names, text, side or known.country, office)

    def country(self, key: str, text: str) -> Entity:
        return Entity(key, "country", self.knowledge.places[key].names, text, key)

    def place(self, key: str, text: str) -> Entity:
        known = self.knowledge.places[key]
        side = known.id if known.kind == "country" else known.country
        return Entity(key, "place", known.names, text, side)

    def named(
        self, kind: str, text: str, names: Sequence[str] = (), side: str | None = None, office: str | None = None
    ) -> Entity:
        """Something that only the page names."""
        forms = tuple(dict.fromkeys((*names, text))) if names else (text,)
        return Entity(slug(kind, forms[0]), kind, {self.lang: forms}, text, side, office)

    def office(self, key: str | None, side: str | None, text: str) -> Entity:
        """An office of a country, with the names that it goes by in each language."""
        office = self.knowledge.offices.get(key or "")
        country = self.knowledge.places.get(side or "")
        if office is None or country is None:
            return self.named("office", text, side=side, office=text)
        at = (office.id, country.id)
        if at not in self._offices:
            slug = "-".join(country.names["en"][0].lower().split())
            self._offices[at] = f"{office.id}-of-{slug}", self._names(office, country)
        name, names = self._offices[at]
        return Entity(name, "office", names, text, side, text)

    def _names(self, office: Office, country: Place) -> Mapping[str, tuple[str, ...]]:
        names: dict[str, tuple[str, ...]] = {}
        for lang, forms in office.names.items():
            template = self._office_of if lang == self.lang else "{office} of {country}"
            where = country.names.get(lang) or country.names["en"]
            names[lang] = tuple([template.format(office=f, country=where[0]) for f in forms])
        return names


_MAKERS: Final[dict[tuple[str, str], Entities]] = {}


def entities(knowledge: Knowledge, lang: str, office_of: str) -> Entities:
    """The maker of a language's entities, kept for each set of knowledge files with the names that it has made."""
    key = (knowledge.fingerprint, lang)
    if key not in _MAKERS:
        _MAKERS[key] = Entities(knowledge, lang, office_of)
    return _MAKERS[key]
