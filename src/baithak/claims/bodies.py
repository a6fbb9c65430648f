"""Which body is meant: by a catalogue name, by grammar (kind, pair of countries, topic), or by reference back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from baithak.claims.entities import slug
from baithak.claims.page import Sentence
from baithak.knowledge.grammar import Grammar
from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Body
from baithak.language.lexicon import Unit
from baithak.language.text import fold_word, tokens
from baithak.model import Entity

# Kinds of head, as the lexicons and the catalogue name them; what can be said of one can be said of the other.
_CATALOGUE_KIND = {"working-group": "group", "sub-group": "subgroup"}
_SPECIFIC_KINDS = frozenset({"commission", "committee", "group", "subgroup", "council"})


@dataclass(frozen=True, slots=True)
class Signature:
    """What grammar gets out of a body's name. topics: senses; "cooperation" and the like say nothing by themselves."""

    kind: str | None
    parties: frozenset[str]
    topics: frozenset[str]
    words: frozenset[str] = frozenset()

    @property
    def bare(self) -> bool:
        """Nothing but a head: "the commission"."""
        return not (self.parties or self.topics - _VAGUE or self.words)

    def fits(self, other: Signature) -> bool:
        """The two can name one body: nothing that both say differs."""
        if self.kind != other.kind and None not in (self.kind, other.kind):
            return False
        if self.parties and other.parties and self.parties != other.parties:
            return False
        if self.kind in _ONE_OF_ITS_KIND:
            return True
        mine, theirs = self.topics - _VAGUE, other.topics - _VAGUE
        if mine or theirs:
            return bool(mine and theirs) and (mine <= theirs or theirs <= mine)
        return self.words <= other.words or other.words <= self.words


_CONTENT = frozenset({"word", "common", "operating", "service"})
_ANY_BODY = frozenset({"mod:bilateral", "mod:level"})
_ONE_OF_ITS_KIND = frozenset({"two-plus-two"})  # two countries have no more than one
_VAGUE = frozenset({"cooperation", "partnership", "development", "policy"})


@dataclass(slots=True)
class PageBody:
    """A body of one page with the forms of its name that the page prints."""

    signature: Signature
    key: str | None
    forms: list[str] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    parent: PageBody | None = None
    mentions: int = 0
    acronyms: set[str] = field(default_factory=set)


