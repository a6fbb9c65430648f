"""Codes for what was said: the topic of the catalogue whose words a text has most of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from baithak.knowledge.load import Knowledge
from baithak.language.text import folded_words

_OPENING: Final = 2  # letters by which the stems that may begin a word are found
_FINDERS: Final[dict[tuple[str, str], Topics]] = {}


class Topics:
    """The stems of one language. A text speaks of a topic where words begin with the words of one of its stems."""

    def __init__(self, stems: Iterable[tuple[str, str]]) -> None:
        self._by_opening: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for code, stem in stems:
            words = folded_words(stem)
            self._by_opening[words[0][:_OPENING]].append((words, code))

    def code(self, text: str) -> str | None:
        """The topic that the text speaks of most often, of equals that whose stems are longest; None without any."""
        words = folded_words(text)
        count: Counter[str] = Counter()
        length: Counter[str] = Counter()
        for at in range(len(words)):
            found = self._longest(words, at)
            if found:
                size, code = found
                count[code] += 1
                length[code] += size
        return min(count, key=lambda code: (-count[code], -length[code], code), default=None)

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, str] | None:
        fitting = (
            (sum(map(len, stem)), code)
            for stem, code in self._by_opening.get(words[at][:_OPENING], ())
            if len(stem) <= len(words) - at and all(w.startswith(s) for w, s in zip(words[at:], stem, strict=False))
        )
        return max(fitting, default=None)


def topics(knowledge: Knowledge, lang: str) -> Topics:
    """Those of a language, worked out once for each set of knowledge files."""
    key = (knowledge.fingerprint, lang)
    if key not in _FINDERS:
        stems = ((topic.id, stem) for topic in knowledge.topics.values() for stem in topic.stems.get(lang, ()))
        _FINDERS[key] = Topics(stems)
    return _FINDERS[key]
