"""One root error, and the three things that can become of a problem: skip, stop, or a recorded Issue."""

from __future__ import annotations

from dataclasses import dataclass


class BaithakError(Exception):
    """Root of everything that this package raises on purpose; the message is one sentence for people."""


class SkipItem(BaithakError):
    """One item (a file, a page, a claim) cannot be taken; the run records an Issue and goes on.

    `kind` is a short slug by which the summary counts, such as ``empty`` or ``not-text``.
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class StopRun(BaithakError):
    """The run cannot go on at all; the message says what to do about it."""


class KnowledgeError(StopRun):
    """A knowledge file is wrong; the message begins with ``file:line:``."""


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """Something that was not taken, kept so that nothing is dropped in silence.

    kind: slug to count by; doc: the document's address; reason: one sentence for people;
    start, end: code points into the document's stored text, or None where no text was read.
    """

    kind: str
    doc: str
    reason: str
    start: int | None = None
    end: int | None = None
