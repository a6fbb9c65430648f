"""Codes for what was said: the topic of the catalogue whose words a text has most of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from baithak.knowledge.load import Knowledge
from baithak.language.text import folded_words
from baithak.memo import Memo

_OPENING: Final = 2  # letters by which the stems that may begin a word are found
_Stem = tuple[int, str, tuple[str, ...]]  # how many letters it has, the topic, its words
_FINDERS: Final[dict[tuple[str, str], Topics]] = {}


class Topics:
    """The stems of one language. A text speaks of a topic where words begin with the words of one of its stems."""

    def __init__(self, stems: Iterable[tuple[str, str]]) -> None:
        self._by_opening: dict[str, list[_Stem]] = defaultdict(list)
        for code, stem in stems:
            words = folded_words(stem)
            self._by_opening[words[0][:_OPENING]].append((sum(map(len, words)), code, words))
        self._begun = Memo(self._begun_by)

    def code(self, words: Sequence[str]) -> str | None:
        """The topic that a text, as its folded words, speaks of most often, of equals that whose stems are longest;
        None without any."""
        count: dict[str, int] = {}
        length: dict[str, int] = {}
        begun = self._begun
        for at, word in enumerate(words):
            for size, code, stem in begun[word]:
                if len(stem) == 1 or _goes_on(stem, words, at):
                    count[code] = count.get(code, 0) + 1
                    length[code] = length.get(code, 0) + size
                    break
        return min(count, key=lambda code: (-count[code], -length[code], code), default=None)

    def _begun_by(self, word: str) -> list[_Stem]:
        """The stems that may begin with a word, the longest first."""
        return sorted((s for s in self._by_opening.get(word[:_OPENING], ()) if word.startswith(s[2][0])), reverse=True)


def _goes_on(stem: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether the words behind the first one at `at` begin with the rest of a stem, too."""
    if len(stem) > len(words) - at:
        return False
    return all(words[at + i].startswith(part) for i, part in enumerate(stem))


def topics(knowledge: Knowledge, lang: str) -> Topics:
    """Those of a language, worked out once for each set of knowledge files."""
    key = (knowledge.fingerprint, lang)
    if key not in _FINDERS:
        stems = ((topic.id, stem) for topic in knowledge.topics.values() for stem in topic.stems.get(lang, ()))
        _FINDERS[key] = Topics(stems)
    return _FINDERS[key]
