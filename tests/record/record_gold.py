"""The gold claims of the shared folder as claims, with a catalogue made of their entities."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Actor, Body, Place
from baithak.model import Claim, Document, Entity, Quote

SHARED = Path(__file__).resolve().parents[3] / "shared"
EXTRA = ("cadence", "rotation", "value", "document")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def language(name: str) -> str:
    return "hi" if any("\u0900" <= c <= "\u097f" for c in name) else "ru" if "\u0400" <= name[0] <= "\u04ff" else "en"


def names(found: list[str]) -> dict[str, tuple[str, ...]]:
    langs = sorted({language(name) for name in found})
    return {lang: tuple(name for name in found if language(name) == lang) for lang in langs}


def gold_entities() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHARED / "gold/entities.json").read_text("utf-8"))
    return found


def gold_documents() -> dict[str, Document]:
    found = {}
    for row in json.loads((SHARED / "gold/documents.json").read_text("utf-8")):
        found[row["doc"]] = Document(
            text=(SHARED / "seeds" / row["doc"]).open(encoding="utf-8", newline="").read(),
            addresses=(row["doc"],),
            lang=row["lang"],
            publisher=row.get("publisher"),
            issuer=row.get("issuer"),
            published=row.get("published"),
            inferred=row.get("published_inferred"),
            release_id=row.get("release_id"),
        )
    return found


def gold_claims() -> list[Claim]:
    entities, documents = gold_entities(), gold_documents()

    def entity(key: str | None) -> Entity | None:
        if key is None:
            return None
        entry = entities[key]
        return Entity(key, entry["kind"], names(entry["names"]), entry["names"][0], side=SIDES.get(key))

    def one(row: dict[str, Any]) -> Claim:
        return Claim(
            doc=row["doc"],
            document_id=documents[row["doc"]].id,
            type=row["type"],
            quote=Quote(*row["quote"]),
            status=row["status"],
            date=row["date"],
            date_basis=row["date_basis"],
            body=entity(row.get("body")),
            parent=entity(row.get("parent")),
            ordinal=row.get("ordinal"),
            roles={role: tuple(e for k in found if (e := entity(k))) for role, found in row["roles"].items()},
            attribution=entity(row.get("attribution")),
            extra={k: row[k] for k in EXTRA if k in row},
        )

    return [one(row) for row in lines(SHARED / "gold/claims.jsonl")]


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


def catalogue() -> Knowledge:
    """What the gold entities say of themselves, as a catalogue without offices."""
    entities = gold_entities()
    places: dict[str, Place] = {}
    actors: dict[str, Actor] = {}
    for key, entry in entities.items():
        called = {"id": key, "kind": entry["kind"], "names": names(entry["names"])}
        if entry["kind"] in ("person", "organisation", "equipment"):
            actors[key] = Actor.model_validate(called | {"country": SIDES.get(key)})
        elif entry["kind"] == "country":
            places[key] = Place.model_validate(called)
        elif "country" in entry:
            places[key] = Place.model_validate(called | {"country": entry["country"], "within": entry.get("within")})
    pair = {"kind": "commission", "parties": ["IN", "RU"]}
    bodies = {
        key: Body.model_validate({"id": key, "names": names(entry["names"])} | pair)
        for key, entry in entities.items()
        if entry["kind"] == "body"
    }
    return Knowledge(actors, {}, places, bodies, {}, {}, "gold", ())
