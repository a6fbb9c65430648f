"""Hand-made claims of a folder in the form of the shared gold, as claims, with a catalogue made of their entities."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Actor, Body, Place
from baithak.model import Claim, Document, Entity, Quote

SHARED = Path(__file__).resolve().parents[3] / "shared"
EXTRA = ("cadence", "rotation", "value", "document", "quantity", "amount")
SIDES = {
    "rajnath-singh": "IN",
    "narendra-modi": "IN",
    "ashutosh-dixit": "IN",
    "andrei-belousov": "RU",
    "vladimir-putin": "RU",
    "denis-manturov": "RU",
    "igor-dylevsky": "RU",
    "defence-minister-of-india": "IN",
    "defence-minister-of-russia": "RU",
}


@dataclass(frozen=True)
class Folder:
    """claims.jsonl, documents.json and entities.json in one folder, the pages in another."""

    gold: Path
    pages: Path

    def entities(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.gold / "entities.json").read_text("utf-8"))
        return found

    def documents(self) -> dict[str, Document]:
        rows = json.loads((self.gold / "documents.json").read_text("utf-8"))
        return {
            row["doc"]: Document(
                text=(self.pages / row["doc"]).open(encoding="utf-8", newline="").read(),
                addresses=(row["doc"],),
                lang=row["lang"],
                publisher=row.get("publisher"),
                issuer=row.get("issuer"),
                published=row.get("published"),
                inferred=row.get("published_inferred"),
                release_id=row.get("release_id"),
            )
            for row in rows
        }

    def claims(self) -> list[Claim]:
        entities, documents = self.entities(), self.documents()
        rows = [json.loads(row) for row in (self.gold / "claims.jsonl").read_text("utf-8").splitlines() if row.strip()]
        return [_claim(row, entities, documents[row["doc"]]) for row in rows]

    def catalogue(self) -> Knowledge:
        """What the entities say of themselves, as a catalogue without offices."""
        places: dict[str, Place] = {}
        actors: dict[str, Actor] = {}
        bodies: dict[str, Body] = {}
        for key, entry in self.entities().items():
            called = {"id": key, "kind": entry["kind"], "names": names(entry["names"])}
            if entry["kind"] in ("person", "organisation", "equipment"):
                actors[key] = Actor.model_validate(called | {"country": SIDES.get(key)})
            elif entry["kind"] == "country":
                places[key] = Place.model_validate(called)
            elif entry["kind"] == "body":
                bodies[key] = Body.model_validate(called | {"kind": "commission", "parties": ["IN", "RU"]})
            elif "country" in entry:
                lies = {"country": entry["country"], "within": entry.get("within")}
                places[key] = Place.model_validate(called | lies)
        return Knowledge(actors, {}, places, bodies, {}, {}, "gold", ())


SHARED_GOLD = Folder(SHARED / "gold", SHARED / "seeds")


def names(found: list[str]) -> dict[str, tuple[str, ...]]:
    langs = sorted({_language(name) for name in found})
    return {lang: tuple(name for name in found if _language(name) == lang) for lang in langs}


def _language(name: str) -> str:
    if any("\u0900" <= c <= "\u097f" for c in name):
        return "hi"
    return "ru" if "\u0400" <= name[0] <= "\u04ff" else "en"


def _claim(row: dict[str, Any], entities: dict[str, Any], document: Document) -> Claim:
    def entity(key: str) -> Entity:
        entry = entities[key]
        return Entity(key, entry["kind"], names(entry["names"]), entry["names"][0], side=SIDES.get(key))

    def maybe(slot: str) -> Entity | None:
        return entity(row[slot]) if row.get(slot) else None

    return Claim(
        doc=row["doc"],
        document_id=document.id,
        type=row["type"],
        quote=Quote(*row["quote"]),
        status=row["status"],
        date=row["date"],
        date_basis=row["date_basis"],
        body=maybe("body"),
        parent=maybe("parent"),
        ordinal=row.get("ordinal"),
        roles={role: tuple(map(entity, found)) for role, found in row["roles"].items()},
        attribution=maybe("attribution"),
        extra={k: row[k] for k in EXTRA if k in row},
    )
