"""F1 of article bodies on the article extraction benchmark, through the package's own reading of HTML pages.

    python -m bench.html_articles [FOLDER] [--show N]

Measured as the benchmark's authors do: runs of four words, counted; precision and recall of each page, averaged
over the pages; F1 of the two averages. FOLDER holds ``ground-truth.json`` and ``html/*.html.gz``.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import regex

from baithak.documents import prepare
from baithak.documents.decode import decode
from baithak.documents.raw import RawPage
from baithak.errors import SkipItem
from baithak.model import Document

DATA = Path(__file__).resolve().parents[2] / "shared/data/html_article_benchmark"
_WORD = regex.compile(r"\w+")
_RUN = 4

Runs = Counter[tuple[str, ...]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", nargs="?", type=Path, default=DATA)
    options.add_argument("--show", type=int, default=0, help="the pages with the lowest F1")
    chosen = options.parse_args()
    pages = scores(chosen.folder)
    precision, recall, f1 = overall(list(pages.values()))
    print(f"{len(pages)} pages  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    for name, (p, r) in sorted(pages.items(), key=lambda page: sum(page[1]))[: chosen.show]:
        print(f"  {name[:16]}  precision {p:.3f}  recall {r:.3f}")


def scores(folder: Path = DATA) -> dict[str, tuple[float, float]]:
    """Page -> precision and recall of its runs of words."""
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return {name: _score(entry.get("articleBody", ""), body(folder, name)) for name, entry in gold.items()}


def overall(pages: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Mean precision, mean recall, and the F1 of these."""
    precision, recall = (sum(values) / len(pages) for values in zip(*pages, strict=True))
    return precision, recall, 2 * precision * recall / (precision + recall)


def body(folder: Path, name: str) -> str:
    """What the package takes for the article of one page of the benchmark."""
    data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
    try:
        return _without_noise(prepare(RawPage(f"{name}.html", decode(data, html=True).text, "text/html")))
    except SkipItem:
        return ""


def _without_noise(document: Document) -> str:
    at, kept = 0, []
    for noise in document.noise:
        kept.append(document.text[at : noise.start])
        at = noise.end
    return "".join((*kept, document.text[at:]))


def _score(true: str, found: str) -> tuple[float, float]:
    gold, got = _runs(true), _runs(found)
    shared = (gold & got).total()
    if gold == got:
        return 1.0, 1.0
    return shared / max(1, got.total()), shared / max(1, gold.total())


def _runs(text: str) -> Runs:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


if __name__ == "__main__":
    main()
