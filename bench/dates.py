"""Dates of news sentences, as they are answered and as a list of cases has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from baithak import edtf
from baithak.knowledge.timex import timex_grammar
from baithak.language.text import fold
from baithak.language.timex import resolve
from bench.golden import ROOT

BLIND = tuple(sorted((ROOT / "tests" / "golden" / "dates").glob("hi*.yml")))
WRITTEN = "2025-12-05"
"""The day, a Friday, on which a sentence was written that names no other."""


def cases(file: Path) -> list[dict[str, Any]]:
    """What a list holds: text, direction, dates in EDTF, and `reference` (the day of writing) where it is another."""
    found: list[dict[str, Any]] = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


def answers(lang: str, case: dict[str, Any]) -> list[str]:
    """Every date that is read in a case's text, in EDTF; `none` for an expression without one."""
    reference = case.get("reference", WRITTEN)
    day = None if reference == "null" else date.fromisoformat(reference)
    found = [resolve(timex, day, case["direction"]) for timex in timex_grammar(lang).find(fold(case["text"]).text)]
    return [each.edtf if each else "none" for each in found]


def blind() -> Iterator[bool]:
    """Of each blind sentence, whether all its dates are right, day by day, and no more are read."""
    for case in (each for file in BLIND for each in cases(file)):
        got = answers("hi", case)
        yield len(got) == len(case["dates"]) and all(map(_same, got, case["dates"]))


def _same(got: str, want: str) -> bool:
    """Whether two dates cover the same days: the third quarter is July to September."""
    days = [None if text == "none" else edtf.bounds(edtf.parse(text)) for text in (got, want)]
    return got == want or (days[0] is not None and days[0] == days[1])
