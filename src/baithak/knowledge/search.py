"""What a search knows of languages: endings and words that say little, out of the lexicons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from baithak.knowledge.read import read_yaml
from baithak.language.schema import LexiconFile
from baithak.language.search import Terms

_IGNORED = ("case", "conj", "be", "aux")  # classes of the lexicon


@cache
def terms() -> Terms:
    """The terms of all languages that have a lexicon; those of others go by script alone."""
    lexicons = [read_yaml(path, LexiconFile) for path in sorted(_root().glob("*/lexicon.yml"))]
    endings = [(form, p.strip) for file in lexicons for p in file.paradigms.values() for form in p.add]
    return Terms(endings, [word for file in lexicons for word in _little(file)])


def _little(file: LexiconFile) -> Iterator[str]:
    for name in _IGNORED:
        for words in file.words.get(name, {}).values():
            yield from (word for word in words if " " not in word)


def _root() -> Path:
    return Path(str(files("baithak.knowledge")))
