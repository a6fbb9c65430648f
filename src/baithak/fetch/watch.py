"""One run over the sources: feeds first, then the pages that are new, changed or still young enough to be corrected.

What is yielded has been kept by whoever takes it when the next thing is asked for; only then is the visit noted. So a
run that is stopped anywhere, and begun again, ends as one that was not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from baithak.errors import Issue, SkipItem
from baithak.fetch.client import Client, Got, Host, Unanswered
from baithak.fetch.feeds import Listing, listing
from baithak.fetch.sources import Source, Sources
from baithak.inflate import inflated
from baithak.model import Visit

LARGEST_FEED = 16 << 20
"""Bytes of the largest feed or sitemap that is read, unpacked."""

_TRIES = 3
_LONGEST_WAIT = 120.0  # seconds that a host is waited for in one run
_PATIENCE = 3  # pages in a row that a host may leave unanswered in one run
_DEEPEST = 2  # sitemaps within indexes of sitemaps


class Visits(Protocol):
    """The memory of earlier runs."""

    def of(self, address: str) -> Visit | None: ...

    def all(self) -> Iterable[Visit]: ...

    def put(self, visits: Iterable[Visit]) -> None:
        """Keep them all, or none if that is interrupted."""
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page that answered with something new."""

    visit: Visit
    got: Got
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Same:
    """A page that answered that it has not changed."""

    address: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed that was read."""

    address: str


Met = Fetched | Same | Listed | Issue


@dataclass(slots=True)
class _Task:
    visit: Visit
    source: Source
    tries: int = 0


@dataclass
class Watch:
    """run: the number of this run, that of the one before if it was stopped. day: today. largest: bytes of a page."""

    sources: Sources
    client: Client
    visits: Visits
    run: int
    day: str
    largest: int
    _turns: dict[Host, deque[_Task]] = field(default_factory=dict)
    _queued: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[Met]:
        """All that the run meets."""
        sources = {source.url: source for source in self.sources.source}
        known = [visit for visit in self.visits.all() if visit.source in sources]
        feeds = {visit.address: visit for visit in known if visit.feed}
        for url in sources:
            feeds.setdefault(url, Visit(url, url, self.day, feed=True))
        pages = [visit for visit in known if not visit.feed]
        for visit in (*feeds.values(), *pages):
            if self._due(visit):
                yield from self._queue(_Task(visit, sources[visit.source]))
        while self._turns:
            host = min(self._turns, key=lambda host: host.free)
            yield from self._do(self._turns[host].popleft(), host)
            if not self._turns[host]:
                del self._turns[host]

    def _due(self, visit: Visit) -> bool:
        if visit.gone or visit.run == self.run:
            return False
        until = date.fromisoformat(visit.found) + timedelta(self.sources.recheck)
        return visit.feed or visit.waiting or until >= date.fromisoformat(self.day)

    def _queue(self, task: _Task) -> Iterator[Issue]:
        address = task.visit.address
        if address in self._queued:
            return
        self._queued.add(address)
        try:
            host = self.client.host(address)
        except SkipItem as skip:
            yield from self._settled(task, skip)
            return
        tasks = self._turns.setdefault(host, deque())
        (tasks.appendleft if task.visit.feed else tasks.append)(task)

    def _do(self, task: _Task, host: Host) -> Iterator[Met]:
        visit = task.visit
        limit = LARGEST_FEED if visit.feed else self.largest
        try:
            got = self.client.get(visit.moved or visit.address, limit, visit)
            yield from self._listed(task, got) if visit.feed else self._page(task, got)
            host.failures = 0
        except Unanswered as failure:
            if failure.later:
                yield from self._unanswered(task, host, failure)
            else:
                yield from self._settled(task, failure)
        except SkipItem as skip:
            yield from self._settled(task, skip)

    def _page(self, task: _Task, got: Got) -> Iterator[Fetched | Same]:
        if got.body is None:
            yield Same(task.visit.address)
        else:
            yield Fetched(task.visit, got, task.source.publisher)
        self.visits.put([self._answered(task.visit, got)])

    def _answered(self, visit: Visit, got: Got) -> Visit:
        seen = replace(visit, run=self.run, waiting=False, moved=got.moved or visit.moved)
        if got.body is None:
            return seen
        return replace(seen, etag=got.etag, modified=got.modified)

    def _listed(self, task: _Task, got: Got) -> Iterator[Met]:
        found = Listing(()) if got.body is None else self._listing(got)
        feeds = [Visit(url, task.source.url, self.day, feed=True, depth=task.visit.depth + 1) for url in found.further]
        pages = list(self._new(found, task.source))
        if feeds and task.visit.depth == _DEEPEST:
            raise SkipItem("nesting", f"its sitemaps lead to further sitemaps, more than {_DEEPEST} deep")
        if got.body is not None:
            yield Listed(task.visit.address)
        if found.total > self.sources.entries:
            reason = f"it lists {found.total:,} pages, of which {self.sources.entries:,} are taken in one run"
            yield Issue("too-many", task.visit.address, reason)
        if found.lost:
            yield Issue("no-address", task.visit.address, f"{found.lost} of its entries have no address")
        self.visits.put([self._answered(task.visit, got), *(feed for feed in feeds if not self._known(feed)), *pages])
        for visit in (*feeds, *pages):
            yield from self._queue(_Task(visit, task.source))

    def _listing(self, got: Got) -> Listing:
        body = got.body or b""
        if body.startswith(b"\x1f\x8b"):  # a sitemap may be a gzipped file
            body = inflated([body], "gzip", LARGEST_FEED)
        return listing(body, got.url, self.sources.entries)

    def _known(self, visit: Visit) -> bool:
        return self.visits.of(visit.address) is not None

    def _new(self, found: Listing, source: Source) -> Iterator[Visit]:
        """The pages of a listing that were never listed before, or are listed as changed."""
        for entry in found.entries:
            if source.match and not any(part in entry.url for part in source.match):
                continue
            known = self.visits.of(entry.url)
            new = Visit(entry.url, source.url, self.day, mark=entry.mark, published=entry.published)
            if known is None:
                yield new
            elif entry.mark and known.mark != entry.mark:
                yield replace(known, found=self.day, waiting=True, gone=False, mark=entry.mark)

    def _unanswered(self, task: _Task, host: Host, failure: Unanswered) -> Iterator[Issue]:
        """Ask again in a while, or leave it, and its host if it leaves everything unanswered, to the next run."""
        task.tries += 1
        back_off = max(self.client.limits.pause, 1.0) * 2**task.tries
        wait = back_off if failure.wait is None else failure.wait
        if wait <= _LONGEST_WAIT and task.tries < _TRIES:
            host.delay(wait)
            self._turns[host].appendleft(task)
            return
        yield Issue(failure.kind, task.visit.address, f"{failure.reason}; it is asked again in the next run")
        self.visits.put([_unknown(task.visit)])
        host.failures += 1
        tasks = self._turns[host]
        if tasks and (wait > _LONGEST_WAIT or host.failures >= _PATIENCE):
            reason = f"the host of {task.visit.address} does not answer: {len(tasks)} more addresses there wait"
            tasks.clear()
            yield Issue("host", task.visit.source, f"{reason} for the next run")

    def _settled(self, task: _Task, skip: SkipItem) -> Iterator[Issue]:
        """It will not be had; it is asked again if its feed says that it changed, a feed in the next run."""
        yield Issue(skip.kind, task.visit.address, skip.reason)
        self.visits.put([replace(_unknown(task.visit), run=self.run, waiting=False, gone=skip.kind == "gone")])


def _unknown(visit: Visit) -> Visit:
    """Without validators: once a visit failed, the next is to be answered whole."""
    return replace(visit, etag=None, modified=None)
