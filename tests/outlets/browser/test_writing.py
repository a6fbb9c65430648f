"""The desk while others write: a second process that builds, and two people who rule at the same time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from served import EXAMPLES, Served, serving

from baithak.knowledge.load import Knowledge
from baithak.model import Document
from baithak.store.sql import open_store

MAIN = [sys.executable, "-c", "from baithak.outlets.cli import main; main()"]


def test_a_store_that_another_process_writes_to_is_served(tmp_path: Path, knowledge: Knowledge) -> None:
    db = tmp_path / "growing.db"
    open_store(db).close()
    seen: set[int] = set()
    with serving(db, knowledge) as served:
        web = httpx.Client(base_url=served.base, timeout=60)
        building = subprocess.Popen([*MAIN, "build", str(EXAMPLES), "--db", str(db)], stderr=subprocess.PIPE)
        while building.poll() is None:
            for path in ("/", "/events", "/pages", "/search?q=rajnath", "/review"):
                assert web.get(path).status_code == 200
            seen.add(web.get("/api/v1/home").json()["counts"]["documents"])
        assert building.returncode == 0, building.stderr.read().decode() if building.stderr else ""
        assert web.get("/api/v1/home").json()["counts"]["documents"] == len(list(EXAMPLES.glob("*.txt")))
        assert web.get("/api/v1/search", params={"q": "rajnath", "kind": "pages"}).json()["hits"]


def left_behind(db: Path) -> None:
    """A page that was written by somebody who did not bring the record up to date."""
    store = open_store(db)
    page = Document("एक और पृष्ठ", ("left.txt",), lang="hi", published="2025-12-09")
    with store.write() as writer:
        writer.put_reading(writer.put_document(page), "test", ())
    store.close()


def test_who_holds_the_store_keeps_no_reader_waiting(own_desk: Served) -> None:
    web = httpx.Client(base_url=own_desk.base, timeout=30)  # the store would be waited for for a minute
    assert web.get("/", params={"as_of": "2025-01-01"}).status_code == 200
    left_behind(own_desk.db)
    holder = sqlite3.connect(own_desk.db, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    for path in ("/", "/bodies", "/events", "/pages", "/review", "/search?q=rajnath", "/?as_of=2025-01-01"):
        assert web.get(path).status_code == 200
    holder.execute("ROLLBACK")
    holder.close()


def test_what_a_writer_left_behind_is_worked_in(own_desk: Served) -> None:
    web = httpx.Client(base_url=own_desk.base, timeout=60)
    before = web.get("/api/v1/home").json()["counts"]["documents"]
    left_behind(own_desk.db)
    for _ in range(300):
        if web.get("/api/v1/home").json()["counts"]["documents"] == before + 1:
            break
        time.sleep(0.2)
    else:
        pytest.fail("the page that was left behind never got into the record")


def test_a_day_that_many_ask_for_at_once_is_made_once(own_desk: Served) -> None:
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(httpx.get, f"{own_desk.base}/?as_of=2024-06-01", timeout=60) for _ in range(6)]
        assert {done.result().status_code for done in asked} == {200}
    numbers = (
        sqlite3.connect(own_desk.db).execute("SELECT count(*), max(number) - min(number) FROM editions").fetchone()
    )
    assert numbers == (2, 1)


def test_two_people_who_rule_at_once_lose_nothing(own_desk: Served) -> None:
    claims = [c["id"] for c in httpx.get(f"{own_desk.base}/api/v1/search?q=बैठक&kind=claims&limit=24").json()["hits"]]
    assert len(claims) >= 12

    def rules(who: int) -> list[str]:
        web = httpx.Client(base_url=own_desk.base, headers={"Authorization": f"Bearer {own_desk.token}"}, timeout=120)
        made = []
        for claim in claims[:6]:
            ruled = {"kind": "reject", "targets": [claim], "author": f"ruler {who}", "reason": "at once"}
            answer = web.post("/api/v1/decisions", json=ruled)
            assert answer.status_code == 201, answer.text
            made.append(answer.json()["id"])
        return made

    def decides() -> list[str]:
        words = ["decide", "reject", claims[7], "--by", "ruler 3", "--reason", "at once", "--db", str(own_desk.db)]
        done = subprocess.run([*MAIN, *words], capture_output=True, check=True)
        return [done.stdout.decode().partition("Decided: ")[2].partition(".")[0]]

    with ThreadPoolExecutor(3) as pool:
        ruled = [pool.submit(rules, 1), pool.submit(rules, 2), pool.submit(decides)]
        made = {key for done in ruled for key in done.result()}
    assert len(made) == 13
    assert made == {d["id"] for d in httpx.get(f"{own_desk.base}/api/v1/decisions?limit=200").json()["items"]}


def test_the_record_follows_a_ruling_at_once_and_back(own_desk: Served) -> None:
    web = httpx.Client(base_url=own_desk.base, headers={"Authorization": f"Bearer {own_desk.token}"}, timeout=60)
    before = web.get("/api/v1/events/irigc-mmtc/22").json()
    ruled = {"kind": "pin", "targets": ["irigc-mmtc/22", "date"], "values": ["2025-12-03"], "author": "Asha"}
    made = web.post("/api/v1/decisions", json=ruled | {"reason": "the signed protocol"}).json()
    after = web.get("/api/v1/events/irigc-mmtc/22").json()
    assert (before["date"], after["date"]) == ("2025-12-04", "2025-12-03")
    assert after["decisions"][0]["id"] == made["id"]
    taken = web.post(f"/api/v1/decisions/{made['id']}/retract", json={"author": "Asha", "reason": "a slip"})
    assert taken.status_code == 204
    assert web.get("/api/v1/events/irigc-mmtc/22").json() == before
    assert web.post(f"/api/v1/decisions/{made['id']}/retract", json={"author": "A", "reason": "b"}).status_code == 409
