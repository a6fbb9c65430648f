"""From phrases to clauses: every nominal gets its case, every verb complex its groups.

A clause ends in its verb complex; what stands behind a finite one and has no verb of its own (headlines put the
object there) belongs to it. Infinitives, participles and adverbial forms are clauses of their own, which take from
their left what can be theirs: a subject, an addressee or a group in the genitive stays with the clause around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from baithak.language.lexicon import Unit
from baithak.language.nominals import Group, Groups, nominals
from baithak.language.roles import Role, Syntax

_QUALIFIERS: Final = 2  # units between which a determiner of a noun stands


class Clause:
    """A verb complex with its groups. form: finite, infinitive, participle, adverbial or verbless.

    start, end: indices of units, half-open. at: index of the verb complex; without one, the end of the sentence.
    link: the case behind an infinitive ("in order to", "after"). modifies: index of the noun behind a participle.
    matrix: number of the clause around a non-finite one. reported: opened by a complementiser. pronoun: index of the
    relative pronoun that opens it. lemma: of the verb that carries the meaning.
    """

    __slots__ = (
        "at", "end", "form", "groups", "lemma", "link", "matrix", "modifies", "number", "pronoun", "reported", "start",
        "verb",
    )  # fmt: skip

    def __init__(
        self, number: int, start: int, end: int, verb: Unit | None, at: int, form: str, reported: bool
    ) -> None:
        self.number = number
        self.start = start
        self.end = end
        self.verb = verb
        self.at = at
        self.form = form
        self.link: str | None = None
        self.modifies: int | None = None
        self.matrix: int | None = None
        self.reported = reported
        self.pronoun: int | None = None
        self.groups: list[Group] = []
        main = verb.part("main") if verb is not None else None
        self.lemma = (main.sense("verb") or main.sense("ki") or main.sense("be")) if main is not None else None

    @property
    def whole(self) -> bool:
        """Whether it can stand alone, and others in it."""
        return self.form in ("finite", "verbless")

    @property
    def aspect(self) -> str | None:
        return self.verb.sense("aspect") if self.verb else None


class Parse:
    """A sentence: its units, what each is to the clauses (roles), the groups in order, and the clauses in order of
    their verbs.

    cats: the categories of all units; cases: the cases of all groups. What needs one of them need not look further.
    """

    __slots__ = ("_group", "cases", "cats", "clauses", "groups", "roles", "units")

    def __init__(
        self, units: Sequence[Unit], roles: list[Role], groups: list[Group], clauses: list[Clause], at: Groups
    ) -> None:
        self.units = units
        self.roles = roles
        self.groups = groups
        self.clauses = clauses
        self.cats: frozenset[str] = frozenset().union(*[unit.cats for unit in units])
        self.cases = frozenset([group.case for group in groups])
        self._group = at

    def group(self, index: int | None) -> Group | None:
        """The group of the unit at an index."""
        return self._group[index] if index is not None and 0 <= index < len(self._group) else None

    def before(self, unit: Unit) -> frozenset[str]:
        """The categories of what stands right before a unit, or before the one that it is a part of."""
        at = next((i for i, u in enumerate(self.units) if u.first <= unit.first < u.last), 0)
        kids = [u.cats for u in self.units[at].kids if u.last <= unit.first]
        outside = [u.cats for u in self.units[max(at - _QUALIFIERS, 0) : at]]
        return frozenset().union(*(kids or outside))

    def clause(self, number: int | None) -> Clause | None:
        return self.clauses[number] if number is not None and number >= 0 else None


def parse(units: Sequence[Unit], syntax: Syntax) -> Parse:
    """Groups and clauses of one sentence's phrases."""
    roles = [syntax.roles[unit.cats] for unit in units]
    at = nominals(units, roles, syntax)
    groups = [group for group in at if group is not None]
    clauses = _Cutter(units, roles, syntax).clauses()
    whole = [clause for clause in clauses if clause.whole]
    _give_owners(groups, at, clauses, whole, syntax)
    for group in groups:
        if group.owner >= 0:
            clauses[group.owner].groups.append(group)
    for clause in clauses:
        if clause.pronoun is not None:
            clause.groups += _antecedent(clause.pronoun, units, groups, syntax)
        if not clause.whole:
            around = _around(clause.at, whole)
            clause.matrix = around.number if around else None
    _give_heads(groups, at, roles, clauses, syntax)
    return Parse(units, roles, groups, clauses, at)


