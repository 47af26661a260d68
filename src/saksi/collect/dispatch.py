"""Find out what kind of input a stream is, and call the reader of that kind."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from saksi.collect.compression import Unpacked, beginning, is_packed
from saksi.collect.documents import read_bytes
from saksi.collect.fields import LARGEST, Collected, Defaults, InputError, Problem
from saksi.collect.jsonlines import lines_of, read_document, read_lines
from saksi.collect.kinds import SNIFFED, Kind, kind_of

if TYPE_CHECKING:
    from saksi.collect.web_page import Fetches

_HEAD = 1 << 18  # bytes: a block of Zstandard, without which nothing of it can be unpacked, packs 128 KB
_PIECE = 1 << 16
_MOST = {Kind.PDF: 8 * LARGEST, Kind.SITEMAP: 2 * LARGEST}  # bytes; scans are large, and a sitemap may have 50 MB
Found = Iterator[Collected | Problem]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of all inputs: their kind, which column holds which field; and what gives the fetcher.

    Unless `full`, the items of feeds are taken without their pages.
    """

    given: Defaults
    fetcher: Callable[[], Fetches]
    kind: Kind | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    full: bool = True


def read_stream(name: str, source: BinaryIO, ending: str, asked: Asked) -> Found:
    """Find out what a stream holds, and read it: past one layer of compression, which a WARC takes off itself."""
    head, stream = _ahead(source)
    packed = is_packed(head)
    start = beginning(head, SNIFFED) if packed else head[:SNIFFED]
    kind = asked.kind or kind_of(start, ending)
    if kind is Kind.WARC:
        from saksi.collect.warc import read_warc

        return read_warc(name, stream, asked.given, packed=packed)
    return _read_kind(kind, name, io.BufferedReader(Unpacked(stream), _PIECE) if packed else stream, asked)


def _read_kind(kind: Kind, name: str, stream: io.BufferedReader, asked: Asked) -> Found:
    """Call the reader of a kind that holds many reports, or of one document. Libraries are loaded only where needed."""
    if kind is Kind.JSON_LINES:
        return read_lines(name, lines_of(stream), asked.given)
    if kind is Kind.JSON:
        return read_document(name, stream, asked.given)
    if kind is Kind.TELEGRAM:
        from saksi.collect.telegram import read_telegram

        return read_telegram(name, stream, asked.given)
    if kind is Kind.CSV:
        from saksi.collect.table import read_table

        return read_table(name, stream, asked.given, asked.columns)
    if kind in (Kind.PARQUET, Kind.WACZ):
        return _read_from_disk(kind, name, stream, asked)
    return _read_whole(kind, name, stream, asked)


def _read_from_disk(kind: Kind, name: str, stream: io.BufferedReader, asked: Asked) -> Found:
    """Read what has its table of contents at its end; where it comes from a pipe, or packed, from a copy of it."""
    from saksi.collect.parquet import read_parquet
    from saksi.collect.wacz import read_wacz

    if stream.seekable() and (kind is Kind.WACZ or Path(stream.name).is_file()):
        yield from (
            read_wacz(name, stream, asked.given)
            if kind is Kind.WACZ
            else read_parquet(name, Path(stream.name), asked.given, asked.columns)
        )
        return
    with tempfile.NamedTemporaryFile(prefix="saksi-") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        with Path(copy.name).open("rb") as again:
            yield from _read_from_disk(kind, name, again, asked)


def _read_whole(kind: Kind, name: str, stream: io.BufferedReader, asked: Asked) -> Found:
    """Read one document; of one that is too large no more than its bound is held."""
    most = _MOST.get(kind, LARGEST)
    data = stream.read(most + 1)
    if len(data) > most:
        raise InputError(f"is larger than {most:,} bytes; split it into its reports")
    if kind is Kind.OPML:
        from saksi.collect.opml import read_opml

        return read_opml(name, data, asked.given, asked.fetcher(), full=asked.full)
    if kind is Kind.SITEMAP:
        from saksi.collect.sitemap import read_sitemap

        return read_sitemap(name, data, asked.given, asked.fetcher())
    return read_bytes(kind, name, data, asked.given)


class _Rest(io.RawIOBase):
    """A stream that can't be rewound, as it was before its first bytes were read."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next; return how many bytes that was."""
        piece = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def _ahead(stream: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """Return the first bytes of a stream, and the stream from its beginning."""
    if isinstance(stream, io.BufferedReader) and stream.seekable():
        at = stream.tell()
        head = stream.read(_HEAD)
        stream.seek(at)
        return head, stream
    head = stream.read(_HEAD)
    return head, io.BufferedReader(_Rest(head, stream), _PIECE)
