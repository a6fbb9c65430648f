"""What the reader makes of sentences that are written for a test, and of the pages that lie in the repository."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from baithak.claims.reader import read
from baithak.knowledge.grammar import languages
from baithak.knowledge.load import load
from baithak.model import Claim, Document, Entity
from baithak.pipeline import prepared

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
knowledge = cache(load)
PUBLISHED = "2025-06-10"  # a Tuesday

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds lie beside the repository, and here they do not")


def page(text: str, published: str | None = PUBLISHED) -> Document:
    """A page that is all article. Its last line opens the gate: a page without a word of any event is not read."""
    return Document(f"{text}\nयुद्धाभ्यास", ("a page",), lang="hi", published=published)


def said(text: str, published: str | None = PUBLISHED) -> tuple[Claim, ...]:
    """The claims of a text that is all article."""
    return read(page(text, published), knowledge()).claims


def of(text: str, kind: str, published: str | None = PUBLISHED) -> list[Claim]:
    return [claim for claim in said(text, published) if claim.type == kind]


def one(text: str, kind: str = "session", published: str | None = PUBLISHED) -> Claim:
    """The only claim of a type; a test fails where there are none or more."""
    (claim,) = of(text, kind, published)
    return claim


def names(entities: tuple[Entity, ...]) -> list[str]:
    """Names as the page prints them, without office and rank."""
    return [entity.text for entity in entities]


def role(claim: Claim, name: str) -> list[str]:
    return names(claim.roles.get(name, ()))


def body(claim: Claim) -> str:
    assert claim.body is not None, claim.quote.text
    return claim.body.id


@cache
def pages(folder: Path) -> tuple[tuple[Document, tuple[Claim, ...]], ...]:
    """The documents of a folder, as the pipeline makes them, with their claims; none in languages that are not read."""
    documents = [each for each in prepared([folder]) if isinstance(each, Document)]
    return tuple((each, read(each, knowledge()).claims) for each in documents if each.lang in languages())
