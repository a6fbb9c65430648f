"""Bytes that came compressed, unpacked as far as a limit and no further, however well they are packed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from baithak.errors import SkipItem

_STEP = 1 << 16  # bytes that are unpacked at once
_WRAPPED, _BARE = 47, -15  # zlib's window bits: gzip or zlib as the first bytes say; deflate without either


def inflated(chunks: Iterable[bytes], coding: str, limit: int) -> bytes:
    """The content of bytes in an HTTP content coding (``gzip``, ``deflate``, ``br``; ``identity`` or empty for none).

    Raises SkipItem: ``too-large`` past `limit` bytes, ``damaged`` for what is cut off or is not so coded,
    ``encoding`` for another coding.
    """
    unpack = _CODINGS.get(coding.strip().lower())
    if unpack is None:
        raise SkipItem("encoding", f"it came in a coding that is not read here: {coding[:40]!r}")
    found = bytearray()
    for piece in unpack(chunks):
        found += piece
        if len(found) > limit:
            raise SkipItem("too-large", f"it unpacks to more than a page has (at most {limit:,} bytes)")
    return bytes(found)


def _zlib(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker, begun = zlib.decompressobj(_WRAPPED), False
    try:
        for chunk in chunks:
            if not begun and chunk and chunk[:1] != b"\x1f" and chunk[0] & 15 != 8:
                unpacker = zlib.decompressobj(_BARE)
            begun = begun or bool(chunk)
            piece = b""
            while chunk or len(piece) == _STEP:
                if unpacker.eof:  # one gzip stream may follow another; anything else there is padding
                    if chunk[:1] != b"\x1f":
                        return
                    unpacker = zlib.decompressobj(_WRAPPED)
                yield (piece := unpacker.decompress(chunk, _STEP))
                chunk = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error as error:
        raise SkipItem("damaged", f"its compression is broken: {error}") from error
    if begun and not unpacker.eof:
        raise _cut_off()


def _brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        for chunk in chunks:
            piece = unpacker.process(chunk, output_buffer_limit=_STEP)
            while piece:
                yield piece
                piece = unpacker.process(b"", output_buffer_limit=_STEP)
    except brotli.error as error:
        raise SkipItem("damaged", f"its compression is broken: {error}") from error
    if not unpacker.is_finished():
        raise _cut_off()


def _cut_off() -> SkipItem:
    return SkipItem("damaged", "it is cut off: the compressed stream has no end")


_CODINGS: Mapping[str, Callable[[Iterable[bytes]], Iterable[bytes]]] = {
    "gzip": _zlib,
    "x-gzip": _zlib,
    "deflate": _zlib,
    "br": _brotli,
    "identity": iter,
    "": iter,
}
