"""How fast whole reading is, beside its peers on the same pages, and where its time goes.

One core, one run, by turns, the best of a few rounds of each, in seconds of the processor, so that other work on the
machine counts little. Whole reading: file to document to claims, without the store. The peers do a part of that alone:
dateparser searches dates, and spaCy's convolutional network looks for names (its weights are untrained, which takes as
long). Twice: on pages each of which reports the institution, all of which are read; and on mixed pages of a crawl
(`bench/crawl.py`, one in a hundred reports a sitting), most of which the sieve dismisses, as in `baithak sift`; there
the peers get a sample, and what counts is text a second. The profile is sampled: each sample counts for the stage
whose code is at work. The reader may be the compiled one (`make compiled`), which has no frames to sample; the first
line says which it is.
"""

from __future__ import annotations

import argparse
import signal
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import spacy
from dateparser.search import search_dates

from baithak import pipeline
from baithak.claims import page as reading
from baithak.documents import prepare
from baithak.documents.columns import Columns
from baithak.documents.raw import RawPage
from baithak.documents.sources import pages
from baithak.documents.tables import parquet_pages
from baithak.knowledge.grammar import grammar
from baithak.knowledge.load import load
from baithak.language.gate import Gate
from baithak.language.text import fold
from baithak.pipeline import Reader
from baithak.sifting.stages import PASSED, Sieve, make_sieve
from bench import crawl
from bench.golden import ROOT

_READING, _DATES = "whole reading", "dateparser, dates alone"
_NAMES, _EACH_NAMES = "spaCy, names alone", "spaCy, page by page"  # we read page by page; spaCy gains by batches
_DISMISSED = "a page dismissed"
_TICK = 0.001  # seconds of the processor between two samples
_SAMPLES = 5000
_CRAWLED, _SAMPLED = 2000, 40  # pages of a crawl, and of how many one is given to the peers
_FEWER = 2  # rounds on a crawl
_STAGES = {  # the first stage counts of whose modules one is at work
    "decode": ("documents.sources", "documents.decode", "documents.raw"),
    "lines": (
        "documents.lines",
        "documents.pieces",
        "documents.stamps",
        "documents.vocabulary",
        "documents.scripts",
        "documents.wraps",
    ),
    "language": ("documents.languages",),
    "boilerplate": ("documents",),
    "fold": ("language.text", "language.spelling"),
    "lexicon": ("language.lexicon", "language.ordinals", "language.names"),
    "timex": ("language.timex", "edtf"),
    "phrases": ("language.phrases",),
    "clauses": ("language.clauses",),
    "frames": ("language.frames",),
    "claims": ("",),
}


