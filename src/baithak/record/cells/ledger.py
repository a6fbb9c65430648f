"""Cells that read and write shelves, and are worked out anew when something that they read changes.

A *shelf* holds entries by key and source, or tallies of facts by key. A *stage* is a kind of cell; its cells are the
keys of the shelves that it stands over (or are named by whoever runs the ledger), each worked out by a function of what
it reads. Stages come in an order, and a cell reads only what earlier stages wrote. The ledger keeps what each cell read
and wrote: when an entry changes, the cells that stand over it and those that read it are worked out again, and what
comes out as before touches nothing further. So the outcome is that of
working out everything, whatever was there before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from baithak.record.cells.shelving import Cell, Fact, Shelving, Slot

DAY = "day"
"""The shelf that stands for the calendar: reading a key of it asks whether that day has passed."""
_EMPTY = Cell()


class Stage(Protocol):
    """A kind of cell. over: the shelves whose keys are its cells; what a cell finds there under its own key is its."""

    @property
    def name(self) -> str: ...

    @property
    def over(self) -> tuple[str, ...]: ...

    def touched(self, slot: Slot, ledger: Ledger) -> Iterable[str]:
        """The cells that it concerns when an entry on one of its shelves came, went or changed."""
        ...

    def run(self, dirty: Iterable[str], ledger: Ledger) -> None:
        """Work out these cells again, and whatever else of the stage follows from them."""
        ...


class PerKey:
    """A stage each of whose cells is worked out by itself, from its key."""

    name = ""
    over: tuple[str, ...] = ()

    def touched(self, slot: Slot, ledger: Ledger) -> Iterable[str]:
        return (slot[1],)

    def run(self, dirty: Iterable[str], ledger: Ledger) -> None:
        keys = sorted(dirty)
        ledger.shelving.prepare(self.name, self.over, keys)
        for key in keys:
            desk = Desk(ledger, self, key)
            self.work(key, desk)
            ledger.settle(self, key, desk.cell)

    def work(self, key: str, desk: Desk) -> None:
        """Read what the cell needs and write what comes of it; nothing, where there is no such cell any more."""
        raise AssertionError(f"{self.name} has no work")


class Desk:
    """What one cell reads and writes while it is worked out."""

    __slots__ = ("_key", "_ledger", "_own", "_reads", "cell")

    def __init__(self, ledger: Ledger, stage: Stage, key: str) -> None:
        self.cell = Cell()
        self._reads = self.cell.reads
        self._ledger = ledger
        self._own = stage.over
        self._key = key

    def gather(self, shelf: str, key: str) -> Mapping[str, Any]:
        """The entries under a key, by source."""
        if key != self._key or shelf not in self._own:
            self._reads.add((shelf, key))
        return self._ledger.entries(shelf, key)

    def value(self, shelf: str, key: str) -> Any:
        """The only entry under a key; None where there is none."""
        for value in self.gather(shelf, key).values():
            return value
        return None

    def fetch(self, shelf: str, keys: Sequence[str]) -> None:
        """Have at hand, in one go, what will be asked for."""
        self._ledger.shelving.fetch_entries(shelf, keys)

    def tally(self, shelf: str, key: str) -> Counter[Fact]:
        if key != self._key or shelf not in self._own:
            self._reads.add((shelf, key))
        return self._ledger.tally(shelf, key)

    def past(self, day: str) -> bool:
        """Whether that day (ISO 8601) lies before the day of the record."""
        self._reads.add((DAY, day))
        return self._ledger.day is not None and day < self._ledger.day

    def put(self, shelf: str, key: str, value: Any = None, source: str | None = None) -> None:
        """Write an entry. A source of its own must be no other cell's, of no stage, at no time."""
        self.cell.written[shelf, key, self._key if source is None else source] = value

    def count(self, shelf: str, key: str, facts: Iterable[Fact]) -> None:
        """Add facts to the tally under a key."""
        self.cell.tallied.setdefault((shelf, key), []).extend(facts)


class Ledger:
    """The stages in their order, working on shelves."""

    def __init__(self, stages: Sequence[Stage], shelving: Shelving, day: str | None = None) -> None:
        self.shelving = shelving
        self.day = day
        self.entries = shelving.entries
        self.tally = shelving.tally
        self.cell = shelving.cell
        self._stages = stages
        self._place = {stage.name: n for n, stage in enumerate(stages)}
        self._over: dict[str, list[tuple[int, Stage]]] = defaultdict(list)
        for n, stage in enumerate(stages):
            for shelf in stage.over:
                self._over[shelf].append((n, stage))
        self._dirty: list[set[str]] = [set() for _ in stages]
        self._at = -1
        self._first = shelving.empty  # while nobody has read anything, nobody has to be told

    def run(self, changed: Mapping[str, Iterable[str]]) -> None:
        """Work out these cells (stage -> keys) again, and all that follows."""
        for name, keys in changed.items():
            self._dirty[self._place[name]].update(keys)
        for place, stage in enumerate(self._stages):
            self._at = place
            dirty, self._dirty[place] = self._dirty[place], set()
            if dirty:
                stage.run(dirty, self)
        self._at, self._first = -1, False

    def value(self, shelf: str, key: str) -> Any:
        """The only entry under a key; None where there is none."""
        return next(iter(self.entries(shelf, key).values()), None)

    def tell_day(self, day: str | None) -> None:
        """Set the day of the record (ISO 8601); who asked for a day that has now passed, or no longer, asks again."""
        first, last = sorted((self.day or "", day or ""))
        self.day = day
        for asked in self.shelving.asked_between(DAY, first, last):
            self.announce(DAY, asked)

    def announce(self, shelf: str, key: str) -> None:
        """Tell whoever read something there that it is otherwise now."""
        for stage, cell in self.shelving.readers(shelf, key):
            place = self._place[stage]
            assert place > self._at, f"{self._stages[self._at].name} writes what {stage} has read before"
            self._dirty[place].add(cell)

    def settle(self, stage: Stage, key: str, cell: Cell) -> None:
        """Keep what a cell came to, and tell whoever is concerned of what changed."""
        shelving = self.shelving
        old = shelving.cell(stage.name, key)
        if old is None:
            if not (cell.written or cell.tallied or cell.reads):
                return
            old = _EMPTY
        for slot in old.written.keys() - cell.written.keys() if old.written else ():
            shelving.remove(slot)
            self._tell(slot)
        unchanged = shelving.unchanged(old, cell) if old.written else ()
        for slot, value in cell.written.items():
            if slot not in unchanged:
                shelving.write(slot, value)
                self._tell(slot)
        for spot, facts in cell.tallied.items():
            self._add_up(spot, old.tallied.get(spot, []), facts, key)
        for spot in old.tallied.keys() - cell.tallied.keys() if old.tallied else ():
            self._add_up(spot, old.tallied[spot], [], key)
        shelving.follow((stage.name, key), old.reads, cell.reads)
        shelving.keep(stage.name, key, cell)

    def _add_up(self, spot: tuple[str, str], before: list[Fact], after: list[Fact], source: str) -> None:
        if before != after:
            self.shelving.add_up(spot, before, after)
            self._tell((*spot, source))

    def _tell(self, slot: Slot) -> None:
        shelf, key, _ = slot
        for place, stage in self._over.get(shelf, ()):
            assert place > self._at, f"{self._stages[self._at].name} writes what {stage.name} has read before"
            self._dirty[place].update(stage.touched(slot, self))
        if not self._first:
            self.announce(shelf, key)
