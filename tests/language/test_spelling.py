"""Names across scripts, on made pairs and on the shared name sets where they are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from baithak.language.spelling import name_score, romanise, skeleton

SHARED = Path(__file__).resolve().parents[3] / "shared"
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not here")
MATCH = 0.8


def rows(path: str, delimiter: str) -> list[dict[str, str]]:
    with Path(SHARED / "data" / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.mark.parametrize(
    ("name", "latin"),
    [("कमला", "kamlaa"), ("सिंह", "singh"), ("राजेंद्र", "raajendr"), ("Орлов", "orlov"), ("ज़फ़र", "zafar")],
)
def test_romanisation(name: str, latin: str) -> None:
    assert romanise(name) == latin


@pytest.mark.parametrize(
    ("one", "other"), [("raav", "rao"), ("chaudhary", "chaudhri"), ("vikram", "wikram"), ("krishna", "krishn")]
)
def test_skeletons_of_one_word_in_two_spellings(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_likeness() -> None:
    assert name_score("सर्गेई ओर्लोव", "Sergei Orlov") > 0.95
    assert name_score("Orlov Sergei", "Сергей Орлов") > 0.95
    assert name_score("राजनाथ सिंह", "राजेंद्र सिंह") < 0.5
    assert name_score("विनय राव", "विनय कुमार राव") > 0.9
    assert name_score("विनय राव", "") == 0.0
    assert name_score("अजय राठौड़", "अजय राठौर") == 1.0
    assert name_score("अजय खड़का", "अजय खड्का") == 1.0
    assert name_score("मोहन अरोड़ा", "Мохан Арора") > 0.95
    assert name_score("जगजीत सिंह", "Джагджит Сингх") > 0.9


@shared
def test_each_hindi_name_finds_its_english_one_first() -> None:
    people = rows("names_hi_en_wikidata_india/persons.tsv", "\t")
    english = [row["en"] for row in people]
    first = sum(max(english, key=lambda e: name_score(row["hi"], e)) == row["en"] for row in people)
    assert first / len(people) >= 0.97


@shared
def test_pairs_of_names() -> None:
    pairs = rows("names_opensanctions/name_bench_cases.csv", ",")
    said = [(name_score(p["name1"], p["name2"]) >= MATCH, p["is_match"] == "true") for p in pairs]
    right = sum(ours and theirs for ours, theirs in said)
    wrong = sum(ours != theirs for ours, theirs in said)
    assert 2 * right / (2 * right + wrong) >= 0.79
