"""How what is more than plain JSON stands on shelves that are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from baithak.items import Item
from baithak.model import Json
from baithak.record.cells.shelving import Codec
from baithak.record.cells.telling import PageTold
from baithak.record.cluster import Trace
from baithak.record.folding import Sitting

_ITEM = [field.name for field in fields(Item)]
_SITTING = [field.name for field in fields(Sitting)]
_TRACE = [field.name for field in fields(Trace)]


def _item(item: Item) -> list[Any]:
    """Its value as text, so that its fields stay in their order."""
    shown = [getattr(item, name) for name in _ITEM]
    return [json.dumps(each, ensure_ascii=False) if isinstance(each, dict) else each for each in shown]


def _read_item(shown: Sequence[Any]) -> Item:
    found: Json = dict(zip(_ITEM, shown, strict=True))
    plain = {"value": json.loads(found["value"]), "about": tuple(found["about"]), "claims": tuple(found["claims"])}
    return Item(**found | plain)


def _sitting(sitting: Sitting) -> list[Any]:
    shown = [getattr(sitting, name) for name in _SITTING]
    return [sorted(each) if isinstance(each, frozenset) else each for each in shown]


def _read_sitting(shown: Sequence[Any]) -> Sitting:
    found: Json = dict(zip(_SITTING, shown, strict=True))
    sets: Json = {name: frozenset(each) for name, each in found.items() if isinstance(each, list)}
    return Sitting(**found | sets)


def _trace(trace: Trace) -> Json:
    shown = {name: getattr(trace, name) for name in _TRACE}
    window = trace.window and [day.isoformat() for day in trace.window]
    return {name: sorted(each) if isinstance(each, frozenset) else each for name, each in shown.items()} | {
        "window": window
    }


def _read_trace(shown: Json) -> Trace:
    window = shown["window"] and tuple(map(date.fromisoformat, shown["window"]))
    sets = {name: frozenset(shown[name]) for name in ("who", "countries", "objects", "words")}
    chains = {name: tuple(map(tuple, shown[name])) for name in ("members", "places")}
    return Trace(**shown | sets | chains | {"window": window})


def _visit(visit: Json) -> Json:
    return visit | {"item": _item(visit["item"])}


def _read_visit(shown: Json) -> Json:
    return shown | {"item": _read_item(shown["item"])}


CODECS: Mapping[str, Codec] = {
    "told": Codec(PageTold.to_json, PageTold.from_json),
    "sitting": Codec(lambda found: list(map(_sitting, found)), lambda shown: list(map(_read_sitting, shown))),
    "alike claims": Codec(_trace, _read_trace),
    "trace": Codec(_trace, _read_trace),
    "visit": Codec(_visit, _read_visit),
    "item": Codec(_item, _read_item),
}
