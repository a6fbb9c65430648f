"""A small crawl sifted for good: nothing that matters lost, the same wherever it runs and however often it stops."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from subprocess import DEVNULL

import pyarrow.parquet as pq
import pytest

from baithak import pipeline
from baithak.documents.columns import Columns
from baithak.knowledge.load import load
from baithak.model import Json
from baithak.store import Store
from baithak.store.codec import claim_to_json, dumps
from baithak.store.sifted import CLAIMS, ISSUES, MANIFEST, PAGES
from baithak.store.sql import open_store
from bench import crawl

pytest.importorskip("daft", reason="crawls are sifted with Daft: pip install 'baithak[sift]'")

MAIN = [sys.executable, "-c", "from baithak.outlets.cli import main; main()"]
FILES = (PAGES, CLAIMS, ISSUES)
SMALL = 1_200
knowledge = cache(load)


def sift(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [*MAIN, "sift", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=DEVNULL)


def outcome(folder: Path) -> dict[str, list[Json]]:
    return {name: pq.read_table(folder / name).to_pylist() for name in FILES}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawl")
    chance = pytest.MonkeyPatch()
    chance.setattr(crawl, "SHARD", 200)
    chance.setattr(crawl, "RELEVANT", 0.05)
    crawl.write(folder, SMALL)
    chance.undo()
    (folder / "broken.parquet").write_bytes(b"PAR1")
    (folder / "more.jsonl").write_text('{"text": null}\n{"text": "चाय"}\n', "utf-8")
    return folder


@pytest.fixture(scope="module")
def sifted(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sifted") / "found"
    done = sift(corpus, "-o", folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert f"baithak build {folder}" in " ".join(done.stderr.split())
    return folder


@pytest.fixture(scope="module")
def built(corpus: Path) -> Iterator[Store]:
    """The same crawl through `build`, every page of it."""
    store = open_store(None)
    pipeline.build([corpus], store, knowledge())
    yield store
    store.close()


def test_what_reports_a_sitting_comes_out_with_the_claims_that_build_makes(
    corpus: Path, sifted: Path, built: Store
) -> None:
    planted = {row["url"] for row in pq.read_table(sorted(corpus.glob("0*.parquet"))).to_pylist() if row["reports"]}
    found = outcome(sifted)
    pages = [row["address"] for row in found[PAGES]]
    assert pages == sorted(pages)
    assert len(planted) > 40
    assert len(planted - set(pages)) <= 0.01 * len(planted)
    assert len(pages) < 0.15 * SMALL
    with built.view() as view:
        direct = {claim.id: claim for claim in view.claims() if claim.doc in set(pages)}
    claims = {row["id"]: row for row in found[CLAIMS]}
    assert claims.keys() >= direct.keys()
    assert {(claims[key]["date"], claims[key]["quote"]) for key in direct} == {
        (claim.date, claim.quote.text) for claim in direct.values()
    }
    sessions = {claim.doc for claim in direct.values() if claim.type == "session"}
    assert len(sessions & planted) > 0.9 * len(planted)


def test_every_page_is_counted_and_what_is_wrong_is_a_table(sifted: Path) -> None:
    told = json.loads((sifted / MANIFEST).read_text("utf-8"))["told"]
    assert sum(told["counts"].values()) == SMALL + 2
    assert told["counts"]["refused"] == 1
    issues = [(row["kind"], Path(row["address"]).name) for row in outcome(sifted)[ISSUES]]
    assert sorted(issues) == [("damaged", "broken.parquet"), ("empty", "more.jsonl")]
    assert told["issues"] == {"damaged": 1, "empty": 1}
    assert told["reprints"] == sum(row["group"] != row["document"] for row in outcome(sifted)[PAGES]) > 0


def test_build_takes_the_outcome_without_reading_it_again(sifted: Path, built: Store) -> None:
    store, read = open_store(None), []
    reader = pipeline.reader(knowledge())

    def noted(document: object) -> object:
        read.append(document)
        return reader.read(document)  # type: ignore[arg-type]

    by = pipeline.Reader(reader.version, noted)  # type: ignore[arg-type]
    first = pipeline.build([sifted], store, knowledge(), by=by)
    rows = outcome(sifted)[PAGES]
    texts = {row["document"] for row in rows}
    assert (first.documents, first.new) == (len(texts), len(texts))
    assert len(read) <= len(rows) - len(texts)  # of a text with two addresses the facts of both count
    assert first.issues["damaged"] == first.issues["empty"] == 1
    with store.view() as view, built.view() as whole:
        claims = {claim.id: dumps(claim_to_json(claim)) for claim in view.claims()}
        direct = {claim.id: dumps(claim_to_json(claim)) for claim in whole.claims()}
    assert claims == {key: direct[key] for key in claims}
    again = pipeline.build([sifted], store, knowledge(), by=by)
    assert (again.new, again.reread, again.unchanged) == (0, 0, len(rows))
    newer = pipeline.build([sifted], store, knowledge(), by=pipeline.Reader("newer", noted))  # type: ignore[arg-type]
    assert newer.reread == len(texts)


def state(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_only_what_changed_is_done_again(corpus: Path, sifted: Path, tmp_path: Path) -> None:
    crawled, folder = tmp_path / "crawl", tmp_path / "found"
    for made, of in ((crawled, corpus), (folder, sifted)):
        subprocess.run(["cp", "-a", of, made], check=True)
    sift(crawled, "-o", folder)
    before = state(folder)
    assert sift(crawled, "-o", folder).returncode == 0
    assert state(folder) == before
    (crawled / "more.jsonl").write_text('{"text": "चाय"}\n', "utf-8")
    assert sift(crawled, "-o", folder).returncode == 0
    after = state(folder)
    passed = [name for name in before if name.startswith("work/passed")]
    assert sum(after.get(name) == before[name] for name in passed) == len(passed) - 1
    assert all(after[name] == before[name] for name in after if name.startswith("work/read") and name in before)
    assert [row["kind"] for row in outcome(folder)[ISSUES]] == ["damaged"]
    actor = {"actors": [{"id": "x-q", "kind": "person", "names": {"hi": ["क़ख़ग़ ज़ड़ढ़"]}}]}
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.yml").write_text(json.dumps(actor), "utf-8")
    assert sift(crawled, "-o", folder, "--knowledge", tmp_path / "own").returncode == 0
    newest = state(folder)
    for name in after:
        if name.startswith("work/passed"):
            assert newest[name] == after[name]
        elif name.startswith("work/read"):
            assert newest[name] > after[name]
    keys = ({row["key"] for row in outcome(each)[PAGES]} for each in (folder, sifted))
    assert not next(keys) & next(keys)


def done(parts: Path) -> int:
    """How many parts are there."""
    return len(list(parts.glob("[!.]*"))) if parts.exists() else 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_killed_at_random_moments_and_begun_again_it_comes_to_the_same_end(
    corpus: Path, sifted: Path, tmp_path: Path
) -> None:
    chance, folder = random.Random(11), tmp_path / "found"
    killed = 0
    for stage, goal in (("passed", 1), ("passed", 3), ("passed", 6), ("read", 1), ("read", 3)):
        command = [*MAIN, "sift", str(corpus), "-o", str(folder), "--workers", "1"]
        process = subprocess.Popen(command, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)
        wanted = folder / "work" / stage
        while process.poll() is None and done(wanted) < goal:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.3)
        killed += process.poll() is None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert killed == 5
    unfinished = pipeline.build([folder], open_store(None), knowledge())
    assert unfinished.documents == 0
    resumed = sift(corpus, "-o", folder)
    assert resumed.returncode == 0, resumed.stderr
    for name in FILES:
        assert (folder / name).read_bytes() == (sifted / name).read_bytes()
    assert (folder / MANIFEST).read_text() == (sifted / MANIFEST).read_text()


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not here: pip install 'baithak[sift]'")
def test_on_two_workers_of_ray_it_is_the_same(corpus: Path, sifted: Path, tmp_path: Path) -> None:
    done = sift(corpus, "-o", tmp_path / "found", "--on", "ray", "--workers", "2")
    assert done.returncode == 0, done.stderr
    for name in FILES:
        assert (tmp_path / "found" / name).read_bytes() == (sifted / name).read_bytes()


def test_what_cannot_be_done_is_one_line(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for arguments, told in (
        ((corpus, "-o", tmp_path / "file" / "found"), "cannot be written"),
        ((corpus, "-o", tmp_path / "found", "--on", "127.0.0.1:1"), "Ray cannot be reached"),
    ):
        done = sift(*arguments)
        assert (done.returncode, told in done.stderr) == (1, True), done.stderr
        assert "Traceback" not in done.stderr
    nothing = sift(tmp_path / "nowhere", "-o", tmp_path / "found")
    assert nothing.returncode == 0
    assert "unreadable: 1" in nothing.stderr
    columns = sift(corpus, "-o", tmp_path / "found", "--column", "text=story")
    assert "not-a-page" in columns.stderr


def test_columns_are_named_as_for_build(tmp_path: Path) -> None:
    row = {"story": "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक काठमांडू में हुई।", "text": "Menu"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), "utf-8")
    assert sift(tmp_path / "a.jsonl", "-o", tmp_path / "found", "--column", "text=story").returncode == 0
    (page,) = outcome(tmp_path / "found")[PAGES]
    assert page["text"] == row["story"]
    assert Columns({"text": "story"}).among(row)["text"] == ["story"]
