"""Frames over groups: an anchor, the slots around it, and what the verb says of its reality.

A frame fires on a head: a verb lemma, or a noun of some class with a light verb (``chairing do``, with the verb as the
language has it), in a finite or non-finite clause; and, where `nominal` says so, on the noun alone with a case behind
it ("under the co-chairmanship of …"). Slots are filled by the type and case of the clause's groups, in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from baithak.language import schema
from baithak.language.beside import come_to, of_a_cause, of_a_thing, of_one_time, timed
from baithak.language.clauses import Clause, Parse
from baithak.language.lexicon import Unit
from baithak.language.nominals import Group
from baithak.language.roles import Syntax
from baithak.language.slots import Frame, Slot


@dataclass(slots=True, init=False, eq=False)
class Firing:
    """One frame found in a sentence: the anchor's unit and its index, the clause, the status, the groups by slot.

    nominal: it fired on its noun alone.
    """

    frame: Frame
    anchor: Unit
    at: int
    clause: Clause
    status: str | None
    negated: bool
    nominal: bool
    slots: dict[str, list[Group]]

    def __init__(
        self,
        frame: Frame,
        anchor: Unit,
        at: int,
        clause: Clause,
        status: str | None = None,
        negated: bool = False,
        nominal: bool = False,
        slots: dict[str, list[Group]] | None = None,
    ) -> None:
        self.frame = frame
        self.anchor = anchor
        self.at = at
        self.clause = clause
        self.status = status
        self.negated = negated
        self.nominal = nominal
        self.slots = {} if slots is None else slots

    def groups(self, slot: str) -> list[Group]:
        return self.slots.get(slot, [])


@dataclass(frozen=True, slots=True)
class _Head:
    """A verb's frame, with the class of the noun that the verb needs and the case between them."""

    frame: Frame
    noun: str | None
    case: str | None


_PLANNED: Final = "planned"
_MODIFIED: Final = "modified"  # stands for the case of the noun behind a participle
_AFTER: Final = 5  # units behind an infinitive in which its matrix may deny it


