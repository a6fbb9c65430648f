"""An event as the record gathers it: the claims that tell it, and those that belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from baithak.record import days
from baithak.record.told import Told


class Pin(NamedTuple):
    """A value that a decision gives a field. said: who ruled so, when and why."""

    decision: str
    value: str | int | tuple[str, ...] | None
    said: str


@dataclass(slots=True, eq=False)
class Event:
    """Claims about one happening.

    told: those that tell it; beside: what was signed at it; figures: numbers given of it; ordinal, date: as settled.
    pins: by the field whose value they give; settled: fields of which no doubt is listed any more.
    """

    type: str
    told: list[Told]
    body: str | None = None
    ordinal: int | None = None
    beside: list[Told] = field(default_factory=list)
    figures: list[Told] = field(default_factory=list)
    pins: dict[str, Pin] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    id: str = ""
    date: str | None = None

    @property
    def key(self) -> str:
        """The smallest id among its claims: stable while those claims stand."""
        return min(one.id for one in self.told)

    @property
    def every(self) -> list[Told]:
        return [*self.told, *self.beside]

    @property
    def people(self) -> frozenset[str]:
        return frozenset(key for one in self.told for key in one.people)

    @property
    def held(self) -> bool:
        return any(one.happened for one in self.every)

    @property
    def hint(self) -> str | None:
        """The finest date claimed, of what happened before what was planned; to find neighbours by, not to show."""
        return finest(one for one in self.every if one.happened) or finest(self.every)


def finest(told: Iterable[Told]) -> str | None:
    """The date with the fewest days among those claimed; the earliest of equals."""
    dates = {one.date for one in told if days.read(one.date)}
    return min((d for d in dates if d), key=lambda d: (days.span(d) is None, days.length(d), d), default=None)


def newest(told: Iterable[Told]) -> date | None:
    """The newest day on which one of their pages came out."""
    return max((one.page.day for one in told if one.page.day), default=None)


def sources(told: Iterable[Told]) -> int:
    """How many pages, reprints of one counted once."""
    return len({one.page.root for one in told})


def standing(told: Iterable[Told]) -> tuple[bool, int]:
    """What speaks for a reading that these claims share: an official page among them, then independent sources."""
    every = list(told)
    return any(one.page.official for one in every), sources(every)


def stem(event: Event) -> str:
    """What an event is called, but for the number that tells it from others called so: its `date` is to be set."""
    return f"{event.body or event.type}/{event.ordinal if event.ordinal is not None else event.date or 'undated'}"


def place_among(event: Event) -> tuple[str, bool, str, str]:
    """For sorting events of one stem."""
    return event.type, event.ordinal is None, event.date or "", event.key


def numbered(stem: str, number: int) -> str:
    """The id of the how manieth of those called so, from 1."""
    return stem if number == 1 else f"{stem}~{number}"
