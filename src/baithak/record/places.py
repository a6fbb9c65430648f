"""Places within places, and the country of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from baithak.knowledge.load import Knowledge
from baithak.language.text import fold_word


class Places:
    """What lies in what: the catalogue's word first, then what claims say by naming a venue with its city."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._within: dict[str, str] = {}
        self._countries = {key for key, place in knowledge.places.items() if place.kind == "country"}
        self._country_names = {
            fold_word(name): key
            for key in sorted(self._countries)
            for names in (*knowledge.places[key].names.values(), *knowledge.places[key].adjectives.values())
            for name in names
        }
        for key, place in knowledge.places.items():
            outer = place.within or place.country
            if outer and outer != key:
                self._within[key] = outer

    def learn(self, said: Iterable[tuple[str, str]]) -> None:
        """Takes what claims say of places that the catalogue lacks: pairs of a place and one that it lies in."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for inner, outer in said:
            if inner != outer and inner not in self._within and inner not in self._countries:
                votes[inner][outer] += 1
        for inner in sorted(votes):
            ranked = sorted(votes[inner].items(), key=lambda v: (_is_code(v[0]), -v[1], v[0]))
            within = next((o for o, _ in ranked if inner not in self.around(o)), None)
            if within:
                self._within[inner] = within

    def country_named(self, name: str) -> str | None:
        """The country that goes by this name or adjective."""
        return self._country_names.get(fold_word(name))

    def around(self, place: str) -> tuple[str, ...]:
        """The place itself and everything that it lies in, finest first."""
        found = [place]
        while found[-1] in self._within and self._within[found[-1]] not in found:
            found.append(self._within[found[-1]])
        return tuple(found)

    def depth(self, place: str) -> int:
        """How many places it lies in: the finer, the more."""
        return len(self.around(place)) - 1

    def country(self, place: str) -> str | None:
        """The country's code, None where nothing says it."""
        return next((p for p in reversed(self.around(place)) if _is_code(p)), None)

    def fits(self, one: str, other: str) -> bool:
        """Whether one of the two lies in the other, or both are the same."""
        return one in self.around(other) or other in self.around(one)


@lru_cache(1024)
def _is_code(place: str) -> bool:
    return len(place) == 2 and place.isascii() and place.isupper()
