"""A store as large as the desk has to bear, made up: pages that tell of sittings, meetings, visits and signings.

Each happening is told in one sentence, which the reader reads; pages tell ten of them, each with a sentence of its own
beside. The record is made as that of any other store. A large store is made of parts that share places, but have
countries, people and bodies of their own: each part's record is made by itself, and put with the others.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from baithak import pipeline
from baithak.claims import reader
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Evidence, Json
from baithak.store import claims as stored
from baithak.store import search
from baithak.store.codec import document_to_json, dumps
from baithak.store.record_tables import STALE
from baithak.store.sql import open_store
from baithak.store.tables import ADDRESSES, CLAIMS, DOCUMENTS, ISSUES, READINGS
from bench.desk_parts import add, keep_day

THEN = "2015-06-30"
"""Another day of which there is an edition."""
_SEED = 7
_FIRST, _DAYS = date(1995, 1, 1), 11_300
_TOLD = 10  # happenings on a page
_AT_ONCE = 500  # pages
_PART = 10_000  # events of one part
_COUNTRIES = 18  # of one part
_SYLLABLES = (
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
)
_TOPICS = ["रक्षा", "व्यापार", "ऊर्जा", "रेल", "कृषि", "स्वास्थ्य", "अंतरिक्ष", "जल", "शिक्षा", "सीमा", "पर्यटन", "विज्ञान"]
_HEADS = ("संयुक्त आयोग", "कार्य समूह")
_OFFICES = ("रक्षा मंत्री", "विदेश मंत्री", "व्यापार मंत्री")
_CITIES = ("नई दिल्ली", "मॉस्को", "बीजिंग", "टोक्यो", "काठमांडू", "कोलंबो", "हनोई", "ढाका")
_MONTHS = ["जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"]


@dataclass(frozen=True)
class Happening:
    """What is told of. said: the sentences that tell it, the usual one first, each with the claims read in it."""

    day: date
    said: tuple[tuple[str, tuple[Claim, ...]], ...]


def make(path: Path, knowledge: Knowledge, events: int, claims: int) -> None:
    """Writes a store of about so many events and claims, with the record of all pages and that of one day."""
    parts = max(events // _PART, 1)
    for part in range(parts):
        own = path if part == 0 else path.with_suffix(f".{part}")
        _make_part(own, knowledge, part, events // parts, claims // parts)
        if part:
            add(own, path, part)
            own.unlink()
    keep_day(path, THEN)


def _make_part(path: Path, knowledge: Knowledge, part: int, events: int, claims: int) -> None:
    """One part with the record of its pages."""
    rng = random.Random(_SEED + part)
    told = list(_happenings(rng, knowledge, part, events))
    each = sum(len(happening.said[0][1]) for happening in told) / len(told)
    store = open_store(path)
    engine = sa.create_engine(f"sqlite:///{path}")
    pages = range(int(claims / each / _TOLD))
    order = _order(told, rng)
    for start in pages[::_AT_ONCE]:
        made = []
        for n in pages[start : start + _AT_ONCE]:
            made.append(_page(f"{part}/{n}", [next(order) for _ in range(_TOLD)], rng))
        with engine.begin() as connection:
            _keep(connection, made)
    engine.dispose()
    pipeline.refresh(store, knowledge)
    store.close()


def _order(told: Sequence[Happening], rng: random.Random) -> Iterator[tuple[Happening, int]]:
    """In which order pages tell what happened: by day, more or less, again and again; and how often each was told."""
    for before in count():
        yield from ((each, before) for each in sorted(told, key=lambda h: h.day.toordinal() + rng.randrange(60)))


def _keep(connection: sa.Connection, made: Sequence[tuple[Document, list[Claim]]]) -> None:
    """Many pages in one go, as the store's writer would have written them one by one."""
    rows: dict[sa.Table, list[Json]] = {table: [] for table in (DOCUMENTS, ADDRESSES, READINGS, CLAIMS, ISSUES, STALE)}
    entries: list[search.Entry] = []
    for page, said in made:
        key, facts = page.id, dumps(document_to_json(page))
        rows[DOCUMENTS].append({"id": key, "text": page.text.encode(), "first_read": page.published})
        rows[ADDRESSES].append({"address": page.address, "document_id": key, "current": True, "facts": facts})
        rows[READINGS].append({"document_id": key, "key": "bench"})
        rows[STALE].append({"what": "document", "key": key})
        known = {"lang": "hi", "out": page.published}
        if int(key[:4], 16) % 5 == 0:
            issue = {"document_id": key, "doc": page.address, "kind": "long-line", "reason": "a line was cut"}
            rows[ISSUES].append(issue | {"start_at": 0, "end_at": 1})
        entries.append(search.of_page(page))
        rows[CLAIMS] += map(stored.row, said)
        entries += (search.of_claim(claim, claim.id, known) for claim in said)
    for table, found in rows.items():
        if found:
            connection.execute(sa.insert(table), found)
    search.put(connection.execute, entries)
    search.put_names(connection.execute, (e for _, said in made for claim in said for e in search.named_in(claim)))


