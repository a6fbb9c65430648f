"""How fast the desk answers from a large store: the 95th percentile by kind of page, beside its bar.

    python -m bench.desk [--db FILE] [--full | --events N --claims N]

One process serves, another asks, one question after the other, each of an item or a query of its own. Beside the times
stands what processor time the server took for one answer, which other programs on the machine do not lengthen (Linux).
A store is made where FILE does not exist: a tenth of the size takes some minutes, --full most of an hour and 5 GB.
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx

from baithak.knowledge.load import load
from bench.desk_store import THEN, make

PAGE_MS, SEARCH_MS = 100, 50
_PORT = 8791
_EACH = 60
_CHECKS = 25  # more in a minute are refused
_FULL = 100_000, 1_000_000  # events, claims
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
    found["check"] = [
        _of("/check", text=f"{name} ने 4 दिसंबर 2014 को नई दिल्ली में बैठक की।") for name in rng.sample(names, _CHECKS)
    ]
    found["suggest"] = [f"/api/v1/suggest?q={quote(name[:4])}" for name in rng.sample(names, _EACH)]
    return found


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
        with served(db) as (web, server):
            counts = web.get("/api/v1/home").json()["counts"]
            print(f"{counts['events']:,} events, {counts['documents']:,} pages, {db.stat().st_size / 1e9:.1f} GB")
            print(f"{'':20}{'median':>10}{'p95':>10}{'bar':>8}{'processor':>12}  ms")
            for kind, addresses in questions(web, random.Random(1)).items():
                before = _processor(server)
                times = [_timed(web, address) for address in addresses]
                took = (_processor(server) - before) / len(times)
                p95 = statistics.quantiles(times, n=20)[-1]
                bar = SEARCH_MS if kind.startswith(("search", "suggest")) else PAGE_MS
                told = f"{kind:20}{statistics.median(times):10.1f}{p95:10.1f}{bar:8}{took:12.1f}"
                print(told + ("" if p95 <= bar else "  over"), flush=True)


def _processor(process: int) -> float:
    """The milliseconds that a process has taken of processors; 0 where the system does not say."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def _timed(web: httpx.Client, address: str) -> float:
    start = time.perf_counter()
    answer = web.get(address)
    took = (time.perf_counter() - start) * 1000
    answer.raise_for_status()
    return took


if __name__ == "__main__":
    main()
