"""A morning's run against a real server: what is new goes into the record, and whatever goes wrong is told once."""

from __future__ import annotations

import gzip
import io
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from subprocess import DEVNULL

import pytest
from web import Serve, Site, article, rss, send, served

from baithak import watching
from baithak.fetch.client import Client, Limits
from baithak.fetch.guard import Guard
from baithak.fetch.sources import Source, Sources
from baithak.knowledge.load import load
from baithak.outlets import exports
from baithak.store import Store
from baithak.store.sql import open_store
from baithak.watching import Watched

knowledge = cache(load)
DAY = "2025-12-05"
HELD = "भारत-नेपाल संयुक्त आयोग की {}वीं बैठक {} दिसंबर 2025 को काठमांडू में हुई।"
MORE = "दोनों देशों के सचिवों ने बैठक में व्यापार और सीमा पर चर्चा की और अगले कदम तय किए।"


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def store() -> Store:
    return open_store(None)


def page(number: int, day: int = 1) -> str:
    return article(HELD.format(number, day), MORE)


class Runs:
    """Runs over one site; sleeps are noted, not slept."""

    def __init__(self, site: Site, store: Store) -> None:
        self.site, self.store = site, store
        self.slept: list[float] = []

    def __call__(self, *paths: str, day: str = DAY, seconds: float = 5, **options: object) -> Watched:
        source = tuple(Source(url=self.site.url(path), publisher="Prahari") for path in paths or ("/feed",))
        sources = Sources.model_validate({"source": source, "pause": 0.0, "seconds": seconds} | options)
        names = {"news.example": "127.0.0.1", "inner.example": "10.0.0.7", "other.example": "127.0.0.1"}
        guard = Guard(loopback=True, resolve=lambda host, port: [names.get(host, host)])
        client = Client(guard, sources.agent, Limits(seconds=seconds, pause=0), sleep=self.slept.append)
        done = watching.watch(sources, client, self.store, knowledge(), day)
        watching.told(self.store)
        client.close()
        return done

    def counts(self, *paths: str, **options: object) -> tuple[int, int, int, dict[str, int]]:
        summary = self(*paths, **options).summary  # type: ignore[arg-type]
        return summary.new, summary.unchanged, summary.refused, dict(summary.issues)

    def issues(self) -> dict[str, str]:
        """Path of the address -> kind, one for each."""
        with self.store.view() as view:
            found = [(issue.doc.partition(str(self.site.port))[2], issue.kind) for issue in view.issues()]
            reasons = [issue.reason for issue in view.issues()]
        assert len(found) == len(dict(found)), found
        assert all(reason and "\n" not in reason for reason in reasons)
        return dict(found)


@pytest.fixture
def runs(site: Site, store: Store) -> Runs:
    return Runs(site, store)


def dates(store: Store) -> dict[str, str | None]:
    """Last part of a page's address -> the day that its claim of a session gives."""
    with store.view() as view:
        return {claim.doc.rpartition("/")[2]: claim.date for claim in view.claims() if claim.type == "session"}


def test_what_is_new_comes_in_and_what_it_changed_is_told(site: Site, runs: Runs) -> None:
    site.put("/feed", rss("/a", more="<pubDate>Mon, 01 Dec 2025 10:00:00 +0530</pubDate>"))
    site.put("/a", page(3))
    first = runs()
    assert (first.summary.new, first.summary.issues) == (1, {})
    assert (len(first.before["bodies"]), len(first.after["bodies"])) == (0, 1)
    with runs.store.view() as view:
        (document,) = view.documents()
    assert (document.publisher, document.published, document.first_read) == (
        "Prahari", "2025-12-01T10:00:00+05:30", DAY,
    )  # fmt: skip
    second = runs()
    assert (second.summary.new, second.summary.unchanged) == (0, 1)
    assert second.before == second.after == first.after
    site.put("/feed", rss("/a", "/b"))
    site.put("/b", page(4, 2))
    assert runs().summary.new == 1
    assert dates(runs.store) == {"a": "2025-12-01", "b": "2025-12-02"}


