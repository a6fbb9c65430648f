"""What pages say of themselves, each fact from its own place on the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from baithak.documents import prepare
from baithak.documents.raw import PageFacts, RawPage
from baithak.errors import SkipItem
from baithak.model import Document

SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLE = "भारत और नेपाल की संयुक्त समिति की बैठक सोमवार को पोखरा में हुई। दोनों पक्षों ने बिजली के व्यापार पर बात की।"
HEADLINE = "पोखरा में भारत-नेपाल संयुक्त समिति की बैठक, बिजली के व्यापार पर बात"


def document(*lines: str, facts: PageFacts | None = None) -> Document:
    return prepare(RawPage("page.txt", "\n".join(lines), facts=facts or PageFacts()))


def reasons(*lines: str) -> dict[str, str]:
    found = document(*lines)
    return {found.text[noise.start : noise.end]: noise.reason for noise in found.noise}


def test_a_release() -> None:
    found = document(
        "विद्युत मंत्रालय",
        HEADLINE,
        "प्रविष्टि तिथि: 18 FEB 2026 6:10PM by PIB Delhi",
        ARTICLE,
        "(रिलीज़ आईडी: 2201234) आगंतुक पटल : 70",
        "इस विज्ञप्ति को इन भाषाओं में पढ़ें: English , Urdu , Marathi",
    )
    assert found.title == HEADLINE
    assert (found.publisher, found.issuer, found.release_id) == ("PIB", "विद्युत मंत्रालय", "2201234")
    assert found.sister_languages == ("en", "ur", "mr")
    assert (found.published, found.published_basis) == ("2026-02-18T18:10:00+05:30", "label")
    assert found.lang == "hi"


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (("हिमाल समाचार", HEADLINE, ARTICLE), "हिमाल समाचार"),
        (("हिमाल टाइम्स — सबसे तेज", HEADLINE, ARTICLE), "हिमाल टाइम्स"),
        ((HEADLINE, ARTICLE, "Copyright © 2026 हिमाल टाइम्स। सर्वाधिकार सुरक्षित।"), "हिमाल टाइम्स"),
        ((HEADLINE, "A meeting in Pokhara - Himal भारत, 1920, 18.02.2026", ARTICLE), "Himal भारत"),
        ((f"Himal News (हिमाल न्यूज), {ARTICLE}",), "Himal News"),
        (("HIMAL TIMES | हिमाल टाइम्स हिंदी", HEADLINE, ARTICLE), "हिमाल टाइम्स हिंदी"),
        (("हिमवाणी — राजधानी संस्करण", HEADLINE, ARTICLE), "हिमवाणी"),
        ((HEADLINE, ARTICLE, "© 2014-2026 हिमवाणी मीडिया प्रा. लि."), "हिमवाणी"),
        (("हिमवाणी", "होम | देश | विदेश | खेल", HEADLINE, ARTICLE, "© 2026 Himvani Broadcasting Pvt Ltd"), "हिमवाणी"),
        (("हिमवाणी डॉट कॉम", "शुक्रवार, 13 फरवरी 2026 | अपडेट: 21:15", HEADLINE, ARTICLE), "हिमवाणी"),
        (("हिमवाणी | पहाड़ की अपनी आवाज", HEADLINE, ARTICLE), "हिमवाणी"),
        (("HIMVARTA | हिमवार्ता टाइम्स", HEADLINE, ARTICLE), "हिमवार्ता टाइम्स"),
        ((HEADLINE, "एएनआई | अपडेट: 13 फरवरी 2026", ARTICLE), "एएनआई"),
        (("विदेश मंत्रालय, भारत सरकार", "होम | मंत्रालय | मीडिया सेंटर | निविदाएं", HEADLINE, ARTICLE), "विदेश मंत्रालय"),
        (("ताजा खबरें", "होम | देश | विदेश | खेल", HEADLINE, ARTICLE), None),
        (("अंतर लीड बिजली नेपाल", "हि.वा. 1302 2230 पोखरा", HEADLINE, ARTICLE), None),
        (("LIVE टीवी | ई-पेपर | वेब स्टोरी", HEADLINE, ARTICLE), None),
        (("Gold Price Today: ₹1,01,200   Silver ₹1,14,000", HEADLINE, ARTICLE), None),
        ((HEADLINE, ARTICLE), None),
    ],
)
def test_publishers(lines: tuple[str, ...], publisher: str | None) -> None:
    assert document(*lines).publisher == publisher


def test_the_page_outweighs_the_crawl() -> None:
    crawl = PageFacts(published="2026-03-01", publisher="सूत्र")
    assert document(HEADLINE, ARTICLE, facts=crawl).publisher == "सूत्र"
    assert document("हिमाल समाचार", HEADLINE, ARTICLE, facts=crawl).publisher == "हिमाल समाचार"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("14 मई 2026 को 08:05 बजे प्रकाशित", "2026-05-14"),
        ("इन्हें भी देखें: नदी उत्सव | मेले में नामांकन की तारीख़ 14 मई", None),
        ("नदी उत्सव में आवेदन की तारीख़ 14 मई", None),
    ],
)
def test_a_label_of_publication_stands_by_itself(line: str, published: str | None) -> None:
    assert document(HEADLINE, line, ARTICLE).published == published


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (ARTICLE, "hi"),
        ("The joint committee of India and Nepal met in Pokhara on Monday and discussed trade in power.", "en"),
        ("Совместная комиссия Индии и Непала провела заседание в Покхаре и обсудила торговлю.", "ru"),
        ("पुण्यातील बैठकीत दोन्ही देशांच्या अधिकाऱ्यांनी संरक्षण सहकार्यावर चर्चा केली आणि करारावर सही केली.", "mr"),
        ("東京で会議が開かれた。", None),
        ("12345 ***", None),
    ],
)
def test_languages(text: str, lang: str | None) -> None:
    assert document(text).lang == lang


def test_reasons_are_told_by_kind() -> None:
    found = reasons(
        "होम | देश | विदेश | खेल",
        HEADLINE,
        "फोटो: एजेंसी",
        ARTICLE,
        "यह भी पढ़ें: सर्दी में त्वचा का ख्याल",
        "विज्ञापन",
        f"{ARTICLE} अगली बैठक काठमांडू में होगी।",
        "टैग्स: नेपाल, भारत",
        "हमारे व्हाट्सएप चैनल से जुड़ें",
        "© 2026 हिमाल टाइम्स",
    )
    assert list(found.values()) == [
        "menu",
        "caption",
        "read-also",
        "advertisement",
        "tags",
        "subscribe",
        "legal",
    ]


def test_html() -> None:
    paragraphs = "".join(f"<p>{ARTICLE} यह अनुच्छेद {n} है।</p>" for n in range(4))
    html = (
        f"<html><head><title>{HEADLINE} | हिमाल</title><meta property='og:site_name' content='हिमाल'>"
        "<meta property='article:published_time' content='2026-02-18T18:10:00+05:45'></head>"
        f"<body><nav><a href='/'>होम</a></nav><article><h1>{HEADLINE}</h1>{paragraphs}</article></body></html>"
    )
    found = prepare(RawPage("page.html", html, "text/html"))
    assert ARTICLE in found.text
    assert "<p>" not in found.text
    assert (found.published, found.published_basis) == ("2026-02-18T18:10:00+05:45", "metadata")
    assert found.publisher == "हिमाल"
    assert found.extractor is not None
    assert found.extractor.startswith("trafilatura ")
    with pytest.raises(SkipItem):
        prepare(RawPage("page.html", "<html><body></body></html>", "text/html"))


@pytest.mark.skipif(not (SHARED / "gold/documents.json").exists(), reason="the shared seeds are not here")
def test_seeds() -> None:
    for gold in json.loads((SHARED / "gold/documents.json").read_text("utf-8")):
        text = (SHARED / "seeds" / gold["doc"]).read_bytes().decode()
        found = prepare(RawPage(gold["doc"], text))
        facts = (found.publisher, found.published, found.release_id, found.lang, found.title)
        title = gold["title"] and gold["title"][2]
        wanted = (gold["publisher"], gold["published"], gold.get("release_id"), gold["lang"], title)
        assert facts == wanted, gold["doc"]
        assert found.inferred == gold.get("published_inferred")
        assert found.sister_languages == tuple(gold.get("sister_languages", ()))
        noise = {text.count("\n", 0, each.start) for each in found.noise}
        lines = {number for number, line in enumerate(text.split("\n")) if line.strip()}
        assert lines - noise == set(gold["body_lines"]), gold["doc"]
