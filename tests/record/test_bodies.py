"""Bodies: two forms of one body are one; those that only sound alike stay apart."""

from __future__ import annotations

from typing import Any

from made import body, catalogue, page, record, sitting, told

from baithak.knowledge.load import load
from baithak.record.bodies import Titles

A, B = page("a", "2024-03-01"), page("b", "2024-03-05")


def ids(found: dict[str, Any]) -> list[str]:
    return [each["id"] for each in found["bodies"]]


def one_each(*bodies: Any) -> dict[str, Any]:
    return record([sitting(A, 1, "2024-02-01", body=bodies[0]), sitting(B, 2, "2025-02-01", body=bodies[1])], [A, B])


def test_the_same_words_in_another_order() -> None:
    one = body("x", "कृषि सहयोग पर भारत-ब्राज़ील संयुक्त आयोग")
    assert len(ids(one_each(one, body("y", "भारत-ब्राज़ील कृषि सहयोग संयुक्त आयोग")))) == 1


def test_one_word_more_is_another_body() -> None:
    one = body("x", "भारत-ब्राज़ील कृषि सहयोग कार्य समूह")
    assert len(ids(one_each(one, body("y", "भारत-ब्राज़ील कृषि-तकनीकी सहयोग कार्य समूह")))) == 2


def test_a_short_name_is_not_enough() -> None:
    one = body("x", "भारत-ब्राज़ील कृषि आयोग", "आयोग")
    assert len(ids(one_each(one, body("y", "भारत-ब्राज़ील अंतरिक्ष आयोग", "आयोग")))) == 2


def test_ids_of_the_readers_making_join_by_kind_parties_and_topic() -> None:
    assert len(ids(one_each(body("body:commission-br-in-trade"), body("body:commission-br-in-economy-trade")))) == 1
    assert len(ids(one_each(body("body:commission-br-in-trade"), body("body:commission-br-in-space")))) == 2
    assert len(ids(one_each(body("body:commission-br-in-trade"), body("body:group-br-in-trade")))) == 2


def test_parent_and_part_stay_apart() -> None:
    part, whole = body("x", "भारत-ब्राज़ील संयुक्त आयोग"), body("y", "भारत-ब्राज़ील संयुक्त आयोग")
    found = record([told(A, "body", None, body=part, parent=whole)], [A])
    assert ids(found) == ["x", "y"]
    assert found["bodies"][0]["parent"]["id"] == "y"


def test_parties_come_from_the_name() -> None:
    (found,) = record([sitting(A, 1, "2024-02-01")], [A])["bodies"]
    assert found["parties"] == ["BR", "IN"]


def test_a_name_without_a_topic_means_the_body_that_has_the_sitting() -> None:
    trade, space, bare = (body(f"body:commission-br-in{t}") for t in ("-trade", "-space", "-mod:joint"))
    claims = [
        sitting(A, 7, "2024-02-01", body=trade),
        sitting(A, 3, "2024-02-01", body=space),
        sitting(B, 7, "2024-02", body=bare),
    ]
    assert len(ids(record(claims, [A, B]))) == 2


def test_a_name_spelled_in_two_ways_is_one_body_even_where_a_country_is_not_recognised() -> None:
    one = body("x", "भारत-ब्राज़ील विदेश कार्यालय परामर्श")
    assert len(ids(one_each(one, body("y", "भारत-ब्राज़िल विदेश कार्यालय परामर्श")))) == 1
    assert len(ids(one_each(one, body("y", "भारत-बुरुंडी विदेश कार्यालय परामर्श")))) == 2


def test_one_page_that_gives_two_names_the_same_sitting_names_one_body() -> None:
    trade, bare = body("body:commission-br-in-trade"), body("body:commission-br-in")
    claims = [sitting(A, 7, "2024-02-01", body=trade), sitting(A, 7, "2024-02-01", body=bare)]
    assert len(ids(record(claims, [A]))) == 1
    claims[1] = sitting(A, 3, "2024-02-01", body=bare)
    assert len(ids(record(claims, [A]))) == 2


def test_names_of_one_body_in_other_words_and_languages() -> None:
    def bodies(*names: str) -> int:
        claims = [sitting(A, 1 + n, "2024-02-01", body=body(f"b{n}", name)) for n, name in enumerate(names)]
        return len(record(claims, [A])["bodies"])

    assert bodies("भारत-ब्राज़ील संयुक्त आयोग", "भारत-ब्राज़ील साझा आयोग", "India-Brazil Joint Commission") == 1
    assert bodies("भारत-ब्राज़ील कृषि कार्य समूह", "India-Brazil Working Group on Agriculture") == 1
    assert bodies("भारत-ब्राज़ील कृषि कार्य समूह", "India-Brazil Working Group on Trade") == 2
    assert bodies("भारत-ब्राज़ील संयुक्त आयोग", "India-Brazil Joint Committee") == 2
    assert bodies("भारत-ब्राज़ील रक्षा संवाद", "India-Brazil Security Dialogue") == 2
    assert bodies("भारत-ब्राज़ील 2+2 संवाद", "भारत-ब्राज़ील टू प्लस टू वार्ता", "India-Brazil 2+2 Dialogue") == 1
    assert bodies("भारत-ब्राज़ील जल सर्वेक्षण समिति", "जलसर्वेक्षण पर भारत-ब्राजिल समिति") == 1
    assert bodies("भारत-ब्राज़ील जल सर्वेक्षण समिति", "भारत-ब्राज़ील भू सर्वेक्षण समिति") == 2


def test_a_country_of_two_words_is_a_party() -> None:
    one = body("x", "भारत-ब्राज़ील व्यापार आयोग")
    other = body("y", "भारत-सेंट ब्राज़ील व्यापार आयोग")
    assert len(ids(one_each(one, other))) == 2
    titles = Titles(catalogue())
    assert titles.parties("z", ["भारत और ब्राज़ील का व्यापार आयोग"]) == {"IN", "BR"}
    known = Titles(load())
    assert known.parties("z", ["भारत-दक्षिण कोरिया व्यापार आयोग"]) == {"IN", "KR"}
    assert known.parties("z", ["भारत-चीन व्यापार आयोग"]) == {"IN", "CN"}
