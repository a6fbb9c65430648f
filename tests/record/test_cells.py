"""The record follows page by page and decision by decision, and is always what it would be from scratch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from made import body, catalogue, country, office, page, person, place, thing, told

from baithak.items import Item, Pieces, by_kind
from baithak.model import Claim, Document, Entity
from baithak.record.build import Record, build_pieces, sources
from baithak.record.decisions import Decision, Kind
from baithak.record.whole import whole

MINISTER, SECRETARY = "रक्षा मंत्री", "विदेश सचिव"
HELD = [{"office": "defence-minister", "of": "BR", "from": "2015", "to": "2021"}]
KNOWN = (
    {"id": "ana-melo", "kind": "person", "names": {"hi": ["आना मेलो"]}, "country": "BR", "offices": HELD},
    {"id": "shipyard", "kind": "organisation", "names": {"hi": ["जहाज़ कारखाना"]}, "country": "IN"},
    {"id": "river-board", "kind": "commission", "parties": ["IN", "BR"], "names": {"hi": ["भारत-ब्राज़ील नदी आयोग"]}},
)
WORDS = (
    "आयोग की बैठक में नदी, बिजली और सड़क के काम पर बात हुई तथा अगले साल के लिए नई समिति बनी जो दोनों देशों के दूतावासों से मिलकर " * 2
)
PAGES = [
    replace(
        page(f"p{n}", f"20{20 + n // 3}-0{1 + n % 9}-05" if n % 4 else None),
        text=f"{WORDS if n % 3 == 0 else ''} पन्ना {n}",
        issuer="मंत्रालय" if n == 5 else None,
        inferred="2021-06" if n == 4 else None,
        reprint_of="p2" if n == 7 else None,
    )
    for n in range(9)
]
RAO = person("विनय राव", "IN", MINISTER)
PEOPLE = [
    RAO,
    person("विनय रॉव", "IN", MINISTER),
    person("विनय राव"),
    person("विनय राव", "BR"),
    person("पाउलो कोस्टा", "BR", MINISTER),
    person("पाऊलो कोस्टा", "BR"),
    person("मारिया कोस्टा", "BR", SECRETARY),
    person("कोस्टा", "BR"),
    person("राव"),
    person("राव", "IN", MINISTER),
    Entity("ana-melo", "person", {"hi": ("आना मेलो",)}, "आना मेलो"),
    office("भारत के रक्षा मंत्री", "IN"),
    office("ब्राज़ील के रक्षा मंत्री", "BR"),
    office("ब्राज़ील के ऊर्जा सचिव", "BR"),
]
HALLS = [
    Entity("place:सभा-भवन", "place", {"hi": ("सभा भवन",)}, "सभा भवन"),
    Entity("place:कक्ष", "place", {"hi": ("कक्ष",)}, "कक्ष"),
]
PLACES = [(), *[(place(key),) for key in ("delhi", "vigyan-bhawan", "brasilia")]]
PLACES += [
    (HALLS[0], place("brasilia")),
    (HALLS[0],),
    (HALLS[1], HALLS[0]),
    (HALLS[0], HALLS[1]),
    (HALLS[1], place("IN")),
]
BODIES = [
    body("x", "भारत-ब्राज़ील संयुक्त आयोग"),
    body("y", "ब्राज़ील-भारत संयुक्त आयोग"),
    body("body:commission-br-in-trade"),
    body("body:commission-br-in-economy-trade"),
    body("body:commission-br-in-mod:joint"),
    body("river-board", "भारत-ब्राज़ील नदी आयोग"),
]
DATES = st.sampled_from(
    [
        None,
        "2021",
        "2021-03",
        "2021-03-04",
        "2021-03-05",
        "2022-03-04/2022-03-06",
        "XXXX-03-04",
        "2024-01-01",
        "2020-02-01",
    ]
)
STATUS = st.sampled_from(["held", "held", "planned", "postponed", "cancelled", "denied"])
ROLES = {"visit": "visitor", "signing": "signatory", "ceremony": "actor", "statement": "speaker"}
KINDS = st.sampled_from(
    [
        "session",
        "session",
        "session",
        "meeting",
        "visit",
        "signing",
        "ceremony",
        "delivery",
        "statement",
        "figure",
        "body",
    ]
)


@st.composite
def claims(draw: st.DrawFn, source: Document) -> Claim:
    at, kind = draw(st.integers(0, 10**6)), draw(KINDS)
    status, date = draw(STATUS), draw(DATES)
    who = tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique_by=lambda p: p.id)))
    where, whose, number = (
        draw(st.sampled_from(PLACES)),
        draw(st.sampled_from(BODIES)),
        draw(st.sampled_from([None, 3, 4, 6])),
    )
    if kind == "session":
        return told(source, kind, status, date, at=at, body=whose, ordinal=number, co_chair=who, place=where)
    if kind == "body":
        whole = draw(st.sampled_from([None, *BODIES]))
        extra = draw(st.sampled_from([{}, {"cadence": "P1Y"}, {"rotation": "alternating"}]))
        return told(source, kind, None, None, at=at, body=whose, parent=whole if whole != whose else None, **extra)
    if kind == "figure":
        return told(
            source, kind, None, None, at=at, body=whose, ordinal=number, value=draw(st.sampled_from(["4", "5"]))
        )
    if kind == "delivery":
        return told(source, kind, status, date, at=at, object=thing("frigate"), recipient=country("IN"))
    fields: dict[str, Any] = {ROLES.get(kind, "participant"): who, "place": where}
    if kind == "signing":
        fields |= {"document": draw(st.sampled_from(["protocol", "memorandum"]))}
        fields |= draw(st.sampled_from([{}, {"body": whose}, {"body": whose, "ordinal": number}]))
    if not who:
        fields |= {"party": (country("IN"), country("BR"))}
    return told(source, kind, status, date, at=at, **fields)


PINS: list[tuple[str, Any]] = [
    ("date", "2024-03-09"),
    ("status", "cancelled"),
    ("place", "delhi"),
    ("ordinal", 5),
    ("co_chairs", (RAO.id,)),
]


@st.composite
def decisions(draw: st.DrawFn, made: Sequence[Claim]) -> Decision:
    ids = [*(c.id for c in made), *(p.id for p in PEOPLE), *(b.id for b in BODIES), "x/3", "x/4", "river-board/3"]
    kind: Kind = draw(st.sampled_from(["accept", "reject", "merge", "merge", "split", "pin"]))
    targets = draw(st.lists(st.sampled_from([*ids, "date", "status"]), min_size=1, max_size=3, unique=True))
    value = None
    if kind in ("accept", "pin"):
        name, value = draw(st.sampled_from(PINS))
        targets = [*targets[:1], name]
    return Decision(kind, tuple(targets), value, "desk", draw(st.sampled_from(["2024-05-01", "2024-05-02"])))


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Document], list[Claim]]:
    pages = draw(st.lists(st.sampled_from(PAGES), min_size=1, max_size=7, unique=True))
    made = [c for source in pages for c in draw(st.lists(claims(source), max_size=4))]
    once = {claim.id: claim for claim in made}
    return pages, list(once.values())


def dump(pieces: Pieces) -> tuple[str, list[Item], str]:
    items = sorted(pieces.items, key=lambda item: (item.kind, item.key))
    return (
        json.dumps(whole(pieces.day, by_kind(pieces)), ensure_ascii=False),
        items,
        json.dumps(sorted(pieces.names.items())),
    )


def scratch(pages: Sequence[Document], made: Sequence[Claim], ruled: Sequence[Decision] = ()) -> Any:
    return dump(build_pieces(made, pages, catalogue(*KNOWN), None, ruled))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_page_by_page_equals_all_at_once(data: st.DataObject) -> None:
    pages, made = data.draw(corpora())
    record, out = Record(catalogue(*KNOWN)), []
    for source in data.draw(st.permutations(pages)):
        out.append(source)
        told_there = [claim for claim in made if claim.document_id == source.id]
        record.follow(sources(told_there, [source], ()))
        known = {page.id for page in out}
        assert dump(record.pieces()) == scratch(out, [claim for claim in made if claim.document_id in known])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_comes_changes_or_goes_the_record_is_as_from_scratch(data: st.DataObject) -> None:
    """Pages with other claims, pages that go, decisions that are made and taken back, one after the other."""
    pages, made = data.draw(corpora())
    ruled = data.draw(st.lists(decisions(made), max_size=3))
    record = Record(catalogue(*KNOWN))
    record.follow(sources(made, pages, ruled), ruled)
    assert dump(record.pieces()) == scratch(pages, made, ruled)
    for source in data.draw(st.lists(st.sampled_from(PAGES), max_size=3)):
        there = data.draw(st.sampled_from(["goes", "changes"])) == "changes"
        pages = [page for page in pages if page != source] + ([source] if there else [])
        made = [claim for claim in made if claim.document_id != source.id]
        made += data.draw(st.lists(claims(source), max_size=3, unique_by=lambda c: c.id)) if there else []
        found = sources(made, pages, ruled)
        record.follow({source.id: found.get(source.id)})
        assert dump(record.pieces()) == scratch(pages, made, ruled)
    for _ in range(2):
        ruled = data.draw(st.lists(decisions(made) if made else st.nothing(), max_size=3)) if made else []
        record.follow(sources(made, pages, ruled), ruled)
        assert dump(record.pieces()) == scratch(pages, made, ruled)
