"""The commands by which a desk works on the record: bring tables in, look through doubts, decide, compare, check."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baithak.outlets.shell import (
    DEFAULT_DB,
    Db,
    Folders,
    Lang,
    console,
    day,
    open_knowledge,
    opened,
    recorded,
    sight,
    today,
    write,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so; it is kept with what is said.")]
At = Annotated[
    str | None, typer.Option("--at", metavar="DAY", callback=day, help="The day of it, today where none is given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]


class Ruled(StrEnum):
    """What can be decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    PIN = "pin"


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("import")(import_)
    for command in (review, decide, diff, check):
        app.command()(command)


def import_(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET.csv", help="The table, as CSV in UTF-8.")],
    mapping: Annotated[Path, typer.Option("--map", metavar="MAP.yml", help="Which column is which field.")],
    by: By,
    at: At = None,
    db: Db = DEFAULT_DB,
    folders: Folders = None,
) -> None:
    """Take a desk's own table as claims, each with the words that it rests on; again, it takes the place of the old.

    Example: baithak import sittings.csv --map sittings.yml --by "Asha, records desk"
    """
    from baithak import pipeline
    from baithak.outlets.progress import tell_given
    from baithak.store.sheet import read_sheet

    knowledge = open_knowledge(folders)
    table = read_sheet(sheet, mapping, by, knowledge)
    with opened(db, create=True) as store:
        tell_given(pipeline.bring_in(table, store, knowledge, at or today()), db)


def review(
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many to list.")] = 20,
    db: Db = DEFAULT_DB,
    lang: Lang = "en",
    folders: Folders = None,
) -> None:
    """List what most deserves a human look, worst first, each with the commands that would settle it.

    Example: baithak review --limit 5
    """
    from baithak import pipeline
    from baithak.outlets.review import doubts, shown

    knowledge = open_knowledge(folders)
    with recorded(db, knowledge) as view:
        seen = sight(view, knowledge, lang)
        found = doubts(seen, list(view.documents()), view.issues(), pipeline.decisions(view))
    _print(shown(found, limit, "" if db == DEFAULT_DB else f" --db {shlex.quote(str(db))}"))


def decide(
    kind: Annotated[Ruled | None, typer.Argument()] = None,
    targets: Annotated[list[str] | None, typer.Argument(metavar="TARGET", help="Ids, as review gives them.")] = None,
    value: Annotated[list[str] | None, typer.Option("--value", help="What a pinned field is to show.")] = None,
    by: By = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")] = "",
    at: At = None,
    retract: Annotated[str | None, typer.Option("--retract", metavar="ID", help="Take that decision back.")] = None,
    db: Db = DEFAULT_DB,
    folders: Folders = None,
) -> None:
    """Rule on the record: a dated, signed row beside the claims, which can be taken back. Alone, it lists what stands.

    accept EVENT FIELD: the value shown stays, and is doubted no more. pin EVENT FIELD --value V: show that value.
    reject CLAIM…: these claims do not count. merge A B: two actors, bodies or events are one.
    split A B: two actors or bodies stay apart; split EVENT CLAIM…: these claims are of another event.

    Example: baithak decide pin irigc-mmtc/21 date --value 2024-12-10 --by Asha --reason "Seen in the signed protocol"
    """
    from baithak import pipeline
    from baithak.outlets import deciding

    signed = {"author": by, "time": at or today(), "reason": reason}
    if (kind or retract) and not (by and reason):
        raise typer.BadParameter("say who decides and why: --by NAME --reason TEXT")
    with opened(db) as store:
        if kind is None and retract is None:
            with store.view() as view:
                _print(deciding.listed(pipeline.decisions(view)))
            return
        knowledge = open_knowledge(folders)
        if retract is not None:
            pipeline.retract(retract, signed, store, knowledge)
            typer.echo(f"Retracted {retract}.")
        elif kind is not None:
            pipeline.refresh(store, knowledge)
            with store.view() as view:
                seen = sight(view, knowledge, "en")
            made = deciding.decision(kind.value, targets or [], value or [], signed, deciding.Seen(seen, knowledge))
            pipeline.decide(made, store, knowledge)
            typer.echo(f"Decided: {made.id}. To take it back: baithak decide --retract {made.id} --by … --reason …")


def diff(
    before: Annotated[str, typer.Argument(metavar="DATE", callback=day)],
    after: Annotated[str, typer.Argument(metavar="DATE", callback=day)],
    as_json: AsJson = False,
    db: Db = DEFAULT_DB,
    lang: Lang = "en",
    folders: Folders = None,
) -> None:
    """Say what changed in the record from one day to another, by the pages that were out by then.

    Example: baithak diff 2025-11-01 2025-12-10
    """
    from baithak import pipeline
    from baithak.outlets.changes import changed

    knowledge = open_knowledge(folders)
    with recorded(db, knowledge, before, after) as view:
        if as_json:
            write([json.dumps(pipeline.diff(view, knowledge, before, after), ensure_ascii=False, indent=1)])
            return
        first, last = (sight(view, knowledge, lang, as_of) for as_of in (before, after))
    _print(changed(first, last))


def check(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE|-", help="A sentence, a page, or - for standard input.")],
    as_json: AsJson = False,
    db: Db = DEFAULT_DB,
    folders: Folders = None,
) -> None:
    """Say of each claim in a sentence or page: supported, contradicted, only by reprints of one source, or not found.

    Example: baithak check statement.txt, or baithak check - < statement.txt
    """
    from baithak import pipeline
    from baithak.outlets import checking

    page, knowledge = checking.page(text, sys.stdin.buffer), open_knowledge(folders)
    with recorded(db, knowledge) as view:
        answers, issues = pipeline.check(page, view, knowledge)
        told = checking.Told(answers, issues, view)
        if as_json:
            write(told.lines())
        else:
            _print(told.parts())


def _print(parts: Iterable[RenderableType]) -> None:
    """A text that is not to be wrapped is printed whole, however narrow the window."""
    out = console()
    for part in parts:
        out.print(part, soft_wrap=bool(getattr(part, "no_wrap", False)))
