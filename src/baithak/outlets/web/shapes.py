"""The shapes of what the interface hands out, for its description; what stands here is always there."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")
Names = dict[str, list[str]]
Span = tuple[int, int]
Verdict = Literal["supported", "contradicted", "one-source", "not-found"]


class Shape(BaseModel):
    """More may stand beside the fields that are named."""

    model_config = ConfigDict(extra="allow")


class Entity(Shape):
    id: str
    names: Names = Field(description="language -> names, best first")


class FieldOf(Shape):
    """What is shown of an event, and the claims for it and against it."""

    support: list[str]
    against: list[dict[str, object]]
    because: str


class Event(Shape):
    """A sitting or another event in the contract's form; `of`: the names of a sitting's body."""

    id: str
    type: str
    date: str | None = Field(description="EDTF")
    place: Entity | None
    host_country: str | None
    status: str | None
    stated: bool
    documents: int
    independent_sources: int
    claims: list[str]
    fields: dict[str, FieldOf]


class Cell(Shape):
    """What one page says of one field."""

    says: list[str]
    agrees: bool
    claim: str
    quote: tuple[int, int, str]


class Brief(Shape):
    id: str
    address: str
    title: str | None
    publisher: str | None
    published: str | None


class Column(Brief):
    cells: dict[str, Cell]


class EventPage(Event):
    """An event with what each of its pages says, and how it was told as days went by."""

    as_of: str | None
    sources: list[Column]
    history: list[dict[str, object]]
    disputes: list[dict[str, object]]


class Next(Shape):
    ordinal: int | None
    due: str | None
    host_country: str | None
    confidence: float
    because: list[str]


class BodyRow(Entity):
    sittings: int
    next: Next | None


class BodyPage(Entity):
    as_of: str | None
    parties: list[str]
    cadence: str | None
    rotation: str | None
    sessions: list[Event]
    next: Next | None
    groups: list[Entity]
    signed: list[dict[str, object]]


class Document(Shape):
    """A page and what it says of itself."""

    id: str
    addresses: list[str]
    title: str | None
    published: str | None
    lang: str | None
    text_length: int
    noise: list[tuple[int, int, str]]


class Claim(Shape):
    """A claim in the contract's form; `event`: the one that it tells of."""

    id: str
    doc: str
    type: str
    status: str | None
    date: str | None
    quote: tuple[int, int, str]


class DocumentPage(Document):
    """A page with its claims; `text` is one part of it, which begins at `text_start`."""

    text: str
    text_start: int
    part: int
    parts: int
    claims: list[Claim]
    events: list[Event]


class ActorRow(Entity):
    kind: str


class ActorPage(ActorRow):
    as_of: str | None
    offices: list[dict[str, object]]
    events: list[Event]
    next: str | None
    met: list[Entity]
    statements: list[Statement]


class Piece(Entity):
    history: list[str]


class PiecePage(Piece):
    as_of: str | None
    told: list[Claim]


class Statement(Shape):
    """What somebody said; said: the words of one of its pages. day: when the first came out."""

    id: str
    speakers: list[Entity]
    topics: list[Entity]
    day: str | None
    claims: list[str]
    documents: int
    independent_sources: int


class Dispute(Shape):
    id: str
    event: str
    field: str
    values: list[dict[str, object]]


class Promise(Shape):
    id: str
    event: str
    claim: str
    due: str | None
    state: Literal["open", "kept", "overdue", "dropped"]


class Doubt(Shape):
    """Something to look at; `choices`: decisions that would settle it."""

    choices: list[dict[str, object]]


class Decision(Shape):
    id: str
    kind: Literal["accept", "reject", "merge", "split", "pin"]
    targets: list[str]
    author: str
    time: str
    reason: str


class Home(Shape):
    as_of: str | None
    due: list[Entity]
    disputes: list[Dispute]
    overdue: list[Promise]
    pages: list[Document]
    counts: dict[str, object]


class Hit(Shape):
    """Something found. span: code points into the document; marks: code points into the snippet."""

    kind: Literal["bodies", "actors", "equipment", "events", "pages", "claims"]
    id: str
    doc: str | None
    span: Span | None
    snippet: str
    marks: list[Span]


class Found(BaseModel):
    hits: list[Hit]
    next: str | None


class Suggestion(BaseModel):
    text: str
    label: str
    href: str


class Suggestions(BaseModel):
    items: list[Suggestion]


class Listing(BaseModel, Generic[T]):
    """A page of a list; next: what to give as `after` for those that follow, null at the end."""

    items: list[T]
    next: str | None


class Answer(Shape):
    verdict: Verdict
    event: str | None
    claim: Claim
    slots: list[dict[str, object]]
    quotations: list[dict[str, object]]


class Checked(BaseModel):
    answers: list[Answer]
    issues: list[dict[str, str]]


class Ruling(BaseModel):
    """A decision to take. author: who takes it, where the token names nobody."""

    kind: Literal["accept", "reject", "merge", "split", "pin"]
    targets: list[str] = Field(min_length=1, max_length=200)
    values: list[str] = Field(default=[], max_length=50)
    author: str = Field("", max_length=200)
    reason: str = Field(min_length=1, max_length=2000)


class Retraction(BaseModel):
    author: str = Field("", max_length=200)
    reason: str = Field(min_length=1, max_length=2000)
