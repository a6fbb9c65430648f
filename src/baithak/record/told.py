"""A claim as the record reads it: its page, and its entities led back to actors, places and bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from baithak.language.text import fold_word, folded_words
from baithak.model import Claim, Entity, Json
from baithak.record import days
from baithak.record.pages import Page

_SLIP = timedelta(7)  # by less, it is the day that a page gets wrong
_PRESENT = ("co_chair", "participant", "visitor", "signatory", "actor")
_BASES = {"explicit": 3, "year-inferred": 2, "relative": 1, "inferred": 0, None: 0}
_PLAIN = ("type", "status", "date", "basis", "body", "parent", "ordinal", "extra", "sides", "too_early", "invited")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One claim with its joins; date, basis, ordinal and extra are the claim's.

    roles: role -> actor ids in the claim's order, once each; sides: actor -> country. relations: (kind, other claim).
    topics: codes, words where there is none; words: of a statement, what was said. offices: those of the actors that
    are offices, because nothing says who holds them; things: those that are equipment. too_early: whether it is told
    as done on a day that lies well after its page came out, as no page can know; then its status is planned. invited:
    whether an invitation of its page is to it.
    """

    id: str
    page: Page
    type: str
    status: str | None = None
    date: str | None = None
    basis: str | None = None
    body: str | None = None
    parent: str | None = None
    ordinal: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    too_early: bool = False
    invited: bool = False
    people: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        present = frozenset(key for role in _PRESENT for key in self.roles.get(role, ()))
        object.__setattr__(self, "people", present)

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
        return self.page.official, _BASES.get(self.basis, 0)

    @property
    def sits(self) -> bool:
        """Whether it tells of a sitting of a body, or of what was signed at one that it numbers."""
        return self.body is not None and (
            self.type == "session" or (self.type == "signing" and self.ordinal is not None)
        )

    @property
    def containments(self) -> Iterator[tuple[str, str]]:
        """What it says of places in places: a chain of venue, city, country; of a visit only the country."""
        chain = self.roles.get("place", ())
        if self.type != "visit":
            yield from pairwise(chain)
        country = {key for key in (*chain, *self.roles.get("host_country", ())) if len(key) == 2}
        if len(country) == 1:
            (whole,) = country
            yield from ((place, whole) for place in chain if place != whole)
        yield from ((place, self.sides[place]) for place in chain if place in self.sides)

    def to_json(self) -> Json:
        """What is filled, without the page."""
        plain = {name: value for name in _PLAIN if (value := getattr(self, name)) not in (None, {}, False)}
        lists = {name: sorted(found) for name in ("offices", "things", "words") if (found := getattr(self, name))}
        lists |= {name: list(found) for name in ("relations", "topics") if (found := getattr(self, name))}
        roles = {role: list(found) for role, found in self.roles.items()}
        return {"id": self.id, "roles": roles} | plain | lists

    @classmethod
    def from_json(cls, value: Json, page: Page) -> Told:
        """The inverse of `to_json`."""
        roles = {role: tuple(found) for role, found in value["roles"].items()}
        sets: Json = {name: frozenset(value.get(name, ())) for name in ("offices", "things", "words")}
        relations = tuple((kind, to) for kind, to in value.get("relations", ()))
        plain = {name: value[name] for name in _PLAIN if name in value}
        topics = tuple(value.get("topics", ()))
        return cls(value["id"], page, roles=roles, relations=relations, topics=topics, **plain, **sets)


def tell(
    key: str,
    claim: Claim,
    page: Page,
    named: Iterable[tuple[str, Entity, Json]],
    body: Callable[[str], str],
    invited: bool = False,
) -> Told:
    """A claim as the record reads it. named: its entities by role, with their actors; body: of a form the body."""
    cast = _cast(named)
    both = days.span(claim.date)
    early = claim.status == "held" and both is not None and page.day is not None and both[0] > page.day + _SLIP
    return Told(
        id=key,
        page=page,
        type=claim.type,
        status="planned" if early else claim.status,
        date=claim.date,
        basis=claim.date_basis,
        body=body(claim.body.id) if claim.body else None,
        parent=body(claim.parent.id) if claim.parent else None,
        ordinal=claim.ordinal,
        extra=claim.extra,
        roles=cast.roles,
        sides=cast.sides,
        relations=tuple((relation.kind, relation.to) for relation in claim.relations),
        topics=tuple(topic.code or fold_word(topic.text) for topic in claim.topics),
        words=_said(claim),
        offices=cast.offices,
        things=cast.things,
        too_early=early,
        invited=invited,
    )


class _Cast(NamedTuple):
    """The actors of a claim: as `Told` has them."""

    roles: dict[str, tuple[str, ...]]
    sides: dict[str, str]
    offices: frozenset[str]
    things: frozenset[str]


def _cast(named: Iterable[tuple[str, Entity, Json]]) -> _Cast:
    roles: dict[str, dict[str, None]] = {}
    sides: dict[str, str] = {}
    kinds: dict[str, str] = {}
    things = set()
    for role, entity, actor in named:
        who: str = actor["id"]
        roles.setdefault(role, {})[who] = None
        kinds[who] = actor["kind"]
        if side := entity.side or actor["side"]:
            sides[who] = side
        if entity.kind == "equipment":
            things.add(who)
    offices = frozenset(who for who, kind in kinds.items() if kind == "office")
    return _Cast({role: tuple(found) for role, found in roles.items()}, sides, offices, frozenset(things))


def _said(claim: Claim) -> frozenset[str]:
    """The words of what was said, folded; of a statement whose words stand nowhere apart, those of the quotation."""
    if claim.type != "statement":
        return frozenset()
    spans = [topic.text for topic in claim.topics] or [claim.quote.text]
    return frozenset(word for text in spans for word in folded_words(text))
