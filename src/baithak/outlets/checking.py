"""`baithak check`: a sentence or page, and what the record says to each of its claims, with the quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import IO

import regex
from rich.console import Group, RenderableType
from rich.text import Text

from baithak import pipeline
from baithak.documents import prepare
from baithak.documents.languages import language
from baithak.documents.raw import RawPage
from baithak.errors import Issue, SkipItem, StopRun
from baithak.language.text import in_one_line
from baithak.model import Claim, Document, Json
from baithak.outlets.detail import sentence_number
from baithak.outlets.wording import say_date
from baithak.record.check import Answer
from baithak.store import View
from baithak.store.codec import claim_to_json, dumps

_SAID = {
    "supported": ("✓ supported", "green"),
    "contradicted": ("✕ contradicted", "red"),
    "one-source": ("≈ only by reprints of one source", "yellow"),
    "not-found": ("? not found", "yellow"),
}
_SHOWN = 3
_PATH = regex.compile(r"\S+\.(?:txt|html?)")
_HINDI = regex.compile(r"\p{Devanagari}")


def page(text: str, stdin: IO[bytes]) -> Document:
    """What is to be checked: the page in a file, what comes in (``-``), else the words themselves."""
    if text == "-":
        return words(stdin.read().decode("utf-8", "replace"), "-")
    if _is_file(text):
        found = next(pipeline.prepared([Path(text)]))
        if isinstance(found, Issue):
            raise StopRun(f"{found.doc}: {found.reason}.")
        return found
    if _PATH.fullmatch(text):
        raise StopRun(f"There is no file {text}: name one, or give the sentence in quotation marks.")
    return words(text, "text")


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # a sentence can be too long for a name
        return False


def words(text: str, address: str) -> Document:
    """Several lines are read as a page, with what is not its article left out; one line is all meant."""
    if not text.strip():
        raise StopRun("There is nothing to check: give a sentence, a file, or - for standard input.")
    if "\n" in text.strip():
        try:
            return prepare(RawPage(address, text))
        except SkipItem as skip:
            raise StopRun(f"{skip.reason}.") from skip
    # Too short to tell Hindi from its neighbours.
    return Document(text, (address,), lang="hi" if _HINDI.search(text) else language(text))


@dataclass
class Told:
    """The answers with what is needed to quote the pages behind them."""

    answers: Sequence[Answer]
    issues: Sequence[Issue]
    view: View

    @cached_property
    def known(self) -> dict[str, Claim]:
        wanted = {key for answer in self.answers for f in answer.findings for key in (*f.support, *f.against)}
        return self.view.claims_by_id(sorted(wanted))

    def lines(self) -> Iterator[str]:
        """A JSON object for each claim, as a line."""
        return map(dumps, self.json())

    def json(self) -> Iterator[Json]:
        """An object for each claim; quotations: the words of the known claims, with page and sentence."""
        for answer in self.answers:
            yield {
                "verdict": answer.verdict,
                "event": answer.event,
                "claim": claim_to_json(answer.claim),
                "slots": [
                    {"slot": f.slot, "verdict": f.verdict, "support": list(f.support), "against": list(f.against)}
                    for f in answer.findings
                ],
                "quotations": [self._quotation(key) for key in self._cited(answer)],
            }

    def parts(self) -> Iterator[RenderableType]:
        """For people: each claim with its verdict, what is not borne out, and the words behind it."""
        for issue in self.issues:
            yield Text(f"{issue.kind}: {issue.reason}", style="yellow")
        if not self.answers:
            yield Text("Nothing in it is a claim that Baithak reads; `baithak explain` shows what it makes of a text.")
        for answer in self.answers:
            yield Group(*self._part(answer), "")

    def _part(self, answer: Answer) -> Iterator[RenderableType]:
        words, style = _SAID[answer.verdict]
        told = f"{answer.claim.type} {answer.claim.status or ''} {say_date(answer.claim.date)}"
        yield Text.assemble((words, f"bold {style}"), f"  {told}", (f"  {answer.event or ''}", "dim"))
        yield Text(f"“{in_one_line(answer.claim.quote.text)}”")
        told_at_all = any(finding.slot == "type" and finding.support for finding in answer.findings)
        for finding in answer.findings if told_at_all else ():
            if finding.verdict != "supported":
                yield Text(f"  {finding.slot}: {_SAID[finding.verdict][0]}", style=_SAID[finding.verdict][1])
        for key in self._cited(answer)[:_SHOWN]:
            found = self._quotation(key)
            yield Text(f"  “{in_one_line(found['text'])}”")
            yield Text(f"  {found['doc']}, sentence {found['sentence']}", style="dim")

    def _cited(self, answer: Answer) -> list[str]:
        """The known claims: those against first, each time those that say the most; each quotation once."""
        against = [key for f in answer.findings if f.verdict == "contradicted" for key in f.against]
        support = [key for f in answer.findings for key in f.support]
        ranked = [sorted(set(keys), key=lambda key: (-keys.count(key), key)) for keys in (against, support)]
        once: dict[tuple[str, int, int], str] = {}
        for key in chain(*ranked):
            if key in self.known:
                quote = self.known[key].quote
                once.setdefault((self.known[key].document_id, quote.start, quote.end), key)
        return list(once.values())

    def _quotation(self, key: str) -> Json:
        claim = self.known[key]
        document = self.view.document(claim.document_id)
        number = sentence_number(document, claim.quote.start) if document else None
        quoted = {"claim": key, "doc": claim.doc, "document": claim.document_id, "sentence": number}
        return quoted | {"text": claim.quote.text}
