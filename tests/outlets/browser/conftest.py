"""A desk over a store of the example pages, and a real browser where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import EXAMPLES, Served, serving

from baithak import pipeline
from baithak.knowledge.load import Knowledge, load
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
