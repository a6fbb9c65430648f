"""A page's text cut into runs: what is noise and why, and which claims rest on which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from baithak.model import Claim, Noise


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line. noise: why it is no part of the article; claims: ids of those that it bears out.

    opens: the claims that begin here.
    """

    text: str
    noise: str | None
    claims: tuple[str, ...]
    opens: tuple[str, ...]


def lines(
    text: str, noise: Sequence[Noise], claims: Sequence[Claim], start: int = 0, end: int | None = None
) -> Iterator[list[Run]]:
    """The lines of a part of the text, each as its runs; offsets are code points of the whole text."""
    end = len(text) if end is None else min(end, len(text))
    spans = sorted((c.quote.start, c.quote.end, c.id) for c in claims)
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield list(_runs(text, at, stop, noise, spans))
        at = stop + 1


def _runs(
    text: str, start: int, end: int, noise: Iterable[Noise], spans: Sequence[tuple[int, int, str]]
) -> Iterator[Run]:
    greyed = [n for n in noise if n.start < end and n.end > start]
    quoted = [s for s in spans if s[0] < end and s[1] > start]
    edges = {start, end, *(e for n in greyed for e in (n.start, n.end)), *(e for s in quoted for e in s[:2])}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    for one, other in pairwise(cuts):
        reason = next((n.reason for n in greyed if n.start <= one and other <= n.end), None)
        here = tuple(key for begin, stop, key in quoted if begin <= one and other <= stop)
        opens = tuple(key for begin, _, key in quoted if begin == one or (begin < start == one)) if here else ()
        yield Run(text[one:other].rstrip("\r"), reason, here, opens)
