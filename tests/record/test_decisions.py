"""What readers of the record rule: each kind of decision, and that leaving it out restores the record."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import body, catalogue, page, person, place, sessions, sitting, told

from baithak.model import Claim, Document
from baithak.record.build import build_record
from baithak.record.decisions import Decision, Kind

A, B, C = page("a", "2024-03-10"), page("b", "2024-03-11"), page("c", "2024-03-12")
RAO, RAV = person("विनय राव", "IN", "रक्षा मंत्री"), person("विनय रॉव", "IN", "रक्षा मंत्री")
COSTA, LIMA = person("पाउलो कोस्टा", "BR"), person("ब्रूनो लीमा", "BR")


def ruled(claims: list[Claim], *decisions: Decision) -> dict[str, Any]:
    return build_record(claims, [A, B, C], catalogue(), None, decisions)


def decide(kind: Kind, *targets: str, value: Any = None, time: str = "2024-05-01") -> Decision:
    return Decision(kind, targets, value, "desk", time, "a letter says so")


def people(found: dict[str, Any]) -> list[str]:
    return [actor["id"] for actor in found["actors"] if actor["kind"] == "person"]


def applied(found: dict[str, Any]) -> list[bool]:
    return [decision["applied"] for decision in found["decisions"]]


def test_a_rejected_claim_does_not_count() -> None:
    claims = [sitting(A, 4, "2024-03-09"), sitting(B, 4, "2024-03-10")]
    found = ruled(claims, decide("reject", claims[1].id))
    assert sessions(found) == sessions(ruled(claims[:1]))
    assert applied(found) == [True]


def test_people_are_merged_and_kept_apart() -> None:
    claims = [sitting(A, 4, "2024-03-09", co_chair=(RAO, COSTA)), sitting(B, 5, "2025-03-10", co_chair=(RAV, LIMA))]
    assert len(people(ruled(claims))) == 3
    apart = ruled(claims, decide("split", RAO.id, RAV.id))
    assert (len(people(apart)), applied(apart)) == (4, [True])
    merged = ruled(claims, decide("merge", COSTA.id, LIMA.id))
    assert (len(people(merged)), applied(merged)) == (2, [True])
    assert any("desk" in reason for actor in merged["actors"] for reason in actor["joined"])


def test_of_two_rulings_on_the_same_the_later_counts() -> None:
    claims = [sitting(A, 4, "2024-03-09", co_chair=(RAO, COSTA)), sitting(B, 5, "2025-03-10", co_chair=(RAV, LIMA))]
    early, late = decide("split", RAO.id, RAV.id, time="2024-01"), decide("merge", RAV.id, RAO.id, time="2024-02")
    assert len(people(ruled(claims, late, early))) == 3


def test_bodies_are_merged_and_kept_apart() -> None:
    trade, industry = body("x", "भारत-ब्राज़ील व्यापार आयोग"), body("y", "भारत-ब्राज़ील उद्योग आयोग")
    claims = [sitting(A, 1, "2023-02-01", body=trade), sitting(B, 2, "2024-02-01", body=industry)]
    found = ruled(claims, decide("merge", "x", "y"))
    assert [len(each["sessions"]) for each in found["bodies"]] == [2]


def test_events_are_merged_and_split() -> None:
    claims = [
        sitting(A, None, "2024-03-04", co_chair=(RAO, COSTA)),
        sitting(B, None, "2024-03-08"),
        sitting(C, None, "2024-03-08"),
    ]
    one = ruled(claims, decide("merge", "commission/2024-03-04", claims[1].id))
    assert [s["documents"] for s in sessions(one)] == [3]
    three = ruled(claims, decide("split", claims[2].id))
    assert sorted(s["documents"] for s in sessions(three)) == [1, 1, 1]


def test_a_meeting_is_merged_into_the_sitting_that_it_was() -> None:
    claims = [sitting(A, 4, "2024-03-04"), told(B, "meeting", "held", "2024-03-04", participant=(RAO, COSTA))]
    found = ruled(claims, decide("merge", claims[1].id, "commission/4"))
    assert found["events"] == []
    assert sessions(found)[0]["documents"] == 2


def test_a_pinned_value_is_shown_and_disputed_no_more() -> None:
    claims = [sitting(A, 4, "2024-03-09"), sitting(B, 4, "2024-03-10"), sitting(C, 4, "2024-03-10")]
    assert ruled(claims)["disputes"]
    found = ruled(claims, decide("pin", "commission/4", "date", value="2024-03-09"))
    (shown,) = sessions(found)
    assert (shown["date"], found["disputes"]) == ("2024-03-09", [])
    assert shown["fields"]["date"]["against"]
    assert "letter" in shown["fields"]["date"]["because"]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("place", "brasilia", "brasilia"),
        ("status", "cancelled", "cancelled"),
        ("ordinal", 5, 5),
        ("co_chairs", (LIMA.id,), [LIMA.id]),
    ],
)
def test_other_fields_that_can_be_pinned(name: str, value: Any, shown: Any) -> None:
    claims = [sitting(A, 4, "2024-03-09", co_chair=(RAO, LIMA), place=place("delhi"))]
    (found,) = sessions(ruled(claims, decide("pin", claims[0].id, name, value=value)))
    got = found[name]
    plain = got["id"] if isinstance(got, dict) else [e["id"] for e in got] if isinstance(got, list) else got
    assert plain == shown
    assert found["host_country"] == ("BR" if name == "place" else "IN")


def test_an_accepted_value_stays_and_is_doubted_no_more() -> None:
    claims = [sitting(A, 4, "2024-03-09"), sitting(B, 4, "2024-03-10"), sitting(C, 4, "2024-03-10")]
    found = ruled(claims, decide("accept", "commission/4", "date"))
    assert (sessions(found)[0]["date"], found["disputes"]) == ("2024-03-10", [])
    early = ruled([sitting(A, 5, "2026")], decide("accept", "commission/5", "status"))
    assert early["flags"] == []


def test_a_decision_without_its_target_is_told() -> None:
    kinds: tuple[Kind, ...] = ("accept", "reject", "merge", "split", "pin")
    found = ruled([sitting(A, 4, "2024-03-09")], *(decide(kind, "gone", "date") for kind in kinds))
    assert applied(found) == [False] * 5


PAGES: list[Document] = [A, B, C]
CLAIMS = [
    sitting(A, 4, "2024-03-09", co_chair=(RAO, COSTA), place=place("delhi")),
    sitting(B, 4, "2024-03-10", co_chair=(RAV, LIMA), place=place("vigyan-bhawan")),
    sitting(C, 5, "2025-03-10", co_chair=(RAO,)),
    told(A, "meeting", "held", "2024-03-09", participant=(RAO, LIMA)),
    told(C, "visit", "held", "2024-03-08/2024-03-11", visitor=COSTA, place=place("delhi")),
]
TARGETS = st.sampled_from(
    [
        *(claim.id for claim in CLAIMS),
        "commission/4",
        "commission/5",
        RAO.id,
        RAV.id,
        COSTA.id,
        LIMA.id,
        "date",
        "place",
    ]
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    kind: Kind = draw(st.sampled_from(["accept", "reject", "merge", "split", "pin"]))
    targets = draw(st.lists(TARGETS, min_size=1, max_size=3, unique=True))
    value = draw(st.sampled_from([None, "2024-03-09", "delhi"]))
    return Decision(kind, tuple(targets), value, "desk", draw(st.sampled_from(["2024-05-01", "2024-05-02"])))


@settings(max_examples=80, deadline=None)
@given(st.lists(decisions(), max_size=4), decisions(), st.randoms(use_true_random=False))
def test_retracting_a_decision_restores_the_record(made: list[Decision], more: Decision, chance: random.Random) -> None:
    before = dump(ruled(CLAIMS, *(d for d in made if d != more)))
    mixed = [*made, more]
    chance.shuffle(mixed)
    with_it = dump(ruled(CLAIMS, *mixed))
    assert dump(ruled(CLAIMS, *made, more)) == with_it
    assert dump(ruled(CLAIMS, *(d for d in mixed if d != more))) == before


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
