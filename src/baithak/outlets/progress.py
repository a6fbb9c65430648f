"""What a build tells while it runs and when it is done, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from baithak.errors import Issue

if TYPE_CHECKING:
    from baithak.pipeline import Summary

_SHOWN = 20


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


def tell(summary: Summary, issues: Iterable[Issue], db: Path) -> None:
    """The summary: pages, claims, events, and the issues by kind, each with its page as far as there is room."""
    console = Console(stderr=True, highlight=False)
    states = ("new", "reread", "unchanged", "refused")
    counted = ", ".join(f"{getattr(summary, s)} {s}" for s in states if getattr(summary, s)) or "none"
    console.print(
        f"Pages: {counted}. [bold]{db}[/] holds {summary.documents} documents, {summary.claims} claims, "
        f"{summary.events} events.",
        soft_wrap=True,
    )
    for kind, count in sorted(summary.issues.items()):
        console.print(f"  [yellow]{kind}[/]: {count}")
    for issue in list(issues)[:_SHOWN]:
        console.print(f"  {issue.doc}: {issue.reason}", style="dim", markup=False, soft_wrap=True)
