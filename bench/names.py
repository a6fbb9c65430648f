"""The name model by itself: spans of IL-NER's dev set, people on the golden pages, and tokens a second.

    python -m bench.names [Hindi-dev.clean.txt] [--model FILE] [--wrong]

On the golden pages a mention is the longest printed form of somebody in a role slot, with its titles taken off; a
mention is found if a span has exactly its edges. A span is right if it stands so on a mention of anyone whom the gold
lists as a person, in a role or not. All is read by a reader who knows nobody: the catalogues' people are left out.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from baithak.knowledge.grammar import Grammar, grammar
from baithak.knowledge.load import load
from baithak.language.names import ORGANISATION, PERSON, PLACE, NameSpan, NameTagger, bare, label_spans
from baithak.language.text import Tokens, fold, fold_word, sentences, tokens
from bench.golden import ROOT
from tools.train_names import Sentence, classes, corpus, read, without_people

DEV = ROOT.parent / "shared" / "data" / "ner_hi_ilner" / "Hindi-dev.clean.txt"
MODEL = ROOT / "src" / "baithak" / "knowledge" / "hi" / "names.crfsuite"
GOLDEN = ROOT / "tests" / "golden"
PAGES = {"blind1": GOLDEN / "blind1" / "pages", "examples": ROOT / "examples"}
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
Edges = tuple[int, int]
Form = tuple[str, ...]
People = Mapping[str, set[Form]]


@dataclass(slots=True)
class Score:
    """right of made spans, found of wanted ones."""

    made: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 0.0

    def __str__(self) -> str:
        total = self.precision + self.recall
        f1 = 2 * self.precision * self.recall / total if total else 0.0
        precision = f"P {self.precision:.3f} ({self.right}/{self.made})"
        return f"{precision}  R {self.recall:.3f} ({self.found}/{self.wanted})  F1 {f1:.3f}"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a golden page. roles: mentions of people in role slots; anyone: those of all listed people."""

    page: str
    words: Sequence[str]
    classes: list[frozenset[str]]
    roles: frozenset[Edges]
    anyone: frozenset[Edges]


def span_score(tagger: NameTagger, gold: Iterable[Sentence], kinds: frozenset[str]) -> Score:
    """Exact spans of some kinds over tagged sentences."""
    score = Score()
    for sentence in gold:
        want = {span for span in label_spans(sentence.labels) if span[2] in kinds}
        made = {span[:3] for span in tagger.spans(sentence.words, sentence.classes) if span.kind in kinds}
        score.made += len(made)
        score.wanted += len(want)
        score.right += len(made & want)
        score.found += len(made & want)
    return score


