"""Pages and megabytes a second of the whole reading, beside dateparser's date search alone on the same pages.

One core, one run, the best of a few rounds of each. Whole reading: file to document to claims, without the store.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from dateparser.search import search_dates

from baithak import pipeline
from baithak.documents import prepare
from baithak.documents.raw import RawPage
from baithak.documents.sources import pages
from baithak.knowledge.load import load
from bench.golden import ROOT


def corpus(folders: Sequence[Path]) -> list[RawPage]:
    """The pages of the folders, in memory."""
    return [page for page in pages([f for f in folders if f.exists()]) if isinstance(page, RawPage)]


def timed(work: Callable[[], None]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT.parent / "shared" / "seeds", ROOT / "examples"])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found = corpus(options.folders)
    reader = pipeline.reader(load())
    texts = [prepare(page).text for page in found]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6

    def whole() -> None:
        for page in found:
            reader.read(prepare(page))

    def dates_alone() -> None:
        for text in texts:
            search_dates(text, languages=["hi"])

    warnings.simplefilter("ignore")
    whole()  # compiled lexicons and caches are made once for a run, not once a page
    print(f"{len(found)} pages, {megabytes:.3f} MB of text, one core, best of {options.rounds}")
    rounds = [(timed(whole), timed(dates_alone)) for _ in range(options.rounds)]  # by turns: both meet the same load
    reading, dates = (min(times) for times in zip(*rounds, strict=True))
    for name, seconds in (("whole reading", reading), ("dateparser search_dates alone", dates)):
        print(f"{name:30} {len(found) / seconds:9.1f} pages/s  {megabytes / seconds:8.3f} MB/s")
    print(f"ratio (pages per second, reading to dateparser) {dates / reading:.2f}")


if __name__ == "__main__":
    main()
