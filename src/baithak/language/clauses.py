"""From phrases to clauses: every nominal gets its case, every verb complex its groups.

A clause ends in its verb complex; what stands behind a finite one and has no verb of its own (headlines put the
object there) belongs to it. Infinitives, participles and adverbial forms are clauses of their own, which take from
their left what can be theirs: a subject, an addressee or a group in the genitive stays with the clause around them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from baithak.language.lexicon import MARK, Unit
from baithak.language.schema import ClauseGrammar

_QUALIFIERS: Final = 2  # units between which a determiner of a noun stands


@dataclass(slots=True, eq=False)
class Group:
    """A nominal with its case. index: of its unit. head: index of the unit that a genitive belongs to.

    owner: number of its clause, -1 while it has none. sibling: index of the coordinated nominal that gives the case.
    """

    unit: Unit
    index: int
    kind: str
    case: str
    head: int | None = None
    owner: int = -1
    sibling: int | None = None


@dataclass(slots=True, eq=False)
class Clause:
    """A verb complex with its groups. form: finite, infinitive, participle, adverbial or verbless.

    start, end: indices of units, half-open. at: index of the verb complex; without one, the end of the sentence.
    link: the case behind an infinitive ("in order to", "after"). modifies: index of the noun behind a participle.
    matrix: number of the clause around a non-finite one. reported: opened by a complementiser. pronoun: index of the
    relative pronoun that opens it.
    """

    number: int
    start: int
    end: int
    verb: Unit | None
    at: int
    form: str
    link: str | None = None
    modifies: int | None = None
    matrix: int | None = None
    reported: bool = False
    pronoun: int | None = None
    groups: list[Group] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether it can stand alone, and others in it."""
        return self.form in ("finite", "verbless")

    @property
    def aspect(self) -> str | None:
        return self.verb.sense("aspect") if self.verb else None

    @property
    def lemma(self) -> str | None:
        main = self.verb.part("main") if self.verb else None
        return (main.sense("verb") or main.sense("ki") or main.sense("be")) if main else None


@dataclass(slots=True, eq=False)
class Parse:
    """A sentence: its units, the groups in order, and the clauses in order of their verbs.

    cats: the categories of all units; cases: the cases of all groups. What needs one of them need not look further.
    """

    units: Sequence[Unit]
    groups: list[Group]
    clauses: list[Clause]
    cats: frozenset[str] = field(init=False)
    cases: frozenset[str] = field(init=False)
    _group: dict[int, Group] = field(init=False)

    def __post_init__(self) -> None:
        self.cats = frozenset().union(*[unit.cats for unit in self.units])
        self.cases = frozenset([group.case for group in self.groups])
        self._group = {group.index: group for group in self.groups}

    def all(self, cat: str) -> list[Unit]:
        """The units of a category, those that others are made of included, in order."""
        return [part for unit in self.units if cat in unit.within for part in unit.all(cat)]

    def group(self, index: int | None) -> Group | None:
        """The group of the unit at an index."""
        return self._group.get(index) if index is not None else None

    def before(self, unit: Unit) -> frozenset[str]:
        """The categories of what stands right before a unit, or before the one that it is a part of."""
        at = next((i for i, u in enumerate(self.units) if u.first <= unit.first < u.last), 0)
        kids = [u.cats for u in self.units[at].kids if u.last <= unit.first]
        outside = [u.cats for u in self.units[max(at - _QUALIFIERS, 0) : at]]
        return frozenset().union(*(kids or outside))

    def clause(self, number: int | None) -> Clause | None:
        return self.clauses[number] if number is not None and number >= 0 else None


