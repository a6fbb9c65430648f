"""Events that are no sittings: what pages tell of one visit, signing, delivery, ceremony."""

from __future__ import annotations

import pytest
from made import country, page, person, place, record, thing, told

from baithak.model import Relation
from baithak.record.figures import clash

A, B, C = page("a", "2024-03-12"), page("b", "2024-03-13"), page("undated")
RAO, SILVA, COSTA = person("विनय राव", "IN"), person("मारिया सिल्वा", "BR"), person("पाउलो कोस्टा", "BR")


def test_two_ceremonies_of_one_day_stay_two_across_pages() -> None:
    claims = [
        told(source, "ceremony", "held", "2024-03-10", actor=who, place=where)
        for source in (A, B)
        for who, where in (((RAO, COSTA), place("vigyan-bhawan")), (COSTA, ()))
    ]
    assert [e["documents"] for e in record(claims, [A, B])["events"]] == [2, 2]


def test_meetings_of_other_people_stay_apart() -> None:
    claims = [
        told(A, "meeting", "held", "2024-03-10", participant=(RAO, SILVA)),
        told(B, "meeting", "held", "2024-03-10", participant=(RAO, COSTA)),
        told(B, "meeting", "held", "2024-03", participant=(SILVA, RAO)),
    ]
    assert sorted(e["documents"] for e in record(claims, [A, B])["events"]) == [1, 2]


def test_a_signing_without_a_day_joins_by_the_day_of_its_page() -> None:
    claims = [
        told(A, "signing", "held", "2024-03-10", signatory=(RAO, COSTA), object=thing("frigate")),
        told(B, "agreement", "held", None, party=(country("IN"), country("BR")), object=thing("frigate")),
        told(C, "signing", "held", None, signatory=(RAO, COSTA)),
    ]
    found = record(claims, [A, B, C])["events"]
    assert sorted((e["type"], e["documents"]) for e in found) == [("signing", 1), ("signing", 2)]


def test_two_days_of_a_commissioning_and_two_places_of_a_meeting_are_disputes() -> None:
    claims = [
        told(A, "commissioning", "held", "2024-03-09", object=thing("frigate")),
        told(B, "commissioning", "held", "2024-03-08", object=thing("frigate")),
        told(A, "meeting", "held", "2024-03-10", participant=(RAO, SILVA), place=place("vigyan-bhawan")),
        told(B, "meeting", "held", "2024-03-10", participant=(RAO, SILVA), place=place("hyderabad-house")),
    ]
    found = record(claims, [A, B])
    assert len(found["events"]) == 2
    assert sorted(d["field"] for d in found["disputes"]) == ["date", "place"]


def test_an_announced_visit_is_kept_by_what_the_visitor_did_there() -> None:
    plan = told(A, "visit", "planned", "2024-03-09/2024-03-11", visitor=SILVA, host_country=country("IN"))
    done = told(B, "meeting", "held", "2024-03-10", participant=(RAO, SILVA), place=place("delhi"))
    (promise,) = record([plan, done], [A, B], as_of="2024-12-31")["promises"]
    assert (promise["state"], promise["closed_by"]) == ("kept", done.id)


@pytest.mark.parametrize(
    ("one", "other", "clashing"),
    [
        ("12", "16", True),
        ("15 अरब", "15.8 अरब", False),
        ("300", "312", False),
        ("4 km", "4 kg", False),
        ("१२", "12", False),
    ],
)
def test_numbers(one: str, other: str, clashing: bool) -> None:
    assert clash(one, other) is clashing


def test_an_invitation_is_one_event_on_every_page() -> None:
    claims = [told(source, "invitation", inviter=RAO, invitee=SILVA) for source in (A, B)]
    (found,) = record(claims, [A, B])["events"]
    assert (found["type"], found["documents"]) == ("invitation", 2)


def test_an_invitation_for_no_day_promises_nothing() -> None:
    def promised(date: str | None) -> int:
        visit = told(A, "visit", "planned", date, visitor=SILVA, host_country=country("IN"))
        asked = told(A, "invitation", inviter=RAO, invitee=SILVA, relations=(Relation(visit.id, "for"),))
        return len(record([visit, asked], [A])["promises"])

    assert (promised(None), promised("2024-09")) == (0, 1)
