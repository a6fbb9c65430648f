"""What the record says to claims from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import cache

import pytest

from baithak.knowledge.load import load
from baithak.model import Claim, Document, Entity, Evidence, Quote, Topic
from baithak.record.check import Answer
from baithak.record.decisions import Decision
from baithak.recording import answers, refresh
from baithak.store.sql import open_store

knowledge = cache(load)
BODY = Entity("kosi-commission", "body", {"en": ("Nepal-India Kosi Commission",)}, "Kosi Commission")
ASKED = Document("what somebody says", ("asked.txt",), lang="hi")


def page(text: str, **facts: object) -> Document:
    return Document(text, (f"{text}.txt",), lang="hi", **facts)  # type: ignore[arg-type]


def place(key: str) -> Entity:
    entry = knowledge().places[key]
    return Entity(key, entry.kind, entry.names, key, entry.country)


def person(name: str, side: str, key: str | None = None) -> Entity:
    return Entity(key or f"person:{name.lower().replace(' ', '-')}", "person", {"en": (name,)}, name, side, "Minister")


def claim(of: Document, kind: str = "session", **fields: object) -> Claim:
    made = Claim(of.address, of.id, kind, Quote(0, len(of.text), of.text), "held", **fields)  # type: ignore[arg-type]
    evidence = dict.fromkeys((*made.roles, "date", "body", "ordinal"), (Evidence(0, 1, "stated"),))
    return replace(made, evidence=evidence)


def session(of: Document, ordinal: int = 3, date: str | None = "2023-05-04", **roles: Entity) -> Claim:
    found = {role: (entity,) for role, entity in roles.items()}
    return claim(of, body=BODY, ordinal=ordinal, date=date, roles=found)


ONE, TWO = page("one", published="2023-05-05"), page("two", published="2023-05-05")
KNOWN = (
    session(ONE, place=place("kathmandu"), co_chair=person("Asha Rai", "NP")),
    session(TWO, date="2023-05"),
    session(TWO, ordinal=2, date="2022-04-01"),
)


def check(
    asked: Sequence[Claim], page: Document, claims: Sequence[Claim], pages: Sequence[Document], *decisions: Decision
) -> list[Answer]:
    store = open_store(None)
    with store.write() as writer:
        for each in pages:
            writer.put_document(each)
        writer.put_given("claims.jsonl", claims)
        for decision in decisions:
            writer.put_decision(decision.id, asdict(decision))
    refresh(store, knowledge())
    with store.view() as view:
        return answers(asked, page, view, knowledge())


def answer(asked: Claim, *decisions: Decision) -> Answer:
    (found,) = check([asked], ASKED, KNOWN, [ONE, TWO], *decisions)
    return found


def slots(found: Answer) -> dict[str, str]:
    return {finding.slot: finding.verdict for finding in found.findings}


def test_a_claim_that_pages_bear_out_is_supported_coarser_or_as_they_say() -> None:
    for date, where in (("2023-05-04", "kathmandu"), ("2023", "NP"), ("XXXX-05-04", "kathmandu")):
        found = answer(session(ASKED, date=date, place=place(where)))
        assert (found.verdict, found.event) == ("supported", "kosi-commission/3")
    finding = next(f for f in found.findings if f.slot == "date")
    assert set(finding.support) == {KNOWN[0].id}


@pytest.mark.parametrize(
    ("asked", "slot"),
    [
        (session(ASKED, date="2023-05-11"), "date"),
        (session(ASKED, place=place("delhi")), "place"),
        (session(ASKED, ordinal=7), "ordinal"),
        (session(ASKED, co_chair=person("Lok Thapa", "NP")), "co_chair"),
    ],
)
def test_what_no_page_can_stand_beside_is_contradicted(asked: Claim, slot: str) -> None:
    found = answer(asked)
    assert found.verdict == "contradicted"
    assert {name for name, verdict in slots(found).items() if verdict == "contradicted"} == {slot}


@pytest.mark.parametrize(
    "asked",
    [
        session(ASKED, ordinal=9, date="2030"),
        session(ASKED, participant=person("Lok Thapa", "NP")),
        claim(ASKED, "visit", date="2023-05-04", roles={"visitor": (person("Asha Rai", "NP"),)}),
        claim(ASKED, "signing", body=BODY, ordinal=3, date="2023-05-04", extra={"document": "protocol"}),
    ],
)
def test_what_stands_nowhere_is_not_found(asked: Claim) -> None:
    assert answer(asked).verdict == "not-found"


def test_a_finer_date_than_any_page_gives_is_not_found() -> None:
    (found,) = check([session(ASKED, date="2023-05-04")], ASKED, KNOWN[1:], [TWO])
    assert slots(found)["date"] == "not-found"


def test_a_day_and_the_stretch_that_it_lies_in_bear_each_other_out() -> None:
    known = [session(TWO, date="2023-05-04/2023-05-05")]
    for date, verdict in (("2023-05-05", "supported"), ("XXXX-05-04", "supported"), ("2023-05-06", "contradicted")):
        (found,) = check([session(ASKED, date=date)], ASKED, known, [TWO])
        assert slots(found)["date"] == verdict
    assert slots(answer(session(ASKED, date="2023-05-04/2023-05-05")))["date"] == "supported"


def test_copies_of_one_text_are_one_source() -> None:
    copy = page("two again", reprint_of=TWO.address)
    known = [session(TWO), session(copy)]
    (found,) = check([session(ASKED)], ASKED, known, [TWO, copy])
    assert found.verdict == "one-source"
    (alone,) = check([session(ASKED)], ASKED, known[:1], [TWO])
    assert alone.verdict == "supported"


def test_an_announcement_bears_out_no_sitting() -> None:
    planned = replace(session(TWO), status="planned")
    (found,) = check([session(ASKED)], ASKED, [planned], [TWO])
    assert (found.verdict, slots(found)["status"]) == ("not-found", "not-found")
    (foretold,) = check([replace(session(ASKED), status="planned")], ASKED, KNOWN, [ONE, TWO])
    assert foretold.verdict == "supported"
    (off,) = check([replace(session(ASKED), status="cancelled")], ASKED, KNOWN, [ONE, TWO])
    assert slots(off)["status"] == "contradicted"


def test_a_page_is_no_witness_for_itself_and_a_rejected_claim_none_at_all() -> None:
    (found,) = check([KNOWN[0]], ONE, KNOWN[:1], [ONE])
    assert (found.verdict, found.event) == ("not-found", None)
    reject = Decision("reject", (KNOWN[0].id,))
    assert slots(answer(session(ASKED), reject))["date"] == "not-found"


def test_what_is_no_event_is_compared_with_its_like() -> None:
    made = [claim(ONE, "body", body=BODY, extra={"cadence": "P1Y"})]
    for cadence, verdict in (("P1Y", "supported"), ("P6M", "not-found")):
        (found,) = check([claim(ASKED, "body", body=BODY, extra={"cadence": cadence})], ASKED, made, [ONE])
        assert found.verdict == verdict


def test_figures_of_one_topic_contradict_each_other_and_no_others() -> None:
    def figure(of: Document, value: str, topic: str) -> Claim:
        return claim(of, "figure", body=BODY, ordinal=3, extra={"value": value}, topics=(Topic(0, 3, topic),))

    known = [figure(ONE, "4", "agreements")]
    for value, topic, verdict in (
        ("4", "agreements", "supported"),
        ("5", "agreements", "contradicted"),
        ("5", "dams", "not-found"),
    ):
        (found,) = check([figure(ASKED, value, topic)], ASKED, known, [ONE])
        assert found.verdict == verdict