def _antecedent(at: int, units: Sequence[Unit], groups: Sequence[Group], syntax: Syntax) -> list[Group]:
    """What a relative pronoun stands for, in the pronoun's case: a nominal of its kinds before it, else the last."""
    before = [g for g in groups if g.index < at]
    sense = units[at].sense(syntax.relative) or syntax.bare
    first = syntax.stands_for.get(sense, syntax.topical)
    found = ([g for g in before if g.kind in first] or before)[-1:]
    case = syntax.relative_case.get(sense, sense)
    return [Group(g.unit, g.index, g.kind, case, head=at + 1 if case == syntax.genitive else None) for g in found]


# --- clauses ----------------------------------------------------------------------------------------------------------
class _Cutter:
    """Cuts one sentence into clauses, from left to right.

    start: where the clause at hand begins; outer: where the one began that a relative clause has broken into.
    last: the finite clause that may still get what stands behind its verb.
    """

    def __init__(self, units: Sequence[Unit], roles: list[Role], syntax: Syntax) -> None:
        self._units = units
        self._roles = roles
        self._syntax = syntax
        self._found: list[Clause] = []
        self._start = 0
        self._outer: int | None = None
        self._last: Clause | None = None
        self._pronoun: int | None = None
        self._reported = False

    def clauses(self) -> list[Clause]:
        """The clauses in the order of their verbs; what has no verb at the end is one without."""
        for i, role in enumerate(self._roles):
            part = role.part
            if part == "verb":
                self._verb(i, role)
            elif part == "relative":
                self._relative(i)
            elif part == "complement":
                self._start, self._last, self._reported = i + 1, None, True
            elif self._last is not None and (part == "cut" or (role.joins and self._goes_on(self._last, i))):
                self._close(i)
                self._start = i + 1
            elif role.parts:
                self._gapped(i)
            elif role.turn and self._tells(self._start, i):
                self._open(None, i, i, "verbless")  # a headline: "the sixth round in Pokhara, on the other hand …"
                self._start = i + 1
        end = len(self._roles)
        if self._last is not None:
            self._close(end)
        elif self._start < end:
            self._rest(end)
        return self._found

    def _goes_on(self, last: Clause, i: int) -> bool:
        """A conjunction right behind a finite verb opens a clause if a verb is still to come."""
        return last.at == i - 1 and self._next_verb(i + 1) is not None

    def _next_verb(self, i: int) -> int | None:
        """The index of the finite verb from here on that is the nearest."""
        for k in range(i, len(self._roles)):
            if self._roles[k].finite:
                return k
        return None

    def _rest(self, end: int) -> None:
        """What stands behind the last verb: a clause without one, or more of what the verb before says."""
        before = next((c for c in reversed(self._found) if c.form == "finite"), None)
        cases = {role.case for role in self._roles[self._start : end]}
        opened = any(role.contrast for role in self._roles[max(self._start - 1, 0) : self._start + 1])
        if before is not None and self._tells(self._start, end) and self._tells(before.start, before.at):
            self._open(before.verb, end, end, "finite")
        elif before is not None and (opened or not cases.isdisjoint(self._syntax.elided)):
            before.end = end
        else:
            self._open(None, end, end, "verbless")

    def _open(self, verb: Unit | None, at: int, end: int, form: str) -> Clause:
        clause = Clause(len(self._found), self._start, end, verb, at, form, self._reported)
        self._found.append(clause)
        return clause

    def _close(self, end: int) -> None:
        """Nothing from here on belongs to the last finite clause."""
        if self._last is not None:
            self._last.end, self._last = end, None

    def _verb(self, i: int, role: Role) -> None:
        clause = self._open(self._units[i], i, i + 1, role.form)
        if clause.form == "infinitive" and i + 1 < len(self._roles):
            clause.link = self._roles[i + 1].case
        elif clause.form == "participle":
            clause.modifies = _next_nominal(self._roles, i + 1)
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
        verb = self._next_verb(i)
        if self._last is not None:  # or to the one before it
            if verb is None and self._tells(i + 1, len(self._roles)):
                self._close(i)
                self._start = i + 1
        elif verb is not None and self._tells(self._start, i) and self._tells(i + 1, verb):
            self._open(self._units[verb], i, i, "finite")
            self._start = i + 1

    def _tells(self, start: int, end: int) -> bool:
        """Units that hold an unmarked nominal of the type that leaves verbs out, and something of when or where."""
        bare = beside = False
        for i in range(start, end):
            kind = self._roles[i].kind
            marked = i + 1 < len(self._roles) and self._roles[i + 1].marker
            bare = bare or (kind == self._syntax.gap_of and not marked)
            beside = beside or kind in self._syntax.gap_with
        return bare and beside

    def _relative(self, i: int) -> None:
        self._outer = self._start if self._last is None and i > self._start else None
        self._close(i)
        self._start, self._pronoun = i + 1, i


