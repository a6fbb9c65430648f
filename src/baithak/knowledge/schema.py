"""What may stand in the catalogues of entities: one frozen model for an entry of each file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import regex
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

_ID = regex.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_COUNTRY = regex.compile(r"[A-Z]{2}")
_DAY = regex.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?")
_DURATION = regex.compile(r"P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?")
_LANGUAGE = regex.compile(r"[a-z]{2,3}")


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError(f"`{value}` cannot be an id: use Latin letters, digits and hyphens, as in `ins-tushil`.")
    return value


def _country(value: str) -> str:
    if not _COUNTRY.fullmatch(value):
        raise ValueError(f"`{value}` is no country code: two capital letters of ISO 3166-1, as in `RU`.")
    return value


def _day(value: str) -> str:
    if not _DAY.fullmatch(value):
        raise ValueError(f"`{value}` is no date: write 2019, 2019-05 or 2019-05-31, with `~` where it is about then.")
    return value


def _duration(value: str) -> str:
    if not _DURATION.fullmatch(value):
        raise ValueError(f"`{value}` is no duration: ISO 8601, as in `P1Y` (yearly) or `P6M` (every six months).")
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(f"`{value}` is no language code: two or three small letters, as in `hi`.")
    return value


def _name(value: str) -> str:
    if not value or value != " ".join(value.split()):
        raise ValueError(f"the name `{value}` is empty or has spaces too many.")
    return value


def _year(value: object) -> object:
    return str(value) if type(value) is int else value


Id = Annotated[str, AfterValidator(_id)]
CountryCode = Annotated[str, AfterValidator(_country)]
Day = Annotated[str, BeforeValidator(_year), AfterValidator(_day)]
Duration = Annotated[str, AfterValidator(_duration)]
Name = Annotated[str, AfterValidator(_name)]
Names = Mapping[Annotated[str, AfterValidator(_language)], tuple[Name, ...]]
"""Language code -> names, best first."""

EntityKind = Literal["person", "office", "organisation", "body", "country", "place", "equipment"]


class Entry(BaseModel):
    """An entry of a catalogue; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id


class Named(Entry):
    names: Names = Field(min_length=1)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OfficeOf(_Part):
    """An office of one country: the Defence Minister (`office`) of Russia (`of`)."""

    office: Id
    of: CountryCode


class Tenure(OfficeOf):
    """Who held an office from when to when (EDTF); `end` None: as far as is known, still."""

    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")


class Actor(Named):
    """A person, an organisation or a piece of equipment.

    generic: names that mean this organisation only where the side is its country or nothing else says whose it is.
    """

    kind: Literal["person", "organisation", "equipment"]
    country: CountryCode | None = None
    category: Id | None = Field(default=None, alias="class")
    generic: Names = Field(default_factory=dict)
    offices: tuple[Tenure, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Actor:
        if self.offices and self.kind != "person":
            raise ValueError("`offices` belong to a person: take them out, or set `kind: person`.")
        return self


class Office(Named):
    """An office that somebody holds; `of`: the one country that has it, None where any country may."""

    rank: Literal["head-of-state", "head-of-government", "minister", "official", "military", "ambassador", "politician"]
    generic: bool = True
    of: CountryCode | None = None


class Place(Named):
    """A country, or a place in one. `country` and `within` of a place are filled in on load where one gives the other.

    adjectives: language -> forms that say "of this country". capital: id of a place.
    """

    kind: Literal["country", "place"]
    category: Literal["city", "state", "region", "venue"] | None = Field(default=None, alias="class")
    country: CountryCode | None = None
    within: Id | None = None
    adjectives: Names = Field(default_factory=dict)
    capital: Id | None = None

    @model_validator(mode="after")
    def _fits(self) -> Place:
        if self.kind == "country":
            _country(self.id)
        elif self.country is None and self.within is None:
            raise ValueError(f"nothing says where `{self.id}` lies: give its `country`, or what it is `within`.")
        return self


class Body(Named):
    """A commission, working group, summit series or dialogue between parties.

    generic: names that mean this body only where its parties are known. topic: words of what it is about.
    """

    kind: Literal[
        "commission",
        "committee",
        "working-group",
        "sub-group",
        "summit",
        "dialogue",
        "council",
        "consultations",
        "two-plus-two",
    ]
    parties: tuple[CountryCode, ...] = Field(min_length=1)
    acronyms: Names = Field(default_factory=dict)
    generic: Names = Field(default_factory=dict)
    parent: Id | None = None
    topic: tuple[Name, ...] = ()
    co_chair_offices: tuple[OfficeOf, ...] = ()
    cadence: Duration | None = None
    rotation: Literal["alternating", "fixed"] | None = None
    members: tuple[Id, ...] = ()


class TopicCode(Named):
    """What something may be about; a word that begins with one of `stems` (language -> beginnings) speaks of it."""

    stems: Names = Field(min_length=1)


class Plover(_Part):
    event: Literal["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST", "MOBILIZE"]
    mode: str | None = None


class ClaimType(Entry):
    """One type of the contract's table. roles: role -> kinds of entity; fields: what stands at the top level."""

    what: str
    roles: Mapping[str, tuple[EntityKind, ...]] = Field(default_factory=dict)
    fields: tuple[str, ...] = ()
    status: bool = True
    plover: Plover | None = None
