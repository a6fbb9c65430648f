"""One address asked, within limits: redirects, bytes, seconds, and the pace that its host bears."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag

import httpcore
import httpx

from baithak.errors import SkipItem
from baithak.fetch.guard import Guard, Transport
from baithak.fetch.robots import Robots
from baithak.inflate import inflated
from baithak.model import Visit

_LONGEST_ADDRESS = 2048  # code points
_FOR_GOOD = (301, 308)
_ELSEWHERE = (*_FOR_GOOD, 302, 303, 307)
_LATER = (408, 425, 429, 500, 502, 503, 504)
_ROBOTS = 512 << 10  # bytes of a robots.txt that are read


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: for one answer as a whole; redirects: in a row; pause: seconds between two requests to one host."""

    seconds: float = 60.0
    redirects: int = 5
    pause: float = 2.0


class Unanswered(SkipItem):
    """No answer that can be used. later: whether to ask again; wait: seconds until then, as the server has it."""

    def __init__(self, kind: str, reason: str, *, later: bool = False, wait: float | None = None) -> None:
        super().__init__(kind, reason)
        self.later = later
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Got:
    """An answer. url: where it came from; moved: where it has moved for good; body: unpacked, None if it is as it was.

    etag, modified: the validators to ask with next time.
    """

    url: str
    moved: str | None
    body: bytes | None
    media: str
    charset: str | None
    etag: str | None
    modified: str | None


@dataclass(slots=True, eq=False)
class Host:
    """free: when it may be asked again, by the monotonic clock; pause: seconds; robots: its rules, once known.

    failures: addresses in a row that it left unanswered.
    """

    pause: float
    free: float = 0.0
    failures: int = 0
    robots: Robots | None = None

    def delay(self, seconds: float) -> None:
        """Leave it alone for a while."""
        self.free = max(self.free, time.monotonic() + seconds)


