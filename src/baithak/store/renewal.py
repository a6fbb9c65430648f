"""The edition of every page brought up to date: only what is otherwise is written, and told to the search index."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa

from baithak.items import Name, Pieces, Renewal
from baithak.model import Json
from baithak.store.editions import Run, next_number, parts, write_pieces
from baithak.store.record_tables import ABOUT, EDITIONS, EVERY_PAGE, HOMES, ITEMS, NAMES

_HERE = ITEMS.c.edition == EVERY_PAGE


def renew_edition(run: Run, renewal: Renewal) -> Mapping[str, set[str]]:
    """Keep what is otherwise; says of which items, by kind: the ids that they had, and those that they have."""
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, key in [(kind, key) for kind, key, _ in renewal.items] + [("events", key) for key, _ in renewal.ids]:
        keys[kind].add(key)
    touched: dict[str, set[str]] = defaultdict(set)
    _note(touched, _at(run, keys))
    respelt = [name for name, found in renewal.names if _spellings(_read(run, name)) != _spellings(found)]
    _write(run, renewal)
    _note(touched, _at(run, keys))
    _note(touched, _naming(run, respelt))
    return touched


def _note(touched: Mapping[str, set[str]], found: Iterable[tuple[str, str]]) -> None:
    for kind, key in found:
        touched[kind].add(key)


def _at(run: Run, keys: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Kind and id of the items with these keys."""
    query = sa.select(ITEMS.c.kind, ITEMS.c.id)
    for kind, some in keys.items():
        for part in parts(some):
            yield from run(query.where(_HERE, ITEMS.c.kind == kind, ITEMS.c.key.in_(part)))


def _naming(run: Run, names: Iterable[Name]) -> Iterator[tuple[str, str]]:
    """Kind and id of the items that bear these names or are about whoever does."""
    for name in names:
        bears = ITEMS.c.kind.in_(("bodies",) if name.sort == "body" else ("actors", "equipment"))
        yield from run(sa.select(ITEMS.c.kind, ITEMS.c.id).where(_HERE, bears, ITEMS.c.id == name.id))
        events = sa.select(ITEMS.c.kind, ITEMS.c.id).where(_HERE, ITEMS.c.kind == "events")
        if name.sort == "body":
            yield from run(events.where(ITEMS.c.of == name.id))
        else:
            about = sa.select(ABOUT.c.key).where(
                ABOUT.c.edition == EVERY_PAGE, ABOUT.c.kind == "events", ABOUT.c.entity == name.id
            )
            yield from run(events.where(ITEMS.c.key.in_(about)))


def _read(run: Run, name: Name) -> Json | None:
    kept = run(sa.select(NAMES.c.json).where(*_of(name))).scalar()
    return None if kept is None else dict(json.loads(kept))


def _of(name: Name) -> Sequence[sa.ColumnElement[bool]]:
    return NAMES.c.edition == EVERY_PAGE, NAMES.c.sort == name.sort, NAMES.c.id == name.id


def _spellings(names: Json | None) -> set[str]:
    return {name for found in (names or {}).values() for name in found}


def _write(run: Run, renewal: Renewal) -> None:
    for table in (ITEMS, ABOUT, HOMES):
        _delete(run, table, [(kind, key) for kind, key, _ in renewal.items])
    for name, _ in renewal.names:
        run(sa.delete(NAMES).where(*_of(name)))
    items = [item for _, _, item in renewal.items if item]
    write_pieces(run, EVERY_PAGE, Pieces(None, items, {name: found for name, found in renewal.names if found}))
    for key, found in renewal.ids:
        run(sa.update(ITEMS).where(_HERE, ITEMS.c.kind == "events", ITEMS.c.key == key).values(id=found))
    new = {"number": next_number(run), "day": renewal.day}
    run(sa.update(EDITIONS).where(EDITIONS.c.edition == EVERY_PAGE).values(**new))


def _delete(run: Run, table: sa.Table, keys: Sequence[tuple[str, str]]) -> None:
    at = (table.c.kind == sa.bindparam("its_kind"), table.c.key == sa.bindparam("its_key"))
    gone = sa.delete(table).where(table.c.edition == EVERY_PAGE, *at)
    if keys:
        run(gone, [{"its_kind": kind, "its_key": key} for kind, key in keys])
