"""A store as large as the desk has to bear, made up: bodies with sittings, other events, pages, claims, editions.

The pages are told in sentences of a few kinds; the record's items are written as they are, since what is timed is how
they are served.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from baithak import pipeline
from baithak.items import Item, Name, Pieces, actor
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Entity, Evidence, Json, Quote
from baithak.store import search
from baithak.store.codec import claim_to_json, document_to_json, dumps
from baithak.store.sql import open_store
from baithak.store.tables import ADDRESSES, CLAIMS, DOCUMENTS, ISSUES, READINGS

THEN = "2015-06-30"
"""Another day of which there is an edition."""
_SEED = 7
_FIRST, _DAYS = date(1995, 1, 1), 11_300
_SYLLABLES = [
    "का",
    "रा",
    "नी",
    "मो",
    "वी",
    "सु",
    "दे",
    "ला",
    "पा",
    "ती",
    "गो",
    "शा",
    "जी",
    "मा",
    "नू",
    "बे",
    "ही",
    "रो",
    "चा",
    "दी",
]
_TOPICS = ["रक्षा", "व्यापार", "ऊर्जा", "रेल", "कृषि", "स्वास्थ्य", "अंतरिक्ष", "जल", "शिक्षा", "सीमा", "पर्यटन", "विज्ञान"]
_CITIES = ("new-delhi", "moscow", "beijing", "tokyo", "kathmandu", "colombo")
_COUNTRIES = ("RU", "CN", "JP", "NP", "LK", "FR", "US", "VN")
_BEFORE = 999_999_999
_TYPES = ("meeting", "visit", "signing", "statement")


@dataclass(frozen=True)
class Told:
    """An event and how pages tell it."""

    id: str
    type: str
    day: str
    status: str
    of: str | None
    ordinal: int | None
    people: tuple[int, int]
    city: str
    country: str
    claims: list[str]


def make(path: Path, knowledge: Knowledge, events: int, claims: int) -> None:
    """Writes a store of so many events and claims; a tenth as many pages as claims."""
    rng = random.Random(_SEED)
    people = [_name(rng) for _ in range(max(events // 20, 20))]
    bodies = [_body(rng, n) for n in range(max(events // 50, 2))]
    told = [_event(rng, n, bodies, len(people)) for n in range(events)]
    store = open_store(path)
    pages, every = claims // 10, list(range(events))
    rng.shuffle(every)
    days: dict[str, str] = {}
    names = {key: name for key, name, _ in bodies}
    engine = sa.create_engine(f"sqlite:///{path}")
    for start in range(0, pages, 500):
        made = []
        for n in range(start, min(start + 500, pages)):
            which = [told[every[(n * 10 + k) % events]] for k in range(10)]
            made.append(_page(n, which, people, names, rng))
        days |= {document.id: document.published or "" for document, _ in made}
        with engine.begin() as connection:
            _keep(connection, made)
    engine.dispose()
    named = {Name("actor", f"person:{n}"): {"hi": [name]} for n, name in enumerate(people)}
    named |= {Name("body", key): {"hi": [name]} for key, name, _ in bodies}
    named |= {Name("actor", p.id): {k: list(v) for k, v in p.names.items()} for p in knowledge.places.values()}
    for as_of in (None, THEN):
        out = {key: day for key, day in days.items() if as_of is None or day <= as_of}
        pieces = Pieces(max(out.values()))
        pieces.items += _items([e for e in told if as_of is None or e.day <= as_of], bodies, people, out)
        pieces.names |= named
        with store.view() as view:
            seen = view.seen()
        with store.write() as writer:
            writer.put_edition(as_of, pipeline.maker(knowledge), pieces, seen)
    store.close()


def _keep(connection: sa.Connection, made: Sequence[tuple[Document, list[Claim]]]) -> None:
    """Many pages in one go, as the store's writer would have written them one by one."""
    rows: dict[sa.Table, list[Json]] = {table: [] for table in (DOCUMENTS, ADDRESSES, READINGS, CLAIMS, ISSUES)}
    entries: list[search.Entry] = []
    for page, said in made:
        key, facts = page.id, dumps(document_to_json(page))
        rows[DOCUMENTS].append({"id": key, "text": page.text.encode(), "first_read": page.published})
        rows[ADDRESSES].append({"address": page.address, "document_id": key, "current": True, "facts": facts})
        rows[READINGS].append({"document_id": key, "key": "bench"})
        known = {"lang": "hi", "out": page.published}
        if int(key[:4], 16) % 5 == 0:
            issue = {"document_id": key, "doc": page.address, "kind": "long-line", "reason": "a line was cut"}
            rows[ISSUES].append(issue | {"start_at": 0, "end_at": 1})
        entries.append(search.of_page(page))
        for claim in said:
            told = claim_to_json(claim)
            row = {"id": told["id"], "document_id": key, "type": claim.type, "ordinal": claim.ordinal}
            rows[CLAIMS].append(row | {"body": None, "date": claim.date, "json": dumps(told)})
            entries.append(search.of_claim(claim, told["id"], known))
    for table, found in rows.items():
        if found:
            connection.execute(sa.insert(table), found)
    search.put(connection.execute, entries)
    search.put_names(connection.execute, (e for _, said in made for claim in said for e in search.named_in(claim)))


