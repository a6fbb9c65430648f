"""Union-find whose every join keeps its reason, so that a join is a judgement that can be read, and left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Joins(Generic[K]):
    """Sets of things that are one. The outcome does not depend on the order in which joins are made."""

    def __init__(self, items: Iterable[K] = ()) -> None:
        self._up: dict[K, K] = {}
        self._members: dict[K, list[K]] = {}
        self._reasons: list[tuple[K, K, str]] = []
        for item in items:
            self._up.setdefault(item, item)

    def root(self, item: K) -> K:
        """The thing that stands for the set of `item`."""
        up = self._up
        top = up.setdefault(item, item)
        while top != up[top]:
            top = up[top]
        while up[item] != top:
            up[item], item = top, up[item]
        return top

    def join(self, one: K, other: K, reason: str) -> None:
        """Makes the two sets one, for a reason given as an English clause."""
        a, b = self.root(one), self.root(other)
        if a != b:
            self._members[a] = self.members(a) + self.members(b)
            self._members.pop(b, None)
            self._up[b] = a
            self._reasons.append((one, other, reason))

    def members(self, item: K) -> list[K]:
        """The set of `item`."""
        top = self.root(item)
        return self._members.get(top, [top])

    def sets(self) -> dict[K, list[K]]:
        """The sets by the thing that stands for each, members in the order in which they came."""
        found: dict[K, list[K]] = defaultdict(list)
        for item in self._up:
            found[self.root(item)].append(item)
        return dict(found)

    def reasons(self) -> dict[K, list[str]]:
        """Why the members of each set were joined, sorted."""
        found: dict[K, set[str]] = defaultdict(set)
        for one, _, reason in self._reasons:
            found[self.root(one)].add(reason)
        return {key: sorted(said) for key, said in found.items()}
