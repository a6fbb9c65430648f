"""What feeds and sitemaps list, in every form, and what is refused of them before it can do harm."""

from __future__ import annotations

import json

import pytest
from web import rss

from baithak.errors import SkipItem
from baithak.fetch.feeds import Entry, Listing, listing

URL = "https://news.example/feeds/all.xml"
A, B = "https://news.example/a", "https://news.example/feeds/b"
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>One</title><link rel="edit" href="/edit"/><link rel="alternate" href="{A}"/>
<published>2025-12-01T10:00:00Z</published><updated>2025-12-02T10:00:00Z</updated></entry>
<entry><title>Two</title><link href="b"/><updated>2025-12-03T10:00:00Z</updated></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item><title>One</title><link>{A}</link></item><item><title>Two</title><link>b</link></item></rdf:RDF>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1",
    "items": [{"url": A, "date_published": "2025-12-01T10:00:00Z"}, {"url": "b"}, {"id": 7}, "tea"],
})  # fmt: skip
SITEMAP = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/news">
<url><loc> {B} </loc><lastmod>2025-11-01</lastmod></url>
<url><loc>{A}</loc><lastmod>2025-12-01</lastmod><n:news><n:publication_date>2025-11-30</n:publication_date></n:news></url>
<url><priority>1</priority></url></urlset>"""


def addresses(data: str | bytes, most: int = 99) -> list[str]:
    return [entry.url for entry in of(data, most).entries]


def of(data: str | bytes, most: int = 99) -> Listing:
    return listing(data.encode() if isinstance(data, str) else data, URL, most)


@pytest.mark.parametrize("data", [rss(A, "b"), ATOM, RDF, JSON, SITEMAP, "\ufeff" + rss(A, "b", A), "\n" + JSON])
def test_every_form_lists_its_pages(data: str) -> None:
    assert addresses(data) == [A, B]


def test_what_is_told_of_a_page() -> None:
    assert [entry.published for entry in of(ATOM).entries] == ["2025-12-01T10:00:00Z", "2025-12-03T10:00:00Z"]
    assert of(JSON).entries[0].published == "2025-12-01T10:00:00Z"
    assert of(SITEMAP).entries == (Entry(A, "2025-11-30", "2025-12-01"), Entry(B, None, "2025-11-01"))
    dated = rss(A, more="<pubDate>Mon, 01 Dec 2025 10:00:00 +0530</pubDate>")
    assert of(dated).entries[0].published == "Mon, 01 Dec 2025 10:00:00 +0530"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rss(A), rss(A, more="<description>Corrected</description>")),
        (ATOM, ATOM.replace("2025-12-02", "2025-12-04")),
        (JSON, JSON.replace('"date_published"', '"date_modified"')),
        (SITEMAP, SITEMAP.replace("2025-12-01", "2025-12-02")),
    ],
)
def test_the_mark_of_a_page_changes_with_what_is_told_of_it(before: str, after: str) -> None:
    first, same, other = (of(data).entries[0] for data in (before, before, after))
    assert first.mark == same.mark != other.mark
    assert first.url == other.url


def test_an_index_of_sitemaps() -> None:
    index = "".join(f"<sitemap><loc>https://news.example/{n}.xml</loc></sitemap>" for n in (1, 2, 2))
    found = of(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{index}</sitemapindex>')
    assert found == Listing((), ("https://news.example/1.xml", "https://news.example/2.xml"), 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_other_encodings_and_too_many_entries(encoding: str) -> None:
    data = rss(*map(str, range(500)), more="<description>Заседание</description>")
    found = of(data.replace('"1.0"', f'"1.0" encoding="{encoding}"').encode(encoding), 7)
    assert ([entry.url[-2:] for entry in found.entries], found.total) == ([f"/{n}" for n in range(7)], 500)


def test_the_beginning_of_a_feed_of_50_000_entries() -> None:
    long = rss(*(f"/{n}" for n in range(50_000))).encode()
    found = of(long, 100)
    assert (len(found.entries), found.total) == (100, 50_000)
    items = json.dumps({"items": [{"url": str(n)} for n in range(50_000)]})
    assert (len(of(items, 100).entries), of(items, 100).total) == (100, 50_000)


def test_the_newest_of_a_long_sitemap() -> None:
    rows = "".join(f"<url><loc>/{n}</loc><lastmod>{2000 + n}</lastmod></url>" for n in range(20))
    found = of(f"<urlset>{rows}</urlset>", 3)
    assert ([entry.url[-3:] for entry in found.entries], found.total) == (["/19", "/18", "/17"], 20)


def test_broken_xml_is_made_of_what_can_be() -> None:
    broken = rss(A, "b").replace("<title>News</title>", "<title>News & Views</title>")
    assert addresses(broken) == [A, B]
    with pytest.raises(SkipItem) as refused:
        of(broken + " " * (1 << 20))
    assert refused.value.kind == "not-a-feed"


LAUGHS = '<!DOCTYPE rss [<!ENTITY l0 "ha">{}]>'.format(
    "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
)
FILE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEEP = "<a>" * 500 + "</a>" * 500


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (rss(A, head=LAUGHS, more="<description>&l29;</description>"), "entities"),
        (rss(A, head=LAUGHS) + "<broken", "entities"),
        (rss(A, head=LAUGHS).replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"), "entities"),
        (rss(A, head=FILE, more="<category>&x;</category>"), "entities"),
        (rss(A, head='<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]>'), "entities"),
        (f"<rss>{DEEP}</rss>", "nesting"),
        ('{"items": ' + "[" * 100_000, "nesting"),
        ('{"items": {}}', "not-a-feed"),
        ('{"items": [', "not-a-feed"),
        ("<html><body>Sign in</body></html>", "not-a-feed"),
        ("Sign in", "not-a-feed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "not-a-feed"),
        (b"", "not-a-feed"),
        ("<a b='" + "c" * 5_000_000, "not-a-feed"),
    ],
)  # fmt: skip
def test_what_is_refused(data: str | bytes, kind: str) -> None:
    with pytest.raises(SkipItem) as refused:
        of(data)
    assert refused.value.kind == kind


def test_an_old_feed_that_names_its_document_type() -> None:
    head = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">'
    assert addresses(rss(A, head=head)) == [A]


@pytest.mark.parametrize("link", ["", "   ", "javascript:alert(1)", "http://[", "mailto:a@news.example"])
def test_links_that_lead_to_no_page(link: str) -> None:
    assert addresses(rss(A, link)) in ([A], [A, link.strip()])
