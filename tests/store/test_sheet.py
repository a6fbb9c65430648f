"""A desk's table as claims: every row has words that it rests on, or an Issue that says what to mend."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from baithak import pipeline
from baithak.errors import StopRun
from baithak.knowledge.load import load
from baithak.model import Document
from baithak.store.given import Given
from baithak.store.sheet import Sheet, read_sheet
from baithak.store.sql import SqlStore, open_store

knowledge = cache(load)
MAP = """
type: {value: session}
ordinal: No.
body: Body
date: {column: Day, format: "%d.%m.%Y"}
status: {column: State, words: {done: held, due: planned}}
co_chair: {column: Chairs, many: ";"}
doc: Page
quote: Words
source: From
"""
HEAD = "No.,Body,Day,State,Chairs,Page,Words,From\r\n"
PAGE = Document("कोसी आयोग की चौथी बैठक पटना में हुई।\n", ("kosi.txt",), lang="hi", published="2024-02-02")


def sheet(folder: Path, *rows: str, head: str = HEAD, mapping: str = MAP) -> Sheet:
    (folder / "sittings.csv").write_bytes((head + "".join(f"{row}\r\n" for row in rows)).encode())
    (folder / "map.yml").write_text(mapping, "utf-8")
    return read_sheet(folder / "sittings.csv", folder / "map.yml", "Asha", knowledge())


@pytest.fixture
def store() -> SqlStore:
    made = open_store(None)
    with made.write() as writer:
        writer.put_document(PAGE)
    return made


def brought(store: SqlStore, table: Sheet) -> Given:
    return pipeline.bring_in(table, store, knowledge(), "2025-01-01")


def test_a_row_rests_on_its_own_words_or_on_those_of_a_page(store: SqlStore, tmp_path: Path) -> None:
    own = '3,Kosi Commission,04.05.2023,done,"Asha Rai; Ram Lal",,,"Minutes, ""final"""'
    given = brought(store, sheet(tmp_path, own, "4,Kosi Commission,,done,,kosi.txt,चौथी बैठक पटना में हुई,"))
    assert given.issues == []
    third, fourth = given.claims.values()
    assert (third.quote.text, third.doc) == (own, str(tmp_path / "sittings.csv"))
    assert (third.date, third.status, third.ordinal, third.reader) == ("2023-05-04", "held", 3, "import:Asha")
    assert [e.text for e in third.roles["co_chair"]] == ["Asha Rai", "Ram Lal"]
    assert {e.how for found in third.evidence.values() for e in found} == {"stated"}
    assert (fourth.quote.text, fourth.doc, fourth.date) == ("चौथी बैठक पटना में हुई", "kosi.txt", None)
    assert {e.how for found in fourth.evidence.values() for e in found} == {"knowledge"}
    with store.view() as view:
        assert [d.first_read for d in view.documents()] == ["2025-01-01", None]
        assert len(list(view.claims())) == 2


def test_again_it_changes_nothing_and_a_mended_row_takes_the_place_of_the_old(store: SqlStore, tmp_path: Path) -> None:
    def held() -> list[object]:
        with store.view() as view:
            return [*view.documents(), *view.claims(), *view.issues()]

    bad, good = "3,Kosi Commission,May,done,,,,Minutes", "3,Kosi Commission,04.05.2023,done,,,,Minutes"
    assert len(brought(store, sheet(tmp_path, bad)).issues) == 1
    before = held()
    brought(store, sheet(tmp_path, bad))
    assert held() == before
    brought(store, sheet(tmp_path, good))
    with store.view() as view:
        assert [c.date for c in view.claims()] == ["2023-05-04"]
        assert list(view.issues()) == []


@pytest.mark.parametrize(
    ("row", "kind", "word"),
    [
        ("3,Kosi Commission,,done,,,,", "no-source", "where it is from"),
        ("3,Kosi Commission,,done,,ganga.txt,Words,", "no-source", "build its page first"),
        ("3,Kosi Commission,,done,,kosi.txt,Never said,Minutes", "refused-claim", "does not stand"),
        ("3,Kosi Commission,4/5/2023,done,,,,Minutes", "malformed-claim", "'%d.%m.%Y'"),
        ("3 or 4,Kosi Commission,,done,,,,Minutes", "malformed-claim", "write 21"),
        ("3,Kosi Commission,,perhaps,,,,Minutes", "malformed-claim", "known are planned"),
        ("3,Kosi Commission,,done,,,,Minutes,more", "malformed-row", "more cells"),
    ],
)
def test_a_bad_row_is_told_and_the_others_go_through(
    store: SqlStore, tmp_path: Path, row: str, kind: str, word: str
) -> None:
    given = brought(store, sheet(tmp_path, row, "5,Kosi Commission,2024,due,,,,Minutes"))
    assert [c.ordinal for c in given.claims.values()] == [5]
    (issue,) = given.issues
    assert (issue.kind, issue.doc) == (kind, str(tmp_path / "sittings.csv"))
    assert issue.reason.startswith("row 2: ")
    assert word in issue.reason


def test_a_quotation_that_cannot_be_checked_is_told(store: SqlStore, tmp_path: Path) -> None:
    given = brought(store, sheet(tmp_path, "3,Kosi Commission,,done,,ganga.txt,Words,Minutes"))
    assert (len(given.claims), [i.kind for i in given.issues]) == (1, ["unchecked-quotation"])


@pytest.mark.parametrize(("form", "cell", "date"), [("%m/%Y", "05/2023", "2023-05"), ("FY %Y", "FY 2023", "2023")])
def test_a_date_is_no_finer_than_its_format(store: SqlStore, tmp_path: Path, form: str, cell: str, date: str) -> None:
    table = sheet(tmp_path, f"3,Kosi Commission,{cell},done,,,,Minutes", mapping=MAP.replace("%d.%m.%Y", form))
    assert [c.date for c in brought(store, table).claims.values()] == [date]


def test_other_marks_and_a_byte_order_mark_are_found_out(store: SqlStore, tmp_path: Path) -> None:
    table = sheet(tmp_path, "3;Kosi Commission;;done;;;;Minutes", head="\ufeff" + HEAD.replace(",", ";"))
    assert [c.ordinal for c in brought(store, table).claims.values()] == [3]


@pytest.mark.parametrize(
    ("mapping", "word"),
    [
        ("type: {value: session}\ndate: When", "no column `When`"),
        ("type: {value: session}\nchairman: Chairs", "`chairman` is no field"),
        ("date: Day", "nothing says the `type`"),
        ("type: {value: session, column: Body}", "give either `column`"),
        ("type: {colum: Body}", "map.yml:1: "),
    ],
)
def test_a_map_that_does_not_fit_says_why(tmp_path: Path, mapping: str, word: str) -> None:
    with pytest.raises(StopRun, match=word):
        sheet(tmp_path, "3,Kosi Commission,,done,,,,Minutes", mapping=mapping)
