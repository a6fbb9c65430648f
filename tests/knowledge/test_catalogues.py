"""The built-in catalogues: in order, and with what the contract needs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise

import pytest

from baithak.knowledge.load import check, load
from baithak.knowledge.schema import Named
from baithak.language.text import fold_word

knowledge = cache(load)


def entries() -> Iterator[Named]:
    known = knowledge()
    catalogues = (known.actors, known.offices, known.places, known.bodies, known.topics)
    return chain.from_iterable(catalogue.values() for catalogue in catalogues)


def test_no_mistake_in_any_file() -> None:
    assert check() == []


def test_no_spelling_that_folding_makes_equal_stands_twice() -> None:
    for entry in entries():
        for names in entry.names.values():
            assert len({fold_word(name) for name in names}) == len(names), (entry.id, names)


def test_every_entry_has_a_hindi_name_or_none_is_in_use() -> None:
    bare = {entry.id for entry in entries() if "hi" not in entry.names}
    assert bare <= {"milan", "victoria", "nadi", "tula", "sao-tome"}, bare


def test_scripts_stand_with_their_language() -> None:
    for entry in entries():
        for name in entry.names.get("ru", ()):
            assert any("\u0400" <= char <= "\u04ff" for char in name) or name.isascii(), (entry.id, name)
        for name in entry.names.get("en", ()):
            assert not any("\u0400" <= char <= "\u04ff" or "\u0900" <= char <= "\u097f" for char in name), name


def test_countries_have_capitals_that_lie_in_them() -> None:
    places = knowledge().places
    countries = [place for place in places.values() if place.kind == "country"]
    assert len(countries) >= 195
    assert {country.id for country in countries if country.capital is None} == {"SG", "LU", "MC", "SM", "VA", "DJ"}
    for country in countries:
        assert country.capital is None or places[country.capital].country == country.id
        assert country.adjectives.get("en") or country.id in {"DM", "CG"}, country.id


def test_places_know_their_country() -> None:
    places = knowledge().places
    assert all(place.country for place in places.values() if place.kind == "place")
    assert places["manekshaw-centre"].country == "IN"


def test_one_country_has_one_minister_at_a_time() -> None:
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    single = {"president", "prime-minister", "defence-minister", "foreign-minister", "army-chief", "foreign-secretary"}
    for actor in knowledge().actors.values():
        for tenure in actor.offices:
            if tenure.office in single:
                span = (tenure.start or "", tenure.end or "9999", actor.id)
                held.setdefault((tenure.office, tenure.of), []).append(span)
    for office, spans in held.items():
        spans.sort()
        for (_, end, one), (start, _, other) in pairwise(spans):
            assert end <= start or one == other, (office, one, other)


CONTRACT = {
    "session": ({"co_chair", "participant", "place"}, {"body", "ordinal"}),
    "meeting": ({"participant", "party", "place", "object"}, {"level"}),
    "visit": ({"visitor", "host_country", "place"}, set()),
    "signing": ({"signatory", "object"}, {"document", "body", "ordinal"}),
    "agreement": ({"party", "object"}, {"document"}),
    "invitation": ({"inviter", "invitee"}, set()),
    "statement": ({"speaker"}, {"topics"}),
    "exercise": ({"party", "participant", "place"}, set()),
    "ceremony": ({"actor", "place"}, set()),
    "body": ({"member", "co_chair_office"}, {"body", "parent", "cadence", "rotation"}),
    "office": ({"holder", "office"}, set()),
    "figure": (set(), {"value", "topics"}),
    **{
        kind: ({"object", "party", "actor", "recipient", "place"}, {"quantity", "amount"})
        for kind in ("commissioning", "delivery", "procurement", "joint_production", "export")
    },
}


@pytest.mark.parametrize("kind", CONTRACT)
def test_claim_types_are_those_of_the_contract(kind: str) -> None:
    types = knowledge().claim_types
    assert set(types) == set(CONTRACT)
    roles, fields = CONTRACT[kind]
    assert (set(types[kind].roles), set(types[kind].fields)) == (roles, fields)
    assert types[kind].status is (kind not in {"body", "office", "figure"})
