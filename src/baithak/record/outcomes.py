"""What was signed: the kind of document that a signing claim names, and the kinds signed at an event."""

from __future__ import annotations

from collections import defaultdict

import regex

from baithak.record.event import Event
from baithak.record.told import Told

_KINDS = (
    "joint_statement",
    "protocol",
    "memorandum",
    "agreement",
    "contract",
    "declaration",
    "treaty",
    "roadmap",
    "minutes",
    "letter",
    "action_plan",
    "work_plan",
)
_WORD = regex.compile(r"[a-z]+")


def kind_of(document: str | None) -> str | None:
    """The kind of document that words or a code name, None where they name none that is known."""
    if document is None:
        return None
    words = "_".join(_WORD.findall(document.lower()))
    found = [(words.index(kind), kind) for kind in _KINDS if kind in words]
    return min(found)[1] if found else None


def outcomes(event: Event) -> dict[str, list[Told]]:
    """Kinds of document signed at an event, each with the claims that say so."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in event.every:
        if one.type not in ("signing", "agreement"):
            continue
        kind = kind_of(one.extra.get("document"))
        if kind and one.happened:
            found[kind].append(one)
    return dict(found)
