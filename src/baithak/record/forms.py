"""The forms in which claims name somebody or something, and how alike two of them are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from baithak.language.spelling import keys, name_score, skeleton, word_score, words

_SAME_WORD = 0.9
_LIKE_WORD = 0.8
MOST = 6
"""Names of one form that are compared."""
_BETWEEN = "\x1f"


class FormKey(NamedTuple):
    """One way in which claims name somebody; doc: the page, for a form that means somebody only there."""

    kind: str
    id: str
    side: str
    doc: str

    def __str__(self) -> str:
        return _BETWEEN.join((self.kind, self.side, self.doc, self.id))

    @property
    def bare(self) -> str:
        """The form whatever its side."""
        return str(self._replace(side=""))

    @classmethod
    def of(cls, text: str) -> FormKey:
        """The inverse of `str`."""
        kind, side, doc, key = text.split(_BETWEEN, 3)
        return cls(kind, key, side, doc)


def best_score(one: Sequence[str], other: Sequence[str]) -> float:
    """The score of the most alike of their names; names that share too few consonants are not scored."""
    return max(
        (name_score(a, b) for a in one for b in other if len(keys(a) & keys(b)) + 1 >= min(len(keys(a)), len(keys(b)))),
        default=0.0,
    )


def bears(whole: Iterable[str], part: Iterable[str]) -> bool:
    """Whether the words of a partial name are among those of a whole one."""
    return any(
        all(any(word_score(w, v) >= _SAME_WORD for v in words(name)) for w in words(short))
        for short in part
        for name in whole
    )


def sides_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether they have a side in common, or one of them has none."""
    one, other = set(one), set(other)
    return not one or not other or bool(one & other)


def words_alike(one: Iterable[str], other: Sequence[str]) -> bool:
    """Whether in some pair of their names every word of the shorter has a partner spelled like it in the other."""
    for a in one:
        for b in other:
            left, right = sorted((words(a), words(b)), key=len)
            if left and all(max(word_score(w, v) for v in right) >= _LIKE_WORD for w in left):
                return True
    return False


def fullness(names: Iterable[str]) -> int:
    """How many words the longest of the names has."""
    return max(len(words(name)) for name in names)


def bones(names: Iterable[str]) -> set[str]:
    """The skeletons of all words of the names."""
    return {bone for name in names for bone in keys(name)}


def block_keys(kind: str, name: str) -> Iterator[str]:
    """What two spellings of one name share: all consonants; for a person those of one word and another's first."""
    found = [bone for word in words(name) if (bone := skeleton(word))]
    yield "".join(sorted(found))
    if kind == "person":
        yield from (f"{one} {other[0]}" for one, other in permutations(found, 2))
