"""The left edge of the group that a postposition marks, on the Hindi treebank UD PUD, beside the word before it.

    python -m bench.groups [FILE] [--show N]

Gold: a postposition is an ADP that stands as ``case`` behind its head, the first one if the head has several. Its
group is the head with all that depends on it, directly or through others, as far as it stands before the postposition:
genitives nest; the treebank hangs later conjuncts on the first, so that a coordination counts as a whole; so do the
groups of an infinitive, and the clause of a participle before its noun. Marks and conjunctions at the left end belong
to no group. The edge is the first word that remains. A postposition that we do not know as one has no edge: it is
wrong. Baseline: the one word before the postposition.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from baithak.claims.page import Sentence, read_page
from baithak.knowledge.grammar import Grammar, grammar
from baithak.knowledge.load import load
from baithak.language.groups import left_edge, opened
from baithak.model import Document

DATA = Path(__file__).resolve().parents[2] / "shared/data/ud_pud_hi_en_ru/hi_pud-ud-test.conllu"
_OUTSIDE = frozenset({"punct", "cc"})
_TEXT = "# text = "


class Word(NamedTuple):
    """A word of the treebank. start: code point in the sentence. head: index of its head, -1 for the root."""

    start: int
    tag: str
    relation: str
    head: int


class Group(NamedTuple):
    """A postposition of a sentence: it, the word before it, the gold edge and ours (None: no group), as code points."""

    text: str
    case: int
    before: int
    gold: int
    ours: int | None


def groups(path: Path = DATA) -> list[Group]:
    """Every postposition of a treebank with its edges."""
    language = grammar("hi", load())
    found = []
    for text, words in treebank(path):
        ours = our_edges(text, language)
        for i, first in gold_edges(words):
            at = words[i].start
            found.append(Group(text, at, words[i - 1].start, words[first].start, ours.get(at)))
    return found


def rates(found: Sequence[Group]) -> tuple[float, float]:
    """The rate of right edges, and that of the baseline."""
    ours, before = sum(g.ours == g.gold for g in found), sum(g.before == g.gold for g in found)
    return ours / len(found), before / len(found)


def treebank(path: Path) -> Iterator[tuple[str, list[Word]]]:
    """Text and words of each sentence of a CoNLL-U file."""
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((line.removeprefix(_TEXT) for line in lines if line.startswith(_TEXT)), "")
        words: list[Word] = []
        at = 0
        for _, form, _, tag, _, _, head, relation, *_ in (line.split("\t") for line in lines if line[:1].isdigit()):
            at = text.index(form, at)
            words.append(Word(at, tag, relation, int(head) - 1))
            at += len(form)
        yield text, words


def gold_edges(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Indices of each postposition and of the first word of its group."""
    marked: set[int] = set()
    for i, word in enumerate(words):
        if word.tag == "ADP" and word.relation == "case" and word.head < i and word.head not in marked:
            marked.add(word.head)
            group = [k for k in range(i) if _under(k, word.head, words)]
            yield i, next(k for k in group if words[k].relation not in _OUTSIDE)


def _under(i: int, head: int, words: Sequence[Word]) -> bool:
    while i not in (head, -1):
        i = words[i].head
    return i == head


def our_edges(text: str, language: Grammar) -> dict[int, int]:
    """Postposition -> left edge of its group, as code points of the text."""
    found: dict[int, int] = {}
    for sentence in read_page(Document(text, ("treebank",), lang=language.lang), language):
        found |= _edges_of(sentence, language)
    return found


def _edges_of(sentence: Sentence, language: Grammar) -> dict[int, int]:
    clauses = language.frames.file.clauses
    units = list(opened(sentence.parse.units, clauses))
    starts = [sentence.span_of(unit).start for unit in units]
    found = {}
    for i, unit in enumerate(units):
        if clauses.case in unit.cats:
            found[starts[i]] = starts[left_edge(units, i, clauses)]
        elif "date" in unit.cats:  # one unit, with the postpositions inside it
            inside = (sentence.folded.starts[at] for at in sentence.tokens.starts[unit.first + 1 : unit.last])
            found |= dict.fromkeys(inside, starts[i])
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("file", nargs="?", type=Path, default=DATA)
    options.add_argument("--show", type=int, default=0, help="the first edges that are wrong")
    chosen = options.parse_args()
    found = groups(chosen.file)
    ours, before = rates(found)
    none = sum(g.ours is None for g in found)
    print(f"{len(found)} postpositions: right edge {ours:.3f}, the word before {before:.3f}, gain {ours - before:.3f}")
    print(f"{none} of them not known as such")
    for group in [g for g in found if g.ours != g.gold][: chosen.show]:
        ours_text = "-" if group.ours is None else group.text[group.ours : group.case]
        print(f"  gold {group.text[group.gold : group.case]}| ours {ours_text}| {group.text[group.case :][:12]}")


if __name__ == "__main__":
    main()
