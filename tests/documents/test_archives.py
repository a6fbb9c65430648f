"""Web archives as crawlers leave them: packed, chunked, cut off; what is no page is counted in one Issue."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from baithak.documents.raw import LARGEST, RawPage
from baithak.documents.sources import Opened, pages
from baithak.errors import Issue

HTML = "<html><body><p>आयोग की तीसरी बैठक काठमांडू में हुई।</p></body></html>"
BODY = HTML.encode()


def record(
    body: bytes, *headers: str, uri: str = "https://news.example/a", sort: str = "response", status: str = "200 OK"
) -> bytes:
    """A record of an archive, each of its own hand: an HTTP answer, or the body alone."""
    http = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() if sort == "response" else b""
    media = "application/http; msgtype=response" if http else "text/plain"
    lines = (
        "WARC/1.0", f"WARC-Type: {sort}", f"WARC-Target-URI: {uri}", "WARC-Date: 2025-12-01T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:0>", f"Content-Type: {media}", f"Content-Length: {len(http + body)}", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + http + body + b"\r\n\r\n"


def html(body: bytes, *headers: str, uri: str = "https://news.example/a") -> bytes:
    return record(body, "Content-Type: text/html", *headers, uri=uri)


def read(path: Path, data: bytes) -> tuple[list[RawPage], list[str]]:
    path.write_bytes(data)
    opened, *found = pages([path])
    assert opened == Opened(path)
    issues = [f"{i.kind} {i.doc}: {i.reason}" for i in found if isinstance(i, Issue)]
    return [page for page in found if isinstance(page, RawPage)], issues


def chunked(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data)


@pytest.mark.parametrize("pack", [lambda a: a, gzip.compress], ids=["plain", "gzipped whole"])
@pytest.mark.parametrize(
    "made",
    [
        html(BODY),
        html(gzip.compress(BODY), "Content-Encoding: gzip"),
        html(brotli.compress(BODY), "Content-Encoding: br"),
        html(chunked(BODY), "Transfer-Encoding: chunked"),
        html(chunked(gzip.compress(BODY)), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        html(BODY, "Transfer-Encoding: chunked", "Content-Encoding: gzip"),  # as archives keep what they unpacked
    ],
)
def test_a_page_comes_out_however_it_was_sent(tmp_path: Path, made: bytes, pack: object) -> None:
    assert callable(pack)
    found, issues = read(tmp_path / "a.warc", pack(made + html(BODY, uri="https://news.example/b")))
    assert issues == []
    assert [page.address for page in found] == ["https://news.example/a", "https://news.example/b"]
    assert {(p.text, p.media, p.fetched, p.facts.url == p.address) for p in found} == {
        (HTML, "text/html", "2025-12-01", True)
    }


def test_the_encoding_that_the_server_states(tmp_path: Path) -> None:
    text = "<html><p>Заседание комиссии прошло в Москве.</p></html>"
    made = record(text.encode("windows-1251"), "Content-Type: text/html; charset=windows-1251")
    (page,), issues = read(tmp_path / "a.warc.gz", gzip.compress(made))
    assert (page.text, issues) == (text, [])


def test_plain_text_that_was_made_of_a_page(tmp_path: Path) -> None:
    (page,), issues = read(tmp_path / "a.warc", record(BODY, sort="conversion"))
    assert (page.text, page.media, issues) == (HTML, "text/plain", [])


def test_what_is_no_page_is_one_issue(tmp_path: Path) -> None:
    others = [record(b"GIF8", "Content-Type: image/gif")] * 3 + [record(BODY, status="404 Not Found")]
    others += [record(b"x", sort="request"), record(b"y", sort="warcinfo")]
    (page,), (issue,) = read(tmp_path / "a.warc", b"".join([*others, html(BODY)]))
    assert page.text == HTML
    assert issue.endswith("what is no page was left out: 3 image/gif, 1 with status 404")


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        (html(b""), "empty"),
        (html(gzip.compress(BODY)[:-9], "Content-Encoding: gzip"), "damaged"),
        (html(b"\xb5\x2f\xfd", "Content-Encoding: zstd"), "encoding"),
        (html(gzip.compress(bytes(200_000_000)), "Content-Encoding: gzip"), "too-large"),
        (html(b"a" * (LARGEST + 1)), "too-large"),
        (html(b"a" * (3 * LARGEST)), "too-large"),
        (html(b"\x89PNG" + bytes(200)), "not-text"),
    ],
)
def test_a_bad_page_costs_no_other(tmp_path: Path, bad: bytes, kind: str) -> None:
    (page,), (issue,) = read(tmp_path / "a.warc", bad + html(BODY, uri="https://news.example/b"))
    assert page.address == "https://news.example/b"
    assert issue.startswith(f"{kind} https://news.example/a: ")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-40],
        lambda data: data + b"tea\r\n" * 9,
        lambda data: data[:-40].replace(b"Content-Length: 1", b"Content-Length: 9999999999"),
        lambda data: gzip.compress(data)[:-30],
    ],
    ids=["cut off", "followed by something else", "boastful", "cut off packed"],
)
def test_a_damaged_archive_is_read_as_far_as_it_goes(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    made = html(BODY) + spoil(html(BODY + b"c" * 50, uri="https://news.example/b") * 2)
    found, issues = read(tmp_path / "a.warc", made)
    assert found[0].text == HTML
    assert len(issues) == 1, issues
    assert issues[0].split()[0] in ("damaged", "too-large")


@pytest.mark.parametrize("data", [b"", b"tea\n" * 100, gzip.compress(b"tea\n" * 100)])
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    found, issues = read(tmp_path / "a.warc", data)
    assert (found, len(issues)) == ([], 1)
