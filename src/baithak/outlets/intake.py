"""The commands that take pages in by themselves: from the web, and out of a crawl."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baithak.outlets.shell import (
    DEFAULT_DB,
    ColumnNames,
    Db,
    Folders,
    Lang,
    columns,
    console,
    open_knowledge,
    opened,
    sight_of,
    stoppable,
    today,
)

if TYPE_CHECKING:
    from baithak.knowledge.load import Knowledge
    from baithak.model import Json
    from baithak.store import View


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (watch, reread, sift):
        app.command()(command)


def watch(
    sources: Annotated[Path, typer.Argument(metavar="SOURCES.toml", help="The feeds and sitemaps, a section each.")],
    loopback: Annotated[
        bool, typer.Option("--allow-loopback", help="Let addresses of this machine be read, for tests.")
    ] = False,
    db: Db = DEFAULT_DB,
    lang: Lang = "en",
    folders: Folders = None,
) -> None:
    """Ask feeds and sitemaps what is new, read it into the store, and say what that changed in the record.

    Example: baithak watch sources.toml --db desk.db
    """
    from baithak import pipeline, watching
    from baithak.fetch.client import Client, Limits
    from baithak.fetch.guard import Guard
    from baithak.fetch.sources import read_sources
    from baithak.outlets.progress import progress, tell

    wanted, knowledge = read_sources(sources), open_knowledge(folders)
    limits = Limits(seconds=wanted.seconds, pause=wanted.pause)
    client = Client(Guard(loopback=loopback), wanted.agent, limits)
    with opened(db, create=True) as store:
        with stoppable(db), progress() as step:
            done = watching.watch(wanted, client, store, knowledge, today(), step)
        with store.view() as view:
            tell(done.summary, view.issues(), db)
            _print_changes(done.before, done.after, view, knowledge, lang)
        watching.told(store)
    if done.summary.issues[pipeline.FAULT]:
        raise typer.Exit(1)


def reread(db: Db = DEFAULT_DB, lang: Lang = "en", folders: Folders = None) -> None:
    """Read the pages of the store again after an update of Baithak or of your knowledge, and say what that changed.

    Pages that were read so already are left alone, and so is every claim that comes out as it was.

    Example: baithak reread --db desk.db
    """
    from baithak import pipeline
    from baithak.outlets.progress import progress, tell

    knowledge = open_knowledge(folders)
    with opened(db) as store:
        with store.view() as view:
            before = pipeline.record(view, knowledge)
        with stoppable(db), progress() as step:
            summary = pipeline.reread(store, knowledge, step)
        with store.view() as view:
            tell(summary, view.issues(), db)
            _print_changes(before, pipeline.record(view, knowledge), view, knowledge, lang)
    if summary.issues[pipeline.FAULT]:
        raise typer.Exit(1)


def _print_changes(before: Json, after: Json, view: View, knowledge: Knowledge, lang: str) -> None:
    from baithak.outlets.changes import changed

    sights = [sight_of(record, view, knowledge, lang) for record in (before, after)]
    for part in changed(sights[0], sights[1], "What changed in the record"):
        console().print(part)


def sift(
    corpus: Annotated[
        list[Path],
        typer.Argument(metavar="CORPUS", help="Files and folders of a crawl: Parquet, JSON lines, WARC, pages."),
    ],
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where what is found goes.")],
    on: Annotated[
        str,
        typer.Option("--on", metavar="here|ray|ADDRESS", help="This machine, or Ray: a local one, or one elsewhere."),
    ] = "here",
    workers: Annotated[int | None, typer.Option(min=1, help="How many; all cores where none are given.")] = None,
    column: ColumnNames = None,
    folders: Folders = None,
) -> None:
    """Find the pages of a crawl that may report a sitting, read them, and write pages, claims and Issues as Parquet.

    Run again, it goes on where it was stopped, and reads only what is new. Then `baithak build FOLDER` takes it in.

    Example: baithak sift crawl/ -o found/ && baithak build found/
    """
    from baithak import pipeline
    from baithak.errors import StopRun
    from baithak.outlets.progress import stages, tell_sifted

    try:
        from baithak.sifting.engine import Engine
        from baithak.sifting.sift import Sift
    except ModuleNotFoundError as error:
        raise StopRun("Crawls are sifted with Daft: install it with `pip install 'baithak[sift]'`.") from error

    knowledge, named = open_knowledge(folders), columns(column)
    with stoppable(folder), stages() as step:
        told = Sift(folder, Engine(on, workers), knowledge, step)(corpus, named)
    tell_sifted(told, folder)
    if told.issues.get(pipeline.FAULT):
        raise typer.Exit(1)
