"""Why the record says what it says, in the reader's words: its sentences are made of few clauses, each a message.

A sentence with a clause that is none of these stays as the record has it, in English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import regex

_VALUES = {
    "n": r"\d+",
    "of": r"\d+",
    "day": r"\d(?:[\d~?%/X.-]*[\dX~?%])?",
    "other": r"\d(?:[\d~?%/X.-]*[\dX~?%])?",
    "every": r"P\d+[YMWD]",
    "word": r"[a-z_]+",
}
MESSAGES = (
    "One source says so",
    "%(n)s independent sources say so",
    "the institution's own page among them",
    "the institution's own page",
    "one source less exactly or in part",
    "%(n)s independent sources less exactly or in part",
    "disputed by one source",
    "disputed by %(n)s independent sources",
    "announced otherwise by one source",
    "announced otherwise by %(n)s independent sources",
    "though only an announcement gives it so exactly",
    "It was put off before",
    "Told as %(word)s",
    "Told as held on a day after the page came out; taken as planned",
    "Signed at it",
    "The place lies in it",
    "No finer place is told",
    "Pages say so",
    "Worked out: %(n)s of %(of)s known steps agree",
    "%(n)s of %(of)s known steps agree",
    "Nobody reports this session; the numbers before and after it imply it",
    "It is announced by one source",
    "It is announced by %(n)s independent sources",
    "It is announced for %(day)s by one source",
    "It is announced for %(day)s by %(n)s independent sources",
    "Pages say that its cadence is %(every)s",
    "What happened shows that its cadence is %(every)s",
    "Pages say that its rotation is %(word)s",
    "What happened shows that its rotation is %(word)s",
    "This agrees",
    "This is out of turn",
    "The last was held %(day)s, so this agrees",
    "The last was held %(day)s, so this does not agree: %(other)s was to be expected",
    "The last sitting known to have been held is number %(n)s, of %(day)s",
    "No page gives its number; the last was number %(n)s",
    "The day has passed, and no page reports it as held",
    "It was due %(day)s, and no page reports it",
    "The other sittings take turns by number, and this one is out of turn",
    "the same name",
    "one name in two spellings",
    "names spelled alike",
    "the same name in full on the same page",
    "the same words on several pages",
    "part of the name",
    "in the same company",
    "the page names the holder of the office",
    "who held the office at the time",
    "with the same office",
    "with the same side",
    "with the same company",
    "with the same office or company",
    "with the same side and office",
    "with the same side and company",
    "with the same office and company",
    "with the same side and office and company",
)
_BETWEEN = regex.compile(r"[.;,() ]+")


@cache
def _clauses() -> list[tuple[str, regex.Pattern[str]]]:
    """Each message with what it looks like when its values are filled in, the longest first."""
    return [(message, regex.compile(_pattern(message))) for message in sorted(MESSAGES, key=len, reverse=True)]


def _pattern(message: str) -> str:
    said = regex.escape(message, literal_spaces=True)
    for name, shape in _VALUES.items():
        said = said.replace(regex.escape(f"%({name})s"), f"(?P<{name}>{shape})")
    return rf"{said}(?=[.;,() ]|$)"


def reason(text: str, gettext: Callable[[str], str], shown: Mapping[str, Callable[[str], str]], stop: str) -> str:
    """The text in the reader's words; shown: how a value of each sort is put; stop: the full stop."""
    found: list[str] = []
    at = 0
    while at < len(text):
        between = _BETWEEN.match(text, at)
        if between:
            found.append(between.group().replace(".", stop))
            at = between.end()
            continue
        told = next(((m, said) for m, clause in _clauses() if (said := clause.match(text, at))), None)
        if told is None:
            return text
        message, said = told
        found.append(gettext(message) % {name: shown[name](value) for name, value in said.groupdict().items()})
        at = said.end()
    return "".join(found)
