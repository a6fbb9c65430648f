"""The frames of a language and their slots, ready to fire: what the schema says, as sentences are asked for it."""

from __future__ import annotations

from collections.abc import Mapping

from baithak.language import schema


class Slot:
    """A slot of a frame, ready to be filled; attributes as in the schema. adjunct: every frame may have it."""

    __slots__ = ("adjunct", "attach", "case", "lead", "name", "reached", "subject", "type", "via")

    def __init__(self, name: str, slot: schema.Slot, adjunct: bool) -> None:
        self.name = name
        self.type = frozenset(slot.type)
        self.case = frozenset(slot.case)
        self.attach = slot.attach
        self.subject = slot.subject
        self.via = frozenset(slot.via)
        self.lead = slot.lead
        self.reached = slot.reached
        self.adjunct = adjunct


class Frame:
    """A frame, ready to fire; attributes as in the schema.

    each: its slots, then the adjuncts that it does not define for itself. subject, lead: whether one may be filled from
    a clause around, or from the head of the sentence. needed: sets of categories of each of which a sentence must have
    one for the slots that have to be filled.
    """

    def __init__(self, frame: schema.Frame, adjuncts: Mapping[str, schema.Slot]) -> None:
        self.frame = frame.frame
        self.event = frame.event
        self.anchors = frozenset(frame.anchors)
        self.nominal = dict(frame.nominal)
        self.verbless = frame.verbless
        self.over = frame.over
        self.need = frame.need
        self.any_of = frame.any_of
        self.status = dict(frame.status)
        self.passive = frame.passive
        self.alone = frame.alone
        self.definite = frame.definite
        self.slots = frozenset(frame.slots)
        found = {**frame.slots, **{name: slot for name, slot in adjuncts.items() if name not in frame.slots}}
        self.each = [Slot(name, slot, name in adjuncts) for name, slot in found.items()]
        self.subject = any(slot.subject for slot in self.each)
        self.lead = any(slot.lead for slot in self.each)
        self.needed = [frozenset(frame.slots[name].type) for name in frame.need if name in frame.slots]
        if frame.any_of and frame.slots.keys() >= {*frame.any_of}:
            self.needed.append(frozenset(cat for name in frame.any_of for cat in frame.slots[name].type))

    def possible(self, cats: frozenset[str]) -> bool:
        """Whether a sentence of these categories has something of each kind that the frame needs."""
        return all(not cats.isdisjoint(needed) for needed in self.needed)
