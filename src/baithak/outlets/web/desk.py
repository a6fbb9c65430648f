"""What each kind of page is about, as JSON: the pages show it and the interface hands it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from starlette.exceptions import HTTPException

from baithak.edtf import bounds, parse
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Json
from baithak.outlets.review import Choice, settling
from baithak.outlets.web.columns import column, history, out, with_rivals
from baithak.outlets.web.finding import NAMED, ORDER, Finder, Names, meant, suggested, understood
from baithak.outlets.web.source import AFTER, Source
from baithak.record.decisions import Decision
from baithak.store.base import Slice
from baithak.store.codec import claim_to_json, document_to_json

_TALLIES = 32  # days of which the numbers are remembered
_MET = 24  # whom an actor met, that are shown
_SAID = 5  # statements of an actor, that are shown
_BODIES = 200  # that are looked through for what is due, on another day
_PART = 60_000  # code points of a page that are shown at once


@dataclass(frozen=True)
class Desk:
    """The record of one day as it is looked at."""

    source: Source
    knowledge: Knowledge
    names: Names
    as_of: str | None = None
    tallies: dict[str | None, tuple[object, Json]] = field(default_factory=dict)

    def home(self, since: str | None, limit: int = 8) -> Json:
        """since: the day of the last visit; what came from pages first read after it is new."""
        pages = self.source.pages(self.source.many("documents", None, limit).items)
        return {
            "as_of": self.source.day,
            "since": since,
            "changed": self._changed(since, limit) if since else [],
            "due": self._due(limit),
            "disputes": self.of_events(self.source.many("disputes", None, limit).items),
            "overdue": self._promises(self.source.many("promises", None, limit, state="overdue").items),
            "pages": pages,
            "counts": self.counts(),
        }

    def _due(self, limit: int) -> list[Json]:
        """The bodies whose next sitting is due: what is to come first, then what is late, the latest first."""
        if self.as_of:  # the index tells of now; the bodies with most sittings will do
            due = [body for body in self.source.many("bodies", None, _BODIES).items if (body["next"] or {}).get("due")]
            coming = sorted((body for body in due if _when_due(body) >= self.as_of), key=_when_due)
            late = sorted((body for body in due if _when_due(body) < self.as_of), key=_when_due, reverse=True)
            return [_due(body, self.as_of) for body in (*coming, *late)[:limit]]
        keys = self.source.due(limit)
        found = self.source.some("bodies", keys)
        return [_due(found[key], self.source.day) for key in keys if key in found]

    def counts(self) -> Json:
        """How much of each kind there is, and what could not be read; counted once for each state of the store."""
        mark = self.source.mark()
        if self.tallies.get(self.as_of, (None, {}))[0] != mark:
            if len(self.tallies) > _TALLIES:
                self.tallies.clear()
            self.tallies[self.as_of] = mark, self._counted()
        return self.tallies[self.as_of][1]

    def _counted(self) -> Json:
        kinds = ("bodies", "events", "actors", "disputes", "promises", "documents")
        found: Json = {kind: self.source.count(kind) for kind in kinds}
        found["overdue"] = self.source.count("promises", state="overdue")
        return found | {"issues": dict(sorted(self.source.issue_counts().items()))}

    def _changed(self, since: str, limit: int) -> list[Json]:
        """The events that pages tell of which were first read after a day."""
        keys: dict[str, None] = {}
        for page in self.source.newly_read(since, 10 * limit):
            if len(keys) < limit:
                keys |= dict.fromkeys(self.source.homes(claim.id for claim in self.source.said_in(page)).values())
        return self.titled(list(self.source.some("events", list(keys)[:limit]).values()))

    def bodies(self, after: str | None, limit: int) -> Slice:
        found = self.source.many("bodies", after, limit)
        rows = [
            _bare(b) | {"sittings": self.source.count("events", of=b["id"]), "next": b["next"]} for b in found.items
        ]
        return Slice(rows, found.next)

    def pages(self, after: str | None, limit: int) -> Slice:
        found = self.source.many("documents", after, limit)
        return Slice(self.source.pages(found.items), found.next)

    def body(self, key: str) -> Json | None:
        """A body with its groups, and with the documents that were signed at its sittings."""
        body = self.source.one("bodies", key)
        if body is None:
            return None
        sittings = self.source.sittings(key)
        groups = [_bare(b) for b in self.source.many("bodies", None, 100, of=key).items]
        signed = [
            {"event": session["id"], "ordinal": session["ordinal"], "date": session["date"], "document": s["document"]}
            for session in sittings
            for s in session["signed"]
        ]
        sessions = [session | {"span": _span(session["date"])} for session in sittings]
        coming = body.get("next")
        return body | {
            "as_of": self.source.day,
            "sessions": sessions,
            "next": coming and coming | {"span": _span(coming["due"])},
            "groups": groups,
            "signed": signed,
        }

    def events(self, after: str | None, limit: int, **where: str) -> Slice:
        found = self.source.many("events", after, limit, **where)
        return Slice(self.titled(found.items), found.next)

    def event(self, key: str) -> Json | None:
        """An event with what each page says of each of its fields, and how it was told from day to day."""
        event = self.source.one("events", key)
        if event is None:
            return None
        disputes = self.source.many("disputes", of=event["id"], limit=100).items
        event = event | {"fields": with_rivals(event["fields"], disputes)}
        cited = {c for f in event["fields"].values() for c in f["support"]}
        against = {c for f in event["fields"].values() for a in f["against"] for c in a["claims"]}
        claims = self.source.claims(sorted({*event["claims"], *cited, *against}))
        documents = self.source.documents({c.document_id for c in claims.values()})
        items = self.source.some("documents", documents)
        ordered = sorted(documents.values(), key=lambda d: (out(d), d.address))
        sources = [column(event, document, claims, items[document.id]["source"]) for document in ordered]
        parts = self.titled(list(self.source.some("events", event.get("parts") or ()).values()))
        return self.titled([event])[0] | {
            "as_of": self.source.day,
            "sources": sources,
            "history": history(event, claims, documents),
            "parts": parts,
            "disputes": [dispute | choices(settling(event, dispute)) for dispute in disputes],
            "decisions": [_ruling(decision) for decision in self.source.decisions_about(claims)],
        }

    def page(self, key: str, part: int = 1) -> Json | None:
        """A page with its claims and the events that they tell of; text: the part of it that is asked for."""
        document = self.source.document(key)
        if document is None:
            return None
        claims = self.source.said_in(key)
        homes = self.source.homes(claim.id for claim in claims)
        events = {
            event["id"]: event for event in self.titled(list(self.source.some("events", homes.values()).values()))
        }
        return document_to_json(document) | {
            "as_of": self.source.day,
            "source": (self.source.one("documents", key) or {}).get("source", key),
            "text": document.text[(part - 1) * _PART : part * _PART],
            "text_start": (part - 1) * _PART,
            "parts": max(1, -(-len(document.text) // _PART)),
            "part": part,
            "claims": [claim_to_json(claim) | {"event": homes.get(claim.id)} for claim in claims],
            "events": events,
        }

    def actor(self, key: str, after: str | None, limit: int) -> Json | None:
        """Somebody with the names of their offices, a slice of their events, and whom they met there."""
        actor = self.source.one("actors", key)
        if actor is None:
            return None
        events = self.events(after, limit, about=key)
        met = self.source.company(key, _MET)
        others = self.source.some("actors", met)
        offices = [o | {"names": self._office(o["office"])} for o in actor.get("offices") or ()]
        return actor | {
            "as_of": self.source.day,
            "offices": offices,
            "events": [event | {"span": _span(event["date"])} for event in events.items],
            "next": events.next,
            "statements": self.statements(None, _SAID, about=key).items,
            "met": [_named(others[other]) | {"times": times} for other, times in met.items() if other in others],
        }

    def _office(self, key: str) -> Json:
        office = self.knowledge.offices.get(key)
        return {lang: list(names) for lang, names in office.names.items()} if office else {}

    def equipment(self, key: str) -> Json | None:
        """A piece of equipment with the claims of its life, each with its page and its event."""
        piece = self.source.one("equipment", key)
        if piece is None:
            return None
        claims = self.source.claims(piece["history"])
        homes = self.source.homes(claims)
        told = [claim_to_json(claims[key]) | {"event": homes.get(key)} for key in piece["history"] if key in claims]
        return piece | {"as_of": self.source.day, "told": told}

    def disputes(self, after: str | None, limit: int) -> Slice:
        found = self.source.many("disputes", after, limit)
        return Slice(self.of_events(found.items), found.next)

    def promises(self, after: str | None, limit: int, **where: str) -> Slice:
        found = self.source.many("promises", after, limit, **where)
        return Slice(self._promises(found.items), found.next)

    def statements(self, after: str | None, limit: int, **where: str) -> Slice:
        """A slice of what was said, each with the words of one page; where: `about` a speaker or ``topic:CODE``."""
        found = self.source.many("statements", after, limit, **where)
        first = {each["id"]: each["claims"][0] for each in found.items}
        claims = self.source.claims(first.values())
        items = [
            each
            | {"said": _said(claims.get(first[each["id"]])), "topics": [self.topic(code) for code in each["topics"]]}
            for each in found.items
        ]
        return Slice(items, found.next)

    def known(self, about: str | None) -> Json | None:
        """The speaker or the topic that statements are asked of."""
        kind, _, code = (about or "").partition(":")
        return self.topic(code) if kind == "topic" else self.source.one("actors", about) if about else None

    def topic(self, key: str) -> Json:
        """A topic with its names."""
        entry = self.knowledge.topics.get(key)
        return {"id": key, "names": {lang: list(names) for lang, names in entry.names.items()} if entry else {}}

    def decisions(self, after: str | None, limit: int) -> Slice:
        """A slice of the decisions that stand, the newest first; after: how many were shown."""
        before = so_far(after)
        return counted([_ruling(d) for d in self.source.decisions(limit + 1, before)], before, limit)

    def search(
        self, q: str, kinds: Sequence[str] = ORDER, limit: int = 30, after: int | None = None, **where: str
    ) -> Json:
        """What is found for a query; where: body, person and place (id or name), status, lang, first and last."""
        query = understood(q, self.names, self.source)
        if query is None:
            return {"hits": [], "next": None}
        last = span[1] if (span := _span(self.as_of)) else None
        named = {name: meant(name, where[name], self.names, self.source) for name in NAMED if name in where}
        finder = Finder(self.source, query.narrowed(where | named), last)
        hits, following = finder.hits(limit, kinds, after)
        events = {e["id"]: _summary(e) for e in self.titled([hit["event"] for hit in hits if "event" in hit])}
        return {
            "hits": [hit | {"event": events[hit["id"]]} if "event" in hit else hit for hit in hits],
            "next": following,
        }

    def suggest(self, q: str, limit: int) -> list[Json]:
        return list(suggested(q, self.names, self.source, limit))

    def _promises(self, promises: Sequence[Json]) -> list[Json]:
        claims = self.source.claims(key for p in promises for key in (p["claim"], p["closed_by"]) if key)
        told = self.of_events(promises)
        return [
            p | {"said": _said(claims.get(p["claim"])), "closing": _said(claims.get(p["closed_by"] or ""))}
            for p in told
        ]

    def of_events(self, items: Sequence[Json]) -> list[Json]:
        """Disputes, promises or flags with the event that they are about."""
        events = self.source.some("events", {item["event"] for item in items})
        titled = {event["id"]: _summary(event) for event in self.titled(list(events.values()))}
        return [item | {"about": titled.get(item["event"])} for item in items]

    def titled(self, events: Sequence[Json]) -> list[Json]:
        """The events, sittings with their body's names."""
        names = self.source.names("body", {e["body"] for e in events if e["body"]})
        return [e | {"of": {"id": e["body"], "names": names.get(e["body"], {})}} if e["body"] else e for e in events]


