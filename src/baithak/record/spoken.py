"""How pages name people and things: the ids that their claims give to an actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from baithak.model import Json
from baithak.record.cells.shelving import Shelving
from baithak.record.forms import FormKey


def spoken(actors: Iterable[str], shelving: Shelving) -> dict[str, dict[str, set[str]]]:
    """By actor the ids of its forms, each with its names; parts of names and offices that are led back to it too."""
    forms = _forms(list(actors), shelving)
    shelving.fetch_entries("traits", [form for own in forms.values() for form in own])
    shelving.fetch_tallies("led", [form for own in forms.values() for form in own])
    return {actor: _names(own, shelving) for actor, own in forms.items()}


def _forms(actors: Sequence[str], shelving: Shelving) -> dict[str, list[str]]:
    """By actor the forms that are led back to it."""
    named = {actor: {actor, actor.rpartition("~")[0] or actor} for actor in actors}  # with a number behind, or whole
    sets = dict(named)
    for shelf in ("named", "part"):
        shelving.fetch_entries(shelf, [key for keys in sets.values() for key in keys])
        sets = {actor: {s for key in keys for s in shelving.entries(shelf, key)} for actor, keys in sets.items()}
    shelving.fetch_entries("set", [key for keys in sets.values() for key in keys])
    forms = {
        actor: [form for key in sorted(keys) for form in _value("set", key, shelving)["members"]]
        for actor, keys in sets.items()
    }
    shelving.fetch_entries("actor", [form for own in forms.values() for form in own])
    return {
        actor: [form for form in own if _value("actor", form, shelving)["id"] == actor] for actor, own in forms.items()
    }


def _names(forms: Iterable[str], shelving: Shelving) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form in forms:
        if not FormKey.of(form).doc:
            found.setdefault(FormKey.of(form).id, set()).update(_value("traits", form, shelving)["names"])
        led = shelving.tally("led", form)
        names = {fact[2] for fact in led if fact[0] == "name"}
        for fact in led if names else ():
            if fact[0] == "id":
                found.setdefault(fact[1], set()).update(names)
    return found


def _value(shelf: str, key: str, shelving: Shelving) -> Json:
    """The only entry under a key."""
    (found,) = shelving.entries(shelf, key).values()
    return dict(found)
