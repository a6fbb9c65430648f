"""The record of corpora that were made from a fact table, beside the table: from the claims file, and from the pages.

Each of `CORPORA` holds the pages, claims of them made by hand, and what a record of them should say (NOTES.md).
The claims file judges the record apart from the reader; the pages judge both together.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from baithak import pipeline
from baithak.language.text import fold_word
from baithak.model import Claim, Document, Json, Relation
from baithak.record.build import build_record
from baithak.record.pages import known_by
from baithak.store.codec import claim_from_json
from baithak.store.sql import open_store
from bench.golden import ROOT, knowledge

CORPORA = tuple(ROOT / "tests" / "golden" / name for name in ("corpus", "corpus2", "corpus3", "corpus4"))
_FIELDS = {
    "date": "date",
    "place": "place",
    "host_country": "host_country",
    "co_chairs": "co_chairs",
    "status": "status",
    "documents": "outcomes",
}


@dataclass(slots=True)
class Score:
    """How much of what was asked for came out right, with a line for each that did not; false: what is besides."""

    name: str
    total: int = 0
    right: int = 0
    false: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str, right: bool) -> None:
        self.total += 1
        self.right += right
        if not right:
            self.wrong.append(what)

    def too_much(self, what: str) -> None:
        self.false += 1
        self.wrong.append(f"too much: {what}")

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 1.0

    @property
    def precision(self) -> float:
        """Share of what is there that was asked for."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    def __str__(self) -> str:
        return f"{self.name:16} {self.share:.3f}  {self.right} of {self.total}, {self.false} too much"


@dataclass(frozen=True, slots=True)
class Made:
    """A record with the claims it was made of. twins: id in the claims file -> the claim that says it."""

    record: Json
    claims: Mapping[str, Claim]
    twins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Truth:
    """The fact table and what the record should say."""

    expected: Json
    facts: Json
    docs: Mapping[str, str]

    def institution(self, body: Json) -> str | None:
        """The institution that a body of the record is, by its names."""
        return _only(self.facts["institutions"], _names(body), lambda entry: _flat(entry["names"]))

    def people(self, entity: Json) -> set[str]:
        """The people of the table whose names an actor bears: more than one where two were merged."""
        called = _names(entity)
        return {key for key, names in self.expected["people"].items() if called & _flat(names)}


def truth(folder: Path) -> Truth:
    """Everything about a corpus that is known beforehand."""
    docs = {row["id"]: row["doc"] for row in _rows(folder)}
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    return Truth(expected, yaml.safe_load((folder / "facts.yml").read_text("utf-8")), docs)


@cache
def documents(folder: Path) -> tuple[Document, ...]:
    """The pages of a corpus as the documents stage prepares them."""
    return tuple(item for item in pipeline.prepared([folder / "pages"]) if isinstance(item, Document))


def hand_claims(folder: Path) -> dict[str, Claim]:
    """The claims of the file by their ids there, as claims of the prepared pages."""
    ids = {Path(address).name: document for document in documents(folder) for address in document.addresses}
    found = {row["id"]: claim_from_json(_filled(row) | {"document_id": ids[row["doc"]].id}) for row in _rows(folder)}
    return {
        key: replace(claim, relations=tuple(Relation(found[r.to].id, r.kind) for r in claim.relations))
        for key, claim in found.items()
    }


def from_claims(folder: Path) -> Made:
    """The record of the claims file."""
    hand = hand_claims(folder)
    claims = known_by(hand.values(), (), True)
    ids = {repr(claim): key for key, claim in claims.items()}
    record = build_record(list(hand.values()), documents(folder), knowledge())
    return Made(record, claims, {key: ids[repr(claim)] for key, claim in hand.items()})


def from_pages(folder: Path) -> Made:
    """The record that this installation makes of the pages; each claim of the file is led to the nearest one read."""
    store = open_store(None)
    pipeline.build([folder / "pages"], store, knowledge())
    with store.view() as view:
        claims = {claim.id: claim for claim in view.claims()}
        record = pipeline.record(view, knowledge())
    twins = {key: near for key, claim in hand_claims(folder).items() if (near := _nearest(claim, claims.values()))}
    return Made(record, claims, twins)


def scores(made: Made, known: Truth) -> list[Score]:
    """Every figure of a record of the corpus."""
    sessions = _sessions(made, known)
    return [
        _fields(sessions, known),
        _sources(sessions, known),
        *_contradictions(made, sessions, known),
        _gaps(sessions, known),
        _promises(made, known),
        _apart(made, known),
        _events(made, known),
    ]


def _sessions(made: Made, known: Truth) -> dict[tuple[str, int | None, str], Json]:
    """The sessions of the record by institution, number and id; of a body that is none of the table by its own id.

    An announced session without a number has the one that the record expects next, if it is due then.
    """
    return {
        (
            known.institution(body) or body["id"],
            session["ordinal"] or _expected(session, body["next"]),
            session["id"],
        ): session
        for body in made.record["bodies"]
        for session in body["sessions"]
    }


