"""Bodies: what pages say of them, their sittings as a series, and what is missing in it or comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from baithak import items
from baithak.knowledge.load import Knowledge
from baithak.model import Json
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.occurrences import past
from baithak.record.cells.telling import told_at
from baithak.record.coming import coming
from baithak.record.event import numbered
from baithak.record.makeup import Makeup, makeup, parties_at
from baithak.record.pieces import body_item, flag_item, implied_item
from baithak.record.series import Point, Series, read_series

_BETWEEN = "\x1f"


class BodiesShown(PerKey):
    """The item of each body that claims speak of, the sessions that its numbers imply, and what breaks its series."""

    name = "bodies"
    over = ("spoken", "session")

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def work(self, key: str, desk: Desk) -> None:
        if not desk.tally("spoken", key):
            return
        pages = sorted(desk.gather("said", key))
        told = sorted((one for one in told_at(pages, desk) if one.body == key), key=lambda one: one.id)
        made = makeup(key, told, self._knowledge)
        sessions = _named(desk.gather("session", key))
        points = {name: _point(name, session) for name, (_, session) in sessions.items()}
        parties = _parties(key, made, [session for _, session in sessions.values()], desk)
        series = read_series(list(points.values()), made.cadence, made.rotation, parties)
        due = coming(series, list(points.values()), parties, past(desk))
        item = body_item(_shown(key, made, series, parties, due), made.parent, len(sessions) + len(series.missing))
        desk.put("item", f"bodies{_BETWEEN}{key}", item)
        for number, bounds in series.missing:
            implied = implied_item(key, number, bounds)
            desk.put("item", f"events{_BETWEEN}{implied.key}", implied)
        for flag in series.flags:
            event, session = sessions[flag.event]
            if flag.field not in session["settled"]:
                doubt = flag_item(event, key, flag.field, flag.because, session["claims"])
                desk.put("item", f"flags{_BETWEEN}{doubt.key}", doubt)


def _named(found: Mapping[str, Json]) -> dict[str, tuple[str, Json]]:
    """The sessions of a body by their ids, each with its key."""
    count: Counter[str] = Counter()
    named = {}
    for key in sorted(found, key=lambda each: found[each]["place"]):
        stem = found[key]["stem"]
        count[stem] += 1
        named[numbered(stem, count[stem])] = (key, found[key])
    return named


def _point(name: str, session: Json) -> Point:
    return Point(
        name,
        session["ordinal"],
        session["date"],
        session["host_country"],
        session["status"],
        session["independent_sources"],
        date.fromisoformat(session["newest"]) if session["newest"] else None,
    )


def _parties(key: str, made: Makeup, sessions: Sequence[Json], desk: Desk) -> list[str]:
    """From the catalogue or the name; else whose people sat there; else the parties of the body that it is part of."""
    named = desk.value("body set", key)["parties"]
    if named:
        return list(named)
    count: Counter[str] = Counter()
    for session in sessions:
        count.update(session["countries"])
    whole = desk.value("body set", made.parent) if made.parent else None
    return parties_at(count) or (list(whole["parties"]) if whole else [])


def _shown(key: str, made: Makeup, series: Series, parties: Sequence[str], due: Json | None) -> Json:
    return {
        "id": key,
        "names": items.names("body", key),
        "parent": items.body(made.parent) if made.parent else None,
        "parties": list(parties),
        "members": [items.actor(member) for member in made.members],
        "co_chair_offices": list(made.co_chair_offices),
        "cadence": series.cadence.value if series.cadence else made.cadence,
        "rotation": series.rotation.value if series.rotation else made.rotation,
        "next": due,
        "fields": made.fields | _inferred(series),
    }


def _inferred(series: Series) -> Json:
    """What no page says and only what happened shows, marked so, with how sure it is."""
    found: Json = {}
    for name, pattern in (("cadence", series.cadence), ("rotation", series.rotation)):
        if pattern and not pattern.said:
            because = f"Worked out: {pattern.agree} of {pattern.total} known steps agree."
            found[name] = {
                "value": pattern.value,
                "stated": False,
                "confidence": pattern.confidence,
                "support": [],
                "against": [],
                "because": because,
            }
    return found
