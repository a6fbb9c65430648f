"""What passes the sieve and what does not, before any engine comes into it."""

from __future__ import annotations

import json
import os
import zlib
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from baithak import pipeline
from baithak.documents.columns import Columns
from baithak.documents.raw import PageFacts, RawPage
from baithak.errors import Issue
from baithak.knowledge.grammar import sieve
from baithak.knowledge.load import load
from baithak.language.gate import Gate
from baithak.model import Document
from baithak.sifting import corpus
from baithak.sifting.corpus import Piece, pieces
from baithak.sifting.groups import HASHES, grouped
from baithak.sifting.parts import write_read
from baithak.sifting.stages import NO_WORDS, OTHER_LANGUAGE, PASSED, REFUSED, gate_piece, make_sieve
from baithak.store.sifted import PAGES, page_row

knowledge = cache(load)
SITTING = "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक काठमांडू में हुई।"


def verdict(text: str, media: str = "text/plain", language: str | None = None) -> str:
    return make_sieve(knowledge())(RawPage("a", text, media, facts=PageFacts(language=language)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SITTING, PASSED),
        ("मॉस्को में आयोग के सदस्य मिले।", PASSED),
        ("IRIGC-MMTC की तैयारी शुरू।", PASSED),
        ("फ़्रांस के साथ वार्त्ता की बैठक", PASSED),  # nukta, and a spelling of its own
        ("मोहल्ले की समिति की बैठक पार्क में हुई।", NO_WORDS),
        ("नेपाल में बारिश हुई।", NO_WORDS),
        ("बैठकबाज़ नेपालगंज पहुँचे।", NO_WORDS),
        ("The committee met in Moscow.", OTHER_LANGUAGE),
        ("Заседание комиссии прошло в Москве.", OTHER_LANGUAGE),
        ("", OTHER_LANGUAGE),
    ],
)
def test_a_page_needs_a_word_of_a_sitting_and_one_of_abroad(text: str, expected: str) -> None:
    assert verdict(text) == expected


def test_a_language_that_the_crawl_names_is_believed() -> None:
    for language, expected in (("hi", PASSED), ("hin_Deva", PASSED), ("mr", OTHER_LANGUAGE), (None, PASSED)):
        assert verdict(SITTING, language=language) == expected


def test_letters_may_stand_as_numbers_in_html() -> None:
    escaped = "".join(f"&#{ord(char)};" for char in SITTING)
    assert verdict(f"<html><p>{escaped}</p></html>", "text/html") == PASSED


def test_a_gate_wants_a_word_of_each_group() -> None:
    gate = Gate(["चाय", "दूध वाली चाय"], ["पानी", "चाय पानी"])
    expected = {"चाय और पानी": True, "चाय": False, "पानी": False, "चाय पानी": True, "चायवाला पानी": False}
    assert {text: gate(text) for text in expected} == expected
    assert set(gate.words()) == {"चाय", "दूध वाली चाय", "पानी", "चाय पानी"}


def test_the_pages_of_the_golden_sets_pass() -> None:
    """What the sieve keeps out is never seen again: of the pages that were written to be read it keeps out none."""
    golden = Path(__file__).resolve().parents[1] / "golden"
    texts = [p for p in pipeline.prepared(sorted(golden.glob("*/pages"))) if not isinstance(p, Issue)]
    passes = sieve("hi", knowledge())
    hindi = [page for page in texts if page.lang == "hi"]
    assert len(hindi) > 90
    assert sum(passes(page.text) for page in hindi) >= 0.99 * len(hindi)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(corpus, "_ROWS", 4)
    monkeypatch.setattr(corpus, "_FILES", 2)
    made = tmp_path / "crawl"
    made.mkdir()
    rows = [{"text": SITTING if n % 3 else "मौसम", "url": f"https://a.example/{n}"} for n in range(10)]
    pq.write_table(pa.Table.from_pylist(rows), made / "a.parquet", row_group_size=2)
    (made / "b.parquet").write_bytes(b"PAR1 no more")
    (made / "c.jsonl").write_text(json.dumps({"text": SITTING}) + "\n{\n" + json.dumps({"text": "Tea."}), "utf-8")
    for name in "def":
        (made / f"{name}.txt").write_text(f"{name} {SITTING}", "utf-8")
    (made / "pages.jsonl").write_text(json.dumps({"file": "d.txt", "publisher": "Prahari"}), "utf-8")
    (made / "claims.jsonl").write_text('{"type": "session", "quote": "a"}', "utf-8")
    return made


