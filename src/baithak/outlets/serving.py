"""`baithak serve`: the desk in a browser, for whoever can reach this machine's address and port."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from baithak.errors import StopRun
from baithak.outlets.shell import DEFAULT_DB, Db, Folders, complain, console, open_knowledge, opened, today

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
Users = Annotated[
    Path | None, typer.Option("--users", metavar="FILE", help="Who may rule: a line `name: token` for each.")
]


def serve(
    db: Db = DEFAULT_DB,
    host: Annotated[str, typer.Option(help="The address to listen on; this machine alone where none is given.")] = (
        _LOOPBACK[0]
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8787,
    users: Users = None,
    folders: Folders = None,
) -> None:
    """Show the record in a browser: bodies, events, pages, disputes, and a search that knows Hindi.

    Reading is open to whoever can reach the address; ruling needs the token that is printed, or one of --users.

    Example: baithak serve --db desk.db
    """
    try:
        import uvicorn

        from baithak.outlets.web.app import make_app
        from baithak.outlets.web.guard import rulers
    except ImportError as error:
        raise StopRun(f"The desk needs {error.name}: pip install 'baithak[web]'.") from error

    known, token = rulers(users)
    with opened(db) as store:
        app = make_app(store, open_knowledge(folders), known, hosts=(host, *_LOOPBACK), today=today)
        server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False))
        out = console()
        if host not in _LOOPBACK:
            complain(f"Whoever can reach {host} can read this record: mind who that is.")
        out.print(f"The desk: http://{f'[{host}]' if ':' in host else host}:{port}/   (Ctrl-C ends it)", soft_wrap=True)
        if token:
            out.print(f"To rule, sign in with this token: {token}", soft_wrap=True)
        app.state.room.warm()
        gc.freeze()  # what is loaded by now stays: looking through it again and again would hold up answers
        server.run()
