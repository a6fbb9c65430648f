"""The words by which a page's furniture is known, of all languages at once: pages mix them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from baithak.documents.pieces import Phrases, Piece, Tags
from baithak.documents.schema import Furniture, PageFile, ReleaseWords
from baithak.knowledge.read import read_yaml
from baithak.language.text import fold_word
from baithak.memo import Memo


class Tag(NamedTuple):
    """What a phrase says: of a line (`kind` is opens, holds, label or words, `value` the reason), or of the page."""

    kind: str
    value: str


_NOTHING: Final[frozenset[str]] = frozenset()


class Hit:
    """A known phrase in folded text; tags: kind -> values."""

    def __init__(self, start: int, end: int, tags: Tags) -> None:
        self.start: Final = start
        self.end: Final = end
        self.tags: Final = tags

    def values(self, kind: str) -> frozenset[str]:
        return self.tags.get(kind, _NOTHING)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All page files as one, and whatever stands between two spaces taken apart by them."""

    connectives: frozenset[str]
    leanings: frozenset[str]
    enclitics: frozenset[str]
    months: Mapping[str, int]
    afternoon: frozenset[str]
    pieces: Memo[str, Piece]

    @classmethod
    def of(cls, pages: Sequence[PageFile]) -> Vocabulary:
        tags: dict[str, set[Tag]] = defaultdict(set)
        for page in pages:
            for phrase, tag in _phrases(page):
                tags[fold_word(phrase)].add(tag)
        phrases = Phrases({phrase: _by_kind(found) for phrase, found in tags.items()})
        functions = frozenset(w for page in pages for w in _split(page.function_words))
        finite = frozenset(w for page in pages for w in _split(page.finite.words))
        endings = tuple(fold_word(s) for page in pages for s in page.finite.suffixes)
        return cls(
            connectives=frozenset(w for page in pages for w in _split(page.connectives)),
            leanings=frozenset(w for page in pages for w in _split(page.leanings)),
            enclitics=frozenset(w for page in pages for w in _split(page.enclitics)),
            months={fold_word(w): n for p in pages for n, words in p.dates.months.items() for w in words},
            afternoon=frozenset(fold_word(w) for page in pages for w in page.dates.afternoon),
            pieces=Memo(lambda text: Piece(text, functions, finite, endings, phrases)),
        )


@cache
def load(folder: Path | None = None) -> Vocabulary:
    """The vocabulary of all ``*/page.yml`` in a folder of languages, the built-in one unless given.

    Raises KnowledgeError, which names file and line, for a file that is not in order.
    """
    root = folder or Path(str(files("baithak.knowledge")))
    return Vocabulary.of([read_yaml(path, PageFile) for path in sorted(root.glob("*/page.yml"))])


def _phrases(page: PageFile) -> Iterator[tuple[str, Tag]]:
    groups: list[tuple[str, str, Sequence[str]]] = [
        (part, reason, getattr(known, part))
        for reason, known in page.furniture.items()
        for part in Furniture.model_fields
    ]
    groups += [("section", name, getattr(page.sections, name)) for name in ("list", "end", "points")]
    groups += [("links", "", page.sections.links)]
    groups += [("date", name, getattr(page.dates, name)) for name in ("published", "updated", "neither")]
    groups += [("zone", zone, (word,)) for word, zone in page.dates.zones.items()]
    groups += [("agency", "", page.agencies), ("office", "", page.offices), ("outlet", "", page.outlets)]
    groups += [("company", "", page.companies), ("itself", "", page.itself)]
    groups += [("weekday", "", page.dates.weekdays)]
    groups += [("month", f"{number:02d}", words) for number, words in page.dates.months.items()]
    groups += [("publisher", name, marks) for name, marks in page.publishers.items()]
    groups += [("release", name, getattr(page.release, name)) for name in ReleaseWords.model_fields]
    groups += [("language", code, words) for code, words in page.languages.items()]
    return ((phrase, Tag(kind, value)) for kind, value, phrases in groups for phrase in phrases)


def _by_kind(tags: set[Tag]) -> Tags:
    return {kind: frozenset(tag.value for tag in tags if tag.kind == kind) for kind in {tag.kind for tag in tags}}


def _split(words: str) -> list[str]:
    return [fold_word(word) for word in words.split()]
