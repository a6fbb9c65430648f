"""Which pages carry one text: reprints of an agency's copy count as one source however many houses print it.

Two pages are compared by the runs of five words of their articles. Two reports of one sitting by two hands share next
to none of them; a reprint, cut or retouched, shares most of the shorter page's.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

import regex

from baithak.language.text import fold_text
from baithak.model import Document

_RUN = 5  # words
_SHARE = 0.5  # of the shorter page's runs that both must have
_FEWEST = 25  # runs; of shorter texts it cannot be told
_LEADING = 12  # runs by which other pages are found, those with the smallest hashes, so that all pages agree on which
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def runs(document: Document) -> list[int]:
    """Hashes (32 bits) of the runs of words of the article, in order; none where it is too short to be told."""
    words = [word.encode() for word in _WORD.findall(fold_text(article(document)))]
    text = b" ".join(words)
    ends = list(accumulate(len(word) + 1 for word in words))
    starts = [0, *ends]
    found = {zlib.crc32(text[start : end - 1]) for start, end in zip(starts, ends[_RUN - 1 :], strict=False)}
    return sorted(found) if len(found) >= _FEWEST else []


def leading(found: Sequence[int]) -> Iterator[str]:
    """The runs, in order, by which pages with one text are found."""
    return (f"{run:08x}" for run in found[:_LEADING])


def packed(found: Sequence[int]) -> str:
    """The runs as text."""
    return b64encode(_little(array("I", found)).tobytes()).decode()


def carry_one_text(one: Collection[int], other: Collection[int]) -> bool:
    """Whether pages with these runs do."""
    return len(frozenset(one) & frozenset(other)) >= _SHARE * min(len(one), len(other)) > 0


@lru_cache(1 << 14)
def unpacked(text: str) -> frozenset[int]:
    """The inverse of `packed`, without the order."""
    return frozenset(_little(array("I", b64decode(text))))


def _little(found: array[int]) -> array[int]:
    """The numbers with their lowest byte first, whatever the machine."""
    if sys.byteorder == "big":
        found.byteswap()
    return found


def article(document: Document) -> str:
    """The text without the noise."""
    return "\n".join(_between(document))


def _between(document: Document) -> Iterator[str]:
    at = 0
    for noise in sorted(document.noise, key=lambda n: n.start):
        yield document.text[at : max(at, noise.start)]
        at = max(at, noise.end)
    yield document.text[at:]
