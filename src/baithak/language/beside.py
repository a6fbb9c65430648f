"""What a clause takes from the clauses beside it: their time, their day if they share it, where somebody has come."""

from __future__ import annotations

from collections.abc import Sequence

from baithak.language.clauses import Clause, Parse
from baithak.language.nominals import Group
from baithak.language.roles import Syntax
from baithak.language.schema import FrameFile


def of_one_time(clause: Clause, parse: Parse, file: FrameFile) -> list[Group]:
    """The dates of the clause that tells of the same time: "when A came in May, both signed"."""
    if parse.cats.isdisjoint((file.when, file.then, file.answer)):
        return []
    whole = [c for c in parse.clauses if c.form == "finite"]
    at = next((i for i, each in enumerate(whole) if each is clause), None)
    if at is None:
        return []
    before = [whole[at - 1]] if at and _twins(whole[at - 1], clause, parse, file) else []
    behind = [c for c in whole[at + 1 : at + 2] if _twins(clause, c, parse, file)]
    return [g for c in (*before, *behind) for g in c.groups if g.kind == "date"]


def _twins(first: Clause, second: Clause, parse: Parse, file: FrameFile) -> bool:
    """Whether two clauses that follow each other are of one time: one begins with "when", or the second answers it."""
    if second.reported or file.status.get(first.aspect or "") != file.status.get(second.aspect or ""):
        return False
    opened, answered = (_opening(c, parse) for c in (first, second))
    inside = [u.cats for u in parse.units[second.start : second.at]]
    answers = any(file.answer in cats for cats in inside)
    return file.when in answered or file.then in answered or answers or (file.when in opened and not inside)


def _opening(clause: Clause, parse: Parse) -> frozenset[str]:
    """The categories of what stands right before a clause, and of its first unit."""
    units: Sequence[frozenset[str]] = [u.cats for u in parse.units[max(clause.start - 1, 0) : clause.start + 1]]
    return frozenset().union(*units)


def come_to(clause: Clause, parse: Parse, file: FrameFile) -> list[Group]:
    """Where somebody has come right before he does something there: "having gone to the memorial, he laid a wreath"."""
    gone = [c for c in parse.clauses if c.lemma in file.errands and c.at < clause.at]
    inner = [c for c in gone if c.form == "adverbial" and c.matrix == clause.number]
    joined = [c for c in gone if c.form == "finite" and c.aspect == clause.aspect and _joined(c, clause, parse, file)]
    return [g for c in (*inner, *joined) for g in c.groups]


def _joined(first: Clause, second: Clause, parse: Parse, file: FrameFile) -> bool:
    between = parse.units[first.at + 1 : second.start]
    joint = len(between) == 1 and not between[0].cats.isdisjoint(file.clauses.joints)
    return joint and second.pronoun is None and not second.reported


def timed(clause: Clause, parse: Parse) -> Clause:
    """The clause whose time is that of a clause: of one added without a verb, the one before it."""
    before = [c for c in parse.clauses if c.form == "finite" and c.at < clause.start]
    return before[-1] if clause.form == "verbless" and before else clause


def of_a_thing(clause: Clause, parse: Parse, syntax: Syntax) -> bool:
    """Whether a participle tells what some thing did ("the protests that took place"), and nobody else."""
    noun = _owned(clause, parse)
    return noun is not None and noun.kind in syntax.things


def of_a_cause(clause: Clause, parse: Parse, syntax: Syntax) -> bool:
    """Whether a participle is of why something is so ("because of the floods that came in Nepal")."""
    noun = _owned(clause, parse)
    return noun is not None and noun.case == syntax.cause


def _owned(clause: Clause, parse: Parse) -> Group | None:
    """The noun behind a participle; of owners the one that they own in the end ("the floods of Nepal's rivers")."""
    noun = parse.group(clause.modifies)
    while noun is not None and noun.head is not None and noun.head > noun.index:
        noun = parse.group(noun.head)
    return noun
