"""The command line. Everything heavy is imported inside the commands, so that help costs nothing."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from baithak.errors import BaithakError
from baithak.outlets import desk, intake
from baithak.outlets.serving import serve
from baithak.outlets.shell import (
    DEFAULT_DB,
    AsOf,
    ColumnNames,
    Db,
    Folders,
    Lang,
    columns,
    complain,
    console,
    open_knowledge,
    opened,
    recorded,
    sight,
    stoppable,
    today,
    write,
)

app = typer.Typer(
    name="baithak",
    help="Read the public pages that report an institution and keep its record, each fact with its words.\n\n"
    "Example: baithak build examples && baithak show",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
knowledge_app = typer.Typer(help="Knowledge files: institutions, people, places.", no_args_is_help=True)
app.add_typer(knowledge_app, name="knowledge")
intake.register(app)
desk.register(app)
app.command()(serve)


class What(StrEnum):
    """What can be exported."""

    documents = "documents"
    claims = "claims"
    record = "record"


@app.command()
def build(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", help="Files and folders: pages; JSON lines, Parquet or WARC of pages; JSON lines of claims."
        ),
    ],
    column: ColumnNames = None,
    db: Db = DEFAULT_DB,
    folders: Folders = None,
) -> None:
    """Read pages, and claims made by hand or by other programs, into the store; run again, it reads only what is new.

    Example: baithak build pages/ --db desk.db, or baithak build crawl.parquet --column text=body_text
    """
    from baithak import pipeline
    from baithak.outlets.progress import progress, tell

    knowledge, named = open_knowledge(folders), columns(column)
    with opened(db, create=True) as store:
        with stoppable(db), progress() as step:
            summary = pipeline.build(paths, store, knowledge, step, day=today(), columns=named)
        with store.view() as view:
            tell(summary, view.issues(), db)
    if summary.issues[pipeline.FAULT]:
        raise typer.Exit(1)


@app.command()
def export(what: What, db: Db = DEFAULT_DB, as_of: AsOf = None, folders: Folders = None) -> None:
    """Write documents or claims as JSON lines, or the record as one JSON object, to standard output.

    Example: baithak export claims | jq .quote
    """
    from baithak import pipeline
    from baithak.outlets import exports

    if what is What.record:
        knowledge = open_knowledge(folders)
        with recorded(db, knowledge, as_of) as view:
            write([exports.record(pipeline.record(view, knowledge, as_of))])
        return
    with opened(db) as store, store.view() as view:
        documents, claims = pipeline.known(view, as_of)
        write(exports.documents(documents) if what is What.documents else exports.claims(claims))


@app.command()
def show(
    wanted: Annotated[str | None, typer.Argument(metavar="BODY|EVENT", help="An id or part of a name.")] = None,
    db: Db = DEFAULT_DB,
    as_of: AsOf = None,
    lang: Lang = "en",
    folders: Folders = None,
) -> None:
    """Print the record: every body's sittings, other events, what is planned; of one of them also the quotations.

    Example: baithak show, or baithak show summit --lang hi
    """
    from baithak.outlets.detail import detail
    from baithak.outlets.show import overview

    knowledge = open_knowledge(folders)
    with recorded(db, knowledge, as_of) as view:
        seen = sight(view, knowledge, lang, as_of)
        pages = {page.id: page for page in view.documents()} if wanted else {}
    out = console()
    for part in detail(seen, wanted, pages) if wanted else overview(seen):
        out.print(part)


@app.command()
def dates(lang: Annotated[str, typer.Option(help="The language of the texts.")] = "hi") -> None:
    """Find the dates in texts: JSON lines {"id", "text", "reference"} in, {"id", "dates"} out.

    Example: baithak dates < texts.jsonl
    """
    from baithak.outlets import dates as finding

    write(finding.answers(sys.stdin.buffer, lang))


@app.command()
def explain(
    page: Annotated[Path | None, typer.Argument(metavar="PAGE", help="A page to read.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="A sentence to read instead.")] = None,
    folders: Folders = None,
) -> None:
    """Show what is read in a page or a sentence, and why: groups with their markers, frames, slots.

    Example: baithak explain examples/01.txt
    """
    from baithak.outlets import explain as explaining

    if (page is None) == (text is None):
        raise typer.BadParameter("name a page, or give --text '…'")
    out = console()
    for part in explaining.explained(page, text, open_knowledge(folders)):
        out.print(part)


@knowledge_app.command("check")
def check(folders: Annotated[list[Path] | None, typer.Argument(metavar="DIR")] = None) -> None:
    """Look for mistakes in the built-in knowledge files and in folders of your own laid over them.

    Example: baithak knowledge check my-institutions/
    """
    from baithak.knowledge.load import check as mistakes

    found = mistakes(folders or [])
    for line in found:
        typer.echo(line)
    if found:
        raise typer.Exit(1)
    typer.echo("Every knowledge file is in order.")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"baithak {version('baithak')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which one.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; what goes wrong on purpose is one line on standard error."""
    try:
        app()
    except BaithakError as error:
        complain(str(error))
        sys.exit(1)
    except OSError as error:  # the pipe's end is click's to handle; what is left is a full disk and its like
        complain(f"The output cannot be written: {error.strerror}.")
        sys.exit(1)