def lines(folder: Path, pages: Path, reader: Grammar) -> Iterator[Line]:
    """The sentences of a golden set's article lines and headlines, with the mentions of people in them."""
    entities = json.loads((folder / "entities.json").read_text("utf-8"))
    people = {key: forms(entity["names"]) for key, entity in entities.items() if entity["kind"] == "person"}
    claims = [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").splitlines() if line.strip()]
    for document in json.loads((folder / "documents.json").read_text("utf-8")):
        cast = {key for c in claims if c["doc"] == document["doc"] for keys in c["roles"].values() for key in keys}
        text = (pages / document["doc"]).read_text("utf-8").split("\n")
        for number in sorted({*document["body_lines"], *document["headline_lines"]}):
            folded = fold(text[number]).text
            for begin, end in sentences(folded, reader.lexicon.abbreviations):
                yield _line(document["doc"], folded, tokens(folded, begin, end), reader, people, cast)


def _line(page: str, folded: str, found: Tokens, reader: Grammar, people: People, cast: set[str]) -> Line:
    words = found.words
    cats = classes(found, folded, reader)
    anyone = mentions(words, cats, people)
    roles = frozenset(edges for edges, keys in anyone.items() if keys & cast)
    return Line(page, words, cats, roles, frozenset(anyone))


def forms(names: Iterable[str]) -> set[Form]:
    """The folded tokens of somebody's names, and of the last word of each, which is mostly a surname."""
    full = {tokens(fold_word(name)).words for name in names}
    return full | {form[-1:] for form in full}


def mentions(words: Sequence[str], cats: Sequence[frozenset[str]], people: People) -> dict[Edges, set[str]]:
    """Where printed forms of people stand, the longest ones, without the titles before them."""
    found: dict[Edges, set[str]] = {}
    for key, shapes in people.items():
        for form in shapes:
            for i in range(len(words) - len(form) + 1):
                if tuple(words[i : i + len(form)]) == form:
                    found.setdefault((i, i + len(form)), set()).add(key)
    longest = {e: k for e, k in found.items() if not any(o != e and o[0] <= e[0] and e[1] <= o[1] for o in found)}
    return {bare(*edges, cats): keys for edges, keys in longest.items()}


def people_score(found: Sequence[tuple[Line, Sequence[NameSpan]]], threshold: float) -> Score:
    """People's spans of at least that probability, against the mentions of the golden lines."""
    score = Score()
    for line, spans in found:
        made = {(s.first, s.last) for s in spans if s.probability >= threshold}
        score.made += len(made)
        score.right += len(made & line.anyone)
        score.wanted += len(line.roles)
        score.found += len(made & line.roles)
    return score


def people_of(tagger: NameTagger, line: Line) -> list[NameSpan]:
    return [span for span in tagger.spans(line.words, line.classes) if span.kind == PERSON]


def print_golden(tagger: NameTagger, reader: Grammar, wrong: bool) -> None:
    """The figures of golden sets by threshold, and of the sets together."""
    by_set = {}
    for name, pages in PAGES.items():
        by_set[name] = [(line, people_of(tagger, line)) for line in lines(GOLDEN / name, pages, reader)]
    both = [pair for pairs in by_set.values() for pair in pairs]
    by_set[" + ".join(PAGES)] = both
    for name, found in by_set.items():
        for threshold in THRESHOLDS:
            print(f"{name:18} people, probability >= {threshold:4.2f}  {people_score(found, threshold)}")
    if wrong:
        print_wrong(both)


def print_wrong(found: Sequence[tuple[Line, Sequence[NameSpan]]]) -> None:
    """The spans that no gold backs, and the mentions that are missed."""
    for line, spans in found:
        edges = {(s.first, s.last) for s in spans}
        off = [
            f"+{' '.join(line.words[s.first : s.last])} {s.probability:.2f}" for s in spans if s[:2] not in line.anyone
        ]
        missed = [f"-{' '.join(line.words[a:b])}" for a, b in sorted(line.roles - edges)]
        if off or missed:
            print(f"  {line.page}: {'  '.join(off + missed)}")


def print_dev(tagger: NameTagger, reader: Grammar, path: Path) -> None:
    """Span F1 on a BIO file, by its own edges and by those that a name has without its titles; and the speed."""
    labelled = list(corpus(path))
    apart = [read(sentence, reader) for sentence in labelled]
    kept = [replace(sentence, labels=labels) for sentence, (_, labels) in zip(apart, labelled, strict=True)]
    for edges, gold in (("titles apart", apart), ("as annotated", kept)):
        for name, kinds in (("PER", {PERSON}), ("PER, LOC and ORG", {PERSON, PLACE, ORGANISATION})):
            print(f"{path.name}, {edges}, {name}: {span_score(tagger, gold, frozenset(kinds))}")
    print_speed(tagger, apart)


def print_speed(tagger: NameTagger, gold: Sequence[Sentence]) -> None:
    """Tokens a second, the features made anew and the probabilities worked out."""
    start = time.perf_counter()
    for sentence in gold:
        tagger.spans(sentence.words, sentence.classes)
    seconds = time.perf_counter() - start
    count = sum(len(s.words) for s in gold)
    print(f"{count} tokens in {seconds:.2f} s: {count / seconds:,.0f} tokens/s on one core, classes given")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dev", type=Path, nargs="?", default=DEV)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--wrong", action="store_true", help="list the spans that are wrong or missed")
    options = parser.parse_args()
    reader = grammar("hi", without_people(load()))
    tagger = NameTagger(options.model)
    if options.dev.exists():
        print_dev(tagger, reader, options.dev)
    print_golden(tagger, reader, options.wrong)


if __name__ == "__main__":
    main()
