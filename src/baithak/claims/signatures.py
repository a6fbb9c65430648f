"""What tells one body from another by grammar alone: the kind of body, the countries, what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Final

from baithak.claims.page import Sentence
from baithak.knowledge.grammar import Grammar
from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Body
from baithak.language.lexicon import Unit
from baithak.language.text import fold_word, tokens

# Kinds of head, as the lexicons and the catalogue name them; what can be said of one can be said of the other.
_CATALOGUE_KIND: Final = {"working-group": "group", "sub-group": "subgroup"}
_CONTENT: Final = frozenset({"word", "name", "common", "operating", "service", "orgphrase"})
_ANY_BODY: Final = frozenset({"mod:bilateral", "mod:level"})
_PAIRS: Final = frozenset({"pair", "countries"})
_ONE_OF_ITS_KIND: Final = frozenset({"two-plus-two"})  # two countries have no more than one
_STANDING: Final = frozenset({"commission", "committee", "group", "subgroup", "council"})
_TALKS: Final = frozenset({"consultations", "two-plus-two"})
_VAGUE: Final = frozenset({"cooperation", "partnership", "development", "policy"})


class Signature:
    """What grammar gets out of a body's name. kind: sense of its head. parties: country codes. topics: senses.

    words: what else its name consists of. about: the topics that say something; "cooperation" and the like say nothing
    by themselves.
    """

    __slots__ = ("about", "kind", "parties", "topics", "words")

    def __init__(
        self, kind: str | None, parties: frozenset[str], topics: frozenset[str], words: frozenset[str]
    ) -> None:
        self.kind: Final = kind
        self.parties: Final = parties
        self.topics: Final = topics
        self.words: Final = words
        self.about: Final = topics - _VAGUE

    @property
    def bare(self) -> bool:
        """Nothing but a head: "the commission"."""
        return not (self.parties or self.about or self.words)

    @property
    def lone(self) -> bool:
        """Of a kind of which two countries have no more than one."""
        return self.kind in _ONE_OF_ITS_KIND

    @property
    def standing(self) -> bool:
        """Of a kind that is there between its sittings, too."""
        return self.kind in _STANDING

    def may_be_of(self, countries: Set[str]) -> bool:
        """Whether what these countries do can be done by it."""
        return not self.parties or not countries or self.parties == countries

    def can_be_called(self, bare: Signature) -> bool:
        """Whether a bare head can mean it: "the talks" are any dialogue."""
        return self.kind == bare.kind or (bare.kind == "dialogue" and self.kind in _TALKS)

    @property
    def fullness(self) -> int:
        """How much the name says."""
        return 2 * len(self.about) + len(self.parties) + len(self.words)

    def fits(self, other: Signature) -> bool:
        """The two can name one body: nothing that both say differs."""
        if self.kind != other.kind and None not in (self.kind, other.kind):
            return False
        if self.parties and other.parties and self.parties != other.parties:
            return False
        if self.lone:
            return True
        mine, theirs = self.about, other.about
        if mine and theirs:
            return mine <= theirs or theirs <= mine
        if mine or theirs:  # a name without a topic is the other's, less what it is about
            short, full = (other, self) if mine else (self, other)
            return short.words <= full.words
        return self.words <= other.words or other.words <= self.words

    def of(self, parties: frozenset[str]) -> Signature:
        """The same name of these countries."""
        return Signature(self.kind, parties, self.topics, self.words)

    def joined(self, other: Signature) -> Signature:
        """What two names of one body say together."""
        parties = self.parties or other.parties
        return Signature(self.kind, parties, self.topics | other.topics, self.words | other.words)


def signature(unit: Unit, sentence: Sentence) -> Signature:
    """The signature of a body's name as a sentence gives it."""
    inner = unit.part("inner")
    if inner is not None:  # "the commission's session on military cooperation"
        core = signature(inner, sentence)
        topics = core.topics.union([s for k in unit.parts.get("subject", ()) for s in _topics(k)])
        return Signature(core.kind, core.parties, topics, core.words)
    kind, pair = unit.part("kind"), unit.part("pair")
    topics = frozenset([s for part in unit.kids for s in _topics(part)])
    # What a body is about tells it from others by its topic; by its words only where no topic is known.
    told = {id(k) for k in unit.parts.get("about", ())} if topics - _VAGUE else set()
    mods = {c for k in unit.kids if "mod" in k.cats for c in k.cats if c.startswith("mod:")} - _ANY_BODY
    words = [sentence.tokens.words[k.first] for k in unit.kids if not (k.cats.isdisjoint(_CONTENT) or id(k) in told)]
    if pair is None and not topics and not words:  # "the committee of survey officers"
        words = [sentence.tokens.words[k.first] for k in unit.kids if "officeholder" in k.cats]
    its = kind.sense("kind") if kind else None
    return Signature(its, _countries(pair) if pair else frozenset(), topics, frozenset(mods.union(words)))


def _topics(unit: Unit) -> list[str]:
    if "topic" not in unit.within:
        return []
    return [s for part in unit.walk() if not part.kids and (s := part.sense("topic"))]


def _countries(unit: Unit) -> frozenset[str]:
    return frozenset([side.ids[0] for side in unit.parts.get("side", ()) if side.ids])


def countries_of(sentences: Iterable[Sentence]) -> list[frozenset[str]]:
    """The countries of each pair that is named, in the order of the page."""
    units = [u for s in sentences for u in s.phrases if "pair" in u.within or "countries" in u.within]
    return [_countries(part) for unit in units for part in unit.walk() if not _PAIRS.isdisjoint(part.cats)]


# --- the catalogue ----------------------------------------------------------------------------------------------------
_CATALOGUES: Final[dict[tuple[str, str], Mapping[str, Signature]]] = {}


def catalogue(knowledge: Knowledge, grammar: Grammar) -> Mapping[str, Signature]:
    """The signatures of the catalogue's bodies by id, worked out once for each set of knowledge files."""
    key = (knowledge.fingerprint, grammar.lang)
    if key not in _CATALOGUES:
        _CATALOGUES[key] = {b.id: _of_catalogue(b, grammar) for b in knowledge.bodies.values()}
    return _CATALOGUES[key]


def _of_catalogue(body: Body, grammar: Grammar) -> Signature:
    """A catalogue body's signature, from its names in the page's language."""
    said: set[str] = set()
    for name in body.names.get(grammar.lang, ()):
        words = tokens(fold_word(name)).words
        units = grammar.lexicon.tag(words, {})
        said.update(*(u.cats for u in units))
        if "bodyname" in units[0].cats:  # the name is one unit, which hides its words; less its first it is none
            said.update(*(u.cats for u in grammar.lexicon.tag(words[1:], {})), _cats_of(words[0], grammar))
    kind = _CATALOGUE_KIND.get(body.kind, body.kind)
    topics = frozenset(cat.partition(":")[2] for cat in said if cat.startswith("topic:"))
    mods = frozenset(cat for cat in said if cat.startswith("mod:")) - _ANY_BODY
    return Signature(kind, frozenset(body.parties), topics, mods)


def _cats_of(word: str, grammar: Grammar) -> frozenset[str]:
    entry = grammar.lexicon.entry(word)
    return entry.cats if entry is not None else frozenset()
