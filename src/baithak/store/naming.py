"""Entities as people write them down: by a name alone, or by the fields of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import regex

from baithak.errors import SkipItem
from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Actor, Place
from baithak.language.text import fold_word, slug
from baithak.model import Entity, Json

_SCRIPTS = (
    ("hi", regex.compile(r"\p{Devanagari}")),
    ("ru", regex.compile(r"\p{Cyrillic}")),
    ("en", regex.compile(r"\p{Latin}")),
)
_SIDE = regex.compile(r"\s*\(([A-Z]{2})\)\s*$")
KINDS = ("person", "office", "organisation", "body", "country", "place", "equipment")
_TEXTS = ("id", "text", "side", "office")


class Naming:
    """Makes entities; a name that one entry of the catalogues bears is that entry."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._by_name: dict[tuple[str, str], set[str]] = {}
        for kind, key, name in self._catalogued():
            self._by_name.setdefault((kind, fold_word(name)), set()).add(key)

    def _catalogued(self) -> Iterator[tuple[str, str, str]]:
        known = self._knowledge
        actors_and_places: Iterator[Actor | Place] = chain(known.actors.values(), known.places.values())
        for entry in actors_and_places:
            yield from ((entry.kind, entry.id, name) for names in entry.names.values() for name in names)
        for body in known.bodies.values():
            for spoken in (body.names, body.acronyms):
                yield from (("body", body.id, name) for names in spoken.values() for name in names)

    def entity(self, value: object, kinds: Sequence[str]) -> Entity:
        """What a role takes: a name ("Sergei Shoigu", "Sergei Shoigu (RU)") or an object of the contract.

        kinds: those that fit, the likeliest first. Raises SkipItem for what is neither.
        """
        if isinstance(value, str) and value.strip():
            return self._named(value.strip(), kinds)
        if isinstance(value, dict):
            return self._given(value, kinds)
        raise SkipItem("malformed-claim", f"{value!r} is no name, and no entity with `id`, `kind` and `names`")

    def _named(self, text: str, kinds: Sequence[str]) -> Entity:
        side = _SIDE.search(text)
        bare = text[: side.start()] if side else text
        for kind in kinds:
            found = self._by_name.get((kind, fold_word(bare)), set())
            if len(found) == 1:
                return self._entry(min(found), kind, bare, side[1] if side else None)
        names = {_script(bare): (bare,)}
        return Entity(slug(kinds[0], bare), kinds[0], names, bare, side[1] if side else None)

    def _entry(self, key: str, kind: str, text: str, side: str | None) -> Entity:
        entry = self._knowledge.actors.get(key) or self._knowledge.places.get(key)
        home = key if kind == "country" else entry.country if entry else None
        return Entity(key, kind, self._names(key), text, side or home)

    def _names(self, key: str) -> Mapping[str, tuple[str, ...]]:
        known = self._knowledge
        entry = known.actors.get(key) or known.places.get(key) or known.bodies.get(key)
        return entry.names if entry else {}

    def _given(self, value: Json, kinds: Sequence[str]) -> Entity:
        names = _listed(value.get("names") or {})
        wrong = [name for name in _TEXTS if not isinstance(value.get(name), str | None)]
        if wrong:
            raise SkipItem("malformed-claim", f"`{wrong[0]}` of an entity has to be text")
        best = next((found[0] for found in names.values() if found), None)
        text = value.get("text") or best or value.get("id")
        if not text:
            raise SkipItem("malformed-claim", "an entity has neither `id` nor `names` nor `text`")
        side, office = value.get("side"), value.get("office")
        if not value.get("id"):
            made = self._named(text, kinds)
            return replace(made, names=names or made.names, side=side or made.side, office=office)
        kind = value.get("kind") or kinds[0]
        if kind not in KINDS:
            raise SkipItem("malformed-claim", f"there is no kind of entity {kind!r}: known are {', '.join(KINDS)}")
        return Entity(value["id"], kind, names or self._names(value["id"]), text, side, office)


def _listed(names: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(names, dict):
        raise SkipItem("malformed-claim", '`names` of an entity are lists by language: {"en": ["…"]}')
    made = {lang: (found,) if isinstance(found, str) else tuple(found) for lang, found in names.items()}
    if not all(isinstance(name, str) for found in made.values() for name in found):
        raise SkipItem("malformed-claim", "`names` of an entity have to be text")
    return made


def _script(text: str) -> str:
    return next((lang for lang, letters in _SCRIPTS if letters.search(text)), "und")
