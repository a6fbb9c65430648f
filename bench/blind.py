"""First-contact figures of a golden set: sittings, people over all roles, and wrong slots beside empty ones.

    python -m bench.blind SET [--claims CLAIMS.jsonl]

SET is a folder of tests/golden with gold of its own; without --claims this installation reads its pages.

core: of the gold's sessions and the claimed ones, those that agree in body, number, date and status (F1).
people: of the people in role slots of the gold's claims, those that the claim paired with it names (F1); what an
optional claim names costs nothing when it is missed. A slot is empty where nothing is claimed and wrong where
something else is; wrong ones count twice.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from baithak.model import Json
from bench.golden import ROOT, claims_of, date_right, kin, names_of, off, same

PEOPLE = ("co_chair", "participant", "visitor", "speaker", "inviter", "invitee", "signatory", "actor", "holder")
Names = Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Score:
    """Counts of right, claimed and wanted things; slots: outcome -> how many."""

    core: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    slots: Counter[str] = field(default_factory=Counter)


def f1(counts: Mapping[str, int]) -> float:
    """The harmonic mean of precision and recall out of right, claimed and wanted."""
    return 2 * counts["right"] / ((counts["claimed"] + counts["wanted"]) or 1)


def score(folder: Path, made: Sequence[Json], pages: Set[str] | None = None) -> Score:
    """All figures of a golden set, or of some of its pages, for claims in the contract's form."""
    entities = json.loads((folder / "entities.json").read_text("utf-8"))
    names = names_of(entities)
    gold = [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").splitlines() if line.strip()]
    gold = [claim for claim in gold if pages is None or claim["doc"] in pages]
    people = {key for key, entity in entities.items() if entity["kind"] == "person"}
    result = Score()
    used: set[str] = set()
    for want, claim in _pairs(gold, made, names):
        if claim is not None:
            used.add(claim["id"])
        _count_core(want, claim, names, result.core)
        _count_people(want, claim, names, people, result.people)
        _count_slots(want, claim, names, result.slots)
    for claim in made:
        echo = any(kin(want, claim) for want in gold if want["doc"] == str(claim["doc"]).rpartition("/")[2])
        if claim["id"] not in used and not echo:
            result.core["claimed"] += claim["type"] == "session"
            result.people["claimed"] += len(_people(claim))
    return result


def _pairs(gold: Sequence[Json], made: Sequence[Json], names: Names) -> Iterator[tuple[Json, Json | None]]:
    """Each gold claim with the claim of its page that agrees with it best."""
    taken: set[str] = set()
    for want in sorted(gold, key=lambda w: bool(w.get("optional"))):
        page = [c for c in made if str(c["doc"]).rpartition("/")[2] == want["doc"] and c["id"] not in taken]
        near = [c for c in page if kin(want, c) or _same_sitting(want, c, names)]
        best = min(near, key=lambda c: len(off(want, c, names)), default=None)
        if best is not None:
            taken.add(best["id"])
        yield want, best


def _same_sitting(want: Json, claim: Json, names: Names) -> bool:
    numbered = want["type"] == claim["type"] == "session" and want.get("ordinal") is not None
    return bool(numbered and want["ordinal"] == claim["ordinal"] and same(want["body"], claim["body"], names))


def _count_core(want: Json, claim: Json | None, names: Names, core: Counter[str]) -> None:
    if want["type"] != "session":
        return
    right = (
        claim is not None
        and same(want["body"], claim["body"], names)
        and claim["ordinal"] == want.get("ordinal")
        and claim["status"] == want["status"]
        and (date_right(want, claim["date"]) if want.get("date") else not claim["date"])
    )
    if want.get("optional") and not right:
        return
    core["wanted"] += 1
    core["claimed"] += claim is not None
    core["right"] += right


def _people(claim: Json) -> list[Json]:
    return [e for role in PEOPLE for e in claim["roles"].get(role, ()) if e["kind"] in ("person", "office")]


def _count_people(want: Json, claim: Json | None, names: Names, known: set[str], people: Counter[str]) -> None:
    wanted = {key for role in PEOPLE for key in want.get("roles", {}).get(role, ()) if key in known}
    found = _people(claim) if claim is not None else []
    right = {key for key in wanted if any(same(key, entity, names) for entity in found)}
    if want.get("optional"):
        wanted = right
    people["wanted"] += len(wanted)
    people["right"] += len(right)
    people["claimed"] += len({e["id"] for e in found})


def _count_slots(want: Json, claim: Json | None, names: Names, slots: Counter[str]) -> None:
    if want.get("optional"):
        return
    filled = [s for s in ("status", "ordinal", "date", "body", "parent", "attribution") if want.get(s) is not None]
    filled += list(want.get("roles", {}))
    amiss = set(off(want, claim, names)) if claim is not None else set(filled)
    for slot in filled:
        held = claim is not None and (claim["roles"].get(slot) if slot in claim["roles"] else claim.get(slot))
        slots["right" if slot not in amiss else "wrong" if held else "empty"] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="a folder of tests/golden")
    parser.add_argument("--claims", type=Path, help="an export to score instead of reading the pages now")
    given = parser.parse_args()
    folder = ROOT / "tests" / "golden" / given.name
    lines = given.claims.read_text("utf-8").splitlines() if given.claims else ()
    result = score(folder, [json.loads(line) for line in lines] or claims_of(folder / "pages"))
    cost = 2 * result.slots["wrong"] + result.slots["empty"]
    print(f"{given.name}: core F1 {f1(result.core):.3f}  {dict(result.core)}")
    print(f"{given.name}: people F1 {f1(result.people):.3f}  {dict(result.people)}")
    print(f"{given.name}: slots {dict(result.slots)}, cost {cost} (wrong counts twice)")


if __name__ == "__main__":
    main()
