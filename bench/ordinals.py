"""Hindi ordinals of Duckling and of the Recognizers specs: how many come out right, and which are left out, and why.

    python -m bench.ordinals

A case is right if exactly its ordinals are found, each on its own words with its own value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from baithak.knowledge.grammar import grammar
from baithak.knowledge.load import load
from baithak.language.lexicon import Lexicon
from baithak.language.ordinals import find_ordinals
from baithak.language.text import fold_word

DATA = Path(__file__).resolve().parents[2] / "shared/data"
DUCKLING = DATA / "timex_duckling_hi_ru/ordinal_hi.json"
RECOGNIZERS = DATA / "timex_hi_recognizers/Number/Hindi"
LEAST = {"duckling": 54, "OrdinalModel": 18, "OrdinalModelSuppressExtendedTypes": 11}
"""Set -> the cases that are right at least, where the whole of it lies beside the checkout."""

_VALUE = regex.compile(r"\(OrdinalData (\d+)\)")
_RELATIVE = "counted from the end or from the current one: which number that is, the words do not say"
_CARDINAL = "the cardinal number itself: nothing is the zeroth by that word"

Ordinals = list[tuple[str, int]]  # folded words and value, in order


@dataclass(frozen=True)
class Case:
    """One case of a set. left_out: why it is not counted."""

    text: str
    wanted: Ordinals
    left_out: str | None = None

    @property
    def found(self) -> Ordinals:
        lexicon = _lexicon()
        return [(fold_word(self.text[slice(*span)]), value) for span, value in find_ordinals(self.text, lexicon)]

    @property
    def right(self) -> bool:
        return self.left_out is None and self.found == self.wanted


def sets() -> dict[str, list[Case]]:
    """Name -> cases of each set."""
    specs = {path.stem: list(_recognizers(path)) for path in sorted(RECOGNIZERS.glob("Ordinal*.json"))}
    return {"duckling": list(_duckling()), **specs}


@cache
def _lexicon() -> Lexicon:
    return grammar("hi", load()).lexicon


def _duckling() -> Iterator[Case]:
    for case in json.loads(DUCKLING.read_text("utf-8")):
        match = _VALUE.fullmatch(case["value"])
        value = int(match[1]) if match else None
        if value:
            yield Case(case["text"], [(fold_word(case["text"]), value)])
        else:
            yield Case(case["text"], [], _CARDINAL)


def _recognizers(path: Path) -> Iterator[Case]:
    for case in json.loads(path.read_text("utf-8")):
        results = case["Results"]
        if any(result["TypeName"] == "ordinal.relative" for result in results):
            yield Case(case["Input"], [], _RELATIVE)
        else:
            wanted = [(fold_word(r["Text"]), int(r["Resolution"]["value"])) for r in results]
            yield Case(case["Input"], wanted)


def main() -> None:
    for name, cases in sets().items():
        counted = [case for case in cases if case.left_out is None]
        left = len(cases) - len(counted)
        print(f"{name}: {sum(case.right for case in counted)} right of {len(counted)}, {left} left out")
        for case in cases:
            if case.left_out is not None:
                print(f"  left out: {case.text}  ({case.left_out})")
            elif not case.right:
                print(f"  wrong: {case.text}  wanted {case.wanted}, found {case.found}")


if __name__ == "__main__":
    main()