def _next_nominal(roles: list[Role], i: int) -> int | None:
    """The nominal that a participle stands before: over what qualifies one, unless that has a case of its own."""
    size = len(roles)
    while i < size and roles[i].qualifies and not (i + 1 < size and roles[i + 1].marker):
        i += 1
    return i if i < size and roles[i].kind is not None else None


def _give_owners(groups: list[Group], at: Groups, clauses: list[Clause], whole: list[Clause], syntax: Syntax) -> None:
    """Each group its clause: non-finite ones take theirs first, the rest stays with the whole clause around."""
    told = 0
    for clause in clauses:
        if clause.form == "finite":
            told = clause.at  # a relative clause that stands inside another keeps what is its own
        elif not clause.whole:
            _take_left(clause, max(clause.start, told), at, syntax)
    for group in groups:
        around = _around(group.index, whole) if group.owner < 0 else None
        if around is not None:
            group.owner = around.number


def _take_left(clause: Clause, start: int, at: Groups, syntax: Syntax) -> None:
    """A non-finite clause owns the groups to its left as far as the first that cannot be its own."""
    for i in range(clause.at - 1, start - 1, -1):
        group = at[i]
        if group is None:
            continue
        complement = i == clause.at - 1 and group.case == syntax.bare
        complement = complement and (group.kind in syntax.complements or clause.lemma in syntax.becoming)
        barrier = syntax.barrier.get(group.case)
        if group.owner >= 0 or (barrier is not None and group.kind in barrier and not complement):
            break
        unmarked = group.case in (syntax.genitive, syntax.bare) and group.kind not in syntax.adverbial
        if clause.form == "participle" and unmarked and not complement:
            break
        group.owner = clause.number


def _around(i: int, whole: list[Clause]) -> Clause | None:
    """The finite or verbless clause that the unit at i stands in, else the next, else the last one."""
    if len(whole) == 1:
        return whole[0]
    inside: Clause | None = None  # the innermost: a relative clause may stand inside another
    later: Clause | None = None
    for clause in whole:
        if clause.start <= i < clause.end and (inside is None or clause.start > inside.start):
            inside = clause
        if later is None and clause.at >= i:
            later = clause
    return inside or later or (whole[-1] if whole else None)


# --- genitives --------------------------------------------------------------------------------------------------------
def _give_heads(groups: list[Group], at: Groups, roles: list[Role], clauses: list[Clause], syntax: Syntax) -> None:
    """Each genitive its head: the next noun to the right, over a participle with its own groups."""
    size = len(roles)
    for group in groups:
        if group.case != syntax.genitive:
            continue
        i = (group.sibling if group.sibling is not None else group.index) + 1
        if i < size and roles[i].marker:
            i += 1
        while i < size and not roles[i].relational:
            other, role = at[i], roles[i]
            inner = clauses[other.owner] if other is not None and other.owner not in (-1, group.owner) else None
            if inner is not None and inner.form == "participle":
                i = inner.at + 1
            elif role.participle or (role.qualifies and not role.mark):
                i += 1
            elif other is not None and _aside(other, syntax) and group.kind in syntax.owners:
                i += 2  # "both ministers' meeting in Sydney", with the place before it
            else:
                break
        group.head = i if i < size else None


def _aside(group: Group, syntax: Syntax) -> bool:
    """Whether a group is of those that may stand between an owner and what it owns."""
    return group.kind in syntax.aside and group.case != syntax.bare
