"""Which body: by its kind, its pair and its topic; its other names; its parent; and whose number a number is."""

from __future__ import annotations

import pytest
from said import body, of, one, said

COMMISSION = "body:commission-in-np-trade"


@pytest.mark.parametrize(
    "name",
    [
        "व्यापार पर भारत-नेपाल अंतर-सरकारी आयोग",
        "भारत-नेपाल अंतर-सरकारी व्यापार आयोग",
        "भारत-नेपाल व्यापार आयोग",
        "नेपाल-भारत व्यापार आयोग",
        "भारत और नेपाल के बीच व्यापार आयोग",
        "व्यापार संबंधी भारत-नेपाल आयोग",
        "इंडिया-नेपाल कमीशन ऑन ट्रेड",
    ],
)
def test_one_body_has_one_id_however_it_is_put(name: str) -> None:
    claim = one(f"{name} की तीसरी बैठक काठमांडू में हुई।")
    assert (body(claim), claim.ordinal) == (COMMISSION, 3)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("भारत-नेपाल व्यापार आयोग", "भारत-नेपाल रक्षा आयोग"),
        ("भारत-नेपाल व्यापार आयोग", "भारत-भूटान व्यापार आयोग"),
        ("भारत-नेपाल व्यापार आयोग", "भारत-नेपाल व्यापार कार्य समूह"),
        ("भारत-नेपाल रणनीतिक वार्ता", "भारत-नेपाल शिखर सम्मेलन"),
    ],
)
def test_bodies_of_other_topic_pair_or_kind_are_others(first: str, second: str) -> None:
    text = f"{first} की तीसरी बैठक काठमांडू में हुई।\n{second} की तीसरी बैठक दिल्ली में हुई।"
    assert len({body(claim) for claim in of(text, "session")}) == 2


def test_two_forms_on_one_page_are_one_body_with_both_names() -> None:
    text = (
        "व्यापार पर भारत-नेपाल अंतर-सरकारी आयोग की तीसरी बैठक काठमांडू में हुई।\nभारत-नेपाल व्यापार आयोग की चौथी बैठक दिल्ली में होगी।"
    )
    first, second = of(text, "session")
    assert body(first) == body(second)
    assert first.body is not None
    assert {"व्यापार पर भारत-नेपाल अंतर-सरकारी आयोग", "भारत-नेपाल व्यापार आयोग"} <= set(first.body.names["hi"])


def test_an_acronym_in_a_gloss_is_a_name_from_there_on() -> None:
    text = "भारत-नेपाल व्यापार आयोग (बीएनवीए) की तीसरी बैठक काठमांडू में हुई।\nबीएनवीए की चौथी बैठक दिल्ली में होगी।"
    first, second = of(text, "session")
    assert [(body(c), c.ordinal) for c in (first, second)] == [(COMMISSION, 3), (COMMISSION, 4)]
    assert first.body is not None
    assert "बीएनवीए" in first.body.names["hi"]


def test_an_acronym_is_no_name_before_its_gloss() -> None:
    text = "बीएनवीए की चौथी बैठक दिल्ली में होगी।"
    assert all(claim.body is None for claim in said(text))


def test_the_head_alone_is_the_body_of_that_kind_on_the_page() -> None:
    text = "भारत-नेपाल व्यापार आयोग की तीसरी बैठक काठमांडू में हुई। आयोग की चौथी बैठक दिल्ली में होगी।"
    assert [(body(c), c.ordinal) for c in of(text, "session")] == [(COMMISSION, 3), (COMMISSION, 4)]


def test_its_next_sitting_is_of_the_body_named_before() -> None:
    text = "भारत-नेपाल व्यापार आयोग की नौवीं बैठक काठमांडू में हुई। इसकी 10वीं बैठक दिल्ली में होगी।"
    assert [(body(c), c.ordinal, c.status) for c in of(text, "session")] == [
        (COMMISSION, 9, "held"),
        (COMMISSION, 10, "planned"),
    ]


# --- parents and groups -----------------------------------------------------------------------------------------------
GROUP, PARENT = "body:group-in-np-water", "body:commission-in-np-mod:joint"


@pytest.mark.parametrize(
    "name",
    [
        "भारत-नेपाल संयुक्त आयोग के तहत गठित जल कार्य समूह",
        "भारत-नेपाल संयुक्त आयोग के जल कार्य समूह",
        "भारत-नेपाल संयुक्त आयोग के अंतर्गत जल कार्य समूह",
    ],
)
def test_a_group_of_a_commission_is_a_body_with_a_parent(name: str) -> None:
    text = f"{name} की पांचवीं बैठक काठमांडू में हुई।"
    sitting, made = one(text), one(text, "body")
    assert (body(sitting), sitting.ordinal) == (GROUP, 5)
    assert made.body is not None and made.parent is not None
    assert (made.body.id, made.parent.id) == (GROUP, PARENT)


def test_the_number_of_the_group_is_not_that_of_its_parent() -> None:
    text = "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक काठमांडू में हुई।\nजल संबंधी भारत-नेपाल कार्य समूह की पांचवीं बैठक दिल्ली में होगी।"
    assert {body(c): c.ordinal for c in of(text, "session")} == {PARENT: 3, GROUP: 5}


def test_a_number_belongs_to_the_noun_of_sitting_that_it_counts() -> None:
    text = "22वें भारत-नेपाल संयुक्त आयोग की बैठक 23वें भारत-नेपाल शिखर सम्मेलन से पहले काठमांडू में हुई।"
    assert {body(c): c.ordinal for c in of(text, "session")} == {PARENT: 22, "body:summit-in-np": 23}


