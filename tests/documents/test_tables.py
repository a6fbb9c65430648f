"""Tables of pages: columns under their usual names or named; a bad row costs no other, a bad file no other file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from baithak.documents import tables
from baithak.documents.columns import Columns
from baithak.documents.raw import RawPage
from baithak.documents.sources import Opened, pages
from baithak.errors import Issue

TEXT = "आयोग की तीसरी बैठक काठमांडू में हुई।\n"
URL = "https://news.example/a"


def put(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The same rows as Parquet or JSON lines, as the name says."""
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=2)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def read(path: Path, **named: str) -> tuple[list[RawPage], list[str]]:
    found = list(pages([path], Columns(named)))
    assert isinstance(found[0], Opened)
    issues = [f"{i.kind} {i.doc.rpartition('/')[2]} {i.reason}" for i in found if isinstance(i, Issue)]
    return [page for page in found if isinstance(page, RawPage)], issues


@pytest.fixture(params=["rows.parquet", "rows.jsonl"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


@pytest.mark.parametrize("text", ["text", "content", "article", "body", "Content", "TEXT"])
def test_columns_go_by_their_usual_names(path: Path, text: str) -> None:
    row = {text: TEXT, "Url": URL, "date": "2025-12-01T10:00:00Z", "outlet": "Prahari", "lang": "hi"}
    (page,), issues = read(put(path, [row | {"other": 7}]))
    assert (page.text, page.address, page.media, issues) == (TEXT, URL, "text/plain", [])
    facts = page.facts
    assert (facts.url, facts.published, facts.publisher, facts.language) == (
        URL, "2025-12-01T10:00:00+00:00", "Prahari", "hi",
    )  # fmt: skip


def test_a_column_may_be_named_and_another_left_out(path: Path) -> None:
    made = put(path, [{"main": TEXT, "text": "Menu", "url": URL}])
    (page,), _ = read(made, text="main", url="")
    assert (page.text, page.address) == (TEXT, f"{made}:1")
    none, (issue,) = read(made, text="paragraphs")
    assert none == []
    assert issue.startswith(f"not-a-page {path.name} no column is called paragraphs")


def test_a_bad_row_costs_no_other(path: Path) -> None:
    rows = [{"text": TEXT, "date": d} for d in ("2025-12", "next spring", None)]
    found, issues = read(put(path, [{"text": None, "date": ""}, *rows, {"text": " \n", "date": "Mon, 01 Dec 2025"}]))
    row = "row" if path.suffix == ".parquet" else "line"
    assert [page.address for page in found] == [f"{path}:{n}" for n in (2, 3, 4)]
    assert [page.facts.published for page in found] == ["2025-12", None, None]
    assert issues == [
        f"empty {path.name} {row} 1: there is no text in this row",
        f"page-facts {path.name}:3 its date is none that can be read: 'next spring'",
        f"empty {path.name} {row} 5: there is no text in this row",
    ]


def test_html_is_known_by_its_beginning(path: Path) -> None:
    html = '\n<!-- x --><!DOCTYPE html><html><p>"' + TEXT
    found, _ = read(put(path, [{"text": html}, {"text": "<3 " + TEXT}]))
    assert [page.media for page in found] == ["text/html", "text/plain"]


def test_dates_and_bytes_of_parquet(tmp_path: Path) -> None:
    when = [datetime(2025, 12, 1, 10, tzinfo=UTC), datetime(2025, 12, 2, 10), None]
    table = pa.table({
        "content": [TEXT.encode("utf-16"), b"\x89PNG", TEXT.encode()],
        "date": pa.array(when, pa.timestamp("us")),
        "published_at": [date(2025, 12, 3)] * 3,
    })  # fmt: skip
    pq.write_table(table, tmp_path / "a.parquet")
    found, issues = read(tmp_path / "a.parquet")
    assert [page.text.removeprefix("\ufeff") for page in found] == [TEXT, TEXT]
    assert [page.facts.published for page in found] == ["2025-12-01", "2025-12-03"]
    assert [issue.split()[0] for issue in issues] == ["not-text"]


def test_some_row_groups_alone(tmp_path: Path) -> None:
    path = put(tmp_path / "a.parquet", [{"text": f"{n} {TEXT}"} for n in range(1, 6)])
    found = [page for page in tables.parquet_pages(path, Columns(), [1, 2]) if isinstance(page, RawPage)]
    assert [page.address for page in found] == [f"{path}:{n}" for n in (3, 4, 5)]


def test_a_damaged_parquet_file_is_one_issue(tmp_path: Path) -> None:
    path = put(tmp_path / "a.parquet", [{"text": f"{n} {TEXT}"} for n in range(100)])
    whole = path.read_bytes()
    broken = bytearray(whole)
    broken[4:60] = bytes(56)
    for data in (b"", b"tea", whole[:-30], bytes(broken)):
        path.write_bytes(data)
        (issue,) = read(path)[1]
        assert issue.startswith("damaged a.parquet")
        assert "\n" not in issue


def test_a_row_group_of_too_much_is_one_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "a.parquet", [{"text": TEXT}, {"text": TEXT}, {"text": TEXT}])
    monkeypatch.setattr(tables, "_LARGEST_GROUP", 10)
    found, issues = read(path)
    assert found == []
    assert [issue.split()[0] for issue in issues] == ["too-large", "too-large"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"file": "a.txt"}', "name the folder"),
        ('{"name": "a"}', "no column is called text, content"),
        ("[1]", "no object"),
        ("tea", "no JSON"),
        ("", "nothing"),
        ("\udcff", "not UTF-8"),
    ],
)
def test_the_first_line_says_what_json_lines_hold(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    opened, issue = pages([path])
    assert opened == Opened(path)
    assert isinstance(issue, Issue)
    assert told in issue.reason


def test_claims_are_known_by_their_first_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"type": "session", "quote": [0, 1, "a"], "text": "b"}', "utf-8")
    assert list(pages([path])) == [Opened(path, "claims")]
