"""Each page's claims as the record reads them, put where they are asked for; and which place lies in which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from baithak.model import Claim, Entity, Json
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.pages import PerPage, Source, Sources
from baithak.record.folding import may_belong
from baithak.record.forms import FormKey
from baithak.record.mentions import Mention, Register
from baithak.record.pages import Page, came_out
from baithak.record.pieces import document_item
from baithak.record.places import Places, outermost
from baithak.record.told import Told, tell

Known = Mapping[str, str | None]
_BETWEEN = "\x1f"
HISTORY = frozenset({"commissioning", "delivery", "procurement", "joint_production", "export", "signing", "agreement"})


@dataclass(frozen=True, slots=True, eq=False)
class PageTold:
    """The claims of one page, by id."""

    told: Mapping[str, Told]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PageTold) and self.to_json() == other.to_json()

    def to_json(self) -> Json:
        page = next(iter(self.told.values())).page
        shown = {"id": page.id, "root": page.root, "day": page.day and page.day.isoformat(), "official": page.official}
        return {"page": shown, "told": [one.to_json() for one in self.told.values()]}

    @classmethod
    def from_json(cls, value: Json) -> PageTold:
        shown = value["page"]
        day = date.fromisoformat(shown["day"]) if shown["day"] else None
        page = Page(shown["id"], shown["root"], day, shown["official"])
        return cls({one["id"]: Told.from_json(one, page) for one in value["told"]})


class Telling(PerPage):
    """Leads the entities of a page's claims back: `told`; under bodies, places and things the page that names them."""

    name = "telling"

    def __init__(self, sources: Sources, register: Register, known: Known) -> None:
        super().__init__(sources, register)
        self._known = known

    def read(self, source: Source, desk: Desk) -> None:
        key, page = source.id, _page(source, desk)
        named = _Named(key, source.mentions(self._register), desk)
        invited = {r.to for _, claim in source.claims if claim.type == "invitation" for r in claim.relations}
        told = {
            claim_id: tell(
                claim_id, claim, page, named.of(claim), lambda b: str(desk.value("body of", b)), claim_id in invited
            )
            for claim_id, claim in source.claims
        }
        if told:
            desk.put("told", key, PageTold(told))
        if source.document:
            item = document_item(page, came_out(source.document), len(told))
            desk.put("item", f"documents{_BETWEEN}{key}", item)
        if any(may_belong(one) for one in told.values()):
            desk.put("besides", key)
        for one in told.values():
            _point_to(one, key, desk)
        self._name_places(named, [claim for _, claim in source.claims], desk)

    def _name_places(self, named: _Named, claims: Iterable[Claim], desk: Desk) -> None:
        """Of places that the catalogue lacks, in which languages the page names them."""
        for claim in claims:
            for role, entity, actor in named.of(claim):
                if role == "place" and actor["id"] not in self._known:
                    desk.count(
                        "within", actor["id"], [("named", lang) for lang, names in entity.names.items() if names]
                    )


def _page(source: Source, desk: Desk) -> Page:
    document = source.document
    if document is None:
        return Page(source.id, source.id)
    seen: list[str] = []
    key = source.id
    while key not in seen:
        seen.append(key)
        key = desk.value("source", key) or key
    root = key if key == seen[-1] else min(seen[seen.index(key) :])  # where reprinting began; of a circle the smallest
    return Page(source.id, root, source.day, document.issuer is not None)


class _Named:
    """Whom the claims of one page name."""

    def __init__(self, page: str, mentions: Iterable[Mention], desk: Desk) -> None:
        self._desk = desk
        self._led: Json = {}
        self._page = page
        self._by_claim: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._by_claim.setdefault(id(mention.claim), []).append(mention)
        if any(mention.form.doc for found in self._by_claim.values() for mention in found):
            self._led = desk.value("led", page)

    def of(self, claim: Claim) -> Iterator[tuple[str, Entity, Json]]:
        for mention in self._by_claim.get(id(claim), ()):
            yield mention.role, mention.entity, self._actor(mention.form)

    def _actor(self, form: FormKey) -> Json:
        key = str(form)
        actor: Json = self._desk.value("actor", self._led[key][0] if form.doc else key)
        return actor


def _point_to(one: Told, page: str, desk: Desk) -> None:
    for body in {one.body, one.parent} - {None}:
        desk.count("spoken", str(body), [("claim",)])
    if one.body is not None:
        if one.sits or (one.type == "figure" and one.ordinal is not None):
            desk.put("sits", one.body)
        if one.parent or one.type == "body" or not {"cadence", "rotation"}.isdisjoint(one.extra):
            desk.put("said", one.body)
    for inner, outer in one.containments:
        desk.count("within", inner, [("in", outer)])
    if one.type in HISTORY:
        for thing in one.things.intersection(one.roles.get("object", ())):
            desk.put("piece", thing)


def told_at(pages: Iterable[str], desk: Desk) -> Iterator[Told]:
    """The claims of these pages."""
    pages = list(pages)
    desk.fetch("told", pages)
    for page in pages:
        found = desk.value("told", page)
        if found:
            yield from found.told.values()


class Within(PerKey):
    """In what a place lies that the catalogue does not know: `outer`; and in which languages it is named: `tongues`."""

    name = "within"
    over = ("within",)

    def __init__(self, known: Known) -> None:
        self._known = known

    def work(self, key: str, desk: Desk) -> None:
        if key in self._known:
            return
        facts = desk.tally("within", key)
        votes = {fact[1]: n for fact, n in facts.items() if fact[0] == "in" and fact[1] != key}

        def back(outer: str) -> int:
            return 0 if outer in self._known else desk.tally("within", outer)[("in", key)]

        outer = outermost(key, votes, back)
        if outer:
            desk.put("outer", key, outer)
        if tongues := sorted(lang for what, lang in facts if what == "named"):
            desk.put("tongues", key, tongues)


def places(known: Known, desk: Desk) -> Places:
    """Places as a cell sees them; known: those of the catalogue."""
    return placed(known, desk.value)


def placed(known: Known, value: Callable[[str, str], Any]) -> Places:
    """Places as shelves have them; value: the only entry under a key of a shelf."""
    return Places(known, lambda place: value("outer", place), lambda place: value("tongues", place) or ())
