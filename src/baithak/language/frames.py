"""Frames over groups: an anchor, the slots around it, and what the verb says of its reality.

A frame fires on a head: a verb lemma, or a noun of some class with a light verb (``chairing करना`` in a language's
file), in a finite or non-finite clause; and, where `nominal` says so, on the noun alone with a case behind it ("under
the co-chairmanship of …"). Slots are filled by the type and case of the clause's groups, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from baithak.language.clauses import Clause, ClauseGrammar, Group, Parse
from baithak.language.lexicon import Strict, Unit


class Slot(Strict):
    """What may fill a slot. attach: only a group that hangs on the anchor itself. subject: may come from the
    matrix. via: a genitive may hang on a noun of these categories instead."""

    type: tuple[str, ...]
    case: tuple[str, ...]
    attach: bool = False
    subject: bool = False
    via: tuple[str, ...] = ()


class Example(Strict):
    """A sentence in which a frame must fire, and the status that it must give."""

    text: str
    status: str | None = None


class Frame(Strict):
    """One frame with its realisations and the sentences that it must and must not match.

    heads: "verb", "class verb" or "class/case verb". nominal: case behind the noun -> status, ``inherit`` for that of
    the clause around. verbless: status where no verb stands (headlines), else nothing is read there.
    alone: only where no bare noun stands before the verb ("was suspended").
    need: slots without which nothing is read. status: aspect -> status, over the language's own table.
    """

    frame: str
    event: str
    heads: tuple[str, ...] = ()
    nominal: Mapping[str, str] = {}
    verbless: str | None = None
    need: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    status: Mapping[str, str | None] = {}
    passive: bool | None = None
    alone: bool = False
    slots: Mapping[str, Slot] = {}
    yes: tuple[Example, ...] = ()
    no: tuple[str, ...] = ()


class FrameFile(Strict):
    """``<language>/frames.yml``."""

    clauses: ClauseGrammar
    status: Mapping[str, str | None]
    link_status: Mapping[str, str]
    between: tuple[str, ...]
    subjects: tuple[str, ...]
    movable: tuple[str, ...]
    bare_movable: tuple[str, ...]
    predicates: tuple[str, ...]
    negation: str
    intent: str
    through: tuple[str, ...]
    adjuncts: Mapping[str, Slot]
    frames: tuple[Frame, ...]


@dataclass(slots=True)
class Firing:
    """One frame found in a sentence: the anchor's unit, its clause, its status, and the groups in its slots."""

    frame: Frame
    anchor: Unit
    at: int
    clause: Clause
    status: str | None
    negated: bool
    slots: dict[str, list[Group]] = field(default_factory=dict)

    def groups(self, slot: str) -> list[Group]:
        return self.slots.get(slot, [])


