"""The interface against its own description: no fault, and no answer that is not of its shape."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from served import Served

from baithak.outlets.web.api import router

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def operations() -> list[str]:
    app = FastAPI()
    app.include_router(router)
    return sorted(f"{method} {path}" for path, methods in app.openapi()["paths"].items() for method in methods)


@pytest.mark.parametrize("operation", operations())
def test_what_it_answers_is_what_it_describes(operation: str, own_desk: Served) -> None:
    own_desk.app.state.room.writes.times = own_desk.app.state.room.checks.times = 1 << 30
    method, path = operation.split()
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", own_desk.app)[path][method.upper()]
    signed = {"Authorization": f"Bearer {own_desk.token}"}

    @given(case=described.as_strategy())
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def asked(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS, headers=signed)

    asked()


@pytest.fixture
def web(desk: Served) -> httpx.Client:
    return httpx.Client(base_url=desk.base)


def test_every_link_of_a_list_leads_to_its_page_and_to_its_json(web: httpx.Client) -> None:
    for kind in ("bodies", "events", "actors", "equipment", "pages"):
        items = web.get(f"/api/v1/{kind}", params={"limit": 200}).json()["items"]
        assert items
        for item in items:
            assert web.get(f"/api/v1/{kind}/{item['id']}").json()["id"] == item["id"]
            assert web.get(f"/{kind}/{item['id']}").status_code == 200


@pytest.mark.parametrize("kind", ["bodies", "events", "actors", "pages", "promises"])
def test_a_list_read_slice_by_slice_is_the_whole_list(web: httpx.Client, kind: str) -> None:
    whole = [item["id"] for item in web.get(f"/api/v1/{kind}", params={"limit": 200}).json()["items"]]
    sliced: list[str] = []
    after = None
    while True:
        answer = web.get(f"/api/v1/{kind}", params={"limit": 3} | ({"after": after} if after else {})).json()
        sliced += [item["id"] for item in answer["items"]]
        after = answer["next"]
        if after is None:
            break
    assert sliced == whole
    assert len(set(sliced)) == len(sliced)


def test_what_was_sent_is_not_sent_again(web: httpx.Client) -> None:
    first = web.get("/api/v1/bodies")
    again = web.get("/api/v1/bodies", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = web.get("/api/v1/bodies", headers={"If-None-Match": '"of something else"'})
    assert other.json() == first.json()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/nothing", 404),
        ("/api/v1/events/no-such/1", 404),
        ("/api/v1/bodies?limit=0", 422),
        ("/api/v1/home?as_of=someday", 422),
        ("/api/v1/review?sort=none", 422),
    ],
)
def test_what_is_wrong_has_one_shape(web: httpx.Client, path: str, status: int) -> None:
    answer = web.get(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert answer.json()["error"]["status"] == status
    assert answer.json()["error"]["message"]


def test_another_day_knows_only_what_was_out(web: httpx.Client) -> None:
    then = web.get("/api/v1/bodies/irigc-mmtc", params={"as_of": "2024-12-09"}).json()
    assert {s["ordinal"]: s["status"] for s in then["sessions"]}[21] == "planned"
    assert 22 not in [s["ordinal"] for s in then["sessions"] if s["status"] == "held"]
    pages = web.get("/api/v1/search", params={"q": "22वीं बैठक", "as_of": "2024-12-09", "kind": "pages"}).json()
    assert pages["hits"] == []
    assert web.get("/api/v1/search", params={"q": "22वीं बैठक", "kind": "pages"}).json()["hits"]


def test_statements_are_asked_by_speaker_and_by_topic(web: httpx.Client) -> None:
    every = web.get("/api/v1/statements", params={"limit": 200}).json()["items"]
    speaker = every[0]["speakers"][0]["id"]
    own = web.get("/api/v1/statements", params={"about": speaker, "limit": 200}).json()["items"]
    assert own == [s for s in every if speaker in {who["id"] for who in s["speakers"]}]
    code = next(topic["id"] for s in every for topic in s["topics"])
    told = web.get("/api/v1/statements", params={"about": f"topic:{code}", "limit": 200}).json()["items"]
    assert told == [s for s in every if code in {topic["id"] for topic in s["topics"]}]
    assert 0 < len(own) < len(every) > len(told) > 0
