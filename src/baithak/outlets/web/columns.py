"""An event beside its pages: a column for each with what it says of each field, and how the telling went on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from baithak.model import Claim, Document, Json

_ROLES = {"co_chairs": ("co_chair",), "place": ("place", "host_country"), "host_country": ("place", "host_country")}
_PRESENT = ("participant", "visitor", "signatory", "actor", "co_chair")


def with_rivals(fields: Json, disputes: Sequence[Json]) -> Json:
    """The fields with what a dispute sets against what is shown, where the field itself does not name it."""
    found = dict(fields)
    for dispute in disputes:
        field = found.get(dispute["field"])
        if field and not field["against"]:
            rivals = [{"value": v["value"], "claims": v["claims"]} for v in dispute["values"][1:]]
            found[dispute["field"]] = field | {"against": rivals}
    return found


def column(event: Json, document: Document, claims: dict[str, Claim], source: str) -> Json:
    """What one page says: field -> what it says, and whether for or against what is shown. source: whom it reprints."""
    own = [claim for claim in claims.values() if claim.document_id == document.id]
    cells = {name: cell for name, field in event["fields"].items() if (cell := _cell(name, field, own))}
    quotes: dict[str, list[str]] = {}
    for claim in sorted(own, key=lambda c: (c.quote.start, c.id)):
        quotes.setdefault(claim.quote.text, []).append(claim.id)
    said = [{"text": text, "claims": keys} for text, keys in quotes.items()]
    return brief(document) | {"reprints": source != document.id, "cells": cells, "quotes": said}


def history(event: Json, claims: dict[str, Claim], documents: dict[str, Document]) -> list[Json]:
    """How the event was told as days went by: a step for each page that tells another status or day than before."""
    steps: list[Json] = []
    own = [claims[key] for key in event["claims"] if key in claims and claims[key].document_id in documents]
    for claim in sorted(own, key=lambda c: (out(documents[c.document_id]), c.quote.start)):
        step = {"status": claim.status, "date": claim.date}
        if claim.status and (not steps or {k: steps[-1][k] for k in step} != step):
            document = documents[claim.document_id]
            steps.append(step | {"day": document.published, "claim": claim.id, "page": brief(document)})
    return steps


def brief(document: Document) -> Json:
    """What a page is known by: id, title, publisher, day and address."""
    return {
        "id": document.id,
        "address": document.address,
        "title": document.title,
        "publisher": document.publisher or document.issuer,
        "official": document.issuer is not None,
        "published": document.published,
        "inferred": document.inferred,
        "lang": document.lang,
    }


def _cell(name: str, field: Json, claims: Iterable[Claim]) -> Json | None:
    """What the claims of one page say of a field; the one against what is shown goes first."""
    against = {key for other in field["against"] for key in other["claims"]}
    cited = [c for c in claims if c.id in against] or [c for c in claims if c.id in field["support"]]
    if not cited:
        return None
    claim = min(cited, key=lambda c: (not _says(name, c), c.quote.start))
    return {
        "says": _says(name, claim),
        "agrees": claim.id not in against,
        "claim": claim.id,
        "quote": [claim.quote.start, claim.quote.end, claim.quote.text],
    }


def _says(name: str, claim: Claim) -> list[str]:
    """The words or values of a claim for a field of its event."""
    if name in ("date", "status", "ordinal"):
        value = getattr(claim, name)
        return [] if value is None else [str(value)]
    if name == "outcomes":
        return [claim.extra.get("document") or claim.type]
    roles = _ROLES.get(name, _PRESENT)
    return list(dict.fromkeys(entity.text for role in roles for entity in claim.roles.get(role, ())))


def out(document: Document) -> str:
    """When a page came out, or was out by, for sorting; what has no day comes last."""
    return document.published or document.inferred or document.first_read or "~"
