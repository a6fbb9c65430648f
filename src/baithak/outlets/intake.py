"""The commands that take pages in by themselves: from the web, and out of a crawl."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from baithak.outlets.shell import (
    DEFAULT_DB,
    Db,
    Folders,
    Lang,
    complain,
    console,
    open_knowledge,
    opened,
    sight_of,
    today,
)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(watch)


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
