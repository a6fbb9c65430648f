"""What a function says of words that come again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
_FULL = 1 << 16


class Memo(dict[K, V]):
    """The values of a function by its argument, each worked out when it is first asked for; emptied when it is full.

    ``memo[key]`` is one look into a dict, a third of what the call of an `lru_cache` costs.
    """

    def __init__(self, work: Callable[[K], V]) -> None:
        self._work = work

    def __missing__(self, key: K) -> V:
        if len(self) >= _FULL:
            self.clear()
        self[key] = found = self._work(key)
        return found
