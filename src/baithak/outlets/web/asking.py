"""What may be asked of a search and a check, and within which bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Request
from pydantic import AfterValidator, BaseModel, Field
from starlette.exceptions import HTTPException

from baithak import pipeline
from baithak.edtf import EdtfError, bounds, parse
from baithak.errors import StopRun
from baithak.model import Json
from baithak.outlets.checking import Told, words
from baithak.outlets.web.finding import ORDER

if TYPE_CHECKING:
    from baithak.outlets.web.app import Room

LONGEST = 5000
"""Code points of a text that is checked."""
KINDS = ORDER
Kind = Literal["bodies", "actors", "equipment", "events", "pages", "claims"]


def _day(value: str | None) -> str | None:
    if not value:
        return None
    try:
        if bounds(parse(value)) is None:
            raise ValueError("a date needs its year: 2025-12-04, 2025-12 or 2025")
    except EdtfError as error:
        raise ValueError(str(error)) from error
    return value


Day = Annotated[str | None, AfterValidator(_day), Field(description="2025-12-04, 2025-12 or 2025 (EDTF)")]


class Search(BaseModel):
    """A query and what narrows it; `since` and `until` are of when it happened, of a page when it came out."""

    q: str = Field("", max_length=200, description="Hindi, English or Russian words; names in any script")
    kind: Kind | Literal[""] = Field("", description="one kind only, which can then be paged")
    body: str = Field("", max_length=300, description="its id or a name")
    person: str = Field("", max_length=300, description="their id or a name")
    place: str = Field("", max_length=300, description="its id or a name; a country too")
    status: str = Field("", max_length=20)
    lang: str = Field("", max_length=8)
    since: Day = None
    until: Day = None
    after: int | None = Field(None, ge=0, le=(1 << 63) - 1)

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.kind,) if self.kind else ORDER

    @property
    def where(self) -> dict[str, str]:
        """The filters that are set, days as the first and the last that are meant."""
        named = ("body", "person", "place", "status", "lang")
        found = {name: getattr(self, name) for name in named if getattr(self, name)}
        first = bounds(parse(self.since)) if self.since else None
        last = bounds(parse(self.until)) if self.until else None
        return (
            found | ({"first": first[0].isoformat()} if first else {}) | ({"last": last[1].isoformat()} if last else {})
        )


def checked(request: Request, text: str) -> Json:
    """What the record says to each claim in a text; 429 for who asks too often."""
    room: Room = request.app.state.room
    if not room.checks.allows(request.client.host if request.client else ""):
        raise HTTPException(429, "Too many checks in a minute: wait a little.", {"Retry-After": "60"})
    try:
        page = words(text, "text")
    except StopRun as error:
        raise HTTPException(422, str(error)) from error
    with room.desk(None) as desk:
        answers, issues = pipeline.check(page, desk.source.view, room.knowledge)
        told = Told(answers, issues, desk.source.view)
        return {
            "answers": list(told.json()),
            "issues": [{"kind": issue.kind, "reason": issue.reason} for issue in issues],
        }
