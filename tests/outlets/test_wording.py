"""Dates, rhythms and names as people say them."""

from __future__ import annotations

import pytest

from baithak.outlets.wording import name, ordinal, other_name, say_cadence, say_date, say_reason


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        (None, "no date"),
        ("2025", "2025"),
        ("2025-12", "Dec 2025"),
        ("2025-12-04", "4 Dec 2025"),
        ("XXXX-10-28", "28 Oct year open"),
        ("2025-10-28/2025-10-29", "28–29 Oct 2025"),
        ("2025-11-30/2025-12-02", "30 Nov 2025 – 2 Dec 2025"),
        ("2025/..", "2025 – open"),
        ("../2025", "before – 2025"),
        ("202X", "2020s"),
        ("2025-24", "winter 2025"),
        ("2025-12~", "about Dec 2025"),
        ("2025?", "2025 (?)"),
        ("soon", "soon"),
    ],
)
def test_a_date_says_no_more_than_it_knows(edtf: str | None, said: str) -> None:
    assert say_date(edtf) == said


def test_rhythms() -> None:
    assert [say_cadence(d) for d in ("P1Y", "P2Y", "P18M", None)] == [
        "every year",
        "every 2 years",
        "every 18 months",
        "",
    ]


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 112)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "112th"]
    )


def test_names_in_the_language_asked_for_else_in_what_there_is() -> None:
    both = {"id": "np", "names": {"hi": ["नेपाल"], "en": ["Nepal"]}}
    assert (name(both), other_name(both)) == ("Nepal", "नेपाल")
    assert (name(both, "hi"), other_name(both, "hi")) == ("नेपाल", "Nepal")
    assert name({"id": "x", "names": {"ru": ["Непал"]}}) == "Непал"
    assert name({"id": "x", "names": {}, "text": "काठमांडू"}) == "काठमांडू"
    assert name({"id": "x", "names": {}}) == "x"
    assert other_name({"id": "x", "names": {"hi": ["नेपाल"]}}) == ""


def test_a_reason_says_dates_and_rhythms_as_people_do() -> None:
    said = say_reason("Pages say that its cadence is P1Y. The last was held 2025-12-04; 2 of 2 known steps agree.")
    assert said == "Pages say that its cadence is every year. The last was held 4 Dec 2025; 2 of 2 known steps agree."