class Bodies:
    """All bodies of one page."""

    def __init__(self, sentences: Sequence[Sentence], knowledge: Knowledge, grammar: Grammar, parties: Sequence[str]) -> None:
        self._knowledge = knowledge
        self._lang = grammar.lang
        self._page_parties = frozenset(parties)
        self._catalogue = _catalogue(knowledge, grammar)
        self.known: list[PageBody] = []
        self._of_unit: dict[tuple[int, int, int], PageBody] = {}
        self._last: PageBody | None = None
        mentions = [(s, u) for s in sentences for unit in s.parse.units for u in unit.all("bodyphrase")]
        full = [m for m in mentions if not self._is_bare(*m)]
        # Full names first, so that a short form finds the body that the page names in full further down.
        for sentence, unit in sorted(full, key=lambda m: -_fullness(_signature(m[1], m[0]))):
            self._enter(sentence, unit)
        for sentence, unit in mentions:
            if self._is_bare(sentence, unit):
                self._enter(sentence, unit)
            self._last = self._of_unit.get((sentence.index, unit.first, unit.last), self._last)

    def _enter(self, sentence: Sentence, unit: Unit) -> None:
        body = self._meant(sentence, unit)
        if body is not None:
            self._of_unit[sentence.index, unit.first, unit.last] = body

    @staticmethod
    def _is_bare(sentence: Sentence, unit: Unit) -> bool:
        return unit.part("known") is None and unit.part("child") is None and _signature(unit, sentence).bare

    def of(self, sentence: Sentence, unit: Unit) -> PageBody | None:
        """The body that a unit (a body's name, or a sitting with it) names; None for "the meeting" alone."""
        for part in unit.all("bodyphrase"):
            found = self._of_unit.get((sentence.index, part.first, part.last))
            if found is not None:
                return found
        return None

    def _meant(self, sentence: Sentence, unit: Unit) -> PageBody | None:
        child, parent = unit.part("child"), unit.part("parent")
        if child is not None and parent is not None:
            body = self._meant(sentence, child)
            if body is not None:
                body.parent = body.parent or self._meant(sentence, parent)
            return body
        known = (unit.part("inner") or unit).part("known")
        text = sentence.text_of(unit.part("kind") or known or unit)
        signature = _signature(unit, sentence)
        if known is not None and known.ids:
            if known.ids[0].startswith("alias:"):
                return next((b for b in self.known if known.ids[0] in b.aliases), None)
            body = self._named(known.ids[0])
        elif signature.bare:
            body = self._like(signature, numbered=unit.part("ordinal") is not None)
            if body is None or body.forms:
                return body
        else:
            body = self._by_signature(signature, _acronyms(unit, sentence))
        if body is None:
            return None
        body.acronyms |= _acronyms(unit, sentence)
        body.mentions += 3 if sentence.title else 1
        for form in _printed(unit, sentence) or [text]:
            if form not in body.forms:
                body.forms.append(form)
        body.aliases.add(f"alias:{sentence.index}:{unit.first}")
        return body

    def _named(self, key: str) -> PageBody:
        body = next((b for b in self.known if b.key == key), None)
        if body is None:
            body = PageBody(dict((b.id, s) for b, s in self._catalogue)[key], key)
            self.known.append(body)
        return body

    def _like(self, signature: Signature, *, numbered: bool) -> PageBody | None:
        """The body of the page that a bare head ("the commission", "the 23rd summit") can mean."""
        able = [b for b in self.known if b.signature.kind == signature.kind]
        if len(able) > 1:  # the one that the page is about: named most often, the title counting more
            able = [max(able, key=lambda b: (b.mentions, b is self._last))]
        lone = numbered or signature.kind == "two-plus-two"
        if not able and lone and signature.kind not in _SPECIFIC_KINDS and self._page_parties:
            return self._by_signature(signature)
        return able[0] if len(able) == 1 else None

    def _by_signature(self, signature: Signature, acronyms: frozenset[str] = frozenset()) -> PageBody:
        for body in self.known:
            if body.acronyms and acronyms and not body.acronyms & acronyms:
                continue  # two acronyms, two bodies
            if body.signature.fits(signature) and body.signature.kind == signature.kind:
                if body.key is None:
                    merged = Signature(
                        body.signature.kind,
                        body.signature.parties or signature.parties,
                        body.signature.topics | signature.topics,
                        body.signature.words | signature.words,
                    )
                    body.signature = merged
                return body
        whole = Signature(signature.kind, signature.parties or self._page_parties, signature.topics, signature.words)
        key = self._catalogued(whole)
        if key is not None:
            return self._named(key)
        body = PageBody(whole, None)
        self.known.append(body)
        return body

    def _catalogued(self, signature: Signature) -> str | None:
        mine = signature.topics - _VAGUE
        able = [
            b.id
            for b, s in self._catalogue
            if s.kind == signature.kind and s.parties == signature.parties
            and (mine & s.topics or (not mine and signature.kind not in _SPECIFIC_KINDS)) and (mine <= s.topics or s.topics - _VAGUE <= mine)
        ]
        return able[0] if len(able) == 1 else None

    def printed(self, unit: Unit, sentence: Sentence, body: PageBody) -> str:
        """A body's name as a mention gives it, less its number; for a bare head the fullest name on the page."""
        forms = [f for part in unit.all("bodyphrase") for f in _printed(part, sentence) if f in body.forms]
        return next(iter(forms), max(body.forms, key=len, default=sentence.text_of(unit)))

    def entity(self, body: PageBody, text: str) -> Entity:
        """The body as claims name it."""
        if body.key is not None:
            known = self._knowledge.bodies[body.key]
            names: dict[str, tuple[str, ...]] = {lang: tuple(n) for lang, n in known.names.items()}
            for lang, forms in known.acronyms.items():
                names[lang] = (*names.get(lang, ()), *forms)
            return Entity(known.id, "body", names, text)
        s = body.signature
        about = sorted(s.topics - _VAGUE) or sorted(s.words)
        key = slug("body", s.kind or "", *sorted(s.parties), *about)
        forms = sorted(body.forms, key=len, reverse=True)
        return Entity(key, "body", {self._lang: tuple(dict.fromkeys((*forms, text)))}, text)


def _acronyms(unit: Unit, sentence: Sentence) -> frozenset[str]:
    return frozenset(fold_word(sentence.text_of(k)) for k in unit.kids if "gloss" in k.cats)


