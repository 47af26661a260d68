"""Web archives, made with warcio as crawlers make them, for the tests of what reads them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backports import zstd
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TEXTS = (
    "Mira Tolvanen said on Monday that the bridge at Dellen was closed.",
    "The harbour master of Halvmoor told the Estuary Post that nine cranes stood still.",
    "Officials in Varrow, who asked not to be named, put the number of strikers at 1,400.",
    "“We saw no boat,” said Ansa Reik, who fishes off the Skerries.",
)


@dataclass(frozen=True, slots=True)
class Capture:
    """One record: what was captured, and how its server called it."""

    body: bytes
    url: str = "https://dellen.example/1"
    media_type: str = "text/plain; charset=utf-8"
    status: str = "200 OK"
    kind: str = "response"
    http: Sequence[tuple[str, str]] = ()
    warc: Mapping[str, str] | None = None


def captures(count: int = len(TEXTS)) -> list[Capture]:
    """Return captures of different texts at different addresses."""
    return [
        Capture(f"{TEXTS[at % len(TEXTS)]} ({at})\n".encode(), f"https://dellen.example/{at}") for at in range(count)
    ]


def warc(found: Sequence[Capture], *, packed: bool = False) -> bytes:
    """Return a WARC of these captures, uncompressed or with each record packed with gzip."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "warcio"}))
    for one in found:
        writer.write_record(_record(writer, one))
    return stream.getvalue()


def _record(writer: Any, one: Capture) -> Any:
    http = None
    said = {"WARC-Date": "2024-08-14T09:30:00Z", **(one.warc or {})}
    if one.kind == "response":
        http = StatusAndHeaders(one.status, [("Content-Type", one.media_type), *one.http], protocol="HTTP/1.1")
    return writer.create_warc_record(
        one.url,
        one.kind,
        payload=io.BytesIO(one.body),
        http_headers=http,
        warc_content_type="" if http else one.media_type,
        warc_headers_dict=said,
    )


def zstd_warc(found: Sequence[Capture], *, dictionary: bytes = b"") -> bytes:
    """Return a WARC with each record in a frame of Zstandard, after the dictionary that they share."""
    records = [warc([one]) for one in found]
    if not dictionary:
        return b"".join(map(zstd.compress, records))
    shared = zstd.ZstdDict(dictionary)
    head = b"\x5d\x2a\x4d\x18" + len(dictionary).to_bytes(4, "little") + dictionary
    return head + b"".join(zstd.compress(one, zstd_dict=shared) for one in records)


def wacz(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
