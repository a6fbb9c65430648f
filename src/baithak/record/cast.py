"""Who and what occurs: the actors with their offices through time, and each piece of equipment with its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from baithak.model import Json
from baithak.record import days
from baithak.record.forms import Form
from baithak.record.shape import Shaper
from baithak.record.told import Reading, Told

_HISTORY = frozenset({"commissioning", "delivery", "procurement", "joint_production", "export", "signing", "agreement"})


def actors(reading: Reading, shaper: Shaper, events: Mapping[str, int]) -> list[Json]:
    """Everybody whom claims name, by id, with why spellings were joined. events: how many each took part in."""
    reasons = reading.actors.reasons()
    found = []
    for actor, forms in sorted(shaper.forms.items()):
        if any(form.docs for form in forms):
            kind = reading.actors.kind(actor)
            shown = {"id": actor, "kind": kind, "names": shaper.names(actor), "side": reading.actors.side(actor)}
            offices = _offices(actor, forms, reading) if kind == "person" else []
            joined = {"joined": reasons.get(actor, []), "events": events.get(actor, 0)}
            found.append(shown | {"offices": offices} | joined)
    return found


def _offices(actor: str, forms: Iterable[Form], reading: Reading) -> list[Json]:
    """Offices, with their terms where the catalogue knows them, else with when pages name them (`seen`)."""
    entry = reading.knowledge.actors.get(actor)
    shown: list[Json] = []
    known = set()
    for tenure in entry.offices if entry else ():
        known.add((tenure.office, tenure.of))
        shown.append({"office": tenure.office, "of": tenure.of, "from": tenure.start, "to": tenure.end})
    seen: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for form in forms:
        for key in form.offices:
            if (key.office, key.of) not in known:
                seen[key.office, key.of] |= {day.isoformat() for day in form.seen}
    for (office, of), dates in sorted(seen.items(), key=lambda s: (s[0][0], s[0][1] or "")):
        span = f"{min(dates)}/{max(dates)}" if dates else None
        shown.append({"office": office, "of": of, "from": None, "to": None, "seen": span})
    return shown


def equipment(told: Iterable[Told], shaper: Shaper) -> list[Json]:
    """Each piece of equipment with the claims of its life, in the order of their days; those without a day last."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.claim.type in _HISTORY:
            for entity, key in zip(one.claim.roles.get("object", ()), one.roles.get("object", ()), strict=False):
                if entity.kind == "equipment":
                    found[key].append(one)
    return [
        {"id": key, "names": shaper.names(key), "history": [one.id for one in sorted(found[key], key=_when)]}
        for key in sorted(found)
    ]


def _when(one: Told) -> tuple[bool, str, str]:
    both = days.span(one.claim.date)
    day = both[0] if both else one.page.day
    return day is None, str(day), one.id