def test_a_corpus_comes_in_pieces(folder: Path) -> None:
    found = list(pieces([folder]))
    (issue,) = (each for each in found if isinstance(each, Issue))
    assert (issue.kind, issue.doc) == ("damaged", str(folder / "b.parquet"))
    made = [each for each in found if isinstance(each, Piece)]
    told = [("".join(file.path.name[0] for file in piece.files), piece.groups, piece.rows) for piece in made]
    assert told == [
        ("a", (0, 1), 4), ("a", (2, 3), 4), ("a", (4,), 2), ("c", None, None), ("c", None, None),
        ("de", None, 2), ("f", None, 1),
    ]  # fmt: skip
    assert len({piece.key for piece in made}) == len(made)
    keys = [piece.key for piece in pieces([folder]) if isinstance(piece, Piece)]
    assert keys == [piece.key for piece in made]
    os.utime(folder / "a.parquet", ns=(1, 1))
    changed = [piece.key for piece in pieces([folder]) if isinstance(piece, Piece)]
    assert [new == old for new, old in zip(changed, keys, strict=True)] == [False] * 3 + [True] * 4


def test_every_page_of_a_piece_is_accounted_for(folder: Path) -> None:
    rows = [
        row
        for piece in pieces([folder])
        if isinstance(piece, Piece)
        for row in gate_piece(piece, Columns(), make_sieve(knowledge()))
    ]
    counts: dict[str, int] = {}
    for row in rows:
        for what, number in json.loads(row.get("counts", "{}")).items():
            counts[what] = counts.get(what, 0) + number
    assert counts == {PASSED: 10, NO_WORDS: 4, OTHER_LANGUAGE: 1, REFUSED: 2}
    issues = [json.loads(row["issue"]) for row in rows if "issue" in row]
    assert sorted(issue["kind"] for issue in issues) == ["not-a-page", "not-json"]
    assert sum("page" in row for row in rows) == 10
    assert any(json.loads(row["page"])["facts"]["publisher"] == "Prahari" for row in rows if "page" in row)


def sentences(start: int, count: int) -> list[str]:
    return [" ".join(f"word{n * 7 + m}" for m in range(14)) for n in range(start, start + count)]


def hashes(lines: list[str]) -> list[int]:
    words = " ".join(lines).split()
    runs = {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}
    return [min(zlib.crc32(f"{seed} {run}".encode()) for run in runs) for seed in range(HASHES)]


def test_reprints_are_told_by_their_text_and_not_by_a_sentence_that_many_share(tmp_path: Path) -> None:
    shared = sentences(9_000, 2)
    texts = {name: [*shared, *sentences(100 * at, 8)] for at, name in enumerate("abcdef", 1)}
    texts["a2"] = ["Another head line", *texts["a"][:-2]]
    texts["a3"] = texts["a"][1:]
    pages = {name: Document("\n".join(lines), (name,)) for name, lines in texts.items()}
    write_read(tmp_path / "part", {PAGES: [page_row(page, "") for page in pages.values()]}, "1")
    found = grouped(((pages[name].id, hashes(lines)) for name, lines in texts.items()), [tmp_path / "part"])
    alike = sorted(pages[name].id for name in ("a", "a2", "a3"))
    assert found == {alike[1]: alike[0], alike[2]: alike[0]}
    assert grouped([], []) == {}
