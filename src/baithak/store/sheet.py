"""A desk's own table as claims: a CSV file, and a map that says which column is which field.

The CSV itself is kept as a document, so that a row that quotes no page rests on its own words. The map is YAML:

    type: {value: session}                      # the same for every row
    body: Commission                            # the column that holds it
    date: {column: Held on, format: "%d.%m.%Y"}
    status: {column: State, words: {done: held, due: planned}}
    co_chair: {column: Chairs, many: ";"}       # several names in one cell
    doc: Page
    quote: Sentence
    source: Where we have it from
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import regex
from pydantic import BaseModel, ConfigDict, RootModel, model_validator

from baithak.edtf import EdtfError, parse
from baithak.errors import Issue, SkipItem, StopRun
from baithak.knowledge.load import Knowledge, read_yaml
from baithak.language.text import fold_word
from baithak.model import Document, Json
from baithak.store.codec import EXTRA_FIELDS
from baithak.store.given import Shelf

FIELDS = ("type", "status", "date", "body", "parent", "ordinal", "attribution", "doc", "quote", "source", *EXTRA_FIELDS)
SHEET = "sheet"
"""What made the text of a document that is a table."""

_NUMBER = regex.compile(r"\d+")


class Column(BaseModel):
    """Where a field comes from: a column, or one value for every row.

    format: of a date, as in Python's strptime; words: what stands there -> what it means; many: what parts several.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str | None = None
    value: str | None = None
    format: str | None = None
    words: Mapping[str, str] = {}
    many: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: object) -> object:
        return {"column": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _fits(self) -> Column:
        if (self.column is None) == (self.value is None):
            raise ValueError("give either `column`, the heading that it stands under, or `value`, the same for all.")
        return self

    def read(self, row: Mapping[str, str]) -> str | None:
        """The cell, in the words of the contract where the map gives them; None where it is empty."""
        cell = (self.value if self.column is None else row.get(self.column) or "") or ""
        return self.words.get(cell.strip(), cell.strip()) or None


class SheetMap(RootModel[dict[str, Column]]):
    """A map as it stands in its file: field or role -> column."""


class Row(NamedTuple):
    """A row of the table; number: the heading is 1; start, end: code points into its text."""

    number: int
    start: int
    end: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its map; reader: who brings it in, as its claims say it."""

    document: Document
    columns: Mapping[str, Column]
    headings: list[str]
    rows: list[Row]
    reader: str

    def claims(self, shelf: Shelf) -> Iterator[tuple[str, Json] | Issue]:
        """Each row as a claim in the contract's JSON, or an Issue that says what to mend."""
        for row in self.rows:
            where = f"row {row.number}"
            try:
                claim, doubt = self._claim(row, shelf)
            except SkipItem as skip:
                yield Issue(skip.kind, self.document.address, f"{where}: {skip.reason}")
                continue
            if doubt:
                yield Issue("unchecked-quotation", self.document.address, f"{where}: {doubt}")
            yield where, claim

    def _claim(self, row: Row, shelf: Shelf) -> tuple[Json, str | None]:
        """The row's claim, and why its quotation could not be checked where it could not."""
        if any(row.cells[len(self.headings) :]):
            raise SkipItem("malformed-row", "it has more cells than the heading: is a quotation mark missing?")
        cells = dict(zip(self.headings, row.cells, strict=False))
        told = {name: value for name, column in self.columns.items() if (value := column.read(cells))}
        doc, quote, source = (told.pop(name, None) for name in ("doc", "quote", "source"))
        claim = self._fields(told)
        doubt = None
        if quote and doc:
            try:
                return claim | {"doc": shelf.find(doc).id, "quote": quote}, None
            except SkipItem as unknown:
                doubt = f"its quotation was not checked: {unknown.reason}"
        if not source:
            raise SkipItem(
                "no-source",
                f"{doubt or 'it quotes no page'}; give a page and its words, or say under `source` where it is from",
            )
        words = self.document.text[row.start : row.end]
        return claim | {"document_id": self.document.id, "quote": [row.start, row.end, words]}, doubt

    def _fields(self, told: Mapping[str, str]) -> Json:
        claim: Json = {"reader": self.reader, "rule": "sheet", "roles": {}}
        for name, value in told.items():
            column = self.columns[name]
            if name in FIELDS:
                claim[name] = _field(name, value, column)
            else:
                parts = value.split(column.many) if column.many else [value]
                claim["roles"][name] = [part.strip() for part in parts if part.strip()]
        return claim | ({"date_basis": "explicit"} if claim.get("date") else {})


def read_sheet(path: Path, mapping: Path, author: str, knowledge: Knowledge) -> Sheet:
    """Raises StopRun where the table or its map cannot be read, or the map names what is not there."""
    text = _text(path)
    columns = read_yaml(mapping, SheetMap).root
    try:
        headings, rows = _rows(text)
    except csv.Error as error:
        raise StopRun(f"{path} is no table: {error}.") from error
    roles = {role for kind in knowledge.claim_types.values() for role in kind.roles}
    for name, column in columns.items():
        if name not in FIELDS and name not in roles:
            raise StopRun(
                f"{mapping}: `{name}` is no field: known are {', '.join((*FIELDS, *sorted(roles - set(FIELDS))))}."
            )
        if column.column is not None and column.column not in headings:
            raise StopRun(f"{mapping}: {path} has no column `{column.column}`: it has {', '.join(headings)}.")
    if "type" not in columns:
        raise StopRun(f"{mapping}: nothing says the `type`: write `type: {{value: session}}`, or name its column.")
    document = Document(text, (str(path),), extractor=SHEET)
    return Sheet(document, columns, headings, rows, f"import:{author}")


def _text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise StopRun(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise StopRun(f"{path} is not UTF-8: save the table as CSV in the encoding UTF-8.") from error
    if not text.strip("\ufeff \r\n"):
        raise StopRun(f"There is nothing in {path}.")
    return text


def _rows(text: str) -> tuple[list[str], list[Row]]:
    """The headings and the rows with something in them; the mark that parts cells is found out from the heading."""
    lines = list(io.StringIO(text, newline=""))
    ends = [0, *accumulate(map(len, lines))]
    lines[0] = lines[0].lstrip("\ufeff")
    reader = csv.reader(lines, delimiter=max(",;\t", key=lines[0].count))
    headings = [name.strip() for name in next(reader)]
    rows = []
    first = reader.line_num
    for number, cells in enumerate(reader, 2):
        start, end = ends[first], ends[reader.line_num]
        first = reader.line_num
        if any(cell.strip() for cell in cells):
            rows.append(Row(number, start, start + len(text[start:end].rstrip("\r\n")), cells))
    return headings, rows


def _field(name: str, value: str, column: Column) -> str | int:
    if name == "ordinal":
        found = _NUMBER.findall(fold_word(value))
        if len(found) != 1:
            raise SkipItem("malformed-claim", f"{value!r} is no number of a sitting: write 21")
        return int(found[0])
    return _date(value, column.format) if name == "date" else value


def _date(value: str, form: str | None) -> str:
    """EDTF as it stands, or by the map's format, no finer than the format is."""
    try:
        return str(parse(value))
    except EdtfError:
        if form is None:
            raise SkipItem(
                "malformed-claim", f"{value!r} is no date: write 2025-12-04, or give the map a `format`"
            ) from None
    try:
        read = datetime.strptime(fold_word(value), form)
    except ValueError as error:
        raise SkipItem("malformed-claim", f"{value!r} is no date of the form {form!r}") from error
    length = 10 if regex.search("%[djx]", form) else 7 if regex.search("%[mbB]", form) else 4
    return read.date().isoformat()[:length]
