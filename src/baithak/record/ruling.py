"""Decisions on events: merged, split, pinned, accepted, after the claims were gathered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from baithak.record.decisions import Decision, Rulings
from baithak.record.event import Event, Pin
from baithak.record.reconcile import number_fact


class Docket:
    """Events while decisions are carried out on them. named: what a decision names -> the key of the event meant."""

    def __init__(self, events: Iterable[Event], named: Mapping[str, str], rulings: Rulings) -> None:
        self.events = list(events)
        self._rulings = rulings
        self._named = named
        self._home = {one.id: event for event in self.events for one in event.every}

    def rule(self) -> list[Event]:
        """The events after all decisions."""
        for decision in self._rulings.of("merge", "split", "pin", "accept"):
            done = {"merge": self._merge, "split": self._split, "pin": self._pin, "accept": self._accept}
            if done[decision.kind](decision):
                self._rulings.applied.add(decision.id)
        return self.events

    def _event(self, target: str) -> Event | None:
        return self._home.get(self._named.get(target, target))

    def _merge(self, decision: Decision) -> bool:
        found = list(dict.fromkeys(event for key in decision.targets if (event := self._event(key))))
        if len(found) < 2:
            return False
        first = next((event for event in found if event.body), found[0])
        for event in found:
            if event is not first:
                self._take(first, event)
        return True

    def _take(self, first: Event, event: Event) -> None:
        signed = [one for one in event.told if first.body and one.type == "signing"]
        first.told += [one for one in event.told if one not in signed]
        first.beside += [*event.beside, *signed]
        first.figures += event.figures
        first.ordinal = event.ordinal if first.ordinal is None else first.ordinal
        self._home.update((one.id, first) for one in event.every)
        self.events.remove(event)

    def _split(self, decision: Decision) -> bool:
        event = self._event(decision.targets[0])
        leaving = [one for one in event.told if one.id in decision.targets] if event else []
        if event is None or not leaving or len(leaving) == len(event.told):
            return False
        event.told = [one for one in event.told if one not in leaving]
        number = number_fact(leaving)
        own = Event(event.type, leaving, event.body, number.value if number else None)
        self.events.append(own)
        self._home.update((one.id, own) for one in leaving)
        return True

    def _pin(self, decision: Decision) -> bool:
        event, name = self._field(decision)
        if event is None:
            return False
        event.pins[name] = Pin(decision.id, decision.value, decision.said)
        event.settled.add(name)
        if name == "ordinal" and isinstance(decision.value, int):
            event.ordinal = decision.value
        return True

    def _accept(self, decision: Decision) -> bool:
        event, name = self._field(decision)
        if event is not None:
            event.settled.add(name)
        return event is not None

    def _field(self, decision: Decision) -> tuple[Event | None, str]:
        target, *names = decision.targets
        return (self._event(target), names[0]) if names else (None, "")
