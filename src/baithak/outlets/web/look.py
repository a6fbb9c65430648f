"""How pages are put together: templates with the reader's language, and addresses that keep the day looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from baithak.model import Json
from baithak.outlets.review import LOST
from baithak.outlets.web import marks, text
from baithak.outlets.web.words import LANGUAGES, Words
from baithak.store.codec import dumps

_MARKS = {"held": "●", "planned": "○", "proposed": "○", "cancelled": "✕", "postponed": "→", "denied": "✕"}


@dataclass(frozen=True)
class Reader:
    """Who looks: the language, the day asked for (EDTF) or None for now, and the name and form token of who may rule.

    path, query: where they are, for the switches that lead to the same page otherwise.
    """

    words: Words
    as_of: str | None = None
    ruler: str | None = None
    form: str = ""
    path: str = "/"
    query: tuple[tuple[str, str], ...] = ()
    since: str | None = None

    def to(self, path: str, **query: object) -> str:
        """An address on this desk, as of the day that is looked at."""
        asked = {"as_of": self.as_of, **query}
        given = urlencode({k: v for k, v in asked.items() if v not in (None, "")})
        return quote(path, safe="/:~") + (f"?{given}" if given else "")

    def here(self, **query: object) -> str:
        """This very page with another query."""
        asked = {**dict(self.query), **query}
        given = urlencode({k: v for k, v in asked.items() if v not in (None, "")})
        return self.place + (f"?{given}" if given else "")

    @property
    def place(self) -> str:
        """This very page, as an address without its query."""
        return quote(self.path, safe="/:~")

    @cached_property
    def json(self) -> str:
        """Where the JSON of this page is."""
        path = "/home" if self.path == "/" else self.path
        return self.to(f"/api/v1{path}", **{k: v for k, v in self.query if k not in ("as_of", "lang")})


def page_maker() -> Callable[..., str]:
    """A function (template, reader, **what it shows) -> HTML."""
    environment = Environment(
        loader=PackageLoader(__package__ or "", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters |= {"shown": text.shown, "plain": text.plain, "tojson_attr": _data}
    environment.globals |= {
        "LANGUAGES": LANGUAGES,
        "asset": _asset,
        "lines": marks.lines,
        "lost": LOST,
        "web_address": text.web_address,
        "mark_of": lambda event: "·" if not event.get("stated", True) else _MARKS.get(event.get("status"), "?"),
        "state_of": lambda event: "inferred" if not event.get("stated", True) else (event.get("status") or "unknown"),
        "title_of": _title,
        "labels_of": _labels,
        "marked": _marked,
        "place_of": _place,
    }

    def make(template: str, reader: Reader, **shown: object) -> str:
        found = environment.get_template(template)
        words = reader.words
        return found.render(
            reader=reader,
            words=words,
            to=reader.to,
            gettext=words.gettext,
            ngettext=words.ngettext,
            _=words.gettext,
            **shown,
        )

    return make


@lru_cache
def _asset(path: str) -> str:
    """The address of a file that is served, with its hash, so that browsers may keep it."""
    data = (files(__package__ or "") / "static" / path).read_bytes()
    return f"/static/{path}?v={hashlib.sha256(data).hexdigest()[:10]}"


def _data(value: object) -> Markup:
    """JSON for a data attribute."""
    return escape(dumps({"_": value})[6:-1])


@pass_context
def _title(context: Context, event: Json) -> str:
    """What an event is, in a few words: a sitting of its body, or its kind with what and whom it is about."""
    words: Words = context["words"]
    if event.get("of"):
        body = words.name(event["of"])
        if event.get("ordinal") is None:
            return words.gettext("sitting of %(body)s") % {"body": body}
        return words.gettext("%(nth)s sitting of %(body)s") % {"nth": words.ordinal(event["ordinal"]), "body": body}
    people = [words.name(e) for e in event.get("participants") or ()] or list(
        map(words.country, event.get("parties") or ())
    )
    things = [words.name(e) for e in event.get("objects") or ()]
    about = (
        [*things, *people] or list(map(words.label, event.get("outcomes") or ())) or [words.name(event.get("place"))]
    )
    return ": ".join(filter(None, (words.label(event["type"]), words.listed(about))))


@pass_context
def _place(context: Context, event: Json) -> str:
    """The finest place, with the host country where that says more."""
    words: Words = context["words"]
    parts = (words.name(event.get("place")), words.country(event.get("host_country")))
    return ", ".join(dict.fromkeys(part for part in parts if part))


@pass_context
def _labels(context: Context, choices: Sequence[Json], values: Sequence[Json], field: str) -> list[str]:
    """What each way to settle a doubt means, in words; values: those of a dispute, the one shown first."""
    words: Words = context["words"]
    rivals = [words.value(field, value["value"]) for value in values]
    found = []
    for n, choice in enumerate(choices):
        if choice["kind"] == "accept":
            found.append(words.gettext("What is shown stays"))
        elif choice["kind"] == "pin":
            found.append(words.gettext("Show %(value)s") % {"value": rivals[n] if n < len(rivals) else ""})
        elif n < len(rivals):
            found.append(words.gettext("%(value)s does not count") % {"value": rivals[n]})
        else:
            found.append(words.gettext("These claims do not count"))
    return found


def _marked(snippet: str, marks: Sequence[Sequence[int]]) -> Markup:
    """A snippet with its hits marked."""
    parts = []
    at = 0
    for start, end in marks:
        parts += [text.shown(snippet[at:start]), Markup("<mark>"), text.shown(snippet[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*parts, text.shown(snippet[at:])])