def test_etag_and_last_modified_spare_what_has_not_changed(site: Site, runs: Runs) -> None:
    site.put("/feed", rss("/a", "/b"), ETag='"f1"')
    site.put("/a", page(3), Last_Modified="Mon, 01 Dec 2025 10:00:00 GMT")
    site.put("/b", page(4), ETag='"b1"')
    assert runs.counts() == (2, 0, 0, {})
    site.paths()
    assert runs.counts() == (0, 2, 0, {})
    asked = {each.path: each.headers for each in site.asked}
    assert asked["/feed"]["If-None-Match"] == '"f1"'
    assert asked["/a"]["If-Modified-Since"] == "Mon, 01 Dec 2025 10:00:00 GMT"
    assert asked["/b"]["If-None-Match"] == '"b1"'
    site.put("/b", page(4, 2), ETag='"b2"')
    assert runs.counts() == (1, 1, 0, {})
    assert dates(runs.store)["b"] == "2025-12-02"


def test_a_corrected_release_supersedes_its_earlier_text_which_is_kept(site: Site, runs: Runs) -> None:
    site.put("/feed", rss("/a"))
    site.put("/a", page(3, 1))
    runs()
    with runs.store.view() as view:
        (before,) = view.documents()
    site.put("/a", page(3, 4))
    done = runs()
    with runs.store.view() as view:
        (after,) = view.documents()
        earlier = view.document(before.id)
    assert dates(runs.store) == {"a": "2025-12-04"}
    assert earlier is not None
    assert earlier.text == before.text != after.text
    (old,), (new,) = ([b["sessions"][0]["date"] for b in r["bodies"]] for r in (done.before, done.after))
    assert (old, new) == ("2025-12-01", "2025-12-04")


def test_a_page_is_asked_about_again_while_it_is_young_or_said_to_have_changed(site: Site, runs: Runs) -> None:
    site.put("/feed", rss("/a"))
    site.put("/a", page(3))
    for day, asked in (("2025-12-01", True), ("2025-12-08", True), ("2025-12-09", False)):
        runs(day=day, recheck=7)
        assert ("/a" in site.paths()) == asked
    site.put("/feed", rss("/a", more="<description>Corrected</description>"))
    runs(day="2025-12-20")
    assert "/a" in site.paths()


def test_an_address_that_has_moved_for_good_is_asked_at_its_new_place(site: Site, runs: Runs) -> None:
    site.put("/feed", "", 301, Location="/new-feed")
    site.put("/new-feed", rss("/a", "/c"))
    site.put("/a", "", 308, Location=site.url("/b", "other.example"))
    site.put("/b", page(3))
    site.put("/c", "", 302, Location="/d")
    site.put("/d", page(4))
    assert runs.counts() == (2, 0, 0, {})
    assert set(site.paths()) == {"/feed", "/new-feed", "/a", "/b", "/c", "/d"}
    assert runs.counts() == (0, 2, 0, {})
    assert set(site.paths()) == {"/new-feed", "/b", "/c", "/d"}
    with runs.store.view() as view:
        assert {document.addresses for document in view.documents()} == {
            (site.url("/a"), site.url("/b", "other.example")),
            (site.url("/c"), site.url("/d")),
        }


def test_what_is_not_there_and_what_is_gone_for_good(site: Site, runs: Runs) -> None:
    site.put("/feed", rss("/none", "/gone", "/a"))
    site.put("/gone", "", 410)
    site.put("/a", page(3))
    site.put("/old-feed", "", 410)
    expected = {"/none": "not-found", "/gone": "gone", "/old-feed": "gone", "/no-feed": "not-found"}
    for new in (1, 0):
        counts = runs.counts("/feed", "/old-feed", "/no-feed")
        assert counts[0] == new
        assert runs.issues() == expected
    asked = site.paths()
    assert (asked.count("/gone"), asked.count("/old-feed"), asked.count("/no-feed")) == (1, 1, 2)


