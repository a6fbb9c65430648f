"""What was read in a page, and why: groups with their markers, the frames that fired, each slot with its span."""

from __future__ import annotations

from dataclasses import dataclass

from baithak.claims.page import Sentence, read_page
from baithak.claims.reader import read
from baithak.knowledge.grammar import grammar
from baithak.knowledge.load import Knowledge
from baithak.language.frames import Firing
from baithak.language.nominals import Group
from baithak.model import Claim, Document, Span


@dataclass(frozen=True, slots=True)
class GroupSeen:
    """A nominal of a sentence: its words, what kind of thing, its case marker, where it stands."""

    text: str
    kind: str
    case: str
    span: Span


@dataclass(frozen=True, slots=True)
class FrameSeen:
    """A frame that fired: its name, the claim type, the status that its verb gives, its anchor and its slots."""

    name: str
    event: str
    status: str | None
    anchor: Span
    slots: tuple[tuple[str, tuple[Span, ...]], ...]


@dataclass(frozen=True, slots=True)
class SentenceSeen:
    span: Span
    groups: tuple[GroupSeen, ...]
    frames: tuple[FrameSeen, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All sentences of an article with what was seen in them, and the claims that came of them."""

    document: Document
    sentences: tuple[SentenceSeen, ...]
    claims: tuple[Claim, ...]


def explain(document: Document, knowledge: Knowledge) -> Explanation:
    """The reading of a document, laid open. The document's language must be one that is read."""
    language = grammar(document.lang or "", knowledge)
    seen = tuple(_sentence(s) for s in read_page(document, language))
    return Explanation(document, seen, read(document, knowledge).claims)


def _sentence(sentence: Sentence) -> SentenceSeen:
    groups = tuple(_group(g, sentence) for g in sentence.parse.groups)
    return SentenceSeen(sentence.span, groups, tuple(_frame(f, sentence) for f in sentence.firings))


def _group(group: Group, sentence: Sentence) -> GroupSeen:
    return GroupSeen(sentence.text_of(group.unit), group.kind, group.case, sentence.span_of(group.unit))


def _frame(firing: Firing, sentence: Sentence) -> FrameSeen:
    slots = tuple((n, tuple(sentence.span_of(g.unit) for g in gs)) for n, gs in firing.slots.items())
    return FrameSeen(firing.frame.frame, firing.frame.event, firing.status, sentence.span_of(firing.anchor), slots)
