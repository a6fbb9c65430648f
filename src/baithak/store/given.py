"""Claims made by hand or by other programs: the contract's JSON, put through the checks that every claim passes.

What a person need not count or repeat may be left out: a quotation may be its words alone, an entity its name, and a
claim without `evidence` rests on its quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from baithak.edtf import EdtfError, parse
from baithak.errors import Issue, SkipItem
from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import ClaimType
from baithak.model import Claim, Document, Entity, Evidence, Json, Quote, Relation, Topic
from baithak.store.base import View, check, filled_slots
from baithak.store.codec import EXTRA_FIELDS
from baithak.store.naming import KINDS, Naming

STATUSES = ("planned", "proposed", "held", "cancelled", "postponed", "denied")
BASES = ("explicit", "year-inferred", "relative", "inferred")
_SURPRISES = (KeyError, TypeError, ValueError, IndexError, AttributeError)


class Shelf:
    """The standing documents, found by id, by address, or by the last part of an address that only one has."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._ids: dict[str, set[str]] = {}
        for document in view.documents():
            for name in {document.id, *document.addresses, *map(_last_part, document.addresses)}:
                self._ids.setdefault(name, set()).add(document.id)

    def find(self, name: object) -> Document:
        """Raises SkipItem where no document goes by that name, or several."""
        if not isinstance(name, str) or not name:
            raise SkipItem("malformed-claim", "it names no document: give `doc`, a path, a URL or a document id")
        found = self._ids.get(name) or self._ids.get(_last_part(name)) or set()
        document = self._view.document(min(found)) if len(found) == 1 else None
        if document is None:
            why = "several documents go by the name" if found else "the store holds no document"
            raise SkipItem("unknown-document", f"{why} {name}: build its page first, or give its id")
        return document


def _last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2] or address


@dataclass(slots=True)
class Given:
    """The claims that came in one file, by their ids there where they have one, and what became of the others.

    source: the file's address; shelf: the documents. Without evidence of its own a claim that quotes the file itself is
    stated there; what another page's quotation is said to mean is the giver's knowledge.
    """

    source: str
    shelf: Shelf
    knowledge: Knowledge
    claims: dict[str, Claim] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def take(self, rows: Iterable[tuple[str, Json] | Issue]) -> None:
        """Takes rows, each with where it stands ("line 7"); one that cannot be taken becomes an Issue."""
        naming = Naming(self.knowledge)
        names: dict[str, str] = {}
        for row in rows:
            if isinstance(row, Issue):
                self.issues.append(row)
                continue
            where, value = row
            try:
                claim = self._claim(value, naming)
            except SkipItem as skip:
                self.issues.append(Issue(skip.kind, self.source, f"{where}: {skip.reason}"))
                continue
            if claim.id in self.claims:
                self.issues.append(Issue("refused-claim", self.source, f"{where}: the same claim stands above"))
            self.claims.setdefault(claim.id, claim)
            names[str(value.get("id", claim.id))] = claim.id
        self.claims = {key: _related(claim, names) for key, claim in self.claims.items()}

    def _claim(self, row: Json, naming: Naming) -> Claim:
        kind = self.knowledge.claim_types.get(str(row.get("type")))
        if kind is None:
            known = ", ".join(sorted(self.knowledge.claim_types))
            raise SkipItem("malformed-claim", f"there is no type {row.get('type')!r}: known are {known}")
        document = self.shelf.find(row.get("document_id") or row.get("doc"))
        try:
            claim = self._made(row, kind, document, naming)
            check(claim, document)
        except SkipItem:
            raise
        except _SURPRISES as error:
            raise SkipItem("malformed-claim", f"it is not in the contract's form: {error}") from error
        return claim

    def _made(self, row: Json, kind: ClaimType, document: Document, naming: Naming) -> Claim:
        made = Claim(
            doc=document.address,
            document_id=document.id,
            type=kind.id,
            quote=_quote(row.get("quote"), document.text),
            status=_one_of("status", row, STATUSES),
            date=_date(row.get("date")),
            date_basis=_one_of("date_basis", row, BASES),
            body=_entity(row.get("body"), ("body",), naming),
            parent=_entity(row.get("parent"), ("body",), naming),
            ordinal=_ordinal(row.get("ordinal")),
            roles=self._roles(row.get("roles") or {}, kind, naming),
            evidence=_evidence(row.get("evidence") or {}),
            relations=tuple(Relation(str(r["to"]), str(r["kind"])) for r in row.get("relations") or ()),
            topics=tuple(Topic(t["span"][0], t["span"][1], t["text"], t.get("code")) for t in row.get("topics") or ()),
            attribution=_entity(row.get("attribution"), ("organisation",), naming),
            plover=_text("plover", row) or (kind.plover.event if kind.plover else None),
            reader=_text("reader", row) or f"given:{_last_part(self.source)}",
            rule=_text("rule", row) or "",
            confidence=None if row.get("confidence") is None else float(row["confidence"]),
            extra={name: str(row[name]) for name in EXTRA_FIELDS if row.get(name) is not None},
        )
        return made if made.evidence else _resting(made, "stated" if document.address == self.source else "knowledge")

    def _roles(self, value: object, kind: ClaimType, naming: Naming) -> Mapping[str, tuple[Entity, ...]]:
        """The entities by role; a role of another type is kept, as what readers make of a page is."""
        if not isinstance(value, dict) or not all(isinstance(found, list) for found in value.values()):
            raise SkipItem("malformed-claim", "`roles` are lists of entities by role")
        known = {role for each in self.knowledge.claim_types.values() for role in each.roles}
        unknown = [role for role in value if role not in known]
        if unknown:
            told = ", ".join(kind.roles) or "none"
            raise SkipItem("malformed-claim", f"there is no role {unknown[0]!r}: those of a {kind.id} are {told}")
        return {r: tuple(naming.entity(e, kind.roles.get(r) or KINDS) for e in found) for r, found in value.items()}


