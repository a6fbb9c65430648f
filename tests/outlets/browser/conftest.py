"""A desk over a store of the example pages, and a real browser where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from served import EXAMPLES, HOSTILE, Served, serving

from baithak import pipeline
from baithak.knowledge.load import Knowledge, load
from baithak.model import Claim, Document, Entity, Evidence, Quote
from baithak.store.sql import open_store


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def examples_db(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    db = tmp_path_factory.mktemp("examples") / "examples.db"
    store = open_store(db)
    pipeline.build([EXAMPLES], store, knowledge, day="2025-12-08")
    store.close()
    return db


@pytest.fixture(scope="session")
def desk(examples_db: Path, knowledge: Knowledge) -> Iterator[Served]:
    """One desk for everything that only reads."""
    with serving(examples_db, knowledge) as served:
        yield served


@pytest.fixture
def own_desk(examples_db: Path, knowledge: Knowledge, tmp_path: Path) -> Iterator[Served]:
    """A desk of its own for what is ruled on."""
    db = tmp_path / "own.db"
    shutil.copy(examples_db, db)
    with serving(db, knowledge) as served:
        yield served


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Iterator[Served]:
    """A desk over a page that means ill."""
    db = tmp_path_factory.mktemp("hostile") / "hostile.db"
    store = open_store(db)
    page = Document(
        HOSTILE,
        ("javascript:alert(1)", "https://example.org/a"),
        lang="hi",
        title="<b>शीर्षक</b>\u202e",
        publisher="<i>x</i>",
        published="2025-01-01",
    )
    quote = Quote(0, 67, HOSTILE[:67])
    who = Entity("person:<script>", "person", {"hi": ("<script>alert(1)</script>",)}, "<u>क</u>")
    hall = Entity("place:\u202e<u>", "place", {"hi": ("<u>भवन</u>\u202e",)}, "<u>भवन</u>")
    roles = {"participant": (who,), "co_chair": (who,), "place": (hall,)}
    stated = dict.fromkeys((*roles, "body", "date", "ordinal"), (Evidence(0, 20, "stated"),))
    body = Entity("body:\"'><svg onload=alert(1)>", "body", {"hi": ("<svg onload=alert(1)>",)}, "x")
    made = Claim(
        page.address, page.id, "session", quote, "held", "2025-01-01", "explicit", roles=roles, evidence=stated
    )
    claim = replace(made, body=body, ordinal=3)
    with store.write() as writer:
        assert writer.put_reading(writer.put_document(page), "test", [claim]) == []
    pipeline.refresh(store, knowledge)
    store.close()
    with serving(db, knowledge) as served:
        yield served
