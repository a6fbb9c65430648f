"""Why something was read, or was not."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from baithak.errors import StopRun
from baithak.knowledge.load import load
from baithak.outlets.explain import explained

SENTENCE = "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक 4 मई 2023 को काठमांडू में हुई।"


def told(path: Path | None = None, text: str | None = None) -> str:
    console = Console(file=StringIO(), width=200, highlight=False)
    for part in explained(path, text, load()):
        console.print(part)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_a_sentence_shows_groups_frames_slots_and_the_claim() -> None:
    shown = told(text=SENTENCE)
    for word in ("काठमांडू[place", "session, held", "4 मई 2023", "→ session · held · 2023-05-04"):
        assert word in shown
    start = SENTENCE.index("काठमांडू")
    assert f"{start}-{start + len('काठमांडू')}" in shown


def test_a_page_shows_its_noise_too(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"{SENTENCE} दोनों पक्षों ने जल बंटवारे पर विस्तार से चर्चा की।\n\nयह भी पढ़ें: आज का राशिफल\n", "utf-8")
    assert "राशिफल" in told(path=page).splitlines()[-1]


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_what_is_no_page_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(StopRun):
        told(path=tmp_path / name)


def test_a_language_that_is_not_read_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The third meeting of the joint commission was held in Kathmandu on Thursday. " * 3, "utf-8")
    with pytest.raises(StopRun, match="'en'; what is read is hi"):
        told(path=page)
