"""Places within places, and the country of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from baithak.knowledge.load import Knowledge


class Places:
    """What lies in what: the catalogue's word first, then what claims say by naming a venue with its city.

    known: what each place of the catalogue lies in. learnt: the same of one that it lacks, None where nothing says it.
    tongues: the languages in which pages name a place that the catalogue lacks.
    """

    def __init__(
        self,
        known: Mapping[str, str | None],
        learnt: Callable[[str], str | None],
        tongues: Callable[[str], Collection[str]],
    ) -> None:
        self._within = known
        self._learnt = learnt
        self._tongues = tongues

    def around(self, place: str) -> tuple[str, ...]:
        """The place itself and everything that it lies in, finest first."""
        found = [place]
        while (outer := self._outer(found[-1])) is not None and outer not in found:
            found.append(outer)
        return tuple(found)

    def _outer(self, place: str) -> str | None:
        return self._within[place] if place in self._within else self._learnt(place)

    def depth(self, place: str) -> int:
        """How many places it lies in: the finer, the more."""
        return len(self.around(place)) - 1

    def country(self, place: str) -> str | None:
        """The country's code, None where nothing says it."""
        return next((p for p in reversed(self.around(place)) if is_code(p)), None)

    def fits(self, one: str, other: str) -> bool:
        """Whether one of the two lies in the other, or both are the same."""
        return one in self.around(other) or other in self.around(one)

    def clash(self, one: str, other: str) -> bool:
        """Whether it cannot have been at both; not known of venues that no language names both of, unless afar."""
        return not self.fits(one, other) and (self._tell_apart(one, other) or self._afar(one, other))

    def _tell_apart(self, one: str, other: str) -> bool:
        """Whether their names show that they are two: one language has both, or the catalogue."""
        named = [None if place in self._within else frozenset(self._tongues(place)) for place in (one, other)]
        mine, theirs = named
        return not mine or not theirs or not mine.isdisjoint(theirs)

    def _afar(self, one: str, other: str) -> bool:
        """Whether they are known to lie in two cities, or in two countries."""
        mine, theirs = ({is_code(around): around for around in reversed(self.around(p)[1:])} for p in (one, other))
        return any(mine[kind] != theirs[kind] for kind in mine.keys() & theirs.keys())


def catalogued(knowledge: Knowledge) -> Mapping[str, str | None]:
    """What each place of the catalogue lies in; countries in nothing."""
    within: dict[str, str | None] = {}
    for key, place in knowledge.places.items():
        outer = place.within or place.country
        if place.kind == "country":
            within[key] = None
        elif outer and outer != key:
            within[key] = outer
    return within


def outermost(inner: str, votes: Mapping[str, int], back: Callable[[str], int]) -> str | None:
    """The place around another by what claims say: the one most often named, a country only where nothing else is.

    votes: place -> how often it is said to lie around; back: how often it is said to lie within instead.
    """
    ranked = sorted(votes.items(), key=lambda vote: (is_code(vote[0]), -vote[1], vote[0]))
    return next((outer for outer, count in ranked if (count, outer) > (back(outer), inner)), None)


@lru_cache(1024)
def is_code(place: str) -> bool:
    return len(place) == 2 and place.isascii() and place.isupper()
