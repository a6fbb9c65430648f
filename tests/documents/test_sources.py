"""Bad input is one clear Issue each, and every other page is read."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from baithak.documents.raw import LARGEST, LONGEST, PageFacts, RawPage
from baithak.documents.sources import pages
from baithak.errors import Issue

GOOD = "बैठक काठमांडू में हुई।\r\nअगली बैठक पोखरा में होगी।\n"


def read(*paths: Path) -> tuple[dict[str, RawPage], list[Issue]]:
    found = list(pages(paths))
    return {Path(p.address).name: p for p in found if isinstance(p, RawPage)}, [
        i for i in found if isinstance(i, Issue)
    ]


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "good.txt", GOOD.encode())
    return tmp_path


def only_issue(folder: Path, kind: str) -> Issue:
    """The one Issue of a folder in which the good page was read all the same."""
    found, issues = read(folder)
    assert found["good.txt"].text == GOOD
    assert [issue.kind for issue in issues] == [kind]
    return issues[0]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.7\n...", "not-text"),
        (bytes(range(256)) * 40, "not-text"),
        (b"\x00\x01\x02" * 100, "not-text"),
        ("क".encode() * (LONGEST + 1), "long-line"),
    ],
)
def test_what_is_no_page_is_an_issue(folder: Path, data: bytes, kind: str) -> None:
    path = put(folder, "bad.txt", data)
    issue = only_issue(folder, kind)
    assert issue.doc == str(path)
    assert "\n" not in issue.reason


def test_a_page_of_60_mb(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(60_000_000)
    assert f"{LARGEST:,}" in only_issue(folder, "too-large").reason


def test_other_files_are_named(folder: Path) -> None:
    put(folder, "sheet.xlsx", b"PK")
    only_issue(folder, "not-a-page")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_read_and_said(folder: Path, encoding: str) -> None:
    put(folder, "wide.txt", GOOD.encode(encoding))
    assert encoding[:6] in only_issue(folder, "encoding").reason
    assert read(folder)[0]["wide.txt"].text == GOOD


def test_invalid_utf8_is_read_with_its_gaps(folder: Path) -> None:
    put(folder, "broken.txt", GOOD.encode() + b"\xff\xfe " + GOOD.encode())
    assert "2 broken" in only_issue(folder, "encoding").reason
    assert read(folder)[0]["broken.txt"].text == f"{GOOD}\ufffd\ufffd {GOOD}"


def test_an_older_encoding_is_guessed(folder: Path) -> None:
    text = "Министры обсудили подготовку очередного заседания комиссии в Москве и подписали протокол. " * 3
    put(folder, "old.txt", text.encode("windows-1251"))
    only_issue(folder, "encoding")
    assert read(folder)[0]["old.txt"].text == text


def test_html_declares_its_encoding(folder: Path) -> None:
    html = '<html><head><meta charset="windows-1251"></head><body>Заседание прошло в Москве.</body></html>'
    put(folder, "page.html", html.encode("windows-1251"))
    found, issues = read(folder)
    assert found["page.html"].text == html
    assert found["page.html"].media == "text/html"
    assert issues == []


def test_a_byte_order_mark_stays_in_the_text(folder: Path) -> None:
    put(folder, "marked.txt", b"\xef\xbb\xbf" + GOOD.encode())
    found, issues = read(folder)
    assert found["marked.txt"].text == "\ufeff" + GOOD
    assert issues == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    put(folder, "secret.txt", b"x").chmod(0)
    only_issue(folder, "unreadable")


def test_folders_links_pipes_and_sockets(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "up").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket.txt"))
        found, issues = read(folder)
    assert list(found) == ["good.txt"]
    assert sorted(Path(i.doc).name + " " + i.kind for i in issues) == [
        "empty empty-folder",
        "gone.txt unreadable",
        "pipe.txt not-a-file",
        "self.txt link-loop",
        "socket.txt not-a-file",
        "up link-loop",
    ]


def test_order_and_addresses(folder: Path) -> None:
    (folder / "a").mkdir()
    put(folder / "a", "z.txt", GOOD.encode())
    put(folder, "b.txt", GOOD.encode())
    found, issues = read(folder, folder / "b.txt")
    assert [page.address for page in found.values()] == [str(folder / n) for n in ("a/z.txt", "b.txt", "good.txt")]
    assert issues == []


def test_what_is_not_there() -> None:
    found, issues = read(Path("no/such/page.txt"))
    assert not found
    assert [issue.kind for issue in issues] == ["unreadable"]


def test_page_facts(folder: Path) -> None:
    rows = [
        {"file": "good.txt", "url": "https://example.org/2024/12/07/a", "published": "2024-12-07", "publisher": None},
        {"file": "missing.txt"},
        {"url": "https://example.org"},
        {"file": "good.txt", "published": 2024},
    ]
    put(folder, "pages.jsonl", "\n".join([*map(json.dumps, rows), "not json"]).encode())
    found, issues = read(folder)
    page = found["good.txt"]
    assert page.facts == PageFacts("https://example.org/2024/12/07/a", "2024-12-07", None)
    assert page.urls == ("https://example.org/2024/12/07/a",)
    assert page.address.endswith("good.txt")
    assert [issue.kind for issue in issues] == ["page-facts"] * 4
    assert [issue.reason[:6] for issue in issues] == ["line 3", "line 4", "line 5", "there "]
