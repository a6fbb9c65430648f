"""The record's JSON: entities, facts, sessions and events in the contract's form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from baithak import items
from baithak.items import Name, Names
from baithak.model import Json
from baithak.record.bodies import BodyForm
from baithak.record.decisions import Decision
from baithak.record.event import Event, sources
from baithak.record.forms import Form
from baithak.record.link import PEOPLE
from baithak.record.outcomes import outcomes
from baithak.record.reconcile import Fact, Facts, facts_of, people_facts, status_of
from baithak.record.told import Reading, Told


class Shaper:
    """Turns what was gathered into JSON that refers to entities; `named`: the names of all that it refers to."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.forms = reading.actors.forms()
        self.bodies = reading.bodies.forms()
        self.named: Names = {}
        self._facts: dict[Event, Facts] = {}
        self._shown: dict[Event, Json] = {}

    def entity(self, actor: str) -> Json:
        """Stands for an actor or place."""
        self._name(actor)
        return items.actor(actor)

    def names(self, actor: str) -> Json:
        """Stands for the names of an actor or place."""
        self._name(actor)
        return items.names("actor", actor)

    def body(self, body: str) -> Json:
        """Stands for a body."""
        self._name_body(body)
        return items.body(body)

    def body_names(self, body: str) -> Json:
        """Stands for the names of a body."""
        self._name_body(body)
        return items.names("body", body)

    def _name(self, actor: str) -> None:
        name = Name("actor", actor)
        if name not in self.named:
            self.named[name] = self._gather(actor)

    def _name_body(self, body: str) -> None:
        entry = self._reading.knowledge.bodies.get(body)
        self.named[Name("body", body)] = merged(entry.names if entry else {}, self.bodies[body])

    def _gather(self, actor: str) -> dict[str, list[str]]:
        known = self._reading.knowledge
        entry = known.actors.get(actor) or known.places.get(actor)
        forms = [form for form in self.forms.get(actor, []) if form.key.kind == self._reading.actors.kind(actor)]
        return merged(entry.names if entry else {}, forms)

    def facts(self, event: Event) -> Facts:
        """What the claims of an event say, worked out once."""
        if event not in self._facts:
            self._facts[event] = facts_of(event, self._reading.places)
        return self._facts[event]

    def event(self, event: Event) -> Json:
        """A session or another event with its fields, each with the claims for and against it; worked out once."""
        if event not in self._shown:
            self._shown[event] = self._shape(event)
        return self._shown[event]

    def _shape(self, event: Event) -> Json:
        told = event.told
        known = self.facts(event)
        place, chairs = known.place, known.co_chairs
        facts = {"ordinal": known.ordinal, "date": known.date, "place": place, "host_country": known.host_country}
        chairing = [fact.value for fact in chairs]
        roles = ("participant",) if event.body else PEOPLE
        present = [fact for fact in people_facts(told, *roles) if fact.value not in chairing]
        seated = [fact.value for fact in present]
        status, stating = status_of(event)
        signed = outcomes(event)
        values = {name: fact.value if fact else None for name, fact in facts.items()}
        shown: Json = {
            "id": event.id,
            "type": event.type,
            **values,
            "ordinal": event.ordinal,
            "place": self.entity(place.value) if place else None,
            "co_chairs": [self.entity(key) for key in _in_order(chairing, told, ["co_chair"])],
            "participants": [self.entity(key) for key in _in_order(seated, told, roles)],
            "parties": sorted({country for one in told for country in one.countries}),
            "objects": [self.entity(key) for key in sorted({k for o in told for k in o.roles.get("object", ())})],
            "status": status,
            "outcomes": sorted(signed),
            "stated": True,
            "claims": _ids(told),
            "signed": [{"document": kind, "claims": _ids(signed[kind])} for kind in sorted(signed)],
            "documents": len({one.page.id for one in event.every}),
            "independent_sources": sources(event.every),
            "fields": {name: _field(fact) for name, fact in facts.items() if fact}
            | _people("co_chairs", chairs)
            | _people("participants", present)
            | {"status": _plain(status, stating, f"Told as {status}.")}
            | ({"outcomes": _plain(sorted(signed), chain(*signed.values()), "Signed at it.")} if signed else {}),
        }
        for name, decision in event.pins.items():
            self._pin(shown, name, decision)
        return shown

    def _pin(self, shown: Json, name: str, decision: Decision) -> None:
        """Shows the value that was ruled; what claims say of the field stays beside it."""
        value = decision.value
        said = shown["fields"].get(name, {"support": [], "against": []})
        shown["fields"][name] = said | {"value": value, "because": decision.said, "decision": decision.id}
        if name == "place":
            shown[name] = self.entity(str(value))
            shown["host_country"] = self._reading.places.country(str(value)) or shown["host_country"]
        elif isinstance(value, tuple):
            shown[name] = [self.entity(key) for key in value]
        else:
            shown[name] = value


def _in_order(actors: Sequence[str], told: Iterable[Told], roles: Sequence[str]) -> list[str]:
    """As the weightiest claims list them."""
    ranked = sorted(told, key=lambda one: (not one.page.official, -len(one.people), one.id))
    order = dict.fromkeys(key for one in ranked for role in roles for key in one.roles.get(role, ()))
    return sorted(actors, key=lambda key: (list(order).index(key) if key in order else len(order), key))


def merged(first: Mapping[str, Sequence[str]], forms: Iterable[BodyForm | Form]) -> dict[str, list[str]]:
    """Names by language: the catalogue's in its order, then those of claims, the most frequent first."""
    count: Counter[tuple[str, str]] = Counter()
    for form in forms:
        count.update(form.names)
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
            "because": " ".join(fact.because for fact in facts),
        }
    }
