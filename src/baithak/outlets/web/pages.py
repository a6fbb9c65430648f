"""The pages: each shows what its JSON says, and works without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from baithak.outlets.web.asking import KINDS, LONGEST, Search, checked
from baithak.outlets.web.desk import Desk
from baithak.outlets.web.doubting import SORTS, doubts
from baithak.outlets.web.words import LANGUAGES

if TYPE_CHECKING:
    from baithak.outlets.web.app import Room

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_PAGE, _HITS = 50, 20
After = Annotated[str | None, Query()]


class Shown:
    """One request for a page: what it may ask the desk, and how it answers."""

    def __init__(self, request: Request, desk: Desk) -> None:
        self.room: Room = request.app.state.room
        self.request = request
        self.desk = desk
        self.reader = self.room.reader(request)

    def page(self, template: str, **shown: Any) -> HTMLResponse:
        days = self.desk.source.days()
        made = self.room.make(template, self.reader, days=days, day=self.desk.source.day, **shown)
        answer = HTMLResponse(made)
        chosen = self.request.query_params.get("lang")
        if chosen in LANGUAGES:
            answer.set_cookie("lang", chosen, max_age=31_536_000, samesite="lax", httponly=True)
        return answer


@contextmanager
def showing(request: Request) -> Iterator[Shown]:
    room: Room = request.app.state.room
    with room.desk(room.reader(request).as_of) as desk:
        yield Shown(request, desk)


def found(item: Any) -> Any:
    """The item; 404 where there is none."""
    if item is None:
        raise HTTPException(404, "The record has nothing under this address.")
    return item


@router.get("/")
def home(request: Request) -> HTMLResponse:
    with showing(request) as shown:
        answer = shown.page("home.html", it=shown.desk.home(shown.reader.since))
        _visited(request, answer, shown.room.today())
        return answer


def _visited(request: Request, answer: HTMLResponse, today: str) -> None:
    """Remembers the day of this visit and of the last one before."""
    before, _, last = request.cookies.get("visit", "").partition(".")
    if last != today:
        answer.set_cookie("visit", f"{last or before}.{today}", max_age=31_536_000, samesite="lax", httponly=True)


def _listing(path: str, template: str, ask: Callable[[Desk, str | None], Any]) -> None:
    @router.get(path)
    def listing(request: Request, after: After = None) -> HTMLResponse:
        with showing(request) as shown:
            slice_ = ask(shown.desk, after)
            return shown.page(template, items=slice_.items, next=slice_.next)


_listing("/bodies", "bodies.html", lambda desk, after: desk.bodies(after, _PAGE))
_listing("/actors", "actors.html", lambda desk, after: desk.source.many("actors", after, _PAGE))
_listing("/equipment", "pieces.html", lambda desk, after: desk.source.many("equipment", after, _PAGE))
_listing("/pages", "pages.html", lambda desk, after: desk.pages(after, _PAGE))
_listing("/decisions", "decisions.html", lambda desk, after: desk.decisions(after, _PAGE))
_listing("/disputes", "disputes.html", lambda desk, after: desk.disputes(after, _PAGE))


@router.get("/events")
def events(request: Request, after: After = None, state: str | None = None, of: str | None = None) -> HTMLResponse:
    with showing(request) as shown:
        where = {k: v for k, v in (("state", state), ("of", of)) if v}
        slice_ = shown.desk.events(after, _PAGE, **where)
        return shown.page("events.html", items=slice_.items, next=slice_.next, where=where)


@router.get("/statements")
def statements(request: Request, after: After = None, about: str | None = None) -> HTMLResponse:
    with showing(request) as shown:
        slice_ = shown.desk.statements(after, _PAGE, **({"about": about} if about else {}))
        return shown.page("statements.html", items=slice_.items, next=slice_.next, about=shown.desk.known(about))


@router.get("/promises")
def promises(request: Request, after: After = None, state: str | None = None) -> HTMLResponse:
    with showing(request) as shown:
        slice_ = shown.desk.promises(after, _PAGE, **({"state": state} if state else {}))
        return shown.page("promises.html", items=slice_.items, next=slice_.next, state=state)


@router.get("/review")
def review(request: Request, sort: str = "disputes", after: After = None) -> HTMLResponse:
    with showing(request) as shown:
        slice_ = doubts(shown.desk, sort if sort in SORTS else SORTS[0], after, _PAGE)
        return shown.page("review.html", items=slice_.items, next=slice_.next, sort=sort, sorts=SORTS)


@router.get("/search")
def search(request: Request, asked: Annotated[Search, Query()]) -> HTMLResponse:
    with showing(request) as shown:
        found = shown.desk.search(asked.q, asked.kinds, _HITS, asked.after, **asked.where)
        return shown.page("search.html", asked=asked.q, given=asked, it=found, kinds=KINDS)


@router.get("/check")
def check(request: Request, text: Annotated[str, Query(max_length=LONGEST)] = "") -> HTMLResponse:
    with showing(request) as shown:
        it = checked(request, text) if text.strip() else None
        return shown.page("check.html", it=it, text=text, longest=LONGEST)


@router.get("/bodies/{key:path}")
def body(request: Request, key: str) -> HTMLResponse:
    with showing(request) as shown:
        return shown.page("body.html", it=found(shown.desk.body(key)))


@router.get("/events/{key:path}")
def event(request: Request, key: str) -> HTMLResponse:
    with showing(request) as shown:
        return shown.page("event.html", it=found(shown.desk.event(key)))


@router.get("/pages/{key}")
def page(request: Request, key: str, part: Annotated[int, Query(ge=1)] = 1) -> HTMLResponse:
    with showing(request) as shown:
        it = found(shown.desk.page(key, part))
        document = found(shown.desk.source.document(key))
        end = it["text_start"] + len(it["text"])
        claims = shown.desk.source.said_in(key)
        return shown.page("page.html", it=it, document=document, claims=claims, end=end)


@router.get("/actors/{key:path}")
def actor(request: Request, key: str, after: After = None) -> HTMLResponse:
    with showing(request) as shown:
        return shown.page("actor.html", it=found(shown.desk.actor(key, after, _PAGE)))


@router.get("/equipment/{key:path}")
def piece(request: Request, key: str) -> HTMLResponse:
    with showing(request) as shown:
        return shown.page("piece.html", it=found(shown.desk.equipment(key)))
