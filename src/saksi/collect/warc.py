"""WARC (ISO 28500): the pages, texts, feeds and PDFs that were captured, each with its address and when.

Of responses those of status 200 are read; resources and conversions too. All else (images, scripts, redirects,
requests, revisits, which hold nothing) is passed over in silence, and counted where nothing else is left.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, Literal, NamedTuple

from fastwarc.warc import WarcRecord, WarcRecordType

from saksi.collect.compression import Unpacked, is_packed
from saksi.collect.documents import is_read, media_kind, read_bytes
from saksi.collect.fields import LARGEST, Collected, Defaults, InputError, Problem, check_characters
from saksi.collect.kinds import Kind
from saksi.collect.warcrecords import Record, Records

Decoding = Literal["none", "content", "transfer", "all"]
_READ = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_DECODINGS: tuple[Decoding, ...] = ("all", "content", "transfer", "none")
_CHUNK_SIZE = re.compile(rb"[0-9A-Fa-f]+[ \t]*(?:;[^\r\n]*)?\r\n")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_HASHES = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}  # the digests that are checked, with their bytes


class Page(NamedTuple):
    """What a record holds that can be read."""

    kind: Kind
    url: str
    media_type: str
    captured: str
    body: bytes


def read_warc(name: str, stream: BinaryIO, given: Defaults, *, packed: bool = False) -> Iterator[Collected | Problem]:
    """Yield the reports of a WARC, one after another; `packed`: its records are packed with gzip or Zstandard.

    A record that is damaged or not what was captured (its digest tells) is a Problem, and costs only itself.
    """
    passed: Counter[str] = Counter()
    some = False
    for record in Records(stream, packed=packed):
        for one in _read(f"{name}, record {record.number}", record, given, passed):
            some = True
            yield one
    if not some:
        yield Problem(name, _nothing(passed))


def _nothing(passed: Counter[str]) -> str:
    if not passed:
        return "is empty; it holds no record"
    listed = ", ".join(f"{count:,} {what}" for what, count in passed.most_common(8))
    return f"holds no page, text, feed or PDF of status 200, but {listed}"


def _read(where: str, record: Record, given: Defaults, passed: Counter[str]) -> Iterator[Collected | Problem]:
    """Yield what one record holds; what is none of ours is counted."""
    try:
        if record.wrong:
            raise InputError(record.wrong)
        page = _page(record)
    except InputError as error:
        yield Problem(where, str(error))
        return
    if isinstance(page, str):
        passed[page] += 1
        return
    url = page.url
    said = replace(given, url=url or given.url)
    where = f"{where} ({url})" if url else where
    yield from read_bytes(page.kind, where, page.body, said, media_type=page.media_type, captured=page.captured)


def _page(record: Record) -> Page | str:
    """Return what a record holds, or why it is passed over: its type, its status, or its kind."""
    parsed = _parsed(record)
    if parsed.record_type not in _READ:
        return f"{parsed.headers.get('WARC-Type') or 'unknown'} records"
    media_type = parsed.headers.get("Content-Type") or ""
    if parsed.is_http:
        if parsed.http_headers.status_code != 200:
            return f"of status {parsed.http_headers.status_code or 'unknown'}"
        media_type = parsed.http_headers.get("Content-Type") or ""
    elif parsed.record_type == WarcRecordType.response:
        return "responses that are not HTTP"
    url = check_characters((parsed.headers.get("WARC-Target-URI") or "").strip("<> "))
    kind = None
    if is_read(media_type) and not url.partition("?")[0].endswith("/robots.txt"):
        _check("block", parsed.headers.get("WARC-Block-Digest"), [record.block])
        body = _http_body(record, parsed) if parsed.is_http else record.block
        kind = media_kind(media_type, body)
    if kind is None:
        return f"of the type {media_type.partition(';')[0]}" if media_type else "of an unknown type"
    when = parsed.headers.get("WARC-Date") or ""
    return Page(kind, url, media_type, when if _DATE.fullmatch(when) else "", body)


def _parsed(record: Record, decode: Decoding = "none") -> WarcRecord:
    """Return the record as FastWARC has it, at the start of its HTTP body if it has one."""
    try:
        parsed = WarcRecord.from_bytes(record.header + record.block + b"\r\n\r\n")
        if parsed.is_http:
            parsed.parse_http(auto_decode=decode, quirks_mode=True)
        return parsed
    except (OSError, ValueError) as error:
        raise InputError(f"can't be read ({error}); get it anew") from None


def _http_body(record: Record, parsed: WarcRecord) -> bytes:
    """Return the body of a response, unchunked and unpacked.

    Some archives keep the body unchunked or unpacked, and the headers that say that it is not: then it is taken as it
    stands. The payload digest may be that of the body as it stands, or unchunked, or unpacked: tools differ.
    """
    _check("payload", parsed.headers.get("WARC-Payload-Digest"), _bodies(record, reversed(_DECODINGS)))
    found = next(_bodies(record, _DECODINGS), b"")
    if is_packed(found):  # as x-gzip, or twice
        found = io.BufferedReader(Unpacked(io.BytesIO(found))).read(LARGEST + 1)
    if len(found) > LARGEST:
        raise InputError(f"unpacks to more than {LARGEST:,} bytes, as a bomb does")
    chunked = (parsed.http_headers.get("Transfer-Encoding") or "").lower() == "chunked"
    if chunked and _CHUNK_SIZE.match(found):
        raise InputError("is cut off or broken: its chunks can't be joined; capture it again")
    return found


def _bodies(record: Record, decodings: Iterable[Decoding]) -> Iterator[bytes]:
    return (body for decode in decodings if (body := _decoded(record, decode)) is not None)


def _decoded(record: Record, decode: Decoding) -> bytes | None:
    """Return a body, or its first LARGEST + 1 bytes; None if it can't be decoded so."""
    try:
        return bytes(_parsed(record, decode).reader.read(LARGEST + 1))
    except (OSError, InputError):
        return None


def _check(what: str, said: str | None, found: Iterable[bytes]) -> None:
    """Raise InputError if a digest is that of none of these bytes; one of an unknown kind tells nothing."""
    algorithm, _, value = (said or "").partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _HASHES or not value:
        return
    for data in found:
        digest = hashlib.new(algorithm, data, usedforsecurity=False).digest()
        if value.strip().lower() in (digest.hex(), base64.b32encode(digest).decode().lower()):
            return
    raise InputError(f"is not what was captured: its {what} digest is another; get it anew")