def after(failures: int, status: int, body: str, **headers: str) -> Serve:
    """Answers so many times with a failure, then with a page."""
    left = [failures]

    def serve(request: BaseHTTPRequestHandler) -> None:
        left[0] -= 1
        if left[0] >= 0:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            send(request, status, b"", named)
        else:
            send(request, 200, body.encode())

    return serve


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (429, {"Retry_After": "17"}, 17.0),
        (503, {"Retry_After": "Mon, 01 Dec 2025 10:00:30 GMT", "Date": "Mon, 01 Dec 2025 10:00:00 GMT"}, 30.0),
        (500, {}, 2.0),
        (502, {"Retry_After": "soon"}, 2.0),
    ],
)
def test_a_busy_server_is_given_the_time_that_it_wants(
    site: Site, runs: Runs, status: int, headers: dict[str, str], wait: float
) -> None:
    site.put("/feed", rss("/a"))
    site.pages["/a"] = after(1, status, page(3), **headers)
    assert runs.counts() == (1, 0, 0, {})
    assert wait - 1 < max(runs.slept) <= wait


def test_a_server_that_stays_busy_is_left_to_the_next_run(site: Site, runs: Runs) -> None:
    site.put("/feed", rss("/a", "/b"))
    site.pages["/a"] = after(3, 500, page(3))
    site.put("/b", page(4))
    assert runs.counts() == (1, 0, 1, {"server-error": 1})
    assert runs.issues() == {"/a": "server-error"}
    assert runs.counts() == (1, 1, 0, {})


def test_a_server_that_wants_an_hour_is_not_waited_for(site: Site, runs: Runs) -> None:
    site.put("/feed", rss("/a", "/b", "/c"))
    for path in ("/a", "/b", "/c"):
        site.pages[path] = after(1, 429, page(3), Retry_After="3600")
    assert runs.counts()[:3] == (0, 0, 1)
    assert runs.issues() == {"/a": "busy", "/feed": "host"}
    assert site.paths() == ["/feed", "/a"]
    assert max(runs.slept) < 100


def test_a_host_that_leaves_everything_unanswered_is_given_up_for_the_run(site: Site, runs: Runs) -> None:
    site.put("/feed", rss(*(f"/{n}" for n in range(50))))
    for n in range(50):
        site.put(f"/{n}", "", 500)
    runs()
    assert sorted(runs.issues()) == ["/0", "/1", "/2", "/feed"]
    with runs.store.view() as view:
        assert any("47 more addresses there wait" in issue.reason for issue in view.issues())


def endless(request: BaseHTTPRequestHandler) -> None:
    """A page that never ends, a little at a time."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    while True:
        request.wfile.write(b"<p>more</p>")
        time.sleep(0.02)


def endless_headers(request: BaseHTTPRequestHandler) -> None:
    while True:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX-" if not request.close_connection else b"a")
        request.close_connection = True
        time.sleep(0.02)


def silent(request: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def torrent(request: BaseHTTPRequestHandler) -> None:
    """A page that never ends, as fast as it can."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    while True:
        request.wfile.write(b"a" * (1 << 16))


def broken_off(request: BaseHTTPRequestHandler) -> None:
    send(request, 200, b"<html>", {"Content-Length": "5000"})
    request.close_connection = True


@cache
def zeros() -> bytes:
    """200 MB in 200 kB."""
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb") as file:
        for _ in range(200):
            file.write(bytes(1_000_000))
    return made.getvalue()


@pytest.mark.parametrize("serve", [endless, endless_headers, silent])
def test_a_page_that_takes_for_ever_is_one_issue(site: Site, runs: Runs, serve: Serve) -> None:
    site.put("/feed", rss("/slow", "/a"))
    site.pages["/slow"] = serve
    site.put("/a", page(3))
    assert runs.counts(seconds=0.3) == (1, 0, 1, {"timeout": 1})


