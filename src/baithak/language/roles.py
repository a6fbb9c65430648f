"""What units are to clauses and frames, worked out once for each set of categories that they have."""

from __future__ import annotations

from baithak.language.lexicon import MARK, sense_of
from baithak.language.schema import FrameFile
from baithak.memo import Memo

_FORMS = ("finite", "infinitive", "participle", "adverbial")


class Role:
    """What a unit of some categories is; whatever is not explained here is as in `ClauseGrammar` and `FrameFile`.

    kind: the type of a nominal, none for what is no nominal, with the case that it has of itself (inherent).
    case: the case that it marks, if it marks one (marker). form: of a verb complex. part: verb, relative, complement
    or cut, if anything of these; cuts: whether it is one of these marks whatever else it is.
    qualifies: it stands between a genitive and its head; joins: between what is coordinated; parts: where a verb is
    left out.
    """

    __slots__ = (
        "between",
        "case",
        "contrast",
        "cuts",
        "finite",
        "form",
        "gaps",
        "gloss",
        "inherent",
        "joins",
        "kind",
        "mark",
        "marker",
        "negation",
        "owner",
        "part",
        "participle",
        "parts",
        "qualifies",
        "relational",
        "turn",
    )  # fmt: skip

    def __init__(self, cats: frozenset[str], file: FrameFile) -> None:
        grammar = file.clauses
        self.kind = next((kind for kind, own in grammar.kinds.items() if not cats.isdisjoint(own)), None)
        self.inherent = next((case for cat, case in grammar.inherent.items() if cat in cats), None)
        self.marker = grammar.case in cats
        self.case = sense_of(grammar.case, cats)
        parts = {
            "verb": ("vp",),
            "relative": (grammar.relative,),
            "complement": (grammar.complement,),
            "cut": grammar.cuts,
        }
        self.part = next((part for part, own in parts.items() if not cats.isdisjoint(own)), None)
        self.cuts = not cats.isdisjoint(grammar.cuts)
        self.form = next((form for form in _FORMS if form in cats), "")
        self.finite = "vp" in cats and "finite" in cats
        self.participle = "vp" in cats and "participle" in cats
        self.mark = MARK in cats
        self.joins = not cats.isdisjoint(grammar.joints)
        self.parts = not cats.isdisjoint(grammar.gap.between)
        self.turn = grammar.turn in cats
        self.gloss = grammar.gloss in cats
        self.owner = grammar.owner in cats
        self.contrast = grammar.contrast in cats
        self.qualifies = not cats.isdisjoint(grammar.skip)
        self.relational = not cats.isdisjoint(grammar.relational)
        self.between = not cats.isdisjoint(file.between)
        self.gaps = not cats.isdisjoint(file.gaps)
        self.negation = file.negation in cats


class Syntax:
    """The grammar of clauses with the roles of its units; attributes are as in `ClauseGrammar`."""

    def __init__(self, file: FrameFile) -> None:
        grammar = file.clauses
        self._file = file
        self.bare = grammar.bare
        self.genitive = grammar.genitive
        self.relative = grammar.relative
        self.alike = {kind: grammar.alike.get(kind, kind) for kind in grammar.kinds}
        self.barrier = {case: frozenset(kinds) for case, kinds in grammar.barrier.items()}
        self.complements = frozenset(grammar.complements)
        self.becoming = frozenset(grammar.becoming)
        self.aside = frozenset(grammar.aside)
        self.adverbial = frozenset(grammar.adverbial)
        self.owners = frozenset(grammar.owners)
        self.elided = frozenset(grammar.elided)
        self.gap_of = grammar.gap.of
        self.gap_with = frozenset(grammar.gap.with_)
        self.cause = grammar.cause.case
        self.of_cause_cases = frozenset(grammar.cause.within)
        self.of_cause = frozenset(grammar.cause.of)
        self.things = frozenset(grammar.things)
        self.topical = frozenset(grammar.topical)
        self.stands_for = {sense: frozenset(kinds) for sense, kinds in grammar.stands_for.items()}
        self.relative_case = dict(grammar.relative_case)
        self.roles: Memo[frozenset[str], Role] = Memo(self._role)

    def _role(self, cats: frozenset[str]) -> Role:
        return Role(cats, self._file)
