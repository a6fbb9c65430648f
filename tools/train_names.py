"""Trains the name model of a language from a tagged corpus and lists of names of people and cities.

    python -m tools.train_names Hindi-train.txt players.tsv hi_timeZoneNames.json \\
        src/baithak/knowledge/hi/names.crfsuite

The corpus is IL-NER (https://github.com/ltrc/IL-NER, CC-BY-4.0): a token, a tab and its BIO tag a line. People are the
last column of a table (https://github.com/in-rolls/indicate, MIT), cities those of Unicode's CLDR (Unicode-3.0). The
same files give the same model: order and seed are fixed.

In IL-NER a rank, an office or an honorific may belong to the name; here they never do. Three things keep the model from
learning this corpus by heart. Sentences with people or places in them are told again of others: of those of the corpus,
of those of the lists, and of such as are made of pieces of both. Everyday words are those of the rest of the corpus,
not of the stretch that the sentence stands in. And rare words are often learnt without the word itself.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycrfsuite
import regex

from baithak.knowledge.grammar import Grammar, grammar
from baithak.knowledge.load import Knowledge, load
from baithak.language.lexicon import COMMON, WORD, Unit
from baithak.language.names import (
    ORGANISATION,
    OUTSIDE,
    PERSON,
    PLACE,
    bare,
    features,
    label_spans,
    token_classes,
)
from baithak.language.text import Tokens, fold, fold_word, tokens
from tools.common_words import common

KINDS = {"NEP": PERSON, "NEL": PLACE, "NEO": ORGANISATION}
PARAMETERS = {"c1": 0.1, "c2": 0.2, "max_iterations": 120, "feature.possible_transitions": True}
SEED = 20240229
RETOLD = {PERSON: 4, PLACE: 1}  # other tellings of a sentence with such a name in it
SWAPPED = {PERSON: 1.0, PLACE: 0.5}  # of the names of a sentence that is told again, those that others take
SHORT = 0.2  # of people's names of several words, those that a name of one word takes
PIECED = 0.3  # of the words of such names, those that are made of pieces
STRETCHES = 5  # of the corpus, each read with the everyday words of the others
RARE = 3  # a word that the corpus has no oftener
FORGOTTEN = 0.5  # of the places of rare words, those that are learnt without the word
_PLAIN = regex.compile(r"\p{L}[\p{L}\p{M}]+(?: \p{L}[\p{L}\p{M}]+){0,3}")
_SYLLABLE = regex.compile(r"(?:\p{L}\u094d)*\p{L}\p{M}*")
_EVERYDAY, _UNKNOWN = frozenset({COMMON}), frozenset({WORD})

Labelled = tuple[list[str], list[str]]
"""The folded tokens of a sentence and their labels."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Folded tokens, their classes and their labels, all of one length."""

    words: list[str]
    classes: list[frozenset[str]]
    labels: list[str]


def without_people(knowledge: Knowledge) -> Knowledge:
    """The catalogues as one has them who knows nobody: the model is trained, and measured, as such a reader."""
    actors = {key: actor for key, actor in knowledge.actors.items() if actor.kind != "person"}
    return replace(knowledge, actors=actors, fingerprint=knowledge.fingerprint + " without people")


def classes(found: Tokens, text: str, reader: Grammar) -> list[frozenset[str]]:
    """The classes that a reader's lexicon and dates give the tokens of a sentence of folded `text`."""
    taken: dict[int, Unit] = {}
    for timex in reader.timex.find(text, found.starts[0], found.ends[-1]):
        inside = [i for i, start in enumerate(found.starts) if timex.start <= start < timex.end]
        if inside:
            taken[inside[0]] = Unit(inside[0], inside[-1] + 1, frozenset({"date"}))
    return token_classes(reader.lexicon.tag(found.words, taken))


def corpus(path: Path) -> Iterator[Labelled]:
    """The sentences of a BIO-tagged file, tokenised as the reader does; those with broken tags are left out."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines()]
        if rows and all(len(row) == 2 and not row[1].startswith("-") for row in rows):
            yield _labelled(rows)


def _labelled(rows: Iterable[Sequence[str]]) -> Labelled:
    words, labels = [], []
    for word, tag in rows:
        begin, _, kind = tag.partition("-")
        label = KINDS.get(kind)
        for i, part in enumerate(tokens(fold_word(word)).words):
            words.append(part)
            labels.append(f"{'I' if i else begin}-{label}" if label else OUTSIDE)
    return words, labels


def read(labelled: Labelled, reader: Grammar) -> Sentence:
    """A sentence with the classes of its tokens, its people's names bare."""
    words, labels = labelled
    text = fold(" ".join(words)).text
    cats = classes(tokens(text), text, reader)
    labels = list(labels)
    for first, last, kind in label_spans(labelled[1]):
        if kind == PERSON:
            start, end = bare(first, last, cats)
            labels[first:last] = [OUTSIDE] * (last - first)
            labels[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)][: end - start]
    return Sentence(words, cats, labels)


