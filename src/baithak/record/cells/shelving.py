"""What stands on the shelves and what each cell wrote and read: in memory, and fetched from a store where there is one.

Only what is asked for is fetched. What changed since is handed back with `changes`, for the store to keep.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from baithak.model import digest
from baithak.shelves import Changes, Shelves

Fact = tuple[str, ...]
"""What is tallied: what sort of fact, and its values."""
Spot = tuple[str, str]
"""A place on a shelf: shelf and key."""
Slot = tuple[str, str, str]
"""Where an entry stands: shelf, key and source, which is the cell that wrote it, or what it stands for there."""
Reader = tuple[str, str]
"""A cell that reads: stage and key."""
_NOTHING: Mapping[str, Any] = {}
_NONE: Counter[Fact] = Counter()
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Codec(NamedTuple):
    """How the values of a shelf become JSON, and are read back."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


class Cell:
    """What one cell wrote, tallied and read. kept: what it wrote is in the store, and only where is known here."""

    __slots__ = ("kept", "reads", "tallied", "written")

    def __init__(self) -> None:
        self.written: dict[Slot, Any] = {}
        self.tallied: dict[Spot, list[Fact]] = {}
        self.reads: set[Spot] = set()
        self.kept = False


class Shelving:
    """Entries, tallies, cells and readers. outgoing: shelves that nobody reads, whose values are for others to take."""

    def __init__(self, codecs: Mapping[str, Codec], outgoing: Iterable[str], store: Shelves | None) -> None:
        self._codecs = codecs
        self._outgoing = frozenset(outgoing)
        self._store = store
        self._entries: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self._tallies: dict[str, dict[str, Counter[Fact]]] = defaultdict(dict)
        self._cells: dict[str, dict[str, Cell | None]] = defaultdict(dict)
        self._readers: dict[str, dict[str, set[Reader]]] = defaultdict(dict)
        self._turned: dict[Spot, dict[Reader, bool]] = defaultdict(dict)
        self._changed: tuple[set[Slot], set[Spot], set[Reader]] = set(), set(), set()

    def entries(self, shelf: str, key: str) -> Mapping[str, Any]:
        """What stands under a key, by source."""
        found = self._entries[shelf].get(key)
        if found is None:
            return self._fetched(shelf, key) if self._store else _NOTHING
        return found

    def tally(self, shelf: str, key: str) -> Counter[Fact]:
        found = self._tallies[shelf].get(key)
        if found is None:
            if self._store is None:
                return _NONE
            self.fetch_tallies(shelf, [key])
            found = self._tallies[shelf][key]
        return found

    def cell(self, stage: str, key: str) -> Cell | None:
        if self._store and key not in self._cells[stage]:
            self.fetch_cells(stage, [key])
        return self._cells[stage].get(key)

    def readers(self, shelf: str, key: str) -> Iterable[Reader]:
        found = self._readers[shelf].get(key)
        if found is None:
            if self._store is None or shelf in self._outgoing:
                return ()
            found = {(stage, cell) for _, stage, cell in self._store.readers(shelf, [key])}
            for reader, there in self._turned.get((shelf, key), {}).items():
                (found.add if there else found.discard)(reader)
            self._readers[shelf][key] = found
        return found

    def asked_between(self, shelf: str, first: str, last: str) -> list[str]:
        """The keys from the first up to, not including, the last that some cell reads."""
        found = {key for key in self._readers[shelf] if first <= key < last}
        if self._store:
            found.update(self._store.asked_between(shelf, first, last))
            found.update(key for s, key in self._turned if s == shelf and first <= key < last)
        return sorted(found)

    @property
    def empty(self) -> bool:
        """Whether nothing was ever put there."""
        return self._store is None and not self._cells

    def write(self, slot: Slot, value: Any) -> None:
        shelf, key, source = slot
        under = self._entries[shelf].get(key)
        if under is None and self._store:
            under = self._under(shelf, key)
        if under is None:
            self._entries[shelf][key] = {source: value}
        else:
            under[source] = value
        if self._store:
            self._changed[0].add(slot)

    def remove(self, slot: Slot) -> None:
        shelf, key, source = slot
        under = self._under(shelf, key) or {}
        under.pop(source, None)
        if self._store:
            self._entries[shelf].setdefault(key, {})
            self._changed[0].add(slot)
        elif not under:
            self._entries[shelf].pop(key, None)

    def add_up(self, spot: Spot, before: Sequence[Fact], after: Sequence[Fact]) -> None:
        shelf, key = spot
        tally = self._tallies[shelf].get(key)
        if tally is None:
            if self._store:
                self.fetch_tallies(shelf, [key])
            tally = self._tallies[shelf].setdefault(key, Counter())
        tally.update(after)
        if before:
            tally.subtract(before)
            for fact in set(before):
                if not tally[fact]:
                    del tally[fact]
        if self._store:
            self._changed[1].add(spot)
        elif not tally:
            del self._tallies[shelf][key]

    def keep(self, stage: str, key: str, cell: Cell) -> None:
        """Keep what a cell wrote, tallied and read; nothing of one that did none of it."""
        there = bool(cell.written or cell.tallied or cell.reads)
        if self._store:
            self._cells[stage][key] = cell if there else None
            self._changed[2].add((stage, key))
        elif there:
            self._cells[stage][key] = cell
        else:
            self._cells[stage].pop(key, None)

    def follow(self, reader: Reader, before: set[Spot], after: set[Spot]) -> None:
        """A cell reads elsewhere than before."""
        for there, spots in ((False, before - after if before else ()), (True, after - before if before else after)):
            for shelf, key in spots:
                readers = self._readers[shelf].get(key)
                if self._store:
                    self._turned[shelf, key][reader] = there
                elif readers is None:
                    readers = self._readers[shelf][key] = set()
                if readers is not None:
                    (readers.add if there else readers.discard)(reader)

    def unchanged(self, old: Cell, new: Cell) -> set[Slot]:
        """Where a cell writes what it wrote before."""
        both = [slot for slot in new.written if slot in old.written]
        if not old.kept:
            return {slot for slot in both if old.written[slot] == new.written[slot]}
        texts = {slot: old.written[slot] for slot in both if slot[0] in self._outgoing}
        asked: dict[Spot, list[str]] = defaultdict(list)
        for shelf, key, source in both:
            if shelf not in self._outgoing:
                asked[shelf, source].append(key)
        if self._store:
            for (shelf, source), keys in asked.items():
                texts |= {(shelf, key, source): text for key, text in self._store.written(shelf, source, keys)}
        return {slot for slot in both if texts[slot] == self._mark(slot, new.written[slot])}

    def _mark(self, slot: Slot, value: Any) -> str:
        """By which a value is known again: its text, or a digest of it where the text is for others to keep."""
        text = self._encoded(slot[0], value)
        return digest(text) if slot[0] in self._outgoing else text

    def prepare(self, stage: str, over: Iterable[str], keys: Sequence[str]) -> None:
        """Have at hand what the cells of a stage wrote, and what stands under their keys on these shelves."""
        self.fetch_cells(stage, keys)
        for shelf in over:
            self.fetch_entries(shelf, keys)
            self.fetch_tallies(shelf, keys)

    def fetch_entries(self, shelf: str, keys: Iterable[str]) -> None:
        """Have at hand what stands under these keys, asked for in one go; so with tallies and cells."""
        if self._store is None:
            return
        at_hand = self._entries[shelf]
        wanted = [key for key in dict.fromkeys(keys) if key not in at_hand]
        at_hand.update((key, {}) for key in wanted)
        decode = self._codecs[shelf].decode if shelf in self._codecs else None
        for key, source, text in self._store.entries(shelf, wanted):
            value = json.loads(text)
            at_hand[key][source] = decode(value) if decode else value

    def fetch_tallies(self, shelf: str, keys: Iterable[str]) -> None:
        if self._store is None:
            return
        at_hand = self._tallies[shelf]
        wanted = [key for key in dict.fromkeys(keys) if key not in at_hand]
        at_hand.update((key, Counter()) for key in wanted)
        for key, text in self._store.tallies(shelf, wanted):
            at_hand[key] = Counter({tuple(fact): count for *fact, count in json.loads(text)})

    def fetch_cells(self, stage: str, keys: Iterable[str]) -> None:
        if self._store is None:
            return
        at_hand = self._cells[stage]
        wanted = [key for key in dict.fromkeys(keys) if key not in at_hand]
        at_hand.update((key, None) for key in wanted)
        for key, text in self._store.cells(stage, wanted):
            at_hand[key] = _unpacked(text, key)

    def changes(self) -> Changes:
        """What is otherwise than in the store; everything, where there is none."""
        return Changes(self._entries_changed(), self._tallies_changed(), self._cells_changed(), self._readers_changed())

    def _entries_changed(self) -> Iterator[tuple[str, str, str, str | None]]:
        slots: Iterable[Slot] = self._changed[0]
        if not self._store:
            slots = ((*spot, source) for spot in _spots(self._entries) for source in self._entries[spot[0]][spot[1]])
        return ((*slot, self._text(slot)) for slot in slots if slot[0] not in self._outgoing)

    def _tallies_changed(self) -> Iterator[tuple[str, str, str | None]]:
        for shelf, key in self._changed[1] if self._store else _spots(self._tallies):
            tally = self._tallies[shelf][key]
            yield shelf, key, _dumps([[*fact, n] for fact, n in sorted(tally.items())]) if tally else None

    def _cells_changed(self) -> Iterator[tuple[str, str, str | None]]:
        for stage, key in self._changed[2] if self._store else _spots(self._cells):
            cell = self._cells[stage][key]
            yield stage, key, self._packed(cell, key) if cell else None

    def _readers_changed(self) -> Iterator[tuple[str, str, str, str, bool]]:
        if self._store:
            yield from (
                (*spot, *reader, there) for spot, found in self._turned.items() for reader, there in found.items()
            )
        else:
            yield from (
                (*spot, *reader, True) for spot in _spots(self._readers) for reader in self._readers[spot[0]][spot[1]]
            )

    def renewed(self, shelf: str) -> Iterator[tuple[str, Any]]:
        """What is otherwise on a shelf than in the store, by key: None for what is there no more."""
        keys = {key for s, key, _ in self._changed[0] if s == shelf} if self._store else self._entries[shelf].keys()
        for key in sorted(keys):
            under = self._entries[shelf].get(key)
            yield key, under[max(under)] if under else None

    def _under(self, shelf: str, key: str) -> dict[str, Any] | None:
        under = self._entries[shelf].get(key)
        if under is None and self._store and shelf not in self._outgoing:
            self.fetch_entries(shelf, [key])
            under = self._entries[shelf][key]
        return under

    def _fetched(self, shelf: str, key: str) -> Mapping[str, Any]:
        self.fetch_entries(shelf, [key])
        return self._entries[shelf][key]

    def _text(self, slot: Slot) -> str | None:
        shelf, key, source = slot
        under = self._entries[shelf].get(key) or _NOTHING
        return self._encoded(shelf, under[source]) if source in under else None

    def _encoded(self, shelf: str, value: Any) -> str:
        return _dumps(self._codecs[shelf].encode(value) if shelf in self._codecs else value)

    def _packed(self, cell: Cell, key: str) -> str:
        slots = [
            [
                *slot[:2],
                None if slot[2] == key else slot[2],
                self._mark(slot, value) if slot[0] in self._outgoing else 0,
            ]
            for slot, value in sorted(cell.written.items(), key=_slot)
        ]
        return _dumps([slots, [[*spot, facts] for spot, facts in sorted(cell.tallied.items())], sorted(cell.reads)])


def _slot(written: tuple[Slot, Any]) -> Slot:
    return written[0]


def _unpacked(text: str, key: str) -> Cell:
    cell = Cell()
    slots, tallied, reads = json.loads(text)
    cell.written = {(shelf, at, key if source is None else source): mark for shelf, at, source, mark in slots}
    cell.tallied = {(shelf, at): list(map(tuple, facts)) for shelf, at, facts in tallied}
    cell.reads = {(shelf, at) for shelf, at in reads}
    cell.kept = True
    return cell


def _spots(nested: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """In the order in which a store keeps them."""
    return ((one, other) for one in sorted(nested) for other in sorted(nested[one]))


def _dumps(value: Any) -> str:
    return _ENCODER.encode(value)
