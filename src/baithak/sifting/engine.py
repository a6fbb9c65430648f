"""The stages on Daft: one code for the cores of this machine and for the workers of a Ray cluster.

Work goes out in rows, a piece or a row group each; every worker is a process of its own, since the stages are Python
and would stand in each other's way within one. What comes back is taken row by row as it comes, in no order.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
os.environ.setdefault("DAFT_PROGRESS_BAR", "0")

import daft
from daft import DataType
from daft.functions import minhash

from baithak import pipeline
from baithak.documents.columns import Columns
from baithak.errors import StopRun
from baithak.knowledge.load import load
from baithak.model import Json
from baithak.record.reprints import article
from baithak.sifting.corpus import Piece
from baithak.sifting.groups import HASHES
from baithak.sifting.stages import Sieve, gate_piece, read_part
from baithak.store.codec import document_from_json
from baithak.store.sifted import PAGES

HERE = "here"
"""Where to run: on this machine; anything else is Ray, ``ray`` the local or configured one, else its address."""

_RUN = 5  # words
_STRING = DataType.string()
_GATED = DataType.struct({"piece": _STRING, "page": _STRING, "issue": _STRING, "counts": _STRING})
_MANY = DataType.list(_STRING)
_READ = DataType.struct({"part": _STRING, "pages": _MANY, "claims": _MANY, "issues": _MANY, "done": _STRING})


class Engine:
    """Runs stages on workers. where: `HERE` or Ray; workers: how many, all cores where none are given.

    Raises StopRun where Ray is wanted and cannot be had.
    """

    def __init__(self, where: str = HERE, workers: int | None = None) -> None:
        if where == HERE:
            _set_runner(daft.set_runner_native)
            cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        else:
            cores = _start_ray(None if where == "ray" else where)
        self._workers = workers or cores
        self._take = _rows_here if where == HERE else _rows_on_ray

    def gate(self, pieces: Sequence[Piece], columns: Columns, sieve: Sieve) -> Iterator[Json]:
        """The rows of `gate_piece` for all of the pieces."""
        frame = daft.from_pydict({"piece": [pickle.dumps(piece) for piece in pieces]}).into_batches(1)
        stage = daft.cls(_Gate, max_concurrency=self._at_most(pieces), use_process=True)
        return self._run(frame.select(stage(columns, sieve).rows(frame["piece"]).alias("row")))

    def read(self, parts: Sequence[Path], folders: Sequence[Path]) -> Iterator[Json]:
        """The rows of `read_part` for all of the parts. folders: knowledge laid over the built-in."""
        frame = daft.from_pydict({"path": [str(path) for path in parts]}).into_batches(1)
        stage = daft.cls(_Read, max_concurrency=self._at_most(parts), use_process=True)
        return self._run(frame.select(stage([*folders]).rows(frame["path"]).alias("row")))

    def hashes(self, folders: Sequence[Path]) -> Iterator[tuple[str, Sequence[int]]]:
        """The documents of folders where pages were read, each once, with the MinHash of their articles."""
        frame = daft.read_parquet([str(folder / PAGES) for folder in folders]).select("document", "text", "facts")
        article = _article(frame["text"], frame["facts"])
        frame = frame.select("document", minhash(article, num_hashes=HASHES, ngram_size=_RUN).alias("hashes"))
        for row in self._take(frame.distinct("document")):
            yield row["document"], row["hashes"]

    def _at_most(self, work: Sequence[object]) -> int:
        return max(1, min(self._workers, len(work)))

    def _run(self, frame: daft.DataFrame) -> Iterator[Json]:
        for row in self._take(frame):
            yield {name: value for name, value in row["row"].items() if value is not None}


class _Gate:
    """A worker at the sieve."""

    def __init__(self, columns: Columns, sieve: Sieve) -> None:
        self._columns, self._sieve = columns, sieve

    @daft.method(return_dtype=_GATED)
    def rows(self, piece: bytes) -> Iterator[Json]:
        yield from gate_piece(pickle.loads(piece), self._columns, self._sieve)


class _Read:
    """A worker that reads; its knowledge is loaded once."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._reader = pipeline.reader(load(folders))

    @daft.method(return_dtype=_READ)
    def rows(self, path: str) -> Iterator[Json]:
        yield from read_part(Path(path), self._reader)


@daft.func(return_dtype=_STRING)
def _article(text: str, facts: str) -> str:
    """The words of an article, a space between them."""
    return " ".join(article(document_from_json(json.loads(facts), text)).split())


def _rows_here(frame: daft.DataFrame) -> Iterator[Json]:
    for partition in frame.iter_partitions():
        yield from partition.to_arrow().to_pylist()  # type: ignore[union-attr]


def _rows_on_ray(frame: daft.DataFrame) -> Iterator[Json]:
    import ray

    for partition in frame.iter_partitions():
        yield from ray.get(partition).to_arrow().to_pylist()  # type: ignore[arg-type]


def _start_ray(address: str | None) -> int:
    """Connect to Ray, or start it on this machine; says how many cores it has."""
    try:
        import ray
    except ImportError as error:
        raise StopRun("Ray is not here: install it with `pip install 'baithak[sift]'`.") from error
    try:
        if address is not None:  # Ray itself would go on trying for minutes
            host, _, port = address.removeprefix("ray://").rpartition(":")
            socket.create_connection((host, int(port)), timeout=10).close()
        if not ray.is_initialized():
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise StopRun(f"Ray cannot be reached at {address or 'its usual address'}: {error}") from error
    _set_runner(daft.set_runner_ray)
    return int(ray.cluster_resources().get("CPU", 1))  # type: ignore[no-untyped-call]


def _set_runner(choose: Callable[[], Any]) -> None:
    """Daft has one runner for the life of a process."""
    try:
        choose()
    except daft.exceptions.DaftCoreException:
        if daft.get_or_infer_runner_type() != ("native" if choose is daft.set_runner_native else "ray"):
            raise
