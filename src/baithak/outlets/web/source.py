"""Through which the pages get their data: one item by kind and id, or a slice of many, never everything."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from starlette.exceptions import HTTPException

from baithak import pipeline, recording
from baithak.errors import Issue
from baithak.model import Claim, Document, Json
from baithak.record.decisions import Decision
from baithak.store import Edition, View
from baithak.store.asked import Asked, Row
from baithak.store.base import Slice
from baithak.store.codec import document_to_json

AFTER = "`after` has to be the `next` of the slice before."


@dataclass(frozen=True)
class Source:
    """The record of one day and the pages behind it, as one view of the store has them.

    Kinds are ``bodies``, ``events`` (sittings among them), ``actors``, ``equipment``, ``promises``, ``disputes``,
    ``flags`` and ``documents``; docs/record.md says in which order they come and what they can be asked by.
    """

    view: View
    edition: Edition

    @property
    def day(self) -> str | None:
        """As of when the record is (EDTF)."""
        return self.edition.day

    def one(self, kind: str, key: str) -> Json | None:
        return self.edition.one(kind, key)

    def some(self, kind: str, keys: Iterable[str]) -> dict[str, Json]:
        return self.edition.some(kind, keys)

    def many(self, kind: str, after: str | None = None, limit: int = 50, **where: str) -> Slice:
        """A slice of a kind; HTTPException 422 where `after` is nothing that a slice gave."""
        if after is not None and not _given(after):
            raise HTTPException(422, AFTER)
        return self.edition.many(kind, after, limit, **where)

    def count(self, kind: str, **where: str) -> int:
        return self.edition.count(kind, **where)

    def sittings(self, body: str) -> list[Json]:
        """Every sitting of a body, by number, those without one last."""
        found: list[Json] = []
        after: str | None = None
        while True:
            part = self.edition.many("events", after, 500, of=body)
            found += part.items
            if part.next is None:
                return sorted(found, key=lambda s: (s["ordinal"] is None, s["ordinal"] or 0, s["date"] or "", s["id"]))
            after = part.next

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The event that each claim tells of, for those that tell of one."""
        return self.edition.homes(claims)

    def company(self, actor: str, limit: int) -> dict[str, int]:
        """Who else is in the events of an actor, the most frequent first, and in how many."""
        return self.edition.company(actor, limit)

    def names(self, sort: str, keys: Iterable[str]) -> dict[str, Json]:
        """The names of entities by language; sort: ``actor`` or ``body``."""
        return self.edition.names(sort, keys)

    def claims(self, keys: Iterable[str]) -> dict[str, Claim]:
        return self.view.claims_by_id(keys)

    def said_in(self, document_id: str) -> list[Claim]:
        """The claims of one page, in the order of its text."""
        return self.view.claims_of(document_id)

    def pages(self, items: Iterable[Json]) -> list[Json]:
        """Pages with all that they say of themselves, without their text."""
        every = list(items)
        found = self.view.documents_by_id(item["id"] for item in every)
        return [document_to_json(found[item["id"]]) | item for item in every if item["id"] in found]

    def newly_read(self, day: str, limit: int) -> list[str]:
        """The ids of pages that were first read after a day, the newest first."""
        return self.view.first_read_after(day, limit)

    def documents(self, keys: Iterable[str]) -> dict[str, Document]:
        """The pages among these that were out by the day, by id."""
        return self.view.documents_by_id(self.edition.some("documents", keys))

    def document(self, key: str) -> Document | None:
        """A page that was out by the day."""
        return self.documents([key]).get(key)

    def issues(self, kinds: Collection[str], limit: int, before: int = 0) -> list[Issue]:
        return self.view.issues_of(kinds, limit, before)

    def issue_counts(self) -> Counter[str]:
        return self.view.issue_counts()

    def mark(self) -> object:
        """Something that changes whenever there may be more or less to count."""
        return self.edition.number, self.view.issue_mark()

    def decisions(self, limit: int, before: int = 0) -> list[Decision]:
        """The decisions that stand, the newest first, after so many."""
        return recording.newest_decisions(self.view, limit, before)

    def decisions_about(self, claims: Iterable[str]) -> list[Decision]:
        """The decisions that stand and name one of these claims, the newest first."""
        return recording.decisions_about(self.view, claims)

    def days(self) -> tuple[str, str] | None:
        """The first and the last day on which a page came out."""
        return self.view.days()

    def due(self, limit: int) -> list[str]:
        """The bodies whose next sitting is due, in the order of its day: what is to come, then what is late."""
        return self.view.due_bodies(self.day or "", limit)

    def search(self, kind: str, asked: Asked, limit: int, after: int | None = None) -> list[Row]:
        """The newest of a kind that match."""
        return self.view.search(kind, asked, limit, after)

    def search_names(self, word: str) -> list[tuple[str, str]]:
        """Words of names that sound like a word: each romanised, with its term."""
        return self.view.search_names(word)

    def spoken(self, actors: Iterable[str]) -> dict[str, dict[str, set[str]]]:
        """By actor the ids that claims give to it, with the names that stand beside each."""
        return pipeline.spoken(actors, self.view)

    def named(self, key: str) -> bool:
        """Whether a claim names somebody or something by that id."""
        return bool(self.search("claims", Asked((), ((f"of:{key}", f"body:{key}"),)), 1))


def _given(after: str) -> bool:
    """Whether that has the form in which slices say where to go on."""
    try:
        found = json.loads(after)
    except ValueError:
        return False
    return isinstance(found, list) and len(found) == 2 and all(isinstance(part, str) for part in found)
