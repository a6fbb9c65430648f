"""How far two blind annotators of one golden set agree: the second one's claims scored as if a reader had made them.

    python -m bench.agreement SET

The second annotation lies in tests/golden/SET/second and covers some of the set's pages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from baithak.model import Json
from bench.blind import f1, score
from bench.golden import ROOT, tally


def rows(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def as_claims(folder: Path) -> list[Json]:
    """A gold folder's claims in the form of exported ones."""
    entities = json.loads((folder / "entities.json").read_text("utf-8"))

    def entity(key: str | None) -> Json | None:
        if key is None:
            return None
        known = entities[key]
        return {"id": key, "kind": known["kind"], "names": {"": known["names"]}, "text": known["names"][0]}

    slots = ("body", "parent", "attribution")
    blank = {"ordinal": None, "date": None, "status": None, "cadence": None, "rotation": None, "value": None}
    return [
        blank
        | claim
        | {slot: entity(claim.get(slot)) for slot in slots}
        | {"roles": {role: [entity(key) for key in keys] for role, keys in claim.get("roles", {}).items()}}
        for claim in rows(folder / "claims.jsonl")
    ]


def main() -> None:
    folder = ROOT / "tests" / "golden" / sys.argv[1]
    second = as_claims(folder / "second")
    pages = {claim["doc"] for claim in second}
    found = score(folder, second, pages)
    exact = tally(folder, second, pages)
    print(f"{folder.name}: pages annotated twice {len(pages)}")
    print(f"right in every slot {exact.right} of {exact.wanted}; the first backs {exact.backed} of {exact.made}")
    print(f"core F1 {f1(found.core):.3f} {dict(found.core)}, people F1 {f1(found.people):.3f} {dict(found.people)}")


if __name__ == "__main__":
    main()
