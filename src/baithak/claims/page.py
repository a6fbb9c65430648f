"""A page as a reader sees it: its article's sentences, parsed, with the frames that fire in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from baithak.knowledge.grammar import ALIAS, DATE, Grammar
from baithak.language.clauses import Clause, Parse, parse
from baithak.language.frames import Firing
from baithak.language.lexicon import COMMON, WORD, Unit, every
from baithak.language.names import token_classes
from baithak.language.ordinals import composed
from baithak.language.text import Folded, Tokens, fold, in_one_line, sentences, tokens, unwrapped
from baithak.language.timex import Timex
from baithak.model import Document, Span

ALIAS_PREFIX: Final = "alias:"
_COMMON_ONLY: Final = frozenset({COMMON})
_WORD_ONLY: Final = frozenset({WORD})
_SURE: Final = 0.8  # marginal at which bench/names.py finds 0.97 of the model's people right on golden pages
_KNOWN: Final = frozenset({"personname"})
_OPENERS: Final = frozenset({"conj", "sub", "mark"})
_BEFORE_A_NAME: Final = frozenset({"case", "conj", "honorific", "office", "officehead", "sub"})
_TITLE: Final = frozenset({"honorific", "office", "officehead", "rank"})
_INSIDE_A_NAME: Final = frozenset({"case:gen", "case:mein", "topic", "mod", "officemod", "country", "demonym", "conj"})
_BEHIND_A_NAME: Final = frozenset({"case", "conj", "both"})


_UNPARSED: Final = Parse((), [], [], [], [])


class Sentence:
    """One sentence of the article with all that was found in it. paragraph: number of its line, wraps left out.

    dates, dated: time expressions and their units, by first token. phrases: those of its units that are made of others,
    as names, people, bodies and pairs of countries always are.
    """

    __slots__ = (
        "dated", "dates", "firings", "folded", "index", "paragraph", "parse", "phrases", "span", "title", "tokens",
        "units",
    )  # fmt: skip

    def __init__(self, index: int, span: Span, paragraph: int, title: bool, tokens: Tokens, folded: Folded) -> None:
        self.index: Final = index
        self.span: Final = span
        self.paragraph: Final = paragraph
        self.title: Final = title
        self.tokens: Final = tokens
        self.folded: Final = folded
        self.dates: dict[int, Timex] = {}
        self.dated: dict[int, Unit] = {}
        self.units: list[Unit] = []
        self.phrases: list[Unit] = []
        self.parse = _UNPARSED
        self.firings: list[Firing] = []

    def consist(self, units: list[Unit]) -> None:
        """Takes what its words are read as."""
        self.units = units
        self.phrases = [unit for unit in units if unit.kids]

    def start_of(self, unit: Unit) -> int:
        """Where in the page a unit begins."""
        return self.folded.starts[self.tokens.starts[unit.first]]

    def end_of(self, unit: Unit) -> int:
        """Where in the page a unit ends."""
        return self.folded.starts[self.tokens.ends[unit.last - 1]]

    def span_of(self, unit: Unit) -> Span:
        """The stretch of the page on which a unit stands."""
        return Span(self.start_of(unit), self.end_of(unit))

    def span_within(self, clause: Clause) -> Span:
        """The stretch of the page from where a clause, or the one around it, begins to where the next one does."""
        units = self.parse.units
        clause = clause if clause.whole else self.parse.clause(clause.matrix) or clause
        first = next((i for i in range(clause.start, clause.at) if units[i].cats.isdisjoint(_OPENERS)), clause.start)
        later = min(
            (c.start for c in self.parse.clauses if c.whole and not c.reported and c.start > clause.at), default=None
        )
        end = self.span.end if later is None else self.end_of(units[later - 1])
        return Span(self.start_of(units[min(first, len(units) - 1)]), end)

    @property
    def question(self) -> bool:
        """The sentence asks, so it tells nothing."""
        return self.tokens.words[-1] == "?"

    @property
    def opens_list(self) -> bool:
        """What it tells of is counted up in the lines behind it."""
        return self.tokens.words[-1] == ":"

    def text_of(self, unit: Unit) -> str:
        """A unit as it stands in the page, in one line."""
        starts, tokens = self.folded.starts, self.tokens
        return in_one_line(self.folded.source[starts[tokens.starts[unit.first]] : starts[tokens.ends[unit.last - 1]]])

    def text_over(self, units: Sequence[Unit]) -> str:
        """The page from the first of some units to the last, in one line."""
        return in_one_line(self.folded.source[self.start_of(units[0]) : self.end_of(units[-1])])


def alias_of(sentence: Sentence, unit: Unit) -> str:
    """The id that the acronyms introduced behind a body's name have on this page."""
    return f"{ALIAS_PREFIX}{sentence.index}:{unit.first}"


