"""Decisions as they are kept, found by key, by time and by what they are about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from baithak.model import Json
from baithak.store.codec import dumps
from baithak.store.editions import Run, mark_stale, parts
from baithak.store.tables import CLAIMS, DECISIONS, GIVEN, TARGETS

_STANDING = sa.select(DECISIONS.c.id, DECISIONS.c.json).where(DECISIONS.c.retracted.is_(None))


def put(run: Run, key: str, decision: Json) -> None:
    """See `baithak.store.base.Writer.put_decision`."""
    if not run(sa.select(DECISIONS.c.id).where(DECISIONS.c.id == key)).first():
        run(sa.insert(DECISIONS).values(id=key, json=dumps(decision)))
        _index(run, key, decision)
    run(sa.update(DECISIONS).where(DECISIONS.c.id == key).values(retracted=None))
    _mark_ruled(run, key, decision)


def retract(run: Run, key: str, why: Json) -> bool:
    """See `baithak.store.base.Writer.retract`."""
    standing = run(_STANDING.where(DECISIONS.c.id == key)).first()
    if standing is None:
        return False
    run(sa.update(DECISIONS).where(DECISIONS.c.id == key).values(retracted=dumps(why)))
    _mark_ruled(run, key, json.loads(standing.json))
    return True


def _mark_ruled(run: Run, key: str, decision: Json) -> None:
    """The editions do not know yet of the decision, nor what it makes of the pages whose claims it names."""
    mark_stale(run, "decision", [key])
    named = [str(target).partition("~")[0] for target in decision.get("targets", ())]
    for table in (CLAIMS, GIVEN):
        pages = run(sa.select(table.c.document_id).where(table.c.id.in_(named)).distinct()).scalars()
        mark_stale(run, "document", pages.all())


def every(run: Run) -> Iterator[Json]:
    """Those that stand, by key."""
    return (json.loads(row.json) for row in run(_STANDING.order_by(DECISIONS.c.id)))


def about(run: Run, targets: Iterable[str]) -> list[Json]:
    """Those that stand and name one of these."""
    joined = _STANDING.join(TARGETS, TARGETS.c.decision == DECISIONS.c.id)
    found = {row.id: row.json for part in parts(targets) for row in run(joined.where(TARGETS.c.target.in_(part)))}
    return [json.loads(text) for text in found.values()]


def newest(run: Run, limit: int, before: int) -> list[Json]:
    """Those that stand, the newest first, after so many."""
    ordered = _STANDING.order_by(DECISIONS.c.time.desc(), DECISIONS.c.id.desc())
    return [json.loads(row.json) for row in run(ordered.limit(limit).offset(before))]


def index_all(run: Run) -> None:
    """Lets the decisions of an earlier schema be found by time and by what they are about."""
    for row in run(sa.select(DECISIONS.c.id, DECISIONS.c.json)).all():
        _index(run, row.id, json.loads(row.json))


def _index(run: Run, key: str, decision: Json) -> None:
    run(sa.update(DECISIONS).where(DECISIONS.c.id == key).values(time=decision.get("time")))
    rows = [{"target": str(target), "decision": key} for target in decision.get("targets", ())]
    if rows:
        run(sa.insert(TARGETS).prefix_with("OR IGNORE"), rows)
