"""The shape of ``<language>/timex.yml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from baithak.language.schema import Strict


class RuleFile(Strict):
    """A rule: a pattern over word classes, and the sentences in which it must and must not be the one that matches."""

    rule: str
    kind: str
    pattern: str
    inner: bool = Field(default=False, description="a building block, reported only inside something larger")
    set: Mapping[str, Any] = Field(default_factory=dict)
    yes: Mapping[str, str] = Field(default_factory=dict, description="sentence -> the stretch that matches")
    no: Sequence[str] = ()


class TimexFile(Strict):
    """``<language>/timex.yml``.

    words and glue: class -> value -> words; glue alone never makes a time expression. numbers: 0 to 99 and the
    multipliers, by value. ordinal_suffixes: behind figures; ordinal_word_suffixes: on number words;
    ordinal_feminine: those of them that no day of a month has. macros: pieces of
    patterns, used as ``@NAME``. levels: rules, applied level by level.
    """

    order: Literal["dmy", "mdy"]
    financial_year_starts: int = Field(ge=1, le=12)
    numbers: Mapping[int, Sequence[str]]
    ordinal_suffixes: Sequence[str]
    ordinal_word_suffixes: Sequence[str]
    ordinal_feminine: Sequence[str] = ()
    words: Mapping[str, Mapping[str, Sequence[str]]]
    glue: Mapping[str, Mapping[str, Sequence[str]]]
    blocked: Sequence[str] = ()
    tenses: Mapping[Literal["past", "future"], Sequence[str]] = Field(
        default_factory=dict,
        description="words, or with a dash endings, by which a sentence is of the past or of the future",
    )
    macros: Mapping[str, str] = Field(default_factory=dict)
    levels: Sequence[Sequence[RuleFile]]
