"""From files to the store and out again: nothing twice, nothing lost, the same whether stopped or not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest

from baithak import pipeline
from baithak.errors import Issue, StopRun
from baithak.knowledge.load import load
from baithak.model import Claim, Document, Quote
from baithak.outlets import exports
from baithak.pipeline import Reader, Summary
from baithak.store import Store
from baithak.store.sql import open_store

knowledge = cache(load)
LINE = "आयोग की {}वीं बैठक काठमांडू में हुई और दोनों देशों ने सहयोग पर चर्चा की।\n"


@dataclass(frozen=True)
class Said:
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass
class Fake:
    """A reader that takes the first line of a page for a claim, and remembers what it read."""

    version: str = "1"
    read: list[str] = field(default_factory=list)
    before: Callable[[Document], object] = lambda _: None

    def __call__(self, document: Document) -> Said:
        self.before(document)
        self.read.append(document.address)
        line = document.text.splitlines()[0]
        return Said((Claim(document.address, document.id, "figure", Quote(0, len(line), line)),))


def build(store: Store, folder: Path, fake: Fake) -> Summary:
    return pipeline.build([folder], store, knowledge(), by=Reader(fake.version, fake))


def exported(store: Store) -> list[str]:
    with store.view() as view:
        documents, claims = pipeline.known(view)
        made = pipeline.record(view, knowledge())
    return [*exports.documents(documents), *exports.claims(claims), exports.record(made)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    made.mkdir()
    for number in range(1, 6):
        (made / f"{number}.txt").write_text(LINE.format(number), "utf-8")
    return made


def test_what_was_read_is_not_read_again(folder: Path) -> None:
    store, fake = open_store(None), Fake()
    first = build(store, folder, fake)
    before = exported(store)
    second = build(store, folder, fake)
    assert (first.new, first.unchanged, first.claims) == (5, 0, 5)
    assert (second.new, second.unchanged, second.claims) == (0, 5, 5)
    assert len(fake.read) == 5
    assert exported(store) == before


def test_a_newer_reader_reads_again(folder: Path) -> None:
    store = open_store(None)
    build(store, folder, Fake())
    assert build(store, folder, Fake(version="2")).reread == 5


def test_a_changed_page_and_a_bad_one_are_told(folder: Path) -> None:
    store = open_store(None)
    build(store, folder, Fake())
    (folder / "1.txt").write_text(LINE.format(9), "utf-8")
    (folder / "6.txt").write_bytes(b"")
    summary = build(store, folder, Fake())
    assert (summary.new, summary.unchanged, summary.refused, summary.documents) == (1, 4, 1, 5)
    assert summary.issues == {"empty": 1}
    (folder / "6.txt").write_text(LINE.format(6), "utf-8")
    assert build(store, folder, Fake()).issues == {}


def test_a_copy_of_a_page_is_told_in_one_line(folder: Path) -> None:
    store = open_store(None)
    (folder / "2-copy.txt").write_text(LINE.format(2), "utf-8")
    for _ in range(2):
        summary = build(store, folder, Fake())
        assert (summary.documents, summary.claims, summary.refused, summary.issues) == (5, 5, 0, {"copy": 1})
        with store.view() as view:
            (issue,) = view.issues()
        assert {issue.doc, issue.reason.split(";")[0].removeprefix("the same text as ")} == {
            str(folder / "2-copy.txt"),
            str(folder / "2.txt"),
        }


def test_a_file_name_that_is_no_text_is_read_all_the_same(folder: Path) -> None:
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text(LINE.format(8), "utf-8")
        (folder / os.fsdecode(b"th\xe9.txt")).touch()
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    store = open_store(None)
    summary = build(store, folder, Fake())
    assert (summary.new, summary.refused) == (6, 1)
    assert any(r"caf\\udce9.txt" in line for line in exported(store))


def test_two_copies_of_a_page_are_one_document(folder: Path) -> None:
    (folder / "7.txt").write_text(LINE.format(1), "utf-8")
    store = open_store(None)
    summary = build(store, folder, Fake())
    assert (summary.new, summary.unchanged, summary.documents, summary.claims) == (5, 1, 5, 5)


def test_a_reader_that_fails_on_a_page_costs_no_other(folder: Path) -> None:
    def fail(document: Document) -> None:
        if document.address.endswith("3.txt"):
            raise ZeroDivisionError("by nought")

    store = open_store(None)
    summary = build(store, folder, Fake(before=fail))
    assert (summary.new, summary.claims, summary.issues) == (5, 4, {"fault": 1})
    again = build(store, folder, Fake())
    assert (again.new, again.unchanged, again.claims, again.issues) == (1, 4, 5, {})


def test_claims_that_their_page_does_not_bear_out_are_issues(folder: Path) -> None:
    class Liar(Fake):
        def __call__(self, document: Document) -> Said:
            (claim,) = super().__call__(document).claims
            return Said((replace(claim, date="2023"),))

    summary = build(open_store(None), folder, Liar())
    assert (summary.claims, summary.issues) == (0, {"refused-claim": 5})


@pytest.mark.parametrize("stop", [KeyboardInterrupt, StopRun])
def test_a_build_that_is_stopped_goes_on_to_the_same_end(folder: Path, stop: type[BaseException]) -> None:
    def stopping(document: Document) -> None:
        if document.address.endswith("4.txt"):
            raise stop

    straight, stopped, fake = open_store(None), open_store(None), Fake()
    build(straight, folder, Fake())
    with pytest.raises(stop):
        build(stopped, folder, Fake(before=stopping))
    build(stopped, folder, fake)
    assert [Path(address).name for address in fake.read] == ["4.txt", "5.txt"]
    assert exported(stopped) == exported(straight)


def test_as_of_a_day_later_and_undated_pages_are_not_known() -> None:
    store = open_store(None)
    for day in ("2023-05-04", "2024-01-01", None):
        page = Document(text=LINE.format(day), addresses=(f"{day}.txt",), lang="hi", published=day)
        with store.write() as writer:
            writer.put_reading(writer.put_document(page), "1", Fake()(page).claims)
    with store.view() as view:
        for as_of, expected in (("2023-05-03", 0), ("2023-05", 1), ("2025-01-01", 2), (None, 3)):
            documents, claims = pipeline.known(view, as_of)
            assert (len(documents), len(claims)) == (expected, expected)


def test_an_undated_page_counts_from_the_day_on_which_it_was_first_read(folder: Path) -> None:
    store = open_store(None)
    for day in ("2023-05-04", "2024-01-01"):
        pipeline.build([folder], store, knowledge(), by=Reader("1", Fake()), day=day)
    with store.view() as view:
        for as_of, expected in (("2023-05-03", 0), ("2023-05-04", 5)):
            assert len(pipeline.known(view, as_of)[0]) == expected
            assert len(pipeline.record(view, knowledge(), as_of)["actors"]) == 0
        assert all(page.inferred is None for page in pipeline.known(view, "2025")[0])


def test_claims_and_pages_come_in_as_json_lines(folder: Path) -> None:
    rows = [{"type": "figure", "doc": f"{n}.txt", "quote": LINE.format(n).strip(), "reader": "asha"} for n in (1, 2, 9)]
    (folder / "claims.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    pages = [{"text": LINE.format(n), "url": f"https://news.example/{n}", "date": "2023-05-04"} for n in (10, 11)]
    (folder / "more.jsonl").write_text("".join(json.dumps(row) + "\n" for row in [*pages, {"text": ""}]), "utf-8")
    (folder / "other.jsonl").write_text('{"name": "tea"}\n', "utf-8")
    store, fake = open_store(None), Fake()
    first = build(store, folder, fake)
    before = exported(store)
    assert (first.new, first.given, first.documents, first.claims) == (7, 2, 7, 7)
    assert first.issues == {"unknown-document": 1, "empty": 1, "not-a-page": 1}
    second = build(store, folder, fake)
    assert (second.new, second.given, second.issues) == (0, 2, first.issues)
    assert exported(store) == before
    with store.view() as view:
        found = {claim.doc: claim.reader for claim in view.claims()}
        assert next(d for d in view.documents() if d.address.endswith("10")).published == "2023-05-04"
    assert [found[str(folder / f"{n}.txt")] for n in (1, 2, 3)] == ["asha", "asha", ""]
    assert "https://news.example/10" in found
    for name in ("claims.jsonl", "other.jsonl"):
        (folder / name).write_text("", "utf-8")
    (folder / "more.jsonl").write_text(json.dumps(pages[0]), "utf-8")
    third = build(store, folder, fake)
    assert (third.given, third.issues) == (0, {"empty": 2})
    with store.view() as view:
        assert {claim.reader for claim in view.claims()} == {""}


KILLED = """
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    from test_pipeline import Fake, build, open_store
    def kill(document):
        if document.address.endswith("4.txt"):
            os.kill(os.getpid(), signal.SIGKILL)
    build(open_store(Path({db!r})), Path({folder!r}), Fake(before=kill))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_build_that_is_killed_goes_on_to_the_same_end(folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "record.db"
    script = textwrap.dedent(KILLED.format(tests=str(Path(__file__).parent), db=str(db), folder=str(folder)))
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode == -signal.SIGKILL
    straight, stopped, fake = open_store(None), open_store(db), Fake()
    build(straight, folder, Fake())
    build(stopped, folder, fake)
    assert [Path(address).name for address in fake.read] == ["4.txt", "5.txt"]
    assert exported(stopped) == exported(straight)


def test_a_newer_reader_that_reads_the_same_touches_nothing_but_its_mark(folder: Path) -> None:
    store = open_store(None)
    build(store, folder, Fake())
    before = exported(store)
    with store.view() as view:
        edition = view.edition()
        number = edition.number if edition else 0
        rows = [repr(claim) for claim in view.claims()]
    fake = Fake(version="2")
    summary = pipeline.reread(store, knowledge(), by=Reader("2", fake))
    assert (summary.reread, summary.unchanged, len(fake.read)) == (5, 0, 5)
    with store.view() as view:
        kept = view.edition()
        assert kept is not None
        assert kept.number == number
        assert [repr(claim) for claim in view.claims()] == rows
    assert exported(store) == before
    assert pipeline.reread(store, knowledge(), by=Reader("2", fake)).unchanged == 5
    assert build(store, folder, fake).unchanged == 5


def test_a_newer_reader_changes_the_claims_that_it_reads_otherwise_and_no_others(folder: Path) -> None:
    class Newer(Fake):
        def __call__(self, document: Document) -> Said:
            said = super().__call__(document)
            return Said() if document.address.endswith("2.txt") else said

    store = open_store(None)
    build(store, folder, Fake())
    with store.view() as view:
        before = {claim.doc: claim for claim in view.claims()}
    summary = pipeline.reread(store, knowledge(), by=Reader("2", Newer()))
    assert (summary.reread, summary.claims) == (5, 4)
    with store.view() as view:
        after = {claim.doc: claim for claim in view.claims()}
    assert before.keys() - after.keys() == {str(folder / "2.txt")}
    assert all(before[doc] == claim for doc, claim in after.items())