def parse(units: Sequence[Unit], grammar: ClauseGrammar) -> Parse:
    """Groups and clauses of one sentence's phrases."""
    groups = _groups(units, grammar)
    _join_over_owners(groups, units, grammar)
    clauses = _Cutter(units, grammar).clauses()
    whole = [clause for clause in clauses if clause.whole]
    _give_owners(groups, clauses, whole, grammar)
    for clause in clauses:
        clause.groups = [g for g in groups if g.owner == clause.number]
        if clause.pronoun is not None:
            clause.groups += _antecedent(clause.pronoun, units, groups, grammar)
        if not clause.whole:
            around = _around(clause.at, whole)
            clause.matrix = around.number if around else None
    _give_heads(groups, units, clauses, grammar)
    return Parse(units, groups, clauses)


# --- groups -----------------------------------------------------------------------------------------------------------
def _groups(units: Sequence[Unit], grammar: ClauseGrammar) -> list[Group]:
    """Nominals with their cases; one of several coordinated nominals has the case of the last."""
    found: list[Group] = []
    pending: list[Group] = []
    nominals = grammar.nominal
    for i, unit in enumerate(units):
        nominal = nominals[unit.cats]
        if nominal is None:
            continue
        kind, inherent = nominal
        behind = i + 1 + (i + 2 < len(units) and grammar.gloss in units[i + 1].cats)
        case = (units[behind].sense(grammar.case) if behind < len(units) else None) or inherent
        group = Group(unit, i, kind, case or grammar.bare)
        if pending and not _joined(units, pending[-1], group, grammar):
            pending = []
        found.append(group)
        pending.append(group)
        if case:
            for earlier in pending:
                earlier.case, earlier.sibling = case, i if earlier is not group else None
            pending = []
    return found


def _join_over_owners(groups: Sequence[Group], units: Sequence[Unit], grammar: ClauseGrammar) -> None:
    """ "The commission's 16th meeting and [the two countries'] fifth dialogue": both have the case of the second."""
    for left, owner, right in zip(groups, groups[1:], groups[2:], strict=False):
        apart = units[left.index + 1 : owner.index]
        if (
            left.case == grammar.bare
            and grammar.owner in owner.unit.cats
            and grammar.alike.get(left.kind, left.kind) == grammar.alike.get(right.kind, right.kind)
            and owner.case == grammar.genitive
            and len(apart) == 1
            and not apart[0].cats.isdisjoint(grammar.joints)
        ):
            left.case, left.sibling = right.case, right.index


def _joined(units: Sequence[Unit], left: Group, right: Group, grammar: ClauseGrammar) -> bool:
    between = units[left.index + 1 : right.index]
    return (
        left.kind == right.kind
        and 0 < len(between) <= 2
        and all(not u.cats.isdisjoint(grammar.joints) for u in between)
    )


def _antecedent(at: int, units: Sequence[Unit], groups: Sequence[Group], grammar: ClauseGrammar) -> list[Group]:
    """What a relative pronoun stands for, in the pronoun's case: a nominal of its kinds before it, else the last."""
    before = [g for g in groups if g.index < at]
    sense = units[at].sense(grammar.relative) or grammar.bare
    first = grammar.stands_for.get(sense, grammar.topical)
    found = ([g for g in before if g.kind in first] or before)[-1:]
    case = grammar.relative_case.get(sense, sense)
    return [Group(g.unit, g.index, g.kind, case, head=at + 1 if case == grammar.genitive else None) for g in found]


# --- clauses ----------------------------------------------------------------------------------------------------------
_FORMS: Final = ("finite", "infinitive", "participle", "adverbial")


