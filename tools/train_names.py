"""Trains the name model of a language from a tagged corpus and lists of people's names.

    python tools/train_names.py Hindi-train.txt players.tsv src/baithak/knowledge/hi/names.crfsuite

The corpus is IL-NER (https://github.com/ltrc/IL-NER, CC-BY-4.0): a token, a tab and its BIO tag a line. A list of names
is a table whose last column is the name. The same files give the same model: order and seed are fixed.

In IL-NER a rank, an office or an honorific may belong to the name; here they never do. Every sentence with people in it
is also told of other people: of those of the corpus, of those of the lists, and of people whose names are made of
pieces of listed ones, so that the model learns the places of names and not the names.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pycrfsuite
import regex

from baithak.knowledge.grammar import Grammar, grammar
from baithak.knowledge.load import Knowledge, load
from baithak.language.lexicon import Unit
from baithak.language.names import ORGANISATION, OUTSIDE, PERSON, PLACE, features, label_spans, token_classes, untitled
from baithak.language.text import Token, fold, fold_word, tokens

KINDS = {"NEP": PERSON, "NEL": PLACE, "NEO": ORGANISATION}
PARAMETERS = {"c1": 0.1, "c2": 0.02, "max_iterations": 120, "feature.possible_transitions": True}
SEED = 20240229
RETELLINGS = 4  # other tellings of a sentence with people in it
PIECED = 0.3  # of the words of a substituted name, those that are made up of pieces
_NAME = regex.compile(r"\p{L}[\p{L}\p{M}]+(?: \p{L}[\p{L}\p{M}]+){1,3}")
_SYLLABLE = regex.compile(r"(?:\p{L}\u094d)*\p{L}\p{M}*")

Labelled = tuple[list[str], list[str]]
"""The folded tokens of a sentence and their labels."""


@dataclass(frozen=True, slots=True)
class Sentence:
    words: list[str]
    classes: list[frozenset[str]]
    labels: list[str]


def without_people(knowledge: Knowledge) -> Knowledge:
    """The catalogues as one has them who knows nobody: the model is trained, and measured, as such a reader."""
    actors = {key: actor for key, actor in knowledge.actors.items() if actor.kind != "person"}
    return replace(knowledge, actors=actors, fingerprint=knowledge.fingerprint + " without people")


def classes(words: Sequence[Token], text: str, reader: Grammar) -> list[frozenset[str]]:
    """The classes that a reader's lexicon and dates give the tokens of a sentence of folded `text`."""
    taken: dict[int, Unit] = {}
    for timex in reader.timex.find(text, words[0].start, words[-1].end):
        inside = [i for i, w in enumerate(words) if timex.start <= w.start < timex.end]
        if inside:
            taken[inside[0]] = Unit(inside[0], inside[-1] + 1, frozenset({"date"}))
    return token_classes(reader.lexicon.tag(words, taken))


def corpus(path: Path) -> Iterator[Labelled]:
    """The sentences of a BIO-tagged file, tokenised as the reader does; those with broken tags are left out."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines()]
        if not rows or any(len(row) != 2 or row[1].startswith("-") for row in rows):
            continue
        words, labels = [], []
        for word, tag in rows:
            begin, _, kind = tag.partition("-")
            for i, part in enumerate(tokens(fold_word(word))):
                words.append(part.text)
                label = KINDS.get(kind)
                labels.append(f"{'I' if i else begin}-{label}" if label else OUTSIDE)
        if words:
            yield words, labels


def mended(sentence: Sentence) -> Sentence:
    """The sentence with titles at the left end of people's names taken out of them."""
    labels = list(sentence.labels)
    for first, last, kind in label_spans(sentence.labels):
        start = untitled(first, last, sentence.classes) if kind == PERSON else first
        labels[first:start] = [OUTSIDE] * (start - first)
        labels[start] = f"B-{kind}"
    return replace(sentence, labels=labels)


def read(labelled: Labelled, reader: Grammar) -> Sentence:
    """A sentence with the classes of its tokens."""
    words, labels = labelled
    text = fold(" ".join(words)).text
    found = tokens(text)
    return mended(Sentence(words, classes(found, text, reader), labels))


class Namer:
    """Draws names of people, word by word lists, from those that it was given."""

    def __init__(self, names: Iterable[Sequence[str]], draw: random.Random) -> None:
        self._draw = draw
        self._names = sorted({tuple(name) for name in names})
        self._long = [name for name in self._names if len(name) > 1]
        words = sorted({w for name in self._names for w in name if len(w) > 2})
        self._syllables = [found for w in words if len(found := _SYLLABLE.findall(w)) > 1]
        self._last = sorted({name[-1] for name in self._names if len(name[-1]) > 2})

    def name(self, like: Sequence[str]) -> list[str]:
        """A name of one word for a name of one word, else one of several."""
        drawn = [self._draw.choice(self._last)] if len(like) == 1 else list(self._draw.choice(self._long))
        return [self._pieced() if len(w) > 2 and self._draw.random() < PIECED else w for w in drawn]

    def _pieced(self) -> str:
        head, tail = self._draw.choice(self._syllables), self._draw.choice(self._syllables)
        return "".join(head[: (len(head) + 1) // 2] + tail[len(tail) // 2 :])


def retold(labelled: Labelled, namer: Namer) -> Labelled:
    """The sentence with other people in it."""
    words, labels = list(labelled[0]), list(labelled[1])
    for first, last, kind in reversed(list(label_spans(labelled[1]))):
        if kind == PERSON:
            name = namer.name(words[first:last])
            words[first:last] = name
            labels[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (len(name) - 1)
    return words, labels


def listed(path: Path) -> Iterator[list[str]]:
    """The names of a table's last column that are plain words."""
    for line in path.read_text("utf-8").splitlines()[1:]:
        name = fold_word(line.rpartition("\t")[2].strip())
        if _NAME.fullmatch(name) and not name.isascii():
            yield name.split()


def lesson(path: Path, lists: Sequence[Path], reader: Grammar) -> Iterator[Sentence]:
    """All sentences to learn from, in a fixed order."""
    told = [read(labelled, reader) for labelled in corpus(path)]
    own = [s.words[a:b] for s in told for a, b, kind in label_spans(s.labels) if kind == PERSON]
    namer = Namer([*own, *(name for names in lists for name in listed(names))], random.Random(SEED))
    for sentence in told:
        yield sentence
        if f"B-{PERSON}" in sentence.labels:
            for _ in range(RETELLINGS):
                yield read(retold((sentence.words, sentence.labels), namer), reader)


def train(sentences: Iterable[Sentence], model: Path) -> None:
    """Fit a CRF and write it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for sentence in sentences:
        trainer.append(features(sentence.words, sentence.classes), sentence.labels)
    trainer.train(str(model))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("names", type=Path, nargs="*")
    parser.add_argument("model", type=Path)
    parser.add_argument("--lang", default="hi")
    options = parser.parse_args()
    reader = grammar(options.lang, without_people(load()))
    train(lesson(options.corpus, options.names, reader), options.model)
    print(f"{options.model}: {options.model.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