def test_what_is_too_much_or_broken_is_one_issue_each(site: Site, runs: Runs) -> None:
    expected = {
        "/torrent": "too-large", "/zeros": "too-large", "/long": "too-large", "/cut": "damaged", "/odd": "encoding",
        "/broken-off": "unreachable", "/pdf": "not-a-page", "/empty": "empty", "/login": "refused",
        "/teapot": "refused", "/loop": "redirects", "/file": "not-http",
    }  # fmt: skip
    site.put("/feed", rss(*expected, "/packed"))
    site.pages |= {"/torrent": torrent, "/broken-off": broken_off}
    site.put("/zeros", zeros(), Content_Encoding="gzip")
    site.put("/long", b"a" * (5 << 20))
    site.put("/cut", gzip.compress(page(3).encode())[:-12], Content_Encoding="gzip")
    site.put("/odd", b"?", Content_Encoding="zstd")
    site.put("/pdf", b"%PDF", Content_Type="application/pdf")
    site.put("/empty", b"")
    site.put("/login", b"Sign in", 401)
    site.put("/teapot", b"", 204)
    site.put("/loop", b"", 302, Location="/loop")
    site.put("/file", b"", 302, Location="file:///etc/passwd")
    site.put("/packed", gzip.compress(page(3).encode()), Content_Encoding="gzip")
    assert len(zeros()) < 200_000
    assert runs.counts()[:3] == (1, 0, len(expected))
    assert runs.issues() == expected


@pytest.mark.parametrize("feed", [zeros(), b"<html>Sign in</html>", b"", b'{"items": 7}'])
def test_a_feed_that_is_none_is_one_issue(site: Site, runs: Runs, feed: bytes) -> None:
    site.put("/bad", feed, Content_Encoding="gzip" if feed[:2] == b"\x1f\x8b" else "identity")
    site.put("/feed", rss("/a"))
    site.put("/a", page(3))
    assert runs.counts("/bad", "/feed")[:3] == (1, 0, 1)
    assert list(runs.issues()) == ["/bad"]


@pytest.mark.parametrize(
    "to", ["http://10.0.0.7/", "http://169.254.169.254/latest", "http://inner.example/", "http://[::1%25lo]/"]
)
def test_what_leads_to_a_closed_address_is_not_followed(site: Site, runs: Runs, to: str) -> None:
    site.put("/feed", rss("/away", to, "/a"))
    site.put("/away", "", 301, Location=to)
    site.put("/moved-feed", "", 302, Location=to)
    site.put("/a", page(3))
    assert runs.counts("/feed", "/moved-feed")[:3] == (1, 0, 3)
    with runs.store.view() as view:
        kinds = {issue.kind for issue in view.issues()}
    assert kinds <= {"closed-address", "not-http"}


def test_a_feed_of_50_000_entries(site: Site, runs: Runs) -> None:
    site.put("/feed", rss(*(f"/{n}" for n in range(50_000))))
    site.put("/0", page(3))
    site.put("/1", page(4))
    assert runs.counts(entries=2) == (2, 0, 0, {"too-many": 1})
    assert runs.counts(entries=2) == (0, 2, 0, {"too-many": 1})
    assert runs.issues() == {"/feed": "too-many"}


def test_entities_that_expand(site: Site, runs: Runs) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    head = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
    site.put("/feed", rss("/a", head=head, more="<description>&l29;</description>"))
    assert runs.counts() == (0, 0, 1, {"entities": 1})


