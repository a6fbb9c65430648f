"""`baithak explain`: each sentence with its groups and their markers, the frames that fired, and each slot's span."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from rich.console import Group as Together
from rich.console import RenderableType
from rich.text import Text

from baithak import pipeline
from baithak.errors import StopRun
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Span

_COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "red")


class Group(Protocol):
    """A nominal with the marker behind it; the span is in code points of the text."""

    @property
    def text(self) -> str: ...
    @property
    def marker(self) -> str: ...
    @property
    def span(self) -> Span: ...


class Frame(Protocol):
    """A frame that fired: its name, and the spans that fill each slot."""

    @property
    def name(self) -> str: ...
    @property
    def slots(self) -> Mapping[str, Sequence[Span]]: ...


class Sentence(Protocol):
    """One sentence as it was read."""

    @property
    def span(self) -> Span: ...
    @property
    def groups(self) -> Sequence[Group]: ...
    @property
    def frames(self) -> Sequence[Frame]: ...


def page_of(path: Path | None, text: str | None) -> Document:
    """The page in a file, prepared as a build would, or a sentence as a page of its own."""
    if path is None:
        return Document(text=text or "", addresses=("--text",), lang="hi")
    found = list(pipeline.documents([path]))
    page = next((each for each in found if isinstance(each, Document)), None)
    if page is None:
        raise StopRun("; ".join(f"{each.doc}: {each.reason}" for each in found if not isinstance(each, Document)))
    return page


def shown(page: Document, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> Iterator[RenderableType]:
    """What was read, sentence by sentence; the claims stand under the sentence that they quote."""
    for number, sentence in enumerate(sentences, 1):
        yield Text.assemble((f"{number:>3}  ", "dim"), _sentence(page.text, sentence))
        for frame in sentence.frames:
            yield Together(Text(f"     {frame.name}", style="bold"), *_slots(page.text, frame))
        quoting = [c for c in claims if sentence.span.start <= c.quote.start < sentence.span.end]
        yield from (Text(f"     → {_claim(claim)}", style="bold green") for claim in quoting)
        yield ""
    for noise in page.noise:
        yield Text(f"noise  {noise.reason}: {page.text[noise.start : noise.end].strip()[:70]}", style="dim")


def _sentence(text: str, sentence: Sentence) -> Text:
    """The sentence with its groups in colour, each followed by its marker in brackets."""
    out, at = Text(), sentence.span.start
    for number, group in enumerate(sorted(sentence.groups, key=lambda g: g.span)):
        if group.span.start < at:
            continue  # lies within the one before
        out.append(text[at : group.span.start])
        out.append(text[group.span.start : group.span.end], style=_COLOURS[number % len(_COLOURS)])
        out.append(f"[{group.marker}]", style="dim")
        at = group.span.end
    return out.append(text[at : sentence.span.end])


def _slots(text: str, frame: Frame) -> Iterator[Text]:
    for slot, spans in frame.slots.items():
        for start, end in spans:
            yield Text.assemble(f"       {slot:12} ", (text[start:end], "cyan"), (f"  {start}-{end}", "dim"))


def _claim(claim: Claim) -> str:
    body = claim.body.id if claim.body else None
    roles = (f"{role} {', '.join(e.text for e in found)}" for role, found in claim.roles.items() if found)
    told = (claim.type, claim.status, claim.date, body, str(claim.ordinal or ""), *roles, f"rule {claim.rule}")
    return " · ".join(part for part in told if part)


def explained(path: Path | None, text: str | None, knowledge: Knowledge) -> Iterator[RenderableType]:
    """What is read in a page or a sentence, and why."""
    from baithak.claims.explain import explain

    page = page_of(path, text)
    yield from shown(page, explain(page, knowledge), pipeline.reader(knowledge).read(page).claims)
