"""Events that are no sittings: claims that say the same, those that may be of one event, and the events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from baithak.record.cells.event_refs import put_event
from baithak.record.cells.graphs import Clumps, Pairs
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.sessions import context
from baithak.record.cells.telling import Known, places, told_at
from baithak.record.cluster import FAMILY, Trace, blocks, events, groups, kind_of_event, likeness, trace


class Traces(PerKey):
    """Puts the claims of a page that are of no sitting with those that say the same: `alike claims`."""

    name = "traces"
    over = ("told",)

    def __init__(self, known: Known) -> None:
        self._known = known

    def work(self, key: str, desk: Desk) -> None:
        left = [one for one in told_at([key], desk) if one.type in FAMILY and not one.sits]
        if not left:
            return
        taken = desk.value("taken", key) or {}
        span, where = context(key, taken, desk), places(self._known, desk)
        for one in left:
            if one.id not in taken:
                found = trace(one, span, where)
                desk.put("alike claims", found.said, found, source=one.id)


class Groups(PerKey):
    """Makes one of claims that say the same, `trace`, and puts it where those of its event are: `block of traces`."""

    name = "groups"
    over = ("alike claims",)

    def work(self, key: str, desk: Desk) -> None:
        for number, found in enumerate(groups(list(desk.gather("alike claims", key).values()))):
            name = f"{key} {number}"
            desk.put("trace", name, found)
            for block in blocks(found):
                desk.put("block of traces", block, source=name)


class Matches(Pairs):
    """Traces that may be of one event."""

    name = "matches"
    over = ("block of traces", "trace")
    links = "matched"

    def writer(self, source: str) -> tuple[str, str]:
        return "groups", source.partition(" ")[0]

    def match(self, one: str, mine: Any, other: str, theirs: Any) -> bool | None:
        return likeness(mine, theirs) > 0 or None


class Knots(Clumps):
    """Parts traces that hang together into events."""

    name = "knots"
    over = ("trace", "matched")

    def work(self, members: Sequence[str], desk: Desk) -> None:
        traces: dict[str, Trace] = {name: desk.value("trace", name) for name in members}
        near = {found.id: [traces[mate].id for mate in desk.gather("matched", name)] for name, found in traces.items()}
        for found in events(list(traces.values()), near):
            told = [member for one in found for member in one.members]
            if found[0].family == "statement":
                desk.put("statement", min(claim for _, claim in told), list(map(list, told)))
                continue
            shown = {"type": kind_of_event(found), "body": None, "ordinal": None, "told": list(map(list, told))}
            put_event(shown | {"beside": [], "figures": []}, desk)