def _happenings(rng: random.Random, knowledge: Knowledge, part: int, number: int) -> Iterator[Happening]:
    """Sittings and other events by turns; one in fifty is told with another day as well."""
    names = (place.names["hi"][0] for place in knowledge.places.values() if place.kind == "country")
    countries = [name for name in names if " " not in name]
    home, others = (
        countries[0],
        [countries[1 + (part * _COUNTRIES + n) % (len(countries) - 1)] for n in range(_COUNTRIES)],
    )
    ours = [_person(rng, home) for _ in range(max(number // 40, 10))]
    theirs = {country: [_person(rng, country) for _ in range(1 + len(ours) // len(others))] for country in others}
    bodies = _bodies(rng, knowledge, home, others, max(number // 50, 2))
    for n in range(number):
        name, country = bodies[n // 2 % len(bodies)] if n % 2 else ("", rng.choice(others))
        one, other = rng.choice(ours), rng.choice(theirs[country])
        if n % 2:
            nth = n // (2 * len(bodies)) + 1
            day = _FIRST + timedelta(nth * 365 + rng.randrange(60))
            where = _CITIES[0] if nth % 2 else country
            shape = f"{one} और {other} ने {{day}} को {where} में {name} की {nth}वीं बैठक की सह-अध्यक्षता की।"
        else:
            day = _FIRST + timedelta(rng.randrange(_DAYS))
            shape = _shape(rng, one, other)
        days = [day, day + timedelta(7)] if n % 50 < 2 else [day]
        said = [(sentence, _read(sentence, knowledge)) for sentence in (shape.format(day=in_words(d)) for d in days)]
        yield Happening(day, tuple(said))


def _shape(rng: random.Random, one: str, other: str) -> str:
    """A sentence about something that is no sitting, but for its day."""
    where = rng.choice(_CITIES)
    planned = rng.random() < 0.1
    return rng.choice(
        [
            f"{one} {{day}} को {where} में {other} से मुलाकात करेंगे।"
            if planned
            else f"{one} ने {{day}} को {where} में {other} से मुलाकात की।",
            f"{one} और {other} ने {{day}} को {where} का दौरा किया।",
            f"{one} और {other} ने {{day}} को {where} में समझौते पर हस्ताक्षर किए।",
        ]
    )


def in_words(day: date) -> str:
    """A day as Hindi pages write it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _read(sentence: str, knowledge: Knowledge) -> tuple[Claim, ...]:
    return tuple(reader.read(Document(sentence, ("-",), lang="hi"), knowledge).claims)


def _person(rng: random.Random, country: str) -> str:
    """A name, of every third with country and office."""
    name = " ".join("".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 3))) for _ in range(2))
    return name if rng.random() < 2 / 3 else f"{country} के {rng.choice(_OFFICES)} {name}"


def _bodies(
    rng: random.Random, knowledge: Knowledge, home: str, others: Sequence[str], number: int
) -> list[tuple[str, str]]:
    """Names of bodies that the reader tells apart, each with the country that sits in it beside ours."""
    found: dict[str, tuple[str, str]] = {}
    shapes = [(country, topic, head) for head in _HEADS for topic in _TOPICS for country in others]
    rng.shuffle(shapes)
    for country, topic, head in shapes:
        name = f"{home}-{country} {topic} {head}"
        read = _read(f"{name} की 5वीं बैठक 4 मई 2014 को {_CITIES[0]} में हुई।", knowledge)
        if read and read[0].body and len(found) < number:
            found.setdefault(read[0].body.id, (name, country))
    return list(found.values())


def _page(name: str, told: Sequence[tuple[Happening, int]], rng: random.Random) -> tuple[Document, list[Claim]]:
    """A page and its claims. told: each happening, and how many pages have told it already."""
    lines, at = [f"पृष्ठ {name}: बैठकें और दौरे"], []
    for happening, before in told:
        sentence, claims = happening.said[before % 4 == 3 and len(happening.said) > 1]
        at.append((sum(len(line) + 1 for line in lines), claims))
        lines.append(f"{sentence} बातचीत में {rng.choice(_TOPICS)} पर भी चर्चा हुई।")
    day = max(happening.day for happening, _ in told).isoformat()
    document = Document("\n".join(lines), (f"https://example.org/{name}",), "hi", lines[0], "समाचार", published=day)
    return document, [_moved(claim, document, start) for start, claims in at for claim in claims]


def _moved(claim: Claim, document: Document, by: int) -> Claim:
    """The claim as it stands on a page, so many characters further on."""

    def moved(evidence: Evidence) -> Evidence:
        return replace(evidence, start=evidence.start + by, end=evidence.end + by)

    return replace(
        claim,
        doc=document.address,
        document_id=document.id,
        quote=replace(claim.quote, start=claim.quote.start + by, end=claim.quote.end + by),
        evidence={slot: tuple(map(moved, found)) for slot, found in claim.evidence.items()},
        topics=tuple(replace(topic, start=topic.start + by, end=topic.end + by) for topic in claim.topics),
        relations=(),
    )
