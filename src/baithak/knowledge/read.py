"""YAML files read strictly: every mistake is a sentence with file and line, and what is allowed there.

Plain scalars mean what a linguist expects, not what YAML 1.1 makes of them: ``NO`` is Norway, ``yes:`` is a key,
``2024-12-10`` is text. Only ``null``, ``true``, ``false`` and plain numbers are anything but text.
"""

from __future__ import annotations

import io
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

import regex
import yaml
from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from baithak.errors import KnowledgeError

T = TypeVar("T", bound=BaseModel)
Loc = Sequence[int | str]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # composes nodes without guessing types
_DEEPEST = 50  # an alias inside its own anchor would nest for ever
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = regex.compile(r"[-+]?(?:0|[1-9]\d*)")
_DECIMAL = regex.compile(r"[-+]?\d+\.\d+")


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong at one line (from 1) of one file."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def read_yaml(path: Path, model: type[T]) -> T:
    """One file as one model.

    Raises KnowledgeError with a line ``file:line: what is wrong and what is allowed`` for each mistake.
    """
    if not path.is_file():
        raise KnowledgeError(str(Mistake(str(path), 1, "there is no such file.")))
    mistakes: list[Mistake] = []
    node = compose(path, path.read_bytes(), mistakes)
    found = None if mistakes else validate(node or _empty(path), model, mistakes)
    if found is None:
        raise KnowledgeError("\n".join(map(str, sorted(mistakes))))
    return found


