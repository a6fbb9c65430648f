"""The contract's JSON of documents and claims: the store keeps it, the exports show it, and it can be read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from baithak.model import Claim, Document, Entity, Evidence, Json, Noise, Quote, Relation, Topic

EXTRA_FIELDS = ("cadence", "rotation", "value", "document", "level", "quantity", "amount")
_CLAIM_FIELDS = frozenset(f.name for f in fields(Claim)) | {"id"}


def dumps(value: Json) -> str:
    """One line of JSON in readable letters; what UTF-8 cannot hold (a lone surrogate) stands as its escape."""
    line = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def document_to_json(document: Document) -> Json:
    """All that a document says of itself, without its text."""
    return {
        "id": document.id,
        "addresses": list(document.addresses),
        "title": document.title,
        "publisher": document.publisher,
        "issuer": document.issuer,
        "lang": document.lang,
        "published": document.published,
        "published_basis": document.published_basis,
        "inferred": document.inferred,
        "inferred_basis": document.inferred_basis,
        "release_id": document.release_id,
        "sister_languages": list(document.sister_languages),
        "text_length": len(document.text),
        "noise": [[n.start, n.end, n.reason] for n in document.noise],
        "wraps": list(document.wraps),
        "reprint_of": document.reprint_of,
        "extractor": document.extractor,
        "first_read": document.first_read,
    }


def document_from_json(value: Json, text: str) -> Document:
    """The inverse of `document_to_json`, given the text again."""
    facts = {k: v for k, v in value.items() if k not in ("id", "text_length")}
    facts["addresses"] = tuple(facts["addresses"])
    facts["sister_languages"] = tuple(facts["sister_languages"])
    facts["noise"] = tuple(Noise(*n) for n in facts["noise"])
    facts["wraps"] = tuple(facts.get("wraps", ()))  # absent in what was kept before it was told
    return Document(text=text, **facts)


def claim_to_json(claim: Claim) -> Json:
    """A claim in the contract's form; what is not filled is null, or empty where there can be many."""
    return {
        "id": claim.id,
        "doc": claim.doc,
        "document_id": claim.document_id,
        "type": claim.type,
        "status": claim.status,
        "date": claim.date,
        "date_basis": claim.date_basis,
        "body": _entity_to_json(claim.body),
        "parent": _entity_to_json(claim.parent),
        "ordinal": claim.ordinal,
        **{name: claim.extra.get(name) for name in (*EXTRA_FIELDS, *sorted(set(claim.extra) - set(EXTRA_FIELDS)))},
        "roles": {role: [_entity_to_json(e) for e in found] for role, found in claim.roles.items()},
        "quote": [claim.quote.start, claim.quote.end, claim.quote.text],
        "evidence": {
            slot: [{"span": [e.start, e.end], "how": e.how} for e in found] for slot, found in claim.evidence.items()
        },
        "relations": [{"to": r.to, "kind": r.kind} for r in claim.relations],
        "topics": [{"span": [t.start, t.end], "text": t.text, "code": t.code} for t in claim.topics],
        "attribution": _entity_to_json(claim.attribution),
        "plover": claim.plover,
        "reader": claim.reader,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def claim_from_json(value: Json) -> Claim:
    """The inverse of `claim_to_json`; a field that is no claim's own belongs to its type."""
    plain = {k: value.get(k) for k in ("status", "date", "date_basis", "ordinal", "plover", "confidence")}
    return Claim(
        doc=value["doc"],
        document_id=value["document_id"],
        type=value["type"],
        quote=Quote(*value["quote"]),
        body=_entity_from_json(value.get("body")),
        parent=_entity_from_json(value.get("parent")),
        roles={role: tuple(map(_entity, found)) for role, found in value.get("roles", {}).items()},
        evidence={slot: tuple(_evidence(found)) for slot, found in value.get("evidence", {}).items()},
        relations=tuple(Relation(r["to"], r["kind"]) for r in value.get("relations", ())),
        topics=tuple(Topic(t["span"][0], t["span"][1], t["text"], t["code"]) for t in value.get("topics", ())),
        attribution=_entity_from_json(value.get("attribution")),
        reader=value.get("reader", ""),
        rule=value.get("rule", ""),
        extra={k: v for k, v in value.items() if k not in _CLAIM_FIELDS and v is not None},
        **plain,
    )


def _evidence(found: Iterable[Mapping[str, Any]]) -> Iterable[Evidence]:
    return (Evidence(e["span"][0], e["span"][1], e["how"]) for e in found)


def _entity_to_json(entity: Entity | None) -> Json | None:
    if entity is None:
        return None
    return {
        "id": entity.id,
        "kind": entity.kind,
        "names": {lang: list(names) for lang, names in entity.names.items()},
        "text": entity.text,
        "side": entity.side,
        "office": entity.office,
    }


def _entity(value: Json) -> Entity:
    return Entity(**value | {"names": {lang: tuple(names) for lang, names in value["names"].items()}})


def _entity_from_json(value: Json | None) -> Entity | None:
    return None if value is None else _entity(value)