def urls(*paths: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{p}</loc><lastmod>2025-12-01</lastmod></url>' for p in paths)}</urlset>"


def index(*paths: str) -> str:
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{path}</loc></sitemap>' for path in paths)}</sitemapindex>"


def test_sitemaps_and_an_index_of_them(site: Site, runs: Runs) -> None:
    site.put("/map", index("/1.xml.gz", "/2"), ETag="1")
    site.put("/1.xml.gz", gzip.compress(urls("/hi/a", "/en/b").encode()), Content_Type="application/gzip")
    site.put("/2", urls("/hi/c"))
    for number, path in enumerate(("/hi/a", "/hi/c", "/hi/d"), 3):
        site.put(path, page(number))
    hindi = {"source": [{"url": site.url("/map"), "match": ["/hi/"]}]}
    assert runs.counts(**hindi) == (2, 0, 0, {})
    site.put("/2", urls("/hi/c", "/hi/d"))
    assert runs.counts(**hindi) == (1, 2, 0, {})
    site.put("/1.xml.gz", index("/map", "/3"))
    site.put("/3", index("/4"))
    assert runs.counts(**hindi) == (0, 3, 1, {"nesting": 1})
    assert "/4" not in site.paths()


def test_robots_txt_is_kept_to(site: Site, runs: Runs) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 9")
    site.put("/feed", rss("/private/a", "/b"))
    site.put("/b", page(3))
    assert runs.counts() == (1, 0, 1, {"robots": 1})
    assert site.paths() == ["/feed", "/b"]
    assert 8 < max(runs.slept) <= 9


def test_a_robots_txt_that_cannot_be_read_now_forbids_all_of_it_for_now(site: Site, runs: Runs) -> None:
    site.pages["/robots.txt"] = after(3, 500, "")
    site.put("/feed", rss("/a"))
    site.put("/a", page(3))
    assert runs.counts() == (0, 0, 1, {"robots": 1})
    assert site.paths() == []
    assert runs.counts() == (1, 0, 0, {})


def test_each_host_is_given_its_pause_and_others_are_asked_meanwhile(site: Site, store: Store) -> None:
    source = [{"url": site.url("/feed", host)} for host in ("news.example", "other.example")]
    sources = Sources.model_validate({"source": source})
    site.put("/feed", rss("/a", "/b"))
    for path in ("/a", "/b"):
        site.put(path, page(3))
    slept: list[float] = []
    guard = Guard(loopback=True, resolve=lambda *_: ["127.0.0.1"])

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time.sleep(seconds)

    client = Client(guard, "test", Limits(seconds=5, pause=0.4), sleep=sleep)
    watching.watch(sources, client, store, knowledge(), DAY)
    hosts = [asked.headers["Host"][0] for asked in site.asked]
    assert hosts == list("nnoo" + "no" * 2)
    assert sum(slept) < 0.4 * len(site.asked) * 0.75


MAIN = [sys.executable, "-c", "from baithak.outlets.cli import main; main()"]


def exported(db: Path) -> list[str]:
    store = open_store(db, create=False)
    with store.view() as view:
        found = [*exports.documents(view.documents()), *exports.claims(view.claims())]
        issues = [str(issue) for issue in view.issues()]
    store.close()
    return [*found, *issues]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_killed_at_random_moments_and_begun_again_it_comes_to_the_same_end(site: Site, tmp_path: Path) -> None:
    chance = random.Random(5)
    paths = [f"/{n}" for n in range(9)]
    for number, path in enumerate(paths, 1):
        site.put(path, page(number, number))
    site.put("/feed", rss(*paths, "/none"))
    (tmp_path / "sources.toml").write_text(f'pause = 0.1\n[[source]]\nurl = "{site.url("/feed", "127.0.0.1")}"\n')
    command = [*MAIN, "watch", str(tmp_path / "sources.toml"), "--allow-loopback", "--db"]
    straight = subprocess.run([*command, tmp_path / "straight.db"], capture_output=True, check=True)
    killed = 0
    for _ in range(5):
        asked = len(site.asked)
        process = subprocess.Popen([*command, str(tmp_path / "killed.db")], stdout=DEVNULL, stderr=DEVNULL)
        until = asked + chance.randint(1, 4)
        while len(site.asked) < until and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.1)
        process.kill()
        killed += process.wait() == -signal.SIGKILL
    assert killed == 5
    resumed = subprocess.run([*command, tmp_path / "killed.db"], capture_output=True, check=True)
    assert exported(tmp_path / "killed.db") == exported(tmp_path / "straight.db")
    assert resumed.stdout == straight.stdout
    assert "9th sitting" in resumed.stdout.decode()


def test_what_is_wrong_with_the_list_is_one_line_each(tmp_path: Path) -> None:
    for text, told in (
        ("", "source: Field required"),
        ("[[source]]\nurl = 'file:///a'", "source.0.url"),
        ("pause = -1\n[[source]]\nurl = 'http://a.example'\nadress = 'b'", "pause"),
        ("[[source", "no TOML"),
    ):
        (tmp_path / "sources.toml").write_text(text)
        done = subprocess.run([*MAIN, "watch", "sources.toml"], capture_output=True, check=False, cwd=tmp_path)
        assert (done.returncode, told in done.stderr.decode()) == (1, True), done.stderr.decode()
        assert not (tmp_path / "baithak.db").exists()
