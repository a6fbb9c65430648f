"""A lexicon: words of one language by class and sense, their paradigms expanded, found by their first word.

A lexicon file gives `paradigms` (what to strip, what to add), `words` (class -> sense -> word|paradigm) and `verbs`.
Every form carries categories: its class, ``class:sense``, and for verbs the form (``v-perf``). A form that stands in
several places carries all of theirs; the phrase grammar sorts that out by context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import regex

from baithak.language.schema import LexiconFile, OrdinalWords, Paradigm
from baithak.language.spelling import romanise
from baithak.language.text import fold_word, tokens
from baithak.memo import Memo

_NO_PARTS: Final[Mapping[str, tuple[Unit, ...]]] = MappingProxyType({})


def _both(sets: tuple[frozenset[str], frozenset[str]]) -> frozenset[str]:
    return sets[0] | sets[1]


_BOTH: Final = Memo(_both)  # the same few sets meet again and again


class Unit:
    """A stretch of tokens with what it may be; a phrase has parts, a catalogue name has ids. Nothing changes one.

    first, last: token indices, half-open. ids: of catalogue entries. kids: the units that a phrase is made of.
    parts: those of them that its rule names. value: the number of an ordinal or numeral. within: the categories of
    the unit and of all that it is made of.
    """

    __slots__ = ("cats", "first", "ids", "kids", "last", "parts", "rule", "value", "within")

    def __init__(
        self,
        first: int,
        last: int,
        cats: frozenset[str],
        ids: tuple[str, ...] = (),
        value: int | None = None,
        rule: str = "",
        parts: Mapping[str, tuple[Unit, ...]] = _NO_PARTS,
        kids: tuple[Unit, ...] = (),
    ) -> None:
        self.first = first
        self.last = last
        self.cats = cats
        self.ids = ids
        self.value = value
        self.rule = rule
        self.parts = parts
        self.kids = kids
        within = cats
        for kid in kids:
            within = _BOTH[within, kid.within]
        self.within: frozenset[str] = within

    def __repr__(self) -> str:
        return f"Unit({self.first}, {self.last}, {self.rule or sorted(self.cats)})"

    def sense(self, of: str) -> str | None:
        """The sense under which the unit stands in a class, such as ``commission`` of ``kind``."""
        return sense_of(of, self.cats)

    def part(self, name: str) -> Unit | None:
        found = self.parts.get(name, ())
        return found[0] if found else None

    def walk(self) -> Sequence[Unit]:
        """The unit and all units that it is made of, outermost first."""
        if not self.kids:
            return (self,)
        found = [self]
        for kid in self.kids:
            found += kid.walk()
        return found

    def all(self, cat: str) -> list[Unit]:
        """Those of them that carry a category."""
        found = [self] if cat in self.cats else []
        for kid in self.kids:
            if cat in kid.within:
                found += kid.all(cat)
        return found


def every(units: Iterable[Unit], cat: str) -> list[Unit]:
    """The units of a category, those that others are made of included, in order."""
    return [part for unit in units if cat in unit.within for part in unit.all(cat)]


def _senses(of: str) -> Memo[frozenset[str], str | None]:
    """The sense that sets of categories have in one class."""
    return Memo(lambda cats: next((c.partition(":")[2] for c in sorted(cats) if c.startswith(of + ":")), None))


_SENSES: Final = Memo(_senses)


def sense_of(of: str, cats: frozenset[str]) -> str | None:
    """The sense under which what is of these categories stands in a class."""
    return _SENSES[of][cats]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form may be: categories, catalogue ids, and a numeral's value."""

    cats: frozenset[str]
    ids: tuple[str, ...] = ()
    value: int | None = None

    def merged(self, other: Entry) -> Entry:
        value = self.value if self.value is not None else other.value
        return Entry(self.cats | other.cats, tuple(dict.fromkeys(self.ids + other.ids)), value)


