"""Clauses of one time share their day, and what is done where somebody has come to is done there."""

from __future__ import annotations

import pytest
from said import of, one, role

SITTING = "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक"


@pytest.mark.parametrize(
    "text",
    [
        f"जब मई 2023 में विदेश मंत्री मोहन राव ने नेपाल का दौरा किया था, तब {SITTING} हुई थी।",
        f"{SITTING} तब हुई थी, जब मई 2023 में विदेश मंत्री मोहन राव पटना गए थे।",
        f"यह सिलसिला मई 2023 में शुरू हुआ था, जब {SITTING} पटना में हुई थी।",
        f"विदेश मंत्री मोहन राव मई 2023 में नेपाल गए थे और उसी दौरे में {SITTING} हुई थी।",
        f"दोनों मंत्री मई 2023 में मिले थे और उस समय {SITTING} पटना में हुई थी।",
        f"मई 2023 में मोहन राव पटना आए तो {SITTING} हुई।",
    ],
)
def test_what_happened_when_something_did_has_its_day(text: str) -> None:
    assert one(text).date == "2023-05"


@pytest.mark.parametrize(
    "text",
    [
        f"सोमवार को मोहन राव ने कहा कि जब {SITTING} हुई थी, तब व्यापार कम था।",
        f"सोमवार को मोहन राव ने याद दिलाया कि जब राम थापा भारत आए थे, तब {SITTING} हुई थी।",
        f"चौथी बैठक सोमवार को हुई, जबकि {SITTING} पटना में हुई थी।",
        f"सोमवार को मोहन राव ने विदेश मंत्री का पद संभाला, लेकिन {SITTING} पटना में हो चुकी है।",
    ],
)
def test_what_is_told_beside_something_else_has_not(text: str) -> None:
    assert [claim.date for claim in of(text, "session") if claim.ordinal == 3] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "नेपाल के विदेश मंत्री राम थापा ने राजघाट जाकर महात्मा गांधी को श्रद्धांजलि दी।",
        "नेपाल के विदेश मंत्री राम थापा राजघाट गए और महात्मा गांधी को श्रद्धांजलि दी।",
        "नेपाल के विदेश मंत्री राम थापा सुबह राजघाट पहुंचे और पुष्पचक्र चढ़ाया।",
    ],
)
def test_a_wreath_is_laid_where_somebody_has_gone(text: str) -> None:
    assert role(one(text, "ceremony"), "place") == ["राजघाट"]


def test_a_place_that_somebody_only_speaks_of_is_not_where_it_was() -> None:
    text = "नेपाल के विदेश मंत्री राम थापा ने कहा कि वे राजघाट गए और उन्होंने शहीद स्मारक पर पुष्पचक्र चढ़ाया।"
    assert role(one(text, "ceremony"), "place") == ["शहीद स्मारक"]