def _resting(claim: Claim, how: str) -> Claim:
    """The claim with its quotation as the evidence of every slot."""
    found = (Evidence(claim.quote.start, claim.quote.end, how),)
    return replace(claim, evidence=dict.fromkeys(filled_slots(claim), found))


def _related(claim: Claim, names: Mapping[str, str]) -> Claim:
    """Its relations by the ids that the store gives, not by those of the file."""
    return replace(claim, relations=tuple(Relation(names.get(r.to, r.to), r.kind) for r in claim.relations))


def _quote(value: object, text: str) -> Quote:
    if isinstance(value, str) and value:
        times = text.count(value)
        if times != 1:
            why = "does not stand in the page" if not times else f"stands there {times} times: give its offsets"
            raise SkipItem("refused-claim", f"a claim was refused: its quotation {why}: {value[:40]!r}")
        start = text.index(value)
        return Quote(start, start + len(value), value)
    match value:
        case [int(start), int(end), str(words)]:
            return Quote(start, end, words)
    raise SkipItem("malformed-claim", "`quote` is [start, end, text], or the words alone")


def _date(value: object) -> str | None:
    if value is None:
        return None
    try:
        return str(parse(str(value)))
    except EdtfError as error:
        raise SkipItem("malformed-claim", f"{error}: write 2025-12-04, 2025-12, 2025 or XXXX-12-04") from error


def _ordinal(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise SkipItem("malformed-claim", f"`ordinal` has to be a whole number from 1, not {value!r}")


def _one_of(name: str, row: Json, known: Sequence[str]) -> str | None:
    value = _text(name, row)
    if value is not None and value not in known:
        raise SkipItem("malformed-claim", f"there is no {name} {value!r}: known are {', '.join(known)}")
    return value


def _text(name: str, row: Json) -> str | None:
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value
    raise SkipItem("malformed-claim", f"`{name}` has to be text, not {value!r}")


def _entity(value: object, kinds: Sequence[str], naming: Naming) -> Entity | None:
    return None if value is None else naming.entity(value, kinds)


def _evidence(value: Mapping[str, Sequence[Json]]) -> Mapping[str, tuple[Evidence, ...]]:
    return {
        slot: tuple(Evidence(int(e["span"][0]), int(e["span"][1]), str(e["how"])) for e in found)
        for slot, found in value.items()
    }
