"""How long the record takes on one core: rebuilt from 10,000 and from 100,000 claims, and to take in one more page.

The claims are grown from the corpus of `tests/golden/corpus`: each copy has bodies, people and pages of its own, whose
names are made from those of the corpus by exchanging consonants; every fourth copy carries on the series of the same
institutions some years later.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import regex

from baithak import pipeline
from baithak.knowledge.load import Knowledge
from baithak.language.text import fold_word
from baithak.model import Claim, Document, Entity, Relation
from baithak.record.build import build_record
from baithak.store import Store
from baithak.store.sql import open_store
from bench.corpus import CORPORA, documents, hand_claims
from bench.golden import knowledge

LIMIT_S, FOLD, MORE_S = 60.0, 12.0, 0.2
_MORE, _RETOLD, _AT_ONCE = 12, 300, 1_000  # pages
_SEED = 20240501
_CONSONANTS = [chr(code) for code in range(0x0915, 0x093A) if code not in (0x0929, 0x0931, 0x0933, 0x0934)]
_GENERATIONS, _YEARS, _NUMBERS = 4, 7, 8  # copies of one institution; what lies between their dates and numbers
_YEAR = regex.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")

Told = tuple[Document, list[Claim]]
"""A page with its claims."""


class Grown:
    """One copy of the corpus."""

    def __init__(self, copy: int, known: Knowledge) -> None:
        family, self._generation = divmod(copy, _GENERATIONS)
        letters = _CONSONANTS.copy()
        random.Random(_SEED + family).shuffle(letters)
        self._letters = str.maketrans(dict(zip(_CONSONANTS, letters, strict=True)))
        self._mark, self._family = f"copy {copy}", f"-{family}"
        self._countries = {
            fold_word(name)
            for place in known.places.values()
            if place.kind == "country"
            for names in (*place.names.values(), *place.adjectives.values())
            for name in names
        }

    def document(self, page: Document) -> Document:
        """The page with other words, some years later."""
        text = f"{self._mark}\n{page.text.translate(self._letters)}"
        return replace(
            page, text=text, addresses=(f"{self._mark}/{page.address}",), published=self._later(page.published)
        )

    def claim(self, claim: Claim, pages: Mapping[str, Document]) -> Claim:
        """The claim about the copy's own bodies and people, on the copy's own page."""
        return replace(
            claim,
            doc=pages[claim.document_id].address,
            document_id=pages[claim.document_id].id,
            date=self._later(claim.date),
            body=self._entity(claim.body) if claim.body else None,
            parent=self._entity(claim.parent) if claim.parent else None,
            ordinal=claim.ordinal + self._generation * _NUMBERS if claim.ordinal else None,
            roles={role: tuple(map(self._entity, found)) for role, found in claim.roles.items()},
        )

    def _later(self, date: str | None) -> str | None:
        years = self._generation * _YEARS
        return _YEAR.sub(lambda year: str(int(year.group()) + years), date) if date else None

    def _entity(self, entity: Entity) -> Entity:
        if entity.kind not in ("person", "body"):
            return entity
        names = tuple(self._name(name) for name in entity.names.get("hi", (entity.text,)))
        return replace(entity, id=entity.id + self._family, names={"hi": names}, text=self._name(entity.text))

    def _name(self, name: str) -> str:
        def other(word: regex.Match[str]) -> str:
            found = word.group()
            return found if fold_word(found) in self._countries else found.translate(self._letters)

        return _WORD.sub(other, name)


def grow(count: int) -> tuple[list[Claim], list[Document]]:
    """At least so many claims with their pages."""
    claims: list[Claim] = []
    pages: list[Document] = []
    seeds = _linked(hand_claims(CORPORA[0]))
    copies = iter(Grown(copy, knowledge()) for copy in range(count))
    while len(claims) < count:
        copy = next(copies)
        own = {page.id: copy.document(page) for page in documents(CORPORA[0])}
        pages += own.values()
        found = [copy.claim(claim, own) for claim, _ in seeds]
        claims += [
            replace(claim, relations=tuple(Relation(found[at].id, kind) for at, kind in links))
            for claim, (_, links) in zip(found, seeds, strict=True)
        ]
    return claims[:count], pages


def _linked(hand: Mapping[str, Claim]) -> list[tuple[Claim, list[tuple[int, str]]]]:
    """The claims with their relations by place in the list."""
    place = {claim.id: n for n, claim in enumerate(hand.values())}
    return [(claim, [(place[r.to], r.kind) for r in claim.relations]) for claim in hand.values()]


class Times(NamedTuple):
    """How long something took, in seconds: of the processor, and by the clock."""

    processor: float
    wall: float

    def __str__(self) -> str:
        return f"{self.processor:.3f} s of the processor, {self.wall:.3f} s by the clock"


def timed(work: Callable[[], object]) -> Times:
    """How long some work takes."""
    processor, wall = time.process_time(), time.perf_counter()
    work()
    return Times(time.process_time() - processor, time.perf_counter() - wall)


def rebuilt(size: int) -> Times:
    """The first rebuild of so many claims in memory, when nothing of it is remembered."""
    claims, pages = grow(size)
    took = timed(lambda: build_record(claims, pages, knowledge()))
    print(f"{len(claims)} claims of {len(pages)} pages: {took}", flush=True)
    return took


def one_more(size: int, path: Path) -> tuple[list[Times], list[Times]]:
    """How long it takes until one more page is kept in a store of so many claims and its record follows.

    First of pages that carry on the series of several institutions, then of pages about a body of which hundreds of
    pages tell already. The claims of a page are handed in: how long it takes to read one is for `bench.speed`.
    """
    told = _by_page(*grow(size + 20 * _MORE))
    left, new = told[:-_MORE], told[-_MORE:]
    store = open_store(path)
    for start in range(0, len(left), _AT_ONCE):
        _put(left[start : start + _AT_ONCE], store)
    print(f"out of a store into the store: {timed(lambda: pipeline.refresh(store, knowledge()))}", flush=True)
    busy = _busiest(left[: len(documents(CORPORA[0]))])
    _put([_retold(*busy[n % len(busy)], n) for n in range(_RETOLD)], store)
    pipeline.refresh(store, knowledge())
    again = [_retold(*busy[n % len(busy)], _RETOLD + n) for n in range(_MORE)]
    gc.collect()
    gc.freeze()  # what is held here to be put in is not for the program to look through
    first, then = ([timed(partial(_follow, page, store)) for page in pages] for pages in (new, again))
    store.close()
    return first, then


def _by_page(claims: Iterable[Claim], pages: Iterable[Document]) -> list[Told]:
    """The pages that tell something, with their claims."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.document_id].append(claim)
    return [(page, found[page.id]) for page in pages if page.id in found]


