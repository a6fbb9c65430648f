"""The exports that CONTRACT promises: documents and claims as JSON lines, the record as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterator

from baithak.model import Json
from baithak.store import View
from baithak.store.codec import claim_to_json, document_to_json, dumps


def documents(view: View) -> Iterator[str]:
    """A line for each document, by address."""
    return (dumps(document_to_json(document)) for document in view.documents())


def claims(view: View) -> Iterator[str]:
    """A line for each claim, by address and place in the page."""
    return (dumps(claim_to_json(claim)) for claim in view.claims())


def record(made: Json) -> str:
    """The record, indented for reading."""
    return json.dumps(made, ensure_ascii=False, indent=1)
