"""The name model: it loads, is small, says the same each time, and finds names that nobody listed."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from baithak.knowledge.grammar import Grammar, grammar
from baithak.knowledge.load import load
from baithak.language.lexicon import Unit
from baithak.language.names import PERSON, NameTagger, bare, features, label_spans, token_classes
from baithak.language.text import fold, tokens
from bench.names import MODEL
from tools.train_names import classes, corpus, lesson, read, train, without_people

PEOPLE = [
    ("विदेश मंत्री एस. जयशंकर ने मंगलवार को पत्रकारों से बात की।", ["एस . जयशंकर"]),
    ("इस अवसर पर मारेक नोवोत्नी ने कहा कि सहयोग बढ़ेगा।", ["मारेक नोवोत्नी"]),
    ("रक्षा मंत्री कार्लोस मेंदोजा और उनके समकक्ष हेनरिक लार्सन ने समझौते पर हस्ताक्षर किए।", ["कार्लोस मेंदोजा", "हेनरिक लार्सन"]),
    ("बैठक की अध्यक्षता सचिव सुनीता राजवंशी ने की।", ["सुनीता राजवंशी"]),
    ("मंत्रालय के अनुसार लेफ्टिनेंट जनरल विनोद कुमार नायर ने प्रतिनिधिमंडल का नेतृत्व किया।", ["विनोद कुमार नायर"]),
]
PLAIN = [
    "दोनों पक्षों ने आपसी सहयोग की समीक्षा की और अगली बैठक अगले वर्ष करने पर सहमति जताई।",
    "किसानों को बीज और खाद समय पर मिलनी चाहिए।",
    "बाजार में आज सोने के भाव गिरे।",
]


@cache
def reader() -> Grammar:
    return grammar("hi", without_people(load()))


@cache
def tagger() -> NameTagger:
    return NameTagger(MODEL)


def people(text: str) -> list[str]:
    """People's names in a sentence as folded tokens."""
    folded = fold(text).text
    found = tokens(folded)
    words = found.words
    spans = tagger().spans(words, classes(found, folded, reader()))
    return [" ".join(words[s.first : s.last]) for s in spans if s.kind == PERSON]


@pytest.mark.parametrize(("text", "names"), PEOPLE)
def test_people_are_found_whom_no_file_names(text: str, names: list[str]) -> None:
    assert people(text) == [" ".join(tokens(fold(name).text).words) for name in names]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_sentence_names_nobody(text: str) -> None:
    assert people(text) == []


def test_an_empty_sentence_has_no_names() -> None:
    assert tagger().spans([], []) == []


def test_probabilities_are_probabilities() -> None:
    words = ["मारेक", "नोवोत्नी", "ने", "कहा"]
    spans = tagger().spans(words, [frozenset({"word"})] * 2 + [frozenset({"case", "case:ne"}), frozenset({"verb"})])
    assert spans and all(0.0 <= span.probability <= 1.0 for span in spans)


def test_features_and_spans_are_the_same_each_time() -> None:
    words, cats = ["क", "ने", "कहा"], [frozenset({"word", "b", "a"}), frozenset({"case"}), frozenset({"verb", "verb:x"})]
    assert features(words, cats) == features(list(words), list(cats))
    assert tagger().spans(words, cats) == NameTagger(MODEL).spans(words, cats)


def test_features_name_no_verb_but_by_its_form() -> None:
    rows = features(["कहा"], [frozenset({"verb", "v-perf", "verb:कहना"})])
    assert b"0:c=v-perf" in rows[0]
    assert not any(b"verb:" in feature for feature in rows[0])


def test_catalogued_people_are_unknown_words() -> None:
    units = [Unit(0, 2, frozenset({"personname"})), Unit(2, 3, frozenset({"personname", "place"}))]
    assert token_classes(units) == [frozenset({"word"})] * 2 + [frozenset({"place"})]


def test_labels_make_spans() -> None:
    labels = ["B-PER", "I-PER", "B-PER", "O", "I-LOC", "I-ORG"]
    assert list(label_spans(labels)) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC"), (5, 6, "ORG")]


def test_titles_and_times_are_no_part_of_a_name() -> None:
    title, stop, name, time = (frozenset({cat}) for cat in ("honorific", "stop", "word", "date"))
    assert bare(0, 4, [title, stop, title, name]) == (3, 4)
    assert bare(0, 1, [title]) == (0, 1)
    assert bare(0, 3, [name, time, time]) == (0, 1)
    assert bare(0, 1, [time]) == (0, 0)


def test_a_missing_or_broken_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        NameTagger(tmp_path / "none.crfsuite")
    (tmp_path / "text.crfsuite").write_text("no model")
    with pytest.raises(OSError):
        NameTagger(tmp_path / "text.crfsuite")


def test_the_same_files_give_the_same_model(tmp_path: Path) -> None:
    rows = [
        ("श्री", "B-NEP"),
        ("मारेक", "I-NEP"),
        ("नोवोत्नी", "I-NEP"),
        ("प्राग", "B-NEL"),
        ("में", "O"),
        ("बोले", "O"),
        ("।", "O"),
    ]
    told = tmp_path / "told.txt"
    told.write_text("\n\n".join(["\n".join(f"{word}\t{tag}" for word, tag in rows)] * 6), "utf-8")
    assert read(next(corpus(told)), reader()).labels == ["O", "B-PER", "I-PER", "B-LOC", "O", "O", "O"]
    lists = {"PER": [["हेनरिक", "लार्सन"], ["कार्लोस", "मेंदोजा"]], "LOC": [["लिस्बन"], ["नया", "ओस्लो"]]}
    for model in ("one", "two"):
        train(lesson(told, lists, reader()), Counter(word for word, _ in rows), tmp_path / model)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_model_is_small_and_says_where_it_comes_from() -> None:
    assert MODEL.stat().st_size <= 8_000_000
    source = MODEL.with_name("names.SOURCE.txt").read_text("utf-8")
    assert "CC-BY-4.0" in source and "IL-NER" in source and "MIT" in source
