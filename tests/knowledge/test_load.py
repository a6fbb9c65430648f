"""Folders of one's own, laid over the built-in catalogues."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from baithak.errors import KnowledgeError
from baithak.knowledge.load import check, load

WALK_THROUGH = Path(__file__).parents[2] / "docs" / "institutions.md"

KENYA = """
bodies:
  - id: kenya-uganda-jtc
    kind: committee
    parties: [KE, UG]
    names:
      en: [Kenya-Uganda Joint Trade Committee]
      hi: [केन्या-युगांडा संयुक्त व्यापार समिति]
    acronyms: {en: [KUJTC], hi: [केयूजेटीसी]}
    topic: [trade, व्यापार]
    co_chair_offices: [{office: cabinet-secretary-for-trade, of: KE}, {office: commerce-minister, of: UG}]
    cadence: P6M
    rotation: alternating
    members: [kenya-trade-ministry]
offices:
  - {id: cabinet-secretary-for-trade, rank: minister, generic: false, of: KE, names: {hi: [व्यापार कैबिनेट सचिव]}}
actors:
  - id: kenya-trade-ministry
    kind: organisation
    class: ministry
    country: KE
    names: {hi: [केन्या का व्यापार मंत्रालय]}
    generic: {hi: [व्यापार मंत्रालय]}
places:
  - {id: kisumu, kind: place, class: city, country: KE, names: {hi: [किसुमु]}}
  - {id: kisumu-hall, kind: place, class: venue, within: kisumu, names: {hi: [किसुमु हॉल]}}
"""


def test_an_institution_of_other_countries_and_another_ministry(tmp_path: Path) -> None:
    (tmp_path / "kenya.yml").write_text(KENYA, "utf-8")
    assert check([tmp_path]) == []
    known = load([tmp_path])
    body = known.bodies["kenya-uganda-jtc"]
    assert (body.parties, body.cadence, body.rotation) == (("KE", "UG"), "P6M", "alternating")
    assert [(each.office, each.of) for each in body.co_chair_offices] == [
        ("cabinet-secretary-for-trade", "KE"),
        ("commerce-minister", "UG"),
    ]
    assert known.actors["kenya-trade-ministry"].category == "ministry"
    assert known.places["kisumu-hall"].country == "KE", "by way of what it is within"
    assert known.bodies["irigc-mmtc"] and known.folders == (tmp_path,)


def test_an_entry_is_changed_field_by_field(tmp_path: Path) -> None:
    before = load().actors["rajnath-singh"]
    (tmp_path / "actors.yml").write_text(
        "- id: rajnath-singh\n"
        "  country: null\n"
        "  names: {hi: [राजनाथ सिंघ, राजनाथ सिंह], ur: [راج ناتھ سنگھ]}\n"
        "  offices: [{office: minister, of: IN, from: 1999, to: 2000}]\n"
        "- {id: hal, class: public-company}\n",
        "utf-8",
    )
    known = load([tmp_path])
    after = known.actors["rajnath-singh"]
    assert after.names["hi"] == (*before.names["hi"], "राजनाथ सिंघ"), "added, and nothing twice"
    assert after.names["en"] == before.names["en"] and after.names["ur"]
    assert after.country is None, "null takes a field away"
    assert [each.start for each in after.offices] == [*(each.start for each in before.offices), "1999"]
    assert known.actors["hal"].category == "public-company"


def test_later_folders_win(tmp_path: Path) -> None:
    for name, cadence in (("one", "P1Y"), ("two", "P2Y")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "bodies.yml").write_text(f"- {{id: irigc-mmtc, cadence: {cadence}}}\n", "utf-8")
    assert load([tmp_path / "one", tmp_path / "two"]).bodies["irigc-mmtc"].cadence == "P2Y"


def test_the_mistake_of_an_overlay_is_told_at_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.yml"
    path.write_text("- id: hal\n  kind: firm\n", "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load([tmp_path])
    assert str(caught.value).startswith(f"{path}:2: `kind` cannot be `firm`")


def test_the_fingerprint_follows_the_files(tmp_path: Path) -> None:
    empty = load([tmp_path]).fingerprint
    assert empty == load().fingerprint
    path = tmp_path / "mine.yml"
    path.write_text("# nothing yet\n", "utf-8")
    assert load([tmp_path]).fingerprint != empty


def test_people_may_share_a_name(tmp_path: Path) -> None:
    (tmp_path / "actors.yml").write_text("- {id: other, kind: person, names: {en: [Rajnath Singh]}}\n", "utf-8")
    assert check([tmp_path]) == []


def test_the_walk_through_works_as_shown(tmp_path: Path) -> None:
    shown = regex.findall(r"^```yaml\n(.*?)^```$", WALK_THROUGH.read_text("utf-8"), regex.M | regex.S)
    assert len(shown) == 2
    for number, text in enumerate(shown):
        (tmp_path / f"{number}.yml").write_text(text, "utf-8")
        assert check([tmp_path]) == []
        (tmp_path / f"{number}.yml").unlink()
