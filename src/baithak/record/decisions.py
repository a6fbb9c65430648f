"""What readers of the record ruled: data beside the claims, never an edit of them.

Targets are ids that survive re-reading: of a claim; of an event (which then means whatever event holds the claim that
stands for it); of an actor or body as the record or any claim names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from baithak.model import Json, digest

Kind = Literal["accept", "reject", "merge", "split", "pin"]
_PAIRS = {"split": "merge"}  # each undoes the other


@dataclass(frozen=True)
class Decision:
    """One ruling. time: ISO 8601; retracting it is leaving it out.

    reject: the claims named do not count. merge: the actors, bodies or events named are one; the first lends its place.
    split: the actors or bodies named stay apart; claims named leave their event and make one of their own.
    pin: targets are an event and a field, which shows `value` (an id for a place, ids for people).
    accept: targets are an event and a field, of which doubts are no longer listed; the value shown stays.
    """

    kind: Kind
    targets: tuple[str, ...]
    value: str | int | tuple[str, ...] | None = None
    author: str = ""
    time: str = ""
    reason: str = ""

    @classmethod
    def of(cls, row: Json) -> Decision:
        """The inverse of `dataclasses.asdict`, after JSON."""
        value = row["value"]
        value = tuple(value) if isinstance(value, list) else value
        return cls(**row | {"targets": tuple(row["targets"]), "value": value})

    @cached_property
    def id(self) -> str:
        return digest(repr((self.kind, self.targets, self.value, self.author, self.time, self.reason)))

    @property
    def said(self) -> str:
        """Who ruled so, when and why, as a sentence."""
        when = f" on {self.time}" if self.time else ""
        return f"Ruled so by {self.author or 'a reader'}{when}{f': {self.reason}' if self.reason else ''}."


class Rulings:
    """The decisions that count for one record, in the order of their days, and which of them found their targets."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.every = sorted(set(decisions), key=lambda d: (d.time, d.id))
        latest = {(frozenset(d.targets), _PAIRS.get(d.kind, d.kind)): d for d in self.every}
        self._live = sorted(latest.values(), key=lambda d: (d.time, d.id))
        self._rejected: dict[str, set[str]] = defaultdict(set)
        for decision in self.of("reject"):
            for target in decision.targets:
                self._rejected[target].add(decision.id)
        self.applied: set[str] = set()

    def of(self, *kinds: Kind) -> list[Decision]:
        """The decisions of these kinds; of two about the same targets only the later."""
        return [decision for decision in self._live if decision.kind in kinds]

    def pairs(self, kind: Kind) -> list[tuple[Decision, str, str]]:
        """The decisions of a kind by neighbouring targets."""
        return [(decision, one, other) for decision in self.of(kind) for one, other in pairwise(decision.targets)]

    def rejecting(self, claim: str) -> set[str]:
        """The decisions that rule the claim out."""
        return self._rejected.get(claim, set())
