"""The record for people: every body as a ladder of sittings, then other events, then what is planned and disputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rich import box
from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from baithak.language.text import in_one_line
from baithak.model import Claim, Json
from baithak.outlets.wording import name, names, ordinal, other_name, say_cadence, say_date, say_reason

_STATES = {  # a mark that survives without colour, and a style
    "held": ("●", ""),
    "planned": ("○", "cyan"),
    "proposed": ("○", "cyan"),
    "cancelled": ("✕", "red"),
    "postponed": ("→", "yellow"),
    "denied": ("✕", "red"),
    "inferred": ("·", "dim italic"),
}
_DAY_WIDTH = len("28 Sep 2025")
_TURNS = {"alternating": "hosted by turns", "fixed": "always in one place"}


@dataclass(frozen=True)
class Sight:
    """What is shown: a record in the contract's form, whose names come first, countries by code, claims by id."""

    record: Json
    lang: str
    countries: Mapping[str, Mapping[str, Sequence[str]]]
    claims: Mapping[str, Claim]

    @cached_property
    def entities(self) -> dict[str, Json]:
        """All that the record names, by id."""
        found = {code: {"id": code, "names": names} for code, names in self.countries.items()}
        return found | {entity["id"]: entity for entity in _named(self.record)}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Event id -> what it is in a few words."""
        sittings = {s["id"]: _sitting(s, b, self) for b in self.record["bodies"] for s in b["sessions"]}
        return {event["id"]: _happening(event, self) for event in self.record["events"]} | sittings

    def name(self, key: str | None) -> str:
        """The name of an entity; an id that the record does not name stands for itself."""
        return name(self.entities.get(key, {"id": key}), self.lang) if key else ""


def _named(part: object) -> Iterator[Json]:
    """Everything in a piece of JSON that has an id and names."""
    if isinstance(part, dict):
        if "id" in part and part.get("names"):
            yield part
        for value in part.values():
            yield from _named(value)
    elif isinstance(part, list):
        for value in part:
            yield from _named(value)


def overview(sight: Sight) -> Iterator[RenderableType]:
    """The whole record, part by part."""
    yield Text.assemble(("The record", "bold"), f" as of {say_date(sight.record['as_of'])}", ("   ● was held", "dim"))
    for body in sorted(sight.record["bodies"], key=lambda b: (-len(b["sessions"]), b["id"])):
        yield from body_part(body, sight)
    for title, columns, rows in (
        ("Other events", ("", "When", "What", "Where", "Pages"), _events(sight)),
        ("Planned and promised", ("", "Due", "In the words of"), _promises(sight)),
        ("Equipment", ("What", "When", "", "Told"), _equipment(sight)),
        ("Disputed", ("Event", "Field", "Values, with independent sources"), _disputes(sight)),
        ("Out of line", ("Event", "Field", "Because"), _flags(sight)),
    ):
        if rows:
            yield Group("", Text(title, style="bold underline"), table(columns, rows))


def body_part(body: Json, sight: Sight) -> Iterator[RenderableType]:
    """One body: its names, how it is made, its sittings newest first, and the next one."""
    other = other_name(body, sight.lang)
    heading = Text.assemble((name(body, sight.lang), "bold underline"), (f"\n{other}" if other else "", "bold"))
    yield Group("", heading, _constitution(body, sight))
    if body["sessions"]:
        rungs = newest_first(body["sessions"])
        people = "Co-chairs" if any(session.get("co_chairs") for session in rungs) else "Participants"
        titles = ("No.", "", "When", "Where", people, "Signed", "Pages")
        yield table(titles, [_rung(session, sight) for session in rungs])
    if body.get("next"):
        yield _next(body["next"], sight)


def _constitution(body: Json, sight: Sight) -> Text:
    offices = names(body.get("co_chair_offices"), sight.lang)
    members = names(body.get("members"), sight.lang)
    told = (
        " and ".join(sight.name(code) for code in body.get("parties") or ()),
        f"part of {name(body['parent'], sight.lang)}" if body.get("parent") else "",
        say_cadence(body.get("cadence")),
        _TURNS.get(body.get("rotation") or "", ""),
        f"chaired by {offices}" if offices else "",
        f"members {members}" if members else "",
        f"id {body['id']}",
    )
    return Text(" · ".join(part for part in told if part), style="dim")


def _rung(session: Json, sight: Sight) -> tuple[str, list[str]]:
    mark, style = marked(session)
    return style, [
        str(session["ordinal"] or ""),
        mark,
        say_date(session["date"]),
        where(session, sight),
        names(session.get("co_chairs") or session.get("participants"), sight.lang),
        ", ".join(session.get("outcomes") or ()),
        str(session["documents"] or ""),
    ]


def marked(event: Json) -> tuple[str, str]:
    """Its state as a mark, in words unless it was held, and a style; ``inferred`` where nobody reported it."""
    state = str(event["status"]) if event.get("stated", True) else "inferred"
    mark, style = _STATES.get(state, ("?", ""))
    return mark if state == "held" else f"{mark} {state}", style


def where(event: Json, sight: Sight) -> str:
    """The finest place, with the host country where that says more."""
    place, country = name(event.get("place"), sight.lang), sight.name(event.get("host_country"))
    return ", ".join(dict.fromkeys(part for part in (place, country) if part))


def _sitting(session: Json, body: Json, sight: Sight) -> str:
    return f"{ordinal(session['ordinal']) or 'a'} sitting of {name(body, sight.lang)}"


def _happening(event: Json, sight: Sight) -> str:
    """The type, what it was about, and who took part; where neither is named, the words of a page."""
    claims = behind(event, sight.claims)
    about = _filling(claims, ("object", "document"), sight)
    people = [name(e, sight.lang) for e in event.get("participants") or ()] or _filling(claims, ("party",), sight)
    told = ", ".join(dict.fromkeys((*about, *people))) or (_short(claims[0].quote.text, 80) if claims else "")
    return f"{event['type'].replace('_', ' ')}: {told}".rstrip(": ")


def _filling(claims: Iterable[Claim], roles: Iterable[str], sight: Sight) -> list[str]:
    found = (entity for claim in claims for role in roles for entity in claim.roles.get(role, ()))
    return [name(sight.entities.get(e.id, {"id": e.id, "names": e.names, "text": e.text}), sight.lang) for e in found]


def behind(event: Json, claims: Mapping[str, Claim]) -> list[Claim]:
    """The claims for and against an event's fields, in the order of their pages."""
    fields = (event.get("fields") or {}).values()
    cited = {key for f in fields for key in (*f["support"], *(c for a in f.get("against") or () for c in a["claims"]))}
    return sorted((claims[key] for key in cited if key in claims), key=lambda c: (c.doc, c.quote.start, c.id))


