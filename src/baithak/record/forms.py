"""The forms in which claims name somebody or something, and how alike two of them are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from baithak.language.spelling import keys, name_score, word_score, words
from baithak.record.offices import OfficeKey

_SAME_WORD = 0.9
_LIKE_WORD = 0.8
_MOST = 6  # names of one form that are compared


class FormKey(NamedTuple):
    """One way in which claims name somebody; doc: the page, for a form that means somebody only there."""

    kind: str
    id: str
    side: str
    doc: str


@dataclass(slots=True)
class Form:
    """Everything that claims say of one form."""

    key: FormKey
    catalogued: bool
    ids: Counter[str] = field(default_factory=Counter)
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    sides: set[str] = field(default_factory=set)
    offices: set[OfficeKey] = field(default_factory=set)
    docs: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    seen: set[date] = field(default_factory=set)

    @property
    def id(self) -> str:
        """The id that claims give it most often."""
        return self.key.id if self.catalogued else min(self.ids, key=lambda i: (-self.ids[i], i), default=self.key.id)

    @property
    def plain_names(self) -> list[str]:
        return sorted({name for _, name in self.names})


def best_score(one: Form, other: Form) -> float:
    """The score of their most alike names; names that share too few consonants are not scored."""
    return max(
        (
            name_score(a, b)
            for a in one.plain_names[:_MOST]
            for b in other.plain_names[:_MOST]
            if len(keys(a) & keys(b)) + 1 >= min(len(keys(a)), len(keys(b)))
        ),
        default=0.0,
    )


def bears(whole: Form, part: Form) -> bool:
    """Whether the words of a partial name are among those of a whole one, sides agreeing."""
    if whole.sides and part.sides and not whole.sides & part.sides:
        return False
    return any(
        all(any(word_score(w, v) >= _SAME_WORD for v in words(name)) for w in words(short))
        for short in part.plain_names
        for name in whole.plain_names[:_MOST]
    )


def words_alike(one: Form, other: Form) -> bool:
    """Whether in some pair of their names every word of the shorter has a partner spelled like it in the other."""
    for a in one.plain_names[:_MOST]:
        for b in other.plain_names[:_MOST]:
            left, right = sorted((words(a), words(b)), key=len)
            if left and all(max(word_score(w, v) for v in right) >= _LIKE_WORD for w in left):
                return True
    return False


def rank(form: Form) -> tuple[bool, bool, int, FormKey]:
    fullness = max(len(words(name)) for name in form.plain_names)
    return not form.catalogued, bool(form.key.doc), -fullness, form.key
