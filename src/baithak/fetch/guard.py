"""The network as the web is let see it: an address is checked as the connection to it is made, never earlier.

A name is resolved here, every address that it has is checked, and the connection goes to one of these very addresses: a
name that leads elsewhere a moment later gains nothing. Every read has to end by one deadline, so that a server that
sends a byte now and then cannot hold on for ever.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import httpcore
import httpx

from baithak.errors import SkipItem

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64: IPv4 in the last 32 bits


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host; raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def public(address: str) -> bool:
    """Whether an address, and any that is wrapped in it, is of the public internet."""
    return all(_is_public(each) for each in _unwrapped(ipaddress.ip_address(address)))


def _is_public(ip: Address) -> bool:
    closed = (ip.is_private, ip.is_loopback, ip.is_link_local, ip.is_reserved, ip.is_multicast, ip.is_unspecified)
    site = isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local
    return ip.is_global and not any(closed) and not site


def _unwrapped(ip: Address) -> Iterator[Address]:
    """The address, or those of IPv4 that one of IPv6 stands for."""
    if isinstance(ip, ipaddress.IPv4Address):
        yield ip
    elif ip.ipv4_mapped:
        yield ip.ipv4_mapped
    elif ip.sixtofour:
        yield ip.sixtofour
    elif ip.teredo:
        yield from ip.teredo
    elif ip in _TRANSLATED or 1 < int(ip) < 1 << 32:
        yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    else:
        yield ip


class Guard(httpcore.NetworkBackend):
    """Connections to public addresses only; `loopback` opens those of this machine itself, for tests."""

    def __init__(self, *, loopback: bool = False, resolve: Resolve = resolve) -> None:
        self.deadline = 0.0
        self._loopback = loopback
        self._resolve = resolve
        self._backend = httpcore.SyncBackend()

    def left(self, timeout: float | None, expired: type[Exception]) -> float:
        """Seconds that a step may take; raises `expired` once the deadline has passed."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise expired("it took too long as a whole")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            try:
                left = self.left(timeout, httpcore.ConnectTimeout)
                return _Stream(self._backend.connect_tcp(address, port, left, local_address, socket_options), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host. Raises SkipItem if one of them is closed to the web."""
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address: {error}") from error
        for address in found:
            own = self._loopback and ipaddress.ip_address(address).is_loopback
            if not own and not public(address):
                raise SkipItem("closed-address", f"{host} leads to {address}, which is no address of the public web")
        return found


class _Stream(httpcore.NetworkStream):
    """A connection all of whose steps end by the guard's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._guard.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout, httpcore.WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._guard.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._guard)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """httpx over a guard. What goes wrong comes up as httpcore has it."""

    def __init__(self, guard: Guard) -> None:
        context = httpx.create_ssl_context()
        self._pool = httpcore.ConnectionPool(context, network_backend=guard, keepalive_expiry=15)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        asked = httpcore.Request(request.method, target, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()
