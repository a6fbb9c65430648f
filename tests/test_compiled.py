"""The reader that `make compiled` has built reads as the source does, to the letter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.golden import ROOT

BUILT = ROOT / "build" / "compiled"
READ = """
import sys
from pathlib import Path
from baithak import pipeline
from baithak.claims import page
from baithak.knowledge.load import load
from baithak.outlets import exports
from baithak.store.sql import open_store

print(page.__file__)
store = open_store(Path(sys.argv[1]))
pipeline.build([Path(each) for each in sys.argv[2:]], store, load())
with store.view() as view:
    documents, claims = pipeline.known(view)
    print(*exports.documents(documents), *exports.claims(claims), sep="\\n")
"""


def reading(packages: Path, db: Path) -> tuple[str, list[str]]:
    """The module that read, and what it read of every golden page."""
    pages = [*sorted((ROOT / "tests" / "golden").glob("*/pages")), ROOT / "examples"]
    done = subprocess.run(
        [sys.executable, "-c", READ, db, *pages],
        env=os.environ | {"PYTHONPATH": str(packages)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    module, *lines = done.stdout.splitlines()
    return module, lines


def of_this_source() -> bool:
    """Whether what lies there was built from the modules as they are."""
    modules = [path.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("*.py")]
    return all((BUILT / each).is_file() and (BUILT / each).read_bytes() == (ROOT / "src" / each).read_bytes()
               for each in modules)  # fmt: skip


@pytest.mark.skipif(not of_this_source(), reason="the reader is not compiled from this source: make compiled")
def test_the_compiled_reader_reads_as_the_source_does(tmp_path: Path) -> None:
    compiled, found = reading(BUILT, tmp_path / "compiled.db")
    interpreted, expected = reading(ROOT / "src", tmp_path / "interpreted.db")
    assert compiled.endswith(".so") and interpreted.endswith(".py")
    assert len(expected) > 1000
    assert found == expected