class _Cutter:
    """Cuts one sentence into clauses, from left to right.

    start: where the clause at hand begins; outer: where the one began that a relative clause has broken into.
    last: the finite clause that may still get what stands behind its verb.
    """

    def __init__(self, units: Sequence[Unit], grammar: ClauseGrammar) -> None:
        self._units = units
        self._grammar = grammar
        self._found: list[Clause] = []
        self._start = 0
        self._outer: int | None = None
        self._last: Clause | None = None
        self._pronoun: int | None = None
        self._reported = False

    def clauses(self) -> list[Clause]:
        """The clauses in the order of their verbs; what has no verb at the end is one without."""
        parts = self._grammar.parts
        for i, unit in enumerate(self._units):
            part = parts[unit.cats]
            if part.name == "verb":
                self._verb(i, unit)
            elif part.name == "relative":
                self._relative(i)
            elif part.name == "complement":
                self._start, self._last, self._reported = i + 1, None, True
            elif self._last is not None and (part.name == "cut" or (part.joint and self._goes_on(self._last, i))):
                self._close(i)
                self._start = i + 1
            elif part.gap:
                self._gapped(i)
            elif part.turn and self._tells(self._start, i):
                self._open(None, i, i, "verbless")  # a headline: "the sixth round in Pokhara, on the other hand …"
                self._start = i + 1
        end = len(self._units)
        if self._last is not None:
            self._close(end)
        elif self._start < end:
            self._rest(end)
        return self._found

    def _goes_on(self, last: Clause, i: int) -> bool:
        """A conjunction right behind a finite verb opens a clause if a verb is still to come."""
        return last.at == i - 1 and any("vp" in u.cats and "finite" in u.cats for u in self._units[i + 1 :])

    def _rest(self, end: int) -> None:
        """What stands behind the last verb: a clause without one, or more of what the verb before says."""
        before = next((c for c in reversed(self._found) if c.form == "finite"), None)
        cases = {u.sense(self._grammar.case) for u in self._units[self._start : end]}
        opened = any(self._grammar.contrast in u.cats for u in self._units[max(self._start - 1, 0) : self._start + 1])
        if before is not None and self._tells(self._start, end) and self._tells(before.start, before.at):
            self._open(before.verb, end, end, "finite")
        elif before is not None and (opened or not cases.isdisjoint(self._grammar.elided)):
            before.end = end
        else:
            self._open(None, end, end, "verbless")

    def _open(self, verb: Unit | None, at: int, end: int, form: str) -> Clause:
        clause = Clause(len(self._found), self._start, end, verb, at, form, reported=self._reported)
        self._found.append(clause)
        return clause

    def _close(self, end: int) -> None:
        """Nothing from here on belongs to the last finite clause."""
        if self._last is not None:
            self._last.end, self._last = end, None

    def _verb(self, i: int, unit: Unit) -> None:
        clause = self._open(unit, i, i + 1, next(f for f in _FORMS if f in unit.cats))
        if clause.form == "infinitive" and i + 1 < len(self._units):
            clause.link = self._units[i + 1].sense(self._grammar.case)
        elif clause.form == "participle":
            clause.modifies = _next_nominal(self._units, i + 1, self._grammar)
        elif clause.form == "finite":
            self._finite(clause)

    def _finite(self, clause: Clause) -> None:
        """Behind a relative clause goes on the one that it broke into; behind any other a new one begins."""
        clause.pronoun, self._pronoun = self._pronoun, None
        if self._outer is not None:
            clause.start, self._start, self._outer = self._start, self._outer, None
            self._last = None
        else:
            self._start, self._last = clause.end, clause
        self._reported = False

    def _gapped(self, i: int) -> None:
        """The stretch up to a joint has left its verb to the one behind the joint, if both tell of the like."""
        verb = next((k for k in range(i, len(self._units)) if {"vp", "finite"} <= self._units[k].cats), None)
        if self._last is not None:  # or to the one before it
            if verb is None and self._tells(i + 1, len(self._units)):
                self._close(i)
                self._start = i + 1
        elif verb is not None and self._tells(self._start, i) and self._tells(i + 1, verb):
            self._open(self._units[verb], i, i, "finite")
            self._start = i + 1

    def _tells(self, start: int, end: int) -> bool:
        """Units that hold an unmarked nominal of the type that leaves verbs out, and something of when or where."""
        gap, case = self._grammar.gap, self._grammar.case
        found = {i: self._grammar.nominal[self._units[i].cats] for i in range(start, end)}
        kinds = {i: nominal[0] if nominal else None for i, nominal in found.items()}
        follows = {i: self._units[i + 1].cats if i + 1 < len(self._units) else () for i in kinds}
        bare = (i for i, kind in kinds.items() if kind == gap.of and case not in follows[i])
        return next(bare, None) is not None and not set(kinds.values()).isdisjoint(gap.with_)

    def _relative(self, i: int) -> None:
        self._outer = self._start if self._last is None and i > self._start else None
        self._close(i)
        self._start, self._pronoun = i + 1, i


