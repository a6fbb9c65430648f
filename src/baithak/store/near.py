"""What may bear on a claim from outside, as the search index finds it: what a store holds besides costs nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import chain

from baithak.store.asked import Asked
from baithak.store.base import View

_MOST = 48  # claims of one question
_EVENTS = 12
_AROUND = timedelta(45)  # before and after a day; others may tell of it then


class Near:
    """What is near, by the names that claims and the record have for things."""

    def __init__(self, view: View) -> None:
        self._view = view

    def pages(self, kind: str, ids: Collection[str], days: tuple[date, date] | None) -> list[str]:
        """Pages with claims of a kind about one of these, by the ids that claims give: around days, then the newest."""
        about = tuple(chain.from_iterable((f"of:{key}", f"body:{key}") for key in sorted(ids)))
        questions = [Asked((), (about, (f"type:{kind}",)))]
        if days:
            first, last = max(days[0], date.min + _AROUND) - _AROUND, min(days[1], date.max - _AROUND) + _AROUND
            questions.insert(0, Asked((), (about, (f"type:{kind}",)), first.isoformat(), last.isoformat()))
        found = dict.fromkeys(row.key for asked in questions for row in self._view.search("claims", asked, _MOST))
        pages = {key: claim.document_id for key, claim in self._view.claims_by_id(found).items()}
        return list(dict.fromkeys(pages[key] for key in found if key in pages))

    def events(self, kinds: Collection[str], groups: Sequence[Collection[str]], days: tuple[date, date]) -> list[str]:
        """Of events of these kinds on these days that somebody or something of each group is in, a claim of each."""
        edition = self._view.edition()
        if edition is None:
            return []
        facets = [tuple(f"of:{key}" for key in sorted(group)) for group in groups]
        facets.append(tuple(f"type:{kind}" for kind in sorted(kinds)))
        asked = Asked((), facets, *(day.isoformat() for day in days))
        keys = [row.key for row in self._view.search("events", asked, _EVENTS)]
        found = edition.some("events", keys)
        return [found[key]["claims"][0] for key in keys if key in found]
