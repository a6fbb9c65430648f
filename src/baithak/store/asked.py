"""What a search index is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: all of `groups`, of each any of its alternatives, of an alternative all of its terms.

    A term that ends in ``*`` is the beginning of one. facets: any of each group. first, last, out: ISO days.
    """

    groups: Sequence[Sequence[Sequence[str]]]
    facets: Sequence[Sequence[str]] = ()
    first: str | None = None
    last: str | None = None
    out: str | None = None


class Row(NamedTuple):
    """A row that was found."""

    id: int
    kind: str
    key: str
