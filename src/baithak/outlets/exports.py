"""The exports that CONTRACT promises: documents and claims as JSON lines, the record as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from baithak.model import Claim, Document, Json
from baithak.store.codec import claim_to_json, document_to_json, dumps


def documents(known: Iterable[Document]) -> Iterator[str]:
    """A line for each document."""
    return (dumps(document_to_json(document)) for document in known)


def claims(known: Iterable[Claim]) -> Iterator[str]:
    """A line for each claim."""
    return (dumps(claim_to_json(claim)) for claim in known)


def record(made: Json) -> str:
    """The record, indented for reading."""
    return json.dumps(made, ensure_ascii=False, indent=1)
