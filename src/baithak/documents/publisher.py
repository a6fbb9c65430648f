"""Who published a page, by its own words: in its head, behind a copyright mark, in the credits of its pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from baithak.documents.boilerplate import Verdict
from baithak.documents.facts import source
from baithak.documents.furniture import furniture
from baithak.documents.lines import Line
from baithak.documents.scripts import script
from baithak.documents.vocabulary import Hit
from baithak.language.text import Folded

_NAME_WITH_GLOSS: Final = regex.compile(r"^\s*(?P<name>\p{Lu}[\p{L}\p{M}\p{N} ]{2,30}?) ?\([^)]{2,30}\)\s*[,:]")
_COPYRIGHT: Final = regex.compile(
    r"(?:\u00a9|\([cC]\))\s*(?:\p{L}+\s+(?=\d{4}))?(?:\d{4}(?:\s*-\s*\d{2,4})?\s*)?[,|:-]?\s*"
    r"(?P<name>\p{L}(?:[^|,.\u0964\u00a9/\d]|(?<=[\p{L}\p{M}])\d+){1,40})"
)
_CREDIT: Final = regex.compile(r"\s-\s(?P<name>\p{L}[^,|-]{1,30}),\s\d{3,4},\s\S*\d{4}\s*$")
_SLOGAN: Final = regex.compile(r"\s*[:!]|\s-\s")
_BAR: Final = regex.compile(r"[|\u2022\p{So}]")
_BARS: Final = regex.compile(rf"\s*{_BAR.pattern}+\s*|\s{{2,}}")
_MOTTO: Final = regex.compile(r"(?P<name>\p{L}[\p{L}\p{M}\p{N}.]{3,})\s-\s(?=.*\s)")
_CRUMB: Final = regex.compile(r"[\u00bb\u203a>/]")
_SERIAL: Final = regex.compile(r"\d{3}")
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_LONGEST: Final = 6  # words of a name
_SPOKEN: Final = 0.3  # share of function words in a name
_HEAD: Final = 4  # words of a name that nothing but its place tells
_MENU: Final = 3  # pieces of a line beyond which it is a menu, in which only the first can be the site's name
_NAMING: Final = ("agency", "outlet")  # tags of the words by which a site's name is known
_BELOW: Final = frozenset({"menu", "date", "share", "widget", "subscribe"})  # what stands below the name of a site


def publisher(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """Who published the page, by its own words; None where it does not say."""
    for way in (_bureau, _in_credits, _on_top, _office_at_the_head, _in_copyright, _before_slogan, _in_front):
        if found := way(page, verdicts):
            return found.strip(" -|:.,")
    return None


def _bureau(_: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """An office that publishes for others, such as a government's press bureau."""
    noise = (hit for v in verdicts if not v.body and "publisher" in v.line.tags for hit in v.line.hits)
    return next((name for hit in noise for name in hit.values("publisher")), None)


