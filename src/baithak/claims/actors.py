"""Countries, organisations and pieces of equipment, as the groups of a page name them or refer to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from baithak.claims.entities import Entities, Found, distinct, referred, stated
from baithak.claims.page import Sentence
from baithak.language.lexicon import Unit
from baithak.language.nominals import Group

_ORGANISATIONS: Final = frozenset({"orgphrase", "service", "org", "bodyphrase"})
_BOTH: Final = frozenset({"parties", "partiesword", "both", "bothforces"})


class Actors:
    """What acts on one page and is nobody. parties: the page's two countries, or none; home: that of its readers.

    source: the organisation that said something last.
    """

    def __init__(self, entities: Entities, parties: Sequence[str], home: str) -> None:
        self._entities = entities
        self._home = home
        self._read: list[Sentence] = []
        self.parties = parties
        self.source: Found | None = None

    def follow(self, sentence: Sentence) -> None:
        """Remembers a sentence, whose organisations "both ministries" may be in the next ones."""
        self._read.append(sentence)

    def countries(self, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
        """Countries that the groups name; "both countries" are the page's two."""
        if not groups:
            return []
        found: list[Found] = []
        for unit in [g.unit for g in groups if g.kind != "org"]:
            if not unit.cats.isdisjoint(_BOTH):
                found += self.both(unit, sentence)
                continue
            for side in unit.parts.get("side", ()) or (unit,):
                if side.ids and ("country" in side.cats or "demonym" in side.cats):
                    country = self._entities.country(side.ids[0], sentence.text_of(side))
                    found.append(stated(country, side, sentence))
        return distinct(found)

    def both(self, unit: Unit, sentence: Sentence) -> list[Found]:
        """The page's two countries, as a unit refers to them."""
        named = [self._entities.country(c, sentence.text_of(unit)) for c in self.parties]
        return [referred(country, unit, sentence) for country in named]

    def organisations(self, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
        """Organisations that the groups name; "both ministries" are the two that the page named last."""
        if not groups:
            return []
        found = [f for g in groups if (f := self.organisation(g.unit, sentence)) is not None]
        both = [g.unit for g in groups if "bothorgs" in g.unit.cats]
        if both:
            named = [(g.unit, s) for s in self._read for g in s.parse.groups]
            recent = [f for at in named if (f := self.organisation(*at)) is not None][-2:]
            found += [referred(f.entity, u, sentence) for u in both for f in recent]
        return distinct(found)

    def organisation(self, unit: Unit, sentence: Sentence) -> Found | None:
        """An organisation of the catalogue, else as the page prints it."""
        if unit.cats.isdisjoint(_ORGANISATIONS):
            return None
        inner = unit.part("inner")
        if inner is not None:
            return self.organisation(inner, sentence)
        side = unit.part("side")
        country = side.ids[0] if side is not None and side.ids else None
        text = sentence.text_of(unit)
        known = next((u.ids for u in unit.all("org") if u.ids), ())
        key = self._of_side(known, country)
        if key is not None:
            return stated(self._entities.actor(key, text), unit, sentence)
        bare = unit.parts.get("called") or [k for k in unit.kids if "gloss" not in k.cats]
        gloss = [sentence.text_of(k)[1:-1] for k in unit.kids if "gloss" in k.cats]
        if bare and (gloss or "called" in unit.parts):
            text = sentence.text_over(bare)
        return stated(self._entities.named("organisation", text, gloss, side=country or self._home), unit, sentence)

    def _of_side(self, keys: Sequence[str], country: str | None) -> str | None:
        """Of the catalogue's organisations of one name, that of a country."""
        catalogue = self._entities.knowledge.actors
        of_country = [k for k in keys if catalogue[k].country == (country or self._home)]
        if of_country:
            return of_country[0]
        return keys[0] if country is None and len(keys) == 1 else None

    def things(self, groups: Sequence[Group], sentence: Sentence) -> list[Found]:
        """Pieces of equipment."""
        return distinct([f for g in groups if (f := self._thing(g.unit, sentence)) is not None])

    def _thing(self, unit: Unit, sentence: Sentence) -> Found | None:
        known = next((u for u in unit.all("equipment") if u.ids), None)
        if known is not None:
            return stated(self._entities.actor(known.ids[0], sentence.text_of(known)), known, sentence)
        new = unit.parts.get("new")
        return stated(self._entities.named("equipment", sentence.text_over(new)), unit, sentence) if new else None