def _next_nominal(units: Sequence[Unit], i: int, grammar: ClauseGrammar) -> int | None:
    """The nominal that a participle stands before: over what qualifies one, unless that has a case of its own."""
    while i < len(units) and not units[i].cats.isdisjoint(grammar.skip):
        if i + 1 < len(units) and grammar.case in units[i + 1].cats:
            break
        i += 1
    return i if i < len(units) and grammar.nominal[units[i].cats] else None


def _give_owners(
    groups: Sequence[Group], clauses: Sequence[Clause], whole: Sequence[Clause], grammar: ClauseGrammar
) -> None:
    """Each group its clause: non-finite ones take theirs first, the rest stays with the whole clause around."""
    by_index = {g.index: g for g in groups}
    for clause in clauses:
        if not clause.whole:
            _take_left(clause, by_index, grammar)
    for group in groups:
        around = _around(group.index, whole) if group.owner < 0 else None
        if around is not None:
            group.owner = around.number


def _take_left(clause: Clause, by_index: Mapping[int, Group], grammar: ClauseGrammar) -> None:
    """A non-finite clause owns the groups to its left as far as the first that cannot be its own."""
    for i in range(clause.at - 1, clause.start - 1, -1):
        group = by_index.get(i)
        if group is None:
            continue
        complement = group.index == clause.at - 1 and group.case == grammar.bare and group.kind in grammar.complements
        if group.owner >= 0 or (group.kind in grammar.barrier.get(group.case, ()) and not complement):
            break
        unmarked = group.case in (grammar.genitive, grammar.bare) and group.kind != "date"
        if clause.form == "participle" and unmarked and not complement:
            break
        group.owner = clause.number


def _around(i: int, whole: Sequence[Clause]) -> Clause | None:
    """The finite or verbless clause that the unit at i stands in, else the next, else the last one."""
    if len(whole) == 1:
        return whole[0]
    inside = [c for c in whole if c.start <= i < c.end]
    if inside:  # the innermost: a relative clause may stand inside another
        return max(inside, key=lambda c: c.start)
    later = [c for c in whole if c.at >= i]
    return next(iter(later or whole[-1:]), None)


# --- genitives --------------------------------------------------------------------------------------------------------
def _give_heads(
    groups: Sequence[Group], units: Sequence[Unit], clauses: Sequence[Clause], grammar: ClauseGrammar
) -> None:
    """Each genitive its head: the next noun to the right, over a participle with its own groups."""
    owned = {g.index: g.owner for g in groups}
    participles = {c.number: c for c in clauses if c.form == "participle"}
    aside = {g.index for g in groups if g.kind in grammar.aside and g.case != grammar.bare}
    for group in groups:
        if group.case != grammar.genitive:
            continue
        i = (group.sibling if group.sibling is not None else group.index) + 1
        i += i < len(units) and grammar.case in units[i].cats
        while i < len(units):
            inner = participles.get(owned.get(i, -1))
            if not units[i].cats.isdisjoint(grammar.relational):
                break
            if inner is not None and owned[i] != group.owner:
                i = inner.at + 1
            elif _passed(units[i], grammar):
                i += 1
            elif i in aside and group.kind in grammar.owners:
                i += 2  # "both ministers' meeting in Sydney", with the place before it
            else:
                break
        group.head = i if i < len(units) else None


def _passed(unit: Unit, grammar: ClauseGrammar) -> bool:
    """Whether a genitive goes past a unit on the way to its head: a participle, or what qualifies the head."""
    if {"vp", "participle"} <= unit.cats:
        return True
    return MARK not in unit.cats and not unit.cats.isdisjoint(grammar.skip)