@pytest.mark.parametrize(
    ("number", "value"),
    [("22वीं", 22), ("२२वीं", 22), ("बाईसवीं", 22), ("22nd", 22), ("तीसरी", 3), ("पच्चीसवीं", 25)],
)
def test_numbers_in_every_writing(number: str, value: int) -> None:
    assert one(f"भारत-नेपाल व्यापार आयोग की {number} बैठक काठमांडू में हुई।").ordinal == value


@pytest.mark.parametrize("count", ["पहली बार", "दूसरी बार"])
def test_how_often_is_no_number(count: str) -> None:
    assert one(f"भारत-नेपाल व्यापार आयोग की बैठक {count} काठमांडू में हुई।").ordinal is None


def test_no_number_is_none() -> None:
    assert one("भारत-नेपाल व्यापार आयोग की बैठक काठमांडू में हुई।").ordinal is None


def test_the_next_and_the_last_sitting_are_not_the_one_told() -> None:
    text = (
        "भारत-नेपाल व्यापार आयोग की तीसरी बैठक मई 2025 में काठमांडू में हुई। "
        "पिछली बैठक 2023 में दिल्ली में हुई थी। अगली बैठक 2026 में होगी।"
    )
    found = [(c.ordinal, c.date, c.status) for c in of(text, "session")]
    assert found == [(3, "2025-05", "held"), (None, "2023", "held"), (None, "2026", "planned")]


def test_a_meeting_of_no_body_is_a_meeting() -> None:
    text = "भारत के विदेश मंत्री मोहन राव ने काठमांडू में नेपाल के विदेश मंत्री राम थापा के साथ बैठक की।"
    claim = one(text, "meeting")
    assert (claim.body, claim.ordinal) == (None, None)
    assert of(text, "session") == []


def test_offices_that_chair_a_body() -> None:
    text = (
        "भारत-नेपाल व्यापार आयोग की तीसरी बैठक काठमांडू में हुई। "
        "इसकी सह-अध्यक्षता भारत के वाणिज्य मंत्री और नेपाल के वाणिज्य मंत्री करते हैं।"
    )
    (claim,) = of(text, "body")
    assert [e.id for e in claim.roles["co_chair_office"]] == [
        "commerce-minister-of-india",
        "commerce-minister-of-nepal",
    ]


def test_a_name_without_countries_has_those_of_its_sentence_and_never_a_mixture() -> None:
    first, second = of(
        "जापान और वियतनाम ने हनोई में अपनी टू प्लस टू वार्ता का दूसरा दौर पूरा किया। "
        "नेपाल और भूटान ने थिंफू में अपने जल संसाधन संवाद का चौथा दौर पूरा किया।",
        "session",
    )
    assert (body(first), body(second)) == ("body:two-plus-two-jp-vn", "body:dialogue-bt-np-water")


@pytest.mark.parametrize(
    ("text", "cadence", "rotation"),
    [
        ("आयोग दो वर्ष में एक बार, बारी-बारी से दोनों देशों में आयोजित होता है।", "P2Y", "alternating"),
        ("आयोग की बैठक हर तीन माह में होती है।", "P3M", None),
        ("प्रत्येक छह महीने पर आयोग की बैठक होगी।", "P6M", None),
        ("तय हुआ कि दोनों देश हर साल बारी-बारी से इसकी मेजबानी करेंगे।", "P1Y", "alternating"),
        ("आयोग की बैठक 3 साल में एक बार होनी है।", "P3Y", None),
    ],
)
def test_how_often_a_body_sits(text: str, cadence: str, rotation: str | None) -> None:
    claims = said(f"भारत-नेपाल व्यापार आयोग की तीसरी बैठक 2 जून को काठमांडू में हुई। {text}")
    assert [c.type for c in claims] == ["session", "body"]
    assert (claims[1].extra.get("cadence"), claims[1].extra.get("rotation")) == (cadence, rotation)


@pytest.mark.parametrize(
    "text", ["आयोग हर साल एक रिपोर्ट देगा।", "नेपाल हर साल बिजली बेचेगा।", "दिल्ली हर साल खेलों की मेजबानी करेगी।"]
)
def test_what_else_is_to_be_done_every_year_is_no_cadence(text: str) -> None:
    assert of(f"भारत-नेपाल व्यापार आयोग की तीसरी बैठक 2 जून को काठमांडू में हुई। {text}", "body") == []


@pytest.mark.parametrize("sides", ["दोनों ओर से", "दोनों पक्षों से", "दोनों तरफ से"])
def test_who_chairs_from_both_sides(sides: str) -> None:
    claim = one(f"भारत-नेपाल व्यापार आयोग की तीसरी बैठक काठमांडू में हुई। इसकी अगुवाई {sides} व्यापार सचिव करते हैं।", "body")
    assert [office.side for office in claim.roles["co_chair_office"]] == ["IN", "NP"]


@pytest.mark.parametrize(
    ("name", "ordinal"),
    [
        ("पहली भारत-नेपाल थल सेना स्टाफ वार्ता", 1),
        ("भारत-नेपाल 7वीं वायु सेना स्टाफ वार्ता", 7),
        ("दूसरा भारत-नेपाल नौसेना संवाद", 2),
    ],
)
def test_a_number_before_the_pair_or_behind_it_is_the_talks(name: str, ordinal: int) -> None:
    assert one(f"{name} 2 जून को काठमांडू में आयोजित करने पर दोनों पक्ष सहमत हुए।").ordinal == ordinal


def test_talks_of_two_services_are_two() -> None:
    text = "तीसरी भारत-नेपाल वायु सेना स्टाफ वार्ता पटना में हुई। दूसरी भारत-नेपाल नौसेना स्टाफ वार्ता मई में पटना में हुई।"
    assert len({body(claim) for claim in of(text, "session")}) == 2
