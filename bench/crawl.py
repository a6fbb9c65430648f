"""A crawl, made from a seed: Parquet shards of pages in several languages, of which a few report a sitting.

Of every hundred pages one reports a sitting and five are reprints of earlier ones, headed and cut otherwise; the rest
is prose of every day. Pages are drawn shard by shard, each from its own seed, so that a longer crawl begins with the
shorter one, and no more than a shard is ever in memory.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

SHARD = 10_000
"""Pages of one file."""

RELEVANT, REPRINTS = 0.01, 0.05
_GROUP = 2_500  # rows of a row group
_RARE = 1 / 40
_POOL = 4_000  # sentences of each language, made beforehand
_TEXTS = ("url", "text", "date", "language")
_SCHEMA = pa.schema([*((name, pa.string()) for name in _TEXTS), ("reports", pa.bool_())])


@cache
def _stuff() -> Any:
    return yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))


def write(folder: Path, pages: int, seed: int = 1) -> None:
    """A crawl of so many pages; `reports` says of each whether it reports a sitting."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(-(-pages // SHARD)):
        rows = list(_shard(seed, number, min(SHARD, pages - number * SHARD)))
        path = folder / f"{number:05}.parquet"
        pq.write_table(pa.Table.from_pylist(rows, _SCHEMA), path, row_group_size=_GROUP, compression="zstd")


def _shard(seed: int, number: int, size: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(f"{seed} {number}")
    pools = _pools(seed)
    languages, shares = list(pools), [_stuff()["prose"][lang]["share"] for lang in pools]
    made: list[dict[str, Any]] = []
    for row in range(size):
        url = f"https://outlet{chance.randrange(400)}.example/{number}/{row}"
        drawn = chance.random()
        if made and drawn < REPRINTS:
            page = _reprint(chance, chance.choice(made))
        elif drawn > 1 - RELEVANT:
            page = {"text": _report(chance, pools["hi"]), "language": "hi", "reports": True}
        else:
            lang = chance.choices(languages, shares)[0]
            page = {"text": _prose(chance, pools[lang]), "language": lang, "reports": False}
        page |= {"url": url, "date": f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"}
        made.append(page)
        yield page


def _reprint(chance: random.Random, page: Mapping[str, Any]) -> dict[str, Any]:
    """The same text under another line, its end cut off."""
    head, *lines = page["text"].splitlines()
    kept = lines[: max(3, len(lines) - chance.randrange(3))]
    return {**page, "text": "\n".join([f"{head} | {chance.randrange(10**6)}", *kept])}


def _prose(chance: random.Random, pool: Sequence[str]) -> str:
    paragraphs = (" ".join(chance.sample(pool, chance.randint(2, 4))) for _ in range(chance.randint(3, 6)))
    return "\n".join([chance.choice(pool).rstrip("।."), *paragraphs])


def _report(chance: random.Random, pool: Sequence[str]) -> str:
    """A page that reports a sitting, in its lead and some lines behind, among prose."""
    stuff = _stuff()["sittings"]
    country = chance.choice(stuff["countries"])
    here, there = chance.sample([country["city"], "नई दिल्ली"], 2)
    facts = {
        **country,
        "body": chance.choice(stuff["bodies"]),
        "topic": chance.choice(stuff["topics"]),
        "ordinal": chance.choice([5, *range(7, 40)]),
        "day": chance.randint(1, 28),
        "month": chance.choice(stuff["months"]),
        "year": chance.randint(2012, 2025),
        "later": chance.randint(2026, 2027),
        "place": here,
        "other": there,
        "person": chance.choice(stuff["people"]),
        "guest": chance.choice(stuff["guests"]),
        "office": chance.choice(stuff["offices"]),
    }
    lead, more = chance.choice(stuff["leads"]), chance.sample(stuff["more"], chance.randint(2, 5))
    said = [line.format(**facts) for line in (lead, *more)]
    others = chance.sample(pool, chance.randint(1, 4))
    return "\n".join([f"भारत-{country['name']} {facts['body']}", said[0], " ".join(said[1:]), " ".join(others)])


@cache
def _pools(seed: int) -> Mapping[str, Sequence[str]]:
    """By language, sentences with their gaps filled."""
    chance = random.Random(seed)
    return {lang: [_filled(chance, of) for _ in range(_POOL)] for lang, of in _stuff()["prose"].items()}


def _filled(chance: random.Random, of: Mapping[str, Any]) -> str:
    rare = "rare" in of and chance.random() < _RARE
    sentence: str = chance.choice(of["rare" if rare else "sentences"])
    while "{" in sentence:
        before, _, rest = sentence.partition("{")
        name, _, after = rest.partition("}")
        sentence = f"{before}{chance.choice(of['words'][name])}{after}"
    return sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.pages, options.seed)


if __name__ == "__main__":
    main()
