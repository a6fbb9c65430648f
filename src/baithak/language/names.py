"""Names of people, places and organisations in running text, by a small sequence model.

The model is a linear-chain CRF trained by ``tools/train_names.py``. It sees what any reader of the lexicon sees: folded
words, their beginnings, endings and shapes, and the classes that the lexicon gives them. No class of catalogued people
is among them, so that what it finds does not depend on whom the catalogues know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import pycrfsuite

from baithak.language.lexicon import WORD, Unit

PERSON: Final = "PER"
PLACE: Final = "LOC"
ORGANISATION: Final = "ORG"
OUTSIDE: Final = "O"
_PEOPLE: Final = frozenset({"personname"})
_UNKNOWN: Final = frozenset({WORD})
_TITLES: Final = frozenset({"honorific", "rank", "office", "officehead", "officemod"})
_STOP: Final = "stop"
_TIMES: Final = frozenset({"date", "daypart"})
_EDGE: Final = frozenset({"edge"})
_LEMMA: Final = "verb:"  # classes that name one verb say no more than the word itself
_WINDOW: Final = (-2, -1, 1, 2)
_CACHED: Final = 1 << 16  # words of a corpus repeat; what is seen of them is worked out once

Features = tuple[bytes, ...]


class NameSpan(NamedTuple):
    """A name over tokens `first` (included) to `last` (not), of kind PER, LOC or ORG.

    probability: of the least certain of its labels, the one behind its end included; from 0 to 1.
    """

    first: int
    last: int
    kind: str
    probability: float


class NameTagger:
    """A trained model, opened once; not to be shared between threads.

    Raises OSError if the file cannot be read or holds no model.
    """

    def __init__(self, path: Path) -> None:
        path.stat()  # the library tells a missing file from a broken one by nothing
        self._tagger = pycrfsuite.Tagger()
        try:
            self._tagger.open(str(path))
        except ValueError as error:
            raise OSError(f"{path}: not a name model") from error

    def spans(self, words: Sequence[str], classes: Sequence[frozenset[str]]) -> list[NameSpan]:
        """The names in one sentence, in order.

        words: folded tokens; classes: those of each token, as `token_classes` gives them, of the same length.
        """
        if not words:
            return []
        self._tagger.set(pycrfsuite.ItemSequence(features(words, classes)))
        labels = self._tagger.tag()
        return list(self._found(labels, classes))

    def _found(self, labels: Sequence[str], classes: Sequence[frozenset[str]]) -> Iterator[NameSpan]:
        for first, last, kind in label_spans(labels):
            start, end = bare(first, last, classes) if kind == PERSON else (first, last)
            if start < end:
                yield NameSpan(start, end, kind, self._probability(first, last, kind, labels))

    def _probability(self, first: int, last: int, kind: str, labels: Sequence[str]) -> float:
        least = min(self._tagger.marginal(labels[i], i) for i in range(first, last))
        if last < len(labels):
            least = min(least, 1.0 - self._tagger.marginal(f"I-{kind}", last))
        return float(least)


def label_spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First token, end and kind of each span that BIO labels make; an I without a B before it opens a span."""
    first, kind = 0, ""
    for i, label in enumerate([*labels, OUTSIDE]):
        tag, _, of = label.partition("-")
        if kind and (tag != "I" or of != kind):
            yield first, i, kind
            kind = ""
        if of and not kind:
            first, kind = i, of


def bare(first: int, last: int, classes: Sequence[frozenset[str]]) -> tuple[int, int]:
    """The edges of a person's name without the titles before it and the time behind it; equal if none is left."""
    while first < last and classes[last - 1] & _TIMES:
        last -= 1
    while first < last - 1 and (classes[first] & _TITLES or _STOP in classes[first]):
        first += 1
    return first, last


def token_classes(units: Iterable[Unit]) -> list[frozenset[str]]:
    """The classes of each token of a sentence, from the units of ``Lexicon.tag`` that cover it.

    Whom the catalogues know is an unknown word here.
    """
    return [unit.cats - _PEOPLE or _UNKNOWN for unit in units for _ in range(unit.first, unit.last)]


def features(words: Sequence[str], classes: Sequence[frozenset[str]]) -> list[list[bytes]]:
    """What the model sees of each token: itself, two neighbours on each side, and what the run of unknown words
    around it stands between. UTF-8, as the library wants it, so that it is encoded once."""
    size = len(words)
    before, after = _bounds(classes), _bounds(classes[::-1])[::-1]
    rows = []
    for i, word in enumerate(words):
        row = [*_own(word, classes[i]), *_between(before[i], after[i])]
        for offset in _WINDOW:
            at = i + offset
            if 0 <= at < size:
                row += _beside(offset, words[at], classes[at])
            elif abs(offset) == 1:
                row.append(b"%d:edge" % offset)
        rows.append(row)
    return rows


def _bounds(classes: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """For each token the classes of the last token before it that is no unknown word."""
    last, found = _EDGE, []
    for cats in classes:
        found.append(last)
        if WORD not in cats:
            last = cats
    return found


@lru_cache(_CACHED)
def _own(word: str, cats: frozenset[str]) -> Features:
    shape = _shape(word)
    seen = [f"0:c={cat}" for cat in _seen(cats)]
    if shape != "letters":
        return _encoded(["w=" + word, "shape=" + shape, *seen])
    heads = [f"p{n}={word[:n]}" for n in (1, 2, 3) if len(word) > n]
    tails = [f"s{n}={word[-n:]}" for n in (1, 2, 3, 4) if len(word) > n]
    return _encoded(["w=" + word, *heads, *tails, f"len={min(len(word), 8)}", *seen])


@lru_cache(_CACHED)
def _beside(offset: int, word: str, cats: frozenset[str]) -> Features:
    ending = [f"{offset}:s2={word[-2:]}"] if abs(offset) == 1 and _shape(word) == "letters" else []
    return _encoded([f"{offset}:w={word}", *ending, *(f"{offset}:c={cat}" for cat in _seen(cats))])


@lru_cache(_CACHED)
def _between(before: frozenset[str], after: frozenset[str]) -> Features:
    """The two ends of the run of unknown words around a token, each by itself and both at once."""
    left, right = _seen(before), _seen(after)
    alone = [*(f"<:c={cat}" for cat in left), *(f">:c={cat}" for cat in right)]
    return _encoded([*alone, f"<>{'+'.join(left)}|{'+'.join(right)}"])


def _shape(word: str) -> str:
    if word.isdigit():
        return f"digits{min(len(word), 5)}"
    if not word[0].isalpha():
        return "mixed" if word[0].isalnum() else "mark"
    return "latin" if word.isascii() else "letters"


def _seen(cats: frozenset[str]) -> list[str]:
    return sorted(cat for cat in cats if not cat.startswith(_LEMMA))


def _encoded(found: Iterable[str]) -> Features:
    return tuple(feature.encode() for feature in found)
