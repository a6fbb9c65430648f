"""A web of one server on loopback, whose pages a test writes, and a resolver that gives it names."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

Serve = Callable[[BaseHTTPRequestHandler], None]
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Asked(NamedTuple):
    """One request, as the server saw it."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Site:
    """What stands under each path: an answer, or something that talks to the client itself."""

    port: int = 0
    pages: dict[str, Serve] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        """An answer; it says 304 to who knows its ETag or Last-Modified."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        def serve(request: BaseHTTPRequestHandler) -> None:
            known = (request.headers["If-None-Match"], request.headers["If-Modified-Since"])
            same = any(value and value in known for value in (named.get("ETag"), named.get("Last-Modified")))
            send(request, 304 if same else status, b"" if same else data, named)

        self.pages[path] = serve

    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside, since the last call."""
        found = [asked.path for asked in self.asked if asked.path != "/robots.txt"]
        self.asked.clear()
        return found


def send(request: BaseHTTPRequestHandler, status: int, body: bytes, headers: Mapping[str, str] = {}) -> None:
    request.send_response_only(status)
    for name, value in ({"Content-Length": str(len(body))} | HTML | dict(headers)).items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def served() -> Iterator[Site]:
    """A site that is served as long as the block lasts."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(Asked(self.path, dict(self.headers)))
            try:
                serve = site.pages.get(self.path)
                if serve:
                    serve(self)
                else:
                    send(self, 404, b"")
            except OSError:
                self.close_connection = True  # the client had enough

        def handle(self) -> None:
            with suppress(OSError):  # the client had enough
                super().handle()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield site
        server.shutdown()


def rss(*entries: str, head: str = "", more: str = "") -> str:
    """A feed of links, each a path or an address; `more` stands in each item."""
    items = "".join(f"<item><title>{url}</title><link>{url}</link>{more}</item>" for url in entries)
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def article(*sentences: str) -> str:
    """A page of HTML with these sentences as its article."""
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<html><head><title>News</title></head><body><article>{text}</article></body></html>"
