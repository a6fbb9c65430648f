"""Pages as sources: reprints by their text, the day by which a page counts, claims that share an id."""

from __future__ import annotations

from dataclasses import replace

from made import page, place, record, sessions, sitting

from baithak.model import Document, Noise
from baithak.record.pages import known_by
from baithak.record.reprints import carry_one_text, runs

COPY = (
    "आयोग की बैठक में व्यापार, ऊर्जा, परिवहन और शिक्षा के विषयों पर लंबी बातचीत हुई। अधिकारियों ने पिछले वर्ष के काम का ब्योरा रखा "
    "और बताया कि अधूरे कामों के लिए नई समय-सीमा तय की जाएगी। अगली बैठक की तैयारी दोनों देशों के दूतावास मिलकर करेंगे।"
)
OTHER = (
    "राजधानी में जुटे प्रतिनिधियों ने कहा कि बातचीत अच्छी रही और कई पुराने सवाल सुलझ गए हैं। मेज़बान पक्ष ने जहाज़रानी तथा बंदरगाहों के "
    "विस्तार की योजना सामने रखी, जिस पर मेहमान दल ने कुछ सुझाव दिए और आगे पत्राचार जारी रखने की बात कही।"
)


def text(name: str, words: str, published: str | None = "2024-03-11", **facts: object) -> Document:
    return Document(text=words, addresses=(name,), published=published, **facts)  # type: ignore[arg-type]


def one_text(one: Document, other: Document) -> bool:
    return carry_one_text(runs(one), runs(other))


def test_one_text_under_two_mastheads_is_one_source() -> None:
    agency, house = text("a", COPY), text("b", f"दैनिक पत्र\n{COPY.replace('लंबी', 'विस्तृत')}\n(एजेंसी)")
    own = text("c", OTHER)
    assert [one_text(agency, other) for other in (house, own)] == [True, False]
    (sat,) = sessions(record([sitting(d, 4, "2024-03-10") for d in (agency, house, own)], [agency, house, own]))
    assert (sat["documents"], sat["independent_sources"]) == (3, 2)


def test_what_two_pages_share_beside_the_article_makes_no_reprint() -> None:
    one, other = (text(n, f"{words}\n{COPY}\n{COPY[::-1]}") for n, words in (("a", OTHER), ("b", OTHER[::-1])))
    pages = [replace(d, noise=(Noise(len(OTHER), len(d.text), "teaser"),)) for d in (one, other)]
    assert one_text(one, other)
    assert not one_text(*pages)


def test_short_texts_are_never_taken_for_reprints() -> None:
    assert not one_text(text("a", "आयोग की बैठक हुई।"), text("b", "आयोग की बैठक हुई। "))


def test_an_undated_page_counts_from_the_day_that_it_proves() -> None:
    undated = replace(page("undated"), inferred="2024-05-01")
    claims = [sitting(undated, 4, "2024-03-10")]
    assert record(claims, [undated], as_of="2024-04-30")["bodies"] == []
    assert record(claims, [undated], as_of="2024-05-01")["bodies"]


def test_a_page_that_nothing_dates_counts_from_the_day_on_which_it_was_read() -> None:
    undated = replace(page("undated"), first_read="2024-07-01")
    claims = [sitting(undated, 4, "2024-03-10")]
    assert record(claims, [undated], as_of="2024-06-30")["bodies"] == []
    assert record(claims, [undated], as_of="2024-07-01")["bodies"]


def test_a_later_reprint_says_nothing_of_an_earlier_day() -> None:
    """Two halves of a copy are one source only once a page that carries both is out."""
    first, second = text("a", COPY), text("b", OTHER)
    whole = text("c", f"{COPY} {OTHER}", "2024-06-01")
    claims = [sitting(d, 4, "2024-03-10") for d in (first, second)]
    then = sessions(record(claims, [first, second, whole], as_of="2024-04-01"))
    assert then == sessions(record(claims, [first, second], as_of="2024-04-01"))


def test_different_claims_that_share_an_id_are_all_heard() -> None:
    put_off = sitting(page("b", "2024-03-01"), 4, "2024-03-20", "postponed", at=-1)
    anew = replace(put_off, status="planned", date="2024-06")
    assert put_off.id == anew.id
    assert list(known_by([anew, put_off, anew], (), True)) == [anew.id, f"{anew.id}~2"]
    plan = sitting(page("a", "2024-01-10"), 4, "2024-03-20", "planned", place=place("delhi"))
    found = record([plan, put_off, anew], [page("a", "2024-01-10"), page("b", "2024-03-01")])
    assert sorted((p["due"], p["state"]) for p in found["promises"]) == [("2024-03-20", "dropped"), ("2024-06", "open")]
