"""Frames over groups: an anchor, the slots around it, and what the verb says of its reality.

A frame fires on a head: a verb lemma, or a noun of some class with a light verb (``chairing do``, with the verb as the
language has it), in a finite or non-finite clause; and, where `nominal` says so, on the noun alone with a case behind
it ("under the co-chairmanship of …"). Slots are filled by the type and case of the clause's groups, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from baithak.language.clauses import Clause, Group, Parse
from baithak.language.lexicon import Unit
from baithak.language.schema import Frame, FrameFile, Slot


@dataclass(slots=True, eq=False)
class Firing:
    """One frame found in a sentence: the anchor's unit and its index, the clause, the status, the groups by slot.

    nominal: it fired on its noun alone.
    """

    frame: Frame
    anchor: Unit
    at: int
    clause: Clause
    status: str | None = None
    negated: bool = False
    nominal: bool = False
    slots: dict[str, list[Group]] = field(default_factory=dict)

    def groups(self, slot: str) -> list[Group]:
        return self.slots.get(slot, [])


class _Head(NamedTuple):
    """A verb's frame, with the class of the noun that the verb needs and the case between them."""

    frame: Frame
    noun: str | None
    case: str | None


class _Slots(NamedTuple):
    """The slots of a frame by name, with their types; whether one may be filled from a clause around, or from the head
    of the sentence."""

    each: tuple[tuple[str, Slot, frozenset[str]], ...]
    subject: bool
    lead: bool


_PLANNED: Final = "planned"
_MODIFIED: Final = "modified"  # stands for the case of the noun behind a participle
_AFTER: Final = 5  # units behind an infinitive in which its matrix may deny it


