"""What every command shares: its options, the store and the knowledge that it opens, and how it writes and complains.

Everything heavy is imported inside the functions, so that help costs nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from baithak.documents.columns import Columns
    from baithak.knowledge.load import Knowledge
    from baithak.model import Json
    from baithak.outlets.show import Sight
    from baithak.store import Store, View


def day(value: str | None) -> str | None:
    """A date that names a day on the calendar, however coarse."""
    from baithak.edtf import EdtfError, latest, parse

    try:
        if value is not None and latest(parse(value)) is None:
            raise EdtfError(f"{value!r} has no year")
    except EdtfError as error:
        raise typer.BadParameter(f"{error}: write 2025-12-01, 2025-12 or 2025") from error
    return value


Db = Annotated[Path, typer.Option("--db", help="The database file.", metavar="FILE")]
Folders = Annotated[
    list[Path] | None,
    typer.Option("--knowledge", envvar="BAITHAK_KNOWLEDGE", metavar="DIR", help="Knowledge of your own, laid over."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", callback=day, help="As the pages published by then tell it: 2025-12-01."),
]
Lang = Annotated[str, typer.Option(help="Whose names come first: en, hi.")]
ColumnNames = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="WHAT=NAME",
        help="Which column of tables is the text, url, date, publisher or language, where its name is unusual; "
        "WHAT= where there is none.",
    ),
]
DEFAULT_DB = Path("baithak.db")


def today() -> str:
    """The only clock: commands hand the day on, nothing below them asks for it."""
    from datetime import date

    return date.today().isoformat()


def columns(named: list[str] | None) -> Columns:
    """The columns that options name."""
    from baithak.documents.columns import USUAL, Columns

    pairs = [each.partition("=") for each in named or ()]
    wrong = next((what + sign for what, sign, _ in pairs if what not in USUAL or not sign), None)
    if wrong is not None:
        raise typer.BadParameter(f"{wrong}: write WHAT=NAME, where WHAT is one of {', '.join(USUAL)}")
    return Columns({what: name for what, _, name in pairs})


def open_knowledge(folders: list[Path] | None) -> Knowledge:
    from baithak.knowledge.load import load

    return load(folders or [])


@contextmanager
def opened(db: Path, *, create: bool = False) -> Iterator[Store]:
    """The store in a file, closed at the end."""
    from baithak.store.sql import open_store

    store = open_store(db, create=create)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def recorded(db: Path, knowledge: Knowledge, *as_of: str | None) -> Iterator[View]:
    """What the store in a file holds, with the record of each day (EDTF; None: of every page) up to date."""
    from baithak import pipeline

    with opened(db) as store:
        for day in as_of or (None,):
            pipeline.refresh(store, knowledge, day)
        with store.view() as view:
            yield view


@contextmanager
def stoppable(place: Path) -> Iterator[None]:
    """A keyboard interrupt is no error: what was done so far is kept in that place."""
    try:
        yield
    except KeyboardInterrupt:
        complain(f"Stopped. What was done so far is safe in {place}: run the same command to go on.")
        raise typer.Exit(130) from None


def sight(view: View, knowledge: Knowledge, lang: str, as_of: str | None = None) -> Sight:
    """The record of a day, as it is shown."""
    from baithak import pipeline

    return sight_of(pipeline.record(view, knowledge, as_of), view, knowledge, lang)


def sight_of(record: Json, view: View, knowledge: Knowledge, lang: str) -> Sight:
    """A record, as it is shown."""
    from baithak.outlets.show import Sight

    countries = {place.id: place.names for place in knowledge.places.values() if place.kind == "country"}
    return Sight(record, lang, countries, {claim.id: claim for claim in view.claims()})


def write(lines: Iterable[str]) -> None:
    """UTF-8 whatever the locale says, and no translation of line ends."""
    for line in lines:
        sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


def console(stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False)


def complain(sentence: str) -> None:
    console(stderr=True).print(sentence, style="red", markup=False, soft_wrap=True)
