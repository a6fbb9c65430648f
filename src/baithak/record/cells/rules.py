"""Decisions on the shelves: under each target, what was ruled about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import pairwise, product

from baithak.model import Json
from baithak.record.cells.ledger import Desk, PerKey
from baithak.record.decisions import Rulings
from baithak.record.forms import FormKey

ALL = "all"
"""The key of the only cell of a stage that has one."""


class Rules(PerKey):
    """Puts the decisions that count under each of their targets, `ruling`, and where they are carried out."""

    name = "rules"

    def __init__(self) -> None:
        self.rulings = Rulings()

    def work(self, key: str, desk: Desk) -> None:
        counting = self.rulings.of("merge", "split", "pin", "accept", "reject")
        live = {decision.id for decision in counting}
        every = [[d.id, d.kind, list(d.targets) if d.id in live else []] for d in self.rulings.every]
        desk.put("decisions", key, every)
        merges = [[d.id, one, other, d.said] for d, one, other in self.rulings.pairs("merge")]
        if merges:
            desk.put("merges", key, merges)
        on_events = [asdict(decision) for decision in counting if decision.kind != "reject"]
        if on_events:
            desk.put("event rulings", key, on_events)
        for place, decision in enumerate(counting):
            for target in decision.targets:
                said = {"kind": decision.kind, "targets": list(decision.targets), "place": place, "said": decision.said}
                desk.put("ruling", target, said, source=decision.id)


def called(form: FormKey, traits: Json) -> set[str]:
    """The ids by which a decision may name a form."""
    return {form.id, *traits["ids"]}


def kept_apart(forms: Mapping[str, Json], desk: Desk) -> set[frozenset[str]]:
    """The pairs of these forms (key -> traits) that decisions split."""
    named: dict[str, list[str]] = {}
    for key, traits in forms.items():
        for target in called(FormKey.of(key), traits):
            named.setdefault(target, []).append(key)
    found: set[frozenset[str]] = set()
    for target in named:
        for one, other in splits(target, desk):
            found |= {frozenset(pair) for pair in product(named.get(one, ()), named.get(other, ()))}
    return found


def splits(target: str, desk: Desk) -> Iterable[tuple[str, str]]:
    """The pairs of neighbouring targets of decisions that split this one from others."""
    for ruled in desk.gather("ruling", target).values():
        if ruled["kind"] == "split":
            yield from pairwise(ruled["targets"])
