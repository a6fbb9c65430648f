"""What a sentence says of an event's reality: held, planned, proposed, put off, called off, denied."""

from __future__ import annotations

import pytest
from said import of, one, role, said

BODY = "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक"


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("हुई", "held"),
        ("संपन्न हो गई है", "held"),
        ("6 मई 2025 को आयोजित की गई", "held"),
        ("चल रही है", "held"),
        ("होगी", "planned"),
        ("आयोजित की जाएगी", "planned"),
        ("होनी है", "planned"),
        ("होने वाली है", "planned"),
        ("होने जा रही है", "planned"),
        ("तय है", "planned"),
        ("हो सकती है", "proposed"),
        ("प्रस्तावित है", "proposed"),
        ("टल गई है", "postponed"),
        ("स्थगित कर दी गई", "postponed"),
        ("रद्द कर दी गई", "cancelled"),
        ("नहीं हुई", "denied"),
        ("हुई ही नहीं", "denied"),
        ("संपन्न", "held"),
    ],
)
def test_a_sitting_has_the_status_of_its_verb(verb: str, status: str) -> None:
    claim = one(f"{BODY} काठमांडू में {verb}।")
    assert (claim.status, claim.ordinal) == (status, 3)


@pytest.mark.parametrize(("day", "status"), [("6 जून", "held"), ("16 जून", "planned")])
def test_an_entry_without_a_verb_is_held_or_planned_by_its_day(day: str, status: str) -> None:
    claim = one(f"भारत-नेपाल संयुक्त आयोग — तीसरी बैठक, {day}, काठमांडू।")
    assert (claim.status, claim.ordinal, claim.date) == (status, 3, f"2025-06-{day.split()[0]:0>2}")


def test_what_was_put_off_is_set_again() -> None:
    text = f"6 जुलाई को काठमांडू में होने वाली {BODY} टाल दी गई है। अब यह बैठक 20 जुलाई को होगी।"
    found = {(c.status, c.ordinal, c.date) for c in of(text, "session")}
    assert found == {("postponed", 3, "2025-07-06"), ("planned", 3, "2025-07-20")}


@pytest.mark.parametrize(
    "signed",
    [
        "प्रोटोकॉल पर हस्ताक्षर के साथ कार्यवाही पूरी हुई।",
        "बैठक के अंत में कार्यवृत्त पर हस्ताक्षर किए गए।",
        "दोनों सह-अध्यक्षों ने समझौता ज्ञापन पर हस्ताक्षर किए।",
    ],
)
def test_what_is_signed_at_a_sitting_bears_its_body_and_number(signed: str) -> None:
    claim = one(f"{BODY} 2 जून को काठमांडू में हुई। {signed}", "signing")
    assert (claim.ordinal, claim.date, claim.date_basis) == (3, "2025-06-02", "inferred")
    assert {e.how for e in claim.evidence["ordinal"]} == {"coreference"}


def test_a_day_in_full_goes_before_one_that_is_counted() -> None:
    assert one(f"उससे एक दिन पहले {BODY} 4 जून 2025 को काठमांडू में हुई थी।").date == "2025-06-04"


@pytest.mark.parametrize(
    "text",
    [
        "भारत-नेपाल संयुक्त आयोग की गुरुवार को पोखरा में होने वाली तीसरी बैठक घने कोहरे के चलते टाल दी गई।",
        f"{BODY}, जो गुरुवार को पोखरा में होने वाली थी, टाल दी गई है।",
        f"असम में किसानों के विरोध के कारण गुरुवार को पोखरा में होने वाली {BODY} टाल दी गई।",
        f"{BODY}, जो गुरुवार को पोखरा में होनी थी, चीन में हुए चुनावों को देखते हुए टाल दी गई है।",
        f"{BODY} गुरुवार को पोखरा में होनी थी, मगर असम में आई बाढ़ की वजह से उसे टालना पड़ा।",
        f"{BODY}, जो गुरुवार को पोखरा में होनी थी, अब 8 जुलाई तक टाल दी गई है।",
    ],
)
def test_what_is_put_off_is_of_the_day_and_place_where_it_was_to_be(text: str) -> None:
    claim = one(text)
    assert (claim.status, claim.ordinal, claim.date, role(claim, "place")) == ("postponed", 3, "2025-06-12", ["पोखरा"])


