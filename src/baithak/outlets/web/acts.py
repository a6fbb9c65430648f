"""What forms do: sign in and out, rule, take a decision back; and the texts that are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from baithak.outlets.web import ruling
from baithak.outlets.web.guard import SESSION
from baithak.outlets.web.pages import showing
from baithak.record.decisions import Kind

if TYPE_CHECKING:
    from baithak.outlets.web.app import Room

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=4000)]
Many = Annotated[list[str], Form()]


def back(to: str) -> RedirectResponse:
    """To a page of this desk, and nowhere else."""
    here = to.startswith("/") and not to.startswith(("//", "/\\")) and "\n" not in to
    return RedirectResponse(to if here else "/", 303)


@router.get("/enter")
def entering(request: Request, to: str = "/") -> HTMLResponse:
    with showing(request) as shown:
        return shown.page("enter.html", target=to, wrong=False)


@router.post("/enter")
def enter(request: Request, token: Text = "", to: Text = "/") -> Response:
    room: Room = request.app.state.room
    if not room.entries.allows(request.client.host if request.client else ""):
        raise HTTPException(429, "Too many attempts in a minute: wait a little.", {"Retry-After": "60"})
    name = room.rulers.name(token.strip()) if ruling.same_site(request) else None
    if name is None:
        with showing(request) as shown:
            answer: Response = shown.page("enter.html", target=to, wrong=True)
            answer.status_code = 403
            return answer
    answer = back(to)
    answer.set_cookie(SESSION, room.rulers.enter(name), httponly=True, samesite="strict")
    return answer


@router.post("/leave")
def leave(request: Request, form: Text = "") -> Response:
    ruling.admitted(request, form)
    room: Room = request.app.state.room
    room.rulers.leave(request.cookies.get(SESSION))
    answer = back("/")
    answer.delete_cookie(SESSION)
    return answer


@router.post("/rule")
def rule(
    request: Request,
    kind: Annotated[Kind, Form()],
    target: Many,
    value: Many = [],  # noqa: B006 - FastAPI copies it
    author: Text = "",
    reason: Text = "",
    form: Text = "",
    to: Text = "/",
) -> Response:
    room: Room = request.app.state.room
    by = ruling.signed(room, ruling.admitted(request, form), author, reason)
    ruling.rule(room, by, kind, [t for t in target if t], [v for v in value if v])
    return back(to)


@router.post("/retract")
def retract(
    request: Request, decision: Text, author: Text = "", reason: Text = "", form: Text = "", to: Text = "/"
) -> Response:
    room: Room = request.app.state.room
    ruling.take_back(room, decision, ruling.signed(room, ruling.admitted(request, form), author, reason))
    return back(to)
