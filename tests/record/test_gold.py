"""The record of the hand-made claims equals the hand-made record."""

from __future__ import annotations

import json
from typing import Any

import pytest
import record_gold

from baithak.record.build import build_record

pytestmark = pytest.mark.skipif(not record_gold.SHARED.is_dir(), reason="the shared folder is not here")


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    shared = record_gold.SHARED_GOLD
    return build_record(shared.claims(), list(shared.documents().values()), shared.catalogue())


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((record_gold.SHARED / "gold/record.json").read_text("utf-8"))
    return found


def plain(value: Any) -> Any:
    """Ids for entities, sorted where the order says nothing; a country for the place that goes by its name."""
    if isinstance(value, dict) and "id" in value:
        return {"RU": "russia"}.get(value["id"], value["id"])
    if isinstance(value, list):
        return sorted(plain(one) for one in value)
    return value


def of_gold(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def test_bodies(record: dict[str, Any], gold: dict[str, Any]) -> None:
    bodies = {body["id"]: body for body in record["bodies"]}
    assert set(bodies) == {body["id"] for body in gold["bodies"]}
    for body in gold["bodies"]:
        for field in ("parties", "parent", "members", "cadence", "rotation", "co_chair_offices"):
            assert plain(bodies[body["id"]][field] or None) == of_gold(body.get(field)), (body["id"], field)


def test_sessions(record: dict[str, Any], gold: dict[str, Any]) -> None:
    for body in gold["bodies"]:
        found = next(b for b in record["bodies"] if b["id"] == body["id"])
        assert [s["ordinal"] for s in found["sessions"]] == [s["ordinal"] for s in body["sessions"]]
        for ours, theirs in zip(found["sessions"], body["sessions"], strict=True):
            for field in ("date", "place", "host_country", "co_chairs", "participants", "status", "outcomes"):
                assert plain(ours[field] or None) == of_gold(theirs.get(field)), (ours["id"], field)
            assert ours["documents"] == len(theirs["docs"])
            assert ours["stated"]
