"""Claims and pages made in a line each, for the record's tests."""

from __future__ import annotations

from typing import Any

from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Actor, Body, Office, Place
from baithak.model import Claim, Document, Entity, Quote
from baithak.record.build import build_record

OFFICES = {
    "defence-minister": Office.model_validate(
        {"id": "defence-minister", "names": {"en": ["Defence Minister"], "hi": ["रक्षा मंत्री"]}, "rank": "minister"}
    )
}
PLACES: dict[str, Place] = {
    str(place["id"]): Place.model_validate(place)
    for place in (
        {"id": "IN", "kind": "country", "names": {"en": ["India"], "hi": ["भारत"]}},
        {"id": "BR", "kind": "country", "names": {"en": ["Brazil"], "hi": ["ब्राज़ील"]}},
        {"id": "delhi", "kind": "place", "names": {"en": ["Delhi"]}, "country": "IN", "within": "IN"},
        {
            "id": "vigyan-bhawan",
            "kind": "place",
            "names": {"en": ["Vigyan Bhawan"]},
            "country": "IN",
            "within": "delhi",
        },
        {
            "id": "hyderabad-house",
            "kind": "place",
            "names": {"en": ["Hyderabad House"]},
            "country": "IN",
            "within": "delhi",
        },
        {"id": "brasilia", "kind": "place", "names": {"en": ["Brasilia"]}, "country": "BR", "within": "BR"},
    )
}


def catalogue(*entries: dict[str, Any]) -> Knowledge:
    """A small catalogue of two countries, with these actors and bodies."""
    actors = {e["id"]: Actor.model_validate(e) for e in entries if e["kind"] in ("person", "organisation", "equipment")}
    bodies = {
        e["id"]: Body.model_validate(e) for e in entries if e["kind"] not in ("person", "organisation", "equipment")
    }
    return Knowledge(actors, OFFICES, PLACES, bodies, {}, {}, "made", ())


def page(name: str, published: str | None = None, **facts: Any) -> Document:
    return Document(text=f"page {name}", addresses=(name,), published=published, **facts)


def person(name: str, side: str | None = None, office: str | None = None) -> Entity:
    return Entity(f"person:{name}", "person", {"hi": (name,)}, name, side, office)


def office(name: str, side: str) -> Entity:
    return Entity(f"office:{name}", "office", {"hi": (name,)}, name, side, name)


def place(key: str) -> Entity:
    return Entity(key, "country" if len(key) == 2 else "place", {}, key)


def country(key: str) -> Entity:
    return Entity(key, "country", {}, key, key)


def thing(key: str) -> Entity:
    return Entity(key, "equipment", {"en": (key,)}, key)


def body(key: str, *names: str) -> Entity:
    return Entity(key, "body", {"hi": names or (key,)}, key)


COMMISSION = body("commission", "भारत-ब्राज़ील संयुक्त आयोग")
_AT = iter(range(10**9))


def told(document: Document, kind: str, status: str | None = "held", date: str | None = None, /, **more: Any) -> Claim:
    """A claim; what is no field of a claim is a role (one entity or a tuple) or, where it is text, an extra field."""
    at = more.pop("at", None)
    start = next(_AT) if at is None else at
    fields = {k: more.pop(k) for k in ("body", "parent", "ordinal", "relations", "date_basis") if k in more}
    roles = {k: v if isinstance(v, tuple) else (v,) for k, v in more.items() if not isinstance(v, str)}
    extra = {k: v for k, v in more.items() if isinstance(v, str)}
    fields.setdefault("date_basis", "explicit" if date else None)
    return Claim(
        doc=document.address,
        document_id=document.id,
        type=kind,
        quote=Quote(start, start + 1, "x"),
        status=status,
        date=date,
        roles=roles,
        extra=extra,
        **fields,
    )


def sitting(document: Document, ordinal: int | None, date: str | None, status: str = "held", /, **more: Any) -> Claim:
    return told(document, "session", status, date, **{"body": COMMISSION, "ordinal": ordinal, **more})


def record(
    claims: list[Claim], documents: list[Document], *entries: dict[str, Any], as_of: str | None = None
) -> dict[str, Any]:
    return build_record(claims, documents, catalogue(*entries), as_of)


def sessions(found: dict[str, Any], key: str = "commission") -> list[dict[str, Any]]:
    return next(b["sessions"] for b in found["bodies"] if b["id"] == key)
