"""Stages whose cells are pairs of things that share a key, and sets of things that hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from baithak.record.cells.ledger import Desk, Ledger
from baithak.record.cells.shelving import Slot

_BETWEEN = "\x1e"
_BLOCK = "\x1d"  # marks a key of the shelf among the sources that have to be looked at


class Pairs:
    """Compares each two sources that stand under the same key of a shelf.

    over: that shelf, then the shelf that has what is compared under each source. links: the shelf on which each of a
    pair that agrees finds the other. crowd: a key that `counts` and under which so many more stand is no reason to
    compare.
    """

    name = ""
    over: tuple[str, ...] = ()
    links = ""
    crowd = 0

    def match(self, one: str, mine: Any, other: str, theirs: Any) -> Any:
        """What the two have to do with each other; None for nothing."""
        raise AssertionError(f"{self.name} compares nothing")

    def writer(self, source: str) -> tuple[str, str]:
        """The stage and the cell that put the source where it stands."""
        raise AssertionError(f"nobody writes for {self.name}")

    def counts(self, key: str) -> bool:
        """Whether a crowd under this key makes it worthless."""
        return False

    def touched(self, slot: Slot, ledger: Ledger) -> Iterable[str]:
        shelf, key, source = slot
        if shelf == self.over[1]:
            return (key,)
        return (source, _BLOCK + key) if self.counts(key) else (source,)

    def run(self, dirty: Iterable[str], ledger: Ledger) -> None:
        met: set[str] = set()
        for one in sorted(self._turned(dirty, ledger)):
            mates = self._mates(one, ledger)
            for other in sorted(mates | ledger.entries(self.links, one).keys()):
                pair = _BETWEEN.join(sorted((one, other)))
                if pair not in met:
                    met.add(pair)
                    self._settle(pair, one, other, other in mates, ledger)

    def _turned(self, dirty: Iterable[str], ledger: Ledger) -> set[str]:
        """The sources to be looked at, with all of those under a key that has become a crowd, or is one no more."""
        found: set[str] = set()
        for key in dirty:
            if not key.startswith(_BLOCK):
                found.add(key)
                continue
            under = ledger.entries(self.over[0], key[1:])
            crowded = len(under) > self.crowd
            if crowded != bool(ledger.entries(self.name, key)):
                found |= under.keys()
                desk = Desk(ledger, self, key)
                if crowded:
                    desk.put(self.name, key)
                ledger.settle(self, key, desk.cell)
        return found

    def _mates(self, one: str, ledger: Ledger) -> set[str]:
        """Who stands with it under a key that tells something."""
        cell = ledger.cell(*self.writer(one))
        found: set[str] = set()
        for shelf, key, source in cell.written if cell else ():
            if shelf == self.over[0] and source == one and not ledger.entries(self.name, _BLOCK + key):
                found |= ledger.entries(shelf, key).keys()
        found.discard(one)
        return found

    def _settle(self, pair: str, one: str, other: str, mates: bool, ledger: Ledger) -> None:
        desk = Desk(ledger, self, pair)
        found = self._matched(one, other, ledger) if mates else None
        if found is not None:
            desk.put(self.links, one, found, source=other)
            desk.put(self.links, other, found, source=one)
        if found is not None or ledger.cell(self.name, pair):
            ledger.settle(self, pair, desk.cell)

    def _matched(self, one: str, other: str, ledger: Ledger) -> Any:
        mine, theirs = (ledger.value(self.over[1], each) for each in (one, other))
        return None if mine is None or theirs is None else self.match(one, mine, other, theirs)


class Clumps:
    """Works on each set of things that links lead to one another.

    over: the shelf whose keys are the things, then the shelf of links: under each thing, those that it is linked with.
    A set goes by its smallest member; `<name> of` has, under each thing, the set that it is in.
    """

    name = ""
    over: tuple[str, ...] = ()

    def work(self, members: Sequence[str], desk: Desk) -> None:
        raise AssertionError(f"{self.name} has no work")

    def touched(self, slot: Slot, ledger: Ledger) -> Iterable[str]:
        return (slot[1],)

    def linked(self, thing: str, ledger: Ledger) -> Iterable[str]:
        return ledger.entries(self.over[1], thing)

    def run(self, dirty: Iterable[str], ledger: Ledger) -> None:
        near, sets = self._near(dirty, ledger)
        new = {min(found): sorted(found) for found in self._parted(near, ledger)}
        for key in sorted(sets | new.keys()):
            desk = Desk(ledger, self, key)
            if key in new:
                for member in new[key]:
                    desk.put(f"{self.name} of", member)
                self.work(new[key], desk)
            ledger.settle(self, key, desk.cell)

    def _near(self, dirty: Iterable[str], ledger: Ledger) -> tuple[set[str], set[str]]:
        """Everything that may hang together with these, now or before, and the sets that it was in."""
        near: set[str] = set()
        sets: set[str] = set()
        todo = list(dirty)
        while todo:
            thing = todo.pop()
            if thing in near:
                continue
            near.add(thing)
            todo += self.linked(thing, ledger)
            for found in ledger.entries(f"{self.name} of", thing).keys() - sets:
                sets.add(found)
                cell = ledger.cell(self.name, found)
                todo += [key for shelf, key, _ in cell.written if shelf == f"{self.name} of"] if cell else []
        return near, sets

    def _parted(self, near: set[str], ledger: Ledger) -> Iterator[set[str]]:
        left = {thing for thing in near if ledger.entries(self.over[0], thing)}
        while left:
            found: set[str] = set()
            todo = [left.pop()]
            while todo:
                thing = todo.pop()
                found.add(thing)
                beside = left.intersection(self.linked(thing, ledger))
                left -= beside
                todo += beside
            yield found
