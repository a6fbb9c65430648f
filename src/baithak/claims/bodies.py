"""Which body is meant: by a catalogue name, by grammar (kind, pair of countries, topic), or by reference back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from baithak.claims.page import ALIAS_PREFIX, Sentence, alias_of
from baithak.claims.signatures import Signature, catalogue, countries_of, signature
from baithak.knowledge.grammar import Grammar
from baithak.knowledge.load import Knowledge
from baithak.knowledge.schema import Body
from baithak.language.lexicon import Unit, every
from baithak.language.text import fold_word, slug
from baithak.model import Entity

_PAIR: Final = frozenset({"pair", "countries"})
_BESIDE: Final = frozenset({"ordinal", "det", "quote"})  # what stands in a name and is no part of it
_BETWEEN: Final = frozenset({"case", "dash"})
_ANYBODYS: Final = frozenset({"mod", "kind", "dash"})  # "joint commission" alone is anybody's
_IN_TITLE: Final = 3  # what a naming in the title counts, against 1 elsewhere


class PageBody:
    """A body of one page. key: its id in the catalogue. forms: of its name, as the page prints them.

    aliases: ids of the acronyms that stand for it on this page. mentions: how often it is named, weighted.
    """

    __slots__ = ("acronyms", "aliases", "forms", "key", "mentions", "parent", "signature")

    def __init__(self, signature: Signature, key: str | None) -> None:
        self.signature = signature
        self.key = key
        self.forms: list[str] = []
        self.aliases: set[str] = set()
        self.parent: PageBody | None = None
        self.mentions = 0
        self.acronyms: set[str] = set()


class Bodies:
    """All bodies of one page."""

    def __init__(
        self, sentences: Sequence[Sentence], knowledge: Knowledge, grammar: Grammar, parties: Sequence[str]
    ) -> None:
        self._knowledge = knowledge
        self._lang = grammar.lang
        self._page_parties = frozenset(parties)
        self._catalogue = catalogue(knowledge, grammar)
        self._known: list[PageBody] = []
        self._of_unit: dict[tuple[int, int, int], PageBody] = {}
        self._printed: dict[int, list[str]] = {}
        self._names: dict[str, dict[str, tuple[str, ...]]] = {}
        self._last: PageBody | None = None
        mentions = [
            (sentence, unit, signature(unit, sentence))
            for sentence in sentences
            for unit in every(sentence.phrases, "bodyphrase")
        ]
        # Full names first, so that a short form finds the body that the page names in full further down.
        full = [each for each in mentions if not _is_bare(*each[1:])]
        for each in sorted(full, key=lambda each: -each[2].fullness):
            self._enter(*each)
        for sentence, unit, its in mentions:
            if _is_bare(unit, its):
                self._enter(sentence, unit, its)
            self._last = self._of_unit.get((sentence.index, unit.first, unit.last)) or self._last

    def _enter(self, sentence: Sentence, unit: Unit, its: Signature) -> None:
        body = self._meant(unit, its, sentence)
        if body is not None:
            self._of_unit[sentence.index, unit.first, unit.last] = body

    @property
    def nested(self) -> bool:
        """Whether the page puts one under another."""
        return any(body.parent is not None for body in self._known)

    def of(self, sentence: Sentence, unit: Unit) -> PageBody | None:
        """The body that a unit (a body's name, or a sitting with it) names; None for "the meeting" alone."""
        for part in unit.all("bodyphrase") if "bodyphrase" in unit.within else ():
            found = self._of_unit.get((sentence.index, part.first, part.last))
            if found is not None:
                return found
        return None

    def _meant(self, unit: Unit, its: Signature, sentence: Sentence) -> PageBody | None:
        """The body that a name means, with this mention entered; None for a bare head that can mean none or many."""
        child, parent = unit.part("child"), unit.part("parent")
        if child is not None and parent is not None:
            body = self._meant(child, signature(child, sentence), sentence)
            if body is not None:
                body.parent = body.parent or self._meant(parent, signature(parent, sentence), sentence)
            return body
        known = (unit.part("inner") or unit).part("known")
        its = _of_the_sentence(its, sentence)
        if known is not None and known.ids:
            if known.ids[0].startswith(ALIAS_PREFIX):
                return next((b for b in self._known if known.ids[0] in b.aliases), None)
            body = self._named(known.ids[0])
        elif its.bare:
            body = self._like(its, unit, sentence)
            if body is None or body.forms:
                return body
        else:
            body = self._by_signature(its, _acronyms(unit, sentence))
        self._note(body, unit, sentence)
        return body

    def _note(self, body: PageBody, unit: Unit, sentence: Sentence) -> None:
        """Enters one mention of a body: its printed forms, its acronyms, its weight."""
        body.acronyms |= _acronyms(unit, sentence)
        body.mentions += _IN_TITLE if sentence.title else 1
        head = unit.part("kind") or (unit.part("inner") or unit).part("known") or unit
        for form in self._forms(unit, sentence) or [sentence.text_of(head)]:
            if form not in body.forms:
                body.forms.append(form)
        body.aliases.add(alias_of(sentence, unit))

    def _named(self, key: str) -> PageBody:
        body = next((b for b in self._known if b.key == key), None)
        return body or self._opened(self._catalogue[key], key)

    def _opened(self, its: Signature, key: str | None) -> PageBody:
        body = PageBody(its, key)
        self._known.append(body)
        return body

    def _like(self, bare: Signature, unit: Unit, sentence: Sentence) -> PageBody | None:
        """The body of the page that a bare head ("the commission", "the 23rd summit") can mean."""
        before = sentence.parse.before(unit)
        if bare.standing and "det:a" in before:
            return self._opened(bare.of(self._page_parties), None)
        able = [b for b in self._known if b.signature.can_be_called(bare)]
        if "det:this" in before and self._last in able:
            return self._last
        if able:  # the one that the page is about: named most often, the title counting more
            return max(able, key=lambda b: (b.mentions, b is self._last, b.signature.kind == bare.kind))
        single = (unit.part("ordinal") is not None or bare.lone) and not bare.standing
        return self._by_signature(bare) if single and self._page_parties else None

    def _by_signature(self, its: Signature, acronyms: frozenset[str] = frozenset()) -> PageBody:
        for body in self._known:
            if body.acronyms and acronyms and not body.acronyms & acronyms:
                continue  # two acronyms, two bodies
            if body.signature.fits(its) and body.signature.kind == its.kind:
                if body.key is None:
                    body.signature = body.signature.joined(its)
                return body
        whole = its if its.parties else its.of(self._page_parties)
        key = self._catalogued(whole)
        return self._named(key) if key is not None else self._opened(whole, None)

    def _catalogued(self, its: Signature) -> str | None:
        """The one body of the catalogue that a signature can be."""
        mine = its.about
        unspecific = not mine and not its.standing
        able = [
            key
            for key, known in self._catalogue.items()
            if known.kind == its.kind
            and known.parties == its.parties
            and (mine & known.topics or unspecific)
            and (mine <= known.topics or known.about <= mine)
        ]
        return able[0] if len(able) == 1 else None

    def printed(self, unit: Unit, sentence: Sentence, body: PageBody) -> str:
        """A body's name as a mention gives it, less its number; for a bare head the fullest name on the page."""
        page = sentence.folded.source
        own = next((f for part in unit.all("bodyphrase") for f in self._forms(part, sentence) if f in page), None)
        if own is not None:
            return own
        return max([f for f in body.forms if f in page], key=len, default=sentence.text_of(unit))

    def _forms(self, unit: Unit, sentence: Sentence) -> list[str]:
        """The name forms in one mention; the page keeps its units."""
        forms = self._printed.get(id(unit))
        if forms is None:
            forms = self._printed[id(unit)] = _printed(unit, sentence)
        return forms

    def entity(self, body: PageBody, text: str) -> Entity:
        """The body as claims name it."""
        if body.key is not None:
            return Entity(body.key, "body", self._names_of(body.key), text)
        its = body.signature
        key = slug("body", its.kind or "", *sorted(its.parties), *(sorted(its.about) or sorted(its.words)))
        forms = sorted(body.forms, key=len, reverse=True)
        return Entity(key, "body", {self._lang: tuple(dict.fromkeys((*forms, text)))}, text)

    def _names_of(self, key: str) -> dict[str, tuple[str, ...]]:
        """The names of a body of the catalogue, put together once for all claims of the page."""
        names = self._names.get(key)
        if names is None:
            names = self._names[key] = _names(self._knowledge.bodies[key])
        return names


def _names(body: Body) -> dict[str, tuple[str, ...]]:
    """The names of a body of the catalogue, its acronyms behind them."""
    names = {lang: tuple(forms) for lang, forms in body.names.items()}
    for lang, acronyms in body.acronyms.items():
        names[lang] = (*names.get(lang, ()), *acronyms)
    return names


def _is_bare(unit: Unit, its: Signature) -> bool:
    return its.bare and unit.part("known") is None and unit.part("child") is None


def _of_the_sentence(its: Signature, sentence: Sentence) -> Signature:
    """A name without countries has those of the one pair of its sentence ("A and B held the third round of ...")."""
    if its.parties or (its.bare and not its.lone):
        return its
    pairs = {pair for pair in countries_of([sentence]) if len(pair) == 2}
    return its.of(pairs.pop()) if len(pairs) == 1 else its


def _acronyms(unit: Unit, sentence: Sentence) -> frozenset[str]:
    return frozenset([fold_word(sentence.text_of(k)) for k in unit.kids if "gloss" in k.cats])


def _printed(unit: Unit, sentence: Sentence) -> list[str]:
    """The name forms in one mention: all of it without its ordinal, without the pair, and what a gloss adds."""
    kids = [k for k in unit.kids if k.cats.isdisjoint(_BESIDE)]
    name = _without_both([k for k in kids if "gloss" not in k.cats])
    pair = next((i for i, k in enumerate(name) if not k.cats.isdisjoint(_PAIR)), len(name))
    behind = next((i for i in range(pair + 1, len(name)) if name[i].cats.isdisjoint(_BETWEEN)), len(name))
    after = name[behind:]
    forms = [_running(name, sentence)] if name else []
    if any("quote" in k.cats for k in unit.kids):  # as it is printed, with its quotation marks
        forms.append(_running([k for k in unit.kids if k in name or "quote" in k.cats], sentence))
    if any(k.cats.isdisjoint(_ANYBODYS) for k in after):
        forms.append(_running(after, sentence))
    if after and "countries" in name[pair].cats:  # "the dialogue between A and B" is the A-B dialogue
        sides = "-".join([sentence.text_of(side) for side in name[pair].parts["side"]])
        forms.append(f"{sides} {_running(after, sentence)}")
    forms += [sentence.text_of(k)[1:-1] for k in kids if "gloss" in k.cats]
    return [f for f in forms if f]


def _without_both(name: Sequence[Unit]) -> list[Unit]:
    """A name without "both countries'", which names nobody."""
    at = next((i for i, k in enumerate(name) if "parties" in k.cats), None)
    return list(name) if at is None else [*name[:at], *name[at + 2 :]]


def _running(units: Sequence[Unit], sentence: Sentence) -> str:
    """Units as they stand in the page, one space where something between them is left out."""
    runs = [[units[0]]]
    for unit in units[1:]:
        if runs[-1][-1].last == unit.first:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return " ".join([sentence.text_over(run) for run in runs])
