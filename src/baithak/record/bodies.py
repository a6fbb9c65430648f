"""Which bodies there are: the forms in which pages name one body made one, and the parties that a name gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, takewhile

import regex

from baithak.knowledge.load import Knowledge
from baithak.knowledge.titles import title_words
from baithak.language.spelling import romanise, skeleton, word_score, words
from baithak.language.text import fold_word
from baithak.record import days
from baithak.record.joins import Joins
from baithak.record.offices import unique

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_LONGEST = 4  # words of a country's name
_HEARD = 5  # letters of a country's name, as romanised, that is known by its sound
_SHORT = 3  # letters of words of grammar, as romanised
_SPELT = 0.93  # how alike two spellings of each word of one name are
_ANY_BODY = frozenset({"mod:bilateral", "mod:level", "mod:annual", "topic:cooperation"})  # said or left out
_SERIES = frozenset({"kind:two-plus-two", "kind:summit"})
_WORDS = 3  # words of content that make a name one that only one body has


@dataclass(frozen=True, slots=True)
class BodyForm:
    """One id under which claims name a body, with what pages say of it. often: how often it is named.

    sittings: number, day, page; kin: bodies that it cannot be, being its parent or part.
    """

    id: str
    names: tuple[str, ...]
    often: int
    parties: frozenset[str]
    docs: frozenset[str]
    sittings: frozenset[tuple[str, str, str]]
    kin: frozenset[str]


class Titles:
    """What the names and ids of bodies say: their parties, and by what other names of the same body are found."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._countries = {
            fold_word(form): key
            for key in sorted(knowledge.places)
            if (place := knowledge.places[key]).kind == "country"
            for lang, names in (*place.names.items(), *place.adjectives.items())
            for name in names
            for form in title_words().forms(lang, name)
        }
        heard: dict[str, set[str]] = defaultdict(set)
        for form, key in self._countries.items():
            heard[romanise(form)].add(key)
        self._heard = {sound: unique(found) for sound, found in heard.items() if len(sound) >= _HEARD}

    def catalogued(self, body: str) -> bool:
        return body in self._knowledge.bodies

    def parties(self, body: str, names: Iterable[str]) -> frozenset[str]:
        """From the catalogue, else the countries that stand in the names."""
        entry = self._knowledge.bodies.get(body)
        if entry:
            return frozenset(entry.parties)
        return frozenset(country for name in names for _, country in self._read(name) if country)

    def shared(self, names: Iterable[str], parties: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Keys under which other names of the same body stand, and what having one in common shows."""
        for name in filter(self.telling, names):
            yield " ".join(_WORD.findall(fold_word(name))), "the same name"
            both = " ".join(sorted(parties))
            yield f"{both}/{' '.join(sorted(self._content(name)))}", "the same parties, and names of the same words"
            letters = sorted(letter for word in self._own_words(name) for w in words(word) for letter in skeleton(w))
            yield f"{both}={''.join(letters)}", "the same parties, and names of the same letters"

    def signature(self, body: str, parties: frozenset[str]) -> tuple[str, frozenset[str], frozenset[str]] | None:
        """Kind, parties and topics: of the catalogue, or as the reader writes them into an id."""
        entry = self._knowledge.bodies.get(body)
        if entry:
            topics = frozenset(word for name in entry.topic if name.isascii() for word in name.split("-"))
            return entry.kind.removeprefix("working-").replace("-", ""), parties, topics
        prefix, _, rest = body.partition(":")
        found = rest.split("-")
        first = next((n for n, word in enumerate(found) if self._is_code(word)), len(found))
        named = [word.upper() for word in takewhile(self._is_code, found[first:])]
        if prefix != "body" or not named:
            return None
        topics = frozenset(word for word in found[first + len(named) :] if ":" not in word)  # "mod:joint" is none
        return "".join(found[:first]), frozenset(named), topics

    def telling(self, name: str) -> bool:
        """Whether a name can only mean one body: it names a country, is an acronym, or has words enough."""
        found = self._read(name)
        acronym = len(found[0][0]) > 1 and found[0][0].isupper() if found else False
        return acronym or any(country for _, country in found) or len(self._content(name)) >= _WORDS

    def _content(self, name: str) -> frozenset[str]:
        """What a name's words mean, else their skeletons, without countries, short words and what any body can be."""
        found: set[str] = set()
        for word, known in title_words().read(" ".join(self._own_words(name))):
            found |= {word} if known else {skeleton(w) for w in words(word) if len(w) > _SHORT}
        series = found & _SERIES  # "2+2 dialogue" is no dialogue beside the 2+2
        return frozenset(w for w in found - _ANY_BODY if not series or w in series or not w.startswith("kind:"))

    def _own_words(self, name: str) -> list[str]:
        """A name's words but for the countries and those of grammar."""
        told = title_words()
        return [word for word, country in self._read(name) if not country and not told.silent(word)]

    def _read(self, name: str) -> list[tuple[str, str | None]]:
        """A name's words in their order; what names a country, of several words too, as one with its code."""
        found = _WORD.findall(name)
        read: list[tuple[str, str | None]] = []
        while found:
            sizes = range(min(_LONGEST, len(found)), 0, -1)
            size, country = next(((n, c) for n in sizes if (c := self._country(" ".join(found[:n])))), (1, None))
            read.append((" ".join(found[:size]), country))
            found = found[size:]
        return read

    def _country(self, words: str) -> str | None:
        """The country that words name, in whatever spelling sounds the same."""
        folded = fold_word(words)
        return self._countries.get(folded) or self._heard.get(romanise(folded))

    def _is_code(self, word: str) -> bool:
        return len(word) == 2 and word.upper() in self._knowledge.places


class Bodies:
    """Forms made bodies. Two are one by a shared name or acronym, or by like words and the same parties.

    merged: pairs of forms that decisions make one, with the reason.
    """

    def __init__(
        self, forms: Mapping[str, BodyForm], titles: Titles, merged: Iterable[tuple[str, str, str]] = ()
    ) -> None:
        self._forms = forms
        self._titles = titles
        self._joins: Joins[str] = Joins(sorted(forms))
        if len(forms) > 1:
            self._join_named()
            self._join_spelt()
            self._join_signed()
        for one, other, said in merged:
            self._joins.join(one, other, said)

    def sets(self) -> dict[str, list[str]]:
        """The forms of each body, by the one that lends its id: of the catalogue, else the most frequent."""
        return {min(ids, key=self._rank): ids for ids in self._joins.sets().values()}

    def _rank(self, key: str) -> tuple[bool, int, str]:
        return not self._titles.catalogued(key), -self._forms[key].often, key

    def _join_named(self) -> None:
        """By a shared name; by names of the same words."""
        blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
        for form in self._forms.values():
            for key, reason in self._titles.shared(form.names, form.parties):
                blocks[reason, key].add(form.id)
        for (reason, _), ids in sorted(blocks.items()):
            for one, other in combinations(sorted(ids), 2):
                self._try(one, other, reason)

    def _join_spelt(self) -> None:
        """Joins names of the same words in other spellings, that of a country among them."""
        blocks: dict[tuple[str, ...], set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
        for form in self._forms.values():
            for name in filter(self._titles.telling, form.names):
                spelt = words(name)
                blocks[tuple(map(skeleton, spelt))].add((form.id, spelt))
        for _, block in sorted(blocks.items()):
            for (one, a), (other, b) in combinations(sorted(block), 2):
                if one != other and all(word_score(v, w) >= _SPELT for v, w in zip(a, b, strict=True)):
                    self._try(one, other, "one name in two spellings", spelt=True)

    def _join_signed(self) -> None:
        """Joins an id of the reader's making to the one body of its kind and parties whose topics it shares."""
        blocks: dict[tuple[str, frozenset[str]], list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for form in self._forms.values():
            signature = self._titles.signature(form.id, form.parties)
            if signature:
                blocks[signature[:2]].append((form.id, signature[2]))
        for _, block in sorted(blocks.items(), key=lambda b: (b[0][0], sorted(b[0][1]))):
            for key, topics in sorted(block, key=lambda b: b[0]):
                if not self._titles.catalogued(key):
                    self._join_to_topic(key, topics, block)

    def _join_to_topic(self, key: str, topics: frozenset[str], block: list[tuple[str, frozenset[str]]]) -> None:
        others: dict[str, frozenset[str]] = defaultdict(frozenset)
        for other, theirs in block:
            others[self._joins.root(other)] |= theirs
        others.pop(self._joins.root(key), None)
        only = unique(root for root, theirs in others.items() if theirs & topics)
        if not topics:  # a name without a topic: the body that has the same sitting, or the only one told of
            told = [root for root in others if self._docs(root)]
            only = unique(root for root in told if self._share_sitting(root, key)) or unique(told)
        if only and not self._together(only, key):
            self._try(only, key, "the same kind of body, parties and topic")

    def _docs(self, key: str) -> set[str]:
        return {doc for member in self._joins.members(key) for doc in self._forms[member].docs}

    def _share_sitting(self, one: str, other: str) -> bool:
        left, right = self._sittings(one), self._sittings(other)
        return any(a == b and days.overlap(x, y) for a, x, _ in left for b, y, _ in right)

    def _sittings(self, key: str) -> set[tuple[str, str, str]]:
        return {sitting for member in self._joins.members(key) for sitting in self._forms[member].sittings}

    def _together(self, one: str, other: str) -> bool:
        """Whether one page names both, and so tells them apart; not where it gives both the same number and day."""
        same = {page for _, _, page in self._sittings(one) & self._sittings(other)}
        return bool((self._docs(one) & self._docs(other)) - same)

    def _try(self, one: str, other: str, reason: str, spelt: bool = False) -> None:
        """Joins the two unless something tells them apart; spelt: a party that one lacks may be there unrecognised."""
        left, right = ([self._forms[key] for key in self._joins.members(side)] for side in (one, other))
        ids = {form.id for form in right}
        if any(not ids.isdisjoint(form.kin) for form in left):
            return
        if all(any(self._titles.catalogued(form.id) for form in side) for side in (left, right)):
            return
        parties = [{party for form in side for party in form.parties} for side in (left, right)]
        apart = not (parties[0] <= parties[1] or parties[1] <= parties[0]) if spelt else parties[0] != parties[1]
        if not (parties[0] and parties[1] and apart):
            self._joins.join(one, other, reason)
