"""JSON lines: a bad row costs no other, and no row costs more memory than a row may have."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from baithak import jsonl
from baithak.errors import Issue


def rows(path: Path) -> list[tuple[int, object] | str]:
    return [f"{r.kind}: {r.reason}" if isinstance(r, Issue) else r for r in jsonl.rows(path, "rows.jsonl")]


def test_a_bad_line_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\n{"a":\n\n\xff\n[2]\n' + b"[" * 100_000 + b'\n{"a": 2}\n')
    first, *bad, last = rows(path)
    assert (first, last) == ((1, {"a": 1}), (7, {"a": 2}))
    assert [str(each)[: str(each).index(" is no")] for each in bad] == [
        "not-json: line 2",
        "not-text: line 4",
        "not-json: line 5",
        "not-json: line 6",
    ]


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 50)
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{{"a": 1}}\n{{"a": "{"b" * 500}"}}\n{{"a": 2}}\n{"c" * 50}')
    first, long, second, broken = rows(path)
    assert (first, second) == ((1, {"a": 1}), (3, {"a": 2}))
    assert str(long).startswith("long-line: line 2")
    assert str(broken).startswith("not-json: line 4")


def test_a_gzipped_file_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    lines = b"".join(b'{"a": %d, "b": "%s"}\n' % (n, bytes([97 + n % 26]) * n) for n in range(2000))
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(lines))
    assert len(rows(path)) == 2000
    path.write_bytes(gzip.compress(lines)[:-2000])
    *found, issue = rows(path)
    assert found[-1] == (len(found), {"a": len(found) - 1, "b": chr(97 + (len(found) - 1) % 26) * (len(found) - 1)})
    assert str(issue).startswith("damaged")
    path.write_bytes(lines)
    (issue,) = rows(path)
    assert str(issue).startswith("damaged")
