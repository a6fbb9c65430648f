"""The crawl from end to end: pieces past the sieve, what passed to the reader, reprints grouped, all of it in order.

Everything done is kept in parts, so that the same command goes on after a stop, passes only new pieces through the
sieve, and with a newer reader reads again only what passed.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from baithak import pipeline
from baithak.documents.columns import Columns
from baithak.errors import Issue, StopRun
from baithak.knowledge.load import Knowledge
from baithak.model import Json, digest
from baithak.sifting import parts
from baithak.sifting.corpus import Piece, pieces
from baithak.sifting.engine import Engine
from baithak.sifting.groups import grouped
from baithak.sifting.outcome import write_outcome
from baithak.sifting.stages import PASSED, make_sieve
from baithak.store.sifted import CLAIMS, ISSUES, MANIFEST, PAGES, issue_row

Progress = Callable[[str, int, int], None]
"""Told a stage, how much of it is done, and how much there is."""


@dataclass(slots=True)
class Told:
    """counts: what became of the corpus's pages. pages, claims, issues: what came out; reprints: pages among them."""

    counts: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    reprints: int = 0
    claims: int = 0
    issues: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sift:
    """folder: where the outcome goes, with the parts in `work` below it."""

    folder: Path
    engine: Engine
    knowledge: Knowledge
    progress: Progress = lambda stage, done, total: None

    def __call__(self, paths: Sequence[Path], columns: Columns) -> Told:
        """Sift a corpus. Raises StopRun where the folder cannot be written."""
        try:
            for folder in (self._passed, self._read):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StopRun(f"{self.folder} cannot be written: {error.strerror}.") from error
        before = self._manifest() or self._note({"of": None})
        found = list(pieces(paths))
        issues = [issue for issue in found if isinstance(issue, Issue)]
        named = self._gate([piece for piece in found if isinstance(piece, Piece)], columns)
        folders, by = self._read_passed(named)
        of = digest(repr((sorted(path.name for path in named), by, issues)))
        if before.get("of") == of:
            return Told(**before["told"])
        return self._finish(named, folders, issues, of)

    @property
    def _passed(self) -> Path:
        return self.folder / "work" / "passed"

    @property
    def _read(self) -> Path:
        return self.folder / "work" / "read"

    def _gate(self, found: Sequence[Piece], columns: Columns) -> list[Path]:
        """Pass through the sieve the pieces that have no part; the parts of all."""
        sieve = make_sieve(self.knowledge)
        named = {piece.key: self._passed / f"{digest(f'{piece.key} {sieve.key} {columns}')}.parquet" for piece in found}
        for path in set(self._passed.iterdir()) - set(named.values()):
            path.unlink()
        left = {piece.key: piece for piece in found if not named[piece.key].exists()}
        total = sum(piece.rows or 1 for piece in found)
        done = total - sum(piece.rows or 1 for piece in left.values())
        rows: dict[str, list[Json]] = defaultdict(list)
        self.progress("sieve", done, total)
        for row in self.engine.gate(list(left.values()), columns, sieve):
            key = row["piece"]
            if "counts" not in row:
                rows[key].append(row)
                continue
            parts.write_passed(named[key], rows.pop(key, []), row["counts"])
            done += left[key].rows or 1
            self.progress("sieve", done, total)
        return list(named.values())

    def _read_passed(self, named: Sequence[Path]) -> tuple[list[Path], str]:
        """Read the parts that this reader did not read yet; the folders of all that hold anything, and the reader."""
        by = pipeline.reader(self.knowledge).version
        folders = {path.stem: self._read / path.stem for path in named if not parts.is_empty(path)}
        for folder in set(self._read.iterdir()) - set(folders.values()):
            shutil.rmtree(folder)
        left = [path for path in named if path.stem in folders and parts.read_by(folders[path.stem]) != by]
        sizes = {path.stem: parts.counts_of(path).get(PASSED, 0) for path in named}
        total = sum(sizes.values())
        done = total - sum(sizes[path.stem] for path in left)
        rows: dict[str, dict[str, list[Json]]] = defaultdict(lambda: defaultdict(list))
        self.progress("read", done, total)
        for row in self.engine.read(left, self.knowledge.folders):
            name = row["part"]
            if "done" in row:
                parts.write_read(folders[name], rows.pop(name, {}), by)
                continue
            for file, texts in ((PAGES, row.get("pages")), (CLAIMS, row.get("claims")), (ISSUES, row.get("issues"))):
                rows[name][file] += map(json.loads, texts or ())
            done += len(row.get("pages") or ())
            self.progress("read", done, total)
        return list(folders.values()), by

    def _finish(self, named: Sequence[Path], folders: Sequence[Path], issues: Sequence[Issue], of: str) -> Told:
        self._note({"of": None})
        self.progress("reprints", 0, 1)
        groups = grouped(self.engine.hashes(folders), folders) if folders else {}
        self.progress("order", 0, 1)
        found = write_outcome(self.folder, folders, groups, [issue_row(issue) for issue in issues])
        counts = sum((Counter(parts.counts_of(path)) for path in named), Counter[str]())
        told = Told(dict(sorted(counts.items())), **found)
        self._note({"of": of, "told": asdict(told)})
        return told

    def _manifest(self) -> Json:
        path = self.folder / MANIFEST
        found: Json = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return found

    def _note(self, manifest: Json) -> Json:
        """Write the manifest: `of` is null while the files are not all there."""
        making = self.folder / f".{MANIFEST}"
        making.write_text(json.dumps(manifest, indent=1), "utf-8")
        making.replace(self.folder / MANIFEST)
        return manifest
