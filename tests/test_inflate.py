"""Packed bytes come out whole or not at all, whatever they unpack to."""

from __future__ import annotations

import gzip
import resource
import zlib
from collections.abc import Iterator

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baithak.errors import SkipItem
from baithak.inflate import inflated

PACKED = {
    "gzip": gzip.compress,
    "x-gzip": lambda data: gzip.compress(data[:7]) + gzip.compress(data[7:]) + b"\0\0padding",
    "deflate": zlib.compress,
    "Deflate": lambda data: zlib.compress(data)[2:-4],
    "br": brotli.compress,
    "identity": bytes,
    "": bytes,
}
LIMIT = 1 << 20


def chunks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@pytest.mark.parametrize("coding", PACKED)
@settings(deadline=None)
@given(data=st.binary(min_size=8, max_size=300).map(lambda some: some * 300), size=st.integers(1, 5000))
def test_what_was_packed_comes_out(coding: str, data: bytes, size: int) -> None:
    assert inflated(chunks(PACKED[coding](data), size), coding, LIMIT) == data


@pytest.mark.parametrize(
    ("data", "coding", "kind"),
    [
        (gzip.compress(b"a" * 5000)[:-9], "gzip", "damaged"),
        (gzip.compress(bytes(range(256)) * 20)[:200] + b"xxxx", "gzip", "damaged"),
        (b"<html>not packed", "gzip", "damaged"),
        (brotli.compress(b"a" * 5000)[:-1], "br", "damaged"),
        (b"(\xb5/\xfd", "zstd", "encoding"),
        (b"a" * (LIMIT + 1), "", "too-large"),
        (gzip.compress(bytes(200_000_000)), "gzip", "too-large"),
        (brotli.compress(bytes(200_000_000), quality=5), "br", "too-large"),
    ],
)
def test_what_cannot_be_had_whole_is_refused(data: bytes, coding: str, kind: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SkipItem) as refused:
        inflated(chunks(data, 1 << 14), coding, LIMIT)
    assert refused.value.kind == kind
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB; the bombs unpack to 200 MB
