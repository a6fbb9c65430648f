"""Every quality figure, beside the floor that `quality.toml` sets it; exit 1 where one lies below."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import regex

from baithak.store.codec import dumps
from bench.golden import ROOT, claims_of, gold_sets, tally

SHARED = ROOT.parent / "shared"
_EXACT = regex.compile(r"exact .* F1 ([\d.]+)")
_NOISE = regex.compile(r"out of noise (\d+)")
_RATE = regex.compile(r"rate ([\d.]+)")


def floors() -> dict[str, dict[str, float]]:
    """Group -> figure -> floor."""
    return tomllib.loads((ROOT / "quality.toml").read_text("utf-8"))


def golden() -> Iterator[tuple[str, float, str]]:
    """(figure, value, what it counts) of the golden sets of the repository."""
    for name, (gold, pages) in gold_sets().items():
        found = tally(gold, claims_of(pages))
        yield "exact", found.exact, f"{name}: {found.right}/{found.wanted} gold claims right in every slot"
        yield "backed", found.share_backed, f"{name}: {found.backed}/{found.made} claims made that gold bears out"


def shared() -> Iterator[tuple[str, float, str]]:
    """The same of the shared scorers, where they lie beside the checkout."""
    if (SHARED / "score").exists():
        told = _score(SHARED / "seeds", SHARED / "gold")
        yield "seeds_exact_f1", float(_found(_EXACT, told)), f"seeds: {_found(_NOISE, told)} claims out of noise"
        for name, (gold, pages) in gold_sets().items():
            print(f"the shared scorer on {name}:\n{_score(pages, gold)}")
    if (SHARED / "score-dates").exists():
        baithak = Path(sys.executable).with_name("baithak")
        told = _output([str(SHARED / "score-dates"), "--cmd", f"{baithak} dates --lang hi"])
        yield "dates_rate", float(_found(_RATE, told)), "Hindi dates and ranges of the Recognizers specs"


def _score(pages: Path, gold: Path) -> str:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
        file.writelines(f"{dumps(claim)}\n" for claim in claims_of(pages))
        file.flush()
        return _output([str(SHARED / "score"), file.name, "--gold", str(gold), "--pages", str(pages)])


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _found(pattern: regex.Pattern[str], told: str) -> str:
    match = pattern.search(told)
    if match is None:
        raise SystemExit(f"the scorer did not say {pattern.pattern!r}:\n{told}")
    return match[1]


def main() -> int:
    below = 0
    for group, figures in (("golden", golden()), ("shared", shared())):
        for figure, value, what in figures:
            floor = floors()[group][figure]
            below += value < floor
            print(f"{group}.{figure:16} {value:.3f}  floor {floor:.3f}  {'BELOW  ' if value < floor else ''}{what}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
