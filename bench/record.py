"""The record that pages make against a gold record: bodies and sittings, field by field, entities by their names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from baithak import pipeline
from baithak.language.text import fold_word
from baithak.model import Json
from baithak.store.sql import open_store
from bench.golden import knowledge, names_of

BODY = ("parties", "parent", "members", "cadence", "rotation", "co_chair_offices")
SITTING = ("date", "place", "host_country", "co_chairs", "participants", "status", "outcomes")


def record_of(pages: Path) -> Json:
    """The record that this installation makes of a folder of pages."""
    store = open_store(None)
    pipeline.build([pages], store, knowledge())
    with store.view() as view:
        return pipeline.record(view, knowledge())


def compare(made: Json, gold: Json, entities: Mapping[str, Json]) -> Iterator[tuple[str, bool]]:
    """Each field of each body and sitting of the gold, as ``body/ordinal field``, and whether the record agrees."""
    names = names_of(entities)
    for body in gold["bodies"]:
        found: Json = next((b for b in made["bodies"] if _agree(body["id"], b, names)), {"sessions": []})
        for field in BODY:
            yield f"{body['id']} {field}", _agree(body.get(field), found.get(field), names)
        sessions = {session["ordinal"]: session for session in found["sessions"] if session["ordinal"]}
        for session in body["sessions"]:
            ours = sessions.pop(session["ordinal"], {})
            for field in SITTING:
                right = bool(ours) and _agree(session.get(field), ours.get(field), names)
                yield f"{body['id']}/{session['ordinal']} {field}", right
        yield from ((f"{body['id']}/{ordinal} is not in the gold", False) for ordinal in sessions)


def _agree(want: Any, got: Any, names: Mapping[str, frozenset[str]]) -> bool:
    """The same value; an entity agrees with an id that has one of its names; the order of a list says nothing."""
    if not want or not got:
        return not want and not got
    if isinstance(want, list):
        return len(want) == len(got) and all(any(_agree(w, g, names) for g in got) for w in want)
    if isinstance(got, dict):
        called = {fold_word(n) for n in (got["id"], *(n for found in got["names"].values() for n in found))}
        return not called.isdisjoint(names.get(want, frozenset({fold_word(want)})))
    return bool(want == got)


def gold_of(folder: Path) -> tuple[Json, dict[str, Json]]:
    """``record.json`` and ``entities.json`` of a folder of gold."""
    return _json(folder / "record.json"), _json(folder / "entities.json")


def _json(path: Path) -> Json:
    read: Json = json.loads(path.read_text("utf-8"))
    return read