def everyday(path: Path) -> list[frozenset[str]]:
    """For each stretch of the corpus the everyday words that the others give, folded.

    The list that the reader has was counted on this very corpus: new text has more words that are not on it.
    """
    lines = path.read_text("utf-8").splitlines()
    edges = [i * len(lines) // STRETCHES for i in range(STRETCHES + 1)]
    return [frozenset(map(fold_word, common(lines[:a] + lines[b:]))) for a, b in pairwise(edges)]


def unspoilt(sentence: Sentence, known: frozenset[str]) -> Sentence:
    """The sentence as read by somebody to whom no other words are everyday ones."""
    cats = [
        _UNKNOWN if found == _EVERYDAY and word not in known else found
        for word, found in zip(sentence.words, sentence.classes, strict=True)
    ]
    return replace(sentence, classes=cats)


class Namer:
    """Draws names from those that it was given, and from pieces of them."""

    def __init__(self, names: Iterable[Sequence[str]], draw: random.Random) -> None:
        self._draw = draw
        known = sorted({tuple(name) for name in names})
        self._long = [name for name in known if len(name) > 1]
        self._last = sorted({name[-1] for name in known if len(name[-1]) > 2})
        words = sorted({word for name in known for word in name if len(word) > 2})
        self._syllables = [found for word in words if len(found := _SYLLABLE.findall(word)) > 1]

    def name(self, size: int) -> list[str]:
        """A name of one word, or one of several."""
        drawn = self._draw.choice(self._long) if size > 1 else (self._draw.choice(self._last),)
        return [self._pieced() if len(w) > 2 and self._draw.random() < PIECED else w for w in drawn]

    def _pieced(self) -> str:
        head, tail = self._draw.choice(self._syllables), self._draw.choice(self._syllables)
        return "".join(head[: (len(head) + 1) // 2] + tail[len(tail) // 2 :])


def retold(sentence: Sentence, namers: dict[str, Namer], draw: random.Random) -> Labelled:
    """The sentence of other people and places."""
    words, labels = list(sentence.words), list(sentence.labels)
    for first, last, kind in reversed(list(label_spans(sentence.labels))):
        if kind in namers and draw.random() < SWAPPED[kind]:
            short = kind == PERSON and draw.random() < SHORT
            name = namers[kind].name(1 if short else last - first)
            words[first:last] = name
            labels[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (len(name) - 1)
    return words, labels


def people(path: Path) -> Iterator[list[str]]:
    """The names of a table's last column that are plain words."""
    for line in path.read_text("utf-8").splitlines()[1:]:
        yield from _plain(line.rpartition("\t")[2])


def cities(path: Path) -> Iterator[list[str]]:
    """The cities of CLDR's time zones."""

    def walk(node: Any) -> Iterator[list[str]]:
        for key, value in node.items() if isinstance(node, dict) else ():
            yield from _plain(value) if key == "exemplarCity" else walk(value)

    return walk(json.loads(path.read_text("utf-8")))


def _plain(name: str) -> Iterator[list[str]]:
    folded = fold_word(name.strip())
    if _PLAIN.fullmatch(folded) and not folded.isascii():
        yield folded.split()


def lesson(path: Path, names: dict[str, list[list[str]]], reader: Grammar) -> Iterator[Sentence]:
    """All sentences to learn from, in a fixed order. names: those of the lists, by kind."""
    told = [read(labelled, reader) for labelled in corpus(path)]
    draw = random.Random(SEED)
    own = [(kind, s.words[first:last]) for s in told for first, last, kind in label_spans(s.labels)]
    namers = {kind: Namer([*given, *(w for k, w in own if k == kind)], draw) for kind, given in names.items()}
    known = everyday(path)
    for i, sentence in enumerate(told):
        stretch = known[i * STRETCHES // len(told)]
        yield unspoilt(sentence, stretch)
        for _ in range(max((n for kind, n in RETOLD.items() if f"B-{kind}" in sentence.labels), default=0)):
            yield unspoilt(read(retold(sentence, namers, draw), reader), stretch)


def train(sentences: Iterable[Sentence], uses: Counter[str], model: Path) -> None:
    """Fit a CRF and write it. uses: how often each word stands in the corpus."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    draw = random.Random(SEED)
    for sentence in sentences:
        rows = features(sentence.words, sentence.classes)
        for word, row in zip(sentence.words, rows, strict=True):
            if uses[word] <= RARE and draw.random() < FORGOTTEN:
                row.remove(f"w={word}".encode())
        trainer.append(rows, sentence.labels)
    trainer.train(str(model))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("people", type=Path, help="table whose last column is a person's name")
    parser.add_argument("places", type=Path, help="CLDR's timeZoneNames.json of the language")
    parser.add_argument("model", type=Path)
    parser.add_argument("--lang", default="hi")
    options = parser.parse_args()
    reader = grammar(options.lang, without_people(load()))
    names = {PERSON: list(people(options.people)), PLACE: list(cities(options.places))}
    uses = Counter(word for words, _ in corpus(options.corpus) for word in words)
    train(lesson(options.corpus, names, reader), uses, options.model)
    print(f"{options.model}: {options.model.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
