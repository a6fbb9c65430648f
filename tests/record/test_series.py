"""Series: what recurs, what nobody reported, what breaks them, what comes next; promises; the record of a day."""

from __future__ import annotations

from typing import Any

import pytest
from made import COMMISSION, country, page, person, place, record, sessions, sitting, thing, told

PAGES = {year: page(str(year), f"{year}-06-15") for year in range(2015, 2027)}


def held(year: int, ordinal: int | None, where: str = "delhi") -> Any:
    return sitting(PAGES[year], ordinal, f"{year}-06-10", place=place(where))


def commission(found: dict[str, Any]) -> dict[str, Any]:
    return next(b for b in found["bodies"] if b["id"] == "commission")


def test_unreported_numbers_have_bounds() -> None:
    found = record([held(2019, 3), held(2023, 6)], list(PAGES.values()))
    implied = [s for s in sessions(found) if not s["stated"]]
    assert [(s["ordinal"], s["date"], s["documents"]) for s in implied] == [
        (4, "2019-06-10/2023-06-10", 0),
        (5, "2019-06-10/2023-06-10", 0),
    ]


def test_what_happened_shows_cadence_and_turns() -> None:
    claims = [held(2019 + n, 3 + n, ("delhi", "brasilia")[n % 2]) for n in range(5)]
    shown = commission(record(claims, list(PAGES.values()), as_of="2023-12-31"))
    assert (shown["cadence"], shown["rotation"]) == ("P1Y", "alternating")
    assert shown["fields"]["cadence"]["stated"] is False
    assert (shown["next"]["ordinal"], shown["next"]["due"], shown["next"]["host_country"]) == (8, "2024", "BR")
    assert 0.5 < shown["next"]["confidence"] < 1


def test_no_certainty_where_nothing_recurs() -> None:
    claims = [held(2015, 1), held(2016, 2, "brasilia"), held(2019, 3, "brasilia"), held(2020, 4), held(2024, 5)]
    shown = commission(record(claims, list(PAGES.values())))
    assert (shown["cadence"], shown["rotation"], shown["next"]) == (None, None, None)


def test_a_number_that_breaks_the_series_is_flagged_and_leaves_no_gaps() -> None:
    claims = [held(2019, 3), held(2020, 4), held(2021, 5), held(2022, 61), held(2023, 7)]
    found = record(claims, list(PAGES.values()))
    assert [flag["event"] for flag in found["flags"]] == ["commission/61"]
    assert [s["ordinal"] for s in sessions(found) if not s["stated"]] == [6]


def test_an_announced_sitting_is_the_next() -> None:
    claims = [
        held(2024, 4),
        sitting(PAGES[2024], 5, "2025", "planned", place=place("BR")),
        told(PAGES[2024], "body", None, body=COMMISSION, cadence="P1Y", rotation="alternating"),
    ]
    coming = commission(record(claims, [PAGES[2024]]))["next"]
    assert (coming["ordinal"], coming["due"], coming["host_country"]) == (5, "2025", "BR")
    assert len(coming["because"]) == 3


@pytest.mark.parametrize(("as_of", "state"), [("2024-12-31", "open"), ("2026-01-01", "overdue")])
def test_a_promise_is_open_until_its_day_has_passed(as_of: str, state: str) -> None:
    plan = told(PAGES[2024], "delivery", "planned", "2025", object=thing("frigate"), recipient=country("IN"))
    found = record([plan], [PAGES[2024]], as_of=as_of)
    assert [(p["claim"], p["due"], p["state"]) for p in found["promises"]] == [(plan.id, "2025", state)]


def test_late_delivery_keeps_a_promise_and_cancelling_drops_it() -> None:
    frigate, plane = thing("frigate"), thing("plane")
    claims = [
        told(PAGES[2022], "delivery", "planned", "2023", object=frigate),
        told(PAGES[2024], "delivery", "held", "2024-05", object=frigate),
        told(PAGES[2022], "delivery", "planned", "2023", object=plane),
        told(PAGES[2023], "delivery", "cancelled", "2023", object=plane),
    ]
    found = record(claims, list(PAGES.values()))
    assert sorted((p["state"], p["closed_by"]) for p in found["promises"]) == [
        ("dropped", claims[3].id),
        ("kept", claims[1].id),
    ]
    assert {e["id"]: len(e["history"]) for e in found["equipment"]} == {"frigate": 2, "plane": 2}


def test_a_day_knows_nothing_of_what_came_out_later() -> None:
    undated = page("undated")
    claims = [held(2019, 3), held(2021, 4), sitting(undated, 2, "2018-06-10")]
    documents = [*PAGES.values(), undated]
    assert [s["ordinal"] for s in sessions(record(claims, documents, as_of="2020-01-01"))] == [3]
    assert [s["ordinal"] for s in sessions(record(claims, documents))] == [2, 3, 4]


def test_a_visit_has_its_programme() -> None:
    rao, silva = person("विनय राव", "IN"), person("मारिया सिल्वा", "BR")
    day = PAGES[2024]
    claims = [
        told(day, "visit", "held", "2024-06-08/2024-06-11", visitor=silva, host_country=country("IN")),
        sitting(day, 4, "2024-06-10", co_chair=(rao, silva), place=place("delhi")),
        told(day, "ceremony", "held", "2024-06-09", actor=silva, place=place("delhi")),
        told(day, "meeting", "held", "2024-06-20", participant=(rao, silva)),
    ]
    (visit,) = (e for e in record(claims, [day])["events"] if e["type"] == "visit")
    assert visit["parts"] == ["ceremony/2024-06-09", "commission/4"]


def test_a_number_that_breaks_the_series_is_no_gap_besides() -> None:
    day = PAGES[2021]
    claims = [
        sitting(day, 3, None),
        sitting(day, 6, None),
        sitting(day, 4, "2021-03"),
        sitting(PAGES[2022], 6, "2021-03"),
    ]
    found = sessions(record(claims, list(PAGES.values())))
    assert len({s["id"] for s in found}) == len(found)