def _name(rng: random.Random) -> str:
    word = ["".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 3))) for _ in range(2)]
    return " ".join(word)


def _body(rng: random.Random, n: int) -> tuple[str, str, str]:
    country = rng.choice(_COUNTRIES)
    return f"body-{n}", f"{rng.choice(_TOPICS)} {_name(rng)} संयुक्त आयोग {n}", country


def _event(rng: random.Random, n: int, bodies: Sequence[tuple[str, str, str]], people: int) -> Told:
    pair = (rng.randrange(people), rng.randrange(people))
    if n % 2:
        number, key = n // (2 * len(bodies)) + 1, bodies[n // 2 % len(bodies)]
        day = _FIRST + timedelta(number * 365 + rng.randrange(60))
        country = "IN" if number % 2 else key[2]
        return Told(
            f"{key[0]}/{number}", "session", day.isoformat(), "held", key[0], number, pair, "new-delhi", country, []
        )
    day = _FIRST + timedelta(rng.randrange(_DAYS))
    kind, status = rng.choice(_TYPES), "planned" if rng.random() < 0.1 else "held"
    return Told(f"{kind}/{day}~{n}", kind, day.isoformat(), status, None, None, pair, rng.choice(_CITIES), "IN", [])


def _page(
    n: int, told: Sequence[Told], people: Sequence[str], names: Mapping[str, str], rng: random.Random
) -> tuple[Document, list[Claim]]:
    lines, at, said = [f"पृष्ठ {n}: {people[told[0].people[0]]} की बैठकें और दौरे"], [], []
    for event in told:
        one, other = (people[p] for p in event.people)
        subject = f"{names[event.of]} की {event.ordinal}वीं बैठक" if event.of else f"{event.city} में मुलाकात"
        at.append((sum(len(line) + 1 for line in lines), event))
        lines.append(f"{one} और {other} के बीच {event.day} को {subject} हुई, {rng.choice(_TOPICS)} पर चर्चा की गई।")
    day = max(event.day for event in told)
    document = Document("\n".join(lines), (f"https://example.org/{n}",), "hi", lines[0], "समाचार", published=day)
    for (start, event), line in zip(at, lines[1:], strict=True):
        stated = (Evidence(start, start + len(line), "stated"),)
        who = tuple(
            Entity(f"person:{p}", "person", {"hi": (people[p],)}, people[p]) for p in dict.fromkeys(event.people)
        )
        where = (Entity(event.city, "place", {}, event.city),)
        of = Entity(event.of, "body", {"hi": (names[event.of],)}, names[event.of]) if event.of else None
        claim = Claim(
            document.address,
            document.id,
            event.type,
            Quote(start, start + len(line), line),
            status=event.status,
            date=event.day,
            date_basis="explicit",
            body=of,
            ordinal=event.ordinal,
            roles={"participant": who, "place": where},
            evidence=dict.fromkeys(("date", "body", "ordinal", "participant", "place"), stated),
        )
        event.claims.append(claim.id)
        said.append(claim)
    return document, said