def _ruling(decision: Decision) -> Json:
    return asdict(decision) | {"id": decision.id}


def so_far(after: str | None) -> int:
    """How many were shown, where slices go on by that; HTTPException 422 for what no slice gave."""
    if after and not (after.isdecimal() and len(after) < 10):
        raise HTTPException(422, AFTER)
    return int(after or 0)


def counted(items: Sequence[Json], before: int, limit: int) -> Slice:
    """A slice of what comes after so many others."""
    return Slice(list(items[:limit]), str(before + limit) if len(items) > limit else None)


def choices(found: Iterable[Choice]) -> Json:
    return {"choices": [asdict(choice) for choice in found]}


def _span(date: str | None) -> list[str] | None:
    """The first and the last day that a date (EDTF) may mean."""
    both = bounds(parse(date)) if date else None
    return [day.isoformat() for day in both] if both else None


def _named(actor: Json) -> Json:
    return {name: actor[name] for name in ("id", "names", "side") if name in actor}


def _bare(body: Json) -> Json:
    return {name: body[name] for name in ("id", "names", "parties", "cadence", "rotation") if name in body}


def _summary(event: Json) -> Json:
    wanted = (
        "id",
        "type",
        "ordinal",
        "date",
        "status",
        "place",
        "participants",
        "parties",
        "objects",
        "outcomes",
        "of",
        "stated",
    )
    return {name: event[name] for name in wanted if name in event}


def _due(body: Json, day: str | None) -> Json:
    """A body with its next sitting; late: whether its day has passed."""
    return _bare(body) | {"next": body["next"], "late": bool(day) and _when_due(body) < (day or "")}


def _when_due(body: Json) -> str:
    """The last day on which its next sitting may be due."""
    return (_span(body["next"]["due"]) or ("", ""))[1]


def _said(claim: Claim | None) -> Json | None:
    if claim is None:
        return None
    return {"claim": claim.id, "doc": claim.doc, "document_id": claim.document_id, "text": claim.quote.text}
