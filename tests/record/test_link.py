"""Who is who: joins across spellings, scripts, surnames and offices, and the people who must stay apart."""

from __future__ import annotations

from typing import Any

from made import country, office, page, person, place, record, told

from baithak.model import Claim, Document, Entity

A, B, C = page("a", "2024-03-01"), page("b", "2024-03-05"), page("c", "2024-03-09")
MINISTER = "रक्षा मंत्री"


def people(found: dict[str, Any]) -> list[str]:
    return [actor["id"] for actor in found["actors"] if actor["kind"] == "person"]


def met(where: Document, *who: Entity) -> Claim:
    return told(where, "meeting", "held", "2024-03-01", participant=who)


def test_one_name_in_two_spellings_with_office_and_side_is_one() -> None:
    claims = [
        met(A, person("नरेन्द्र चौधरी", "IN", MINISTER), person("पाउलो कोस्टा", "BR")),
        met(B, person("नरेंद्र चौधरी", "IN", MINISTER), person("पाऊलो कोस्टा", "BR")),
    ]
    found = record(claims, [A, B])
    assert len(people(found)) == 2
    assert all(actor["joined"] for actor in found["actors"] if actor["kind"] == "person")


def test_across_scripts() -> None:
    latin = Entity("person:sergei-orlov", "person", {"en": ("Sergei Orlov",)}, "Sergei Orlov", "BR", "Defence Minister")
    cyrillic = Entity("person:orlov", "person", {"ru": ("Сергей Орлов",)}, "Сергей Орлов", "BR")
    rao = person("विनय राव", "IN")
    claims = [met(A, latin, rao), met(B, cyrillic, rao), met(C, person("सर्गेई ओर्लोव", "BR"), rao)]
    assert len(people(record(claims, [A, B, C]))) == 2


def test_like_names_stay_apart() -> None:
    claims = [
        met(A, person("राजनाथ सिंह", "IN", MINISTER), person("पाउलो कोस्टा", "BR")),
        met(B, person("राजेंद्र सिंह", "IN", MINISTER), person("पाउलो कोस्टा", "BR")),
    ]
    assert len(people(record(claims, [A, B]))) == 3


def test_one_name_on_two_sides_is_two() -> None:
    claims = [met(A, person("डेविड थॉमस", "IN")), met(B, person("डेविड थॉमस", "BR"))]
    assert people(record(claims, [A, B])) == ["person:डेविड थॉमस", "person:डेविड थॉमस~2"]


def test_those_who_stand_side_by_side_are_two() -> None:
    claims = [met(A, person("रवि शंकर", "IN", MINISTER), person("रवि शंकरन", "IN", MINISTER))]
    assert len(people(record(claims, [A]))) == 2


def test_a_surname_means_the_person_of_its_page() -> None:
    claims = [
        met(A, person("पाउलो कोस्टा", "BR"), person("विनय राव", "IN")),
        told(A, "statement", "held", None, speaker=person("कोस्टा", "BR")),
        met(B, person("मारिया कोस्टा", "BR"), person("विनय राव", "IN")),
    ]
    assert len(people(record(claims, [A, B]))) == 3


def test_an_office_means_its_holder_of_the_day() -> None:
    held = [{"office": "defence-minister", "of": "BR", "from": "2015", "to": "2019"}]
    holds = [{"office": "defence-minister", "of": "BR", "from": "2020"}]
    then = {"id": "ana-melo", "kind": "person", "names": {"hi": ["आना मेलो"]}, "country": "BR", "offices": held}
    now = {"id": "luis-prado", "kind": "person", "names": {"hi": ["लुइस प्राडो"]}, "country": "BR", "offices": holds}
    claims = [
        told(A, "statement", "held", "2017-05-02", speaker=office("ब्राज़ील के रक्षा मंत्री", "BR")),
        told(B, "statement", "held", "2023-05-02", speaker=office("ब्राज़ील के रक्षा मंत्री", "BR")),
    ]
    assert people(record(claims, [A, B], then, now)) == ["ana-melo", "luis-prado"]


def test_an_office_nobody_is_known_in_stays_an_office() -> None:
    claim = told(A, "statement", "held", None, speaker=office("ब्राज़ील के ऊर्जा सचिव", "BR"))
    assert [actor["kind"] for actor in record([claim], [A])["actors"]] == ["office"]


def test_a_place_of_the_page_lies_where_claims_put_it() -> None:
    hall = Entity("place:सभा-भवन", "place", {"hi": ("सभा भवन",)}, "सभा भवन")
    claims = [
        told(A, "meeting", "held", "2024-03-01", place=(hall, place("brasilia")), party=(country("IN"), country("BR"))),
        told(B, "meeting", "held", "2024-03-01", place=hall, party=(country("IN"), country("BR"))),
    ]
    (meeting,) = record(claims, [A, B])["events"]
    assert (meeting["place"]["id"], meeting["host_country"], meeting["documents"]) == (hall.id, "BR", 2)
