"""The web into the record: what a run over the sources brings goes the way of every page, and what changed is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from baithak import pipeline
from baithak.documents.answers import MEDIA, Answer, page
from baithak.documents.moments import moment
from baithak.documents.raw import LARGEST, PageFacts, RawPage
from baithak.errors import Issue, SkipItem
from baithak.fetch.client import Client
from baithak.fetch.sources import Sources
from baithak.fetch.watch import Fetched, Listed, Same, Watch
from baithak.knowledge.load import Knowledge
from baithak.model import Document, Json
from baithak.pipeline import Intake, Progress, Reader, Summary
from baithak.store import Store, Visits

_RUN, _RECORD = "run", "record"


@dataclass(frozen=True, slots=True)
class Watched:
    """What a run met, and the record before it and after it."""

    summary: Summary
    before: Json
    after: Json


def watch(
    sources: Sources,
    client: Client,
    store: Store,
    knowledge: Knowledge,
    day: str,
    progress: Progress = lambda _: None,
    *,
    by: Reader | None = None,
) -> Watched:
    """Ask the sources what is new, take it into the store, and say what that changed in the record.

    A run that was stopped before `told` is gone on with: what it took is not asked for again, and the record before it
    still counts as the one before. day: today.
    """
    visits = store.visits()
    run, before = _begun(visits, store, knowledge)
    intake = Intake(store, by or pipeline.reader(knowledge), progress, day)
    for met in Watch(sources, client, visits, run, day, LARGEST):
        if isinstance(met, Same):
            intake.counts["unchanged"] += 1
            intake.met(met.address, anew=False)
        elif isinstance(met, Listed):
            intake.met(met.address)
        elif isinstance(met, Issue):
            intake.take(met)
        else:
            for item in _items(met, day):
                intake.take(item)
    summary = intake.summary(knowledge)
    with store.view() as view:
        after = pipeline.record(view, knowledge)
    return Watched(summary, before, after)


def told(store: Store) -> None:
    """Note that the run came to its end and what it changed has been told: the next one is a new run."""
    store.visits().keep({_RECORD: None})


def _begun(visits: Visits, store: Store, knowledge: Knowledge) -> tuple[int, Json]:
    """The number of the run, and the record before it: those of the last run where that did not come to its end."""
    last, record = int(visits.note(_RUN) or 0), visits.note(_RECORD)
    if record is not None:
        return last, json.loads(record)
    with store.view() as view:
        before = pipeline.record(view, knowledge)
    visits.keep({_RUN: str(last + 1), _RECORD: json.dumps(before, ensure_ascii=False)})
    return last + 1, before


def _items(fetched: Fetched, day: str) -> Iterator[Document | Issue]:
    """The document that was fetched, or an Issue in its place, behind any Issue that goes with it."""
    for each in _page(fetched, day):
        yield pipeline.prepared_page(each) if isinstance(each, RawPage) else each


def _page(fetched: Fetched, day: str) -> Iterator[RawPage | Issue]:
    visit, got = fetched.visit, fetched.got
    address, media = visit.address, got.media or "text/html"
    facts = PageFacts(address, moment(visit.published or ""), fetched.publisher)
    further = (got.url,) if got.url != address else ()
    try:
        if media not in MEDIA:
            raise SkipItem("not-a-page", f"this is {media}, and only {', '.join(MEDIA)} are pages")
        yield from page(Answer(address, got.body or b"", media, got.charset, further, facts, day))
    except SkipItem as skip:
        yield Issue(skip.kind, address, skip.reason)
