"""From phrases to clauses: every nominal gets its case, every verb complex its groups.

A clause ends in its verb complex; what stands behind a finite one and has no verb of its own (headlines put the
object there) belongs to it. Infinitives, participles and adverbial forms are clauses of their own, which take from
their left what can be theirs: a subject, an addressee or a group in the genitive stays with the clause around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from baithak.language.lexicon import MARK, Strict, Unit


class ClauseGrammar(Strict):
    """The categories that clauses are cut by (``clauses`` of a language's frames.yml).

    kinds: type of nominal -> categories; nominals of one type can be coordinated. joints: what may stand between them; owner: whose
    genitive may stand there too.
    skip: what does not come between a genitive and its head. barrier: case -> types that a non-finite clause does not
    take from its left. bare: the name of the case that no marker shows. complement: what opens a reported clause.
    relative: class of the relative pronouns, by the case in which they stand for what is before them.
    topical: the kinds of nominal that they stand for first; stands_for, relative_case: sense of a pronoun -> its own
    kinds and case ("where").
    """

    kinds: Mapping[str, tuple[str, ...]]
    owner: str
    joints: tuple[str, ...]
    skip: tuple[str, ...]
    barrier: Mapping[str, tuple[str, ...]]
    inherent: Mapping[str, str]
    complements: tuple[str, ...]
    bare: str
    case: str
    genitive: str
    complement: str
    relative: str
    topical: tuple[str, ...]
    stands_for: Mapping[str, tuple[str, ...]]
    relative_case: Mapping[str, str]
    cuts: tuple[str, ...]


@dataclass(slots=True)
class Group:
    """A nominal with its case. head: index of the unit that a genitive belongs to. owner: index of its clause."""

    unit: Unit
    index: int
    kind: str
    case: str
    head: int | None = None
    owner: int = -1
    sibling: int | None = None


@dataclass(slots=True)
class Clause:
    """A verb complex with its groups. form: finite, infinitive, participle, adverbial or verbless.

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
    def aspect(self) -> str | None:
        return self.verb.sense("aspect") if self.verb else None

    @property
    def lemma(self) -> str | None:
        main = self.verb.part("main") if self.verb else None
        return (main.sense("verb") or main.sense("ki") or main.sense("be")) if main else None


@dataclass(slots=True)
class Parse:
    """A sentence: its units, the groups in order, and the clauses in order of their verbs."""

    units: Sequence[Unit]
    groups: list[Group]
    clauses: list[Clause]


def parse(units: Sequence[Unit], grammar: ClauseGrammar) -> Parse:
    """Groups and clauses of one sentence's phrases."""
    groups = list(_groups(units, grammar))
    _join_over_owners(groups, units, grammar)
    clauses = sorted(_spans(units, grammar), key=lambda c: c.number)
    by_index = {g.index: g for g in groups}
    for clause in clauses:
        if clause.form in ("participle", "infinitive", "adverbial"):
            _take_left(clause, by_index, grammar)
    for group in groups:
        if group.owner < 0:
            owner = _finite_around(group.index, clauses)
            if owner is not None:
                group.owner = owner.number
    for clause in clauses:
        clause.groups = [g for g in groups if g.owner == clause.number]
        if clause.pronoun is not None:
            clause.groups += _antecedent(clause.pronoun, units, groups, grammar)
        if clause.form != "finite" and clause.form != "verbless":
            around = _finite_around(clause.at, clauses)
            clause.matrix = around.number if around else None
    _heads(groups, units, clauses, grammar)
    return Parse(units, groups, clauses)


def _kind(unit: Unit, grammar: ClauseGrammar) -> str | None:
    return next((kind for kind, cats in grammar.kinds.items() if not unit.cats.isdisjoint(cats)), None)


def _groups(units: Sequence[Unit], grammar: ClauseGrammar) -> Iterator[Group]:
    """Nominals with their cases; one of several coordinated nominals has the case of the last."""
    pending: list[Group] = []
    for i, unit in enumerate(units):
        kind = _kind(unit, grammar)
        if kind is None:
            continue
        case = units[i + 1].sense(grammar.case) if i + 1 < len(units) and grammar.case in units[i + 1].cats else None
        case = case or next((grammar.inherent[c] for c in unit.cats if c in grammar.inherent), None)
        group = Group(unit, i, kind, case or grammar.bare)
        if pending and not _joined(units, pending[-1], group, grammar):
            yield from pending
            pending = []
        pending.append(group)
        if case:
            for earlier in pending:
                earlier.case, earlier.sibling = case, i if earlier is not group else None
            yield from pending
            pending = []
    yield from pending


def _join_over_owners(groups: Sequence[Group], units: Sequence[Unit], grammar: ClauseGrammar) -> None:
    """ "The commission's 16th meeting and [the two countries'] fifth dialogue": both have the case of the second."""
    for left, owner, right in zip(groups, groups[1:], groups[2:], strict=False):
        apart = units[left.index + 1 : owner.index]
        if (
            left.kind == right.kind and left.case == grammar.bare and grammar.owner in owner.unit.cats
            and owner.case == grammar.genitive and len(apart) == 1 and not apart[0].cats.isdisjoint(grammar.joints)
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
    return [Group(g.unit, g.index, g.kind, case, head=None if case != grammar.genitive else at + 1) for g in found]


def _spans(units: Sequence[Unit], grammar: ClauseGrammar) -> Iterator[Clause]:
    number, start, reported = 0, 0, False
    last: Clause | None = None
    outer: int | None = None  # where the clause began that a relative one has broken into
    pronoun: int | None = None
    for i, unit in enumerate(units):
        if "vp" in unit.cats:
            form = next(f for f in ("finite", "infinitive", "participle", "adverbial") if f in unit.cats)
            clause = Clause(number, start, i + 1, unit, i, form, reported=reported)
            if form == "infinitive" and i + 1 < len(units):
                clause.link = units[i + 1].sense(grammar.case)
            if form == "participle":
                clause.modifies = _next_nominal(units, i + 1, grammar)
            number += 1
            if form == "finite":
                clause.pronoun, pronoun = pronoun, None
                if outer is not None:
                    clause.start, start, outer = start, outer, None
                    last, reported = None, False
                else:
                    start, last, reported = i + 1, clause, False
            yield clause
        elif grammar.relative in unit.cats:
            outer = start if last is None and i > start else None
            if last is not None:
                last.end, last = i, None
            start, pronoun = i + 1, i
        elif grammar.complement in unit.cats:
            start, last, reported = i + 1, None, True
        elif not unit.cats.isdisjoint(grammar.cuts) and last is not None:
            last.end, last, start = i, None, i + 1
    if last is not None:
        last.end = len(units)
    elif start < len(units):
        yield Clause(number, start, len(units), None, len(units), "verbless", reported=reported)


def _next_nominal(units: Sequence[Unit], i: int, grammar: ClauseGrammar) -> int | None:
    while i < len(units) and not units[i].cats.isdisjoint(grammar.skip):
        i += 1
    return i if i < len(units) and _kind(units[i], grammar) else None


def _take_left(clause: Clause, by_index: Mapping[int, Group], grammar: ClauseGrammar) -> None:
    """A non-finite clause owns the groups to its left as far as the first that cannot be its own."""
    for i in range(clause.at - 1, clause.start - 1, -1):
        group = by_index.get(i)
        if group is None:
            continue
        if group.owner >= 0 or group.kind in grammar.barrier.get(group.case, ()):
            break
        complement = group.index == clause.at - 1 and group.kind in grammar.complements
        if clause.form == "participle" and group.case in (grammar.genitive, grammar.bare) and group.kind != "date":
            if not complement:
                break
        group.owner = clause.number


def _finite_around(i: int, clauses: Sequence[Clause]) -> Clause | None:
    whole = [c for c in clauses if c.form in ("finite", "verbless")]
    inside = [c for c in whole if c.start <= i < c.end]
    if inside:  # the innermost: a relative clause may stand inside another
        return max(inside, key=lambda c: c.start)
    later = [c for c in whole if c.at >= i]
    return later[0] if later else (whole[-1] if whole else None)


def _heads(groups: Sequence[Group], units: Sequence[Unit], clauses: Sequence[Clause], grammar: ClauseGrammar) -> None:
    owned = {g.index: g.owner for g in groups}
    participles = {c.number: c for c in clauses if c.form == "participle"}
    for group in groups:
        if group.case != grammar.genitive:
            continue
        i = (group.sibling if group.sibling is not None else group.index) + 1
        i += i < len(units) and grammar.case in units[i].cats
        while i < len(units):
            unit = units[i]
            inner = participles.get(owned.get(i, -1))
            if inner is not None and owned[i] != group.owner:
                i = inner.at + 1
            elif "vp" in unit.cats and "participle" in unit.cats:
                i += 1
            elif unit.cats.isdisjoint(grammar.skip) or MARK in unit.cats:
                break
            else:
                i += 1
        group.head = i if i < len(units) else None
