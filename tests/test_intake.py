"""One page, whatever it comes in: the same text, the same claims; and what left a file leaves the store's issues."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from baithak import pipeline
from baithak.documents.columns import Columns
from baithak.knowledge.load import load
from baithak.model import Claim
from baithak.store.sql import open_store

knowledge = cache(load)
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NAMES = ("06-ek-pankti.txt", "11-paanch-sawal.txt")
TEXTS = {name: (EXAMPLES / name).read_bytes().decode("utf-8") for name in NAMES}


def as_json(path: Path) -> None:
    path.write_text("".join(json.dumps({"text": text, "url": name}) + "\n" for name, text in TEXTS.items()), "utf-8")


def as_parquet(path: Path) -> None:
    pq.write_table(pa.table({"content": list(TEXTS.values()), "url": list(TEXTS)}), path)


def as_archive(path: Path) -> None:
    with gzip.open(path, "wb") as file:
        for name, text in TEXTS.items():
            body = text.encode()
            head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {name}\r\nContent-Type: text/plain\r\n"
            file.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n")


WAYS: dict[str, Callable[[Path], None]] = {
    "pages.json.jsonl": as_json,
    "pages.parquet": as_parquet,
    "pages.warc.gz": as_archive,
}


def said(claim: Claim) -> tuple[object, ...]:
    return claim.type, claim.date, claim.ordinal, claim.quote, claim.document_id


@pytest.mark.parametrize("name", WAYS)
def test_a_page_says_the_same_in_every_container(tmp_path: Path, name: str) -> None:
    WAYS[name](tmp_path / name)
    stores = [open_store(None), open_store(None)]
    for store, paths in zip(stores, ([EXAMPLES / each for each in NAMES], [tmp_path / name]), strict=True):
        pipeline.build(paths, store, knowledge())
    claims = []
    for store in stores:
        with store.view() as view:
            claims.append({said(claim) for claim in view.claims()})
            assert list(view.issues()) == []
    assert claims[0] == claims[1]
    assert len(claims[0]) > 5


def test_issues_of_a_file_are_those_of_its_last_reading(tmp_path: Path) -> None:
    path, store = tmp_path / "a.parquet", open_store(None)
    pq.write_table(pa.table({"story": [*TEXTS.values(), None]}), path)
    told = []
    for columns in (Columns(), Columns({"text": "story"}), Columns({"text": "story"})):
        told.append(pipeline.build([path], store, knowledge(), columns=columns))
    pq.write_table(pa.table({"text": list(TEXTS.values())}), path)
    told.append(pipeline.build([path], store, knowledge()))
    assert [(each.new, each.unchanged, dict(each.issues)) for each in told] == [
        (0, 0, {"not-a-page": 1}),
        (2, 0, {"empty": 1}),
        (0, 2, {"empty": 1}),
        (0, 2, {}),
    ]
