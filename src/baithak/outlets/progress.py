"""What a build tells while it runs and when it is done, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from baithak.errors import Issue
from baithak.outlets.wording import count

if TYPE_CHECKING:
    from baithak.pipeline import Summary
    from baithak.sifting.sift import Told
    from baithak.store.given import Given

_SHOWN = 10


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A bar that each call moves on by one page; nothing at all where standard error is no terminal."""
    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def step(address: str) -> None:
            bar.update(task, advance=1, description=address[-40:])

        yield step


@contextmanager
def stages() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each stage; each call names one, how much of it is done and how much there is."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage)
            bar.update(tasks[stage], completed=done, total=total)

        yield step


def tell_sifted(told: Told, folder: Path) -> None:
    """What became of the pages of a crawl."""
    console = _console()
    counted = ", ".join(f"{number:,} {what}" for what, number in told.counts.items()) or "none"
    found = f"{count(told.pages, 'page')} ({count(told.reprints, 'reprint')}), {count(told.claims, 'claim')}"
    console.print(f"Pages of the crawl: {counted}. {folder} holds {found}.", markup=False)
    for kind, number in told.issues.items():
        console.print(f"{kind}: {number:,}", style="yellow", markup=False)
    console.print(f"Next: baithak build {folder}", markup=False)


def tell(summary: Summary, issues: Iterable[Issue], db: Path) -> None:
    """The summary: pages, claims, events, and under each kind of issue a line for each page that has it."""
    console = _console()
    states = ("new", "reread", "unchanged", "refused")
    counted = ", ".join(f"{getattr(summary, s)} {s}" for s in states if getattr(summary, s)) or "none"
    held = f"{count(summary.documents, 'document')}, {count(summary.claims, 'claim')}, {count(summary.events, 'event')}"
    given = f" Claims from files: {summary.given}." if summary.given else ""
    console.print(f"Pages: {counted}.{given} {db} holds {held}.", markup=False)
    _tell_issues(issues, console)


def tell_given(given: Given, db: Path) -> None:
    """What became of the rows of a table."""
    console = _console()
    console.print(f"{db} holds {count(len(given.claims), 'claim')} of {given.source}.", markup=False)
    _tell_issues(given.issues, console)


def _console() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


def _tell_issues(issues: Iterable[Issue], console: Console) -> None:
    """Under each kind a line for each, the first few."""
    by_kind: dict[str, list[Issue]] = {}
    for issue in issues:
        by_kind.setdefault(issue.kind, []).append(issue)
    for kind, found in sorted(by_kind.items()):
        console.print(f"{kind}: {len(found)}", style="yellow", markup=False)
        for issue in found[:_SHOWN]:
            console.print(f"  {issue.doc}: {issue.reason}", style="dim", markup=False)
        if len(found) > _SHOWN:
            console.print(f"  … and {len(found) - _SHOWN} more", style="dim", markup=False)