def read_page(document: Document, grammar: Grammar) -> list[Sentence]:
    """The sentences of a document's article in order; acronyms are known from where a gloss introduces them.

    One stage goes over the whole page before the next begins: what it works with stays at hand.
    """
    found = _sentences(document, grammar)
    for sentence in found:
        if grammar.timex.may_hold(sentence.tokens.words):
            _date(sentence, grammar)
    aliases: dict[tuple[str, ...], str] = {}
    for sentence in found:
        sentence.consist(_phrases(sentence, grammar, aliases))
        _learn_aliases(sentence, aliases)
    for index, known in _names(found, grammar).items():
        found[index].consist(_phrases(found[index], grammar, aliases, known))
    for sentence in found:
        sentence.parse = parse(sentence.units, grammar.frames.syntax)
    for sentence in found:
        sentence.firings = grammar.frames.run(sentence.parse)
    return found


class _Names:
    """The people's names of one page, each as its words.

    parts: all their words. surnames: their last ones. full: first word -> names of more than one, the longest first.
    openings: the words with which a full name or a surname begins.
    """

    def __init__(self, names: set[tuple[str, ...]]) -> None:
        self.all: Final = names
        self.parts: Final = {word for name in names for word in name}
        self.surnames: Final = {name[-1] for name in names}
        self.full: Final[dict[str, list[tuple[str, ...]]]] = {}
        for name in sorted((name for name in names if len(name) > 1), key=len, reverse=True):
            self.full.setdefault(name[0], []).append(name)
        self.openings: Final = self.surnames.union(self.full)


def _names(found: Sequence[Sentence], grammar: Grammar) -> dict[int, dict[int, Unit]]:
    """By sentence, the names that stand there without a title, and with one elsewhere on the page."""
    titled = set()
    for sentence in found:
        for person in every(sentence.phrases, "person"):
            titled |= {sentence.tokens.words[n.first : n.last] for n in person.parts.get("name", ())}
    names = _Names(titled)
    told = {}
    for sentence in found:
        words = sentence.tokens.words
        known = {first: Unit(first, last, _KNOWN) for first, last in _untitled(sentence, names, grammar)}
        if not names.parts.isdisjoint(words):
            known |= {first: Unit(first, last, _KNOWN) for first, last in _hidden(sentence, names, grammar)}
            for unit in sentence.units:
                if unit.cats == _COMMON_ONLY and words[unit.first] in names.parts:
                    known.setdefault(unit.first, Unit(unit.first, unit.last, _WORD_ONLY))
        if known:
            told[sentence.index] = known
    return told


def _hidden(sentence: Sentence, names: _Names, grammar: Grammar) -> list[tuple[int, int]]:
    """The page's names where other readings hid them: full ones, a surname right behind one, one that is an office."""
    found: list[tuple[int, int]] = []
    words = sentence.tokens.words
    if names.surnames.isdisjoint(words):
        return found
    end = 0
    for at in [at for at, word in enumerate(words) if word in names.openings]:
        if at < end:
            continue
        name = next((n for n in names.full.get(words[at], ()) if words[at : at + len(n)] == n), None)
        if name is not None:
            end = at + len(name)
            if not any(u.first == at and u.last == end for u in every(sentence.phrases, "name")):
                found.append((at, end))
                if end < len(words) and words[end] in names.surnames:
                    found.append((end, end + 1))
        elif words[at] in names.surnames and _alone(words, at, grammar):
            found.append((at, at + 1))
    return found


def _alone(words: Sequence[str], at: int, grammar: Grammar) -> bool:
    """A surname that is another word, too, names somebody behind a title; one that is an office where nothing before
    makes it one; any where it acts."""
    entry = grammar.lexicon.entry(words[at])
    if entry is None:
        return False
    before, behind = _cats(words, at - 1, grammar), _cats(words, at + 1, grammar)
    if {"surname", "demonym"} <= entry.cats:
        return True  # on the page of one who is called so
    if "surname" in entry.cats:
        opens = at == 0 or not words[at - 1].isalpha() or not before.isdisjoint(_BEFORE_A_NAME)
        return opens and "case:gen" not in before and not behind.isdisjoint(_BEHIND_A_NAME)
    titled = not before.isdisjoint(_TITLE) and not behind.isdisjoint(_BEHIND_A_NAME)
    return titled or ("case:ne" in behind and before.isdisjoint(_INSIDE_A_NAME))