def compose(path: Path, data: bytes, mistakes: list[Mistake]) -> yaml.Node | None:
    """The node tree of a file's bytes; None when the file is empty or a mistake was noted."""
    try:
        stream = io.StringIO(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mistakes.append(Mistake(str(path), line, "this is not UTF-8: save the file in the encoding UTF-8."))
        return None
    stream.name = str(path)  # so that the marks of the nodes know their file
    try:
        node: yaml.Node | None = yaml.compose(stream, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        text = f"this is not YAML ({what}): look for a missing colon, bracket, quotation mark or indent."
        mistakes.append(Mistake(str(path), mark.line + 1 if mark else 1, text))
        return None
    return node


def validate(node: yaml.Node, model: type[T], mistakes: list[Mistake]) -> T | None:
    """The node as a model, or None with the mistakes noted."""
    before = len(mistakes)
    data = plain(node, mistakes)
    if len(mistakes) > before:
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        told = dict.fromkeys(_mistake(node, model, e) for e in error.errors(include_url=False))
        mistakes.extend(told)
        return None


def plain(node: yaml.Node, mistakes: list[Mistake], depth: int = 0) -> Any:
    """The node as dicts with text keys, lists, texts, numbers, booleans and None; repeated keys are mistakes."""
    if depth > _DEEPEST:
        mistakes.append(mistake(node, "this is nested too deeply: does an alias stand inside its own anchor?"))
        return None
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            if key.value in found:
                mistakes.append(mistake(key, f"`{key.value}` stands here twice: join the two or rename one."))
            found[key.value] = plain(value, mistakes, depth + 1)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [plain(each, mistakes, depth + 1) for each in node.value]
    return node.value if getattr(node, "style", None) else _scalar(node.value)


def _scalar(text: str) -> str | int | float | bool | None:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in "+-0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def overlay(base: yaml.Node, top: yaml.Node) -> yaml.Node:
    """`base` with `top` laid over it: fields are joined, lists extended, other values replaced, null takes away."""
    if isinstance(base, yaml.MappingNode) and isinstance(top, yaml.MappingNode):
        fields = {key.value: (key, value) for key, value in base.value}
        for key, value in top.value:
            if isinstance(value, yaml.ScalarNode) and not value.style and _scalar(value.value) is None:
                fields.pop(key.value, None)
            else:
                fields[key.value] = (key, overlay(fields[key.value][1], value) if key.value in fields else value)
        return yaml.MappingNode(base.tag, list(fields.values()), top.start_mark, top.end_mark)
    if isinstance(base, yaml.SequenceNode) and isinstance(top, yaml.SequenceNode):
        have = [plain(each, []) for each in base.value]
        added = [each for each in top.value if plain(each, []) not in have]
        return yaml.SequenceNode(base.tag, [*base.value, *added], top.start_mark, top.end_mark)
    return top


def mistake(node: yaml.Node, text: str) -> Mistake:
    """A mistake at the line where the node begins."""
    return Mistake(node.start_mark.name, node.start_mark.line + 1, text)


def locate(node: yaml.Node, loc: Loc, key: bool = False) -> yaml.Node:
    """The node at a path of keys and indices, as far as the path leads; `key`: the last key instead of its value."""
    for at, step in enumerate(loc):
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is not None:
                node = pair[0] if key and at == len(loc) - 1 else pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return node


def near(word: str, known: Iterable[str]) -> str:
    """``; did you mean `x`?`` for the nearest known word, or nothing when none is near."""
    found = process.extractOne(word, list(known), score_cutoff=70)
    return f"; did you mean `{found[0]}`?" if found else "."


def listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _empty(path: Path) -> yaml.Node:
    mark = yaml.Mark(str(path), 0, 0, 0, None, 0)
    return yaml.ScalarNode("", "", mark, mark)


def _mistake(node: yaml.Node, model: type[BaseModel], error: ErrorDetails) -> Mistake:
    loc = error["loc"]
    at = locate(node, loc, key=error["type"] == "extra_forbidden")
    fields = _fields(model, loc[:-1]) if error["type"] in ("missing", "extra_forbidden") else {}
    return mistake(at, _sentence(error, fields))


_WANTED = {
    "string": "text: put quotation marks around a number or a true or false that is meant as text",
    "tuple": "a list, such as [one, two]",
    "list": "a list, such as [one, two]",
    "set": "a list, such as [one, two]",
    "frozen": "a list, such as [one, two]",
    "dict": "fields, such as {one: 1, two: 2}",
    "mapping": "fields, such as {one: 1, two: 2}",
    "model": "fields, such as {one: 1, two: 2}",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}


def _sentence(error: ErrorDetails, fields: Mapping[str, bool]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    key = next((step for step in reversed(error["loc"]) if isinstance(step, str)), "")
    if kind == "missing":
        needed = [name for name, required in fields.items() if required]
        return f"`{key}` is missing here; needed are {listed(needed)}."
    if kind == "extra_forbidden":
        return f"`{key}` is not known here{near(key, fields)} Known are {listed(fields)}."
    if kind in ("literal_error", "enum"):
        known = regex.findall(r"'([^']*)'", context["expected"])
        return f"`{key}` cannot be `{error['input']}`{near(str(error['input']), known)} Known are {listed(known)}."
    if kind == "value_error":
        return str(context["error"])
    wanted = _WANTED.get(kind.split("_")[0]) if kind.endswith(("_type", "_parsing")) else None
    text = f"this has to be {wanted}" if wanted else error["msg"]
    return f"`{key}`: {text}." if key else f"{text[0].upper()}{text[1:]}."


def _fields(model: type[BaseModel], loc: Loc) -> dict[str, bool]:
    """The keys that may stand at a path of a pydantic error, and whether each is required."""
    models = list(_models(model))
    for step in loc:
        chosen = [each for each in models if each.__name__ == step]  # pydantic names the member of a union
        inner = [
            part for each in models for name, info in _keys(each) if name == step for part in _models(info.annotation)
        ]
        models = chosen or inner or models
    return {name: info.is_required() for each in models for name, info in _keys(each)}


def _keys(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, RootModel):
            yield from _models(annotation.model_fields["root"].annotation)
        elif issubclass(annotation, BaseModel):
            yield annotation
    else:
        for part in get_args(annotation):
            yield from _models(part)
