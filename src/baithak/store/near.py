"""The known claims that may bear on others: of the same body, people, things and places, at about the same time.

They are looked for in the search index, so that what a store holds besides costs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from baithak.edtf import bounds, parse
from baithak.knowledge.search import terms
from baithak.model import Claim, Document, Entity, Json
from baithak.store.asked import Asked
from baithak.store.base import Edition, View

_MOST = 48  # claims of one question
_AROUND, _OF_BODY = 45, 400  # days around a date within which others may tell of the same


def near(view: View, claims: Sequence[Claim]) -> tuple[list[Document], list[Claim]]:
    """Known claims that may tell of what these tell of, and their pages, by address."""
    keys = dict.fromkeys(key for claim in claims for key in _near(view, claim))
    edition = view.edition()
    if edition is not None:
        events = edition.some("events", set(edition.homes(keys).values()))
        keys |= dict.fromkeys(key for event in events.values() for key in _cited(event))
    found = view.claims_by_id(keys)
    pages = view.documents_by_id({claim.document_id for claim in found.values()})
    told = sorted(found.values(), key=lambda c: (c.doc, c.quote.start, c.quote.end, c.type, c.id))
    return sorted(pages.values(), key=lambda page: page.address), told


def home(edition: Edition, claims: Iterable[str]) -> str | None:
    """The event of the record that most of the claims tell of."""
    homes = Counter(edition.homes(claims).values())
    return max(homes, key=lambda event: (homes[event], event), default=None)


def _cited(event: Json) -> Iterator[str]:
    """The claims that an event is made of, under whatever names they tell of it."""
    yield from event["claims"]
    for field in event["fields"].values():
        yield from field["support"]
        yield from (key for against in field["against"] for key in against["claims"])


def _near(view: View, claim: Claim) -> Iterator[str]:
    for asked in _questions(view, claim):
        yield from (row.key for row in view.search("claims", asked, _MOST))


def _questions(view: View, claim: Claim) -> Iterator[Asked]:
    """What the index is asked: the same body and number, then body, people and places in the days around, then ever."""
    for body in filter(None, (claim.body, claim.parent)):
        own = ((f"body:{body.id}",),)
        if claim.ordinal is not None:
            yield Asked((((str(claim.ordinal),),),), own)
        yield Asked((), own, *_around(claim.date, _OF_BODY))
        yield Asked(_words(view, body), ((f"type:{claim.type}",),), *_around(claim.date, _OF_BODY))
    for entity in (entity for some in claim.roles.values() for entity in some):
        own = ((f"of:{entity.id}",),)
        if claim.date:
            yield Asked((), own, *_around(claim.date, _AROUND))
            yield Asked(_words(view, entity), (), *_around(claim.date, _AROUND))
        yield Asked((), (*own, (f"type:{claim.type}",)))


def _words(view: View, entity: Entity) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The words of a name, each in all ways in which names that sound like it are written."""
    groups = []
    for word in terms().words(entity.text):
        heard = view.search_names(entity.text[word.start : word.end])
        groups.append(tuple((term,) for term in dict.fromkeys((*word.terms, *(term for _, term in heard)))))
    return tuple(groups)


def _around(value: str | None, days: int) -> tuple[str | None, str | None]:
    """The first and the last day (ISO) so many days around a date (EDTF)."""
    both = bounds(parse(value)) if value else None
    if both is None:
        return None, None
    wide = timedelta(days)
    first, last = max(both[0], date.min + wide) - wide, min(both[1], date.max - wide) + wide
    return first.isoformat(), last.isoformat()
