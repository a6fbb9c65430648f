"""Web archives (WARC, gzipped too): a page for each answer that holds one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from baithak.documents.answers import MEDIA, Answer, page
from baithak.documents.raw import LARGEST, PageFacts, RawPage
from baithak.errors import Issue, SkipItem
from baithak.inflate import inflated

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

ENDINGS: Final = (".warc", ".warc.gz")
_UNKNOWN: Final = "of no media type"
_LARGEST_ANSWER: Final = 2 * LARGEST  # bytes of an answer with its headers
_LARGEST_RECORD: Final = 1 << 30  # bytes that a record may say it has; a larger one is not even passed over


def warc_pages(path: Path) -> Iterator[RawPage | Issue]:
    """The pages of an archive, each with the day on which it was taken; all other answers are one Issue."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    sorts = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    others: Counter[str] = Counter()
    at = 0
    try:
        with path.open("rb") as file:
            for at, record in enumerate(ArchiveIterator(file, record_types=sorts, parse_http=False), 1):
                yield from _page(record, f"{path}:{at}", others)
        if not at:
            raise SkipItem("empty", "there is no answer of a server in this archive")
    except SkipItem as skip:
        yield Issue(skip.kind, str(path), f"from record {at} on it is not read: {skip.reason}" if at else skip.reason)
    except OSError as error:
        told = error.strerror or f"it is damaged behind record {at}, and not read from there on: {error}"
        yield Issue("unreadable" if error.strerror else "damaged", str(path), told)
    if others:
        told = ", ".join(f"{count} {what}" for what, count in others.most_common())
        yield Issue("not-a-page", str(path), f"what is no page was left out: {told}")


def _page(record: WarcRecord, place: str, others: Counter[str]) -> Iterator[RawPage | Issue]:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or place
    size = record.content_length
    if size > _LARGEST_RECORD:
        raise SkipItem("too-large", f"it says that it has {size:,} bytes")
    if size > _LARGEST_ANSWER:
        yield Issue("too-large", address, f"{size:,} bytes are more than a page has (at most {LARGEST:,})")
        return
    raw = record.reader.read()
    if len(raw) < size:
        raise SkipItem("damaged", f"the file ends after {len(raw):,} of its {size:,} bytes")
    try:
        answer = _answer(record, raw, address)
        if answer.media not in MEDIA:
            others[answer.media] += 1
        else:
            yield from page(answer)
    except SkipItem as skip:
        yield Issue(skip.kind, address, skip.reason)


def _answer(record: WarcRecord, raw: bytes, address: str) -> Answer:
    """What the record holds; an answer that says no more than that there is none has its status as its media type."""
    day = record.record_date.date().isoformat() if record.record_date else None
    facts = PageFacts(address)
    if not record.is_http:
        media = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        return Answer(address, raw, media or _UNKNOWN, "utf-8", day=day, facts=facts)
    record.set_bytes_content(raw)
    try:
        record.parse_http(auto_decode="none")
    except OSError as error:
        raise SkipItem("damaged", f"what the server answered cannot be read: {error}") from error
    headers = record.http_headers
    media = (record.http_content_type or _UNKNOWN).lower()
    if headers.status_code != 200:
        media = f"with status {headers.status_code}"
    body = _body(record.reader.read(), headers) if media in MEDIA else b""
    return Answer(address, body, media, record.http_charset, day=day, facts=facts)


def _body(payload: bytes, headers: HeaderMap) -> bytes:
    """The body, put together and unpacked; archives often say that it is chunked or packed when it no longer is."""
    if (headers.get("Transfer-Encoding") or "").lower() == "chunked":
        payload = _joined(payload)
    coding = "" if payload.lstrip()[:1] == b"<" else headers.get("Content-Encoding") or ""
    return inflated([payload], coding, LARGEST)


def _joined(payload: bytes) -> bytes:
    found, at = [], 0
    try:
        while size := int(payload[at : (end := payload.index(b"\r\n", at))].partition(b";")[0], 16):
            at = end + 2 + size + 2
            found.append(payload[end + 2 : at - 2])
    except ValueError:
        return payload
    return b"".join(found)