def _expected(session: Json, coming: Json | None) -> int | None:
    return coming["ordinal"] if coming and session["status"] == "planned" and coming["due"] == session["date"] else None


def _fields(sessions: Mapping[tuple[str, int | None, str], Json], known: Truth) -> Score:
    """Every field of every sitting; a sitting that is none of the table is one wrong field."""
    score = Score("fields")
    left = dict(sessions)
    for want in known.expected["sessions"] + known.expected["sessions_not_held"]:
        keys = [key for key in left if key[:2] == (want["institution"], want["ordinal"])]
        got = left.pop(max(keys, key=lambda k: left[k]["documents"])) if keys else {}
        for name, ours in _FIELDS.items():
            if name in want:
                right = bool(got) and _right(name, want, got[ours], known)
                score.add(f"{want['institution']}/{want['ordinal']} {name}: {_brief(got.get(ours))}", right)
    gaps = {(gap["institution"], gap["ordinal"]) for gap in known.expected["gaps"]}
    for key in left:
        if key[:2] not in gaps:
            score.add(f"{key[0]}/{key[1]} ({key[2]}) is no sitting", False)
    return score


def _right(name: str, want: Json, got: Any, known: Truth) -> bool:
    if name == "place":
        return bool(_names(got) & _flat(want["place"])) if got is not None else not want["place"]
    if name == "co_chairs":
        return sorted(map(sorted, map(known.people, got))) == [[key] for key in sorted(want["co_chairs"])]
    if name == "documents":
        return bool(got == [kind.replace(" ", "_") for kind in want[name]])
    return got in (want[name], *want.get(f"{name}_any", ()))


def _sources(sessions: Mapping[tuple[str, int | None, str], Json], known: Truth) -> Score:
    score = Score("sources")
    for want in known.expected["sessions"]:
        found = [s for key, s in sessions.items() if key[:2] == (want["institution"], want["ordinal"])]
        wanted = (want["pages_any_status"], want["independent_sources_any_status"])
        got = [(s["documents"], s["independent_sources"]) for s in found]
        score.add(f"{want['id']}: {got} for {wanted}", got == [wanted])
    return score


def _contradictions(
    made: Made, sessions: Mapping[tuple[str, int | None, str], Json], known: Truth
) -> tuple[Score, Score]:
    """Those planted that are listed with both values, those listed that are none; and decoys that are not listed."""
    found, decoys = Score("contradictions"), Score("decoys")
    ids = {session["id"]: key[:2] for key, session in sessions.items()}
    listed = [(ids.get(d["event"], (d["event"], None)), _kind(d["field"]), d) for d in made.record["disputes"]]
    used = set()
    for want in known.expected["contradictions"]:
        sitting = (want["institution"], want["ordinal"])
        hits = [d for at, kind, d in listed if at == sitting and kind == _kind(want["field"]) and _both(want, d)]
        found.add(f"{'/'.join(map(str, sitting))} {want['field']} {want['values']}", bool(hits))
        used |= {(sitting, _kind(want["field"]))} if hits else set()
    for other in sorted({(*at, kind, d["event"]) for at, kind, d in listed if (at, kind) not in used}, key=str):
        found.too_much(f"{other[-1]} {other[-2]}")
    planted = {
        ((w["institution"], w["ordinal"]), _kind(w["field"])): len(w["values"])
        for w in known.expected["contradictions"]
    }
    for decoy in known.expected["not_disputes"]:
        at = (decoy["institution"], decoy["ordinal"]), _kind(decoy["field"])
        there = [d for *place, d in listed if tuple(place) == at]
        decoys.add(f"{at}: {decoy['why']}", all(len(d["values"]) <= planted.get(at, 0) for d in there))
    return found, decoys


def _kind(name: str) -> str:
    """What a dispute is about: a host country lies in a place, numbers of documents are quantities or figures."""
    if name in ("quantity", "amount", "documents") or name.startswith("figure"):
        return "documents"
    return "place" if name == "host_country" else name


def _both(want: Json, dispute: Json) -> bool:
    said = [
        _flat([v["value"] if not isinstance(v["value"], dict) else list(_names(v["value"]))]) for v in dispute["values"]
    ]
    return all(any(_flat([names, value]) & found for found in said) for names, value in _values(want))


def _values(want: Json) -> Iterator[tuple[Any, Any]]:
    return zip(want["names"], want["values"], strict=True)


def _gaps(sessions: Mapping[tuple[str, int | None, str], Json], known: Truth) -> Score:
    score = Score("gaps")
    implied = {key[:2] for key, session in sessions.items() if not session["stated"]}
    for gap in known.expected["gaps"]:
        at = (gap["institution"], gap["ordinal"])
        score.add(f"{at}", at in implied)
        implied.discard(at)
    for at in sorted(implied, key=str):
        score.too_much(f"{at}")
    return score


