"""The life of each piece of equipment, what was said, and what became of decisions."""

from __future__ import annotations

from itertools import pairwise

from baithak import items
from baithak.knowledge.load import Knowledge
from baithak.model import Json
from baithak.record import days
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.telling import HISTORY, told_at
from baithak.record.event import sources
from baithak.record.pieces import decision_item, equipment_item, statement_item
from baithak.record.told import Told

_BETWEEN = "\x1f"


class Equipment(PerKey):
    """Each piece of equipment with the claims of its life, in the order of their days; those without a day last."""

    name = "equipment"
    over = ("piece",)

    def work(self, key: str, desk: Desk) -> None:
        told = [one for one in told_at(sorted(desk.gather("piece", key)), desk) if one.type in HISTORY]
        life = [one for one in told if key in one.things and key in one.roles.get("object", ())]
        if life:
            shown = {"id": key, "names": items.names("actor", key)}
            item = equipment_item(shown | {"history": [one.id for one in sorted(life, key=_when)]})
            desk.put("item", f"equipment{_BETWEEN}{key}", item)


def _when(one: Told) -> tuple[bool, str, str]:
    both = days.span(one.date)
    day = both[0] if both else one.page.day
    return day is None, str(day), one.id


class Statements(PerKey):
    """What somebody said, as every page tells it."""

    name = "statements"
    over = ("statement",)

    def __init__(self, knowledge: Knowledge) -> None:
        self._codes = frozenset(knowledge.topics)

    def work(self, key: str, desk: Desk) -> None:
        found = desk.value("statement", key)
        if not found:
            return
        mine = {claim for _, claim in found}
        told = [one for one in told_at(sorted({page for page, _ in found}), desk) if one.id in mine]
        speakers = sorted({who for one in told for who in one.roles.get("speaker", ())})
        topics = sorted({topic for one in told for topic in one.topics} & self._codes)
        days_out = [one.page.day.isoformat() for one in told if one.page.day]
        shown: Json = {
            "speakers": [items.actor(who) for who in speakers],
            "topics": topics,
            "day": min(days_out, default=None),
            "claims": sorted(mine),
            "documents": len({one.page.id for one in told}),
            "independent_sources": sources(told),
        }
        item = statement_item(shown, [*speakers, *(f"topic:{code}" for code in topics)])
        desk.put("item", f"statements{_BETWEEN}{item.key}", item)


class Applied(PerKey):
    """The item of each decision, and whether it found its targets."""

    name = "applied"
    over = ("decisions",)

    def work(self, key: str, desk: Desk) -> None:
        for place, (decision, kind, targets) in enumerate(desk.value("decisions", key) or ()):
            found = desk.gather("applied", decision) or any(_met(kind, *pair, desk) for pair in pairwise(targets))
            desk.put("item", f"decisions{_BETWEEN}{decision}", decision_item(place, decision, kind, bool(found)))


def _met(kind: str, one: str, other: str, desk: Desk) -> bool:
    """Whether forms of actors are split that pages name, or forms of bodies split or merged."""
    if kind in ("split", "merge") and desk.tally("body form", one) and desk.tally("body form", other):
        return True
    return kind == "split" and bool(desk.gather("called", one)) and bool(desk.gather("called", other))