class Frames:
    """The frames of a language, indexed by the category that anchors them."""

    def __init__(self, file: FrameFile) -> None:
        self.file = file
        self._by_verb: dict[str, list[tuple[Frame, str | None, str | None]]] = {}
        self._by_noun: dict[str, list[Frame]] = {}
        for frame in file.frames:
            for head in frame.heads:
                noun, _, verb = head.rpartition(" ")
                of, _, case = noun.partition("/")
                self._by_verb.setdefault(verb, []).append((frame, of or None, case or None))
            for of in {h.rpartition(" ")[0].partition("/")[0] for h in frame.heads if " " in h}:
                self._by_noun.setdefault(of, []).append(frame)

    def run(self, parse: Parse) -> list[Firing]:
        """Every frame that fires in a sentence, in the order of the anchors."""
        found = [*self._verbal(parse, self._moved(parse)), *self._nominal(parse)]
        framed = {f.clause.number for f in found}
        fired: list[Firing] = []
        for firing in sorted(found, key=lambda f: f.at):
            self._fill(firing, parse, framed)
            frame = firing.frame
            if any(not firing.slots.get(s) for s in frame.need):
                continue
            if frame.any_of and not any(firing.slots.get(s) for s in frame.any_of):
                continue
            fired.append(firing)
        return fired

    def _verbal(self, parse: Parse, moved: set[int]) -> Iterator[Firing]:
        for clause in parse.clauses:
            if clause.verb is None or clause.lemma is None:
                continue
            passive = "passive-vp" in clause.verb.cats
            taken = False
            # A noun with a light verb is the closer reading: a bare verb fires only where none did.
            for frame, of, case in sorted(self._by_verb.get(clause.lemma, ()), key=lambda x: x[1] is None):
                if frame.passive is not None and frame.passive != passive or (of is None and taken):
                    continue
                at = clause.at if of is None else self._complement(parse, clause, of, case, moved)
                if at is None or (frame.alone and not self._alone(parse, clause)):
                    continue
                taken = taken or of is not None
                status = self._status(frame, clause, parse)
                yield Firing(frame, parse.units[at], at, clause, status, self._negated(parse, clause))

    def _complement(self, parse: Parse, clause: Clause, of: str, case: str | None, moved: set[int]) -> int | None:
        """Index of the noun of class `of` that a light verb goes with: right before it, or right behind it."""
        for i in self._before(parse, clause.at - 1, moved):
            at = i if case is None else i - 1
            if at < max(clause.start, 0):
                break
            if of in parse.units[at].cats and (case is None or parse.units[i].sense(self.file.clauses.case) == case):
                return at
        if clause.modifies is not None and of in parse.units[clause.modifies].cats:
            return clause.modifies  # "the visit that is to take place"
        if clause.form == "finite":  # headlines put the noun behind the verb
            behind = [g for g in clause.groups if g.index > clause.at and g.case == self.file.clauses.bare]
            return next((g.index for g in behind if of in g.unit.cats), None)
        return None

    def _moved(self, parse: Parse) -> set[int]:
        """Indices of the groups that may stand between a noun and its light verb."""
        bare, file = self.file.clauses.bare, self.file
        return {
            g.index for g in parse.groups
            if g.kind in file.movable and (g.case != bare or g.kind in file.bare_movable)
        }

    def _before(self, parse: Parse, i: int, moved: set[int]) -> Iterator[int]:
        """Indices leftwards over what may stand between a noun and its light verb, and the first that may not."""
        case = self.file.clauses.case
        while i >= 0:
            yield i
            cats = parse.units[i].cats
            left = i - 2 if i and case in parse.units[i - 1].cats else i - 1
            joint = left in moved and i + 1 in moved and not cats.isdisjoint(self.file.clauses.joints)
            marker = case in cats and i - 1 in moved
            if not (joint or marker or i in moved or not cats.isdisjoint(self.file.between)):
                return
            i -= 1

    def _alone(self, parse: Parse, clause: Clause) -> bool:
        """No bare noun stands before the verb as what it says of its subject."""
        predicates = {g.index for g in clause.groups if g.kind in self.file.predicates and g.case == self.file.clauses.bare}
        return clause.at - 1 not in predicates

    def _nominal(self, parse: Parse) -> Iterator[Firing]:
        case_class = self.file.clauses.case
        for i, unit in enumerate(parse.units):
            for of in sorted(unit.cats & self._by_noun.keys()):
                behind = parse.units[i + 1] if i + 1 < len(parse.units) else None
                case = behind.sense(case_class) if behind else None
                for frame in self._by_noun[of]:
                    clause = _clause_of(parse, i)
                    if clause is None:
                        continue
                    status = frame.nominal.get(case or "")
                    if status is None and clause.form == "verbless" and frame.verbless:
                        yield Firing(frame, unit, i, clause, frame.verbless, negated=False)
                    elif status is not None:
                        if status == "inherit":
                            status = self._status(frame, clause, parse)
                        yield Firing(frame, unit, i, clause, status, self._negated(parse, clause))

    def _status(self, frame: Frame, clause: Clause, parse: Parse) -> str | None:
        aspect = clause.aspect or ""
        if clause.form == "infinitive":
            behind = parse.units[clause.at + 2] if clause.link and clause.at + 2 < len(parse.units) else None
            intended = behind.sense(self.file.intent) if behind else None
            if intended is not None:
                return intended
            if clause.link is not None and clause.link in self.file.link_status:
                return self.file.link_status[clause.link]
            matrix = next((c for c in parse.clauses if c.number == clause.matrix), None)
            aspect = (matrix.aspect if matrix else None) or aspect
        elif clause.form == "adverbial":
            matrix = next((c for c in parse.clauses if c.number == clause.matrix), None)
            aspect = (matrix.aspect if matrix else None) or aspect
        return frame.status[aspect] if aspect in frame.status else self.file.status.get(aspect)

    def _negated(self, parse: Parse, clause: Clause) -> bool:
        return any(self.file.negation in u.cats for u in parse.units[max(clause.start, clause.at - 4) : clause.at])

    def _through(self, clause: Clause, parse: Parse, framed: set[int]) -> list[Group]:
        """Adjuncts before a non-finite verb of which no frame is made ("on Monday … the ship that is being built")."""
        kinds = set(self.file.through)
        inner = [c for c in parse.clauses if c.form not in ("finite", "verbless") and clause.start <= c.at < clause.at]
        return [g for c in inner if c.number not in framed for g in c.groups if g.kind in kinds]

    def _shares(self, group: Group, slot: Slot, firing: Firing) -> bool:
        """A subject of another clause, or a genitive there that hangs on the anchor."""
        hangs = group.head == firing.at and group.case in slot.case
        return not group.unit.cats.isdisjoint(slot.type) and (hangs or group.case in self.file.subjects)

    def _around(self, clause: Clause, parse: Parse) -> Sequence[Group]:
        """The groups of the clause whose subject a clause without one shares: its matrix, or the one joined before."""
        if clause.matrix is not None:
            return next(c.groups for c in parse.clauses if c.number == clause.matrix)
        within = [g for c in parse.clauses if c.form == "adverbial" and c.matrix == clause.number for g in c.groups]
        before = [c for c in parse.clauses if c.form == "finite" and c.at < clause.start]
        alone = clause.pronoun is not None or clause.reported
        return [*within, *(before[-1].groups if before and not alone else ())]

    def _fill(self, firing: Firing, parse: Parse, framed: set[int]) -> None:
        frame, clause = firing.frame, firing.clause
        slots = {**frame.slots, **{k: v for k, v in self.file.adjuncts.items() if k not in frame.slots}}
        own = [g for g in clause.groups if g.index != firing.at]
        idle = self._through(clause, parse, framed)
        if clause.modifies is not None:
            noun = next((g for g in parse.groups if g.index == clause.modifies), None)
            if noun is not None:
                own.append(Group(noun.unit, noun.index, noun.kind, "modified"))
        shared = self._around(clause, parse)
        for name, slot in slots.items():
            groups = [g for g in own if _fits(g, slot, firing, parse.units, self.file.between)]
            if not groups and name in self.file.adjuncts:
                groups = [g for g in idle if _fits(g, slot, firing, parse.units, self.file.between)]
            if not groups and slot.subject:
                groups = [g for g in shared if self._shares(g, slot, firing)]
            used = {g.index for gs in firing.slots.values() for g in gs}
            groups = [g for g in groups if g.index not in used]
            if groups:
                firing.slots[name] = groups


def _clause_of(parse: Parse, i: int) -> Clause | None:
    """The clause to which the unit at i belongs: the owner of the nearest group, else the one that spans it."""
    group = next((g for g in parse.groups if g.index == i), None)
    if group is not None:
        return next((c for c in parse.clauses if c.number == group.owner), None)
    spanning = [c for c in parse.clauses if c.start <= i < max(c.end, c.at)]
    return spanning[-1] if spanning else None


def _fits(group: Group, slot: Slot, firing: Firing, units: Sequence[Unit], between: Sequence[str]) -> bool:
    if group.unit.cats.isdisjoint(slot.type) or group.case not in slot.case:
        return False
    if not slot.attach:
        if group.head is None or group.head == firing.at:
            return True
        return not units[group.head].cats.isdisjoint(slot.via)
    if group.head is not None:
        return group.head == firing.at or not units[group.head].cats.isdisjoint(slot.via)
    gap = units[group.index + 1 : firing.at]
    return group.index < firing.at and all(not u.cats.isdisjoint((*between, "case")) for u in gap)
