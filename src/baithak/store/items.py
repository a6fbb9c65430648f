"""The record in the search index: an entry for each event, actor, body and piece of equipment of the newest edition."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from baithak.model import Claim, Json, digest
from baithak.store.base import Edition
from baithak.store.claims import documents_of
from baithak.store.codec import dumps
from baithak.store.editions import parts
from baithak.store.record_tables import ABOUT, EVERY_PAGE, ITEMS
from baithak.store.search import Entry, Run, drop, page_days, put, stamps

THIN, JOINED = "doubt:thin", "doubt:joined"
"""Facets of sittings that only one undated page reports, and of actors who were made one out of several."""
_QUOTES = 12  # of one event, by which it is found
_AT_ONCE = 500
_FORM = 3  # of the entries that are made here: those of another are made anew


def index_items(
    run: Run,
    edition: Edition,
    claims_by_id: Callable[[Iterable[str]], Mapping[str, Claim]],
    touched: Mapping[str, Collection[str]] | None = None,
) -> None:
    """Brings the index up to date with an edition; what did not change stays as it is.

    touched: by kind, the ids of all items that may be otherwise than before, or are there no more, where that is known.
    """
    for kind in ("bodies", "actors", "equipment", "events"):
        some = None if touched is None else touched.get(kind, ())
        kept = stamps(run, kind, some)
        items = edition.every(kind) if some is None else edition.some(kind, some).values()
        every = {item["id"]: (item, digest(f"{_FORM} {dumps(item)}")) for item in items}
        drop(run, kind, [key for key, stamp in kept.items() if key not in every or every[key][1] != stamp])
        new = [(item, stamp) for key, (item, stamp) in every.items() if kept.get(key) != stamp]
        for at in range(0, len(new), _AT_ONCE):
            part = new[at : at + _AT_ONCE]
            entries = _events(run, part, edition, claims_by_id) if kind == "events" else _named(part, edition, kind)
            put(run, entries)


def _events(
    run: Run,
    part: Sequence[tuple[Json, str]],
    edition: Edition,
    claims_by_id: Callable[[Iterable[str]], Mapping[str, Claim]],
) -> Iterator[Entry]:
    bodies = edition.names("body", {item["body"] for item, _ in part if item["body"]})
    known = claims_by_id({key for item, _ in part for key in item["claims"][:_QUOTES]})
    standing = documents_of(run, {key for item, _ in part for key in item["claims"]})
    pages = page_days(run, set(standing.values()))
    about = _about(run, [item["id"] for item, _ in part])
    for item, stamp in part:
        claims = [known[key] for key in item["claims"][:_QUOTES] if key in known]
        body = {"id": item["body"], "names": bodies.get(item["body"], {})} if item["body"] else None
        days = [pages[page] for key in item["claims"] if (page := standing.get(key)) in pages]
        out = min((known for _, known in days if known), default=None)
        entry = of_event(item, body, claims, not any(said for said, _ in days), out)
        facets = (*entry.facets, *(f"of:{key}" for key in about.get(item["id"], ())))
        yield replace(entry, facets=tuple(dict.fromkeys(facets)), stamp=stamp)


def _about(run: Run, events: Iterable[str]) -> dict[str, list[str]]:
    """Who and what is in events, by their ids: the city of a venue as well."""
    items = sa.select(ITEMS.c.key, ITEMS.c.id).where(ITEMS.c.edition == EVERY_PAGE, ITEMS.c.kind == "events")
    about = sa.select(ABOUT.c.key, ABOUT.c.entity).where(ABOUT.c.edition == EVERY_PAGE, ABOUT.c.kind == "events")
    found: dict[str, list[str]] = {}
    for some in parts(events):
        ids = {row.key: row.id for row in run(items.where(ITEMS.c.id.in_(some)))}
        for row in run(about.where(ABOUT.c.key.in_(ids))):
            found.setdefault(ids[row.key], []).append(row.entity)
    return found


def _named(part: Sequence[tuple[Json, str]], edition: Edition, kind: str) -> Iterator[Entry]:
    for item, stamp in part:
        if kind == "bodies":
            weight = edition.count("events", of=item["id"])
        else:
            weight = item["events"] if kind == "actors" else len(item["history"])
        yield replace(of_named(kind, item, weight), stamp=stamp)


def of_event(event: Json, body: Json | None, claims: Sequence[Claim], undated: bool, out: str | None) -> Entry:
    """An event, found by its names in all languages and by what pages say of it; out: when it was first known.

    claims: some of those that tell it, where the first of which stands it is found; undated: whether no page of it says
    when it came out.
    """
    people = [*event["co_chairs"], *event["participants"], *event.get("objects", ())]
    places = [event["place"]] if event["place"] else []
    texts = [name for entity in (*people, *places, *([body] if body else ())) for name in _names(entity)]
    texts += [claim.quote.text for claim in claims]
    if event["ordinal"] is not None:
        texts.append(str(event["ordinal"]))
    facets = [f"type:{event['type']}", f"status:{event['status']}" if event["stated"] else "status:inferred"]
    facets += [f"body:{body['id']}"] if body else []
    facets += [f"of:{key}" for key in (*(e["id"] for e in (*people, *places)), *event.get("parties", ()))]
    facets += [f"of:{event['host_country']}"] if event["host_country"] else []
    facets += [THIN] if body and undated and event["stated"] and event["documents"] == 1 else []
    first = min(claims, key=lambda c: (c.doc, c.quote.start), default=None)
    stands = (first.document_id, first.quote.start, first.quote.end) if first else (None, None, None)
    return Entry("events", event["id"], tuple(texts), tuple(facets), event["date"], out, *stands)


def of_named(kind: str, item: Json, weight: int) -> Entry:
    """An actor, a body or a piece of equipment, found by its names; weight: how often it occurs."""
    joined = (JOINED,) if item.get("joined") else ()
    facets = (
        *joined,
        f"of:{item['id']}",
        *(f"of:{code}" for code in (item.get("side"), *item.get("parties", ())) if code),
    )
    due = (item.get("next") or {}).get("due")
    return Entry(kind, item["id"], (*_names(item), item["id"]), facets, due, "", weight=weight)


def _names(entity: Mapping[str, Mapping[str, Iterable[str]]]) -> Iterator[str]:
    yield from (name for names in entity["names"].values() for name in names)
