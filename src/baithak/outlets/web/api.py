"""The JSON beside every page, under /api/v1."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from baithak.outlets.web import ruling, shapes
from baithak.outlets.web.answers import Problem, tagged
from baithak.outlets.web.asking import LONGEST, Day, Search, checked
from baithak.outlets.web.desk import Desk
from baithak.outlets.web.doubting import SORTS, doubts
from baithak.outlets.web.pages import found, showing
from baithak.outlets.web.words import Words
from baithak.store.base import Slice

if TYPE_CHECKING:
    from baithak.outlets.web.app import Room

_WRONG: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "What was sent cannot be read"},
    404: {"model": Problem, "description": "The record has nothing by that id"},
    409: {"model": Problem, "description": "It cannot be done, and why"},
    422: {"model": Problem, "description": "What was asked is not sound"},
    429: {"model": Problem, "description": "Asked too often"},
}
_SIGNED: dict[int | str, dict[str, Any]] = {403: {"model": Problem, "description": "Ruling needs a token"}}


def _day(as_of: Annotated[Day, Query(description="The record as the pages out by that day tell it")] = None) -> None:
    """Every question may be asked of another day; the reader of the request takes it from the query."""


router = APIRouter(prefix="/api/v1", responses=_WRONG, dependencies=[Depends(_day)])
Limit = Annotated[int, Query(ge=1, le=200)]
After = Annotated[str | None, Query(max_length=1000, description="`next` of the slice before")]


def _answer(request: Request, ask: Callable[[Desk], Any]) -> Response:
    with showing(request) as shown:
        return tagged(request, found(ask(shown.desk)))


def _listed(request: Request, ask: Callable[[Desk], Slice]) -> Response:
    return _answer(request, lambda desk: ask(desk)._asdict())


@router.get("/home", response_model=shapes.Home)
def home(request: Request, since: Day = None) -> Response:
    """What is due, disputed, overdue and new; since: the day of the last visit."""
    return _answer(request, lambda desk: desk.home(since))


@router.get("/bodies", response_model=shapes.Listing[shapes.BodyRow])
def bodies(request: Request, after: After = None, limit: Limit = 50) -> Response:
    return _listed(request, lambda desk: desk.bodies(after, limit))


@router.get("/bodies/{key:path}", response_model=shapes.BodyPage)
def body(request: Request, key: str) -> Response:
    return _answer(request, lambda desk: desk.body(key))


@router.get("/events", response_model=shapes.Listing[shapes.Event])
def events(
    request: Request,
    after: After = None,
    limit: Limit = 50,
    of: Annotated[str | None, Query(description="A body's id")] = None,
    about: Annotated[str | None, Query(description="Who, which country or thing is in it")] = None,
    type: str | None = None,
    state: str | None = None,
) -> Response:
    where = {"of": of, "about": about, "type": type, "state": state}
    return _listed(request, lambda desk: desk.events(after, limit, **{k: v for k, v in where.items() if v}))


@router.get("/events/{key:path}", response_model=shapes.EventPage)
def event(request: Request, key: str) -> Response:
    return _answer(request, lambda desk: desk.event(key))


@router.get("/actors", response_model=shapes.Listing[shapes.ActorRow])
def actors(request: Request, after: After = None, limit: Limit = 50) -> Response:
    return _listed(request, lambda desk: desk.source.many("actors", after, limit))


@router.get("/actors/{key:path}", response_model=shapes.ActorPage)
def actor(request: Request, key: str, after: After = None, limit: Limit = 50) -> Response:
    return _answer(request, lambda desk: desk.actor(key, after, limit))


@router.get("/equipment", response_model=shapes.Listing[shapes.Piece])
def pieces(request: Request, after: After = None, limit: Limit = 50) -> Response:
    return _listed(request, lambda desk: desk.source.many("equipment", after, limit))


@router.get("/equipment/{key:path}", response_model=shapes.PiecePage)
def piece(request: Request, key: str) -> Response:
    return _answer(request, lambda desk: desk.equipment(key))


@router.get("/statements", response_model=shapes.Listing[shapes.Statement])
def statements(request: Request, after: After = None, limit: Limit = 50, about: str | None = None) -> Response:
    where = {"about": about} if about else {}
    return _listed(request, lambda desk: desk.statements(after, limit, **where))


@router.get("/pages", response_model=shapes.Listing[shapes.Document])
def pages(request: Request, after: After = None, limit: Limit = 50) -> Response:
    return _listed(request, lambda desk: desk.pages(after, limit))


@router.get("/pages/{key}", response_model=shapes.DocumentPage)
def page(request: Request, key: str, part: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    return _answer(request, lambda desk: desk.page(key, part))


@router.get("/disputes", response_model=shapes.Listing[shapes.Dispute])
def disputes(request: Request, after: After = None, limit: Limit = 50) -> Response:
    return _listed(request, lambda desk: desk.disputes(after, limit))


@router.get("/promises", response_model=shapes.Listing[shapes.Promise])
def promises(request: Request, after: After = None, limit: Limit = 50, state: str | None = None) -> Response:
    return _listed(request, lambda desk: desk.promises(after, limit, **({"state": state} if state else {})))


@router.get("/review", response_model=shapes.Listing[shapes.Doubt])
def review(request: Request, sort: str = SORTS[0], after: After = None, limit: Limit = 50) -> Response:
    """What deserves a look; sort: disputes, series, names, thin, lost or pages."""
    if sort not in SORTS:
        raise HTTPException(422, f"There is no sort {sort}: known are {', '.join(SORTS)}.")
    return _listed(request, lambda desk: doubts(desk, sort, after, limit))


@router.get("/search", response_model=shapes.Found)
def search(request: Request, asked: Annotated[Search, Query()], limit: Limit = 20) -> Response:
    """What is called so first (bodies, actors, equipment), then events, pages and claims, the newest first."""
    return _answer(request, lambda desk: desk.search(asked.q, asked.kinds, limit, asked.after, **asked.where))


@router.get("/suggest", response_model=shapes.Suggestions)
def suggest(
    request: Request, q: Annotated[str, Query(max_length=200)] = "", lang: Annotated[str, Query(max_length=8)] = "en"
) -> Response:
    """Names that go on as what is being typed."""
    words = Words("hi" if lang == "hi" else "en")
    with showing(request) as shown:
        hits = shown.desk.suggest(q, 8)
        to = shown.reader.to
        rows = [(words.name(h), words.label(h["kind"]), to(f"/{h['kind']}/{h['id']}")) for h in hits]
        return tagged(request, {"items": [{"text": t, "label": label, "href": href} for t, label, href in rows]})


@router.get("/check", response_model=shapes.Checked)
def check(request: Request, text: Annotated[str, Query(min_length=1, max_length=LONGEST)]) -> Response:
    """What the record says to each claim in a sentence or page."""
    return tagged(request, checked(request, text))


@router.get("/decisions", response_model=shapes.Listing[shapes.Decision])
def decisions(request: Request, after: After = None, limit: Limit = 50) -> Response:
    """The decisions that stand, the newest first."""
    return _listed(request, lambda desk: desk.decisions(after, limit))


@router.post("/decisions", response_model=shapes.Decision, status_code=201, responses=_SIGNED)
def rule(request: Request, ruled: shapes.Ruling) -> Response:
    """Takes a decision; needs a token: `Authorization: Bearer TOKEN`."""
    room: Room = request.app.state.room
    by = ruling.signed(room, ruling.admitted(request, None), ruled.author, ruled.reason)
    made = ruling.rule(room, by, ruled.kind, ruled.targets, ruled.values)
    answer = tagged(request, asdict(made) | {"id": made.id})
    answer.status_code = 201
    return answer


@router.post("/decisions/{key}/retract", status_code=204, response_model=None, responses=_SIGNED)
def retract(request: Request, key: str, why: shapes.Retraction) -> Response:
    """Takes a decision back; needs a token."""
    room: Room = request.app.state.room
    ruling.take_back(room, key, ruling.signed(room, ruling.admitted(request, None), why.author, why.reason))
    return Response(None, 204)
