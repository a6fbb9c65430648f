"""Answers in JSON: one shape for what is wrong, and a tag by which nothing is sent twice."""

from __future__ import annotations

import hashlib
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from baithak.store.codec import dumps

_CODES = {
    400: "bad-request",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    409: "refused",
    413: "too-large",
    422: "invalid",
    429: "too-often",
    500: "fault",
}


class Wrong(BaseModel):
    status: int
    code: str = Field(description="A slug to decide by: not-found, invalid, refused, forbidden, too-often, fault.")
    message: str = Field(description="A sentence for people.")


class Problem(BaseModel):
    """What every answer is that is not the one asked for."""

    error: Wrong


def problem(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    told = {"error": {"status": status, "code": _CODES.get(status, "error"), "message": message}}
    return Response(dumps(told), status, headers, "application/json")


def tagged(request: Request, value: Any) -> Response:
    """The JSON of a value; 304 for whoever has it already."""
    body = dumps(value).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Vary": "Accept-Encoding"}
    shown = request.headers.get("if-none-match", "")
    if tag in (part.strip().removeprefix("W/") for part in shown.split(",")):
        return Response(None, 304, headers)
    return Response(body, 200, headers, "application/json")
