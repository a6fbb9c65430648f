"""Which pages carry one text: reprints of an agency's copy count as one source however many houses print it.

Two pages are compared by the runs of five words of their articles. Two reports of one sitting by two hands share next
to none of them; a reprint, cut or retouched, shares most of the shorter page's.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator

import regex

from baithak.language.text import fold_word
from baithak.model import Document

_RUN = 5  # words
_SHARE = 0.5  # of the shorter page's runs that both must have
_FEWEST = 5  # sampled runs; of shorter texts it cannot be told
_SAMPLE = 4  # of so many runs one is looked at, by its hash, so that all pages agree on which
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def reprints(documents: Iterable[Document]) -> dict[str, str]:
    """For each page that carries the text of another, the id of that other: of all with one text the smallest id."""
    runs = {document.id: many for document in documents if len(many := _runs(document)) >= _FEWEST}
    bearer: dict[int, str] = {}
    found: dict[str, str] = {}
    for key in sorted(runs):
        shared = Counter(bearer[run] for run in runs[key] if run in bearer)
        alike = [k for k, n in shared.items() if n >= _SHARE * min(len(runs[key]), len(runs[k]))]
        if alike:
            found[key] = min(alike)
            continue  # whoever shares it shares it with the first
        for run in runs[key]:
            bearer.setdefault(run, key)
    return found


def _runs(document: Document) -> frozenset[int]:
    """Hashes of the sampled runs of words of the article."""
    words = [zlib.crc32(word.encode()) for line in _between(document) for word in _WORD.findall(fold_word(line))]
    runs = (hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1))
    return frozenset(run for run in runs if run % _SAMPLE == 0)


def article(document: Document) -> str:
    """The text without the noise."""
    return "\n".join(_between(document))


def _between(document: Document) -> Iterator[str]:
    at = 0
    for noise in sorted(document.noise, key=lambda n: n.start):
        yield document.text[at : max(at, noise.start)]
        at = max(at, noise.end)
    yield document.text[at:]
