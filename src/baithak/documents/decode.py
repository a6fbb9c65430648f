"""Bytes of a page as text: the encoding that it declares, else UTF-8, else a guess that is said to be one."""

from __future__ import annotations

import codecs
from typing import Final, NamedTuple

import regex

from baithak.errors import SkipItem
from baithak.memo import Memo

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),  # the mark itself is kept, as in a file read as UTF-8
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META: Final = regex.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", regex.IGNORECASE)
_HEAD: Final = 4096  # bytes in which an HTML page declares its encoding
_SAMPLE: Final = 1 << 16  # bytes by which an encoding is guessed
_BAD: Final = 0.02  # share of code points that may be no text in a page that is
_NO_TEXT: Final = regex.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\p{Co}\p{Cn}\p{Cs}]")
_ORDINARY: Final = regex.compile(r"[\x00-\x7f\u0964\u0965\p{Devanagari}\p{Cyrillic}\p{Pd}\p{Pi}\p{Pf}\u20b9]")
_PACKED: Final = (b"PK\x03\x04", b"\x1f\x8b")
_BINARY: Final = (*_PACKED, b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"SQLite format 3")
_ODD: Final[Memo[str, bool]] = Memo(lambda char: _NO_TEXT.match(char) is not None)


class Decoded(NamedTuple):
    """The text, the encoding that gave it, and a sentence where that is in doubt."""

    text: str
    encoding: str
    doubt: str | None = None


def decode(data: bytes, *, html: bool = False, stated: str | None = None) -> Decoded:
    """The text of a page's bytes, line ends kept. stated: the encoding that a server gave it.

    Raises SkipItem (kind ``not-text``) for what is no text in any encoding.
    """
    if data.startswith(_BINARY):
        raise SkipItem("not-text", "this is a binary file, not a page of text")
    declared = _declared(data, html, stated)
    for encoding in dict.fromkeys((declared, "utf-8")):
        text = _strictly(data, encoding) if encoding else None
        if text is not None and _reads(text):
            told = html or stated or encoding == "utf-8"
            doubt = None if told else f"the text is not UTF-8; it was read as {encoding}"
            return Decoded(text, encoding or "", doubt)
    return _guessed(data)


def _declared(data: bytes, html: bool, stated: str | None) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if stated:
        return stated
    meta = _META.search(data, 0, _HEAD) if html else None
    return meta.group(1).decode("ascii") if meta else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(data: bytes) -> Decoded:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, encoding)
        if text and len(_ORDINARY.findall(text[:_SAMPLE])) >= (1 - _BAD) * len(text[:_SAMPLE]) and _reads(text):
            return Decoded(text, encoding, f"the text does not say its encoding; it was read as {encoding}")
    patched = data.decode("utf-8", "replace")
    if _reads(patched):
        broken = patched.count("\ufffd")
        return Decoded(patched, "utf-8", f"the text is not valid UTF-8; {broken} broken characters stand as \ufffd")
    from charset_normalizer import from_bytes  # slow to load: only when an encoding has to be guessed

    found = None if b"\x00" in data else from_bytes(data[:_SAMPLE]).best()
    text = _strictly(data, found.encoding) if found else None
    if found is None or text is None or not _reads(text):
        raise SkipItem("not-text", "this is no text in any encoding that is known here")
    return Decoded(text, found.encoding, f"the text does not say its encoding; it was read as {found.encoding}")


def _reads(text: str) -> bool:
    """Whether the beginning looks like text: hardly any control, private or broken characters, and no NUL."""
    sample = text[:_SAMPLE]
    # Whatever is odd stands in one of these lines, and most pages have none of them.
    unclear = [line for line in sample.split("\n") if "\ufffd" in line or not line.isprintable()]
    odd, few = [char for char in set("".join(unclear)) if _ODD[char]], _BAD * len(sample)
    return "\x00" not in odd and len(odd) <= few and sum(map(sample.count, odd)) <= few