def _busiest(told: Sequence[Told]) -> list[Told]:
    """The pages that tell of the body of the most claims."""
    count = Counter(claim.body.id for _, claims in told for claim in claims if claim.body)
    ((most, _),) = count.most_common(1)
    return [(page, claims) for page, claims in told if any(c.body and c.body.id == most for c in claims)]


def _retold(page: Document, claims: Sequence[Claim], number: int) -> Told:
    """The same by another house, in words of its own."""
    own = replace(page, text=f"{page.text[::-1]} {number}", addresses=(f"retold/{number}",))
    return own, [replace(claim, doc=own.address, document_id=own.id, relations=()) for claim in claims]


def _put(told: Iterable[Told], store: Store) -> None:
    with store.write() as writer:
        for page, claims in told:
            writer.put_document(page)
            writer.put_given(page.address, {claim.id: claim for claim in claims}.values())


def _follow(told: Told, store: Store) -> None:
    _put([told], store)
    pipeline.refresh(store, knowledge())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=100_000)
    most = options.parse_args().claims
    few, many = rebuilt(most // 10).processor, rebuilt(most).processor
    print(f"limit {LIMIT_S:.0f} s; ten times the claims take {many / few:.1f} times as long, limit {FOLD:.0f}")
    with TemporaryDirectory() as folder:
        new, busy = one_more(most, Path(folder) / "bench.db")
    for name, times in (("one more page", new), ("about a busy body", busy)):
        print(f"{name}, median: {sorted(times)[len(times) // 2]}; worst: {max(times)}; limit {MORE_S} s")
    worst = max(times.processor for times in (*new, *busy))
    return 0 if many <= LIMIT_S and many / few <= FOLD and worst <= MORE_S else 1


if __name__ == "__main__":
    sys.exit(main())
