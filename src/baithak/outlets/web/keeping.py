"""The record under the readers: they look at what is kept, and wait for nobody who writes.

Whoever writes to a store brings its record up to date when done. Until then the desk shows the record as it was; what a
writer left behind that was cut off is worked in as soon as the store has been still for a moment.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock, Thread

from baithak import pipeline
from baithak.errors import StopRun
from baithak.knowledge.load import Knowledge
from baithak.outlets.web.source import Source
from baithak.store import Store, View

_LOG = logging.getLogger(__name__)
_TRIES = 5  # an edition of a day is forgotten whenever that of every page is replaced
_STILL = 2.0  # seconds without a change after which a writer counts as gone


@dataclass
class Keeper:
    """Hands out the record of a day; makes it where it is not kept, by one thread at a time."""

    store: Store
    knowledge: Knowledge
    wait: Callable[[float], None] = time.sleep
    _making: Lock = field(default_factory=Lock)
    _following: Lock = field(default_factory=Lock)

    @contextmanager
    def record(self, as_of: str | None) -> Iterator[Source]:
        """The record of a day (EDTF), or of every page (None); StopRun where it cannot be had."""
        for _ in range(_TRIES):
            with self.store.view() as view:
                source = self._kept(view, as_of)
                if source is not None:
                    if view.seen().change:
                        self._follow()
                    yield source
                    return
            self._make(as_of)
        raise StopRun("The record of that day is replaced again and again by who writes to the store: ask again.")

    def _kept(self, view: View, as_of: str | None) -> Source | None:
        edition = view.edition(as_of)
        return Source(view, edition) if edition is not None and edition.maker == self._maker else None

    @cached_property
    def _maker(self) -> str:
        return pipeline.maker(self.knowledge)

    def _make(self, as_of: str | None) -> None:
        with self._making:  # who waited here finds it made
            pipeline.refresh(self.store, self.knowledge, as_of)

    def _follow(self) -> None:
        """Sees to it that what is not worked in yet will be, without keeping anybody waiting."""
        if self._following.acquire(blocking=False):
            Thread(target=self._until_still, daemon=True).start()

    def _until_still(self) -> None:
        try:
            before = None
            while (seen := self._seen()) and seen != before:
                before = seen
                self.wait(_STILL)
            if seen:
                self._make(None)
        except StopRun as stop:  # most likely somebody writes: the next question starts this again
            _LOG.warning("The record does not follow the store yet: %s", stop)
        finally:
            self._following.release()

    def _seen(self) -> int:
        with self.store.view() as view:
            return view.seen().change
