"""Whole names: what all pages say of a form, which forms are alike, and which are taken for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from baithak.model import Json
from baithak.record.cells.graphs import Clumps, Pairs
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.rules import called, kept_apart
from baithak.record.forms import MOST, FormKey, best_score, block_keys, bones, fullness, words_alike
from baithak.record.joins import Joins
from baithak.record.mentions import Register

_SAME_NAME = 0.93
_LIKE_NAME = 0.85
_CROWD = 60  # so many names with a word in common that having it tells nothing; all consonants must be the same then
_BETWEEN = "\x1f"


class Traits(PerKey):
    """What is known of a form, and by what others find it. `traits` changes only when a page says something new."""

    name = "traits"
    over = ("form",)

    def __init__(self, register: Register) -> None:
        self._register = register

    def work(self, key: str, desk: Desk) -> None:
        facts = desk.tally("form", key)
        if not facts:
            return
        form = FormKey.of(key)
        sorts: dict[str, list[tuple[str, ...]]] = {}
        for fact in sorted(facts):
            sorts.setdefault(fact[0], []).append(fact[1:])
        names = sorted({name for _, name in sorts.get("name", ())})
        ids = {one: facts["id", one] for (one,) in sorts.get("id", ())}
        catalogued = self._register.is_catalogued(form.id)
        traits = {
            "names": names[:MOST],
            "fullness": fullness(names),
            "sides": [side for (side,) in sorts.get("side", ())],
            "offices": [list(office) for office in sorts.get("office", ())],
            "company": [one for (one,) in sorts.get("with", ())],
            "beside": [one for (one,) in sorts.get("beside", ())],
            "id": form.id if catalogued else min(ids, key=lambda i: (-ids[i], i), default=form.id),
            "ids": sorted(ids),
            "catalogued": catalogued,
        }
        desk.put("traits", key, traits)
        for target in called(form, traits):
            desk.put("called", target, source=key)
        desk.put("face", key, {name: traits[name] for name in ("names", "sides", "offices", "catalogued")})
        self._show(form, names, desk)
        if form.kind == "person":
            self._show_person(sorts, names, traits, desk)

    @staticmethod
    def _show(form: FormKey, names: Sequence[str], desk: Desk) -> None:
        """To forms that may be spelled alike."""
        blocks = {f"{form.kind}{_BETWEEN}{bone}" for name in names for bone in block_keys(form.kind, name)}
        for block in blocks | {f"id{_BETWEEN}{form.kind}{_BETWEEN}{form.id}"}:
            desk.put("block", block)

    def _show_person(
        self, sorts: Mapping[str, Sequence[tuple[str, ...]]], names: Sequence[str], traits: Json, desk: Desk
    ) -> None:
        """To parts of names and to offices on any page."""
        shown = {"names": traits["names"], "sides": traits["sides"]}
        for bone in bones(names):
            for office, of in sorts.get("office", ()):
                desk.put("bearer", _BETWEEN.join(("office", office, of, bone)), shown)
            for (company,) in sorts.get("with", ()):
                desk.put("bearer", _BETWEEN.join(("company", company, bone)), shown)
        for office, of, quarter in sorts.get("held", ()):
            if self._register.offices.for_one(office):
                desk.put("holder", _BETWEEN.join((office, of, quarter)))


class Alike(Pairs):
    """Forms whose names are spelled alike, or that have one id: `same`, `like` or `id` under each of the two."""

    name = "alike"
    over = ("block", "face")
    links = "alike"
    crowd = _CROWD

    def writer(self, source: str) -> tuple[str, str]:
        return "traits", source

    def counts(self, key: str) -> bool:
        return " " in key

    def match(self, one: str, mine: Any, other: str, theirs: Any) -> str | None:
        a, b = FormKey.of(one), FormKey.of(other)
        if a[:2] == b[:2]:
            return "id"
        if mine["catalogued"] and theirs["catalogued"]:
            return None
        score = best_score(mine["names"], theirs["names"])
        if score >= _SAME_NAME:
            return "same"
        alike = score >= _LIKE_NAME and a.kind == "person" and words_alike(mine["names"], theirs["names"])
        return "like" if alike else None


class Reasons(PerKey):
    """Why forms that are alike are one: by side, office and company, never by the name alone."""

    name = "reasons"
    over = ("alike",)

    def work(self, key: str, desk: Desk) -> None:
        mates = desk.gather("alike", key)
        mine = desk.value("traits", key) if mates else None
        if mine is None:
            return
        one = FormKey.of(key)
        sides = {FormKey.of(mate).side for mate, how in mates.items() if how == "id"} | {one.side}
        for mate, how in mates.items():
            other = FormKey.of(mate)
            if how == "id":
                if len(sides) == 2 and "" in (one.side, other.side) and one.kind != "office":
                    desk.put("joined", key, "", source=mate)  # the only side that pages give this id
                continue
            reason = _reason(one.kind, how, mine, desk.value("traits", mate))
            if reason:
                desk.put("joined", key, reason, source=mate)


def _reason(kind: str, how: str, mine: Json, theirs: Json) -> str | None:
    sides = set(mine["sides"]), set(theirs["sides"])
    if sides[0] and sides[1] and not sides[0] & sides[1]:
        return None
    side = bool(sides[0] & sides[1])
    office = not {tuple(o) for o in mine["offices"]}.isdisjoint(tuple(o) for o in theirs["offices"])
    company = not set(mine["company"]).isdisjoint(theirs["company"])
    person = kind == "person"
    if person and not (side or office or company):
        return None
    around = " and ".join(w for w, there in (("side", side), ("office", office), ("company", company)) if there)
    if how == "same":
        return f"one name in two spellings, with the same {around}" if person else "the same name"
    if person and side and (office or company):
        return f"names spelled alike, with the same {around}"
    return None


class Sets(Clumps):
    """Forms that are one actor. `set of`: form -> the set; `set`: its members and why they were joined."""

    name = "sets"
    over = ("traits", "joined")

    def work(self, members: Sequence[str], desk: Desk) -> None:
        forms = {key: desk.value("traits", key) for key in members}
        joins: Joins[str] = Joins(sorted(members, key=FormKey.of))
        if len(members) > 1:
            apart = kept_apart(forms, desk)
            links = {
                (FormKey.of(key), FormKey.of(mate)): reason
                for key in members
                for mate, reason in desk.gather("joined", key).items()
            }
            pairs = sorted(((a, b), reason) for (a, b), reason in links.items() if a < b)
            for (a, b), reason in sorted(pairs, key=lambda p: (bool(p[1]), p[0])):
                left, right = joins.members(str(a)), joins.members(str(b))
                if not _held_apart(left, right, forms, apart):
                    joins.join(str(a), str(b), reason)
        reasons = joins.reasons()
        for root, found in joins.sets().items():
            first = min(found, key=FormKey.of)
            why = [reason for reason in reasons.get(root, ()) if reason]
            desk.put("set", first, {"members": sorted(found), "reasons": why})
            for key in found:
                desk.put("set of", key, first)


def _held_apart(
    left: Iterable[str], right: Iterable[str], forms: Mapping[str, Json], apart: set[frozenset[str]]
) -> bool:
    """Whether some claim names members of both side by side, a decision splits them, or both are of the catalogue."""
    left, right = list(left), list(right)
    if any(forms[a]["catalogued"] for a in left) and any(forms[b]["catalogued"] for b in right):
        return True
    bare = {FormKey.of(b).bare for b in right}
    return any(not bare.isdisjoint(forms[a]["beside"]) for a in left) or any(
        frozenset((a, b)) in apart for a in left for b in right
    )
