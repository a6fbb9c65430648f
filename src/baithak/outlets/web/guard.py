"""Who may do what: headers that keep a page to itself, tokens and sessions for ruling, and how often one may ask."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import HTTPException  # the one that it lets through while it reads a body
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from baithak.errors import StopRun

SESSION = "baithak_session"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_SHORTEST = 16  # characters of a token
_LARGEST = 1 << 20  # bytes of a body that are taken in


class Headers:
    """Middleware: the same headers on every answer, and no body larger than anything that is asked here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, _limited(receive), marked)


def _limited(receive: Receive) -> Receive:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > _LARGEST:
            raise HTTPException(413, "That is more than is taken in at once.")
        return message

    return limited


@dataclass
class Rulers:
    """Those who may rule, by the digests of their tokens, and the sessions of those who have shown theirs."""

    names: Mapping[bytes, str]
    _sessions: dict[str, str] = field(default_factory=dict)

    def name(self, token: str) -> str | None:
        """Whose token that is; "" for one that belongs to whoever was told it, None for none."""
        shown = _digest(token)
        found = [name for known, name in self.names.items() if hmac.compare_digest(known, shown)]
        return found[0] if found else None

    def enter(self, name: str) -> str:
        key = secrets.token_urlsafe(32)
        self._sessions[key] = name
        return key

    def leave(self, key: str | None) -> None:
        self._sessions.pop(key or "", None)

    def of(self, key: str | None) -> str | None:
        """The name behind a session, None where there is no such session."""
        return self._sessions.get(key or "")


def form_token(session: str) -> str:
    """What a form of this session has to bring: a page of another site can send the cookie, but cannot know this."""
    return hmac.new(session.encode(), b"baithak form", hashlib.sha256).hexdigest()


def same_form(session: str, shown: str) -> bool:
    return hmac.compare_digest(form_token(session).encode(), shown.encode("utf-8", "replace"))


def rulers(path: Path | None) -> tuple[Rulers, str | None]:
    """Those of a file with a ``name: token`` in each line; without one a single token is made, and given back.

    Raises StopRun where the file cannot be read or a token is too short to be one.
    """
    if path is None:
        token = secrets.token_urlsafe(18)
        return Rulers({_digest(token): ""}), token
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StopRun(f"{path} cannot be read: it has to be a text file with `name: token` in each line.") from error
    names: dict[bytes, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, token = (part.strip() for part in line.rpartition(":"))
        if not colon or not name or len(token) < _SHORTEST:
            raise StopRun(f"{path}:{number}: write `name: token`, the token at least {_SHORTEST} characters long.")
        names[_digest(token)] = name
    return Rulers(names), None


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


@dataclass
class Rate:
    """So many times in so many seconds for each of those who ask; clock: seconds that only go up."""

    times: int
    seconds: float
    clock: Callable[[], float]
    _asked: dict[str, deque[float]] = field(default_factory=dict)

    def allows(self, who: str) -> bool:
        now = self.clock()
        asked = self._asked.setdefault(who, deque(maxlen=self.times))
        if len(asked) == self.times and now - asked[0] < self.seconds:
            return False
        asked.append(now)
        if len(self._asked) > 10_000:
            self._asked = {w: a for w, a in self._asked.items() if a and now - a[-1] < self.seconds}
        return True
