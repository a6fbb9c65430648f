"""`baithak diff`: what one day's record has that another's has not, in words."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from baithak.language.text import in_one_line
from baithak.model import Json
from baithak.outlets.show import Sight, said
from baithak.outlets.wording import name, ordinal, say_date
from baithak.record.diff import diff

_PARTS = ("bodies", "sessions", "events", "promises", "disputes")


def changed(before: Sight, after: Sight, title: str | None = None) -> Iterator[RenderableType]:
    """Part by part what came, what went and what is told otherwise; under a title, or the two days."""
    found = diff(before.record, after.record)
    first, last = found["as_of"]
    yield Text(title or f"From {say_date(first)} to {say_date(last)}", style="bold")
    told = [(part, list(_lines(found[part], before, after))) for part in _PARTS]
    for part, lines in told:
        if lines:
            yield Group("", Text(part.capitalize(), style="bold underline"), *lines)
    if not any(lines for _, lines in told):
        yield Text("Nothing changed.")


def _lines(part: Json, before: Sight, after: Sight) -> Iterator[Text]:
    for key in part["added"]:
        yield Text(f"+ {_title(key, after)}", style="green")
    for key in part["removed"]:
        yield Text(f"- {_title(key, before)}", style="red")
    for change in part["changed"]:
        old = _value(change["field"], change["before"], before) or "nothing"
        new = _value(change["field"], change["after"], after) or "nothing"
        yield Text(f"~ {_title(change['id'], after)}: {change['field']} {old} → {new}")


def _value(field: str, value: object, sight: Sight) -> str:
    if field == "next" and isinstance(value, dict):
        told = (value.get("due") and say_date(value["due"]), sight.name(value.get("host_country")))
        return ", ".join((ordinal(value.get("ordinal")) or "a sitting", *filter(None, told)))
    return said(field, value, sight)


def _title(key: str, sight: Sight) -> str:
    """In words: of an event, of a body, or of what belongs to an event."""
    event, _, rest = key.partition(" ")
    words = sight.titles.get(event) or (name(sight.entities[event], sight.lang) if event in sight.entities else event)
    claim = sight.claims.get(rest)
    return " ".join(filter(None, (words, f"“{in_one_line(claim.quote.text)}”" if claim else rest)))