def _items(
    told: Sequence[Told], bodies: Sequence[tuple[str, str, str]], people: Sequence[str], days: dict[str, str]
) -> Iterator[Item]:
    for n, event in enumerate(told):
        yield _event_item(event)
        if n % 50 == 0 and event.claims:
            values: list[Json] = [{"value": event.day, "claims": event.claims[:2], "independent_sources": 2}]
            values.append({"value": "2001-01-01", "claims": event.claims[2:3], "independent_sources": 1})
            value: Json = {"event": {"@event": event.claims[0]}, "field": "date", "kind": "between", "values": values}
            key = f"{event.claims[0]} date"
            yield Item("disputes", key, key, f"{n:09}", "", value, of=event.claims[0], type="date")
        if event.status == "planned" and event.claims:
            value = {"claim": event.claims[0], "claims": event.claims, "event": {"@event": event.claims[0]}}
            value |= {"due": event.day, "state": "overdue", "closed_by": None}
            yield Item(
                "promises", event.claims[0], event.claims[0], event.day, "", value, event.claims[0], state="overdue"
            )
    count = [0] * len(people)
    for event in told:
        for person in event.people:
            count[person] += 1
    for n, number in enumerate(count):
        shown: Json = {"kind": "person", "side": None, "offices": [], "joined": [], "events": number}
        key = f"person:{n}"
        yield Item(
            "actors",
            key,
            key,
            f"{_BEFORE - number} {n:09}",
            "",
            shown | {"names": {"@actor names": key}},
            type="person",
        )
    for n, (key, _, country) in enumerate(bodies):
        yield _body_item(n, key, country)
    for key, day in days.items():
        order = f"{9999 - int(day[:4])}{key}"
        value = {"day": day, "official": False, "source": key, "claims": 10}
        yield Item("documents", key, key, order, "", value, day=day)


def _body_item(n: int, key: str, country: str) -> Item:
    coming = {
        "ordinal": 30,
        "due": f"2026-{n % 12 + 1:02}",
        "host_country": "IN",
        "confidence": 0.9,
        "because": ["By turns."],
    }
    shown: Json = {"names": {"@body names": key}, "parent": None, "parties": ["IN", country], "members": []}
    shown |= {"co_chair_offices": [], "cadence": "P1Y", "rotation": "alternating", "next": coming, "fields": {}}
    return Item("bodies", key, key, f"{n:09}", key, shown)


def _event_item(event: Told) -> Item:
    who = [actor(f"person:{p}") for p in dict.fromkeys(event.people)]
    people = [f"person:{p}" for p in dict.fromkeys(event.people)]
    shown: Json = {
        "type": event.type,
        "ordinal": event.ordinal,
        "date": event.day,
        "place": actor(event.city),
        "host_country": event.country,
        "co_chairs": [],
        "participants": who,
        "parties": ["IN"],
        "objects": [],
        "status": event.status,
        "outcomes": [],
        "stated": True,
        "claims": event.claims,
        "signed": [],
        "documents": len(event.claims),
        "independent_sources": len(event.claims),
        "fields": {
            name: {"value": value, "support": event.claims, "against": [], "because": "All say so."}
            for name, value in (("date", event.day), ("status", event.status), ("participants", people))
        },
        "body": event.of,
    }
    key = event.claims[0] if event.claims else event.id
    order = f"{_BEFORE - int(event.day.replace('-', ''))} {event.id}"
    about = tuple(sorted({*people, event.city, "IN"}))
    return Item(
        "events",
        key,
        event.id,
        order,
        "",
        shown,
        event.of,
        event.type,
        event.status,
        event.day,
        about,
        tuple(event.claims),
    )
