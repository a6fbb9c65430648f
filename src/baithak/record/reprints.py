"""Which pages carry one text: reprints of an agency's copy count as one source however many houses print it.

Two pages are compared by the runs of five words of their articles. Two reports of one sitting by two hands share next
to none of them; a reprint, cut or retouched, shares most of the shorter page's.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import regex

from baithak.language.text import fold_word
from baithak.model import Document

_RUN = 5  # words
_SHARE = 0.5  # of the shorter page's runs that both must have
_FEWEST = 20  # runs; of shorter texts it cannot be told
_CROWD = 50  # so many pages with a run in common that it is a house's own formula
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def reprints(documents: Iterable[Document]) -> dict[str, str]:
    """For each page that carries the text of another, the id of that other: of all with one text the smallest id."""
    runs = {document.id: many for document in documents if len(many := _runs(document)) >= _FEWEST}
    bearers: dict[int, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for key in sorted(runs):
        lists = (bearers[run] for run in runs[key])
        shared = Counter(other for bearing in lists if len(bearing) < _CROWD for other in bearing)
        alike = [k for k, n in shared.items() if n >= _SHARE * min(len(runs[key]), len(runs[k]))]
        if alike:
            found[key] = min(alike)
            continue  # whoever shares it shares it with the first, so that a copy printed everywhere costs no more
        for run in runs[key]:
            bearers[run].append(key)
    return found


def _runs(document: Document) -> set[int]:
    """Hashes of the runs of words of the article."""
    words = [word for line in _article(document) for word in _WORD.findall(fold_word(line))]
    hashes = [zlib.crc32(word.encode()) for word in words]
    return {hash(tuple(hashes[i : i + _RUN])) for i in range(len(hashes) - _RUN + 1)}


def _article(document: Document) -> Iterator[str]:
    """What stands between the noise."""
    at = 0
    for noise in sorted(document.noise, key=lambda n: n.start):
        yield document.text[at : max(at, noise.start)]
        at = max(at, noise.end)
    yield document.text[at:]
