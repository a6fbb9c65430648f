"""All that one page's words are read against: its sentences, and what its names and pronouns stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from baithak.claims.actors import Actors
from baithak.claims.bodies import Bodies
from baithak.claims.dating import Dating
from baithak.claims.entities import entities
from baithak.claims.page import Sentence
from baithak.claims.people import People
from baithak.claims.referents import Referents
from baithak.claims.signatures import countries_of
from baithak.claims.topics import topics
from baithak.claims.whereabouts import Whereabouts
from baithak.knowledge.grammar import Grammar
from baithak.knowledge.load import Knowledge
from baithak.model import Document

_OF_A_COUNTRY: Final = frozenset({"country", "demonym"})


class Context:
    """Who, what, where and when, on one page. A reader goes through the sentences in order, asks, and calls `follow`
    after each."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], knowledge: Knowledge, grammar: Grammar
    ) -> None:
        home = grammar.house.home
        parties = _parties(sentences)
        self.document = document
        self.knowledge = knowledge
        self.sentences = sentences
        self.topics = topics(knowledge, grammar.lang)
        self.entities = entities(knowledge, grammar.lang, grammar.house.office_of)
        people = People(sentences, self.entities, home if not parties or home in parties else None, parties)
        self.bodies = Bodies(sentences, knowledge, grammar, parties)
        self.who = Referents(sentences, people, self.entities, home)
        self.actors = Actors(self.entities, parties, home)
        self.where = Whereabouts(sentences, self.entities, people, home)
        self.when = Dating(document)

    def follow(self, sentence: Sentence) -> None:
        """Remembers the organisations, the place and the subject of a sentence for the words of the next ones."""
        self.actors.follow(sentence)
        self.where.follow(sentence)
        self.who.follow(sentence)


def _parties(sentences: Sequence[Sentence]) -> list[str]:
    """The two countries that the page is about, in the order of their codes; none where it has no two.

    Of the pairs that it names the one whose countries it names most often: countries of two pairs make no third.
    """
    sides = countries_of(sentences)
    each = _counted([country for side in sides for country in sorted(side)])
    pairs = [side for side in sides if len(side) == 2]
    if pairs:
        return sorted(max(pairs, key=lambda pair: sum([each[country] for country in pair])))
    if not each:  # no two are named together: those whose people and towns the page names most often
        units = [u for s in sentences for unit in s.parse.units for u in unit.walk()]
        each = _counted([u.ids[0] for u in units if u.ids and not u.cats.isdisjoint(_OF_A_COUNTRY)])
    return sorted(sorted(each, key=each.__getitem__, reverse=True)[:2]) if len(each) > 1 else []


def _counted(countries: Iterable[str]) -> dict[str, int]:
    """How often each country stands there, in the order in which they come."""
    each: dict[str, int] = {}
    for country in countries:
        each[country] = each.get(country, 0) + 1
    return each
