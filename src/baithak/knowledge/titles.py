"""What the words of a body's name mean: kinds of bodies, what qualifies them and what they are about, in all languages.

So that two names are known for one where they say the same in other words, "joint" or "common", "panel" or "group".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from baithak.knowledge.read import read_yaml
from baithak.language.schema import LexiconFile, Paradigm, TitleFile
from baithak.language.text import folded_words

_TELLING = ("kind", "mod", "topic")
_SILENT = ("case", "conj")
Listed = Mapping[str, Mapping[str, list[str]]]


class TitleWords:
    """Forms of one or more words with their senses, such as ``mod:joint``; and the forms of a country's name."""

    def __init__(self, listed: Iterable[Listed], endings: Mapping[str, Sequence[Paradigm]]) -> None:
        self._endings = endings
        self._senses: dict[tuple[str, ...], str] = {}
        for words in listed:
            for name in (*_TELLING, *_SILENT):
                for sense, forms in words.get(name, {}).items():
                    for form in forms:
                        self._senses.setdefault(folded_words(form.partition("|")[0]), f"{name}:{sense}")
        self._longest = max(map(len, self._senses), default=0)

    def forms(self, lang: str, name: str) -> Iterator[str]:
        """A country's name or adjective, and how it stands in the name of a body."""
        yield name
        for paradigm in self._endings.get(lang, ()):
            if name.endswith(paradigm.strip):
                yield from (name[: len(name) - len(paradigm.strip)] + ending for ending in paradigm.add)

    def silent(self, word: str) -> bool:
        """Whether it is a word of grammar."""
        return self._senses.get(folded_words(word), "").startswith(_SILENT)

    def read(self, name: str) -> Iterator[tuple[str, bool]]:
        """The senses of a name's words in their order (True), the longest forms first; other words as they are."""
        words = folded_words(name)
        at = 0
        while at < len(words):
            sizes = range(min(self._longest, len(words) - at), 0, -1)
            size = next((n for n in sizes if words[at : at + n] in self._senses), 0)
            yield (self._senses[words[at : at + size]], True) if size else (words[at], False)
            at += size or 1


@cache
def title_words() -> TitleWords:
    """Those of every language that lists any, in its lexicon or in a file of their own."""
    root = Path(str(files("baithak.knowledge")))
    lexicons = [read_yaml(path, LexiconFile).words for path in sorted(root.glob("*/lexicon.yml"))]
    titles = {path.parent.name: read_yaml(path, TitleFile) for path in sorted(root.glob("*/titles.yml"))}
    return TitleWords(
        [*lexicons, *(file.words for file in titles.values())], {lang: file.endings for lang, file in titles.items()}
    )
