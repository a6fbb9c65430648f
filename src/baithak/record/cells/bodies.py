"""The forms in which pages name bodies, which of them are one body, and what it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from baithak.knowledge.load import Knowledge
from baithak.language.spelling import skeleton, words
from baithak.model import Json
from baithak.record.bodies import Bodies, BodyForm, Titles
from baithak.record.cells.graphs import Clumps
from baithak.record.cells.ledger import Desk, Ledger, PerKey
from baithak.record.cells.rules import splits
from baithak.record.cells.shelving import Fact, Slot
from baithak.record.shape import merged

_BETWEEN = "\x1f"


class BodyTraits(PerKey):
    """Puts each form of a body under all by which another form of it can be found: `body block`."""

    name = "body traits"
    over = ("body form",)

    def __init__(self, titles: Titles) -> None:
        self._titles = titles

    def work(self, key: str, desk: Desk) -> None:
        facts = desk.tally("body form", key)
        if not facts:
            return
        desk.put("body", key)
        for block in self.blocks(key, facts, desk):
            desk.put("body block", block)

    def blocks(self, key: str, facts: Iterable[Fact], desk: Desk) -> set[str]:
        """By what another form of the body can be found."""
        names = _names(facts)
        parties = self._titles.parties(key, names)
        keys = {f"name{_BETWEEN}{shared}" for shared, _ in self._titles.shared(names, parties)}
        telling = filter(self._titles.telling, names)
        keys |= {f"spelt{_BETWEEN}{' '.join(map(skeleton, words(name)))}" for name in telling}
        signature = self._titles.signature(key, parties)
        if signature:
            keys.add(_BETWEEN.join(("sign", signature[0], *sorted(signature[1]))))
        return keys | {f"ruled{_BETWEEN}{ruled}" for ruled, _ in _merges(key, desk)}


class BodySets(Clumps):
    """Forms that are one body. `body of`: form -> the form that lends its id; `body set`: its forms and parties."""

    name = "body sets"
    over = ("body", "body block")

    def __init__(self, titles: Titles) -> None:
        self._titles = titles

    def touched(self, slot: Slot, ledger: Ledger) -> Iterable[str]:
        return (slot[2],)

    def linked(self, thing: str, ledger: Ledger) -> Iterable[str]:
        cell = ledger.cell("body traits", thing)
        for shelf, key, _ in cell.written if cell else ():
            if shelf == "body block":
                yield from ledger.entries(shelf, key)

    def work(self, members: Sequence[str], desk: Desk) -> None:
        forms = {key: self._form(key, desk) for key in members}
        for body, ids in self._joined(forms, desk).items():
            parties = sorted({party for key in ids for party in forms[key].parties})
            desk.put("body set", body, {"forms": sorted(ids), "parties": parties})
            for key in ids:
                desk.put("body of", key, body)

    def alike(self, form: str, others: Iterable[str], desk: Desk) -> list[str]:
        """Those of other forms that are one body with a form."""
        forms = {key: self._form(key, desk) for key in {form, *others}}
        (found,) = (ids for ids in self._joined(forms, desk).values() if form in ids)
        return sorted(set(found) - {form})

    def _joined(self, forms: Mapping[str, BodyForm], desk: Desk) -> Mapping[str, Sequence[str]]:
        """The forms of each body."""
        merges = sorted(
            (one["place"], a, b, one["said"])
            for key in sorted(forms)
            for _, one in _merges(key, desk)
            for a, b in pairwise(one["targets"])
            if a in forms and b in forms
        )
        return Bodies(forms, self._titles, [(a, b, said) for _, a, b, said in merges]).sets()

    def _form(self, key: str, desk: Desk) -> BodyForm:
        facts = desk.tally("body form", key)
        names = _names(facts)
        apart = {other for pair in splits(key, desk) if key in pair for other in pair if other != key}
        return BodyForm(
            key,
            tuple(names),
            sum(n for fact, n in facts.items() if fact[0] == "name"),
            self._titles.parties(key, names),
            frozenset(fact[1] for fact in facts if fact[0] == "doc"),
            frozenset((fact[1], fact[2], fact[3]) for fact in facts if fact[0] == "sat"),
            frozenset(fact[1] for fact in facts if fact[0] == "kin") | apart,
        )


class BodyNames(PerKey):
    """What each body is called, the catalogue's names first."""

    name = "body names"
    over = ("body set",)

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def work(self, key: str, desk: Desk) -> None:
        found = desk.value("body set", key)
        if found is None:
            return
        count: Counter[tuple[str, str]] = Counter()
        for form in found["forms"]:
            facts = desk.tally("body form", form)
            count.update({(fact[1], fact[2]): n for fact, n in facts.items() if fact[0] == "name"})
        entry = self._knowledge.bodies.get(key)
        desk.put("name", f"body{_BETWEEN}{key}", merged(entry.names if entry else {}, count))


def _names(facts: Iterable[Fact]) -> list[str]:
    return sorted({fact[2] for fact in facts if fact[0] == "name"})


def _merges(target: str, desk: Desk) -> list[tuple[str, Json]]:
    """The decisions that merge this form with others."""
    return [(key, one) for key, one in desk.gather("ruling", target).items() if one["kind"] == "merge"]
