"""Which of the pages that passed reprint one another: alike by their MinHash first, then by the rule of the record."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from baithak.model import Document
from baithak.record.reprints import carry_one_text, runs
from baithak.sifting.parts import pages_with
from baithak.store.codec import document_from_json

HASHES = 63
"""Values of a MinHash."""

_BAND = (
    3  # values: pages that share half of their runs of words share a band with p = 0.94, those that share a tenth 0.02
)
_LIKELY = 0.3  # share of all values that a reprint has in common with its source
_NEAREST = 10  # pages of a band, in the order of their values, with which each is compared
_AT_ONCE = 2_000  # pairs whose texts are in memory together, unless more than that lead to one another

Pair = tuple[str, str]


def grouped(hashes: Iterable[tuple[str, Sequence[int]]], folders: Sequence[Path]) -> Mapping[str, str]:
    """For each document that reprints another, the one with the smallest id of all that carry its text.

    hashes: documents, each once, with the MinHash of their articles; folders: where their pages are.
    """
    found: set[Pair] = set()
    for some in _batches(_likely(sorted(hashes))):
        rows = {row["document"]: row for row in pages_with(folders, {key for pair in some for key in pair})}
        documents = {key: document_from_json(json.loads(row["facts"]), row["text"]) for key, row in rows.items()}
        found.update(pair for pair in some if _alike(pair, documents))
    return {key: root for key, root in _roots(found).items() if key != root}


def _alike(pair: Pair, documents: Mapping[str, Document]) -> bool:
    """Two by two: a sentence that many pages share must not be taken for the text of the first that has it."""
    one, other = (runs(documents[key]) for key in pair)
    return carry_one_text(one, other)


def _likely(hashes: Sequence[tuple[str, Sequence[int]]]) -> set[Pair]:
    """Pairs that share a band, and much of all values."""
    names = [name for name, _ in hashes]
    values = np.array([row for _, row in hashes], dtype=np.uint32).reshape(-1, HASHES)
    found: set[Pair] = set()
    for start in range(0, HASHES, _BAND):
        turned = np.roll(values, -start, axis=1)
        order = np.lexsort(turned.T[::-1])
        for ahead in range(1, min(_NEAREST, len(names) - 1) + 1):
            one, two = order[:-ahead], order[ahead:]
            found.update((names[min(a, b)], names[max(a, b)]) for a, b in _near(turned, one, two))
    return found


def _near(values: NDArray[np.uint32], one: NDArray[np.intp], two: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Those of the pairs of rows that share the first band and much of the rest."""
    band = (values[one, :_BAND] == values[two, :_BAND]).all(axis=1)
    one, two = one[band], two[band]
    much = (values[one] == values[two]).mean(axis=1) >= _LIKELY
    yield from zip(one[much].tolist(), two[much].tolist(), strict=True)


def _batches(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Pairs that lead to one another stand together, as many as memory allows."""
    together: dict[str, list[Pair]] = defaultdict(list)
    roots = _roots(pairs := sorted(pairs))
    for pair in pairs:
        together[roots[pair[0]]].append(pair)
    taken: list[Pair] = []
    for root in sorted(together):
        if taken and len(taken) + len(together[root]) > _AT_ONCE:
            yield taken
            taken = []
        taken += together[root]
    if taken:
        yield taken


def _roots(pairs: Iterable[Pair]) -> dict[str, str]:
    """For each document of the pairs the smallest of all that lead to it."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above.setdefault(key, key) != key:
            above[key] = key = above[above[key]]
        return key

    for pair in pairs:
        one, two = sorted(map(top, pair))
        above[two] = one
    return {key: top(key) for key in above}