def _cats(words: Sequence[str], at: int, grammar: Grammar) -> frozenset[str]:
    entry = grammar.lexicon.entry(words[at]) if 0 <= at < len(words) else None
    return entry.cats if entry is not None else frozenset()


def _untitled(sentence: Sentence, names: _Names, grammar: Grammar) -> list[tuple[int, int]]:
    """Names without a title: one of the page's full names, or what the name model is sure of."""
    words = sentence.tokens.words
    able = [u for u in sentence.phrases if u.last - u.first > 1 and "name" in u.cats and u.part("known") is None]
    if not able:
        return []
    able = [u for u in able if grammar.frames.syntax.roles[u.cats].kind is not None]
    unknown = [u for u in able if words[u.first : u.last] not in names.all]
    found = [(u.first, u.last) for u in able if u not in unknown]
    if unknown:
        spans = grammar.names.spans(words, token_classes(grammar.lexicon.tag(words, sentence.dated)))
        sure = {(s.first, s.last) for s in spans if s.kind == "PER" and s.probability >= _SURE}
        found += [(u.first, u.last) for u in unknown if (u.first, u.last) in sure]
    return found


def _sentences(document: Document, grammar: Grammar) -> list[Sentence]:
    """The sentences with their tokens."""
    source, known = document.text, document.title
    folded = unwrapped(fold(source), document.wraps)
    found: list[Sentence] = []
    paragraph = at = 0
    for begin, end in _article_sentences(document, folded, grammar):
        span = folded.span(begin, end)
        paragraph += folded.text.count("\n", at, begin)
        at = begin
        title = known is not None and in_one_line(source[span.start : span.end]).strip() in known
        found.append(Sentence(len(found), span, paragraph, title, tokens(folded.text, begin, end), folded))
    return found


def _article_sentences(document: Document, folded: Folded, grammar: Grammar) -> list[tuple[int, int]]:
    """Folded spans of the sentences between the noise; no sentence reaches across it."""
    found: list[tuple[int, int]] = []
    at = first = 0
    for start, end in [*sorted((n.start, n.end) for n in document.noise), (len(document.text),) * 2]:
        if start > at and not document.text[at:start].isspace():
            first = bisect_left(folded.starts, at, first)
            text = folded.text[first : bisect_left(folded.starts, start, first)]
            if text and not text.isspace():
                for begin, stop in sentences(text, grammar.lexicon.abbreviations):
                    found.append((first + begin, first + stop))
        at = max(at, end)
    return found


def _phrases(
    sentence: Sentence,
    grammar: Grammar,
    aliases: dict[tuple[str, ...], str],
    given: dict[int, Unit] | None = None,
) -> list[Unit]:
    """The phrases of a sentence; `given` units stand as they are."""
    words, taken = sentence.tokens.words, sentence.dated
    if given or aliases:
        taken = {**taken, **(given or {})}
    for alias, name in aliases.items():
        for first in range(len(words) - len(alias) + 1 if alias[0] in words else 0):
            if words[first : first + len(alias)] == alias:
                taken.setdefault(first, Unit(first, first + len(alias), ALIAS, (name,)))
    return grammar.cascade.run(composed(grammar.lexicon.tag(words, taken), words))


def _date(sentence: Sentence, grammar: Grammar) -> None:
    """Finds a sentence's time expressions and the tokens that they cover."""
    words, starts, ends = sentence.tokens.words, sentence.tokens.starts, sentence.tokens.ends
    i = 0
    for timex in grammar.timex.find(sentence.folded.text, starts[0], ends[-1]):
        while i < len(words) and ends[i] <= timex.start:
            i += 1
        last = i
        while last < len(words) and starts[last] < timex.end:
            last += 1
        if last > i:
            sentence.dates[i], sentence.dated[i] = timex, Unit(i, last, DATE)
            i = last


def _learn_aliases(sentence: Sentence, aliases: dict[tuple[str, ...], str]) -> None:
    """An acronym in brackets behind a body's name is that body's name from here on."""
    for body in every(sentence.phrases, "bodyphrase"):
        for gloss in [kid for kid in body.kids if "gloss" in kid.cats]:
            words = sentence.tokens.words[gloss.first + 1 : gloss.last - 1]
            if words and not gloss.all("bodyname"):
                aliases.setdefault(words, alias_of(sentence, body))
