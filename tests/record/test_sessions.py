"""Sittings: what is one, what stays two, and which value of each field is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from made import COMMISSION, body, country, page, person, place, record, sessions, sitting, told

from baithak.model import Entity, Relation, Topic

RAO = person("विनय राव", "IN", "रक्षा मंत्री")
COSTA = person("पाउलो कोस्टा", "BR", "रक्षा मंत्री")
LIMA = person("ब्रूनो लीमा", "BR", "रक्षा मंत्री")
A, B, C, D = (
    page(n, d) for n, d in (("a", "2024-03-10"), ("b", "2024-03-11"), ("c", "2024-03-12"), ("d", "2024-03-13"))
)


def only(found: dict[str, Any], key: str = "commission") -> dict[str, Any]:
    (one,) = sessions(found, key)
    return one


def fields(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(d["event"], d["field"]) for d in found["disputes"]]


def test_planned_and_held_are_one_with_a_history() -> None:
    plan = sitting(A, 4, "2024-03-10", "planned", place=place("delhi"))
    done = sitting(B, 4, "2024-03", co_chair=(RAO, COSTA))
    found = record([plan, done], [A, B])
    one = only(found)
    assert (one["status"], one["date"], one["host_country"], one["documents"]) == ("held", "2024-03-10", "IN", 2)
    assert "only an announcement" in one["fields"]["date"]["because"]
    assert found["promises"][0]["state"] == "kept"
    assert found["promises"][0]["closed_by"] == done.id


def test_a_coarser_value_is_no_dispute_and_the_finest_is_shown() -> None:
    claims = [
        sitting(A, 4, "2024-03-10", place=place("delhi")),
        sitting(B, 4, "2024-03", place=place("vigyan-bhawan")),
        sitting(C, 4, "2024", place=place("IN")),
        sitting(D, 4, "XXXX-03-10"),
    ]
    found = record(claims, [A, B, C, D])
    assert (only(found)["date"], only(found)["place"]["id"]) == ("2024-03-10", "vigyan-bhawan")
    assert not found["disputes"]
    assert len(only(found)["fields"]["date"]["support"]) == 4


def test_two_days_two_venues_two_counterparts_are_disputes() -> None:
    claims = [
        sitting(A, 4, "2024-03-10", place=place("vigyan-bhawan"), co_chair=(RAO, COSTA)),
        sitting(B, 4, "2024-03-10", place=place("hyderabad-house"), co_chair=(RAO, COSTA)),
        sitting(C, 4, "2024-03-11", place=place("vigyan-bhawan"), co_chair=(RAO, LIMA)),
    ]
    found = record(claims, [A, B, C])
    assert fields(found) == [("commission/4", "co_chairs"), ("commission/4", "date"), ("commission/4", "place")]
    assert only(found)["date"] == "2024-03-10"
    assert [v["independent_sources"] for v in found["disputes"][1]["values"]] == [2, 1]
    assert found["disputes"][1]["kind"] == "between"


def test_a_page_at_odds_with_itself() -> None:
    claims = [sitting(A, 4, "2024-03-10"), sitting(A, 4, "2024-03-12")]
    assert record(claims, [A])["disputes"][0]["kind"] == "within"


def test_the_institutions_own_page_outranks_retellings_and_reprints_count_once() -> None:
    own = page("own", "2024-03-10", issuer="ministry")
    copy = page("copy", "2024-03-12", reprint_of=B.id)
    claims = [
        sitting(own, 4, "2024-03-10"),
        sitting(B, 4, "2024-03-11"),
        sitting(copy, 4, "2024-03-11"),
        sitting(C, 4, "2024-03-11"),
    ]
    found = record(claims, [own, B, C, copy])
    assert only(found)["date"] == "2024-03-10"
    assert (only(found)["documents"], only(found)["independent_sources"]) == (4, 3)


def test_two_numbers_for_one_day_are_one_sitting() -> None:
    claims = [
        sitting(A, 3, "2022-05-02"),
        sitting(A, 4, "2024-03-10"),
        sitting(B, 4, "2024-03-10"),
        sitting(C, 3, "2024-03-10"),
    ]
    found = record(claims, [A, B, C])
    assert [(s["ordinal"], s["date"]) for s in sessions(found)] == [(3, "2022-05-02"), (4, "2024-03-10")]
    assert fields(found) == [("commission/4", "ordinal")]


def test_an_older_plan_that_was_outrun_is_no_dispute() -> None:
    early = page("early", "2023-06-01")
    claims = [sitting(early, 4, "2023-12", "planned"), sitting(A, 4, "2024-03-10", "planned")]
    found = record(claims, [early, A])
    assert only(found)["date"] == "2024-03-10"
    assert not found["disputes"]


def test_without_a_number_the_day_the_people_and_the_page_decide() -> None:
    undated = page("undated")
    claims = [
        sitting(A, 3, "2022-05-02", co_chair=(RAO, LIMA), place=place("brasilia")),
        sitting(B, 4, "2024-03-10", co_chair=(RAO, COSTA), place=place("vigyan-bhawan")),
        sitting(C, None, "2024-03-10"),
        sitting(undated, None, None, co_chair=(RAO, COSTA), place=place("delhi")),
    ]
    found = record(claims, [A, B, C, undated])
    assert [(s["ordinal"], s["documents"]) for s in sessions(found)] == [(3, 1), (4, 3)]


def test_two_sittings_of_one_week_stay_two() -> None:
    claims = [sitting(A, None, "2024-03-04"), sitting(B, None, "2024-03-08"), sitting(C, None, "2024-03-08")]
    assert [s["documents"] for s in sessions(record(claims, [A, B, C]))] == [1, 2]


def test_numbers_of_two_bodies_are_never_mixed() -> None:
    summit = body("summit", "भारत-ब्राज़ील शिखर सम्मेलन")
    claims = [sitting(A, 4, "2024-03-10"), sitting(A, 4, "2024-03-12", body=summit)]
    found = record(claims, [A])
    assert only(found)["date"] == "2024-03-10"
    assert only(found, "summit")["date"] == "2024-03-12"


def test_the_sitting_told_again_as_a_meeting_folds_and_one_on_the_margins_does_not() -> None:
    other = person("मारिया सिल्वा", "BR")
    claims = [
        sitting(A, 4, "2024-03-10", co_chair=(RAO, COSTA), place=place("delhi")),
        told(A, "meeting", "held", "2024-03-10", participant=(RAO, COSTA)),
        told(A, "meeting", "held", "2024-03-10", party=(country("IN"), country("BR"))),
        told(A, "meeting", "held", "2024-03-10", participant=(RAO, other)),
    ]
    found = record(claims, [A])
    assert len(found["events"]) == 1
    assert {p["id"] for p in found["events"][0]["participants"]} == {RAO.id, other.id}


def test_what_was_signed_at_it() -> None:
    claims = [
        sitting(A, 4, "2024-03-10", co_chair=(RAO, COSTA)),
        told(A, "signing", "held", None, signatory=(RAO, COSTA), document="memorandum of understanding"),
        told(B, "signing", "held", "2024-03-10", body=COMMISSION, ordinal=4, document="protocol"),
    ]
    assert only(record(claims, [A, B]))["outcomes"] == ["memorandum", "protocol"]


def test_put_off_until() -> None:
    claims = [
        sitting(A, 4, "2024-03-20", "planned", place=place("delhi")),
        sitting(B, 4, "2024-03-20", "postponed"),
        sitting(B, None, "2024-06", "planned", place=place("hyderabad-house")),
    ]
    found = record(claims, [A, B])
    assert (only(found)["date"], only(found)["status"]) == ("2024-06", "postponed")
    assert not found["disputes"]
    assert sorted((p["due"], p["state"]) for p in found["promises"]) == [("2024-03-20", "dropped"), ("2024-06", "open")]


def test_numbers_given_of_one_sitting() -> None:
    def figure(source: Any, ordinal: int, value: str) -> Any:
        topic = Topic(0, 1, "x", "agreements")
        return replace(
            told(source, "figure", None, None, body=COMMISSION, ordinal=ordinal, value=value), topics=(topic,)
        )

    claims = [sitting(A, 4, "2024-03-10"), sitting(B, 3, "2022-03-10")]
    claims += [figure(A, 4, "12"), figure(B, 4, "16"), figure(C, 3, "4"), figure(D, 4, "12")]
    found = record(claims, [A, B, C, D])
    assert fields(found) == [("commission/4", "figure: agreements")]
    assert [v["value"] for v in found["disputes"][0]["values"]] == ["12", "16"]


def test_nothing_is_held_before_its_day() -> None:
    found = record([sitting(A, 5, "2026")], [A])
    assert only(found)["status"] == "planned"
    assert [flag["field"] for flag in found["flags"]] == ["status"]


def test_places_in_two_countries_are_a_dispute_about_the_host() -> None:
    claims = [
        sitting(A, 4, "2024-03-10", place=place("delhi")),
        sitting(B, 4, "2024-03-10", place=place("BR")),
        sitting(C, 4, "2024-03-10", place=place("vigyan-bhawan")),
    ]
    found = record(claims, [A, B, C])
    assert fields(found) == [("commission/4", "host_country"), ("commission/4", "place")]
    assert [v["value"] for v in found["disputes"][0]["values"]] == ["IN", "BR"]


def test_numbers_of_two_kinds_of_document_are_no_dispute() -> None:
    def signed(source: Any, document: str, quantity: str) -> Any:
        return told(source, "signing", body=COMMISSION, ordinal=4, document=document, quantity=quantity)

    claims = [sitting(A, 4, "2024-03-10"), signed(A, "agreement", "3"), signed(B, "protocol", "1")]
    assert not record(claims, [A, B])["disputes"]
    assert fields(record([*claims, signed(C, "agreement", "5")], [A, B, C])) == [("commission/4", "quantity")]


def test_called_off_before_the_day_is_history_and_denied_after_it_a_dispute() -> None:
    held, early, undated = sitting(C, 4, "2024-03-10"), page("early", "2024-03-05"), page("undated")
    assert not record([held, sitting(early, 4, "2024-03-10", "cancelled")], [C, early])["disputes"]
    assert fields(record([held, sitting(B, 4, "2024-03-10", "denied")], [B, C])) == [("commission/4", "status")]
    assert fields(record([held, sitting(undated, 4, "2024-03-10", "denied")], [C, undated])) == [
        ("commission/4", "status")
    ]


def test_figures_count_what_the_signing_names_in_any_language() -> None:
    claims = [sitting(A, 4, "2024-03-10"), sitting(B, 4, "2024-03-10")]
    for source, word in ((A, "समझौता ज्ञापन"), (B, "memoranda")):
        signing = told(source, "signing", "held", "2024-03-10", body=COMMISSION, ordinal=4, document="memorandum")
        figure = told(source, "figure", None, body=COMMISSION, ordinal=4, value="5")
        part = (Relation(signing.id, "part_of"),)
        claims += [signing, replace(figure, topics=(Topic(0, 1, word),), relations=part)]
    (session,) = record(claims, [A, B])["bodies"][0]["sessions"]
    (found,) = session["figures"]
    assert (found["of"], found["value"], len(found["claims"])) == ("memorandum", "5", 2)


def test_a_signing_announced_is_kept_by_what_is_signed_at_a_sitting() -> None:
    def signing(source: Any, status: str, date: str, document: str, ordinal: int | None = None) -> Any:
        return told(source, "signing", status, date, body=COMMISSION, ordinal=ordinal, document=document)

    planned = signing(A, "planned", "2024-07", "memorandum")
    late = page("late", "2024-07-20")
    done = [sitting(late, 5, "2024-07-10"), signing(late, "held", "2024-07-10", "memorandum", 5)]
    (promise,) = record([planned, *done], [A, late])["promises"]
    assert (promise["state"], promise["closed_by"]) == ("kept", done[1].id)
    other = [sitting(late, 5, "2024-07-10"), signing(late, "held", "2024-07-10", "protocol", 5)]
    (promise,) = record([planned, *other], [A, late])["promises"]
    assert promise["state"] == "open"


def test_venues_of_one_city_are_told_apart_only_in_a_language_that_names_both() -> None:
    def venue(name: str, lang: str) -> tuple[Entity, Entity]:
        return Entity(f"place:{name}", "place", {lang: (name,)}, name), place("brasilia")

    palace = sitting(A, 4, "2024-03-10", place=venue("इंडिपेंडेंस पैलेस", "hi"))
    same = sitting(B, 4, "2024-03-10", place=venue("Дворец независимости", "ru"))
    other = sitting(B, 4, "2024-03-10", place=venue("राष्ट्रीय पुस्तकालय", "hi"))
    assert fields(record([palace, same], [A, B])) == []
    assert fields(record([palace, other], [A, B])) == [("commission/4", "place")]
