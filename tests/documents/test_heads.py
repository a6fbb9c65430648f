"""Dates of publication from heads of pages: how many come out right, and never a wrong year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import regex
import yaml
from htmldate import find_date

from baithak.documents import prepare
from baithak.documents.raw import PageFacts, RawPage
from baithak.model import Document

FLOOR = 0.95


class Head(NamedTuple):
    page: RawPage
    date: str | None


def heads() -> Iterator[Head]:
    table: dict[str, Any] = yaml.load((Path(__file__).parent / "heads.yml").read_text("utf-8"), yaml.BaseLoader)
    for lang in table.values():
        for row in lang["heads"]:
            lines = [regex.sub(r"\bP\b", lang["article"], line) for line in row["page"]]
            lines = [lang["headline"] if line == "H" else line for line in lines]
            urls = (row["url"],) if "url" in row else ()
            facts = PageFacts(published=row.get("crawl"))
            date = None if row["date"] == "null" else row["date"]
            yield Head(RawPage("page.txt", "\n".join(lines), urls=urls, facts=facts), date)


def right(document: Document, date: str | None) -> bool:
    found = document.published
    return found == date or (found is not None and date is not None and len(date) == 10 and found[:10] == date)


def wrong_year(document: Document, date: str | None) -> bool:
    return document.published is not None and (date is None or document.published[:4] != date[:4])


def _by_htmldate(head: Head) -> bool:
    paragraphs = "".join(f"<p>{line}</p>" for line in head.page.text.split("\n"))
    html = f"<html><body><article>{paragraphs}</article></body></html>"
    found = find_date(html, url=next(iter(head.page.urls), None), original_date=True)
    return found == (head.date and head.date[:10])


def test_dates_of_publication() -> None:
    table = [(head, prepare(head.page)) for head in heads()]
    missed = [(head, document) for head, document in table if not right(document, head.date)]
    rate = 1 - len(missed) / len(table)
    print(f"publication dates: {rate:.3f} of {len(table)} heads")
    for head, document in missed:
        print(f"  wanted {head.date}, found {document.published} ({document.published_basis}): {head.page.text!r}")
    print(f"htmldate on the same heads: {sum(_by_htmldate(head) for head, _ in table) / len(table):.3f}")
    assert len(table) >= 80
    assert rate >= FLOOR
    assert not [head for head, document in table if wrong_year(document, head.date)]


def test_bounds_are_kept_and_not_taken_for_the_date() -> None:
    page = "बैठक हनोई में हुई\nभारत और वियतनाम की बैठक सोमवार को हनोई में हुई।\nताज़ा खबरें\nबारिश से राहत\n3 मई 2024\n1 मई 2024"
    document = prepare(RawPage("page.txt", page))
    assert document.published is None
    assert document.inferred == "2024-05-03"
    assert document.inferred_basis


def test_a_copyright_line_bounds_by_its_year_only() -> None:
    page = "भारत और वियतनाम की बैठक सोमवार को हनोई में हुई।\n© 2024 दैनिक संवाद। सर्वाधिकार सुरक्षित।"
    document = prepare(RawPage("page.txt", page))
    assert (document.published, document.inferred) == (None, "2024")
