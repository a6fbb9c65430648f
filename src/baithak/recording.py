"""The record of a store: brought up to date, made for a day, compared with another, and asked about claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from baithak.items import KINDS, Pieces, by_kind
from baithak.knowledge.load import Knowledge
from baithak.model import Claim, Document, Json
from baithak.record import check as checking
from baithak.record.build import VERSION, Record, ground, sources
from baithak.record.cells.codecs import CODECS
from baithak.record.cells.shelving import Shelving
from baithak.record.check import Answer
from baithak.record.decisions import Decision
from baithak.record.diff import diff as changes
from baithak.record.guest import Guest
from baithak.record.pages import dated, out_by
from baithak.record.spoken import spoken as names_of
from baithak.record.whole import whole
from baithak.store import Edition, Store, View
from baithak.store.near import Near
from baithak.uncollected import uncollected


def known(view: View, as_of: str | None = None) -> tuple[list[Document], list[Claim]]:
    """The documents that were out by a day (EDTF) with their claims, in the store's order; all where no day is given.

    With a day, a page that nothing dates counts from when it was first read; without that it is left out.
    """
    documents, claims = list(view.documents()), list(view.claims())
    if as_of is None:
        return documents, claims
    out = {document.id for document in out_by(documents, as_of)}
    return [d for d in documents if d.id in out], [c for c in claims if c.document_id in out]


def decisions(view: View) -> list[Decision]:
    """The decisions that stand, by id."""
    return list(map(Decision.of, view.decisions()))


def decisions_about(view: View, targets: Iterable[str]) -> list[Decision]:
    """The decisions that stand and name one of these, the newest first."""
    return sorted(map(Decision.of, view.decisions_about(targets)), key=lambda d: (d.time, d.id), reverse=True)


def newest_decisions(view: View, limit: int, before: int = 0) -> list[Decision]:
    """The decisions that stand, the newest first, after so many."""
    return list(map(Decision.of, view.newest_decisions(limit, before)))


@uncollected()
def refresh(store: Store, knowledge: Knowledge, as_of: str | None = None) -> None:
    """Bring the edition of every page up to date, and make that of a day (EDTF) where one is asked for."""
    made_by = maker(knowledge)
    for day in dict.fromkeys((None, as_of)):
        kept = False
        while not kept:
            with store.view() as view:
                if _fresh(view, made_by, day):
                    break
                made, seen = _made(view, knowledge, day), view.seen()
                news = made.pieces() if made.anew else made.renewal()
            with store.write() as writer:
                if isinstance(news, Pieces):
                    kept = writer.put_edition(day, made_by, news, seen, None if day else made.changes())
                else:
                    kept = writer.renew_edition(news, made.changes(), seen)


def maker(knowledge: Knowledge) -> str:
    """What the record is made by: another code or other knowledge makes it anew."""
    return f"{VERSION} {knowledge.fingerprint}"


def _fresh(view: View, maker: str, as_of: str | None) -> Edition | None:
    """The edition of a day, if there is one that knows everything."""
    edition = view.edition(as_of)
    return edition if edition and edition.maker == maker and not view.seen().change else None


def _made(view: View, knowledge: Knowledge, as_of: str | None = None) -> Record:
    """The record of a view: that of every page goes on from its edition, if there is one; that of a day is new."""
    edition = view.edition(as_of)
    shelves = view.shelves() if as_of is None and edition and edition.maker == maker(knowledge) else None
    if edition is None or shelves is None:
        return _anew(view, knowledge, as_of)
    made = Record(knowledge, None, view, shelves, edition.day)
    made.catch_up(view.changed(), decisions(view))
    return made


def _anew(view: View, knowledge: Knowledge, as_of: str | None) -> Record:
    documents, claims = known(view, as_of)
    pages, ruled = map(dated, documents) if as_of else documents, decisions(view)
    made = Record(knowledge, as_of)
    made.follow(sources(claims, pages, ruled, as_of is None), ruled)
    return made


def record(view: View, knowledge: Knowledge, as_of: str | None = None) -> Json:
    """The record that the store's claims make, for a day (EDTF) or as all of them tell it, as decisions rule it."""
    edition = _fresh(view, maker(knowledge), as_of)
    if edition:
        return whole(edition.day, {kind: edition.every(kind) for kind in KINDS})
    pieces = _anew(view, knowledge, as_of).pieces()
    return whole(pieces.day, by_kind(pieces))


def diff(view: View, knowledge: Knowledge, before: str, after: str) -> Json:
    """What the record of one day (EDTF) has that the record of another has not; see `baithak.record.diff`."""
    return changes(record(view, knowledge, before), record(view, knowledge, after))


def answers(claims: Sequence[Claim], page: Document, view: View, knowledge: Knowledge) -> list[Answer]:
    """What the store's other pages say to each of these claims of a page, as the record was last brought up to date."""
    edition, shelves = view.edition(), view.shelves()
    if edition and shelves and edition.maker == maker(knowledge):
        record = Record(knowledge, None, view, shelves, edition.day)
    else:
        record = _anew(view, knowledge, None)
    return checking.check(Guest(page, claims, ground(knowledge), record.shelving, Near(view)))


def spoken(actors: Iterable[str], view: View) -> dict[str, dict[str, set[str]]]:
    """By actor of the record of every page the ids that claims give to it, with the names that stand beside each."""
    shelves = view.shelves()
    return names_of(actors, Shelving(CODECS, (), shelves)) if shelves else {}
