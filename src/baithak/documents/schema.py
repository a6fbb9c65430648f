"""The shape of ``<language>/page.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Finite(_Part):
    """What a sentence may end in."""

    words: str = ""
    suffixes: tuple[str, ...] = ()


class Furniture(_Part):
    """How lines of one kind are known; hi/page.yml tells the meaning of the keys."""

    words: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    label: tuple[str, ...] = ()


class Sections(_Part):
    list: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


class DateWords(_Part):
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    zones: Mapping[str, str] = {}
    months: Mapping[int, tuple[str, ...]] = {}
    weekdays: tuple[str, ...] = ()
    afternoon: tuple[str, ...] = ()


class ReleaseWords(_Part):
    number: tuple[str, ...] = ()
    sisters: tuple[str, ...] = ()


class PageFile(_Part):
    """The shape of ``page.yml``."""

    function_words: str
    connectives: str = ""
    leanings: str = ""
    enclitics: str = ""
    finite: Finite
    furniture: Mapping[str, Furniture]
    sections: Sections
    dates: DateWords
    agencies: tuple[str, ...] = ()
    itself: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    publishers: Mapping[str, tuple[str, ...]] = {}
    release: ReleaseWords = ReleaseWords()
    languages: Mapping[str, tuple[str, ...]] = {}