def _printed(unit: Unit, sentence: Sentence) -> list[str]:
    """The name forms in one mention: all of it without its ordinal, without the pair, and what a gloss adds."""
    start = [k for k in unit.kids if "ordinal" not in k.cats and "det" not in k.cats]
    forms = []
    if start:
        gloss = [k for k in start if "gloss" in k.cats]
        rest = [k for k in start if "gloss" not in k.cats]
        forms.append(_stretch(rest, sentence))
        tail = [k for k in rest if not k.cats & {"pair", "countries", "case"}]
        pair_at = next((i for i, k in enumerate(rest) if k.cats & {"pair", "countries"}), None)
        if pair_at is not None and pair_at + 1 < len(rest):
            after = [k for k in rest[pair_at + 1 :]]
            while after and after[0].cats & {"case", "dash"}:
                after = after[1:]
            if any(not k.cats & {"mod", "kind", "dash"} for k in after):  # "joint commission" alone is anybody's
                forms.append(_stretch(after, sentence))
        del tail
        forms.extend(sentence.text_of(g)[1:-1] for g in gloss)
    return [f for f in forms if f]


def _stretch(units: Sequence[Unit], sentence: Sentence) -> str:
    if not units:
        return ""
    start = sentence.span_of(units[0]).start
    end = sentence.span_of(units[-1]).end
    return sentence.folded.source[start:end]


def _topics(unit: Unit) -> Iterable[str]:
    for part in unit.walk():
        sense = part.sense("topic")
        if sense and not part.kids:
            yield sense


def _countries(unit: Unit) -> frozenset[str]:
    return frozenset(i for side in unit.parts.get("side", ()) for i in side.ids[:1])


def _signature(unit: Unit, sentence: Sentence) -> Signature:
    inner = unit.part("inner")
    if inner is not None:  # "the commission's session on military cooperation"
        core = _signature(inner, sentence)
        return replace(core, topics=core.topics | {s for k in unit.parts.get("subject", ()) for s in _topics(k)})
    kind = unit.part("kind")
    pair = unit.part("pair")
    topics = frozenset(s for part in unit.kids for s in _topics(part))
    about = {id(k) for k in unit.parts.get("about", ())}
    words = frozenset(c for k in unit.kids for c in k.cats if c.startswith("mod:")) - _ANY_BODY
    words |= {sentence.tokens[k.first].text for k in unit.kids if k.cats & _CONTENT and id(k) not in about}
    return Signature(kind.sense("kind") if kind else None, _countries(pair) if pair else frozenset(), topics, words)


def _fullness(signature: Signature) -> int:
    return 2 * len(signature.topics - _VAGUE) + len(signature.parties) + len(signature.words)


_CATALOGUES: dict[tuple[str, str], list[tuple[Body, Signature]]] = {}


def _catalogue(knowledge: Knowledge, grammar: Grammar) -> list[tuple[Body, Signature]]:
    """The signatures of the catalogue's bodies, worked out once for each set of knowledge files."""
    key = (knowledge.fingerprint, grammar.lang)
    if key not in _CATALOGUES:
        _CATALOGUES[key] = [(b, _signature_of(b, grammar)) for b in knowledge.bodies.values()]
    return _CATALOGUES[key]


def _signature_of(body: Body, grammar: Grammar) -> Signature:
    """A catalogue body's signature, from its names in the page's language."""
    topics: set[str] = set()
    for name in body.names.get(grammar.lang, ()):
        words = tokens(fold_word(name))
        for unit in grammar.lexicon.tag(words, {}):
            sense = unit.sense("topic")
            if sense:
                topics.add(sense)
        if "bodyname" in grammar.lexicon.tag(words, {})[0].cats:
            topics |= _inner_topics(words, grammar)
    kind = _CATALOGUE_KIND.get(body.kind, body.kind)
    return Signature(kind, frozenset(body.parties), frozenset(topics))


def _inner_topics(words: Sequence[object], grammar: Grammar) -> set[str]:
    found: set[str] = set()
    for token in words:
        entry = grammar.lexicon.entry(getattr(token, "text", ""))
        found |= {c.partition(":")[2] for c in (entry.cats if entry else ()) if c.startswith("topic:")}
    return found


def countries_of(sentences: Sequence[Sentence]) -> Mapping[str, int]:
    """How often each country is named in pairs on the page."""
    counts: dict[str, int] = {}
    for sentence in sentences:
        for unit in sentence.parse.units:
            for pair in (u for u in unit.walk() if u.cats & {"pair", "countries"}):
                for country in _countries(pair):
                    counts[country] = counts.get(country, 0) + 1
    return counts
