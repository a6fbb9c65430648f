"""A crawl sifted, a tenth of it and all of it: pages a second, memory, what the sieve costs, what it loses.

The crawl is that of `bench/crawl.py`. Each sift runs in processes of its own, whose memory is added up while they run
(what they share is counted once). With --ray the tenth is sifted on Ray as well, and the outcome compared.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import ahocorasick
import pyarrow.parquet as pq

from baithak.documents.columns import Columns
from baithak.documents.raw import RawPage
from baithak.documents.tables import parquet_pages
from baithak.sifting.stages import Sieve, make_sieve
from baithak.store.sifted import CLAIMS, ISSUES, PAGES
from bench import crawl
from bench.golden import knowledge

FOLD, GROWTH, GATE, RECALL = 10.5, 1.25, 3.0, 0.99
_MAIN = "from baithak.outlets.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Run:
    """One sift. seconds: by the clock; cpu: of all its processes; megabytes: the most that they held together."""

    pages: int
    seconds: float
    cpu: float
    megabytes: float

    def __str__(self) -> str:
        times = f"{self.seconds:8.1f} s {self.cpu:8.1f} s of cores {self.pages / self.seconds:9,.0f} pages/s"
        return f"{self.pages:>9,} pages {times} {self.megabytes:7.0f} MB"


def sift(paths: Iterable[Path], folder: Path, *options: str) -> Run:
    """Sift files by the command line."""
    paths = list(paths)
    command = [sys.executable, "-c", _MAIN, "sift", *map(str, paths), "-o", str(folder), *options]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(command) as process, _Memory(process.pid) as memory:
        if process.wait():
            raise SystemExit(f"the sift of {len(paths)} files failed")
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(sum(pq.read_metadata(path).num_rows for path in paths), seconds, cpu, memory.most / 1024)


class _Memory:
    """Looks again and again at what a process and all below it hold. most: kB."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._pid, self._over = pid, threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.25):
            self.most = max(self.most, sum(map(_held, _tree(self._pid))))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = path.read_text().split()
        except OSError:
            continue
        for child in below:
            yield from _tree(int(child))


def _held(pid: int) -> int:
    """Memory of a process, its share of what it shares; 0 for one that is gone."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))


def gate_cost(paths: Iterable[Path], rounds: int = 5) -> float:
    """What the sieve takes of some pages, over a bare search for the same words; the best of a few rounds by turns."""
    sieve = make_sieve(knowledge())
    bare = ahocorasick.Automaton()
    for word in {word for gate in sieve.gates.values() for word in gate.words()}:
        bare.add_word(word, len(word))
    bare.make_automaton()
    pages = [page for path in paths for page in parquet_pages(path, Columns()) if isinstance(page, RawPage)]
    times = [(_timed(lambda: _search(bare, pages)), _timed(lambda: _sieve(sieve, pages))) for _ in range(rounds)]
    search, sieved = min(bare for bare, _ in times), min(sieved for _, sieved in times)
    megabytes = sum(len(page.text.encode()) for page in pages) / 1e6
    print(f"bare search    {len(pages) / search:9,.0f} pages/s {megabytes / search:7.1f} MB/s, one core")
    print(f"sieve alone    {len(pages) / sieved:9,.0f} pages/s {megabytes / sieved:7.1f} MB/s")
    return sieved / search


def _search(automaton: ahocorasick.Automaton, pages: list[RawPage]) -> None:
    for page in pages:
        for _ in automaton.iter(page.text):
            pass


def _sieve(sieve: Sieve, pages: list[RawPage]) -> None:
    for page in pages:
        sieve(page)


def _timed(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def lost(paths: Iterable[Path], found: Path) -> tuple[int, int]:
    """How many pages of a crawl report a sitting, and how many of these were not found."""
    kept = set(pq.read_table(found / PAGES, columns=["address"]).column(0).to_pylist())
    planted = 0
    missing = 0
    for path in paths:
        table = pq.read_table(path, columns=["url", "reports"], filters=[("reports", "=", True)])
        planted += table.num_rows
        missing += sum(url not in kept for url in table.column("url").to_pylist())
    return planted, missing


def _same(one: Path, two: Path) -> bool:
    return all((one / name).read_bytes() == (two / name).read_bytes() for name in (PAGES, CLAIMS, ISSUES))


def _bar(name: str, value: float, right: bool, bar: str) -> bool:
    print(f"{name:44} {value:8.3f}  {'holds' if right else 'FAILS'}: {bar}")
    return right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000_000, help="of the whole crawl, in tens of shards")
    parser.add_argument("--ray", action="store_true", help="sift the tenth on two workers of Ray as well")
    parser.add_argument("--folder", type=Path, default=None, help="where to work; a passing folder otherwise")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="sift-"))
    try:
        sys.exit(not _bench(folder, options.pages, options.ray))
    finally:
        if options.folder is None:
            shutil.rmtree(folder)


def _bench(folder: Path, pages: int, ray: bool) -> bool:
    whole = folder / "crawl"
    if not whole.exists():
        crawl.write(whole, pages)
    shards = sorted(whole.glob("*.parquet"))
    tenth = shards[: max(1, len(shards) // 10)]
    ratio = gate_cost(random.Random(1).sample(tenth, 1))
    small = sift(tenth, folder / "small")
    print(small, flush=True)
    right = [_bar("sieve to bare search", ratio, ratio <= GATE, f"<= {GATE}")]
    if ray:
        print(sift(tenth, folder / "ray", "--on", "ray", "--workers", "2"), "on Ray", flush=True)
        same = _same(folder / "small", folder / "ray")
        right.append(_bar("here and on Ray alike", same, same, "byte for byte"))
    large = sift(shards, folder / "large")
    print(large, f"({len(os.sched_getaffinity(0))} cores)", flush=True)
    fold, cores, grown = (
        large.seconds / small.seconds, large.cpu / small.cpu, large.megabytes / small.megabytes,
    )  # fmt: skip
    planted, missing = lost(shards, folder / "large")
    recall = 1 - missing / planted
    print(f"{'core seconds, the whole to the tenth':44} {cores:8.3f}")
    return all([
        *right,
        _bar("seconds, the whole to the tenth", fold, fold <= FOLD, f"<= {FOLD}"),
        _bar("memory, the whole to the tenth", grown, grown < GROWTH, f"< {GROWTH}"),
        _bar(f"recall of {planted:,} planted pages", recall, recall >= RECALL, f">= {RECALL}"),
    ])  # fmt: skip


if __name__ == "__main__":
    main()
