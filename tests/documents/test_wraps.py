"""Paragraphs that somebody broke into lines: their sentences are those of the same paragraphs in one line each."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baithak.documents import prepare
from baithak.documents.raw import RawPage
from baithak.language.text import fold, sentences, unwrapped
from baithak.model import Document

HEADLINE = "पोखरा में भारत-नेपाल बिजली समिति की बैठक, छह लाइनों के रखरखाव पर सहमति"
PARAGRAPHS = (
    "पोखरा, 18 फरवरी (एजेंसी) भारत और नेपाल की संयुक्त बिजली समिति की नौवीं बैठक बुधवार को पोखरा में हुई, जिसमें सीमा पार "
    "की छह लाइनों के रखरखाव का खर्च बराबर बांटने और हर तिमाही आंकड़े साझा करने पर सहमति बनी।",
    "बैठक की सह-अध्यक्षता भारत के विद्युत सचिव पंकज अग्रवाल और नेपाल के ऊर्जा सचिव सरिता दवाडी ने की। दोनों पक्षों ने "
    "ढलकेबर की दूसरी लाइन का काम तय समय से आगे चलने पर संतोष जताया और कहा कि बारिश से पहले खंभे खड़े कर दिए जाएंगे।",
    "श्री अग्रवाल ने कहा, “नेपाल की बिजली हमारे लिए भरोसे का सौदा है और हम इसे अगले दस वर्ष तक खरीदते रहेंगे।” नेपाली "
    "प्रतिनिधिमंडल बृहस्पतिवार को मुजफ्फरपुर का उपकेंद्र देखने जाएगा।",
    "समिति की आठवीं बैठक पिछले वर्ष मार्च में पटना में हुई थी। अगली बैठक वर्ष 2027 में भारत में होगी।",
)


def page(*lines: str) -> Document:
    return prepare(RawPage("page.txt", "\n".join(lines)))


def article(document: Document) -> list[str]:
    """The sentences of what is the article's, with single spaces."""
    folded = unwrapped(fold(document.text), document.wraps)
    text = list(folded.text)
    noise = {at for each in document.noise for at in range(each.start, each.end)}
    text = ["\n" if folded.starts[at] in noise else char for at, char in enumerate(text)]
    joined = "".join(text)
    return [" ".join(joined[start:end].split()) for start, end in sentences(joined, frozenset())]


@settings(max_examples=60, deadline=None)
@given(
    width=st.integers(36, 80),
    between=st.sampled_from([[], [""]]),
    end=st.sampled_from(["\n", "\r\n"]),
    indent=st.sampled_from(["", "    "]),
)
def test_a_wrapped_page_has_the_sentences_of_the_page(width: int, between: list[str], end: str, indent: str) -> None:
    lines = [HEADLINE, "Posted at: Feb 18 2026 6:21PM"]
    for paragraph in PARAGRAPHS:
        lines += [*between, *textwrap.wrap(paragraph, width, initial_indent=indent, break_on_hyphens=False)]
    lines += ["", "और खबरें", "दिल्ली में दूसरे दिन भी बारिश", "सोना 200 रुपये सस्ता"]
    document = prepare(RawPage("page.txt", end.join(lines)))
    assert article(document) == article(page(HEADLINE, *PARAGRAPHS))
    assert document.title == HEADLINE
    assert document.published == "2026-02-18"


@pytest.mark.parametrize(
    "lines",
    [
        (HEADLINE, *PARAGRAPHS),
        ("होम | देश | खेल", HEADLINE, "पहाड़ों में बर्फ, मैदानों में धूप", "सस्ती होगी बिजली, नेपाल से आएगी और", *PARAGRAPHS),
        (HEADLINE, *PARAGRAPHS, "और खबरें", "बारिश के बाद अब ठंड का", "किसानों के खातों में पैसा, सरकार की"),
    ],
)
def test_paragraphs_in_one_line_each_are_left_alone(lines: tuple[str, ...]) -> None:
    assert page(*lines).wraps == ()
