"""What one entry says of another: references that must lead somewhere, names and ids that only one may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import yaml

from baithak.knowledge.read import Loc, Mistake, locate, mistake, near
from baithak.knowledge.schema import Body, Entry, Place
from baithak.language.text import fold_word

Found = Mapping[str, Mapping[str, Any]]
Nodes = Mapping[str, Mapping[str, yaml.Node]]
Reference = tuple[str, Entry, Loc, str, str]
"""Catalogue and entry that refer, path of the reference in the entry, catalogue and id referred to."""

_ENTITIES = ("actors", "offices", "places", "bodies")


def crossed(found: Found, nodes: Nodes) -> Iterator[Mistake]:
    """The mistakes between the entries: unknown references, circles, ids and names that two entries claim."""
    # an entry that was refused for its own mistakes is known all the same: one mistake, not two
    known = {**nodes, "countries": [key for key in nodes["places"] if len(key) == 2 and key.isupper()]}
    for catalogue, entry, loc, target, key in _references(found):
        if key not in known[target]:
            at = locate(nodes[catalogue][entry.id], loc)
            yield mistake(at, f"there is no `{key}` among the {target}{near(key, known[target])}")
    yield from _shared_ids(nodes)
    countries = {key: place for key, place in found["places"].items() if place.kind == "country"}
    yield from _shared_names("places", countries, nodes)
    yield from _shared_names("bodies", found["bodies"], nodes)
    yield from _circles("places", "within", found, nodes)
    yield from _circles("bodies", "parent", found, nodes)


def complete(places: Mapping[str, Place]) -> dict[str, Place]:
    """The places, each with the country that the places around it lie in."""
    filled = {}
    for key, place in places.items():
        outer, passed = place, {key}
        while outer.country is None and outer.within and outer.within in places and outer.within not in passed:
            outer = places[outer.within]
            passed.add(outer.id)
        country = outer.id if outer.kind == "country" else outer.country
        filled[key] = place.model_copy(update={"country": country}) if place.country != country else place
    return filled


def _references(found: Found) -> Iterator[Reference]:
    for entry in chain(found["actors"].values(), found["offices"].values(), found["places"].values()):
        catalogue = next(name for name in _ENTITIES if found[name].get(entry.id) is entry)
        for one in ("country", "of"):
            if getattr(entry, one, None):
                yield catalogue, entry, (one,), "countries", getattr(entry, one)
    for actor in found["actors"].values():
        for at, tenure in enumerate(actor.offices):
            yield "actors", actor, ("offices", at, "office"), "offices", tenure.office
            yield "actors", actor, ("offices", at, "of"), "countries", tenure.of
    for place in found["places"].values():
        for one in ("within", "capital"):
            if getattr(place, one):
                yield "places", place, (one,), "places", getattr(place, one)
    for body in found["bodies"].values():
        yield from _of_body(body)


def _of_body(body: Body) -> Iterator[Reference]:
    for at, country in enumerate(body.parties):
        yield "bodies", body, ("parties", at), "countries", country
    if body.parent:
        yield "bodies", body, ("parent",), "bodies", body.parent
    for at, member in enumerate(body.members):
        yield "bodies", body, ("members", at), "actors", member
    for at, chair in enumerate(body.co_chair_offices):
        yield "bodies", body, ("co_chair_offices", at, "office"), "offices", chair.office
        yield "bodies", body, ("co_chair_offices", at, "of"), "countries", chair.of


def _shared_ids(nodes: Nodes) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for catalogue in _ENTITIES:
        for key, node in nodes[catalogue].items():
            other = first.setdefault(key, catalogue)
            if other != catalogue:
                yield mistake(node, f"`{key}` is already an id among the {other}: choose another.")


def _shared_names(catalogue: str, entries: Mapping[str, Any], nodes: Nodes) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for key, entry in entries.items():
        for part in ("names", "acronyms"):
            for lang, names in getattr(entry, part, {}).items():
                for at, name in enumerate(names):
                    other = first.setdefault(fold_word(name), key)
                    if other != key:
                        at_node = locate(nodes[catalogue][key], (part, lang, at))
                        yield mistake(at_node, f"`{name}` is already a name of `{other}`: only one can have it.")


def _circles(catalogue: str, link: str, found: Found, nodes: Nodes) -> Iterator[Mistake]:
    for key, entry in found[catalogue].items():
        seen, outer = {key}, entry
        while outer is not None and getattr(outer, link) not in seen:
            seen.add(outer.id)
            outer = found[catalogue].get(getattr(outer, link))
        if outer is not None and getattr(outer, link) == key:
            at = locate(nodes[catalogue][key], (link,))
            yield mistake(at, f"`{key}` lies inside itself by way of `{link}`: break the circle.")
