"""How long the record takes: rebuilt from 10,000 and from 100,000 claims, on one core.

The claims are grown from the corpus of `tests/golden/corpus`: each copy has bodies, people and pages of its own, whose
names are made from those of the corpus by exchanging consonants; every fourth copy carries on the series of the same
institutions some years later.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from baithak.knowledge.load import Knowledge
from baithak.language.text import fold_word
from baithak.model import Claim, Document, Entity, Relation
from baithak.record.build import build_record
from bench.corpus import CORPORA, documents, hand_claims
from bench.golden import knowledge

LIMIT_S, FOLD = 60.0, 12.0
_SEED = 20240501
_CONSONANTS = [chr(code) for code in range(0x0915, 0x093A) if code not in (0x0929, 0x0931, 0x0933, 0x0934)]
_GENERATIONS, _YEARS, _NUMBERS = 4, 7, 8  # copies of one institution; what lies between their dates and numbers
_YEAR = regex.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


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


def rebuilt(sizes: Sequence[int]) -> list[tuple[int, float]]:
    """(claims, seconds of the processor) of the first rebuild of each size, when nothing of it is remembered."""
    timed = []
    for size in sizes:
        claims, pages = grow(size)
        start = time.process_time()
        build_record(claims, pages, knowledge())
        timed.append((len(claims), time.process_time() - start))
        print(f"{len(claims):7} claims of {len(pages):6} pages: {timed[-1][1]:.2f} s", flush=True)
    return timed


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=100_000)
    most = options.parse_args().claims
    (_, few), (_, many) = rebuilt([most // 10, most])
    print(f"limit {LIMIT_S:.0f} s; ten times the claims take {many / few:.1f} times as long, limit {FOLD:.0f}")
    return 0 if many <= LIMIT_S and many / few <= FOLD else 1


if __name__ == "__main__":
    sys.exit(main())
