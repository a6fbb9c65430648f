"""How pages name somebody: the ids that their claims give to one actor."""

from __future__ import annotations

from baithak.model import Json
from baithak.record.cells.shelving import Shelving
from baithak.record.forms import FormKey


def spoken(actor: str, shelving: Shelving) -> dict[str, set[str]]:
    """The ids of an actor's forms, each with its names; parts of names and offices that are led back to it too."""
    found: dict[str, set[str]] = {}
    for form in _forms(actor, shelving):
        if not FormKey.of(form).doc:
            found.setdefault(FormKey.of(form).id, set()).update(_value("traits", form, shelving)["names"])
        led = shelving.tally("led", form)
        names = {fact[2] for fact in led if fact[0] == "name"}
        for fact in led if names else ():
            if fact[0] == "id":
                found.setdefault(fact[1], set()).update(names)
    return found


def _forms(actor: str, shelving: Shelving) -> list[str]:
    """The forms that are led back to an actor of this id."""
    name, _, number = actor.rpartition("~")
    named = shelving.entries("named", name if name and number.isdecimal() else actor)
    parts = [part for first in named for part in shelving.entries("part", first)]
    forms = [form for part in parts for form in _value("set", part, shelving)["members"]]
    return [form for form in forms if _value("actor", form, shelving)["id"] == actor]


def _value(shelf: str, key: str, shelving: Shelving) -> Json:
    """The only entry under a key."""
    (found,) = shelving.entries(shelf, key).values()
    return dict(found)