@dataclass
class Client:
    """Asks as `agent`, one request at a time."""

    guard: Guard
    agent: str
    limits: Limits = field(default_factory=Limits)
    sleep: Callable[[float], None] = time.sleep
    hosts: dict[str, Host] = field(default_factory=dict)

    def __post_init__(self) -> None:
        headers = {"User-Agent": self.agent, "Accept-Encoding": "gzip", "Accept": "*/*"}
        # trust_env: a proxy of the environment would resolve names itself, behind the guard's back
        self._http = httpx.Client(transport=Transport(self.guard), headers=headers, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def host(self, url: str) -> Host:
        """What is known of the host of an address, by scheme, name and port."""
        return self.hosts.setdefault(_joined(url, "/"), Host(self.limits.pause))

    def get(self, url: str, limit: int, before: Visit | None = None) -> Got:
        """What stands at an address, of at most so many bytes, with regard to its host's robots.txt.

        before: the last visit, so that what has not changed since need not come again.
        Raises Unanswered, or SkipItem for what can never be taken.
        """
        at, moved, for_good = url, None, True
        for _ in range(self.limits.redirects + 1):
            self._permitted(at)
            with self._asked(at, before if at == url else None) as response:
                onward = response.headers.get("location") if response.status_code in _ELSEWHERE else None
                if onward is None:
                    return self._got(response, at, moved, limit, before)
                for_good = for_good and response.status_code in _FOR_GOOD
            at = _joined(at, onward)
            moved = at if for_good else moved
        raise SkipItem("redirects", f"it leads on and on, by more than {self.limits.redirects} redirects")

    def _permitted(self, url: str) -> None:
        host = self.host(url)
        if host.robots is None:
            host.robots = self._robots(_joined(url, "/robots.txt"))
            host.pause = max(host.pause, host.robots.delay(self.agent))
        if not host.robots.allows(url, self.agent):
            raise SkipItem("robots", "its host's robots.txt asks programs not to read it")

    def _robots(self, url: str) -> Robots:
        """The rules of a host; one that has none allows all, one that cannot say so is not asked anything now."""
        at = url
        for _ in range(self.limits.redirects + 1):
            with self._asked(at) as response:
                if response.status_code in _ELSEWHERE and "location" in response.headers:
                    onward = response.headers["location"]
                elif response.status_code == 200:
                    return Robots(_head(response))
                elif response.status_code in _LATER or response.status_code >= 500:
                    reason = f"its host's robots.txt cannot be read now: it answers {response.status_code}"
                    raise Unanswered("robots", reason, later=True, wait=_wait(response))
                else:
                    return Robots(b"")
            at = _joined(at, onward)
        return Robots(b"")

    @contextmanager
    def _asked(self, url: str, before: Visit | None = None) -> Iterator[httpx.Response]:
        """The answer to one request, its body still to be read, in its turn and by a deadline."""
        host = self.host(url)
        self.sleep(max(0.0, host.free - time.monotonic()))
        self.guard.deadline = time.monotonic() + self.limits.seconds
        asked = {"If-None-Match": before.etag, "If-Modified-Since": before.modified} if before else {}
        request = self._http.build_request("GET", _parsed(url), headers={k: v for k, v in asked.items() if v})
        try:
            response = self._http.send(request, stream=True)
            try:
                yield response
            finally:
                response.close()
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            reason = f"it did not answer in {self.limits.seconds:g} seconds"
            raise Unanswered("timeout", reason, later=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError, OSError) as error:
            raise Unanswered("unreachable", f"it cannot be reached, or broke off: {error}", later=True) from error
        finally:
            host.free = time.monotonic() + host.pause

    def _got(self, response: httpx.Response, url: str, moved: str | None, limit: int, before: Visit | None) -> Got:
        status, headers = response.status_code, response.headers
        if status not in (200, 304) or (status == 304 and before is None):
            raise _refusal(response)
        media, _, _ = headers.get("content-type", "").partition(";")
        body = None
        if status == 200:
            if headers.get("content-length", "").isdecimal() and int(headers["content-length"]) > limit:
                raise SkipItem("too-large", f"it has more than {limit:,} bytes")
            body = inflated(response.iter_raw(), headers.get("content-encoding", ""), limit)
        charset = response.charset_encoding
        known = (headers.get("etag"), headers.get("last-modified"))
        return Got(url, moved, body, media.strip().lower(), charset, *known)


def _head(response: httpx.Response) -> bytes:
    """The beginning of a body; what is behind that, or broken, does not count."""
    try:
        return inflated(response.iter_raw(), response.headers.get("content-encoding", ""), _ROBOTS)
    except SkipItem:
        return b""


def _parsed(url: str) -> httpx.URL:
    """An address without its fragment. Raises SkipItem for what is none of the web."""
    bare = urldefrag(url.strip()).url
    try:
        parsed = httpx.URL(bare)
    except (httpx.InvalidURL, ValueError) as error:
        raise SkipItem("not-http", f"this is no address: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.host or "%" in parsed.host:
        raise SkipItem("not-http", f"only addresses of http and https are read, not {bare[:60]}")
    if len(bare) > _LONGEST_ADDRESS:
        raise SkipItem("not-http", f"an address has at most {_LONGEST_ADDRESS} characters, this one {len(bare):,}")
    return parsed


def _joined(url: str, link: str) -> str:
    """The address that a link leads to."""
    try:
        return str(_parsed(url).join(link))
    except (httpx.InvalidURL, ValueError) as error:
        raise SkipItem("not-http", f"it leads to what is no address: {error}") from error


def _refusal(response: httpx.Response) -> SkipItem:
    status = response.status_code
    if status in _LATER:
        kind = "busy" if status in (429, 503) else "server-error"
        return Unanswered(kind, f"the server answers {status}", later=True, wait=_wait(response))
    if status == 410:
        return Unanswered("gone", "the server answers 410: it is gone for good")
    if status == 404:
        return Unanswered("not-found", "the server answers 404: there is nothing at this address")
    return Unanswered("refused", f"the server answers {status}")


def _wait(response: httpx.Response) -> float | None:
    """The seconds that the server wants us to wait."""
    value = response.headers.get("retry-after", "")
    if value.isdecimal():
        return float(value)
    try:
        until, now = parsedate_to_datetime(value), parsedate_to_datetime(response.headers["date"])
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError, KeyError):
        return None