def said(slot: str, value: object, sight: Sight) -> str:
    """A field's value in words, whatever its shape: an entity, an id, a list, a date, a bare value."""
    if isinstance(value, Mapping):
        return name(dict(value), sight.lang)
    if isinstance(value, list | tuple):
        return ", ".join(said(slot, each, sight) for each in value)
    if isinstance(value, str):
        return say_date(value) if slot == "date" else sight.name(value)
    return "" if value is None else str(value)


def _events(sight: Sight) -> list[tuple[str, list[str]]]:
    rows = []
    for event in sorted(sight.record["events"], key=_day, reverse=True):
        mark, style = marked(event)
        told = [say_date(event["date"]), sight.titles[event["id"]], where(event, sight), str(event["documents"])]
        rows.append((style, [mark, *told]))
    return rows


def newest_first(sessions: Sequence[Json]) -> list[Json]:
    """By number; one without a date stands where its number puts it, one without a number where its date does."""
    day, keys = "", {}
    for session in sorted(sessions, key=lambda s: (s["ordinal"] or 0, _day(s))):
        day = max(day, _day(session)) if session["ordinal"] else day
        keys[session["id"]] = (day if session["ordinal"] else _day(session), session["ordinal"] or 0)
    return sorted(sessions, key=lambda s: keys[s["id"]], reverse=True)


def _day(event: Json) -> str:
    """For sorting: a date without its year is as good as none."""
    return "" if not event["date"] or event["date"].startswith("X") else event["date"]


def _next(due: Json, sight: Sight) -> Text:
    told = [f"Next expected: {ordinal(due.get('ordinal'))}".rstrip(), f"due {say_date(due['due'])}"]
    if due.get("host_country"):
        told.append(f"hosted by {sight.name(due['host_country'])}")
    if due.get("confidence") is not None:
        told.append(f"confidence {due['confidence']:.2f}")
    because = say_reason(" ".join(due.get("because") or ()))
    return Text(", ".join(told) + (f". {because}" if because else ""), style="dim italic")


def _promises(sight: Sight) -> list[tuple[str, list[str]]]:
    rows = []
    waiting = [p for p in sight.record["promises"] if p["state"] in ("open", "overdue")]
    for promise in sorted(waiting, key=lambda p: (p["due"] or "9", p["claim"])):
        claim = sight.claims.get(promise["claim"])
        words = f"“{_short(claim.quote.text)}” {last_part(claim.doc)}" if claim else promise["claim"]
        style = "red" if promise["state"] == "overdue" else "cyan"
        rows.append((style, [promise["state"], say_date(promise["due"]), words]))
    return rows


def _equipment(sight: Sight) -> list[tuple[str, list[str]]]:
    rows = []
    for piece in sight.record["equipment"]:
        title = name(piece, sight.lang)
        for claim in (sight.claims[key] for key in piece["history"] if key in sight.claims):
            mark, style = _STATES.get(claim.status or "", ("", ""))
            rows.append((style, [title, say_date(claim.date), mark, f"{claim.type.replace('_', ' ')} {claim.status}"]))
            title = ""
    return rows


def _disputes(sight: Sight) -> list[tuple[str, list[str]]]:
    rows = []
    for dispute in sight.record["disputes"]:
        values = (
            f"{said(dispute['field'], v['value'], sight)} ({v['independent_sources']})" for v in dispute["values"]
        )
        rows.append(("yellow", [_title(dispute, sight), dispute["field"], " / ".join(values)]))
    return rows


def _flags(sight: Sight) -> list[tuple[str, list[str]]]:
    flags = sight.record.get("flags") or ()
    return [("yellow", [_title(flag, sight), flag["field"], say_reason(flag["because"])]) for flag in flags]


def _title(of: Json, sight: Sight) -> str:
    event: str = of["event"]
    return sight.titles.get(event, event)


def _short(text: str, length: int = 160) -> str:
    text = in_one_line(text)
    return text if len(text) <= length else text[: text.rfind(" ", 0, length)] + " …"


def last_part(address: str) -> str:
    """The part of an address that tells pages of one folder or site apart."""
    return address.rstrip("/").rpartition("/")[2]


def table(titles: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> Table:
    """Rows of (style, cells) under titles; the wide columns share what room the narrow ones leave."""
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for title in titles:
        justify: JustifyMethod = "right" if title in ("No.", "Pages") else "left"
        narrow = title in ("No.", "", "Pages")
        made.add_column(
            title, justify=justify, no_wrap=narrow, min_width=_DAY_WIDTH if title in ("When", "Due") else None
        )
    for style, cells in rows:
        made.add_row(*(Text(cell) for cell in cells), style=style)
    return made
