"""Lines of pages in many manners: of each, whether it is the article's. The figure has a floor."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baithak.documents import prepare
from baithak.documents.raw import RawPage
from baithak.model import Document

PAGES = sorted((Path(__file__).parent / "pages").glob("*.page"))
FLOOR = 0.98
"""Lines that have to come out right, of all pages together."""

TITLES = 0.95
"""Pages whose title has to be their headline."""


def marked(path: Path) -> tuple[list[str], list[str]]:
    """The marks of a page's lines (H headline, + article, - furniture) and the lines."""
    rows = path.read_text("utf-8").splitlines()
    return [row[:1] for row in rows], [row[2:] for row in rows]


def article_lines(document: Document) -> list[bool]:
    """Of each line, whether something is left of it without the noise."""
    kept = list(document.text)
    for noise in document.noise:
        kept[noise.start : noise.end] = " " * (noise.end - noise.start)
    return ["".join(kept)[start:end].strip() != "" for start, end in spans(document.text)]


def spans(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def wrong(path: Path) -> tuple[int, list[str]]:
    marks, lines = marked(path)
    document = prepare(RawPage(path.name, "\n".join(lines)))
    reasons = {noise.start: noise.reason for noise in document.noise}
    found = zip(marks, lines, article_lines(document), spans(document.text), strict=True)
    judged = [each for each in found if each[1].strip()]
    return len(judged), [
        f"{path.stem}: {mark} {line[:60]!r} taken for {'article' if kept else reasons.get(span[0])}"
        for mark, line, kept, span in judged
        if kept != (mark != "-")
    ]


def test_lines_of_all_pages() -> None:
    judged = [wrong(path) for path in PAGES]
    total, mistakes = sum(count for count, _ in judged), [line for _, lines in judged for line in lines]
    print(f"{1 - len(mistakes) / total:.4f} of {total} lines of {len(PAGES)} pages", *mistakes, sep="\n")
    assert len(PAGES) >= 12
    assert len(mistakes) <= (1 - FLOOR) * total, mistakes


def test_titles_of_all_pages() -> None:
    heads = {path: next((line for mark, line in zip(*marked(path), strict=True) if mark == "H"), "") for path in PAGES}
    titles = {path: prepare(RawPage(path.name, "\n".join(marked(path)[1]))).title or "" for path in PAGES}
    others = [f"{path.stem}: {titles[path]}" for path in PAGES if not titles[path].startswith(heads[path].strip())]
    assert len(others) <= (1 - TITLES) * len(PAGES), others


LINES = sorted({line for path in PAGES for line in marked(path)[1]})


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_lines_in_any_order_are_read(lines: list[str], end: str) -> None:
    document = prepare(RawPage("any.txt", end.join(lines)))
    at = 0
    for noise in document.noise:
        assert at <= noise.start < noise.end <= len(document.text)
        at = noise.end


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_noise_has_a_reason_and_its_place(path: Path) -> None:
    document = prepare(RawPage(path.name, "\r\n".join(marked(path)[1])))
    at = 0
    for noise in document.noise:
        assert at <= noise.start < noise.end <= len(document.text)
        assert noise.reason
        assert document.text[noise.start : noise.end].strip() == document.text[noise.start : noise.end]
        at = noise.end
