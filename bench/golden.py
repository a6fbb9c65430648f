"""The reader against the golden pages: which gold claims come out right in every slot, and which claims gold backs.

The measure is plain on purpose, so that a clean checkout can hold it: a gold claim is right when one claim of its page
and type, whose quotation overlaps, agrees in each slot that the gold fills. The shared scorer (`make evaluate` runs it
where it is present) also forgives a sitting that is told twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from baithak import pipeline
from baithak.knowledge.load import load
from baithak.language.text import fold_word
from baithak.model import Json
from baithak.store.codec import claim_to_json
from baithak.store.sql import open_store

ROOT = Path(__file__).resolve().parent.parent
READ = frozenset({"hi"})
"""The languages that are read; golden sets in others wait."""

knowledge = cache(load)
_OVERLAP = 10  # code points that two quotations of one claim share at least
_PLAIN = ("status", "ordinal", "cadence", "rotation", "value")
_ENTITIES = ("body", "parent", "attribution")


def gold_sets() -> dict[str, tuple[Path, Path]]:
    """Name -> (folder of the gold, folder of its pages) of each golden set whose language is read."""
    found = {}
    for gold in sorted((ROOT / "tests" / "golden").glob("*/documents.json")):
        documents = json.loads(gold.read_text("utf-8"))
        if {document["lang"] for document in documents} <= READ:
            pages = gold.parent / "pages"
            found[gold.parent.name] = (gold.parent, pages if pages.is_dir() else ROOT / gold.parent.name)
    return found


def claims_of(pages: Path) -> list[Json]:
    """The claims that this installation reads in a folder, in the contract's form."""
    store = open_store(None)
    pipeline.build([pages], store, knowledge())
    with store.view() as view:
        return [claim_to_json(claim) for claim in view.claims()]


@dataclass(frozen=True, slots=True)
class Tally:
    """right of wanted gold claims; backed of made claims; wrong: a line for each that is not so."""

    wanted: int
    right: int
    made: int
    backed: int
    wrong: tuple[str, ...]

    @property
    def exact(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def share_backed(self) -> float:
        return self.backed / self.made if self.made else 0.0


def tally(folder: Path, made: Iterable[Json], pages: Set[str] | None = None) -> Tally:
    """Compare claims with the gold in a folder, or of some of its pages, in the contract's form of gold."""
    names = names_of(json.loads((folder / "entities.json").read_text("utf-8")))
    gold = [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").splitlines() if line.strip()]
    gold = [claim for claim in gold if pages is None or claim["doc"] in pages]
    by_page: dict[str, list[Json]] = {}
    for claim in made:
        by_page.setdefault(str(claim["doc"]).rpartition("/")[2], []).append(claim)
    right, backed, wrong = 0, set(), []
    for want in gold:
        near = [claim for claim in by_page.get(want["doc"], ()) if kin(want, claim)]
        backed |= {claim["id"] for claim in near}
        amiss = min((off(want, claim, names) for claim in near), key=len, default=["missed"])
        if not want.get("optional"):
            right += not amiss
            wrong += [f"{want['doc']} {want['id']} {want['type']}: {', '.join(amiss)}"] if amiss else []
    types = {kind for want in gold for kind in (want["type"], *want.get("types", ()))}
    scored = [c for claims in by_page.values() for c in claims if c["type"] in types]
    wrong += [f"{c['doc']} {c['type']} unbacked: {c['quote'][2][:60]}" for c in scored if c["id"] not in backed]
    return Tally(sum(not w.get("optional") for w in gold), right, len(scored), len(backed), tuple(wrong))


def names_of(entities: Mapping[str, Json]) -> dict[str, frozenset[str]]:
    """Gold id -> all that it goes by, folded."""
    return {key: frozenset(map(fold_word, (key, *entity["names"]))) for key, entity in entities.items()}


def kin(want: Json, claim: Json) -> bool:
    if claim["type"] not in (want["type"], *want.get("types", ())):
        return False
    start, end, _ = claim["quote"]
    return any(min(q[1], end) - max(q[0], start) > _OVERLAP for q in (want["quote"], *want.get("quote_any", ())))


def off(want: Json, claim: Json, names: Mapping[str, frozenset[str]]) -> list[str]:
    """The slots in which the claim does not agree with what the gold fills."""
    amiss = [slot for slot in _PLAIN if want.get(slot) is not None and claim.get(slot) != want[slot]]
    if not date_right(want, claim["date"]):
        amiss.append("date")
    amiss += [s for s in _ENTITIES if want.get(s) and not same(want[s], claim[s], names)]
    for role, wanted in want.get("roles", {}).items():
        filled = claim["roles"].get(role, [])
        if not all(any(same(key, entity, names) for entity in filled) for key in wanted):
            amiss.append(role)
    return amiss


def date_right(want: Json, date: str | None) -> bool:
    if not want.get("date") or date in (want["date"], *want.get("date_any", ())):
        return True
    within = want.get("date_within")
    return bool(within and date and within[0] <= date.partition("/")[0] <= within[1])


def same(key: str, entity: Json | None, names: Mapping[str, frozenset[str]]) -> bool:
    return bool(entity) and not names.get(key, {key}).isdisjoint(_called(entity))


def _called(entity: Any) -> Iterator[str]:
    yield fold_word(entity["id"])
    yield fold_word(entity["text"])
    for found in entity["names"].values():
        yield from map(fold_word, found)
