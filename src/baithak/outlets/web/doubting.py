"""What deserves a human look, sort by sort, each with the decisions that would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import combinations

from baithak.model import Json
from baithak.outlets.review import LOST, Choice, alike, answering, settling
from baithak.outlets.web.desk import Desk, choices, counted, so_far
from baithak.store.asked import Asked
from baithak.store.base import Slice
from baithak.store.items import JOINED, THIN

SORTS = ("disputes", "series", "names", "thin", "lost", "pages")


def doubts(desk: Desk, sort: str, after: str | None, limit: int) -> Slice:
    """The doubts of one sort, worst first: title or event, why, and choices; see `SORTS`."""
    source = desk.source
    if sort == "disputes":
        found = desk.disputes(after, limit)
        events = source.some("events", {d["event"] for d in found.items})
        return Slice([d | choices(settling(events[d["event"]], d)) for d in found.items], found.next)
    if sort == "series":
        found = source.many("flags", after, limit)
        return Slice([f | choices(answering(f)) for f in desk.of_events(found.items)], found.next)
    if sort in ("lost", "pages"):
        before = so_far(after)
        kinds = LOST if sort == "lost" else set(desk.counts()["issues"]) - LOST
        issues = [asdict(issue) | choices(()) for issue in source.issues(kinds, limit + 1, before)]
        return counted(issues, before, limit)
    kind, facet = ("actors", JOINED) if sort == "names" else ("events", THIN)
    rows = source.search(kind, Asked((), ((facet,),)), limit + 1, int(after) if after and after.isdecimal() else None)
    items = source.some(kind, [row.key for row in rows[:limit]])
    shown = _joined(desk, list(items.values())) if sort == "names" else _thin(desk, list(items.values()))
    return Slice(list(shown), str(rows[limit - 1].id) if len(rows) > limit else None)


def _thin(desk: Desk, events: Sequence[Json]) -> Iterator[Json]:
    for event in desk.titled(events):
        ways = (Choice("accept", (event["id"], "date")), Choice("reject", tuple(event["claims"])))
        yield {"id": event["id"], "event": event["id"], "about": event, "field": "date"} | choices(ways)


def _joined(desk: Desk, actors: Sequence[Json]) -> Iterator[Json]:
    """Actors that were made one out of several forms of a name, with the two least alike."""
    every = desk.source.spoken(actor["id"] for actor in actors)
    for actor in actors:
        spoken = every.get(actor["id"], {})
        pairs = [(alike(spoken[a], spoken[b]), a, b) for a, b in combinations(sorted(spoken), 2)]
        ways: tuple[Choice, ...] = ()
        score = 1.0
        if pairs:
            score, one, other = min(pairs)
            ways = (Choice("split", (one, other)), Choice("merge", (one, other)))
        yield {"id": actor["id"], "actor": actor, "alike": round(score, 2), "why": actor["joined"]} | choices(ways)
