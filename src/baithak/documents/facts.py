"""What a page says of itself beside its date and its publisher: title, issuing office, release number, languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from baithak.documents.boilerplate import Verdict
from baithak.documents.lines import Line
from baithak.language.text import Folded, in_one_line

_NUMBER: Final = regex.compile(r"\D{0,6}(\d{5,9})(?!\d)")
_LONGEST_OFFICE: Final = 8


def title(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The headline above the article as it stands in the page."""
    return next((source(page, verdict.line) for verdict in verdicts if verdict.role == "headline"), None)


def issuer(page: Folded, verdicts: Sequence[Verdict], publisher: str | None) -> str | None:
    """The office that a release names above its headline, as printed; None for a page that is no release.

    publisher: of the page; where it is an office itself, all that it puts out is its own.
    """
    release = any("release" in v.line.tags or "publisher" in v.line.tags for v in verdicts)
    for verdict in verdicts:
        if verdict.body:
            return None
        tags = verdict.line.tags
        if "office" in tags and "publisher" not in tags and len(verdict.line.words) <= _LONGEST_OFFICE:
            office = source(page, verdict.line)
            if release or office == publisher:
                return office
    return None


def release_id(verdicts: Sequence[Verdict]) -> str | None:
    """The number of a release behind its label."""
    for line, _, end in _released(verdicts, "number"):
        found = _NUMBER.match(line.text, end - line.start)
        if found:
            return found[1]
    return None


def sister_languages(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """Codes of the other languages in which a release can be read, in its order."""
    found = (
        code
        for line, _, end in _released(verdicts, "sisters")
        for hit in line.hits
        if hit.start >= end
        for code in hit.values("language")
    )
    return tuple(dict.fromkeys(found))


def _released(verdicts: Sequence[Verdict], value: str) -> Iterator[tuple[Line, int, int]]:
    for line in (verdict.line for verdict in verdicts if not verdict.body and "release" in verdict.line.tags):
        yield from ((line, hit.start, hit.end) for hit in line.hits if value in hit.values("release"))


def source(page: Folded, line: Line) -> str:
    """A line as it stands in the page, without its breaks."""
    start, end = page.span(line.start, line.end)
    return in_one_line(page.source[start:end])
