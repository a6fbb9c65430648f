"""A desk on loopback, as tests start it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from baithak.knowledge.load import Knowledge
from baithak.outlets.web.app import make_app
from baithak.outlets.web.guard import rulers
from baithak.store.sql import open_store

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
TODAY = "2025-12-10"
HOSTILE = (
    "<script>document.title='taken'</script><img src=x onerror=alert(1)>\n"
    "साधारण \u202eउलटा\u202c पंक्ति \u2066अलग\u2069 \u200bशून्य\ufeff \udcff \x07\x1b[31m\n"
    "{{ 7*7 }} {% raw %} javascript:alert(1) </p></article></main><iframe src=//x>\n" + "क" * 200_000
)


@dataclass(frozen=True)
class Served:
    """A running desk."""

    base: str
    token: str
    db: Path
    app: FastAPI


@contextmanager
def serving(db: Path, knowledge: Knowledge, today: Callable[[], str] = lambda: TODAY) -> Iterator[Served]:
    known, token = rulers(None)
    store = open_store(db, create=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(store, knowledge, known, hosts=("127.0.0.1", "localhost", "testserver"), today=today)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    try:
        yield Served(f"http://127.0.0.1:{port}", token or "", db, app)
    finally:
        server.should_exit = True
        thread.join(10)
        store.close()
