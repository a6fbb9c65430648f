"""What a phrase pattern cannot do without: a rule whose needs a sentence does not meet is not tried on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

import regex

PIECE: Final = regex.compile(
    r"<(?P<capture>[a-z_]+)>\(|(?P<look>\(\?<?[=!])|(?P<cat>[a-z][a-z0-9:_-]*)|(?P<times>\{\d*,?\d*\}|[?*+])"
    r"|(?P<other>\S)|\s+"
)
"""The signs of a pattern, one match each."""

Need = frozenset[str]


def needs(pattern: str) -> list[Need]:
    """Sets of categories of each of which a sentence must have one for the pattern to match; none where unsure."""
    pieces = [p for p in PIECE.finditer(pattern) if p.group().strip()]
    return list(_sequence(iter(pieces)))


def looks_back(pattern: str) -> str | None:
    """The pattern with what it looks back at made part of what it matches: that matches where the two stand together.

    None where it looks back from anywhere but the beginning of the whole or of one of its alternatives.
    """
    taken, depth, opening = [], 0, True
    for piece in PIECE.finditer(pattern):
        text = piece.group().strip()
        depth += text.endswith("(") or piece["look"] is not None
        depth -= text == ")"
        if text == "(?<=":
            if not opening:
                return None
            text = "("
        opening = (opening or (text == "|" and not depth)) and not piece["cat"]
        taken.append(text if piece["cat"] is None else f" {text} ")
    return "".join(taken)


def _sequence(pieces: Iterator[regex.Match[str]]) -> list[Need]:
    """The needs of what stands before the closing bracket: those of every part; of alternatives one of each."""
    branches: list[list[Need]] = [[]]
    last: list[Need] = []
    for piece in pieces:
        text = piece.group()
        if piece["times"]:
            if text in ("?", "*") or text.startswith(("{0", "{,")):
                last = []
            continue
        branches[-1] += last
        last = []
        if text == ")":
            break
        if text == "|":
            branches.append([])
        elif piece["cat"] and text != "any":
            last = [frozenset({text})]
        elif piece["look"]:
            beside = _sequence(pieces)
            branches[-1] += beside if text.endswith("=") else []
        elif text.endswith("("):
            last = _sequence(pieces)
    branches[-1] += last
    return [frozenset().union(*one_of_each) for one_of_each in product(*branches)]
