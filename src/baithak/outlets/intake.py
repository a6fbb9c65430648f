"""The commands that take pages in by themselves: from the web, and out of a crawl."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from baithak.outlets.shell import (
    DEFAULT_DB,
    ColumnNames,
    Db,
    Folders,
    Lang,
    columns,
    complain,
    console,
    open_knowledge,
    opened,
    sight_of,
    today,
)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (watch, sift):
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
    from baithak.outlets.changes import changed
    from baithak.outlets.progress import progress, tell

    wanted, knowledge = read_sources(sources), open_knowledge(folders)
    limits = Limits(seconds=wanted.seconds, pause=wanted.pause)
    client = Client(Guard(loopback=loopback), wanted.agent, limits)
    with opened(db, create=True) as store:
        try:
            with progress() as step:
                done = watching.watch(wanted, client, store, knowledge, today(), step)
        except KeyboardInterrupt:
            complain(f"Stopped. Every page read so far is safe in {db}: run the same command to go on.")
            raise typer.Exit(130) from None
        with store.view() as view:
            tell(done.summary, view.issues(), db)
            before, after = (sight_of(record, view, knowledge, lang) for record in (done.before, done.after))
            for part in changed(before, after, "What changed in the record"):
                console().print(part)
        watching.told(store)
    if done.summary.issues[pipeline.FAULT]:
        raise typer.Exit(1)


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
    try:
        with stages() as step:
            told = Sift(folder, Engine(on, workers), knowledge, step)(corpus, named)
    except KeyboardInterrupt:
        complain(f"Stopped. What was done is safe in {folder}: run the same command to go on.")
        raise typer.Exit(130) from None
    tell_sifted(told, folder)
    if told.issues.get(pipeline.FAULT):
        raise typer.Exit(1)
