"""Everything that reading one language needs, compiled from its folder and the catalogues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from baithak.knowledge.load import Knowledge
from baithak.knowledge.read import read_yaml
from baithak.knowledge.schema import Named
from baithak.knowledge.timex import timex_grammar
from baithak.language.frames import Frames
from baithak.language.gate import Gate
from baithak.language.lexicon import Entry, Lexicon, expand
from baithak.language.names import NameTagger
from baithak.language.phrases import Cascade
from baithak.language.schema import FrameFile, LexiconFile, PhraseRule, Strict
from baithak.language.timex import TimexGrammar

_ABROAD: Final = "abroad"
DATE: Final = frozenset({"date"})
ALIAS: Final = frozenset({"bodyname"})
_CATALOGUES: Final = (
    "country",
    "demonym",
    "place",
    "place:venue",
    "personname",
    "org",
    "org:ministry",
    "equipment",
    "office",
    "bodyname",
    "date",
)


class PhraseFile(Strict):
    """``<language>/phrases.yml``."""

    rules: tuple[PhraseRule, ...]


class HouseFile(Strict):
    """``<language>/house.yml``: what the readers of this language take for granted.

    home: the country that an office or ministry without a country belongs to. office_of: template of an office's
    name; state: templates of the long name of a country. gate: classes of words of which a page must hold one to
    report anything; sieve: lists of them, of each of which a page of a crawl must hold one to be read at all, where
    ``abroad`` stands for the names of other countries and of places there. script: in which it is written.
    """

    home: str
    office_of: str
    state: tuple[str, ...] = ()
    gate: tuple[str, ...]
    sieve: tuple[tuple[str, ...], ...]
    script: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language, ready to read with. `forms` is what the lexicon was built from, for rules that list words."""

    lang: str
    lexicon: Lexicon
    cascade: Cascade
    frames: Frames
    timex: TimexGrammar
    house: HouseFile
    gate: Gate
    names: NameTagger


_GRAMMARS: Final[dict[tuple[str, str], Grammar]] = {}


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a grammar of frames."""
    return tuple(sorted(p.parent.name for p in _root().glob("*/frames.yml")))


def grammar(lang: str, knowledge: Knowledge) -> Grammar:
    """The grammar of a language with the names of the catalogues; built once for each set of knowledge files."""
    key = (lang, knowledge.fingerprint)
    if key not in _GRAMMARS:
        _GRAMMARS[key] = _build(lang, knowledge)
    return _GRAMMARS[key]


def sieve(lang: str, knowledge: Knowledge) -> Gate:
    """What of a crawl is worth reading in a language: far less than the gate of its grammar lets through."""
    language = grammar(lang, knowledge)
    groups = (
        [*language.lexicon.forms(cats), *_abroad(cats, knowledge, language.house)] for cats in language.house.sieve
    )
    return Gate(*([form.replace(" - ", "-") for form in group] for group in groups))


def _abroad(cats: Sequence[str], knowledge: Knowledge, house: HouseFile) -> Iterator[str]:
    for place in knowledge.places.values() if _ABROAD in cats else ():
        if house.home not in (place.id, place.country):
            for spoken in (place.names, place.adjectives):
                yield from (name for names in spoken.values() for name in names)


def _root() -> Path:
    return Path(str(files("baithak.knowledge")))


def _build(lang: str, knowledge: Knowledge) -> Grammar:
    folder = _root() / lang
    common = [w for w in (folder / "common.txt").read_text("utf-8").splitlines() if not w.startswith("#")]
    words = read_yaml(folder / "lexicon.yml", LexiconFile)
    house = read_yaml(folder / "house.yml", HouseFile)
    names = [*_names(knowledge), *_states(knowledge, lang, house.state), *_offices(knowledge, words)]
    lexicon = Lexicon(words, names, common)
    sets = lexicon.category_sets | {frozenset({cat}) for cat in _CATALOGUES}
    cascade = Cascade(read_yaml(folder / "phrases.yml", PhraseFile).rules, sets)
    frames = Frames(read_yaml(folder / "frames.yml", FrameFile))
    gate = Gate(form.replace(" - ", "-") for form in lexicon.forms(house.gate))
    return Grammar(
        lang, lexicon, cascade, frames, timex_grammar(lang), house, gate, NameTagger(folder / "names.crfsuite")
    )


def _names(knowledge: Knowledge) -> Iterator[tuple[str, Entry]]:
    """The catalogues' names in every script, with the categories by which phrase rules know them."""
    for place in knowledge.places.values():
        cats = {"country"} if place.kind == "country" else {"place", f"place:{place.category or 'city'}"}
        yield from _entry(place, cats)
        for forms in place.adjectives.values():
            yield from ((form, Entry(frozenset({"demonym"}), (place.id,))) for form in forms)
    for actor in knowledge.actors.values():
        cat = {"person": "personname", "organisation": "org", "equipment": "equipment"}[actor.kind]
        cats = {cat, f"{cat}:{actor.category}"} if actor.category == "ministry" else {cat}
        yield from _entry(actor, cats)
        for forms in actor.generic.values():
            yield from ((form, Entry(frozenset(cats), (actor.id,))) for form in forms)
    for body in knowledge.bodies.values():
        yield from _entry(body, {"bodyname"})
        for forms in body.acronyms.values():
            yield from ((form, Entry(ALIAS, (body.id,))) for form in forms)


def _states(knowledge: Knowledge, lang: str, templates: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    """The countries by their long names ("the Republic of ...")."""
    for place in (p for p in knowledge.places.values() if p.kind == "country"):
        entry = Entry(frozenset({"country"}), (place.id,))
        for name in place.names.get(lang, ()):
            yield from ((template.format(country=name), entry) for template in templates)


def _offices(knowledge: Knowledge, words: LexiconFile) -> Iterator[tuple[str, Entry]]:
    """The catalogue's offices with what their words say of them, and the forms for several of their holders."""
    heads = [
        (sense, *item.partition("|")) for sense, items in words.words.get("officehead", {}).items() for item in items
    ]
    for office in knowledge.offices.values():
        for name in (name for names in office.names.values() for name in names):
            sense, head, _, paradigm = max(
                (entry for entry in heads if name.endswith(entry[1])), key=lambda e: len(e[1]), default=("", "", "", "")
            )
            cats = frozenset({"office", f"office:{office.rank}", *_said_of(name, head, sense, words)})
            yield name, Entry(cats, (office.id,))
            several = Entry(cats | {"leaders", "leaders:many"}, (office.id,))
            for form in expand(head, words.paradigms[paradigm]) if paradigm else ():
                yield name.removesuffix(head) + form, several


def _said_of(name: str, head: str, sense: str, words: LexiconFile) -> Iterator[str]:
    """Of what kind an office is; whether it is a deputy's; whether it is one of any ministry ("deputy secretary")."""
    mods = words.words.get("officemod", {})
    rest = name.removesuffix(head).replace("-", " ").split()
    if sense:
        yield f"officekind:{sense}"
    if any(word in mods.get("deputy", ()) for word in rest):
        yield "officemod:deputy"
    if head and all(any(word in listed for listed in mods.values()) for word in rest):
        yield "anyoffice"


def _entry(named: Named, cats: set[str]) -> Iterator[tuple[str, Entry]]:
    entry = Entry(frozenset(cats), (named.id,))
    yield from ((name, entry) for names in named.names.values() for name in names)
