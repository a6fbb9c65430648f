"""How fast the desk answers from a large store: the 95th percentile by kind of page, beside its bar.

    python -m bench.desk [--db FILE] [--full | --events N --claims N]

One process serves, another asks, one question after the other, each of an item or a query of its own. Beside the times
stand those that the server took of processors, which other programs on the machine hardly lengthen (Linux), and the
machine's load while it was asked. A store is made where FILE does not exist: a tenth of the size takes some minutes,
--full more than an hour and 12 GB.
What is asked of another day (`then`) is asked of an edition that is kept; the first question of a day makes it.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import regex

from baithak.knowledge.load import load
from bench.desk_store import THEN, make

PAGE_MS, SEARCH_MS = 100, 50
_PORT = 8791
_EACH = 60
_CHECKS = 28  # more than 30 in a minute are refused
_FULL = 100_000, 1_000_000  # events, claims
_DAY = regex.compile(r"\b[1-9](?= \S+ [0-9]{4})")
_NUMBER = regex.compile(r"\b[1-9](?=वीं)")
_SERVE = "from baithak.outlets.cli import main; main()"


@contextmanager
def served(db: Path) -> Iterator[tuple[httpx.Client, int]]:
    command = [sys.executable, "-c", _SERVE, "serve", "--db", str(db), "--port", str(_PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{_PORT}", timeout=600) as web:
            while True:
                try:
                    web.get("/")
                    break
                except httpx.TransportError:
                    time.sleep(0.3)
            yield web, server.pid
    finally:
        server.terminate()
        server.wait()


def questions(web: httpx.Client, rng: random.Random) -> dict[str, list[str]]:
    """The addresses that are asked for, by kind of page."""
    found: dict[str, list[str]] = {
        "home": ["/", "/?lang=hi"] * (_EACH // 2),
        "disputes": ["/disputes"] * _EACH,
        "promises": ["/promises?state=overdue"] * _EACH,
        "review": [f"/review?sort={sort}" for sort in ("disputes", "series", "names", "thin", "lost", "pages")]
        * (_EACH // 6),
    }
    names: list[str] = []
    for kind in ("bodies", "events", "actors", "pages"):
        items: list[str] = []
        lists = [f"/{kind}"]
        after = None
        while len(items) < 400:
            answer = web.get(f"/api/v1/{kind}", params={"limit": 100} | ({"after": after} if after else {})).json()
            items += [item["id"] for item in answer["items"]]
            names += [name for item in answer["items"] for name in item.get("names", {}).get("hi", [])]
            after = answer["next"]
            if after is None:
                break
            lists.append(f"/{kind}?after={quote(after)}")
        found[kind] = [f"/{kind}/{quote(item)}" for item in rng.sample(items, min(_EACH, len(items)))]
        found[f"list of {kind}"] = lists * (_EACH // len(lists) + 1)
    for kind in ("bodies", "events", "actors", "pages"):  # each with its JSON, and as it was known on another day
        found[f"{kind}, JSON"] = [f"/api/v1{address}" for address in found[kind]]
    for kind in ("home", "list of bodies", "list of events", "actors", "disputes"):
        found[f"{kind}, then"] = [_of(address, as_of=THEN) for address in found[kind]]
    told = queries(names, rng)
    found["search"] = [_of("/api/v1/search", q=q) for q in told]
    found["search, page"] = [_of("/search", q=q) for q in told]
    found["search, then"] = [_of("/api/v1/search", q=q, as_of=THEN) for q in told]
    narrow: list[dict[str, str]] = [
        {"kind": "claims"},
        {"status": "planned"},
        {"place": "moscow"},
        {"since": "2004", "until": "2009"},
    ]
    found["search, narrowed"] = [_of("/api/v1/search", q=q, **narrow[n % len(narrow)]) for n, q in enumerate(told)]
    found["check"] = [_of("/check", text=text) for text in _sentences(web, found["pages, JSON"])]
    found["suggest"] = [f"/api/v1/suggest?q={quote(name[:4])}" for name in rng.sample(names, _EACH)]
    return found


def _sentences(web: httpx.Client, pages: Iterable[str]) -> list[str]:
    """What pages say, by turns as they say it, with another day and with another number."""
    told = [claim["quote"][2] for page in pages for claim in web.get(page).json()["claims"]]
    other = [(_DAY, r"1\g<0>"), (_NUMBER, r"1\g<0>")]
    return [
        text if n % 3 == 0 else other[n % 3 - 1][0].sub(other[n % 3 - 1][1], text)
        for n, text in enumerate(random.Random(2).sample(told, _CHECKS))
    ]


def _of(address: str, **query: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def queries(names: list[str], rng: random.Random) -> list[str]:
    """Words that stand everywhere, names, both together, and words that stand nowhere."""
    words = ["बैठक", "चर्चा", "संयुक्त आयोग", "रक्षा", "मास्को", "moscow", "22वीं बैठक", "रेल बैठक", "अनुपस्थित"]
    some = rng.sample(names, _EACH)
    return [*words, *some[: _EACH // 2], *(f"{name.split()[0]} बैठक" for name in some[_EACH // 2 :])]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", type=Path)
    options.add_argument("--full", action="store_true", help="100,000 events and 1,000,000 claims")
    options.add_argument("--events", type=int, default=_FULL[0] // 10)
    options.add_argument("--claims", type=int, default=_FULL[1] // 10)
    asked = options.parse_args()
    events, claims = _FULL if asked.full else (asked.events, asked.claims)
    with tempfile.TemporaryDirectory() as folder:
        db = asked.db or Path(folder) / "desk.db"
        if not db.exists():
            print(f"Making a store of {events:,} events and {claims:,} claims …", flush=True)
            make(db, load(), events, claims)
        print("Waiting for the desk (the record of a store of other knowledge files is made anew first) …", flush=True)
        with served(db) as (web, server):
            counts = web.get("/api/v1/home").json()["counts"]
            print(f"{counts['events']:,} events, {counts['documents']:,} pages, {db.stat().st_size / 1e9:.1f} GB")
            print(f"{'':20}{'median':>8}{'p95':>8}{'bar':>6}{'processor: median':>20}{'p95':>8}  ms{'load':>8}")
            for kind, addresses in questions(web, random.Random(1)).items():
                each = [_timed(web, address, server) for address in addresses]
                times, took = zip(*each, strict=True)
                bar = SEARCH_MS if kind.startswith(("search", "suggest")) else PAGE_MS
                told = f"{kind:20}{statistics.median(times):8.1f}{_p95(times):8.1f}{bar:6}"
                told += f"{statistics.median(took):20.1f}{_p95(took):8.1f}{os.getloadavg()[0]:12.1f}"
                print(told + ("" if _p95(times) <= bar else "  over"), flush=True)


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _processor(process: int) -> float:
    """The milliseconds that a process has taken of processors; 0 where the system does not say."""
    took = 0
    for task in Path(f"/proc/{process}/task").glob("*/schedstat"):
        with suppress(OSError):  # a thread that has ended
            took += int(task.read_text().split()[0])
    return took / 1e6


def _timed(web: httpx.Client, address: str, server: int) -> tuple[float, float]:
    """How long an answer takes, and how long of processors, in milliseconds."""
    before, start = _processor(server), time.perf_counter()
    answer = web.get(address)
    took = (time.perf_counter() - start) * 1000
    answer.raise_for_status()
    return took, _processor(server) - before


if __name__ == "__main__":
    main()
