"""Text of pages as it may stand in HTML: characters that steer a display are shown, never obeyed."""

from __future__ import annotations

import regex
from markupsafe import Markup, escape

# Bidirectional controls, invisible spaces and tags, C0 and C1 controls but tab and line ends, lone surrogates. Joiners
# stay: Devanagari is spelt with them.
_STEERING = regex.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def shown(text: object) -> Markup:
    """The text escaped, each steering character as its code in a small mark."""
    parts = []
    at = 0
    source = str(text)
    for found in _STEERING.finditer(source):
        parts.append(escape(source[at : found.start()]))
        parts.append(Markup('<span class="ctl">U+{:04X}</span>').format(ord(found.group())))
        at = found.end()
    parts.append(escape(source[at:]))
    return Markup("").join(parts)


def plain(text: object) -> str:
    """The text without steering characters, for attributes and titles, where no mark can stand."""
    return _STEERING.sub("\ufffd", str(text))


def web_address(address: str) -> str | None:
    """The address where it may be linked to: http and https alone."""
    return address if regex.match(r"https?://[^\s<>\"']+$", address) else None