def test_the_sitting_of_the_sentence_before_is_what_a_bare_one_means() -> None:
    text = (
        "भारत-नेपाल संयुक्त आयोग की बैठक हर साल होती है। पिछले महीने पोखरा में होने वाली बैठक असम में हुए आंदोलन के चलते रद्द कर दी गई थी।"
    )
    claim = one(text)
    assert (claim.status, claim.date, role(claim, "place")) == ("cancelled", "2025-05", ["पोखरा"])
    assert claim.body is not None


def test_a_sitting_of_other_countries_is_another() -> None:
    text = (
        f"{BODY} 2 जून को पटना में हुई और चौथी बैठक अगले साल पोखरा में होगी। "
        "भारत, नेपाल और भूटान की त्रिपक्षीय बैठक, जो अप्रैल में थिम्पू में होने वाली थी, स्थगित कर दी गई है।"
    )
    assert {c.ordinal: (c.date, role(c, "place")) for c in of(text, "session")} == {
        3: ("2025-06-02", ["पटना"]),
        4: ("2026", ["पोखरा"]),
    }
    other = one(text, "meeting")
    assert (other.status, other.date, role(other, "place")) == ("postponed", "2025-04", ["थिम्पू"])


SUMMIT = "भारत-नेपाल शिखर सम्मेलन 5 जून को पटना में हुआ।"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("छठा सम्मेलन 8 मार्च 2023 को ही पोखरा में हो सका था।", ("held", 6, "2023-03-08")),
        ("सातवां सम्मेलन 29 अगस्त 2024 को पोखरा में हुआ था।", ("held", 7, "2024-08-29")),
        ("नेपाली पक्ष ने 2027 का शिखर सम्मेलन पोखरा में करने का सुझाव भी रखा है।", ("proposed", None, "2027")),
        ("दोनों देश अगले साल का शिखर सम्मेलन पोखरा में करने पर सहमत हुए।", ("planned", None, "2026")),
    ],
)
def test_a_summit_is_named_by_its_number_or_its_year(text: str, told: tuple[str, int | None, str]) -> None:
    first, other = sorted(of(f"{SUMMIT} {text}", "session"), key=lambda c: role(c, "place") == ["पोखरा"])
    assert (other.status, other.ordinal, other.date) == told
    assert role(other, "place") == ["पोखरा"]
    assert first.body is not None and other.body is not None and first.body.id == other.body.id


def test_whoever_else_holds_a_conference_holds_no_summit() -> None:
    assert len(of(f"{SUMMIT} हिंदी लेखकों का छठा सम्मेलन 8 जून को पोखरा में हुआ।", "session")) == 1
    assert len(of(f"{SUMMIT} किसानों ने 8 जून को पोखरा में बैठक की।", "session")) == 1


def test_what_was_to_be_and_is_called_off_is_called_off() -> None:
    assert one(f"6 जुलाई को काठमांडू में होने वाली {BODY} रद्द कर दी गई है।").status == "cancelled"


def test_a_habit_is_no_sitting() -> None:
    assert of("भारत-नेपाल संयुक्त आयोग की बैठक हर वर्ष होती है।", "session") == []


def test_a_habit_is_a_fact_about_the_body() -> None:
    claim = one("भारत-नेपाल संयुक्त आयोग की बैठक हर वर्ष बारी-बारी से होती है।", "body")
    assert claim.status is None
    assert dict(claim.extra) == {"cadence": "P1Y", "rotation": "alternating"}


def test_the_status_of_one_clause_is_not_that_of_the_next() -> None:
    text = "भारत-नेपाल संयुक्त आयोग की तीसरी बैठक काठमांडू में हुई और चौथी बैठक दिल्ली में होगी।"
    assert {claim.ordinal: claim.status for claim in of(text, "session")} == {3: "held", 4: "planned"}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("विदेश मंत्री मोहन राव अगले सप्ताह नेपाल की यात्रा करेंगे।", "visit", "planned"),
        ("विदेश मंत्री मोहन राव ने मई में नेपाल की यात्रा की।", "visit", "held"),
        ("विदेश मंत्री मोहन राव की नेपाल यात्रा रद्द कर दी गई है।", "visit", "cancelled"),
        ("भारत और नेपाल के बीच समझौता हुआ।", "agreement", "held"),
        ("भारत और नेपाल के बीच समझौते पर हस्ताक्षर होंगे।", "signing", "planned"),
        ("भारत और नेपाल के बीच अगले माह युद्धाभ्यास होगा।", "exercise", "planned"),
        ("आईएनएस सागरिका को नौसेना में शामिल किया जाएगा।", "commissioning", "planned"),
    ],
)
def test_status_of_other_events(text: str, kind: str, status: str) -> None:
    assert one(text, kind).status == status


