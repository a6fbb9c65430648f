"""Parts of names and bare offices: led back to somebody of their page, else to whom the other pages leave no doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import filterfalse, pairwise, product

from baithak.model import Json
from baithak.record import days
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.cells.rules import splits
from baithak.record.cells.shelving import Fact
from baithak.record.forms import FormKey, bears, bones, fullness, sides_agree
from baithak.record.joins import Joins
from baithak.record.mentions import Said
from baithak.record.offices import OfficeKey, Offices, unique

_BETWEEN = "\x1f"
_NEAR = 2  # quarters of a year within which an office is taken to have the same holder
_LEFT_OVER = "the same words on several pages, with the same office or company"


def small(said: Said) -> Json:
    """What a page says of a form that means somebody only there, as the shelf `small` has it."""
    ids = Counter(fact[1] for fact in said.counted if fact[0] == "id")
    names = sorted({fact[2] for fact in said.counted if fact[0] == "name"})
    facts: list[Fact] = [("doc",), *(("side", side) for side in said.sides)]
    facts += [("office", key.office, key.of or "", day) for key in said.offices for day in said.seen or {""}]
    facts += [fact for fact in said.counted if fact[0] == "name"]
    return {
        "names": names,
        "fullness": fullness(names),
        "id": min(ids, key=lambda key: (-ids[key], key)),
        "ids": sorted(ids),
        "sides": sorted(said.sides),
        "offices": sorted([key.office, key.of or ""] for key in said.offices),
        "company": sorted(said.company),
        "seen": sorted(said.seen),
        "beside": sorted(map(str, said.beside)),
        "facts": sorted(facts),
    }


class Led(PerKey):
    """Over each page that has such forms. `led`: form -> the set that it is of, or itself, and why."""

    name = "led"
    over = ("small",)

    def __init__(self, offices: Offices) -> None:
        self._offices = offices

    def work(self, key: str, desk: Desk) -> None:
        page = desk.value("small", key)
        if page is None:
            return
        leading = _Page(page["forms"], page["people"], self._offices, desk)
        forms = sorted(page["forms"], key=FormKey.of)
        for form in filter(_person, forms):
            leading.lead_name(form)
        for form in filterfalse(_person, forms):
            leading.lead_office(form)
        desk.put("led", key, leading.led)
        for form, (target, reason) in leading.led.items():
            self._tell(form, target, reason, page["forms"][form], desk)

    @staticmethod
    def _tell(form: str, target: str, reason: str, said: Json, desk: Desk) -> None:
        if target != form:
            facts = [tuple(fact) for fact in said["facts"] if fact[0] != "name" or _person(form)]
            desk.count("led", target, [*facts, ("reason", reason)])
        else:
            key = FormKey.of(form)
            desk.put("loose", f"{key.kind}{_BETWEEN}{key.id}", said, source=form)


class _Page:
    """One page on which forms are led back. led: form -> target, reason."""

    def __init__(self, forms: Mapping[str, Json], people: Sequence[str], offices: Offices, desk: Desk) -> None:
        self.led: dict[str, tuple[str, str]] = {}
        self._forms = forms
        self._offices = offices
        self._desk = desk
        self._people: dict[str, Json] = {person: desk.value("face", person) for person in people}

    def lead_name(self, form: str) -> None:
        """Part of a name to a person of its page, else to one who bears it in the same office or company."""
        said = self._forms[form]
        for reason, bearers in (
            ("the same name in full on the same page", self._here(said)),
            ("part of the name, with the same office", self._bearing(said, "office", said["offices"])),
            ("part of the name, in the same company", self._bearing(said, "company", [[c] for c in said["company"]])),
        ):
            only = unique(self._set(bearer) for bearer in bearers)
            if only and not self._beside(form, only) and not self._split(form, only):
                self.led[form] = (only, reason)
                return
        self.led[form] = (form, "")

    def lead_office(self, form: str) -> None:
        """An office to the person whom its page names in it, else to its one holder of the time."""
        said = self._forms[form]
        (office,) = said["offices"]
        here = {self._set(person) for person, face in self._people.items() if office in face["offices"]}
        here |= {
            self.led[part][0]
            for part, other in self._forms.items()
            if part in self.led and _person(part) and office in other["offices"]
        }
        only = unique(here)
        if only and not self._split(form, only):
            self.led[form] = (only, "the page names the holder of the office")
            return
        held = self._holder(OfficeKey(office[0], office[1] or None), said["seen"])
        self.led[form] = (held, "who held the office at the time") if held else (form, "")

    def _here(self, said: Json) -> Iterator[str]:
        for person, face in self._people.items():
            if not bones(face["names"]).isdisjoint(bones(said["names"])) and _fits(face, said):
                yield person

    def _bearing(self, said: Json, what: str, around: Iterable[Sequence[str]]) -> Iterator[str]:
        for values, bone in product(around, bones(said["names"])):
            found = self._desk.gather("bearer", _BETWEEN.join((what, *values, bone)))
            yield from (bearer for bearer, face in found.items() if _fits(face, said))

    def _holder(self, office: OfficeKey, seen: Iterable[str]) -> str | None:
        """Who held it on those days as the catalogue knows, else the only one whom pages of the time name in it."""
        if not self._offices.for_one(office.office):
            return None
        moments = [date.fromisoformat(day) for day in seen]
        known = {person for day in moments for person in self._offices.holders(office, day)}
        only = unique(self._set(str(FormKey("person", person, "", ""))) for person in known)
        near = {days.quarter(day) + n for day in moments for n in range(-_NEAR, _NEAR + 1)}
        keys = (_BETWEEN.join((office.office, office.of or "", str(quarter))) for quarter in sorted(near))
        return only or unique(self._set(holder) for key in keys for holder in self._desk.gather("holder", key))

    def _set(self, form: str) -> str:
        found: str = self._desk.value("set of", form)
        return found

    def _beside(self, form: str, target: str) -> bool:
        """Whether a claim names the form side by side with somebody of that set."""
        there = self._forms[form]["beside"]
        return any(
            (self.led[one][0] if one in self.led else self._set(one) if not FormKey.of(one).doc else one) == target
            for one in there
        )

    def _split(self, form: str, target: str) -> bool:
        """Whether a decision keeps the form apart from somebody of that set."""
        others = {
            other
            for key in (FormKey.of(form).id, *self._forms[form]["ids"])
            for pair in splits(key, self._desk)
            for other in pair
            if key in pair
        }
        if not others or FormKey.of(target).doc:
            return False
        members = self._desk.value("set", target)["members"]
        return any(not others.isdisjoint({FormKey.of(m).id, *self._desk.value("traits", m)["ids"]}) for m in members)


class Loose(PerKey):
    """What no page explains is one across pages where its office is the same, or a name's company or office."""

    name = "loose"
    over = ("loose",)

    def work(self, key: str, desk: Desk) -> None:
        forms = desk.gather("loose", key)
        joins: Joins[str] = Joins(sorted(forms, key=FormKey.of))
        for one, other in pairwise(sorted(forms, key=FormKey.of)):
            if FormKey.of(one)[:3] == FormKey.of(other)[:3] and _near(one, forms[one], forms[other]):
                joins.join(one, other, _LEFT_OVER)
        for members in joins.sets().values():
            first = min(members, key=FormKey.of)
            reasons = [_LEFT_OVER] if len(members) > 1 else []
            desk.put("set", first, {"members": sorted(members), "reasons": reasons})
            for member in members:
                desk.put("set of", member, first, source=first)


def _near(form: str, one: Json, other: Json) -> bool:
    offices = {tuple(office) for office in one["offices"]} & {tuple(office) for office in other["offices"]}
    return not _person(form) or bool(offices) or not set(one["company"]).isdisjoint(other["company"])


def _person(form: str) -> bool:
    return FormKey.of(form).kind == "person"


def _fits(face: Json, said: Json) -> bool:
    return sides_agree(face["sides"], said["sides"]) and bears(face["names"], said["names"])
