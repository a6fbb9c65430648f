"""The nominals of a sentence: what each is, and its case; which of them belong to another from the start."""

from __future__ import annotations

from collections.abc import Sequence

from baithak.language.lexicon import Unit
from baithak.language.roles import Role, Syntax


class Group:
    """A nominal with its case. index: of its unit. head: index of the unit that a genitive belongs to.

    owner: number of its clause, -1 while it has none. sibling: index of the coordinated nominal that gives the case.
    """

    __slots__ = ("case", "head", "index", "kind", "owner", "sibling", "unit")

    def __init__(self, unit: Unit, index: int, kind: str, case: str, head: int | None = None) -> None:
        self.unit = unit
        self.index = index
        self.kind = kind
        self.case = case
        self.head = head
        self.owner = -1
        self.sibling: int | None = None


Groups = list[Group | None]
"""By the index of the unit, none for what is no nominal."""


def nominals(units: Sequence[Unit], roles: list[Role], syntax: Syntax) -> Groups:
    """Nominals with their cases; one of several coordinated nominals has the case of the last."""
    found: Groups = []
    pending: list[Group] = []
    size = len(roles)
    for i, role in enumerate(roles):
        if role.kind is None:
            found.append(None)
            continue
        behind = i + 2 if i + 2 < size and roles[i + 1].gloss else i + 1
        case = (roles[behind].case if behind < size else None) or role.inherent
        group = Group(units[i], i, role.kind, case or syntax.bare)
        if pending and not _joined(roles, pending[-1], group):
            pending = []
        found.append(group)
        pending.append(group)
        if case:
            for earlier in pending:
                earlier.case, earlier.sibling = case, i if earlier is not group else None
            pending = []
    groups = [group for group in found if group is not None]
    for group in groups:
        if group.case == syntax.cause:
            _give_to_cause(group, found, roles, syntax)
    _join_over_owners(groups, roles, syntax)
    return found


def _join_over_owners(groups: list[Group], roles: list[Role], syntax: Syntax) -> None:
    """ "The commission's 16th meeting and [the two countries'] fifth dialogue": both have the case of the second."""
    for i in range(1, len(groups) - 1):
        left, owner = groups[i - 1], groups[i]
        if (
            left.case == syntax.bare
            and owner.case == syntax.genitive
            and owner.index == left.index + 2
            and roles[owner.index].owner
            and syntax.alike[left.kind] == syntax.alike[groups[i + 1].kind]
            and roles[left.index + 1].joins
        ):
            left.case, left.sibling = groups[i + 1].case, groups[i + 1].index


def _give_to_cause(cause: Group, at: Groups, roles: list[Role], syntax: Syntax) -> None:
    """A place right before a cause, over what the cause consists of, is where that was: "because of the protests of
    the farmers in Nepal"."""
    for i in range(cause.index - 1, -1, -1):
        group, role = at[i], roles[i]
        if group is not None and group.case in syntax.of_cause_cases and group.kind in syntax.of_cause:
            group.head = cause.index
            for earlier in at[:i]:
                if earlier is not None and earlier.sibling == i:
                    earlier.head = cause.index
            return
        if role.part is not None or (group is not None and group.kind not in syntax.things):
            return


def _joined(roles: list[Role], left: Group, right: Group) -> bool:
    if left.kind != right.kind or not 1 < right.index - left.index <= 3:
        return False
    return roles[left.index + 1].joins and roles[right.index - 1].joins
