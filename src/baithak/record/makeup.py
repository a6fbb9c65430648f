"""How a body is made: parties, parent, members, offices that chair it, cadence and rotation, with who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from baithak import items
from baithak.knowledge.load import Knowledge
from baithak.model import Json
from baithak.record.event import sources
from baithak.record.told import Told


@dataclass(frozen=True, slots=True)
class Makeup:
    """What pages and the catalogue say of a body. fields: the claims behind each, in the contract's form."""

    parent: str | None
    members: tuple[str, ...]
    co_chair_offices: tuple[Json, ...]
    cadence: str | None
    rotation: str | None
    fields: Json


def makeup(body: str, told: Sequence[Told], knowledge: Knowledge) -> Makeup:
    """What the claims about a body say of it, in the order of their ids; the catalogue completes them."""
    entry = knowledge.bodies.get(body)
    fields: Json = {}
    parent = _most("parent", [(one.parent, one) for one in told if one.parent], fields)
    cadence = _most("cadence", [(c, one) for one in told if (c := one.extra.get("cadence"))], fields)
    rotation = _most("rotation", [(r, one) for one in told if (r := one.extra.get("rotation"))], fields)
    members: Sequence[str] = _every("members", "member", told, fields)
    offices = [items.actor(key) for key in _every("co_chair_offices", "co_chair_office", told, fields)]
    if entry:
        parent, cadence, rotation = parent or entry.parent, cadence or entry.cadence, rotation or entry.rotation
        members = members or entry.members
        offices = offices or [_office(chair.office, chair.of, knowledge) for chair in entry.co_chair_offices]
    return Makeup(parent if parent != body else None, tuple(members), tuple(offices), cadence, rotation, fields)


def _most(name: str, said: Sequence[tuple[str, Told]], fields: Json) -> str | None:
    """The value that most independent sources give, an official one first."""
    by_value: dict[str, list[Told]] = defaultdict(list)
    for value, one in said:
        by_value[value].append(one)
    if not by_value:
        return None
    value = max(by_value, key=lambda v: (any(o.page.official for o in by_value[v]), sources(by_value[v]), v))
    fields[name] = {
        "value": value,
        "support": sorted(one.id for one in by_value[value]),
        "against": [
            {"value": other, "claims": sorted(one.id for one in found)}
            for other, found in sorted(by_value.items())
            if other != value
        ],
        "because": "Pages say so.",
    }
    return value


def _every(name: str, role: str, told: Sequence[Told], fields: Json) -> list[str]:
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        for key in one.roles.get(role, ()) if one.type == "body" else ():
            found[key].append(one)
    if found:
        support = sorted({one.id for said in found.values() for one in said})
        fields[name] = {"value": list(found), "support": support, "against": [], "because": "Pages say so."}
    return list(found)


def parties_at(countries: Mapping[str, int]) -> list[str]:
    """The countries whose people sat there, by how many claims say so, those of a single claim left out."""
    often = max(countries.values(), default=0)
    return sorted(country for country in countries if countries[country] * 2 >= often)


def _office(office: str, country: str, known: Knowledge) -> Json:
    """An office of a country that only the catalogue names."""
    titles, of = known.offices[office].names.get("en", (office,)), known.places[country].names.get("en", (country,))
    return {"id": f"{office}-of-{country.lower()}", "names": {"en": [f"{titles[0]} of {of[0]}"]}}
