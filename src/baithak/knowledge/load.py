"""Opens and validates the catalogues of entities, the built-in ones and the user's laid over them.

A folder holds files named after a catalogue (``bodies.yml`` is a list of bodies) and any others, which have sections
named so (``kenya.yml`` with ``bodies:`` and ``actors:``). An entry of a later folder with the id of an earlier one
changes it field by field.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml

from baithak.errors import KnowledgeError
from baithak.knowledge.cross import complete, crossed
from baithak.knowledge.read import Mistake, compose, listed, mistake, near, overlay, read_yaml, validate
from baithak.knowledge.schema import Actor, Body, ClaimType, Entry, Office, Place, TopicCode
from baithak.uncollected import uncollected

__all__ = ["Knowledge", "check", "load", "read_yaml"]

E = TypeVar("E", bound=Entry)
_MODELS: Mapping[str, type[Entry]] = {
    "actors": Actor,
    "offices": Office,
    "places": Place,
    "bodies": Body,
    "topics": TopicCode,
    "claim_types": ClaimType,
}
Nodes = dict[str, dict[str, yaml.Node]]


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """The catalogues by id. `places` holds countries and places; `fingerprint` changes with any file read."""

    actors: Mapping[str, Actor]
    offices: Mapping[str, Office]
    places: Mapping[str, Place]
    bodies: Mapping[str, Body]
    topics: Mapping[str, TopicCode]
    claim_types: Mapping[str, ClaimType]
    fingerprint: str
    folders: tuple[Path, ...]


def load(folders: Sequence[Path] = ()) -> Knowledge:
    """The built-in catalogues with those of `folders` laid over them, in order.

    Raises KnowledgeError that names every mistake, each as ``file:line: sentence``.
    """
    reading = _Reading()
    with uncollected():
        knowledge = reading.knowledge((_built_in(), *folders))
    if reading.mistakes:
        raise KnowledgeError("\n".join(_lines(reading)))
    return knowledge


def check(folders: Sequence[Path] = ()) -> list[str]:
    """Every mistake of the built-in catalogues and of `folders`, each as ``file:line: sentence``, sorted."""
    reading = _Reading()
    reading.knowledge((_built_in(), *folders))
    return _lines(reading)


def _built_in() -> Path:
    return Path(str(files("baithak.knowledge")))


def _lines(reading: _Reading) -> list[str]:
    return [str(each) for each in sorted(set(reading.mistakes))]


@dataclass
class _Reading:
    """One pass over the folders, with the mistakes met on the way."""

    mistakes: list[Mistake] = field(default_factory=list)
    nodes: Nodes = field(default_factory=lambda: {name: {} for name in _MODELS})

    def knowledge(self, folders: tuple[Path, ...]) -> Knowledge:
        seen = hashlib.sha256()
        for folder in folders:
            self._folder(folder, seen)
        found: dict[str, dict[str, Any]] = {name: self._entries(name, model) for name, model in _MODELS.items()}
        self.mistakes.extend(crossed(found, self.nodes))
        found["places"] = complete(found["places"])
        return Knowledge(**found, fingerprint=seen.hexdigest()[:16], folders=folders[1:])

    def _folder(self, folder: Path, seen: Any) -> None:
        if not folder.is_dir():
            self.mistakes.append(Mistake(str(folder), 1, "there is no such folder of knowledge files."))
            return
        layer: Nodes = {name: {} for name in _MODELS}
        for path in sorted(folder.glob("*.yml")):
            data = path.read_bytes()
            seen.update(path.name.encode() + b"\0" + data + b"\0")
            node = compose(path, data, self.mistakes)
            if node is not None:
                self._file(path, node, layer)
        for name, entries in layer.items():
            known = self.nodes[name]
            for key, node in entries.items():
                known[key] = overlay(known[key], node) if key in known else node

    def _file(self, path: Path, node: yaml.Node, layer: Nodes) -> None:
        if path.stem in _MODELS:
            self._section(path.stem, node, layer)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value in _MODELS:
                    self._section(key.value, value, layer)
                else:
                    text = f"there is no catalogue `{key.value}`{near(key.value, _MODELS)} Known are {listed(_MODELS)}."
                    self.mistakes.append(mistake(key, text))
        else:
            text = f"this file needs sections named {listed(_MODELS)}, or one of these as its own name."
            self.mistakes.append(mistake(node, text))

    def _section(self, name: str, node: yaml.Node, layer: Nodes) -> None:
        if not isinstance(node, yaml.SequenceNode):
            self.mistakes.append(mistake(node, f"{name} are a list: begin each entry with `- id:`."))
            return
        for entry in node.value:
            pairs = entry.value if isinstance(entry, yaml.MappingNode) else []
            key = next((value.value for key, value in pairs if key.value == "id"), None)
            if not isinstance(key, str):
                self.mistakes.append(mistake(entry, f"an entry of {name} needs an `id`: begin it with `- id:`."))
            elif key in layer[name]:
                first = mistake(layer[name][key], "")
                text = f"`{key}` is already the id of an entry at {first.file}:{first.line}: join them or rename one."
                self.mistakes.append(mistake(entry, text))
            else:
                layer[name][key] = entry

    def _entries(self, name: str, model: type[E]) -> dict[str, E]:
        found = {key: validate(node, model, self.mistakes) for key, node in self.nodes[name].items()}
        return {key: entry for key, entry in found.items() if entry is not None}
