"""Sentences below an article that are not the article's: what a page says of itself, and teasers of other stories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from baithak.documents.furniture import opening
from baithak.documents.lines import Line
from baithak.documents.pieces import stem

_BRACKETED: Final = regex.compile(r"[(\[].*[)\]][.\u0964]?$")
_ENUMERATED: Final = regex.compile(r"[^:]{3,40}:\s*1[.)]\s.+\s2[.)]\s")
_ITSELF: Final = 3  # words of publishing that tell a note of the page on itself
_LABELLED: Final = 2  # the same in brackets or behind a label
_DENSE: Final = 0.1  # share of its words that they have to be
_FOREIGN: Final = 0.15  # share of its stems up to which a line that breaks off speaks of something else
_OTHER: Final = 0.34  # the same of a note on the page, its words of publishing left out
_NAME: Final = 2  # words of a writer's name

Name = tuple[str, ...]


def names(lines: Iterable[Line]) -> frozenset[Name]:
    """Every two words that stand side by side in bylines: among them the writers' names."""
    return frozenset(pair for line in lines for pair in zip(line.words, line.words[1:], strict=False))


def may_close(line: Line) -> bool:
    """Whether anything in a line tells of what `closing` looks for."""
    return (
        line.stop == "\u2026"
        or "itself" in line.tags
        or (":" in line.text and _ENUMERATED.match(line.text) is not None)
    )


def closing(line: Line, known: frozenset[str], writers: frozenset[Name]) -> str | None:
    """Why a sentence that closes the prose is none of the article's, or None.

    known: stems of the rest of the article; a word of publishing that the article itself uses tells nothing.
    """
    akin = _akin(line.keys, known)
    if line.stop == "\u2026" and akin <= _FOREIGN:
        return "teaser"
    if _ENUMERATED.match(line.text) and akin <= _FOREIGN:
        return "read-also"
    said = [hit for hit in line.hits if "itself" in hit.tags]
    phrases = {line.text[hit.start - line.start : hit.end - line.start] for hit in said}
    telling = {phrase for phrase in phrases if not known.issuperset(_stems(phrase))}
    head = line.text.partition(":")[2].split() if ":" in line.text else []
    if telling and writers & {line.words[:_NAME], tuple(head[:_NAME])}:
        return "byline"
    first = line.start + opening(line)
    labelled = any(hit.start == first and line.text[hit.end - line.start :].lstrip().startswith(":") for hit in said)
    if labelled or _BRACKETED.match(line.text):
        return "legal" if len(telling) >= _LABELLED else None
    rest = line.keys.difference(*map(_stems, telling))
    dense = len(telling) >= max(_ITSELF, _DENSE * len(line.words))
    return "legal" if dense and _akin(rest, known) <= _OTHER else None


def _akin(keys: frozenset[str], known: frozenset[str]) -> float:
    return len(keys & known) / len(keys) if keys else 0.0


def _stems(phrase: str) -> set[str]:
    return {stem(word) for word in phrase.split()}