def _promises(made: Made, known: Truth) -> Score:
    """Right: due, state, and a closing claim of a page that closes it. Pages name a promise across readers."""
    score = Score("promises")
    left = {p["claim"]: p for p in made.record["promises"]}
    for want in known.expected["promises"]:
        pages = {known.docs[key] for key in want["claims"]}
        near = [p for p in left.values() if pages & {_doc(made, c) for c in p["claims"]} and p["due"] == want["due"]]
        closing: list[str | None] = [known.docs[key] for key in want["closed_by"]] or [None]
        right = [p for p in near if p["state"] == want["state"] and _doc(made, p["closed_by"]) in closing]
        score.add(f"{want['institution']}/{want['ordinal']} {want['due']} {want['state']}: {_brief(near)}", bool(right))
        for promise in near:
            left.pop(promise["claim"])
    for promise in left.values():
        if promise["state"] != "dropped":  # a day that was put off and replaced is history
            score.too_much(f"{promise['event']} {promise['due']} {promise['state']}")
    return score


def _doc(made: Made, claim: str | None) -> str | None:
    return Path(made.claims[claim].doc).name if claim else None


def _apart(made: Made, known: Truth) -> Score:
    """People of the table who come out as one actor each; too much: actors that are two of them."""
    score = Score("people")
    found = [(actor["id"], known.people(actor)) for actor in made.record["actors"] if actor["kind"] == "person"]
    count = Counter(key for _, keys in found for key in keys)
    for key in known.expected["people"]:
        score.add(f"{key} is {count[key]} actors", count[key] == 1)
    for actor, keys in found:
        if len(keys) > 1:
            score.too_much(f"{actor} is {sorted(keys)}")
    return score


def _events(made: Made, known: Truth) -> Score:
    """Pairs of claims of one event, as F1 in `right` of `total`: what is signed at a sitting is an event of its own."""
    place = {claim: key for key, claims in _clusters(made.record) for claim in claims}
    want: Counter[str] = Counter()
    got: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for key, event in known.expected["events"].items():
        ours = place.get(made.twins.get(key, ""), key)
        want[event] += 1
        got[ours] += 1
        both[event, ours] += 1
    pairs = [sum(n * (n - 1) // 2 for n in counted.values()) for counted in (both, want, got)]
    score = Score("event pairs", pairs[1] + pairs[2], 2 * pairs[0], 0)
    split = {e for (e, _), n in both.items() if n < want[e]}
    score.wrong += [f"{e} in {sorted(o for (x, o) in both if x == e)}" for e in sorted(split)]
    return score


def _clusters(record: Json) -> Iterator[tuple[str, Sequence[str]]]:
    """The claims of each event, apart what was signed at it by kind of document and figures by what they count."""
    for event in [*(s for body in record["bodies"] for s in body["sessions"]), *record["events"]]:
        yield event["id"], event["claims"]
        yield from ((f"{event['id']} {signed['document']}", signed["claims"]) for signed in event["signed"])
        yield from ((f"{event['id']} {figure['of']} figure", figure["claims"]) for figure in event["figures"])
    yield from ((statement["id"], statement["claims"]) for statement in record["statements"])


def _nearest(hand: Claim, claims: Iterable[Claim]) -> str | None:
    """The claim of the same page and type that shares most of the quotation."""

    def shared(claim: Claim) -> int:
        return min(hand.quote.end, claim.quote.end) - max(hand.quote.start, claim.quote.start)

    near = [c for c in claims if c.document_id == hand.document_id and c.type == hand.type and shared(c) > 0]
    return max(near, key=lambda c: (c.ordinal == hand.ordinal, shared(c), c.id)).id if near else None


def _rows(folder: Path) -> list[Json]:
    return [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").splitlines()]


def _filled(row: Json) -> Json:
    """A row with an id for each entity and text for each figure."""
    roles = {
        role: [e | {"id": e["id"] or f"{e['kind']}:{e['text']}"} for e in found] for role, found in row["roles"].items()
    }
    figures = {name: str(row[name]) for name in ("value", "quantity", "amount") if row.get(name) is not None}
    return row | {"roles": roles} | figures


def _names(entity: Json) -> set[str]:
    return _flat([entity["id"], entity["names"]])


def _flat(value: Any) -> set[str]:
    """All words in nested lists and mappings, folded."""
    if isinstance(value, Mapping):
        return _flat(list(value.values()))
    if isinstance(value, list | tuple | set):
        return {word for each in value for word in _flat(each)}
    return set() if value is None else {fold_word(str(value))}


def _only(entries: Mapping[str, Json], called: set[str], names: Callable[[Json], set[str]]) -> str | None:
    return next((key for key, entry in entries.items() if key in called or names(entry) & called), None)


def _brief(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_brief, value)) + "]"
    if isinstance(value, dict):
        return str(value.get("id") or (value.get("due"), value.get("state"), value.get("closed_by")))
    return str(value)


def main() -> int:
    for folder in CORPORA:
        known = truth(folder)
        for name, made in (("claims file", from_claims(folder)), ("pages", from_pages(folder))):
            print(f"Record of {folder.name} from the {name}:")
            for score in scores(made, known):
                print(f"  {score}", *(f"    {line}" for line in score.wrong if "-v" in sys.argv), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
