"""The search index: SQLite's FTS5 over terms, kept by whoever writes; a row for each page, claim and item.

A row's id is made of its kind and its day (of a page and its claims the day on which it came out), the newest lowest,
so that they come first without sorting and a kind is a range; what matches often is never counted or ranked as a whole.
Ids are short, and the index keeps nothing of a term but the rows that have it. Every kind has terms of its own: FTS5
looks for the first row that has all words before it asks whether that is of the kind, and would go through the others'.
Asked for the highest first, FTS5 (3.40) loses rows that have several words, and is slow. The index is the one part
of the store that PostgreSQL would do otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from baithak.edtf import EdtfError, bounds, parse
from baithak.knowledge.search import terms
from baithak.language.search import sound
from baithak.language.spelling import romanise
from baithak.model import Claim, Document, Entity, Json
from baithak.store.asked import Asked, Row
from baithak.store.editions import parts
from baithak.store.tables import NAMES, ROWS

_BY_OUT = ("claims", "pages")  # their order is that in which they came out
KINDS = ("claims", "pages", "events", "equipment", "actors", "bodies")
_DDL = (
    "CREATE VIRTUAL TABLE search USING fts5(words, detail=none, columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")"
)
_OWN = {kind: chr(0xE000 + n) for n, kind in enumerate(KINDS)}  # of private use, and so no part of what anybody writes
_FACET = "\ue0ff"
_DAYS, _HASH = 17, 24  # bits of an id; three more tell the kind
_SPREAD = (1 << _HASH) - (1 << 16)  # the last ids of a day are for those that are moved on
_NEVER, _LATEST = 0, (1 << _DAYS) - 1  # the day of what has none, and the last that has a place in an id
_EPOCH = date(1800, 1, 1).toordinal()
_YEARS = 40  # an entry that may be of more years than these counts as undated
_FIND = (
    "SELECT r.id, r.kind, r.key FROM search s "
    "JOIN search_rows r ON r.id = s.rowid WHERE search MATCH :match AND s.rowid BETWEEN :low AND :high "
    "AND (:out IS NULL OR r.out <= :out) "
    "AND (:first IS NULL OR r.last >= :first) AND (:last IS NULL OR r.first <= :last) "
    "ORDER BY s.rowid LIMIT :limit"
)
Run = Any
"""A connection's ``execute``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is looked for as one: a page, a claim, an item of the record.

    texts: what it is found by; facets: ``name:value``, by which a search is narrowed; date: EDTF; out: the ISO day from
    which it was known, "" where that is not asked; start, end: where it stands in its document; weight: what an undated
    kind is ordered by instead; stamp: changes with what the entry was made of.
    """

    kind: str
    key: str
    texts: tuple[str, ...]
    facets: tuple[str, ...] = ()
    date: str | None = None
    out: str | None = None
    document_id: str | None = None
    start: int | None = None
    end: int | None = None
    weight: int | None = None
    stamp: str | None = None


def clear(run: Run) -> None:
    """Makes the index, or empties it, whatever schema it is of."""
    run(sa.text("DROP TABLE IF EXISTS search"))
    run(sa.text(_DDL))
    run(sa.delete(ROWS))


def put(run: Run, entries: Iterable[Entry]) -> None:
    """Adds entries; those that were there before have to be dropped first."""
    rows = [(entry, *_ends(entry.date)) for entry in entries]
    if not rows:
        return
    ids = free(run, [_id(entry, last) for entry, _, last in rows])
    kept = [
        {
            "id": row,
            "kind": entry.kind,
            "key": entry.key,
            "document_id": entry.document_id,
            "start_at": entry.start,
            "end_at": entry.end,
            "first": first,
            "last": last,
            "out": entry.out,
            "stamp": entry.stamp,
        }
        for row, (entry, first, last) in zip(ids, rows, strict=True)
    ]
    found = [
        {
            "id": row,
            "words": " ".join(_terms(entry, first, last)),
        }
        for row, (entry, first, last) in zip(ids, rows, strict=True)
    ]
    run(sa.insert(ROWS), kept)
    run(sa.text("INSERT INTO search(rowid, words) VALUES (:id, :words)"), found)


def drop(run: Run, kind: str, keys: Iterable[str]) -> None:
    """Takes out the entries of a kind that have these keys."""
    for part in parts(keys):
        _drop(run, ROWS.c.kind == kind, ROWS.c.key.in_(part))


def stamps(run: Run, kind: str, keys: Iterable[str] | None = None) -> dict[str, str]:
    """What the entries of a kind were made of, by key; of those with these keys where some are given."""
    query = sa.select(ROWS.c.key, ROWS.c.stamp).where(ROWS.c.kind == kind)
    every = [query] if keys is None else [query.where(ROWS.c.key.in_(part)) for part in parts(keys)]
    return {row.key: row.stamp for each in every for row in run(each)}


def page_days(run: Run, documents: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """By document id, the day that a page gives for its coming out, and the day from which it was known."""
    query = sa.select(ROWS.c.key, ROWS.c.last, ROWS.c.out).where(ROWS.c.kind == "pages")
    rows = (row for part in parts(documents) for row in run(query.where(ROWS.c.key.in_(part))))
    return {row.key: (row.last, row.out) for row in rows}


def days(run: Run) -> tuple[str, str] | None:
    """The first and the last day on which a page came out."""
    dated = sa.select(ROWS.c.last).where(ROWS.c.id.between(_first("pages"), _first("pages", _NEVER) - 1))
    dated = dated.where(ROWS.c.last.is_not(None))
    first = run(dated.order_by(ROWS.c.id.desc()).limit(1)).scalar()
    last = run(dated.order_by(ROWS.c.id).limit(1)).scalar()
    return (first, last) if first and last else None


def due_bodies(run: Run, day: str, limit: int) -> list[str]:
    """Bodies by when their next sitting is due: from a day on in order, then those before, the last first."""
    bodies = sa.select(ROWS.c.key).where(ROWS.c.kind == "bodies")
    coming = bodies.where(ROWS.c.last >= day).order_by(ROWS.c.last, ROWS.c.key)
    late = bodies.where(ROWS.c.last < day).order_by(ROWS.c.last.desc(), ROWS.c.key)
    found = list(run(coming.limit(limit)).scalars())
    return [*found, *run(late.limit(limit - len(found))).scalars()]


def drop_document(run: Run, document_id: str, *kinds: str) -> None:
    """Takes out a page or its claims."""
    _drop(run, ROWS.c.document_id == document_id, ROWS.c.kind.in_(kinds))


def _drop(run: Run, *where: sa.ColumnElement[bool]) -> None:
    ids = [{"id": row} for row in run(sa.select(ROWS.c.id).where(*where)).scalars()]
    if ids:
        run(sa.text("DELETE FROM search WHERE rowid = :id"), ids)
        run(sa.delete(ROWS).where(*where))


def find(run: Run, kind: str, asked: Asked, limit: int, after: int | None = None) -> list[Row]:
    """The newest entries of a kind that match; after: the id of the last of those that are known already."""
    low = _first(kind, _within(_day(asked.out)) if asked.out and kind in _BY_OUT else _LATEST)
    low = low if after is None else max(low, after + 1)
    told = {"low": low, "high": _first(kind, _NEVER - 1) - 1, "limit": limit, "match": _match(asked, kind)}
    days = {"out": asked.out, "first": asked.first, "last": asked.last}
    return [Row(*row) for row in run(sa.text(_FIND), told | days)]


def names(run: Run, word: str) -> list[tuple[str, str]]:
    """The words of names that sound like a word: each romanised, with its term."""
    return [(row.word, row.term) for row in run(sa.select(NAMES).where(NAMES.c.sound == sound(word)))]


def put_names(run: Run, entities: Iterable[Entity]) -> None:
    """Keeps what the words of names sound like."""
    spoken = {name for e in entities for name in (e.text, *(n for some in e.names.values() for n in some))}
    found = {row for name in spoken for row in _name_rows(name)}
    rows = [{"sound": s, "word": w, "term": t} for s, w, t in sorted(found)]
    if rows:
        run(sa.insert(NAMES).prefix_with("OR IGNORE"), rows)


@lru_cache(1 << 14)
def _name_rows(name: str) -> tuple[tuple[str, str, str], ...]:
    """Of each word of a name: what it sounds like, itself romanised, its term."""
    words = ((name[word.start : word.end], word.terms[0]) for word in terms().words(name))
    return tuple((heard, romanise(word), term) for word, term in words if (heard := sound(word)))


def of_page(document: Document) -> Entry:
    """A page, found by its title and by what is article in its text."""
    kept, at = [document.title or ""], 0
    for noise in sorted(document.noise, key=lambda n: n.start):
        kept.append(document.text[at : noise.start])
        at = max(at, noise.end)
    kept.append(document.text[at:])
    facets = (f"lang:{document.lang}",) if document.lang else ()
    return Entry("pages", document.id, tuple(kept), facets, document.published, out_day(document), document.id)


def of_claim(claim: Claim, key: str, document: Json) -> Entry:
    """A claim, found by its quotation. document: lang, and out, the day on which its page came out."""
    facets = [f"type:{claim.type}", f"lang:{document['lang']}", f"status:{claim.status}"]
    facets += [f"body:{body.id}" for body in (claim.body, claim.parent) if body]
    facets += [f"of:{entity.id}" for found in claim.roles.values() for entity in found]
    quote = claim.quote
    return Entry(
        "claims",
        key,
        (quote.text,),
        tuple(facets),
        claim.date,
        document["out"],
        claim.document_id,
        quote.start,
        quote.end,
    )


def named_in(claim: Claim) -> Iterator[Entity]:
    """All that a claim names."""
    yield from (entity for found in claim.roles.values() for entity in found)
    yield from (body for body in (claim.body, claim.parent, claim.attribution) if body)


def out_day(document: Document) -> str | None:
    """When a page came out, or the newest day that it proves, or when it was first read."""
    for stated in (document.published, document.inferred, document.first_read):
        last = _ends(stated)[1]
        if last:
            return last
    return None


def _match(asked: Asked, kind: str) -> str:
    """The query as FTS5 has it."""
    found = [
        " OR ".join(f"({' AND '.join(_quoted(term, kind) for term in every)})" for every in group)
        for group in asked.groups
    ]
    facets = [*asked.facets, *([_asked_years(asked.first, asked.last)] if asked.first or asked.last else [])]
    found += [" OR ".join(f'"{_facet(facet, kind)}"' for facet in group) for group in facets]
    return " AND ".join(f"({group})" for group in found)


def _quoted(term: str, kind: str) -> str:
    plain = _OWN[kind] + term.removesuffix("*").replace('"', "")
    return f'"{plain}"*' if term.endswith("*") else f'"{plain}"'


def _terms(entry: Entry, first: str | None, last: str | None) -> Iterator[str]:
    own = _OWN[entry.kind]
    yield from (own + term for text in entry.texts for word in terms().words(text) for term in word.terms)
    yield from (_facet(facet, entry.kind) for facet in (*entry.facets, *_years(first, last)))


def _facet(facet: str, kind: str) -> str:
    """One word for the tokenizer, whatever stands in the facet."""
    return f"{_OWN[kind]}{_FACET}{hashlib.sha256(facet.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _ends(value: str | None) -> tuple[str | None, str | None]:
    """The first and the last day that a date may mean, ISO."""
    try:
        both = bounds(parse(value)) if value else None
    except EdtfError:
        both = None
    return (both[0].isoformat(), both[1].isoformat()) if both else (None, None)


def _years(first: str | None, last: str | None) -> Iterator[str]:
    if first and last and int(last[:4]) - int(first[:4]) <= _YEARS:
        yield from (f"year:{year}" for year in range(int(first[:4]), int(last[:4]) + 1))


def _asked_years(first: str | None, last: str | None) -> Sequence[str]:
    start = int((first or "1800")[:4])
    return [f"year:{year}" for year in range(start, min(int((last or "2100")[:4]), start + 300) + 1)]


def _id(entry: Entry, last: str | None) -> int:
    day = entry.out if entry.kind in _BY_OUT else last
    order = entry.weight if entry.weight is not None else _day(day) if day else _NEVER
    hashed = hashlib.sha256(f"{entry.kind} {entry.key}".encode("utf-8", "surrogatepass")).digest()
    return _first(entry.kind, _within(order)) | int.from_bytes(hashed[:8], "big") % _SPREAD


def _first(kind: str, order: int = _LATEST) -> int:
    """The lowest id that an entry of a kind can have whose day, or weight, is so high."""
    return (KINDS.index(kind) << (_DAYS + _HASH)) + ((_LATEST - order) << _HASH)


def _within(order: int) -> int:
    return min(max(order, _NEVER), _LATEST)


def _day(day: str) -> int:
    return date.fromisoformat(day).toordinal() - _EPOCH


def free(run: Run, wanted: Sequence[int]) -> list[int]:
    """The ids, moved on where somebody has them already."""
    looked, taken = set(wanted), _taken(run, wanted)
    found = []
    for row in wanted:
        while row in taken:
            row += 1
            if row not in looked:
                looked.add(row)
                taken |= _taken(run, [row])
        taken.add(row)
        found.append(row)
    return found


def _taken(run: Run, ids: Iterable[int]) -> set[int]:
    query = sa.select(ROWS.c.id)
    return {row for part in parts(ids) for row in run(query.where(ROWS.c.id.in_(part))).scalars()}
