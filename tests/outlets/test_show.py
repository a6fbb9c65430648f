"""The record on the screen: everything is there, planned and inferred look so, and it fits."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from baithak.errors import StopRun
from baithak.model import Claim, Document, Json, Quote
from baithak.outlets.detail import detail, find, sentence_number
from baithak.outlets.show import Sight, overview

TEXT = "नदी आयोग की पृष्ठभूमि। आयोग की सातवीं बैठक 4 मई 2023 को काठमांडू में हुई।"
PAGE = Document(text=TEXT, addresses=("pages/seventh.txt",))
START = TEXT.index("आयोग की सातवीं")
CLAIM = Claim(PAGE.address, PAGE.id, "session", Quote(START, len(TEXT), TEXT[START:]), status="held")


def entity(key: str, en: str, hi: str = "") -> Json:
    return {"id": key, "names": {"en": [en]} | ({"hi": [hi]} if hi else {})}


ASHA = entity("a", "Asha Rai", "आशा राय")


def session(number: int, **fields: Any) -> Json:
    return {
        "id": f"rivers/{number}",
        "ordinal": number,
        "date": None,
        "place": None,
        "host_country": None,
        "co_chairs": [],
        "participants": [],
        "status": "held",
        "outcomes": [],
        "stated": True,
        "documents": 1,
        "independent_sources": 1,
        "fields": {},
    } | fields


def record() -> Json:
    against = [{"value": "2023-05-05", "claims": ["other"]}]
    date = {"value": "2023-05-04", "support": [CLAIM.id], "against": against, "because": "the ministry says so"}
    seventh = session(
        7,
        date="2023-05-04",
        place=entity("kathmandu", "Kathmandu", "काठमांडू"),
        host_country="NP",
        co_chairs=[ASHA, entity("b", "Mohan Das", "मोहन दास")],
        outcomes=["protocol"],
        fields={"date": date},
    )
    planned = session(8, date="2024", status="planned", host_country="IN")
    inferred = session(6, date="2022", stated=False, documents=0)
    body = entity("rivers", "India-Nepal Commission on Rivers", "भारत-नेपाल नदी आयोग") | {
        "parent": None,
        "parties": ["IN", "NP"],
        "members": [],
        "co_chair_offices": [entity("water", "Minister of Water")],
        "cadence": "P1Y",
        "rotation": "alternating",
        "sessions": [inferred, planned, seventh],
        "next": {
            "ordinal": 9,
            "due": "2025",
            "host_country": "NP",
            "confidence": 0.5,
            "because": ["Every year so far."],
        },
    }
    who = {"value": ["a"], "support": [CLAIM.id], "against": [], "because": ""}
    visit = session(0, id="v1", type="visit", date="2023-05-03", participants=[ASHA], fields={"participants": who})
    told = session(0, id="d1", type="delivery", fields={"status": who | {"value": "held"}})
    return {
        "as_of": "2023-05-06",
        "bodies": [body],
        "events": [visit | {"ordinal": None}, told | {"ordinal": None}],
        "equipment": [entity("pump", "Pump") | {"history": [CLAIM.id]}],
        "promises": [{"claim": CLAIM.id, "due": "2024", "state": "open", "closed_by": None}],
        "disputes": [
            {
                "event": "rivers/7",
                "field": "date",
                "values": [
                    {"value": "2023-05-04", "claims": [CLAIM.id], "independent_sources": 1},
                    {"value": "2023-05-05", "claims": ["other"], "independent_sources": 1},
                ],
            }
        ],
        "actors": [],
    }


def sight(lang: str = "en") -> Sight:
    countries = {"IN": {"en": ["India"], "hi": ["भारत"]}, "NP": {"en": ["Nepal"], "hi": ["नेपाल"]}}
    return Sight(record(), lang, countries, {CLAIM.id: CLAIM})


def printed(parts: Any, width: int = 120) -> str:
    console = Console(file=StringIO(), width=width, highlight=False)
    for part in parts:
        console.print(part)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_a_ladder_newest_first_with_all_that_is_known() -> None:
    lines = printed(overview(sight())).splitlines()
    rungs = [line for line in lines if line.split()[:1] in (["8"], ["7"], ["6"])]
    assert [rung.split()[0] for rung in rungs] == ["8", "7", "6"]
    for word in ("● ", "4 May 2023", "Kathmandu, Nepal", "Asha Rai, Mohan Das", "protocol"):
        assert word in rungs[1]
    assert "○ planned" in rungs[0]
    assert "· inferred" in rungs[2]
    whole = "\n".join(lines)
    for word in (
        "भारत-नेपाल नदी आयोग",
        "every year",
        "hosted by turns",
        "chaired by Minister of Water",
        "Next expected: 9th",
    ):
        assert word in whole


def test_other_events_promises_and_disputes() -> None:
    whole = printed(overview(sight()))
    assert "visit: Asha Rai" in whole
    assert "delivery: आयोग की सातवीं बैठक" in whole
    assert "open" in whole
    assert "Pump" in whole
    assert "4 May 2023 (1) / 5 May 2023 (1)" in whole


@pytest.mark.parametrize("width", [80, 120])
def test_nothing_is_wider_than_the_screen(width: int) -> None:
    for parts in (overview(sight("hi")), detail(sight(), "rivers", {PAGE.id: PAGE})):
        assert all(cell_len(line.rstrip()) <= width for line in printed(parts, width).splitlines())


def test_hindi_names_first_where_asked_for() -> None:
    assert "काठमांडू, नेपाल" in printed(overview(sight("hi")))


def test_detail_adds_the_words_with_page_and_sentence() -> None:
    whole = printed(detail(sight(), "rivers/7", {PAGE.id: PAGE}))
    assert CLAIM.quote.text in whole
    assert "pages/seventh.txt, sentence 2 (session held)" in whole
    assert "the ministry says so" in whole
    assert "against: 5 May 2023 (1 claim)" in whole


def test_found_by_id_or_by_part_of_a_name_in_any_spelling() -> None:
    assert find(sight(), "rivers/7")["ordinal"] == 7
    assert find(sight(), "COMMISSION on")["id"] == "rivers"
    assert find(sight(), "नदी आयोग")["id"] == "rivers"
    assert find(sight(), "asha rai")["id"] == "v1"
    with pytest.raises(StopRun, match=r"nothing in the record.*\n  rivers"):
        find(sight(), "mountains")


def test_sentences_are_counted_from_one() -> None:
    assert [sentence_number(PAGE, at) for at in (0, START, len(TEXT) - 1)] == [1, 2, 2]
