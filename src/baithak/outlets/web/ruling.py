"""Ruling on the record: who may, what they rule, and that no other site makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.exceptions import HTTPException

from baithak import pipeline
from baithak.knowledge.load import Knowledge
from baithak.model import Json
from baithak.outlets.deciding import decision
from baithak.outlets.web.guard import SESSION, same_form
from baithak.outlets.web.source import Source
from baithak.record.decisions import Decision, Kind

if TYPE_CHECKING:
    from baithak.outlets.web.app import Room

_LONGEST = 2000  # code points of a name or a reason


@dataclass(frozen=True)
class Known:
    """The ids that a source knows; see `baithak.outlets.deciding.Ids`."""

    source: Source
    knowledge: Knowledge

    def event(self, key: str) -> Json | None:
        return self.source.one("events", key)

    def claim(self, key: str) -> bool:
        return bool(self.source.claims([key]))

    def named(self, key: str) -> bool:
        catalogued = key in self.knowledge.actors or key in self.knowledge.places
        recorded = any(self.source.one(kind, key) for kind in ("actors", "bodies"))
        return catalogued or recorded or self.source.named(key)


def admitted(request: Request, form: str | None) -> str:
    """The name of who may rule ("" where the token has none), by a form of their session or by a token in the header.

    Raises 429 for who asks too often, 403 for who may not.
    """
    room: Room = request.app.state.room
    if not room.writes.allows(request.client.host if request.client else ""):
        raise HTTPException(429, "Too many rulings in a minute: wait a little.", {"Retry-After": "60"})
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        name = room.rulers.name(token.strip())
    else:
        session = request.cookies.get(SESSION, "")
        own = form is not None and same_form(session, form) and same_site(request)
        name = room.rulers.of(session) if own else None
    if name is None:
        raise HTTPException(403, "Ruling needs the token that `baithak serve` prints, or one of its --users.")
    return name


def same_site(request: Request) -> bool:
    """Whether the request comes from a page of this desk, as far as the browser says."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return site in ("same-origin", "none") and (not origin or origin.partition("://")[2] == request.headers.get("host"))


def signed(room: Room, name: str, author: str, reason: str) -> dict[str, str]:
    """Who rules, when and why; 422 where it is not said."""
    author, reason = (name or author.strip())[:_LONGEST], reason.strip()[:_LONGEST]
    if not author or not reason:
        raise HTTPException(422, "Say who decides and why: both are kept with the decision.")
    return {"author": author, "time": room.today(), "reason": reason}


def rule(
    room: Room, by: dict[str, str], kind: Kind, targets: Sequence[str], values: Sequence[str], as_of: str | None = None
) -> Decision:
    """Keeps a decision; StopRun says what is wrong with its targets or values."""
    with room.desk(as_of) as desk:
        made = decision(kind, targets, values, by, Known(desk.source, room.knowledge))
    pipeline.decide(made, room.store, room.knowledge)
    return made


def take_back(room: Room, key: str, by: dict[str, str]) -> None:
    pipeline.retract(key, by, room.store, room.knowledge)
