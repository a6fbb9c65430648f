"""What a build tells: nothing is dropped in silence, and nothing floods the screen."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from baithak.errors import Issue
from baithak.outlets.progress import progress, tell
from baithak.pipeline import Summary


def test_the_summary_counts_and_names_every_kind_of_issue(capsys: pytest.CaptureFixture[str]) -> None:
    issues = [Issue("empty", f"{n}.txt", "there is nothing in it") for n in range(12)] + [
        Issue("odd", "[x].txt", "why")
    ]
    summary = Summary(new=3, refused=13, documents=3, claims=1, events=0, issues=Counter(i.kind for i in issues))
    tell(summary, issues, Path("desk.db"))
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert lines[0] == "Pages: 3 new, 13 refused. desk.db holds 3 documents, 1 claim, 0 events."
    assert lines[1:3] == ["empty: 12", "  0.txt: there is nothing in it"]
    assert lines[-3:] == ["  … and 2 more", "odd: 1", "  [x].txt: why"]


def test_no_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as step:
        step("pages/one.txt")
    assert capsys.readouterr().err == ""