# --- days -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("when", "verb", "date", "basis"),
    [
        ("6 मई 2025 को", "हुई", "2025-05-06", "explicit"),
        ("६ मई २०२५ को", "हुई", "2025-05-06", "explicit"),
        ("6 मई को", "हुई", "2025-05-06", "year-inferred"),
        ("6 दिसंबर को", "हुई", "2024-12-06", "year-inferred"),
        ("6 दिसंबर को", "होगी", "2025-12-06", "year-inferred"),
        ("6 से 8 मई तक", "हुई", "2025-05-06/2025-05-08", "year-inferred"),
        ("मई 2025 में", "हुई", "2025-05", "explicit"),
        ("2026 में", "होगी", "2026", "explicit"),
        ("कल", "हुई", "2025-06-09", "relative"),
        ("सोमवार को", "हुई", "2025-06-09", "relative"),
        ("शुक्रवार को", "होगी", "2025-06-13", "relative"),
    ],
)
def test_the_day_of_a_sitting(when: str, verb: str, date: str, basis: str) -> None:
    claim = one(f"{BODY} {when} काठमांडू में {verb}।")
    assert (claim.date, claim.date_basis) == (date, basis)


def test_without_a_day_of_reference_the_year_stays_open() -> None:
    assert one(f"{BODY} 6 मई को काठमांडू में हुई।", published=None).date == "XXXX-05-06"


def test_no_day_is_no_date() -> None:
    claim = one(f"{BODY} काठमांडू में हुई।")
    assert (claim.date, claim.date_basis) == (None, None)


def test_signing_and_ceremony_take_the_day_of_the_sitting() -> None:
    text = (
        "भारत के विदेश मंत्री मोहन राव और नेपाल के विदेश मंत्री राम थापा ने 6 मई 2025 को काठमांडू में "
        f"{BODY} की सह-अध्यक्षता की।\nदोनों मंत्रियों ने प्रोटोकॉल पर हस्ताक्षर किए।\n"
        "मोहन राव ने शहीद स्मारक पर पुष्पचक्र चढ़ाया।"
    )
    sitting = one(text)
    for kind in ("signing", "ceremony"):
        claim = one(text, kind)
        assert (claim.date, claim.date_basis) == ("2025-05-06", "inferred")
        assert [(r.to, r.kind) for r in claim.relations] == [(sitting.id, "part_of")]


def test_statements_take_no_day() -> None:
    text = f"{BODY} 6 मई 2025 को काठमांडू में हुई। मोहन राव ने कहा कि संबंध अच्छे हैं।"
    assert one(text, "statement").date is None


def test_one_sitting_told_twice_is_one_claim() -> None:
    text = (
        f"{BODY} काठमांडू में हुई।\nयह बैठक 6 मई 2025 को हुई।\n"
        "भारत के विदेश मंत्री मोहन राव और नेपाल के विदेश मंत्री राम थापा ने बैठक की सह-अध्यक्षता की।"
    )
    claim = one(text)
    assert (claim.ordinal, claim.date, len(claim.roles["co_chair"])) == (3, "2025-05-06", 2)


def test_nothing_is_claimed_of_what_is_no_event() -> None:
    assert said("काठमांडू में मौसम अच्छा रहा। लोग खुश थे।") == ()


@pytest.mark.parametrize(("month", "date"), [("मार्च", "2025-03"), ("अगस्त", "2025-08"), ("जनवरी", "2025-01")])
def test_what_was_to_be_and_is_put_off_lies_on_either_side_of_the_page(month: str, date: str) -> None:
    claim = one(f"{BODY}, जो {month} में काठमांडू में होनी थी, टल गई है।")
    assert (claim.status, claim.date) == ("postponed", date)


@pytest.mark.parametrize(
    ("verb", "date"), [("रद्द कर दी गई थी", "2025-05"), ("रद्द कर दी गई है", "2026-05"), ("टाल दी गई थी", "2025-05")]
)
def test_what_was_to_be_held_and_had_been_put_off_is_of_the_day_nearest_by(verb: str, date: str) -> None:
    text = f"भारत-नेपाल संयुक्त आयोग की मई में होने वाली तीसरी बैठक {verb}।"
    assert one(text).date == date
