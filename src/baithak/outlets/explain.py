"""`baithak explain`: each sentence with its groups and their markers, the frames that fired, and each slot's span."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from baithak import pipeline
from baithak.claims.explain import Explanation, FrameSeen, SentenceSeen, explain
from baithak.errors import StopRun
from baithak.knowledge.grammar import languages
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document

_COLOURS = ("cyan", "green", "magenta", "yellow", "blue")
_IN_ONE_LINE = str.maketrans("\r\n", "  ")
_TEXT_LANGUAGE = "hi"  # of a sentence given by itself: too short to tell


def explained(path: Path | None, text: str | None, knowledge: Knowledge) -> Iterator[RenderableType]:
    """What is read in a page or a sentence, and why; StopRun where it is in no language that is read."""
    page = _page(path) if path else Document(text or "", ("--text",), lang=_TEXT_LANGUAGE)
    if page.lang not in languages():
        known = ", ".join(languages())
        raise StopRun(f"{page.address} is in the language {page.lang or 'unknown'!r}; what is read is {known}.")
    return _shown(explain(page, knowledge))


def _page(path: Path) -> Document:
    found = list(pipeline.prepared([path]))
    pages = [each for each in found if isinstance(each, Document)]
    if len(pages) != 1:
        told = [f"{each.doc}: {each.reason}" for each in found if not isinstance(each, Document)]
        raise StopRun("; ".join(told) or f"{path} is not one page: name a file.")
    return pages[0]


def _shown(seen: Explanation) -> Iterator[RenderableType]:
    """Sentence by sentence; the claims stand under the sentence where their quotation begins, the noise at the end."""
    text = seen.document.text.translate(_IN_ONE_LINE)
    for number, sentence in enumerate(seen.sentences, 1):
        yield Text.assemble((f"{number:>3}  ", "dim"), _sentence(text, sentence))
        for frame in sentence.frames:
            yield from _frame(text, frame)
        for claim in seen.claims:
            if sentence.span.start <= claim.quote.start < sentence.span.end:
                yield Text(f"     → {_claim(claim)}", style="bold green")
    for noise in seen.document.noise:
        words = " ".join(text[noise.start : noise.end].split())
        yield Text(f"  –  {noise.reason}: {words[:90]}", style="dim")


def _sentence(text: str, sentence: SentenceSeen) -> Text:
    """The sentence with its groups in colour, each with its kind and its marker in brackets behind it."""
    out, at = Text(), sentence.span.start
    for number, group in enumerate(sorted(sentence.groups, key=lambda g: g.span)):
        if group.span.start >= at:  # else it lies within the one before
            out.append(text[at : group.span.start])
            out.append(text[group.span.start : group.span.end], style=_COLOURS[number % len(_COLOURS)])
            out.append(f"[{group.kind} {group.case}]", style="dim")
            at = group.span.end
    return out.append(text[at : sentence.span.end])


def _frame(text: str, frame: FrameSeen) -> Iterator[Text]:
    anchor = text[frame.anchor.start : frame.anchor.end]
    yield Text.assemble("     ", (frame.name, "bold"), f" ({frame.event}, {frame.status or 'no status'}) at ", anchor)
    for slot, spans in frame.slots:
        for start, end in spans:
            yield Text.assemble(f"       {slot:12} ", (text[start:end], "cyan"), (f"  {start}-{end}", "dim"))


def _claim(claim: Claim) -> str:
    body = claim.body.id if claim.body else None
    roles = (f"{role} {', '.join(e.text for e in found)}" for role, found in claim.roles.items() if found)
    told = (claim.type, claim.status, claim.date, body, str(claim.ordinal or ""), *roles, f"rule {claim.rule}")
    return " · ".join(part for part in told if part)