def best(works: Mapping[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """Seconds of the processor that each takes, by turns: all of them meet the same load."""
    found = {name: float("inf") for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = time.process_time()
            work()
            found[name] = min(found[name], time.process_time() - start)
    return found


def profile(work: Callable[[], None]) -> Counter[str]:
    """Samples by stage."""
    found: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        found[_stage(frame)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
    try:
        while found.total() < _SAMPLES:
            work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return found


def _stage(frame: FrameType | None) -> str:
    while frame is not None:
        stage = _stage_of(frame.f_globals.get("__name__", ""))
        if stage is not None:
            return stage
        frame = frame.f_back
    return "other"


@cache
def _stage_of(module: str) -> str | None:
    """The stage of one of our modules; what a library does counts for whoever calls it."""
    package, _, name = module.partition(".")
    if package != "baithak":
        return None
    return next((stage for stage, modules in _STAGES.items() if name.startswith(modules)), None)


def names_alone(texts: Sequence[str]) -> dict[str, Callable[[], None]]:
    """spaCy's blank Hindi pipeline with a network for names, as it comes: in batches and page by page."""
    hindi = spacy.blank("hi")
    network: Any = hindi.add_pipe("ner")
    for label in ("PER", "LOC", "ORG"):
        network.add_label(label)
    hindi.initialize()

    def look() -> None:
        for _ in hindi.pipe(texts):
            pass

    def look_at_each() -> None:
        for text in texts:
            hindi(text)

    return {_NAMES: look, _EACH_NAMES: look_at_each}


def without(gate: Gate, text: str) -> str:
    """A page about as long as this one that holds no word of ours."""
    text = fold(text).text
    for word in gate.words():
        text = text.replace(word, " " * len(word))
    return text


def crawled(pages: int) -> list[RawPage]:
    """Mixed pages, as a crawl holds them."""
    with TemporaryDirectory() as folder:
        crawl.write(Path(folder), pages)
        found = (page for path in sorted(Path(folder).iterdir()) for page in parquet_pages(path, Columns()))
        return [page for page in found if isinstance(page, RawPage)]


def megabytes(texts: Iterable[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def peers(texts: Sequence[str]) -> dict[str, Callable[[], None]]:
    def search() -> None:
        for text in texts:
            search_dates(text, languages=["hi"])

    return {_DATES: search, **names_alone(texts)}


def on_reports(folders: Sequence[Path], reader: Reader, gate: Gate, rounds: int) -> Callable[[], None]:
    """Prints how fast pages are read of which each reports the institution; gives the work, for its profile."""
    texts = [prepare(page).text for page in pages(folders) if isinstance(page, RawPage)]
    unrelated = [without(gate, text) for text in texts]
    assert not any(map(gate, unrelated))

    def read() -> None:
        for page in pages(folders):
            if isinstance(page, RawPage):
                reader.read(prepare(page))

    def dismiss() -> None:
        for text in unrelated:
            gate(text)

    works = {_READING: read, **peers(texts), _DISMISSED: dismiss}
    best(works, 1)  # compiled lexicons and caches are made once for a run, not once a page
    took, size = best(works, rounds), megabytes(texts)
    print(f"pages that all report the institution: {len(texts)}, {size:.3f} MB of text, best of {rounds}")
    for name, seconds in took.items():
        print(f"  {name:24} {len(texts) / seconds:10.1f} pages/s {size / seconds:9.3f} MB/s")
    for name in (_DATES, _NAMES, _EACH_NAMES):
        print(f"  whole reading to {name:24} {took[name] / took[_READING]:8.2f} times as fast")
    print(f"  dismissing a page to reading it {took[_READING] / took[_DISMISSED]:17.0f}")
    return read


def on_a_crawl(reader: Reader, sieve: Sieve, rounds: int) -> None:
    """Prints how fast a crawl is gone through, of which most is dismissed."""
    found = crawled(_CRAWLED)
    sample = [page.text for page in found[::_SAMPLED]]

    def read() -> None:
        for page in found:
            if sieve(page) == PASSED:
                reader.read(prepare(page))

    works = {_READING: read, **peers(sample)}
    best({_READING: read}, 1)
    took, sizes = best(works, rounds), {_READING: megabytes(page.text for page in found)}
    passed = sum(sieve(page) == PASSED for page in found)
    print(f"mixed pages of a crawl: {len(found):,}, {passed} read, the peers on {len(sample)}, best of {rounds}")
    rates = {name: sizes.get(name, megabytes(sample)) / seconds for name, seconds in took.items()}
    for name, rate in rates.items():
        print(f"  {name:24} {rate:30.3f} MB/s")
    for name in (_DATES, _NAMES, _EACH_NAMES):
        print(f"  whole reading to {name:24} {rates[_READING] / rates[name]:8.2f} times as fast")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT.parent / "shared" / "seeds", ROOT / "examples"])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    knowledge = load()
    reader = pipeline.reader(knowledge)
    compiled = not str(reading.__file__).endswith(".py")
    print(f"one core; the reader is {'compiled' if compiled else 'interpreted'}")
    folders = [folder for folder in options.folders if folder.exists()]
    read = on_reports(folders, reader, grammar("hi", knowledge).gate, options.rounds)
    on_a_crawl(reader, make_sieve(knowledge), min(options.rounds, _FEWER))
    if compiled:
        return
    print("where the time of whole reading goes")
    samples = profile(read)
    for stage in (*_STAGES, "other"):
        print(f"  {stage:12} {samples[stage] / samples.total():6.1%}")


if __name__ == "__main__":
    main()
