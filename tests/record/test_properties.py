"""What holds for any claims: order changes nothing, a day shows nothing newer, joins are connected components."""

from __future__ import annotations

import json
import random
from typing import Any

import networkx  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from made import country, page, person, place, record, sitting, thing, told

from baithak.model import Claim
from baithak.record.joins import Joins
from baithak.record.pages import known_by

PAGES = [page(f"p{n}", f"20{20 + n // 4}-0{1 + n % 9}-05" if n % 5 else None) for n in range(12)]
PEOPLE = [person(n, s) for n, s in (("विनय राव", "IN"), ("विनय रॉव", "IN"), ("पाउलो कोस्टा", "BR"), ("कोस्टा", "BR"))]
DATES = st.sampled_from([None, "2021", "2021-03", "2021-03-04", "2021-03-05", "2022-03-04/2022-03-06", "XXXX-03-04"])
STATUS = st.sampled_from(["held", "planned", "postponed", "cancelled"])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    source, at = draw(st.sampled_from(PAGES)), draw(st.integers(0, 10**6))
    status, date = draw(STATUS), draw(DATES)
    who = tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique_by=lambda p: p.id)))
    where = draw(st.sampled_from([(), (place("delhi"),), (place("vigyan-bhawan"),), (place("brasilia"),)]))
    kind = draw(st.sampled_from(["session", "meeting", "visit", "signing", "delivery", "ceremony"]))
    if kind == "session":
        return sitting(source, draw(st.sampled_from([None, 3, 4, 6])), date, status, at=at, co_chair=who, place=where)
    if kind == "delivery":
        return told(source, kind, status, date, at=at, object=thing("frigate"), recipient=country("IN"))
    role = {"visit": "visitor", "signing": "signatory", "ceremony": "actor"}.get(kind, "participant")
    return told(source, kind, status, date, at=at, **{role: who, "place": where})


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), max_size=14), st.randoms(use_true_random=False))
def test_order_changes_nothing(made: list[Claim], chance: random.Random) -> None:
    mixed, pages = made[:], PAGES[:]
    chance.shuffle(mixed)
    chance.shuffle(pages)
    assert dump(record(made, PAGES)) == dump(record(mixed, pages))


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), max_size=14), st.sampled_from(["2020-12-31", "2021-12-31", "2022-12-31"]))
def test_a_day_shows_nothing_newer(made: list[Claim], day: str) -> None:
    out = {d.id for d in PAGES if d.published and d.published <= day}
    then = record([c for c in made if c.document_id in out], PAGES, as_of=day)
    assert dump(record(made, PAGES, as_of=day)) == dump(then)


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), max_size=14))
def test_every_claim_of_an_event_is_in_one_event_at_most_and_fields_cite_claims(made: list[Claim]) -> None:
    found = record(made, PAGES)
    known = set(known_by(made, (), True))
    events = [s for b in found["bodies"] for s in b["sessions"]] + found["events"]
    assert len({e["id"] for e in events}) == len(events)
    owners: dict[str, str] = {}
    for event in events:
        for cited in event["fields"].values():
            assert set(cited["support"]) <= known
            for claim in cited["support"]:
                assert owners.setdefault(claim, event["id"]) == event["id"]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=40), st.randoms(use_true_random=False))
def test_joins_are_connected_components(edges: list[tuple[int, int]], chance: random.Random) -> None:
    joins = Joins(range(21))
    for one, other in edges:
        joins.join(one, other, "")
    graph = networkx.Graph(edges)
    graph.add_nodes_from(range(21))
    components = {frozenset(found) for found in networkx.connected_components(graph)}
    assert {frozenset(members) for members in joins.sets().values()} == components
    some = chance.randrange(21)
    assert set(joins.members(some)) in components


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
