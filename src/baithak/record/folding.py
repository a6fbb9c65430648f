"""What belongs to a sitting though it is no session claim: the same sitting told as a meeting, and what was signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from baithak.record import days
from baithak.record.places import Places
from baithak.record.told import Told

_SORTS = ("meeting", "session", "signing")


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one page needs to know of a sitting that it tells. statuses, claims: those of the page's own claims.

    key: the smallest id among the claims that tell it; where: the finest places that claims give.
    """

    key: str
    body: str | None
    ordinal: int | None
    dates: frozenset[str]
    where: frozenset[str]
    people: frozenset[str]
    countries: frozenset[str]
    statuses: frozenset[str]
    claims: frozenset[str]


def folded(told: Iterable[Told], sittings: Sequence[Sitting], places: Places) -> Iterator[tuple[Sitting, Told]]:
    """Of the claims of a page those that tell or complete a sitting that it tells: of just one."""
    for one in told:
        if may_belong(one):
            fits = [each for each in sittings if _belongs(one, each, places)]
            if len(fits) == 1:
                yield fits[0], one


def may_belong(one: Told) -> bool:
    """Whether it is of a sort that may tell or complete a sitting, and tells of none by itself."""
    return one.type in _SORTS and not one.sits


def _belongs(one: Told, sitting: Sitting, places: Places) -> bool:
    return _signed_at(one, sitting) if one.type == "signing" else _retold(one, sitting, places)


def _retold(one: Told, sitting: Sitting, places: Places) -> bool:
    """Whether the meeting is the sitting once more: the same page, day and place, and nobody but its people."""
    if one.body or one.status not in sitting.statuses or not _in_time(one, sitting):
        return False
    if one.places and sitting.where and all(places.clash(one.places[0], place) for place in sitting.where):
        return False
    people = one.people - one.offices
    if people:
        return people <= sitting.people and (len(people) > 1 or bool(one.date or _linked(one, sitting)))
    return bool(one.countries) and days.exact(one.date) and one.countries >= sitting.countries


def _signed_at(one: Told, sitting: Sitting) -> bool:
    """Whether the document was signed at the sitting: the claim says so, or its signatories sat there that day."""
    if _linked(one, sitting):
        return True
    if one.body is not None:
        return one.body == sitting.body and one.ordinal in (None, sitting.ordinal) and _in_time(one, sitting)
    people = one.people - one.offices
    at_once = one.status in sitting.statuses and _in_time(one, sitting)
    return bool(people) and people <= sitting.people and at_once


def _linked(one: Told, sitting: Sitting) -> bool:
    return any(kind in ("part_of", "during") and to in sitting.claims for kind, to in one.relations)


def _in_time(one: Told, sitting: Sitting) -> bool:
    return not sitting.dates or one.date is None or any(days.overlap(one.date, date) for date in sitting.dates)