def _in_credits(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The name that ends the descriptions of pictures made by one system: "… - Name, 1920, 07.12.2024"."""
    able = (v.line for v in verdicts if not v.body and " - " in v.line.text and "," in v.line.text)
    found = (_CREDIT.search(source(page, line)) for line in able)
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
        if not any("legal" in values for hit in named for values in hit.tags.values()):
            return _bare(page, line, start, end)
    return None


def _bare(page: Folded, line: Line, start: int, end: int) -> str:
    """A stretch of a line up to the form of a company, a domain or a government behind the name."""
    end = min((hit.start for hit in line.hits if "company" in hit.tags and start < hit.start < end), default=end)
    return page.source[slice(*page.span(start, end))].strip()


def _on_top(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The name of the site in its first lines, that in the article's script before others."""
    scripts = Counter(verdict.line.script for verdict in verdicts if verdict.body)
    for at, verdict in enumerate(verdicts[:3]):
        if verdict.body or verdict.reason in ("widget", "legal"):
            continue
        alone = _alone(verdicts) if at == 0 else None
        names = [name for name in (alone and _bare(page, verdict.line, *alone), *_names(page, verdict.line)) if name]
        if names:
            return max(names, key=lambda name: scripts[script(name)])
    return None


def _names(page: Folded, line: Line) -> Iterator[str]:
    """What a line holds between its bars that is an agency's name, or short and made with a word of outlets' names."""
    for start, end in _pieces(line) if not line.tags.isdisjoint(_NAMING) else ():
        hits = [hit for hit in line.hits if start <= hit.start and hit.end <= end]
        if any("agency" in hit.tags and (hit.start, hit.end) == (start, end) for hit in hits):
            yield _bare(page, line, start, end)
        named = [hit for hit in hits if "outlet" in hit.tags]
        slogan = (start, end) == (line.start, line.end) and line.share > _SPOKEN
        if slogan or not named or not _unknown(line, hits, start, end):
            continue
        agencies = (hit.start for hit in hits if "agency" in hit.tags)
        name = _bare(page, line, start, min((at for at in agencies if at > named[-1].start), default=end))
        if 2 <= len(name.split()) <= _LONGEST and not (_CRUMB.search(name) or _SERIAL.search(name)):
            yield name


def _pieces(line: Line) -> list[tuple[int, int]]:
    """What a line holds between its bars, up to a slogan; of a menu the first entry. Folded offsets."""
    text = line.text
    head = _SLOGAN.split(text, 1)[0] if ":" in text or "!" in text or " - " in text else text
    if "  " not in head and not _BAR.search(head):
        return [(line.start, line.start + len(head))]
    at, found = line.start, []
    for piece in _BARS.split(head):
        start = text.index(piece, at - line.start) + line.start
        at = start + len(piece)
        found.append((start, at))
    return found if len(found) <= _MENU else found[:1]


def _unknown(line: Line, hits: Sequence[Hit], start: int, end: int) -> bool:
    """Whether a name has a word that is no entry of menus and no label of lists, unlike "live TV" or "latest news"."""
    known = [hit for hit in hits if not hit.tags.keys().isdisjoint(("words", "section", "label", "opens"))]
    places = {at for hit in known for at in range(hit.start, hit.end)}
    words = _WORD.finditer(line.text, start - line.start, end - line.start)
    return any(line.start + word.start() not in places for word in words)


def _alone(verdicts: Sequence[Verdict]) -> tuple[int, int] | None:
    """Folded offsets of the page's first words, where they stand alone above a menu or a day, or before a slogan."""
    line = verdicts[0].line
    below = verdicts[1].line if len(verdicts) > 1 else None
    pieces = _pieces(line)
    start, end = pieces[0]
    hits = [hit for hit in line.hits if start <= hit.start and hit.end <= end]
    words = _WORD.findall(line.text, start - line.start, end - line.start)
    odd = line.finite or line.stamps or any(map(str.isdigit, words)) or any("office" in hit.tags for hit in hits)
    named = 1 <= len(words) <= _HEAD and not odd and not _CRUMB.search(line.text)
    if not named or not _unknown(line, hits, start, end):
        return None
    above = len(pieces) == 1 and end == line.end and below and (furniture(below) in _BELOW or below.stamps)
    return (start, end) if above or 1 < len(pieces) <= _MENU else None


def _office_at_the_head(page: Folded, verdicts: Sequence[Verdict]) -> str | None:
    """The office whose site the page is of: it stands in the first line."""
    if not verdicts or verdicts[0].body or "office" not in verdicts[0].line.tags:
        return None
    line = verdicts[0].line
    start, end = _pieces(line)[0]
    if len(_WORD.findall(page.text, start, end)) > _LONGEST:
        return None
    office = any("office" in hit.tags and start <= hit.start < end for hit in line.hits)
    return _bare(page, line, start, end) if office else None


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
    found = _NAME_WITH_GLOSS.match(source(page, first.line)) if first else None
    return found["name"] if found else None