class Frames:
    """The frames of a language, indexed by the category that anchors them."""

    def __init__(self, file: FrameFile) -> None:
        self.file = file
        self._by_verb: dict[str, list[_Head]] = {}
        self._by_noun: dict[str, list[Frame]] = {}  # those that fire without a verb
        for frame in file.frames:
            for head in frame.heads:
                before, _, verb = head.rpartition(" ")
                noun, _, case = before.partition("/")
                self._by_verb.setdefault(verb, []).append(_Head(frame, noun or None, case or None))
                alone = noun and (frame.nominal or frame.verbless)
                if alone and frame not in self._by_noun.setdefault(noun, []):
                    self._by_noun[noun].append(frame)
            for noun in frame.anchors:
                self._by_noun.setdefault(noun, []).append(frame)
        self._nouns = frozenset(self._by_noun)
        self._slots = {id(frame): _slots(frame, file.adjuncts) for frame in file.frames}
        # A noun with a light verb is the closer reading: a bare verb fires only where none did.
        for heads in self._by_verb.values():
            heads.sort(key=lambda head: head.noun is None)

    def run(self, parse: Parse) -> list[Firing]:
        """Every frame that fires in a sentence, in the order of the anchors."""
        found = [*self._verbal(parse), *self._nominal(parse)]
        framed = {f.clause.number for f in found}
        able = [f for f in found if not any(map(parse.cats.isdisjoint, f.frame.needed))]
        for firing in able:
            self._fill(firing, parse, framed)
        told = [f for f in sorted(able, key=lambda f: f.at) if _complete(f)]
        for firing in told:
            if not firing.nominal:
                firing.status = self._status(firing.frame, firing.clause, parse)
                firing.negated = self._negated(parse, firing.clause)
        return told

    def _verbal(self, parse: Parse) -> Iterator[Firing]:
        """Frames on a verb; what it says of their reality is left open."""
        moved: set[int] | None = None
        for clause in parse.clauses:
            heads = [h for h in self._by_verb.get(clause.lemma or "", ()) if h.noun is None or h.noun in parse.cats]
            if clause.verb is None or not heads:
                continue
            if moved is None:
                moved = self._moved(parse)
            before = list(self._before(parse, clause.at - 1, moved))
            passive = "passive-vp" in clause.verb.cats
            taken = False
            for frame, noun, case in heads:
                if frame.passive not in (None, passive) or (noun is None and taken):
                    continue
                at = clause.at if noun is None else self._complement(parse, clause, noun, case, before)
                if at is None or (frame.alone and self._predicated(parse, clause)):
                    continue
                taken = taken or noun is not None
                anchor = clause.verb if noun is None else parse.units[at]  # where the verb is left out, it is another's
                yield Firing(frame, anchor, at, clause)

    def _complement(
        self, parse: Parse, clause: Clause, noun: str, case: str | None, before: Sequence[int]
    ) -> int | None:
        """Index of the noun of class `noun` that a light verb goes with: right before it, or right behind it."""
        for i in before:
            at = i if case is None else i - 1
            if at < max(clause.start, 0):
                break
            if noun in parse.units[at].cats and (case is None or parse.units[i].sense(self.file.clauses.case) == case):
                return at
        if clause.modifies is not None and noun in parse.units[clause.modifies].cats:
            return clause.modifies  # "the visit that is to take place"
        if clause.form == "finite":  # headlines put the noun behind the verb
            behind = [g for g in clause.groups if g.index > clause.at and g.case == self.file.clauses.bare]
            return next((g.index for g in behind if noun in g.unit.cats), None)
        return None

    def _moved(self, parse: Parse) -> set[int]:
        """Indices of the groups that may stand between a noun and its light verb."""
        bare, file = self.file.clauses.bare, self.file
        return {
            g.index for g in parse.groups if g.kind in file.movable and (g.case != bare or g.kind in file.bare_movable)
        }

    def _before(self, parse: Parse, i: int, moved: set[int]) -> Iterator[int]:
        """Indices leftwards over what may stand between a noun and its light verb, and the first that may not."""
        case, gaps = self.file.clauses.case, self.file.gaps
        # Right behind whoever does it the verb has nothing to go with: its noun stands before him, over anything.
        last = i
        while last > 0 and not parse.units[last].cats.isdisjoint(self.file.between):
            last -= 1
        scrambled = last > 0 and parse.units[last].sense(case) in self.file.scrambles
        if scrambled:
            yield from (k for k in range(i, -1, -1) if case not in parse.units[k + 1].cats)
            return
        while i >= 0:
            yield i
            unit = parse.units[i]
            left = i - 2 if i and case in parse.units[i - 1].cats else i - 1
            again = {left, i - 1} & moved or (left >= 0 and not parse.units[left].cats.isdisjoint(gaps))
            joint = again and not unit.cats.isdisjoint(gaps) and self._joins(parse, i + 1, moved)
            marker = case in unit.cats and i - 1 in moved
            if not (joint or marker or i in moved or not unit.cats.isdisjoint(self.file.between)):
                return
            i -= 1

    def _joins(self, parse: Parse, i: int, moved: set[int]) -> bool:
        """Whether what stands at i, over joints, may be moved itself."""
        while i < len(parse.units) and not parse.units[i].cats.isdisjoint(self.file.gaps):
            i += 1
        return i in moved

    def _predicated(self, parse: Parse, clause: Clause) -> bool:
        """A bare noun stands before the verb, or before the "not" there, as what it says of its subject."""
        bare = [g for g in clause.groups if g.case == self.file.clauses.bare and g.kind in self.file.predicates]
        before = clause.at - 1
        if before > clause.start and self.file.negation in parse.units[before].cats:
            before -= 1
        return any(g.index == before for g in bare)

    def _nominal(self, parse: Parse) -> Iterator[Firing]:
        """Frames on a noun alone: by the case behind it, or in a clause without a verb."""
        if parse.cats.isdisjoint(self._nouns):
            return
        for i, unit in enumerate(parse.units):
            clause = _clause_of(parse, i) if not unit.cats.isdisjoint(self._nouns) else None
            if clause is None:
                continue
            case = parse.units[i + 1].sense(self.file.clauses.case) if i + 1 < len(parse.units) else None
            for frame in (f for noun in sorted(unit.cats & self._nouns) for f in self._by_noun[noun]):
                status: str | None = frame.nominal.get(case or "")
                if status is not None:
                    # What needs no verb of its own is of the time of the whole sentence: "decided there to open …"
                    own = (parse.clause(clause.matrix) or clause) if unit.cats & set(frame.anchors) else clause
                    status = self._status(frame, _timed(own, parse), parse) if status == "inherit" else status
                    yield Firing(frame, unit, i, own, status, self._negated(parse, own), nominal=True)
                elif clause.form == "verbless" and frame.verbless:
                    yield Firing(frame, unit, i, clause, frame.verbless, negated=False, nominal=True)

    # --- status ---------------------------------------------------------------------------------------------------
    def _status(self, frame: Frame, clause: Clause, parse: Parse) -> str | None:
        """By the aspect of the verb; an infinitive's by what it is for, else by the verb of the clause around."""
        aspect = clause.aspect or ""
        if clause.form == "infinitive":
            purpose = self._purpose(clause, parse) or self._errand(clause, parse)
            if purpose is not None or clause.link in (None, self.file.clauses.genitive):
                return purpose  # "the news of its taking place" says neither that it did nor that it will
        if clause.form in ("infinitive", "adverbial"):
            matrix = parse.clause(clause.matrix)
            aspect = (matrix.aspect if matrix else None) or aspect
        return frame.status[aspect] if aspect in frame.status else self.file.status.get(aspect)

    def _errand(self, clause: Clause, parse: Parse) -> str | None:
        """What somebody goes to do is planned."""
        matrix = parse.clause(clause.matrix)
        goes = clause.link is None and matrix is not None and matrix.lemma in self.file.errands
        return _PLANNED if goes else None

    def _purpose(self, clause: Clause, parse: Parse) -> str | None:
        """The status that the case behind an infinitive gives, or the noun behind that ("a plan to hold …")."""
        if clause.link is None:
            return None
        behind = parse.units[clause.at + 2 : clause.at + 3]
        intended = behind[0].sense(self.file.intent) if behind else None
        return intended if intended is not None else self.file.link_status.get(clause.link)

    def _negated(self, parse: Parse, clause: Clause) -> bool:
        last = clause.at + (_AFTER if clause.form == "infinitive" else 1)  # "there is no chance of its taking place"
        return any(self.file.negation in u.cats for u in parse.units[max(clause.start, clause.at - 4) : last])

    # --- slots ----------------------------------------------------------------------------------------------------
    def _fill(self, firing: Firing, parse: Parse, framed: set[int]) -> None:
        """Fills the slots in their order, each group into one; `framed` are the clauses of which a frame is made."""
        clause, adjuncts = firing.clause, self.file.adjuncts
        own = [g for g in clause.groups if g.index != firing.at]
        if clause.form == "verbless" and not firing.frame.over:
            own = [g for g in own if self._near(g, firing, parse)]
        if not clause.whole:
            own += [g for g in parse.groups if g.head == firing.at and g.owner != clause.number]
        noun = parse.group(clause.modifies)
        if noun is not None:
            own.append(Group(noun.unit, noun.index, noun.kind, _MODIFIED))
        slots = self._slots[id(firing.frame)]
        idle = self._idle(clause, parse, framed)
        around = self._around(clause, parse) if slots.subject else []
        lead = self._lead(clause, parse) if slots.lead else []
        able = frozenset().union(*[g.unit.cats for g in (*own, *idle, *around, *lead)])
        used: set[int] = set()
        for name, slot, types in slots.each:
            if able.isdisjoint(types):
                continue
            groups = [g for g in own if not g.unit.cats.isdisjoint(types) and self._fits(g, slot, firing, parse)]
            if not groups and name in adjuncts:
                groups = [g for g in idle if self._fits(g, slot, firing, parse)]
            if not groups and slot.lead:
                groups = [g for g in lead if self._fits(g, slot, firing, parse)]
            if slot.subject and self._without_subject(groups, clause):
                groups += [g for g in around if self._shares(g, slot, firing)]
            groups = [g for g in groups if g.index not in used]
            if groups:
                firing.slots[name] = groups
                used.update(g.index for g in groups)

    def _without_subject(self, groups: Sequence[Group], clause: Clause) -> bool:
        """Whether none of these acts, and one of a clause around may."""
        if any(g.case in self.file.subjects for g in groups):
            return False
        return clause.form in ("infinitive", "adverbial") or all(g.case in self.file.company for g in groups)

    def _near(self, group: Group, firing: Firing, parse: Parse) -> bool:
        """In a clause without a verb nothing belongs to the anchor over a mark that would end one with a verb."""
        low, high = sorted((group.index, firing.at))
        return all(u.cats.isdisjoint(self.file.clauses.cuts) for u in parse.units[low:high])

    def _lead(self, clause: Clause, parse: Parse) -> list[Group]:
        """What heads the sentence, if the clause is joined to the first: "in May he came and both signed"."""
        whole = [c for c in parse.clauses if c.form == "finite"]
        at = next((i for i, each in enumerate(whole) if each is clause), 0)
        if not at or clause.pronoun is not None or clause.reported or clause.aspect != whole[at - 1].aspect:
            return []
        joint = parse.units[whole[at - 1].at + 1 : whole[at - 1].at + 2]
        joined = bool(joint) and not joint[0].cats.isdisjoint(self.file.clauses.joints)
        return [g for g in parse.groups[:1] if joined and g.owner == whole[0].number]

    def _idle(self, clause: Clause, parse: Parse, framed: set[int]) -> list[Group]:
        """Adjuncts before a non-finite verb of which no frame is made ("on Monday … the ship that is being built")."""
        inner = [c for c in parse.clauses if not c.whole and clause.start <= c.at < clause.at]
        return [g for c in inner if c.number not in framed for g in c.groups if g.kind in self.file.through]

    def _around(self, clause: Clause, parse: Parse) -> list[Group]:
        """The groups of the clause whose subject a clause without one shares: its matrix, or the one joined before."""
        matrix = parse.clause(clause.matrix)
        if matrix is not None:
            return matrix.groups
        within = [g for c in parse.clauses if c.form == "adverbial" and c.matrix == clause.number for g in c.groups]
        before = [c for c in parse.clauses if c.form == "finite" and c.at < clause.start]
        alone = clause.pronoun is not None or clause.reported
        return [*within, *(before[-1].groups if before and not alone else ())]

    def _shares(self, group: Group, slot: Slot, firing: Firing) -> bool:
        """A subject of another clause, or a genitive there that hangs on the anchor."""
        if firing.clause.link == self.file.clauses.genitive and firing.clause.form == "infinitive":
            return False  # "an invitation to come": whose coming it is, nothing says
        hangs = group.head == firing.at and group.case in slot.case
        acts = group.case in self.file.subjects and group.case in slot.case
        return not group.unit.cats.isdisjoint(slot.type) and (hangs or acts)

    def _fits(self, group: Group, slot: Slot, firing: Firing, parse: Parse) -> bool:
        """Whether a group of the clause may fill a slot: its type, its case, and what it hangs on."""
        has_to = slot.subject and firing.clause.aspect in self.file.dative.get(group.case, ())
        if group.unit.cats.isdisjoint(slot.type) or not (group.case in slot.case or has_to):
            return False
        if group.head is not None:
            return group.head == firing.at or not parse.units[group.head].cats.isdisjoint(slot.via)
        if not slot.attach or group.case == _MODIFIED:
            return True
        passed = {*self.file.between, self.file.clauses.case}
        gap = parse.units[group.index + 1 : firing.at]
        return group.index < firing.at and all(not u.cats.isdisjoint(passed) for u in gap)


