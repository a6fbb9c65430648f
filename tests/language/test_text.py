"""Folding leads back: whatever it makes one, its spans point at the very code points of the source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baithak.language.text import fold, fold_word, in_one_line, sentences, tokens, unwrapped
from baithak.model import Claim, Document, Evidence, Quote
from baithak.store.sql import open_store

PIECES = [
    "ड़",  # one code point
    "ड\u093c",  # letter and nukta
    "क्\u200dष",  # ZWJ
    "क्\u200cष",  # ZWNJ
    "हिन्दी",
    "हिंदी",
    "गयी",
    "21वीं",
    "२१वीं",
    "बैठक",
    "é",
    "e\u0301",
    "\u202aRussia\u202c",
    "‘मेक इन’",
    "–",
    "🇮🇳",
    "👩‍👩‍👧",
    "।",
    ".",
    " ",
    "\u00a0",
    "\r\n",
    "\n",
    "\ufeff",
    "\ud800",
]
mixed = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
forms = st.sampled_from(["NFC", "NFD", "NFKC", None])


@settings(deadline=None)
@given(mixed, forms)
def test_every_folded_span_leads_back_to_its_source(text: str, form: str | None) -> None:
    source = text if form is None else unicodedata.normalize(form, text)  # type: ignore[arg-type]
    folded = fold(source)
    assert folded.source == source
    assert len(folded.starts) == len(folded.text) + 1
    assert list(folded.starts) == sorted(folded.starts)
    assert folded.starts[-1] == len(source)
    found = tokens(folded.text)
    for word, *at in zip(found.words, found.starts, found.ends, strict=True):
        start, end = folded.span(*at)
        assert 0 <= start < end <= len(source)
        assert word in fold_word(source[start:end])


@settings(deadline=None)
@given(mixed, forms)
def test_what_spans_quote_stands_there_after_the_store_too(text: str, form: str | None) -> None:
    source = text if form is None else unicodedata.normalize(form, text)  # type: ignore[arg-type]
    page = Document(text=source, addresses=("page.txt",))
    folded = fold(source)
    said = {}
    for begin, stop in sentences(folded.text):
        start, end = folded.span(begin, stop)
        quote = Quote(start, end, source[start:end])
        claim = Claim(page.address, page.id, "figure", quote, evidence={"value": (Evidence(start, end, "stated"),)})
        said[claim.id] = claim
    store = open_store(None)
    with store.write() as writer:
        assert writer.put_reading(writer.put_document(page), "reader", said.values()) == []
    with store.view() as view:
        (kept,) = view.documents()
        for read in view.claims():
            assert kept.text[read.quote.start : read.quote.end] == read.quote.text
            assert read == said[read.id]


@settings(deadline=None)
@given(mixed)
def test_folding_again_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ड़", "ड\u093c"),
        ("हिन्दी", "हिंदी"),
        ("मॉस्को", "मास्को"),
        ("गयी", "गई"),
        ("पाँच", "पांच"),
        ("क्\u200dष", "क्ष"),
        ("दिसम्\u200dबर", "दिसंबर"),
        ("हिन्\u200cदी", "हिंदी"),
        ("पढ़ेंः", "पढ़ें:"),
        ("कहाः", "कहा:"),
        ("२१", "21"),
        ("IRIGC–M&MTC", "irigc-m&mtc"),
        ("é", "e\u0301"),
    ],
)
def test_spellings_of_one_word_fold_to_one(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


def test_words_that_differ_stay_apart() -> None:
    assert len({fold_word(w) for w in ("रूस", "रूसी", "बैठक", "बैठकें", "कल", "काल", "अत", "अतः")}) == 8


def test_sentences_end_at_stops_and_lines_and_not_at_abbreviations() -> None:
    text = fold('डॉ. सिंह आए। वे रुके.\r\n"क्या?" उन्होंने पूछा। 3.5 प्रतिशत').text
    found = [text[a:b] for a, b in sentences(text, frozenset({fold_word("डॉ")}))]
    assert len(found) == 5
    assert found[0].endswith("।")


@settings(deadline=None)
@given(mixed)
def test_a_break_that_wraps_is_a_space_and_moves_nothing(text: str) -> None:
    folded = fold(text)
    joined = unwrapped(folded, [at for at, char in enumerate(text) if char in "\r\n"])
    assert (joined.source, list(joined.starts)) == (text, list(folded.starts))
    assert joined.text == folded.text.replace("\r", " ").replace("\n", " ")
    assert unwrapped(folded, ()) == folded


def test_a_sentence_runs_over_a_wrap_and_ends_at_other_breaks() -> None:
    text = "आयोग की बैठक सोमवार को\r\nपोखरा में हुई\nअगली बैठक पटना में होगी"
    folded = unwrapped(fold(text), [text.index("\r")])
    assert [in_one_line(text[slice(*folded.span(*found))]) for found in sentences(folded.text)] == [
        "आयोग की बैठक सोमवार को पोखरा में हुई",
        "अगली बैठक पटना में होगी",
    ]
