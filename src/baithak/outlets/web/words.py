"""What the pages say in the reader's language: catalogues by gettext, dates and numbers by CLDR."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import regex
from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from baithak.edtf import EdtfError, Point, parse
from baithak.model import Json
from baithak.outlets.web.reasons import reason

LANGUAGES = {"en": "English", "hi": Locale("hi").get_display_name("hi") or "hi"}
_LOCALES = {"en": "en_IN", "hi": "hi_IN"}
_DURATION = regex.compile(r"P(\d+)([YMWD])")
_UNITS = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


@cache
def _catalogue(lang: str) -> dict[str, Any]:
    """Message -> its translation, or its forms by number."""
    path = files(__package__) / "locale" / lang / "LC_MESSAGES" / "desk.po"
    if lang == "en" or not path.is_file():
        return {}
    read = read_po(BytesIO(path.read_bytes()), locale=lang)
    return {m.id[0] if isinstance(m.id, tuple) else str(m.id): m.string for m in read if m.id and m.string}


@dataclass(frozen=True)
class Words:
    """The reader's language: ``en`` or ``hi``."""

    lang: str

    @property
    def locale(self) -> str:
        return _LOCALES[self.lang]

    def gettext(self, message: str) -> str:
        found = _catalogue(self.lang).get(message)
        return str(found) if isinstance(found, str) and found else message

    def ngettext(self, one: str, many: str, number: int) -> str:
        found = _catalogue(self.lang).get(one)
        single = Locale(self.lang).plural_form(number) == "one"
        if isinstance(found, tuple | list) and all(found):
            return str(found[0 if single else 1])
        return one if single else many

    def label(self, slug: str | None) -> str:
        """A value of the record's own small vocabularies: ``joint_production``, ``held``."""
        kind, colon, own = (slug or "").partition(": ")  # the words of a page may follow
        return self.gettext(kind.replace("_", " ").replace("-", " ")) + colon + own

    def number(self, value: float) -> str:
        return str(format_decimal(value, locale=self.locale))

    def share(self, value: float) -> str:
        return str(format_percent(value, locale=self.locale))

    def ordinal(self, number: int | None) -> str:
        """1st, 2nd, 11th; other languages have a form of their own for each."""
        if number is None:
            return ""
        if self.lang == "en":
            tail = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
            return f"{number}{tail}"
        return self.gettext(f"ordinal {number}" if number < 7 and number != 5 else "ordinal %d").replace(
            "%d", str(number)
        )

    def date(self, value: str | None) -> str:
        """An EDTF value as people write it; what it leaves open is said, never filled."""
        if not value:
            return self.gettext("no date")
        try:
            read = parse(value)
        except EdtfError:
            return value
        if not read.is_interval:
            return self._point(read.start)
        first, last = read.start, read.end
        if first and last and first.day and last.day and (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self._point(last)}"
        start = self._point(first) if first else self.gettext("before")
        return f"{start} – {self._point(last) if last else self.gettext('open')}"

    def _point(self, point: Point | None) -> str:
        if point is None:
            return ""
        words = self._plain(point)
        if point.qualifier in ("~", "%"):
            words = self.gettext("about %s").replace("%s", words)
        return f"{words} (?)" if point.qualifier in ("?", "%") else words

    def _plain(self, point: Point) -> str:
        if point.month in _SEASONS:
            return f"{self.gettext(_SEASONS[point.month])} {point.year or self.gettext('year open')}"
        if point.year is None:
            month = get_month_names("abbreviated", locale=self.locale)[point.month or 1]
            return " ".join(filter(None, (str(point.day or ""), month, f"({self.gettext('year open')})")))
        if point.decade:
            return self.gettext("%ds").replace("%d", str(point.year))
        if point.month is None:
            return str(point.year)
        day = date(point.year, point.month, point.day or 1)
        return str(
            format_date(day, "d MMM y", self.locale) if point.day else format_skeleton("yMMM", day, locale=self.locale)
        )

    def cadence(self, value: str | None) -> str:
        """An ISO 8601 duration as a rhythm."""
        found = _DURATION.fullmatch(value or "")
        if not found:
            return value or ""
        if found[1] == "1":
            return self.gettext({"Y": "every year", "M": "every month", "W": "every week", "D": "every day"}[found[2]])
        return self.gettext(f"every %d {_UNITS[found[2]]}").replace("%d", self.number(int(found[1])))

    def reason(self, text: str) -> str:
        """Why the record says something, in the reader's language where its words are known."""
        number = dict.fromkeys(("n", "of"), self.digits)
        days = dict.fromkeys(("day", "other"), self.date)
        shown = {**number, **days, "every": self.cadence, "word": self.label}
        return reason(text, self.gettext, shown, self.gettext("full stop") if self.lang != "en" else ".")

    def digits(self, value: str) -> str:
        return self.number(int(value))

    def listed(self, parts: Iterable[str]) -> str:
        return str(format_list([part for part in parts if part], locale=self.locale))

    def name(self, entity: Json | None) -> str:
        """The best name in the reader's language, else in another one, else as it stands in a page."""
        if not entity:
            return ""
        names = entity.get("names") or {}
        for code in (self.lang, "en", "hi", *names):
            if names.get(code):
                return str(names[code][0])
        return str(entity.get("text") or entity.get("id") or "")

    def value(self, field: str, value: object) -> str:
        """The value of a field, whatever its shape: an entity, a date, a code, a bare value, or several."""
        if isinstance(value, dict):
            return self.name(value)
        if isinstance(value, list | tuple):
            return ", ".join(self.value(field, each) for each in value)
        if not isinstance(value, str):
            return "" if value is None else str(value)
        said = {"date": self.date, "cadence": self.cadence, "host_country": self.country}.get(field)
        if said is None and field in ("status", "outcomes", "rotation"):
            said = self.label
        return said(value) if said else value

    def other_names(self, entity: Json) -> list[tuple[str, str]]:
        """The best name in each other language that has one, with its code."""
        shown = self.name(entity)
        found = ((code, str(names[0])) for code, names in (entity.get("names") or {}).items() if names)
        return [(code, name) for code, name in found if name != shown]

    def language(self, code: str) -> str:
        """A language by its code."""
        return str(Locale(self.lang).languages.get(code, code))

    def country(self, code: str | None) -> str:
        """A country by its ISO 3166-1 code."""
        return "" if not code else str(Locale(self.lang).territories.get(code, code))


def wished(chosen: str | None, accepted: str) -> str:
    """The language that was switched to, else the first of an Accept-Language header that there is."""
    if chosen in LANGUAGES:
        return chosen or "en"
    for code in _by_weight(accepted):
        if code in LANGUAGES:
            return code
    return "en"


def _by_weight(accepted: str) -> Sequence[str]:
    found = []
    for part in accepted.split(","):
        code, _, weight = part.partition(";q=")
        try:
            found.append((-float(weight or 1), code.strip().lower()[:2]))
        except ValueError:
            continue
    return [code for _, code in sorted(found, key=lambda f: f[0])]
