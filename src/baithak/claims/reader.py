"""Readers turn a document into claims; whichever made them, the store checks every claim against its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from baithak.claims.compose import compose
from baithak.claims.context import Context
from baithak.claims.page import read_page
from baithak.claims.rules import tell
from baithak.errors import Issue
from baithak.knowledge.grammar import grammar, languages
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document
from baithak.uncollected import uncollected

VERSION: Final = "4"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader got out of one document."""

    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()


class Reader(Protocol):
    """Reads one document; a pure function of document and knowledge."""

    def __call__(self, document: Document, knowledge: Knowledge) -> Reading: ...


def read_by_rules(document: Document, knowledge: Knowledge) -> Reading:
    """Claims by frames; a language without frames is an Issue."""
    lang = document.lang or ""
    if lang not in languages():
        reason = f"no reader for the language {lang or 'unknown'!r}"
        return Reading(issues=(Issue("language-not-read", document.address, reason),))
    language = grammar(lang, knowledge)
    if not language.gate(document.text):
        return Reading()
    context = Context(document, read_page(document, language), knowledge, language)
    return Reading(tuple(compose(tell(context), context, f"rules/{VERSION}")))


READERS: Final[Mapping[str, Reader]] = {"rules": read_by_rules}


@uncollected()
def read(document: Document, knowledge: Knowledge, reader: str = "rules") -> Reading:
    """The claims of a document by a named reader."""
    return READERS[reader](document, knowledge)
