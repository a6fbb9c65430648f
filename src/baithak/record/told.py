"""A claim as the record reads it: its page, and its entities led back to actors, places and bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from baithak.knowledge.load import Knowledge
from baithak.model import Claim
from baithak.record import days
from baithak.record.bodies import Bodies
from baithak.record.decisions import Rulings
from baithak.record.link import Actors, entities
from baithak.record.pages import Page
from baithak.record.places import Places

_SLIP = timedelta(7)  # by less, it is the day that a page gets wrong
_PRESENT = ("co_chair", "participant", "visitor", "signatory", "actor")
_BASES = {"explicit": 3, "year-inferred": 2, "relative": 1, "inferred": 0, None: 0}


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One claim with its joins. roles: role -> actor ids in the claim's order, once each; sides: actor -> country.

    offices: those of the actors that are offices, because nothing says who holds them.
    people: who was there, or is to be. too_early: whether it is told as done on a day that lies well after its page
    came out, as no page can know; then its status is planned.
    """

    id: str
    claim: Claim
    page: Page
    body: str | None
    parent: str | None
    roles: Mapping[str, tuple[str, ...]]
    sides: Mapping[str, str]
    offices: frozenset[str]
    people: frozenset[str]
    too_early: bool
    status: str | None

    @property
    def countries(self) -> frozenset[str]:
        """The countries that the claim names as taking part, by themselves or by their people."""
        parties = (key for key in self.roles.get("party", ()) if len(key) == 2)
        return frozenset(parties) | {self.sides[key] for key in self.people if key in self.sides}

    @property
    def places(self) -> tuple[str, ...]:
        """Where, finest first; the host country of a visit stands for a place."""
        return self.roles.get("place", ()) or self.roles.get("host_country", ())

    @property
    def happened(self) -> bool:
        return self.status == "held"

    @property
    def weight(self) -> tuple[bool, int]:
        """How much its word counts beside another page's: the institution's own page first, then how it dates."""
        return self.page.official, _BASES.get(self.claim.date_basis, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """All claims as the record reads them, by id in a stable order, and what their entities were joined into."""

    told: Mapping[str, Told]
    actors: Actors
    places: Places
    bodies: Bodies
    knowledge: Knowledge


def read(claims: Mapping[str, Claim], pages: Mapping[str, Page], knowledge: Knowledge, rulings: Rulings) -> Reading:
    """Joins the entities of the claims, as rulings leave it free, and gives each claim with what its entities are."""
    actors = Actors(claims.values(), pages, knowledge, rulings)
    places = Places(knowledge)
    bodies = Bodies(claims.values(), knowledge, places, rulings)
    told = {key: _tell(key, claim, pages, actors, bodies) for key, claim in claims.items()}
    places.learn(_containments(told.values()))
    return Reading(told, actors, places, bodies, knowledge)


def _tell(key: str, claim: Claim, pages: Mapping[str, Page], actors: Actors, bodies: Bodies) -> Told:
    roles: dict[str, list[str]] = {}
    sides: dict[str, str] = {}
    for role, entity in entities(claim):
        actor = actors.id(claim, role, entity)
        if actor not in roles.setdefault(role, []):
            roles[role].append(actor)
        side = entity.side or actors.side(actor)
        if side:
            sides[actor] = side
    page = pages.get(claim.document_id) or Page(claim.document_id, claim.document_id)
    both = days.span(claim.date)
    early = claim.status == "held" and both is not None and page.day is not None and both[0] > page.day + _SLIP
    return Told(
        id=key,
        claim=claim,
        page=page,
        body=bodies.id(claim.body) if claim.body else None,
        parent=bodies.id(claim.parent) if claim.parent else None,
        roles={role: tuple(found) for role, found in roles.items()},
        sides=sides,
        offices=frozenset(key for found in roles.values() for key in found if actors.kind(key) == "office"),
        people=frozenset(key for role in _PRESENT for key in roles.get(role, ())),
        too_early=early,
        status="planned" if early else claim.status,
    )


def _containments(told: Iterable[Told]) -> Iterator[tuple[str, str]]:
    """What claims say of places in places: a chain of venue, city, country; of a visit only the country."""
    for one in told:
        chain = one.roles.get("place", ())
        if one.claim.type != "visit":
            yield from pairwise(chain)
        country = [key for key in (*chain, *one.roles.get("host_country", ())) if len(key) == 2]
        if len(set(country)) == 1:
            yield from ((place, country[0]) for place in chain if place != country[0])
        yield from ((place, one.sides[place]) for place in chain if place in one.sides)