class Frames:
    """The frames of a language, indexed by the category that anchors them."""

    def __init__(self, file: schema.FrameFile) -> None:
        self.file = file
        self.syntax = Syntax(file)
        self._by_verb: dict[str, list[_Head]] = {}
        self._by_noun: dict[str, list[Frame]] = {}  # those that fire without a verb
        for entry in file.frames:
            self._index(entry, Frame(entry, file.adjuncts))
        self._nouns = frozenset(self._by_noun)
        # A noun with a light verb is the closer reading: a bare verb fires only where none did.
        for heads in self._by_verb.values():
            heads.sort(key=lambda head: head.noun is None)
        self._status_of = dict(file.status)
        self._dative = {case: frozenset(aspects) for case, aspects in file.dative.items()}
        self._subjects, self._company = frozenset(file.subjects), frozenset(file.company)
        self._movable, self._bare_movable = frozenset(file.movable), frozenset(file.bare_movable)
        self._scrambles = frozenset(file.scrambles)
        self._predicates, self._through = frozenset(file.predicates), frozenset(file.through)

    def _index(self, entry: schema.Frame, frame: Frame) -> None:
        """Puts a frame under its verbs and nouns."""
        for head in entry.heads:
            before, _, verb = head.rpartition(" ")
            noun, _, case = before.partition("/")
            self._by_verb.setdefault(verb, []).append(_Head(frame, noun or None, case or None))
            alone = noun and (frame.nominal or frame.verbless)
            if alone and frame not in self._by_noun.setdefault(noun, []):
                self._by_noun[noun].append(frame)
        for noun in entry.anchors:
            self._by_noun.setdefault(noun, []).append(frame)

    def run(self, parse: Parse) -> list[Firing]:
        """Every frame that fires in a sentence, in the order of the anchors."""
        found: list[Firing] = []
        self._verbal(parse, found)
        if not parse.cats.isdisjoint(self._nouns):
            self._nominal(parse, found)
        if not found:
            return found
        framed = {f.clause.number for f in found}
        told: list[Firing] = []
        for firing in found:
            if firing.frame.possible(parse.cats):
                self._fill(firing, parse, framed)
                if _complete(firing):
                    told.append(firing)
        told.sort(key=lambda f: f.at)
        for firing in told:
            if not firing.nominal:
                firing.status = self._status(firing.frame, firing.clause, parse)
                firing.negated = self._negated(parse, firing.clause)
        return told

    def _verbal(self, parse: Parse, found: list[Firing]) -> None:
        """Frames on a verb; what it says of their reality is left open."""
        moved: set[int] | None = None
        for clause in parse.clauses:
            verb, heads = clause.verb, self._by_verb.get(clause.lemma or "")
            if verb is None or heads is None:
                continue
            heads = [head for head in heads if head.noun is None or head.noun in parse.cats]
            if not heads:
                continue
            if moved is None:
                moved = self._moved(parse)
            before = self._before(parse, clause.at - 1, moved)
            passive = "passive-vp" in verb.cats
            taken = False
            for head in heads:
                frame, noun = head.frame, head.noun
                if (frame.passive is not None and frame.passive != passive) or (noun is None and taken):
                    continue
                at = clause.at if noun is None else self._complement(parse, clause, noun, head.case, before)
                if at is None or (frame.alone and self._predicated(parse, clause)):
                    continue
                taken = taken or noun is not None
                anchor = verb if noun is None else parse.units[at]  # where the verb is left out, it is another's
                found.append(Firing(frame, anchor, at, clause))

    def _complement(
        self, parse: Parse, clause: Clause, noun: str, case: str | None, before: Sequence[int]
    ) -> int | None:
        """Index of the noun of class `noun` that a light verb goes with: right before it, or right behind it."""
        for i in before:
            at = i if case is None else i - 1
            if at < max(clause.start, 0):
                break
            if noun in parse.units[at].cats and (case is None or parse.roles[i].case == case):
                return at
        if clause.modifies is not None and noun in parse.units[clause.modifies].cats:
            return clause.modifies  # "the visit that is to take place"
        if clause.form == "finite":  # headlines put the noun behind the verb
            for group in clause.groups:
                if group.index > clause.at and group.case == self.syntax.bare and noun in group.unit.cats:
                    return group.index
        return None

    def _moved(self, parse: Parse) -> set[int]:
        """Indices of the groups that may stand between a noun and its light verb."""
        bare = self.syntax.bare
        return {
            g.index
            for g in parse.groups
            if g.kind in self._movable and (g.case != bare or g.kind in self._bare_movable)
        }

    def _before(self, parse: Parse, i: int, moved: set[int]) -> list[int]:
        """Indices leftwards over what may stand between a noun and its light verb, and the first that may not."""
        roles = parse.roles
        # Right behind whoever does it the verb has nothing to go with: its noun stands before him, over anything.
        last = i
        while last > 0 and roles[last].between:
            last -= 1
        if last > 0 and roles[last].case in self._scrambles:
            return [k for k in range(i, -1, -1) if not roles[k + 1].marker]
        found: list[int] = []
        while i >= 0:
            found.append(i)
            role = roles[i]
            if not (i in moved or role.between or (role.marker and i - 1 in moved)):
                left = i - 2 if i and roles[i - 1].marker else i - 1
                again = left in moved or i - 1 in moved or (left >= 0 and roles[left].gaps)
                if not (again and role.gaps and self._joins(parse, i + 1, moved)):
                    break
            i -= 1
        return found

    def _joins(self, parse: Parse, i: int, moved: set[int]) -> bool:
        """Whether what stands at i, over joints, may be moved itself."""
        while i < len(parse.roles) and parse.roles[i].gaps:
            i += 1
        return i in moved

    def _predicated(self, parse: Parse, clause: Clause) -> bool:
        """A bare noun stands before the verb, or before the "not" there, as what it says of its subject."""
        before = clause.at - 1
        if before > clause.start and parse.roles[before].negation:
            before -= 1
        for group in clause.groups:
            if group.index == before and group.case == self.syntax.bare and group.kind in self._predicates:
                return True
        return False

    def _nominal(self, parse: Parse, found: list[Firing]) -> None:
        """Frames on a noun alone: by the case behind it, or in a clause without a verb."""
        for i, unit in enumerate(parse.units):
            clause = _clause_of(parse, i) if not unit.cats.isdisjoint(self._nouns) else None
            if clause is None:
                continue
            case = parse.roles[i + 1].case if i + 1 < len(parse.roles) else None
            for noun in sorted(unit.cats & self._nouns):
                for frame in self._by_noun[noun]:
                    status: str | None = frame.nominal.get(case or "")
                    if status is not None:
                        # What needs no verb of its own is of the time of the whole sentence: "decided there to open …"
                        own = (parse.clause(clause.matrix) or clause) if unit.cats & frame.anchors else clause
                        status = self._status(frame, timed(own, parse), parse) if status == "inherit" else status
                        found.append(Firing(frame, unit, i, own, status, self._negated(parse, own), nominal=True))
                    elif clause.form == "verbless" and frame.verbless:
                        found.append(Firing(frame, unit, i, clause, frame.verbless, negated=False, nominal=True))

    # --- status ---------------------------------------------------------------------------------------------------
    def _status(self, frame: Frame, clause: Clause, parse: Parse) -> str | None:
        """By the aspect of the verb; an infinitive's by what it is for, else by the verb of the clause around."""
        aspect = clause.aspect or ""
        if clause.form == "infinitive":
            purpose = self._purpose(clause, parse) or self._errand(clause, parse)
            if purpose is not None or clause.link in (None, self.syntax.genitive):
                return purpose  # "the news of its taking place" says neither that it did nor that it will
        if clause.form in ("infinitive", "adverbial"):
            matrix = parse.clause(clause.matrix)
            aspect = (matrix.aspect if matrix else None) or aspect
        return frame.status[aspect] if aspect in frame.status else self._status_of.get(aspect)

    def _errand(self, clause: Clause, parse: Parse) -> str | None:
        """What somebody goes to do is planned."""
        matrix = parse.clause(clause.matrix)
        goes = clause.link is None and matrix is not None and matrix.lemma in self.file.errands
        return _PLANNED if goes else None

    def _purpose(self, clause: Clause, parse: Parse) -> str | None:
        """The status that the case behind an infinitive gives, or the noun behind that ("a plan to hold …")."""
        if clause.link is None:
            return None
        behind = next((u for u in parse.units[clause.at + 2 :] if "adv" not in u.cats), None)
        intended = behind.sense(self.file.intent) if behind is not None else None
        return intended if intended is not None else self.file.link_status.get(clause.link)

    def _negated(self, parse: Parse, clause: Clause) -> bool:
        last = clause.at + (_AFTER if clause.form == "infinitive" else 1)  # "there is no chance of its taking place"
        return any(role.negation for role in parse.roles[max(clause.start, clause.at - 4) : last])

    # --- slots ----------------------------------------------------------------------------------------------------
    def _fill(self, firing: Firing, parse: Parse, framed: set[int]) -> None:
        """Fills the slots in their order, each group into one; `framed` are the clauses of which a frame is made."""
        clause, frame = firing.clause, firing.frame
        own = [g for g in clause.groups if g.index != firing.at]
        if clause.form == "verbless" and not frame.over:
            own = [g for g in own if self._near(g, firing, parse)]
        if not clause.whole:
            own += [g for g in parse.groups if g.head == firing.at and g.owner != clause.number]
        noun = parse.group(clause.modifies)
        if noun is not None:
            own.append(Group(noun.unit, noun.index, noun.kind, _MODIFIED))
        idle = self._idle(clause, parse, framed)
        around = self._around(clause, parse) if frame.subject else []
        lead = [*self._lead(clause, parse), *of_one_time(clause, parse, self.file)] if frame.lead else []
        reached = come_to(clause, parse, self.file)
        used: set[int] = set()
        for slot in frame.each:
            groups = self._fitting(own, slot, firing, parse)
            if not groups and slot.adjunct and idle:
                groups = self._fitting(idle, slot, firing, parse)
            if not groups and slot.lead and lead:
                groups = self._fitting(lead, slot, firing, parse)
            if not groups and slot.reached and reached:
                groups = self._fitting(reached, slot, firing, parse)
            if slot.subject and around and self._without_subject(groups, clause):
                groups += [g for g in around if self._shares(g, slot, firing)]
            if used and groups:
                groups = [g for g in groups if g.index not in used]
            if groups:
                firing.slots[slot.name] = groups
                for group in groups:
                    used.add(group.index)

    def _fitting(self, groups: list[Group], slot: Slot, firing: Firing, parse: Parse) -> list[Group]:
        """The groups that may fill a slot."""
        found = []
        for group in groups:
            if not group.unit.cats.isdisjoint(slot.type) and self._fits(group, slot, firing, parse):
                found.append(group)
        return found

    def _without_subject(self, groups: Sequence[Group], clause: Clause) -> bool:
        """Whether none of these acts, and one of a clause around may."""
        company = True
        for group in groups:
            if group.case in self._subjects:
                return False
            company = company and group.case in self._company
        return company or clause.form in ("infinitive", "adverbial")

    def _near(self, group: Group, firing: Firing, parse: Parse) -> bool:
        """In a clause without a verb nothing belongs to the anchor over a mark that would end one with a verb."""
        low, high = min(group.index, firing.at), max(group.index, firing.at)
        return all(not role.cuts for role in parse.roles[low:high])

    def _lead(self, clause: Clause, parse: Parse) -> list[Group]:
        """What heads the sentence, if the clause is joined to the first: "in May he came and both signed"."""
        whole = [c for c in parse.clauses if c.form == "finite"]
        at = next((i for i, each in enumerate(whole) if each is clause), 0)
        told = any(c.reported for c in whole[1 : at + 1])  # what somebody says is not of the day on which he says it
        if not at or clause.pronoun is not None or told or clause.aspect != whole[at - 1].aspect:
            return []
        between = parse.roles[whole[at - 1].at + 1 : clause.start]
        joined = bool(between) and all(role.joins for role in between) and not parse.roles[clause.start].contrast
        return [g for g in parse.groups[:1] if joined and g.owner == whole[0].number]

    def _idle(self, clause: Clause, parse: Parse, framed: set[int]) -> list[Group]:
        """Adjuncts before a non-finite verb of which no frame is made ("on Monday … the ship that is being built")."""
        found: list[Group] = []
        for inner in parse.clauses:
            idle = not inner.whole and clause.start <= inner.at < clause.at and inner.number not in framed
            if idle and not of_a_cause(inner, parse, self.syntax):
                found += [g for g in inner.groups if g.kind in self._through]
        return found

    def _around(self, clause: Clause, parse: Parse) -> list[Group]:
        """The groups of the clause whose subject a clause without one shares: its matrix, or the one joined before."""
        matrix = parse.clause(clause.matrix)
        if matrix is not None:
            return [] if of_a_thing(clause, parse, self.syntax) else matrix.groups
        within = [g for c in parse.clauses if c.form == "adverbial" and c.matrix == clause.number for g in c.groups]
        before = [c for c in parse.clauses if c.form == "finite" and c.at < clause.start]
        alone = clause.pronoun is not None or clause.reported
        return [*within, *(before[-1].groups if before and not alone else ())]

    def _shares(self, group: Group, slot: Slot, firing: Firing) -> bool:
        """A subject of another clause, or a genitive there that hangs on the anchor."""
        if group.unit.cats.isdisjoint(slot.type) or group.case not in slot.case:
            return False
        if firing.clause.link == self.syntax.genitive and firing.clause.form == "infinitive":
            return False  # "an invitation to come": whose coming it is, nothing says
        return group.head == firing.at or group.case in self._subjects

    def _fits(self, group: Group, slot: Slot, firing: Firing, parse: Parse) -> bool:
        """Whether a group of the clause, of a type that fits, may fill a slot: its case, and what it hangs on."""
        if group.case not in slot.case:
            aspects = self._dative.get(group.case) if slot.subject else None
            if aspects is None or firing.clause.aspect not in aspects:
                return False
        if group.head is not None:
            return group.head == firing.at or not parse.units[group.head].cats.isdisjoint(slot.via)
        if not slot.attach or group.case == _MODIFIED:
            return True
        for role in parse.roles[group.index + 1 : firing.at]:
            if not (role.between or role.marker):
                return False
        return group.index < firing.at


def _complete(firing: Firing) -> bool:
    """Whether all slots are filled that the frame needs."""
    frame, slots = firing.frame, firing.slots
    for name in frame.need:
        if name not in slots:
            return False
    if not frame.any_of:
        return True
    return any(name in slots for name in frame.any_of)


def _clause_of(parse: Parse, i: int) -> Clause | None:
    """The clause to which the unit at i belongs: the owner of its group, else the last one that spans it."""
    group = parse.group(i)
    if group is not None:
        return parse.clause(group.owner)
    spanning = [c for c in parse.clauses if c.start <= i < max(c.end, c.at)]
    return spanning[-1] if spanning else None
