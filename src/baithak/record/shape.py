"""The record's JSON: entities, facts, sessions and events in the contract's form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from baithak import items
from baithak.model import Json
from baithak.record.event import Event, Pin, sources
from baithak.record.figures import FIGURE, measures
from baithak.record.mentions import PEOPLE
from baithak.record.outcomes import outcomes
from baithak.record.places import Places
from baithak.record.reconcile import Fact, Facts, people_facts, status_of
from baithak.record.told import Told


def shown(event: Event, known: Facts, places: Places) -> Json:
    """A session or another event without its id: its fields, each with the claims for and against it."""
    told = event.told
    place, chairs = known.place, known.co_chairs
    facts = {"ordinal": known.ordinal, "date": known.date, "place": place, "host_country": known.host_country}
    chairing = [fact.value for fact in chairs]
    roles = ("participant",) if event.body else PEOPLE
    present = [fact for fact in people_facts(told, *roles) if fact.value not in chairing]
    seated = [fact.value for fact in present]
    status, stating = status_of(event)
    signed = outcomes(event)
    values = {name: fact.value if fact else None for name, fact in facts.items()}
    made: Json = {
        "type": event.type,
        **values,
        "ordinal": event.ordinal,
        "place": items.actor(place.value) if place else None,
        "co_chairs": [items.actor(key) for key in _in_order(chairing, told, ["co_chair"])],
        "participants": [items.actor(key) for key in _in_order(seated, told, roles)],
        "parties": sorted({country for one in told for country in one.countries}),
        "objects": [items.actor(key) for key in sorted({k for o in told for k in o.roles.get("object", ())})],
        "status": status,
        "outcomes": sorted(signed),
        "stated": True,
        "claims": _ids(told),
        "signed": [{"document": kind, "claims": _ids(signed[kind])} for kind in sorted(signed)],
        "figures": _figures(event),
        "documents": len({one.page.id for one in event.every}),
        "independent_sources": sources(event.every),
        "fields": {name: _field(fact) for name, fact in facts.items() if fact}
        | _people("co_chairs", chairs)
        | _people("participants", present)
        | {"status": _plain(status, stating, f"Told as {status}.")}
        | ({"outcomes": _plain(sorted(signed), chain(*signed.values()), "Signed at it.")} if signed else {}),
    }
    for name, pin in event.pins.items():
        _pin(made, name, pin, places)
    return made


def _figures(event: Event) -> list[Json]:
    """The figures given of it, by what they count."""
    found = sorted((m for m in measures(event) if m.field.startswith(FIGURE)), key=lambda m: m.of)
    return [{"of": m.of, "value": m.fact.value, "claims": _ids(m.told)} for m in found]


def _pin(made: Json, name: str, pin: Pin, places: Places) -> None:
    """Shows the value that was ruled; what claims say of the field stays beside it."""
    value = pin.value
    said = made["fields"].get(name, {"support": [], "against": []})
    made["fields"][name] = said | {"value": value, "because": pin.said, "decision": pin.decision}
    if name == "place":
        made[name] = items.actor(str(value))
        made["host_country"] = places.country(str(value)) or made["host_country"]
    elif isinstance(value, tuple):
        made[name] = [items.actor(key) for key in value]
    else:
        made[name] = value


def _in_order(actors: Sequence[str], told: Iterable[Told], roles: Sequence[str]) -> list[str]:
    """As the weightiest claims list them."""
    ranked = sorted(told, key=lambda one: (not one.page.official, -len(one.people), one.id))
    order = dict.fromkeys(key for one in ranked for role in roles for key in one.roles.get(role, ()))
    return sorted(actors, key=lambda key: (list(order).index(key) if key in order else len(order), key))


def merged(first: Mapping[str, Sequence[str]], count: Mapping[tuple[str, str], int]) -> dict[str, list[str]]:
    """Names by language.

    The catalogue's in its order, then those of claims (language, name), the most frequent on top.
    """
    names = {lang: list(found) for lang, found in first.items()}
    for lang, name in sorted(count, key=lambda n: (-count[n], n)):
        if name not in names.setdefault(lang, []):
            names[lang].append(name)
    return {lang: names[lang] for lang in sorted(names)}


def _ids(told: Iterable[Told]) -> list[str]:
    return sorted({one.id for one in told})


def _field(fact: Fact[str] | Fact[int]) -> Json:
    return {
        "value": fact.value,
        "support": _ids(fact.support),
        "against": [{"value": rival.value, "claims": _ids(rival.told)} for rival in fact.against],
        "because": fact.because,
    }


def _plain(value: object, told: Iterable[Told], because: str) -> Json:
    """A field about which claims cannot disagree."""
    return {"value": value, "support": _ids(told), "against": [], "because": because}


def _people(name: str, facts: Sequence[Fact[str]]) -> Json:
    if not facts:
        return {}
    return {
        name: {
            "value": [fact.value for fact in facts],
            "support": _ids(one for fact in facts for one in fact.support),
            "against": [{"value": r.value, "claims": _ids(r.told)} for fact in facts for r in fact.against],
            "because": " ".join(dict.fromkeys(fact.because for fact in facts)),
        }
    }