_MARKS: Final = {
    "-": "dash", ",": "comma", "(": "open", ")": "close", "[": "open", "]": "close", '"': "quote", "'": "quote",
    ":": "colon", "\u0964": "stop", "\u0965": "stop", ".": "stop", "?": "stop", "!": "stop", ";": "stop", "|": "stop",
    "&": "conj", "/": "slash", "%": "percent", "+": "plus",
}  # fmt: skip
_ROMAN: Final = regex.compile(r"(?=[ivxlc]{1,7}$)c{0,2}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LATIN: Final = regex.compile(r"[a-z][a-z0-9]*$")
WORD: Final = "word"
COMMON: Final = "common"
NUMBER: Final = "num"
LATIN: Final = "latin"
MARK: Final = "mark"

_ORDINAL: Final = frozenset({"ordinal"})
_NUMBER: Final = frozenset({NUMBER})
_MARK: Final = frozenset({MARK})
_WORD: Final = frozenset({WORD})
_COMMON: Final = frozenset({COMMON})
_LATIN_SET: Final = frozenset({LATIN})
_ROMAN_SET: Final = frozenset({LATIN, "roman"})
_MARK_SETS: Final = {sign: frozenset({MARK, name}) for sign, name in _MARKS.items()}
_SPELT_FREELY: Final = frozenset({"country", "demonym", "place"})
_TELLING: Final = 5  # letters, as romanised, of a name that is known by its sound
_BARE: Final = {_ORDINAL, _NUMBER, _MARK, _WORD, _COMMON, _LATIN_SET, _ROMAN_SET, *_MARK_SETS.values()}


_Longer = dict[str, list[tuple[tuple[str, ...], Entry]]]  # second word -> forms of several words, the longest first


class Lexicon:
    """Finds the longest known form at every token; what is unknown is a ``word``, a ``num`` or a mark."""

    def __init__(self, file: LexiconFile, names: Iterable[tuple[str, Entry]] = (), common: Iterable[str] = ()) -> None:
        self.abbreviations = frozenset(map(fold_word, file.abbreviations))
        self._forms: dict[str, Entry] = {}
        for form, entry in [*_word_forms(file), *_verb_forms(file), *_ordinal_forms(file.ordinals), *names]:
            key = " ".join(tokens(fold_word(form)).words)
            if key:
                self._forms[key] = self._forms[key].merged(entry) if key in self._forms else entry
        self._sounding = _sounding(self._forms)
        self._common = {fold_word(w) for w in common} - set(self._forms)
        self._endings = [(a, p.strip) for p in file.paradigms.values() for a in p.add]
        suffixes = "|".join(sorted(map(fold_word, file.ordinals.digit_suffixes), key=len, reverse=True))
        self._ordinal = regex.compile(rf"(\d{{1,3}})(?:{suffixes})")
        self._longer: dict[str, _Longer] = {}
        forms = [(tuple(key.split()), entry) for key, entry in self._forms.items() if " " in key]
        for words, entry in sorted(forms, key=lambda each: -len(each[0])):
            self._longer.setdefault(words[0], {}).setdefault(words[1], []).append((words, entry))
        self._known = Memo(self._seen)

    @property
    def category_sets(self) -> set[frozenset[str]]:
        """Every set of categories that a unit out of `tag` can carry."""
        return {e.cats for e in self._forms.values()} | _BARE

    def forms(self, cats: Iterable[str]) -> list[str]:
        """The forms that carry one of the categories."""
        wanted = set(cats)
        return sorted(form for form, entry in self._forms.items() if entry.cats & wanted)

    def entry(self, form: str) -> Entry | None:
        """What a form is listed as, folded and tokenised as in running text."""
        return self._forms.get(" ".join(tokens(fold_word(form)).words))

    def tag(self, words: tuple[str, ...], taken: Mapping[int, Unit]) -> list[Unit]:
        """Units over a sentence's tokens; `taken` gives units that were found before, by first token."""
        covered = {i for unit in taken.values() for i in range(unit.first, unit.last)}
        units: list[Unit] = []
        i, end = 0, len(words)
        while i < end:
            unit = taken.get(i) if covered else None
            if unit is None:
                entry, longer = self._known[words[i]]
                last = i + 1
                # The longest form from here that does not reach into what is covered, else the bare token.
                for form, other in longer.get(words[last], ()) if longer and last < end else ():
                    if form == words[i : i + len(form)] and covered.isdisjoint(range(i, i + len(form))):
                        last, entry = i + len(form), other
                        break
                unit = Unit(i, last, entry.cats, entry.ids, entry.value)
            units.append(unit)
            i = unit.last
        return units

    def _seen(self, text: str) -> tuple[Entry, _Longer | None]:
        """What a token is by itself, and the longer forms that may begin with it."""
        return self._forms.get(text) or self._unlisted(text), self._longer.get(text)

    def _unlisted(self, text: str) -> Entry:
        """What the shape of a token tells, and whether it is an everyday word."""
        if text[0].isdigit():
            ordinal = self._ordinal.fullmatch(text)
            if ordinal:
                return Entry(_ORDINAL, value=int(ordinal[1]))
            return Entry(_NUMBER, value=int(text) if text.isdigit() else None)
        if not text[0].isalpha():
            return Entry(_MARK_SETS.get(text, _MARK))
        if _ROMAN.fullmatch(text):
            return Entry(_ROMAN_SET, value=roman(text))
        if _LATIN.match(text):
            return Entry(_LATIN_SET)
        if self._everyday(text):
            return Entry(_COMMON)
        return self._sounding.get(romanise(text)) or Entry(_WORD)

    def _everyday(self, text: str) -> bool:
        """A common word, or a form of one by some paradigm."""
        return text in self._common or any(
            text.endswith(ending) and len(text) > len(ending) + 1 and text.removesuffix(ending) + base in self._common
            for ending, base in self._endings
        )


def _sounding(forms: Mapping[str, Entry]) -> dict[str, Entry]:
    """Places by what their names sound like in any spelling, where that is one place's alone."""
    found: dict[str, set[Entry]] = defaultdict(set)
    for form, entry in forms.items():
        if not _SPELT_FREELY.isdisjoint(entry.cats) and " " not in form and len(sound := romanise(form)) >= _TELLING:
            found[sound].add(entry)
    return {sound: entry for sound, entries in found.items() if len(entries) == 1 for entry in entries}


def roman(text: str) -> int:
    """The value of a Roman numeral in lower-case letters."""
    values = [_ROMAN_VALUES[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _word_forms(file: LexiconFile) -> Iterable[tuple[str, Entry]]:
    for of, senses in file.words.items():
        for sense, words in senses.items():
            entry = Entry(frozenset({of, f"{of}:{sense}"}))
            for item in words:
                word, _, paradigm = item.partition("|")
                yield word, entry
                for form in expand(word, file.paradigms[paradigm]) if paradigm else ():
                    yield form, entry


def expand(word: str, paradigm: Paradigm) -> Iterable[str]:
    """The forms of a word; a word without the ending that the paradigm strips has no further form."""
    if word.endswith(paradigm.strip):
        stem = word[: len(word) - len(paradigm.strip)]
        yield from (stem + ending for ending in paradigm.add)


def _verb_forms(file: LexiconFile) -> Iterable[tuple[str, Entry]]:
    shape = file.verb_forms
    vowel = regex.compile(shape.vowel_end)
    for verb, irregular in file.verbs.items():
        root = verb.removesuffix(shape.infinitive)
        endings = shape.vowel if vowel.search(root) else shape.consonant
        for form in (*endings, *(irregular.keys() - endings.keys())):
            entry = Entry(frozenset({"verb", f"v-{form}", f"verb:{verb}"}))
            for word in irregular.get(form) or [root + ending for ending in endings.get(form, ())]:
                yield word, entry


def _ordinal_forms(file: OrdinalWords) -> Iterable[tuple[str, Entry]]:
    for value, words in file.numbers.items():
        for word in words:
            yield word, Entry(frozenset({NUMBER}), value=value)
            for suffix in file.word_suffixes:
                yield word + suffix, Entry(_ORDINAL, value=value)
    for value, words in file.words.items():
        for word in words:
            yield word, Entry(_ORDINAL, value=value)
