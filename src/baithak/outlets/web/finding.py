"""Search: what is typed as what the index is asked, and what is found as hits with the words that matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, product

import regex

from baithak.knowledge.load import Knowledge
from baithak.knowledge.search import terms
from baithak.language.search import Word, sound, spoken
from baithak.language.spelling import romanise, word_score
from baithak.model import Claim, Document, Json
from baithak.outlets.web.source import Source
from baithak.store.asked import Asked, Row

ORDER = ("bodies", "actors", "equipment", "events", "pages", "claims")
NAMED = ("body", "person", "place")
"""Filters that take the name or the id of somebody or something."""
_NAMED = 6  # bodies, actors and pieces that are shown before what happened
_ALIKE = 0.92  # how alike a word and a name's have to be, romanised
_BEGUN = 3  # letters from which on what sounds like what is being typed may go on too
_SURE = 3  # consonants from which on a likeness says something
_SLOT = regex.compile(r"[^aeiouy]h?([aeiouy]*)")  # a consonant and the vowel behind it
_DOUBLED = regex.compile(r"([aeiou])\1+")
_LONGEST = 7  # words of a name
_FORMS = 16  # ways in which one name is looked for
_KNOWN_BY = {  # the facets of kinds that do not have them all
    "pages": {"lang"},
    "events": {"type", "status", "body", "of"},
    "equipment": {"of"},
    "actors": {"of"},
    "bodies": {"of"},
}
_FACETS = {"person": "of", "place": "of"}
_DAYS = ("first", "last")
_WINDOW = 220  # code points of a snippet
_QUOTES = 3  # of an event, of which one is shown
_NAMESAKES = 20  # of whom a filter may mean one
_NEAR = 12  # places of a page that are looked at together
_WORDS = 16  # of a query that are looked for

Alternatives = list[tuple[str, ...]]


@dataclass(frozen=True)
class Names:
    """The names of the catalogues, each romanised, by what they sound like.

    whole: a name with all names of who is called so; said: the same by the name's terms; parts: one word of a
    person's name with those in its place in other scripts.
    """

    whole: dict[tuple[str, ...], list[tuple[str, Alternatives]]] = field(default_factory=dict)
    said: dict[tuple[str, ...], list[Alternatives]] = field(default_factory=dict)
    parts: dict[str, list[tuple[str, Alternatives]]] = field(default_factory=dict)

    @classmethod
    def of(cls, knowledge: Knowledge) -> Names:
        made = cls()
        for entry in (*knowledge.actors.values(), *knowledge.places.values(), *knowledge.offices.values()):
            made._add([n for names in entry.names.values() for n in names])
        for place in knowledge.places.values():
            made._add([n for names in place.adjectives.values() for n in names])
        for body in knowledge.bodies.values():
            forms = (*body.names.values(), *body.acronyms.values())
            made._add([n for names in forms for n in names])
        for actor in knowledge.actors.values():
            if actor.kind == "person":
                made._align([n for names in actor.names.values() for n in names])
        return made

    def _add(self, names: Sequence[str]) -> None:
        forms = {tuple(word.terms[0] for word in terms().words(name)): name for name in names}
        every = [form for form in forms if form][:_FORMS]
        for form, name in forms.items():
            self.said.setdefault(form, []).append(every)
            key = _heard(name)
            if key and len(key) <= _LONGEST:
                self.whole.setdefault(key, []).append((romanise(name), every))

    def _align(self, names: Sequence[str]) -> None:
        split = [[(name[w.start : w.end], w.terms[0]) for w in terms().words(name)] for name in names]
        for words in split:
            beside = [other for other in split if len(other) == len(words)]
            for n, (word, _) in enumerate(words):
                short = len(sound(word)) < _SURE  # may be an initial, which stands for other names too
                others: Alternatives = [(o[n][1],) for o in beside if short or len(sound(o[n][0])) >= _SURE]
                self.parts.setdefault(sound(word), []).append((romanise(word), others))


def _heard(name: str) -> tuple[str, ...]:
    return tuple(sound(name[w.start : w.end]) for w in terms().words(name))


@dataclass(frozen=True)
class Query:
    """What is looked for: groups of alternatives for the index; terms: each term with the group that it is of."""

    asked: Asked
    terms: dict[str, int]
    _answers: dict[str, int | None] = field(default_factory=dict)  # what was found out for a word

    def narrowed(self, where: Mapping[str, str]) -> Query:
        """The query within filters: body, person, place, status, lang and type, first and last (ISO days)."""
        facets = [(f"{_FACETS.get(name, name)}:{value}",) for name, value in where.items() if name not in _DAYS]
        asked = replace(self.asked, facets=facets, first=where.get("first"), last=where.get("last"))
        return replace(self, asked=asked)

    def group(self, word: str) -> int | None:
        """The group that a word of a text answers to."""
        if word not in self._answers:
            self._answers[word] = self._group(terms().of(word))
        return self._answers[word]

    def _group(self, said: Sequence[str]) -> int | None:
        for term in said:
            if term in self.terms:
                return self.terms[term]
        return next((n for start, n in self._starts for term in said if term.startswith(start)), None)

    @cached_property
    def _starts(self) -> list[tuple[str, int]]:
        return [(term[:-1], n) for term, n in self.terms.items() if term.endswith("*")]


def understood(text: str, names: Names, source: Source, *, typing: bool = False) -> Query | None:
    """The query in what was typed; None where nothing is to be looked for. typing: the last word may go on."""
    words = list(islice(terms().words(text), _WORDS))
    plain = [w for w in words if not terms().ignores(text[w.start : w.end])] or words
    if not plain:
        return None
    groups: list[Alternatives] = []
    at = 0
    while at < len(plain):
        taken, group = _group(plain[at:], text, names, source)
        groups.append(group)
        at += taken
    if typing:
        going_on = (form for form in groups[-1] if len(form[-1]) >= _BEGUN or form[-1] in plain[-1].terms)
        groups[-1] = [*groups[-1], *((*form[:-1], f"{form[-1]}*") for form in going_on)]
    flat = {term: n for n, group in enumerate(groups) for form in group for term in form}
    return Query(Asked(groups), flat)


def meant(name: str, value: str, names: Names, source: Source) -> str:
    """The id of the body, person or place that a filter names: itself, or whoever is most often called so."""
    kind = "bodies" if name == "body" else "actors"
    query = None if source.one(kind, value) else understood(value, names, source)
    if query is None:
        return value
    keys = [row.key for row in source.search(kind, query.asked, _NAMESAKES)]
    items = source.some(kind, keys)
    fits = (key for key in keys if key in items and _is(name, items[key]))
    return next(fits, value)


def _is(name: str, item: Json) -> bool:
    return name == "body" or (item["kind"] in ("place", "country")) == (name == "place")


def _group(words: Sequence[Word], text: str, names: Names, source: Source) -> tuple[int, Alternatives]:
    """How many of the first words are one name, and all ways to say it; else the first word in its forms."""
    typed = [text[w.start : w.end] for w in words[:_LONGEST]]
    heard = [sound(word) for word in typed]
    for size in range(len(typed), 0, -1):
        literal = list(islice(product(*(w.terms for w in words[:size])), _FORMS))
        said = " ".join(map(romanise, typed[:size]))
        found = [forms for name, forms in names.whole.get(tuple(heard[:size]), ()) if _alike(said, name, heard[:size])]
        found += [forms for form in literal for forms in names.said.get(form, ())]
        every = [form for forms in found for form in forms]
        if every:
            return size, list(dict.fromkeys((*literal, *every)))
    return 1, list(dict.fromkeys((*((term,) for term in words[0].terms), *_spelt(typed[0], heard[0], names, source))))


def _spelt(word: str, heard: str, names: Names, source: Source) -> Iterator[tuple[str, ...]]:
    """The words of names that sound like the word, in whatever script."""
    said = romanise(word)
    if word.isdigit():
        return
    for other, forms in names.parts.get(heard, ()):
        if _alike(said, other, [heard]):
            yield from forms
    for other, term in source.search_names(word):
        if _alike(said, other, [heard]):
            yield (term,)


def _alike(said: str, name: str, heard: Sequence[str]) -> bool:
    """Whether two romanised words or names that sound the same may be two spellings of one.

    Where few consonants bear it out, vowels have to agree but for their length. A vowel at the end belongs to the word,
    but for the one that Hindi does not speak and English may write.
    """
    one, other = (_DOUBLED.sub(r"\1", text.replace(" ", "")) for text in (said, name))
    if len("".join(heard)) < _SURE:
        return one.rstrip("a") == other.rstrip("a")
    return _end(one) == _end(other) and _voiced(one, other) and word_score(one, other) >= _ALIKE


def _voiced(one: str, other: str) -> bool:
    """Whether the consonants of both carry vowels at the same places but for a short a, which Hindi does not write."""
    slots, others = _SLOT.findall(one)[:-1], _SLOT.findall(other)[:-1]
    pairs = zip(slots, others, strict=False)
    return len(slots) != len(others) or all((a and b) or (a or b) in ("", "a") for a, b in pairs)


def _end(word: str) -> str:
    return word[-1:] if word[-1:] in "eiou" else ""


@dataclass(frozen=True)
class Finder:
    """Looks for a query in the pages, claims and record of one day."""

    source: Source
    query: Query
    out: str | None = None
    _answers: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)  # of texts; a quotation comes often

    def hits(self, limit: int, kinds: Sequence[str] = ORDER, after: int | None = None) -> tuple[list[Json], str | None]:
        """Hits of these kinds, what is named so before what happened, the newest first; and where to go on."""
        found: list[Json] = []
        rows: list[Row] = []
        kinds = [kind for kind in kinds if self._has(kind)]
        many = [kind for kind in kinds if kind in ("events", "pages", "claims")]
        for kind in kinds:
            room = limit if len(kinds) == 1 else _NAMED if kind not in many else (limit - len(found)) // len(many)
            many = [other for other in many if other != kind]
            rows = self.source.search(kind, replace(self.query.asked, out=self.out), max(room, 1) + 1, after)
            found += self._hits(kind, [row.key for row in rows[: max(room, 1)]])
        more = len(kinds) == 1 and len(rows) > limit
        return found[:limit], str(rows[limit - 1].id) if more else None

    def _has(self, kind: str) -> bool:
        """Whether there can be any of a kind within the filters."""
        asked = {facet.partition(":")[0] for group in self.query.asked.facets for facet in group}
        return asked <= _KNOWN_BY.get(kind, asked)

    def _hits(self, kind: str, keys: Sequence[str]) -> Iterator[Json]:
        """Hits of one kind, those that the record of the day knows, in the order of their keys."""
        if kind == "pages":
            pages = self.source.documents(keys)
            yield from (self._page(pages[key]) for key in keys if key in pages)
        elif kind == "claims":
            claims = self.source.claims(keys)
            yield from (self._claim(claims[key]) for key in keys if key in claims)
        else:
            items = self.source.some(kind, keys)
            said = [key for item in items.values() for key in item["claims"][:_QUOTES]] if kind == "events" else []
            claims = self.source.claims(said)
            for item in (items[key] for key in keys if key in items):
                yield self._event(item, claims) if kind == "events" else self._named(kind, item)

    def _page(self, document: Document) -> Json:
        text = document.text
        noise = sorted((n.start, n.end) for n in document.noise)
        places = self._best(text, noise)
        if not places and document.title:
            return self._shown("pages", document.id, document.address, None, document.title) | {"title": document.title}
        start, end = _window(text, places)
        hit = self._shown("pages", document.id, document.address, [start, end], text[start:end])
        return hit | {"title": document.title, "date": document.published, "document": document.id}

    def _claim(self, claim: Claim) -> Json:
        quote = claim.quote
        hit = self._shown("claims", claim.id, claim.doc, [quote.start, quote.end], quote.text)
        body = {"id": claim.body.id, "names": {k: list(v) for k, v in claim.body.names.items()}} if claim.body else None
        told = {"type": claim.type, "status": claim.status, "date": claim.date, "body": body, "ordinal": claim.ordinal}
        return hit | told | {"document": claim.document_id}

    def _event(self, event: Json, known: Mapping[str, Claim]) -> Json:
        """The sentence that answers most of what was asked."""
        claims = [known[key] for key in event["claims"][:_QUOTES] if key in known]
        told = {"date": event["date"], "status": event["status"], "event": event}
        best = max(claims, key=lambda c: (len({g for *_, g in self._places(c.quote.text)}), c.id), default=None)
        if best is None:
            return self._shown("events", event["id"], None, None, "") | told
        quote = best.quote
        hit = self._shown("events", event["id"], best.doc, [quote.start, quote.end], quote.text)
        return hit | told | {"document": best.document_id}

    def _named(self, kind: str, item: Json) -> Json:
        names = [name for some in item["names"].values() for name in some] or [item["id"]]
        best = max(names, key=lambda name: len({g for *_, g in self._places(name)}))
        return self._shown(kind, item["id"], None, None, best) | {"names": item["names"]}

    def _shown(self, kind: str, key: str, doc: str | None, span: list[int] | None, text: str) -> Json:
        marks = [[start, end] for start, end, _ in self._places(text)]
        return {"kind": kind, "id": key, "doc": doc, "span": span, "snippet": text, "marks": marks}

    def _best(self, text: str, noise: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
        """The places in a page up to the first window that answers to all that is asked; all where none does."""
        wanted, places = len(self.query.asked.groups), []
        for start, end, group in self._told(text):
            if any(s <= start < e for s, e in noise):
                continue
            places.append((start, end, group))
            if len({g for *_, g in places[-_NEAR:]}) == wanted and any(
                len(_within(text, places, n)) == wanted for n in range(max(0, len(places) - _NEAR), len(places))
            ):
                break
        return places

    def _places(self, text: str) -> list[tuple[int, int, int]]:
        """Where words of a text answer to the query: start, end, and to which group."""
        if text not in self._answers:
            self._answers[text] = list(self._told(text))
        return self._answers[text]

    def _told(self, text: str) -> Iterator[tuple[int, int, int]]:
        answers = self.query.group
        return ((start, end, group) for word, start, end in spoken(text) if (group := answers(word)) is not None)


def _window(text: str, places: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """The stretch of a text that answers to most groups, the first of equals, cut at white space or line ends."""
    if not places:
        return 0, min(len(text), _WINDOW)
    best = max(range(len(places)), key=lambda n: (len(_within(text, places, n)), -n))
    start = max(0, places[best][0] - _WINDOW // 4, text.rfind("\n", 0, places[best][0]) + 1)
    start = start if start == 0 or text[start - 1].isspace() else _after_space(text, start, places[best][0])
    end = min(len(text), start + _WINDOW)
    line = text.find("\n", places[best][1], end)
    end = line if line >= 0 else end
    return start, end if end == len(text) or text[end].isspace() else max(text.rfind(" ", start, end), places[best][1])


def _within(text: str, places: Sequence[tuple[int, int, int]], first: int) -> set[int]:
    start = places[first][0]
    line = text.find("\n", start, start + _WINDOW * 3 // 4)
    limit = line if line >= 0 else start + _WINDOW * 3 // 4
    return {group for start, _, group in places[first : first + 40] if start < limit}


def _after_space(text: str, start: int, stop: int) -> int:
    space = text.find(" ", start, stop)
    return space + 1 if space >= 0 else start


def suggested(text: str, names: Names, source: Source, limit: int) -> Iterable[Json]:
    """What is called by a name that goes on as what is being typed: bodies, actors and equipment."""
    query = understood(text, names, source, typing=True)
    if query is None:
        return []
    return Finder(source, query).hits(limit, ("bodies", "actors", "equipment"))[0]
