"""The desk as a web application: what it is made of, and what it answers when something is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, Response

from baithak import pipeline
from baithak.edtf import EdtfError, latest, parse
from baithak.errors import BaithakError
from baithak.knowledge.load import Knowledge
from baithak.model import Json
from baithak.outlets.checking import words
from baithak.outlets.web import acts, api, pages
from baithak.outlets.web.answers import problem
from baithak.outlets.web.desk import Desk
from baithak.outlets.web.finding import Names
from baithak.outlets.web.guard import SESSION, Headers, Rate, Rulers, form_token
from baithak.outlets.web.keeping import Keeper
from baithak.outlets.web.look import Reader, page_maker
from baithak.outlets.web.words import Words, wished
from baithak.store import Store


@dataclass
class Room:
    """What all requests share."""

    store: Store
    knowledge: Knowledge
    rulers: Rulers
    today: Callable[[], str]
    make: Callable[..., str] = field(default_factory=page_maker)
    writes: Rate = field(default_factory=lambda: Rate(60, 60, time.monotonic))
    entries: Rate = field(default_factory=lambda: Rate(10, 60, time.monotonic))
    checks: Rate = field(default_factory=lambda: Rate(30, 60, time.monotonic))

    _tallies: dict[str | None, tuple[object, Json]] = field(default_factory=dict)

    @contextmanager
    def desk(self, as_of: str | None) -> Iterator[Desk]:
        """The record of a day, as the store has it."""
        with self._keeper.record(as_of) as source:
            yield Desk(source, self.knowledge, self.names, as_of, self._tallies)

    @cached_property
    def _keeper(self) -> Keeper:
        return Keeper(self.store, self.knowledge)

    @cached_property
    def names(self) -> Names:
        return Names.of(self.knowledge)

    def warm(self) -> None:
        """Works out beforehand what the first question would have to wait for."""
        with self.desk(None) as desk:
            desk.search("a")
            self.make("home.html", Reader(Words("en")), days=None, day=None, it=desk.home(None))
            for page in desk.source.many("documents", None, 1).items:
                for claim in desk.source.said_in(page["id"])[:1]:
                    pipeline.check(words(claim.quote.text, "text"), desk.source.view, self.knowledge)

    def reader(self, request: Request) -> Reader:
        """Who asks, in which language, and as of which day."""
        asked = request.query_params
        as_of = asked.get("as_of") or None
        session = request.cookies.get(SESSION)
        ruler = self.rulers.of(session)
        chosen = asked.get("lang") or request.cookies.get("lang")
        return Reader(
            words=Words(wished(chosen, request.headers.get("accept-language", ""))),
            as_of=as_of if sound_day(as_of) else None,
            ruler=ruler,
            form=form_token(session) if session and ruler is not None else "",
            path=request.url.path,
            query=tuple((k, v) for k, v in asked.items() if k != "lang"),
            since=request.cookies.get("visit", "").partition(".")[0] or None,
        )


def sound_day(value: str | None) -> bool:
    """Whether that is a date on the calendar, however coarse."""
    try:
        return value is None or latest(parse(value)) is not None
    except EdtfError:
        return False


def make_app(
    store: Store, knowledge: Knowledge, rulers: Rulers, *, hosts: Sequence[str], today: Callable[[], str]
) -> FastAPI:
    """The application over a store. hosts: the names by which it may be asked; today: the day of now, ISO 8601."""
    app = FastAPI(
        title="Baithak", version=version("baithak"), docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json"
    )
    app.state.room = Room(store, knowledge, rulers, today)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.include_router(acts.router)
    app.mount("/static", StaticFiles(directory=str(files(__package__ or "") / "static")), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=1)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts) if "0.0.0.0" not in hosts else ["*"])
    app.add_middleware(Headers)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(BaithakError, _refused)
    app.add_exception_handler(Exception, _failed)
    return app


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, str(error.detail), dict(error.headers or {}))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
    return _answer(request, 422, said)


def _refused(request: Request, error: Exception) -> Response:
    return _answer(request, 409, str(error))


def _failed(request: Request, error: Exception) -> Response:
    return _answer(request, 500, f"A fault of the program, please report it: {type(error).__name__}.")


def _answer(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.startswith("/api/"):
        return problem(status, message, headers)
    room: Room = request.app.state.room
    html = room.make("problem.html", room.reader(request), days=None, day=None, status=status, message=message)
    return HTMLResponse(html, status, headers)
