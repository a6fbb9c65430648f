"""Offices as pages print them, led back to the catalogue, and who held each on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from typing import NamedTuple, TypeVar

import regex

from baithak.knowledge.load import Knowledge
from baithak.language.text import fold_word
from baithak.model import Entity
from baithak.record import days

_SHORT = 2  # letters and vowel signs of the words that join an office to its country
_HELD_BY_ONE = frozenset({"head-of-state", "head-of-government", "minister"})
K = TypeVar("K", bound=Hashable)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


class OfficeKey(NamedTuple):
    """An office of a country: its id in the catalogue or the folded words of the page, and the country if known."""

    office: str
    of: str | None


class Offices:
    """The catalogue's offices and tenures, for asking which office a printed one is and who held it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = knowledge.offices
        self._names = {
            tuple(_WORD.findall(fold_word(name))): office.id
            for office in knowledge.offices.values()
            for names in office.names.values()
            for name in names
        }
        self._countries = {
            word
            for place in knowledge.places.values()
            if place.kind == "country"
            for names in (*place.names.values(), *place.adjectives.values())
            for name in names
            for word in _WORD.findall(fold_word(name))
        }
        self._longest = max(map(len, self._names), default=0)
        self._tenures: dict[str, list[tuple[str | None, str, str | None, str | None]]] = defaultdict(list)
        for actor in knowledge.actors.values():
            for tenure in actor.offices:
                self._tenures[tenure.office].append((tenure.of, actor.id, tenure.start, tenure.end))
        self._printed: dict[str, str] = {}

    def key(self, printed: str, side: str | None) -> OfficeKey:
        """The office that these words name; the longest name of the catalogue that stands in them decides."""
        if printed not in self._printed:
            self._printed[printed] = self._find(printed)
        office = self._printed[printed]
        entry = self._entries.get(office)
        return OfficeKey(office, side or (entry.of if entry else None))

    def of_entity(self, entity: Entity) -> OfficeKey:
        """The office that an entity of kind office is."""
        if entity.id in self._entries:
            return self.key(entity.id, entity.side)
        names = sorted(name for names in entity.names.values() for name in names)
        found = [self.key(name, entity.side) for name in (*names, entity.text)]
        return next((key for key in found if key.office in self._entries), found[0])

    def _find(self, printed: str) -> str:
        if printed in self._entries:
            return printed
        words = tuple(_WORD.findall(fold_word(printed)))
        for size in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - size, -1, -1):
                found = self._names.get(words[start : start + size])
                if found and all(self._says_nothing(w) for w in (*words[:start], *words[start + size :])):
                    return found
        return " ".join(words)

    def _says_nothing(self, word: str) -> bool:
        """Whether a word beside an office's name leaves it the same office: a country, or a short word of grammar."""
        return len(word) <= _SHORT or word in self._countries

    def for_one(self, office: str) -> bool:
        """Whether a country has one holder of this office at a time, so that the office alone names a person."""
        entry = self._entries.get(office)
        return entry is not None and entry.rank in _HELD_BY_ONE

    def holders(self, key: OfficeKey, day: date | None) -> set[str]:
        """Who held the office on that day as the catalogue knows; without a day, everyone who ever did."""
        return {
            person
            for of, person, start, end in self._tenures.get(key.office, ())
            if (key.of is None or of == key.of) and (day is None or _within(day, start, end))
        }

    def name(self, key: OfficeKey) -> str:
        """A name to show: the catalogue's first English one, else the words of the page."""
        entry = self._entries.get(key.office)
        return next(iter(entry.names.get("en", ())), entry.id) if entry else key.office


def _within(day: date, start: str | None, end: str | None) -> bool:
    first, last = days.span(start), days.span(end)
    return (first is None or first[0] <= day) and (last is None or day <= last[1])


def unique(found: Iterable[K]) -> K | None:
    """The only one, or None."""
    every = set(found)
    return every.pop() if len(every) == 1 else None
