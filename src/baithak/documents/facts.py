"""What a page says of itself beside its date: title, publisher, issuing office, release number, other languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from baithak.documents.boilerplate import Verdict
from baithak.documents.lines import Line
from baithak.language.text import Folded

_NUMBER = regex.compile(r"\D{0,6}(\d{5,9})(?!\d)")
_NAME_WITH_GLOSS = regex.compile(r"^\s*(?P<name>\p{Lu}[\p{L}\p{M}\p{N} ]{2,30}?) ?\([^)]{2,30}\)\s*[,:]")
_COPYRIGHT = regex.compile(
    r"(?:\u00a9|\([cC]\))\s*(?:\p{L}+\s+)?(?:\d{4}(?:\s*-\s*\d{2,4})?\s*)?[,|:-]?\s*(?P<name>\p{L}[^|,.\u0964\u00a9/\d]{1,40})"
)
_CREDIT = regex.compile(r"\s-\s(?P<name>\p{L}[^,|-]{1,30}),\s\d{3,4},\s\S*\d{4}\s*$")
_SLOGAN = regex.compile(r"\s*[|:!\u2022\p{So}]|\s-\s")
_CRUMB = regex.compile(r"[\u00bb\u203a>/]")
_LONGEST_NAME = 6  # words
_LONGEST_OFFICE = 8


def title(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The headline above the article as it stands in the page."""
    return next((_source(page, verdict.line) for verdict in verdicts if verdict.role == "headline"), None)


def publisher(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """Who published the page, by its own words; None where it does not say."""
    names = (_office(verdicts), _in_credits(page, verdicts), _in_copyright(page, verdicts), _on_top(page, verdicts))
    found = next((name for name in (*names, _in_front(page, verdicts)) if name), None)
    return found.strip(" -|:") if found else None


def _office(verdicts: Sequence[Verdict]) -> str | None:
    """An office that publishes for others, such as a government's press bureau."""
    noise = (hit for verdict in verdicts if not verdict.body for hit in verdict.line.hits)
    return next((name for hit in noise for name in hit.values("publisher")), None)


def _in_credits(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The name that ends the descriptions of pictures made by one system: "… - Name, 1920, 07.12.2024"."""
    found = (_CREDIT.search(_source(page, v.line)) for v in verdicts if not v.body)
    return next((match["name"] for match in found if match), None)


def _in_copyright(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    for verdict in verdicts:
        found = _COPYRIGHT.search(_source(page, verdict.line)) if verdict.reason == "legal" else None
        if found and not any(
            tag.value == "legal"
            for hit in verdict.line.hits
            for tag in hit.tags
            if _inside(hit.start - verdict.line.start, found.span("name"))
        ):
            return found["name"]
    return None


def _inside(at: int, span: tuple[int, int]) -> bool:
    return span[0] <= at < span[1]


def _on_top(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The name of the site in its first lines: short, and made with a word of which names of outlets are made."""
    for verdict in verdicts[:3]:
        line = verdict.line
        name = _SLOGAN.split(line.text)[0]
        named = [
            hit for hit in line.hits if hit.end <= line.start + len(name) and any(t.kind == "outlet" for t in hit.tags)
        ]
        if verdict.body or not named:
            continue
        ends = (
            hit.start for hit in line.hits if any(t.kind == "agency" for t in hit.tags) and hit.start > named[-1].start
        )
        end = min(ends, default=line.start + len(name))
        source = page.source[slice(*page.span(line.start, end))].strip()
        if 2 <= len(source.split()) <= _LONGEST_NAME and not _CRUMB.search(source):
            return source
    return None


def _in_front(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The name with a gloss in brackets that opens the article."""
    first = next((verdict for verdict in verdicts if verdict.role == "prose"), None)
    found = _NAME_WITH_GLOSS.match(_source(page, first.line)) if first else None
    return found["name"] if found else None


def issuer(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The office that a release names above its headline, as printed; None for a page that is no release."""
    if not any(
        hit for v in verdicts for hit in v.line.hits if any(hit.values("release")) or any(hit.values("publisher"))
    ):
        return None
    for verdict in verdicts:
        if verdict.body:
            return None
        kinds = {tag.kind for hit in verdict.line.hits for tag in hit.tags}
        if "office" in kinds and "publisher" not in kinds and len(verdict.line.words) <= _LONGEST_OFFICE:
            return _source(page, verdict.line)
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
    for verdict in verdicts:
        for hit in verdict.line.hits:
            if value in set(hit.values("release")) and not verdict.body:
                yield verdict.line, hit.start, hit.end


def _source(page: Folded, line: Line) -> str:
    start, end = page.span(line.start, line.end)
    return page.source[start:end]
