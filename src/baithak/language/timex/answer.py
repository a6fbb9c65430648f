"""The answer of ``baithak dates``: every date of a text, with its place and its EDTF."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Any, Final

import regex

from baithak.language.text import fold, sentences
from baithak.language.timex.grammar import TimexGrammar
from baithak.language.timex.model import Direction
from baithak.language.timex.resolve import resolve

_WORD: Final = regex.compile(r"[\p{L}\p{M}]+")


def answer(grammar: TimexGrammar, text: str, reference: date | None) -> list[dict[str, Any]]:
    """The dates of a text as ``{"text", "start", "end", "edtf"}``, in code points of the text as given.

    A date without its year goes to the year nearest to the reference; weekdays and the like follow the tense of
    their sentence; the days of a list stand by themselves. Days of the story ("that day") count from the reference.
    """
    folded = fold(text)
    found = []
    for start, end in sentences(folded.text, grammar.abbreviations):
        tense = _tense(grammar, folded.text[start:end])
        listed = (t.parts if t.kind == "list" else (t,) for t in grammar.find(folded.text, start, end))
        for timex in chain.from_iterable(listed):
            named = any(each.month is not None for each in (timex, *timex.parts))
            direction: Direction = "nearest" if named else tense
            resolved = resolve(timex, reference, direction, anchor=reference, vague=True)
            if resolved is not None:
                span = folded.span(timex.start, timex.end)
                place = {"text": text[span.start : span.end], "start": span.start, "end": span.end}
                found.append({**place, "edtf": _spelt_out(resolved.edtf)})
    return found


def _spelt_out(edtf: str) -> str:
    """A decade as its years: readers of this answer need to know no more than dates and intervals."""
    return f"{edtf[:3]}0/{edtf[:3]}9" if edtf[3:] == "X" else edtf


def _tense(grammar: TimexGrammar, sentence: str) -> Direction:
    """Past or future by the last word that shows it."""
    tenses = (grammar.tense(word) for word in reversed(_WORD.findall(sentence)))
    return next((tense for tense in tenses if tense), "nearest")