def _slots(frame: Frame, adjuncts: Mapping[str, Slot]) -> _Slots:
    """A frame's slots, then the adjuncts that it does not define for itself."""
    found = {**frame.slots, **{name: slot for name, slot in adjuncts.items() if name not in frame.slots}}
    each = tuple((name, slot, frozenset(slot.type)) for name, slot in found.items())
    return _Slots(each, any(slot.subject for slot in found.values()), any(slot.lead for slot in found.values()))


def _complete(firing: Firing) -> bool:
    """Whether all slots are filled that the frame needs."""
    frame = firing.frame
    enough = not frame.any_of or any(firing.groups(s) for s in frame.any_of)
    return enough and all(firing.groups(s) for s in frame.need)


def _timed(clause: Clause, parse: Parse) -> Clause:
    """The clause whose time is that of a clause: of one added without a verb, the one before it."""
    before = [c for c in parse.clauses if c.form == "finite" and c.at < clause.start]
    return before[-1] if clause.form == "verbless" and before else clause


def _clause_of(parse: Parse, i: int) -> Clause | None:
    """The clause to which the unit at i belongs: the owner of its group, else the last one that spans it."""
    group = parse.group(i)
    if group is not None:
        return parse.clause(group.owner)
    spanning = [c for c in parse.clauses if c.start <= i < max(c.end, c.at)]
    return spanning[-1] if spanning else None
