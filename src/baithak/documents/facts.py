"""What a page says of itself beside its date: title, publisher, issuing office, release number, other languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from baithak.documents.boilerplate import Verdict
from baithak.documents.lines import Line
from baithak.documents.scripts import script
from baithak.documents.vocabulary import Hit
from baithak.language.text import Folded, in_one_line

_NUMBER = regex.compile(r"\D{0,6}(\d{5,9})(?!\d)")
_NAME_WITH_GLOSS = regex.compile(r"^\s*(?P<name>\p{Lu}[\p{L}\p{M}\p{N} ]{2,30}?) ?\([^)]{2,30}\)\s*[,:]")
_COPYRIGHT = regex.compile(
    r"(?:\u00a9|\([cC]\))\s*(?:\p{L}+\s+)?(?:\d{4}(?:\s*-\s*\d{2,4})?\s*)?[,|:-]?\s*(?P<name>\p{L}(?:[^|,.\u0964\u00a9/\d]|(?<=[\p{L}\p{M}])\d+){1,40})"
)
_CREDIT = regex.compile(r"\s-\s(?P<name>\p{L}[^,|-]{1,30}),\s\d{3,4},\s\S*\d{4}\s*$")
_SLOGAN = regex.compile(r"\s*[:!]|\s-\s")
_BARS = regex.compile(r"\s*[|\u2022\p{So}]+\s*|\s{2,}")
_MOTTO = regex.compile(r"(?P<name>\p{L}[\p{L}\p{M}\p{N}.]{3,})\s-\s(?=.*\s)")
_CRUMB = regex.compile(r"[\u00bb\u203a>/]")
_LONGEST_NAME = 6  # words
_LONGEST_OFFICE = 8


def title(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The headline above the article as it stands in the page."""
    return next((_source(page, verdict.line) for verdict in verdicts if verdict.role == "headline"), None)


def publisher(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """Who published the page, by its own words; None where it does not say."""
    ways = (_in_credits, _in_copyright, _on_top, _before_slogan, _in_front)
    names = (_office(verdicts), *(way(page, verdicts) for way in ways))
    found = next((name for name in names if name), None)
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
    """The holder's name, without the form of the company behind it."""
    for verdict in verdicts:
        line = verdict.line
        found = _COPYRIGHT.search(line.text) if verdict.reason == "legal" else None
        if not found:
            continue
        start, end = (line.start + at for at in found.span("name"))
        named = [hit for hit in line.hits if start <= hit.start < end]
        if not any(tag.value == "legal" for hit in named for tag in hit.tags):
            end = min((hit.start for hit in named if _is(hit, "company") and hit.start > start), default=end)
            return page.source[slice(*page.span(start, end))]
    return None


def _on_top(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The name of the site in its first lines, that in the article's script before others."""
    scripts = Counter(verdict.line.script for verdict in verdicts if verdict.body)
    for verdict in verdicts[:3]:
        names = [] if verdict.body or verdict.reason == "widget" else list(_names(page, verdict.line))
        if names:
            return max(names, key=lambda name: scripts[script(name)])
    return None


def _names(page: Folded, line: Line) -> Iterator[str]:
    """What a line holds between its bars that is short and made with a word of which names of outlets are made."""
    at = line.start
    for piece in _BARS.split(_SLOGAN.split(line.text)[0]):
        start = line.text.index(piece, at - line.start) + line.start
        at = start + len(piece)
        hits = [hit for hit in line.hits if start <= hit.start and hit.end <= at]
        named = [hit for hit in hits if _is(hit, "outlet")]
        if not named or _in_menu(page.text, hits, start, at):
            continue
        agencies = (hit.start for hit in hits if _is(hit, "agency"))
        end = min((begin for begin in agencies if begin > named[-1].start), default=at)
        source = page.source[slice(*page.span(start, end))].strip()
        if 2 <= len(source.split()) <= _LONGEST_NAME and not _CRUMB.search(source):
            yield source


def _in_menu(text: str, hits: Sequence[Hit], start: int, end: int) -> bool:
    """Whether a name is made of entries of menus only, such as "live" and "TV"."""
    places = {at for hit in hits if any(hit.values("words")) for at in range(hit.start, hit.end)}
    return all(at in places or text[at].isspace() for at in range(start, end))


def _is(hit: Hit, kind: str) -> bool:
    return any(tag.kind == kind for tag in hit.tags)


def _before_slogan(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The single unknown word that a slogan follows in the page's first line."""
    if not verdicts or verdicts[0].body:
        return None
    line = verdicts[0].line
    found = _MOTTO.match(line.text)
    if not found or any(hit.start < line.start + found.end("name") for hit in line.hits):
        return None
    return page.source[slice(*page.span(line.start, line.start + found.end("name")))]


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
    return in_one_line(page.source[start:end])
