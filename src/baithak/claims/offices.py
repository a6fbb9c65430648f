"""What tells one office from another, as phrases of a page name them."""

from __future__ import annotations

from typing import Final

from baithak.language.lexicon import Unit, sense_of
from baithak.memo import Memo

DEPUTY: Final = "deputy "
"""What the key of a deputy's office begins with."""
KIND: Final = "kind:"
"""What the key of an office begins with of which only the kind is known ("secretary")."""

_RANKS: Final = frozenset({"office:minister", "office:head-of-state", "office:head-of-government"})
_OF_STATE: Final = _RANKS | {"office:official"}
_ABROAD: Final = ("honorific:guest", "leaders:many")  # an excellency; "the foreign ministers A and B"


def office_keys(unit: Unit) -> set[str]:
    """Catalogue ids of the offices that a unit names, and of what kind they are ("secretary")."""
    keys: set[str] = set()
    for office in unit.parts.get("office") or (unit,):
        keys |= _keys_of(office)
    return keys


def _keys_of(office: Unit) -> set[str]:
    keys: set[str] = set()
    mods: set[str] = set()
    for part in office.walk():
        if "office" in part.cats:
            keys.update(part.ids)
        if not part.kids:
            its, kinds = _TOLD[part.cats]
            mods.update(its)
            keys.update(kinds)
    if mods and "officemod:mod" not in mods:
        keys |= {"+".join((*sorted(mods), key)) for key in keys}  # "the chief secretary"
    return {DEPUTY + key for key in keys} if "officemod:deputy" in office.within else keys


def _told(cats: frozenset[str]) -> tuple[list[str], list[str]]:
    """What a word of these categories says of an office: what modifies it, and the key of its kind."""
    sense = sense_of("officehead", cats) or sense_of("officekind", cats)
    if not sense and not cats.isdisjoint(_RANKS):
        sense = sense_of("office", cats)
    return [cat for cat in cats if cat.startswith("officemod:")], [KIND + sense] if sense else []


_TOLD: Final = Memo(_told)


def meant(unit: Unit) -> list[set[str]]:
    """By what to know the holder: the catalogue's office; then, of one that any ministry has, its kind; nothing of
    heads of teams."""
    if "teamheads" in unit.cats:
        return []
    keys = office_keys(unit)
    general = any("anyoffice" in part.cats for part in unit.all("office"))
    whole = {key for key in keys if "+" in key}
    kinds = {key for key in keys - whole if KIND in key}
    named = keys - kinds - whole
    return [k for k in (whole, *((named, kinds) if general or not named else (named,))) if k]


def of_state(unit: Unit) -> bool:
    """An office of state, whose country is the page's own where it gives none; not that of somebody from abroad."""
    foreign = any(cat in unit.within for cat in _ABROAD)
    return not foreign and any(not part.cats.isdisjoint(_OF_STATE) for part in unit.all("office"))
