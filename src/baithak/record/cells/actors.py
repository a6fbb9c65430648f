"""From sets of forms to actors: decisions that merge them, what each is called, and what all pages say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from baithak import items
from baithak.knowledge.load import Knowledge
from baithak.model import Json
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.shelving import Fact
from baithak.record.forms import FormKey
from baithak.record.joins import Joins
from baithak.record.offices import unique
from baithak.record.pieces import actor_item
from baithak.record.shape import merged

_BETWEEN = "\x1f"


class Who(PerKey):
    """What a set of forms would be called by itself: `who`, and under that name `base`."""

    name = "who"
    over = ("set",)

    def work(self, key: str, desk: Desk) -> None:
        found = desk.value("set", key)
        if found is None:
            return
        rank, name = min(_ranked(form, desk) for form in found["members"])
        who = {"rank": rank, "id": name, "first": min(found["members"], key=FormKey.of)}
        desk.put("who", key, who)
        desk.put("base", name, who["first"])


def _ranked(form: str, desk: Desk) -> tuple[list[object], str]:
    """How well a form names its actor, the best first, and the name."""
    key = FormKey.of(form)
    what = _loose(form, desk) if key.doc else desk.value("traits", form)
    return [not what.get("catalogued"), bool(key.doc), -what["fullness"], *key], what["id"]


def _loose(form: str, desk: Desk) -> Json:
    key = FormKey.of(form)
    found: Json = desk.gather("loose", f"{key.kind}{_BETWEEN}{key.id}")[form]
    return found


class Merged(PerKey):
    """Carries out the decisions that merge actors. `merged`: set -> the set that lends its place, and why."""

    name = "merged"
    over = ("merges",)

    def work(self, key: str, desk: Desk) -> None:
        joins: Joins[str] = Joins()
        for decision, one, other, said in desk.value("merges", key) or ():
            left, right = _meant(one, desk), _meant(other, desk)
            for a, b in pairwise([*left, *right]) if left and right else ():
                joins.join(a, b, said)
                desk.put("applied", decision, source=self.name)
        reasons = joins.reasons()
        for root, found in joins.sets().items():
            first = min(found, key=FormKey.of)
            for member in found:
                desk.put("merged", member, {"to": first, "reasons": reasons.get(root, [])})


def _meant(target: str, desk: Desk) -> list[str]:
    """The sets that a decision means: the actor that the record calls so, else those whom pages do."""
    for name, number in _readings(target):
        found = sorted(desk.gather("base", name).items(), key=lambda f: FormKey.of(f[1]))
        if len(found) >= number:
            return [found[number - 1][0]]
    return sorted({desk.value("set of", form) for form in desk.gather("called", target)}, key=FormKey.of)


def _readings(target: str) -> Iterator[tuple[str, int]]:
    """A name, and of those who bear it the how manieth."""
    yield target, 1
    name, _, number = target.rpartition("~")
    if name and number.isdecimal():
        yield name, int(number)


class Parts(PerKey):
    """Puts each set under the one that lends its place to all that are one actor: `part`."""

    name = "parts"
    over = ("who",)

    def work(self, key: str, desk: Desk) -> None:
        who = desk.value("who", key)
        if who:
            ruled = desk.value("merged", key)
            desk.put("part", ruled["to"] if ruled else key, who)


class Cast(PerKey):
    """What all pages say of an actor, by the set that lends its place: `card`; and under its name, `named`."""

    name = "cast"
    over = ("part",)

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def work(self, key: str, desk: Desk) -> None:
        parts = desk.gather("part", key)
        if not parts:
            return
        best = min(parts.values(), key=lambda who: who["rank"])
        name, kind = best["id"], best["rank"][3]
        ruled = desk.value("merged", key)
        reasons = set(ruled["reasons"] if ruled else ())
        told: list[tuple[str, Counter[Fact]]] = []
        for part in sorted(parts):
            found = desk.value("set", part)
            reasons.update(found["reasons"])
            told += [each for form in found["members"] for each in _told_of(form, desk)]
        reasons |= {fact[1] for _, facts in told for fact in facts if fact[0] == "reason"}
        side = unique(fact[1] for _, facts in told for fact in facts if fact[0] == "side")
        first = min((who["first"] for who in parts.values()), key=FormKey.of)
        desk.put("named", name, {"first": first, "kind": kind, "side": side})
        card = {
            "names": self._names(name, kind, told),
            "offices": self._offices(name, told) if kind == "person" else [],
            "joined": sorted(reasons),
            "listed": any(fact[0] == "doc" for _, facts in told for fact in facts),
        }
        desk.put("card", key, card)

    def _names(self, name: str, kind: str, told: Iterable[tuple[str, Counter[Fact]]]) -> dict[str, list[str]]:
        """Names by language, those of forms of another kind left out."""
        entry = self._knowledge.actors.get(name) or self._knowledge.places.get(name)
        count: Counter[tuple[str, str]] = Counter()
        for sort, facts in told:
            if sort == kind:
                count.update({(fact[1], fact[2]): n for fact, n in facts.items() if fact[0] == "name"})
        return merged(entry.names if entry else {}, count)

    def _offices(self, name: str, told: Iterable[tuple[str, Counter[Fact]]]) -> list[Json]:
        """Offices, with their terms where the catalogue knows them, else with when pages name them (`seen`)."""
        entry = self._knowledge.actors.get(name)
        shown: list[Json] = [
            {"office": t.office, "of": t.of, "from": t.start, "to": t.end} for t in (entry.offices if entry else ())
        ]
        known = {(office["office"], office["of"] or "") for office in shown}
        seen: dict[tuple[str, str], set[str]] = defaultdict(set)
        for _, facts in told:
            dates = {fact[1] for fact in facts if fact[0] == "seen"}
            for fact in facts:
                if fact[0] == "office" and fact[1:3] not in known:
                    seen[fact[1], fact[2]] |= dates | {day for day in fact[3:] if day}
        for (office, of), dates in sorted(seen.items()):
            span = f"{min(dates)}/{max(dates)}" if dates else None
            shown.append({"office": office, "of": of or None, "from": None, "to": None, "seen": span})
        return shown


def _told_of(form: str, desk: Desk) -> Iterator[tuple[str, Counter[Fact]]]:
    """What pages say of a form, and of the parts of names and the offices that are led back to it, with their kinds."""
    key = FormKey.of(form)
    if key.doc:
        yield key.kind, Counter(map(tuple, _loose(form, desk)["facts"]))
    else:
        yield key.kind, desk.tally("form", form)
    yield "person", desk.tally("led", form)


class Ids(PerKey):
    """Gives each actor its id: its name, with a number where others bear it too. `actor`: form -> id, kind and side."""

    name = "ids"
    over = ("named",)

    def work(self, key: str, desk: Desk) -> None:
        named = desk.gather("named", key)
        for number, actor in enumerate(sorted(named, key=lambda a: FormKey.of(named[a]["first"])), 1):
            shown = {"id": key if number == 1 else f"{key}~{number}"}
            shown |= {"kind": named[actor]["kind"], "side": named[actor]["side"]}
            for part in desk.gather("part", actor):
                for form in desk.value("set", part)["members"]:
                    desk.put("actor", form, shown)


class Actors(PerKey):
    """The items of actors, and the names of all that may be referred to."""

    name = "actors"
    over = ("card",)

    def work(self, key: str, desk: Desk) -> None:
        card = desk.value("card", key)
        if card is None:
            return
        who = desk.value("actor", key)
        desk.put("name", f"actor{_BETWEEN}{who['id']}", card["names"], source=f"claims {key}")
        if card["listed"]:
            events = desk.tally("engaged", who["id"])[("event",)]
            names = {"names": items.names("actor", who["id"])}
            joined = {"offices": card["offices"], "joined": card["joined"], "events": events}
            item = actor_item({"id": who["id"], "kind": who["kind"]} | names | {"side": who["side"]} | joined)
            desk.put("item", f"actors{_BETWEEN}{who['id']}", item)
