"""The nouns that the rooms exchange. All are frozen; offsets are code points into a document's stored text.

Those of which a page makes many are frozen by `Final`, which mypy holds: the `__init__` of a frozen dataclass sets
every field through `object.__setattr__`, which takes four times as long, and fourteen times where all is compiled.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any, Final, NamedTuple

Json = dict[str, Any]
_TWINS: Final = ("object", "document")  # roles that tell claims of one sentence apart


class Span(NamedTuple):
    """A half-open range of code points of a document's stored text."""

    start: int
    end: int


@dataclass(slots=True, init=False, unsafe_hash=True)
class Noise:
    """A line, or part of one, that is not the article's; `reason` is a slug such as ``menu`` or ``caption``."""

    start: Final[int]
    end: Final[int]
    reason: Final[str]

    def __init__(self, start: int, end: int, reason: str) -> None:
        self.start = start
        self.end = end
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Document:
    """One page as it came, with what it says of itself and on what basis.

    published: EDTF or None, only what the page (or, weaker, the crawl) states.
    inferred: EDTF or None, the newest day that the page's surroundings prove it was written by or about;
    used to resolve dates when `published` is None, and never shown as a date of publication.
    wraps: offsets of the line breaks that only wrap a paragraph of the article.
    first_read: ISO day on which the store first took the text in, where whoever ran the build gave it.
    """

    text: str
    addresses: tuple[str, ...]
    lang: str | None = None
    title: str | None = None
    publisher: str | None = None
    issuer: str | None = None
    published: str | None = None
    published_basis: str | None = None
    inferred: str | None = None
    inferred_basis: str | None = None
    release_id: str | None = None
    sister_languages: tuple[str, ...] = ()
    noise: tuple[Noise, ...] = ()
    wraps: tuple[int, ...] = ()
    reprint_of: str | None = None
    extractor: str | None = None
    first_read: str | None = None

    @property
    def id(self) -> str:
        return _page_digest(self.text)

    @property
    def address(self) -> str:
        """The address by which claims name the document."""
        return self.addresses[0]


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of an address of the web that is watched: a feed, or a page that one lists.

    source: the source that it belongs to. found: ISO day on which it was first listed, or listed as changed.
    depth: how many indexes of sitemaps lead to it. run: the number of the run in which it last answered.
    waiting: whether it is still to be asked for what the feed lists; gone: whether never again.
    mark: what the feed says of its last change. published: in the feed's words.
    etag, modified: the validators of the last answer. moved: where it has moved for good.
    """

    address: str
    source: str
    found: str
    feed: bool = False
    depth: int = 0
    run: int = 0
    waiting: bool = True
    gone: bool = False
    mark: str | None = None
    published: str | None = None
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None


@dataclass(slots=True, init=False, unsafe_hash=True)
class Entity:
    """Somebody or something as one claim names it; `id` and `names` speak of this one entity only.

    kind: person, office, organisation, body, country, place, equipment.
    names: language code -> names, best first. text: as it stands in the page. side: ISO 3166-1 alpha-2.
    office: as printed.
    """

    id: Final[str]
    kind: Final[str]
    names: Final[Mapping[str, tuple[str, ...]]]
    text: Final[str]
    side: Final[str | None]
    office: Final[str | None]

    def __init__(
        self,
        id: str,
        kind: str,
        names: Mapping[str, tuple[str, ...]],
        text: str,
        side: str | None = None,
        office: str | None = None,
    ) -> None:
        self.id = id
        self.kind = kind
        self.names = names
        self.text = text
        self.side = side
        self.office = office


@dataclass(slots=True, init=False, unsafe_hash=True)
class Quote:
    """The sentence, or adjoining sentences, that say a claim best: ``text == document.text[start:end]``."""

    start: Final[int]
    end: Final[int]
    text: Final[str]

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text


@dataclass(slots=True, init=False, unsafe_hash=True)
class Evidence:
    """Why a slot is filled. how: stated, coreference, page or knowledge."""

    start: Final[int]
    end: Final[int]
    how: Final[str]

    def __init__(self, start: int, end: int, how: str) -> None:
        self.start = start
        self.end = end
        self.how = how


@dataclass(slots=True, init=False, unsafe_hash=True)
class Relation:
    """A link to another claim. kind: part_of, before, after, during, for."""

    to: Final[str]
    kind: Final[str]

    def __init__(self, to: str, kind: str) -> None:
        self.to = to
        self.kind = kind


@dataclass(slots=True, init=False, unsafe_hash=True)
class Topic:
    """A span of what it was about; code from topics.yml where one fits."""

    start: Final[int]
    end: Final[int]
    text: Final[str]
    code: Final[str | None]

    def __init__(self, start: int, end: int, text: str, code: str | None = None) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.code = code


@dataclass(slots=True, init=False, unsafe_hash=True)
class Claim:
    """What one document says once; the fields are those of CONTRACT.md's claim.

    extra: the type's own top-level fields (cadence, rotation, value, document, level, quantity, amount).
    evidence: slot name -> spans. A filled slot without evidence is refused by the store.
    """

    doc: Final[str]
    document_id: Final[str]
    type: Final[str]
    quote: Final[Quote]
    status: Final[str | None]
    date: Final[str | None]
    date_basis: Final[str | None]
    body: Final[Entity | None]
    parent: Final[Entity | None]
    ordinal: Final[int | None]
    roles: Final[Mapping[str, tuple[Entity, ...]]]
    evidence: Final[Mapping[str, tuple[Evidence, ...]]]
    relations: Final[tuple[Relation, ...]]
    topics: Final[tuple[Topic, ...]]
    attribution: Final[Entity | None]
    plover: Final[str | None]
    reader: Final[str]
    rule: Final[str]
    confidence: Final[float | None]
    extra: Final[Mapping[str, str]]

    def __init__(
        self,
        doc: str,
        document_id: str,
        type: str,
        quote: Quote,
        status: str | None = None,
        date: str | None = None,
        date_basis: str | None = None,
        body: Entity | None = None,
        parent: Entity | None = None,
        ordinal: int | None = None,
        roles: Mapping[str, tuple[Entity, ...]] | None = None,
        evidence: Mapping[str, tuple[Evidence, ...]] | None = None,
        relations: tuple[Relation, ...] = (),
        topics: tuple[Topic, ...] = (),
        attribution: Entity | None = None,
        plover: str | None = None,
        reader: str = "",
        rule: str = "",
        confidence: float | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self.doc = doc
        self.document_id = document_id
        self.type = type
        self.quote = quote
        self.status = status
        self.date = date
        self.date_basis = date_basis
        self.body = body
        self.parent = parent
        self.ordinal = ordinal
        self.roles = {} if roles is None else roles
        self.evidence = {} if evidence is None else evidence
        self.relations = relations
        self.topics = topics
        self.attribution = attribution
        self.plover = plover
        self.reader = reader
        self.rule = rule
        self.confidence = confidence
        self.extra = {} if extra is None else extra

    @property
    def id(self) -> str:
        """Stable across reader versions: document, type, quotation span, body, ordinal and what tells twins apart."""
        quote, ordinal, document = self.quote, self.ordinal, self.extra.get("document")
        parts = [
            _quoted(self.document_id),
            _quoted(self.type),
            str(quote.start),
            str(quote.end),
            _quoted(self.body.id if self.body else ""),
            "null" if ordinal is None else str(ordinal),
            "null" if document is None else _quoted(document),
        ]
        twins = [e.id for role in _TWINS if role in self.roles for e in self.roles[role]]
        if twins:
            parts += [_quoted(name) for name in sorted(twins)]
        return digest(f"[{', '.join(parts)}]")  # a list in JSON


def digest(text: str) -> str:
    """The first 16 hex digits of SHA-256 over UTF-8; lone surrogates are kept apart, not refused."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


_page_digest: Final = lru_cache(maxsize=1)(digest)  # whoever works on a page asks for its id many times
