"""No address but a public one is reached, by whatever name, and none after it was another when it was checked."""

from __future__ import annotations

import socket

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st
from web import served

from baithak.errors import SkipItem
from baithak.fetch.client import Client, Limits, Unanswered
from baithak.fetch.guard import Guard, public

CLOSED = (
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.7", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%2",
    "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.7", "::10.0.0.7",
    "2002:0a00:0007::1", "2002:7f00:0001::", "64:ff9b::10.0.0.7", "64:ff9b::7f00:1", "2001:0:a00:7::", "::ffff:0:0",
)  # fmt: skip
OPEN = ("8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1")


@pytest.mark.parametrize("address", CLOSED)
def test_closed_addresses(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("address", OPEN)
def test_public_addresses(address: str) -> None:
    assert public(address)


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_opens_nothing(address: object) -> None:
    for wrapped in ("::ffff:{}", "64:ff9b::{}"):
        assert public(wrapped.format(address)) == public(str(address))


def client(*addresses: str, loopback: bool = False) -> Client:
    guard = Guard(loopback=loopback, resolve=lambda host, port: list(addresses))
    return Client(guard, "test", Limits(seconds=2, pause=0), sleep=lambda _: None)


@pytest.mark.parametrize("addresses", [("10.0.0.7",), ("93.184.216.34", "127.0.0.1"), ("::ffff:127.0.0.1",)])
def test_a_name_that_leads_to_a_closed_address(addresses: tuple[str, ...]) -> None:
    with pytest.raises(SkipItem) as refused:
        client(*addresses).get("http://news.example/", 99)
    assert refused.value.kind == "closed-address"
    assert addresses[-1] in refused.value.reason


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]", "0"])
def test_this_machine_by_any_of_its_names(host: str) -> None:
    with served() as site:
        with pytest.raises(SkipItem) as refused:
            Client(Guard(), "test", Limits(seconds=2, pause=0)).get(site.url("/", host), 99)
        assert (refused.value.kind, site.asked) == ("closed-address", [])


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to() -> None:
    """A resolver that tells the truth once and lies ever after (rebinding) gains nothing."""
    with served() as site:
        site.put("/robots.txt", "")
        site.put("/", "here")
        told = iter([["127.0.0.1"], ["10.0.0.7"], ["10.0.0.8"]])
        asking = Client(Guard(loopback=True, resolve=lambda *_: next(told)), "test", Limits(seconds=2, pause=0))
        assert asking.get(site.url("/"), 99).body == b"here"
        assert [asked.headers["Host"] for asked in site.asked] == [f"news.example:{site.port}"] * 2
        asking.close()


def test_loopback_alone_is_opened() -> None:
    with pytest.raises(SkipItem) as refused:
        client("192.168.1.1", loopback=True).get("http://news.example/", 99)
    assert refused.value.kind == "closed-address"


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with served() as site:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{site.port}")
        with pytest.raises(SkipItem) as refused:
            client("10.0.0.7").get("http://news.example/", 99)
        assert (refused.value.kind, site.asked) == ("closed-address", [])


@pytest.mark.parametrize(
    "url",
    ["ftp://news.example/", "file:///etc/passwd", "//news.example", "news.example", "http://", "http://[", "x" * 9],
)
def test_addresses_of_no_web(url: str) -> None:
    with pytest.raises(SkipItem) as refused:
        client("10.0.0.7").get(url, 99)
    assert refused.value.kind == "not-http"


def test_a_host_without_address_or_nobody_there() -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(Unanswered) as refused:
        Client(Guard(resolve=nowhere), "test", Limits(seconds=2, pause=0)).get("http://news.example/", 99)
    assert (refused.value.kind, refused.value.later) == ("unreachable", True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://news.example:{free.getsockname()[1]}/"
        with pytest.raises(Unanswered) as refused:
            client("127.0.0.1", "::1", loopback=True).get(url, 99)
        assert refused.value.kind == "unreachable"


def test_a_deadline_that_has_passed() -> None:
    guard = Guard(loopback=True)
    with pytest.raises(httpcore.ConnectTimeout):
        guard.connect_tcp("127.0.0.1", 9, timeout=5)
