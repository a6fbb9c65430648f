"""A knowledge file with a mistake is answered with file, line and a sentence that helps."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, RootModel

from baithak.errors import KnowledgeError
from baithak.knowledge.load import check, read_yaml
from baithak.knowledge.schema import Body


class Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    frame: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    many: bool = False
    rank: int = 0


class Rules(RootModel[tuple[Rule, ...]]):
    pass


def read(folder: Path, text: str | bytes) -> Rules:
    path = folder / "rules.yml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path, Rules)


def test_plain_words_are_what_they_look_like(tmp_path: Path) -> None:
    (rule,) = read(tmp_path, "- frame: NO\n  yes: [on, 2024-12-10, '12', 1:30, 007]\n  no: [off]\n  many: true\n").root
    assert rule == Rule(frame="NO", yes=("on", "2024-12-10", "12", "1:30", "007"), no=("off",), many=True)


def test_anchors_save_repeating(tmp_path: Path) -> None:
    first, second = read(tmp_path, "- frame: a\n  yes: &both [x, y]\n- {frame: b, yes: *both}\n").root
    assert first.yes == second.yes == ("x", "y")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("- frame: a\n  yess: [x]\n", 2, "`yess` is not known here; did you mean `yes`?"),
        ("- frame: a\n- yes: [x]\n", 2, "`frame` is missing here; needed are `frame`."),
        ("- frame: a\n  yes: one\n", 2, "`yes`: this has to be a list"),
        ("- frame: a\n  yes:\n    - x\n    - 12\n", 4, "has to be text: put quotation marks"),
        ("- frame: a\n  many: perhaps\n", 2, "`many`: this has to be true or false"),
        ("- frame: a\n  rank: high\n", 2, "`rank`: this has to be a whole number"),
        ("- frame: a\n  yes: [x]\n  frame: b\n", 3, "`frame` stands here twice"),
        ("- frame: a\n  yes: [x\n- frame: b\n", 3, "this is not YAML"),
        ("- frame: a\n\tyes: [x]\n", 2, "this is not YAML"),
        ("- frame: a\n  yes: &loop [*loop]\n", 2, "nested too deeply"),
        (b"- frame: a\n- frame: \xff\n", 2, "this is not UTF-8"),
        ("", 1, "This has to be a list"),
        ("frame: a\n", 1, "This has to be a list"),
    ],
)
def test_a_mistake_has_its_line_and_a_sentence(tmp_path: Path, text: str | bytes, line: int, says: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'rules.yml'}:{line}: ")
    assert says in str(caught.value)


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read(tmp_path, "- frame: 1\n- yes: [x]\n- frame: b\n  nope: 1\n")
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["1", "2", "4"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"none\.yml:1: there is no such file"):
        read_yaml(tmp_path / "none.yml", Rules)


BODY = "- id: a-b\n  kind: dialogue\n  parties: [IN, JP]\n  names: {en: [A B Dialogue]}\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (BODY.replace("dialogue", "dialog"), 2, "`kind` cannot be `dialog`; did you mean `dialogue`?"),
        (BODY.replace("JP", "Japan"), 3, "`Japan` is no country code"),
        (BODY.replace("JP", "JQ"), 3, "there is no `JQ` among the countries"),
        (BODY.replace("a-b", "a b"), 1, "`a b` cannot be an id"),
        (BODY.replace("en:", "English:"), 4, "`English` is no language code"),
        (BODY.replace("[A B Dialogue]", "A B Dialogue"), 4, "this has to be a list"),
        (BODY + "  cadence: yearly\n", 5, "`yearly` is no duration: ISO 8601"),
        (BODY + "  parent: irigc-mmtcc\n", 5, "no `irigc-mmtcc` among the bodies; did you mean `irigc-mmtc`?"),
        (BODY + "  parent: a-b\n", 5, "`a-b` lies inside itself"),
        (BODY + "  members: [hq-idss]\n", 5, "no `hq-idss` among the actors; did you mean `hq-ids`?"),
        (
            BODY + "  co_chair_offices:\n    - {office: defense-minister, of: JP}\n",
            6,
            "did you mean `defence-minister`?",
        ),
        (BODY + "  acronyms: {en: [IRIGC-TEC]}\n", 5, "`IRIGC-TEC` is already a name of `irigc-tec`"),
        (BODY + BODY, 5, "`a-b` is already the id of an entry at"),
        (BODY + "- kind: dialogue\n", 5, "needs an `id`"),
        ("id: a-b\n", 1, "bodies are a list"),
    ],
)
def test_a_mistake_in_a_catalogue(tmp_path: Path, text: str, line: int, says: str) -> None:
    (tmp_path / "bodies.yml").write_text(text, "utf-8")
    found = check([tmp_path])
    assert any(each.startswith(f"{tmp_path / 'bodies.yml'}:{line}: ") and says in each for each in found), found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("bodys: []\n", "there is no catalogue `bodys`; did you mean `bodies`?"),
        ("- id: x\n", "this file needs sections named"),
        ("places:\n  - {id: russia-two, kind: place, names: {en: [X]}}\n", "nothing says where `russia-two` lies"),
        ("places:\n  - {id: XX, kind: country, names: {hi: [रुस, रूस]}}\n", "`रूस` is already a name of `RU`"),
        ("places:\n  - {id: x, kind: place, within: mosco, names: {en: [X]}}\n", "did you mean `moscow`?"),
        ("actors:\n  - {id: goa, kind: person, names: {en: [X]}}\n", "`goa` is already an id among the actors"),
        ("actors:\n  - {id: x, kind: person, names: {en: ['']}}\n", "the name `` is empty"),
        (
            "actors:\n  - {id: x, kind: person, names: {en: [X]}, offices: [{office: president, of: IN, from: May}]}\n",
            "`May` is no date",
        ),
        (
            "actors:\n  - {id: x, kind: equipment, names: {en: [X]}, offices: [{office: president, of: IN}]}\n",
            "`offices` belong to a person",
        ),
    ],
)
def test_a_mistake_in_a_file_with_sections(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "mine.yml").write_text(text, "utf-8")
    found = check([tmp_path])
    assert any(says in each for each in found), found


def test_check_tells_of_every_file(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("bodies: 1\n", "utf-8")
    (tmp_path / "two.yml").write_text("actors: 1\n", "utf-8")
    told = check([tmp_path, tmp_path / "none"])
    assert [Path(each.split(":")[0]).name for each in told] == ["none", "one.yml", "two.yml"]


def test_models_are_frozen() -> None:
    body = Body.model_validate({"id": "x", "kind": "summit", "parties": ["IN"], "names": {"en": ["X"]}})
    with pytest.raises(ValueError, match="frozen"):
        body.id = "y"
