"""Keep and get what was collected, reports, readings and statements; none of them is ever changed."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import Any, NamedTuple

from saksi.casebook.codec import DamagedReading, decode, encode
from saksi.casebook.errors import CasebookError
from saksi.casebook.folding import fold
from saksi.casebook.reader import Reader
from saksi.collect.fields import LARGEST, Collected, Raw
from saksi.linking.prepared import as_json, prepared
from saksi.model import Reading, Report, Statement

_LARGEST_KEPT = 8 * LARGEST  # bytes of an input or a reading; more is a trap
_FIELDS = "url, outlet, language, published, title, canonical, byline, credit, alternates, text"
_KEPT = f"SELECT id, digest, raw_sha256, found_at, captured, added, {_FIELDS} FROM report"
_WAIT = (
    "INSERT INTO to_link (report_id, prepared) SELECT ?1, iif(EXISTS (SELECT 1 FROM reading WHERE report_id = ?1 AND "
    "reader_id > ?2), NULL, ?3) WHERE true ON CONFLICT DO UPDATE SET prepared = excluded.prepared"
)  # what counts is what the newest reader read
_LINK = " ← "  # between the hops of a chain, nearest first
_AT_ONCE = 500  # rows that are asked for in one query


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report with its number in the casebook, and where and when it was found; `raw_sha256` is what it came from.

    `captured` is when its input was fetched, or "", and `added` when it was kept, both in ISO 8601 and UTC.
    """

    id: int
    report: Report
    digest: str
    raw_sha256: str
    where: str
    captured: str
    added: str


class Read(NamedTuple):
    """A reading as rows: its language, outlet and body, and of each statement its columns and its folded words.

    `prepared` is what its report is linked by, as JSON, or None where that could not be made.
    """

    language: str
    outlet: str
    body: str
    statements: list[list[str | int]]
    words: list[str]
    prepared: str | None


def digest_of(report: Report) -> str:
    """Return the SHA-256 of all fields of a report that are not empty, as JSON with sorted keys, in hex."""
    given = {one.name: value for one in fields(Report) if (value := getattr(report, one.name))}
    return sha256(json.dumps(given, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def rows_of(reading: Reading) -> Read:
    """Turn a reading into what is kept of it."""
    text = reading.report.text
    contents = [one.words(text) for one in reading.statements]
    rows = [_columns(one, words, text) for one, words in zip(reading.statements, contents, strict=True)]
    words = [fold(one) for one in contents]
    given = reading.report.language, reading.report.outlet, encode(reading)
    return Read(*given, rows, words, _prepared(reading))


def _prepared(reading: Reading) -> str | None:
    """Prepare a report for linking; a fault of that is left to whoever links, who tells of it and keeps the reading."""
    try:
        return as_json(prepared(reading))
    except Exception:
        return None


def _columns(one: Statement, content: str, text: str) -> list[str | int]:
    source = one.source
    return [
        min(part.start for part in one.content),
        max(part.end for part in one.content),
        content,
        one.cue.of(text) if one.cue else "",
        source.name,
        source.party,
        source.naming.value,
        source.kind.value,
        source.role,
        one.manner.value,
        one.stance.value,
        _LINK.join(hop.source.name for hop in one.chain),
    ]


def find(connection: sqlite3.Connection, digest: str) -> int | None:
    """Return the number of the report of a digest, or None if it is not kept."""
    row = connection.execute("SELECT id FROM report WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else int(row[0])


def keep_report(connection: sqlite3.Connection, item: Collected, added: str) -> int | None:
    """Keep a report and what it came from; returns its number, or None if it was kept before."""
    where, report, raw = item
    digest = digest_of(report)
    if find(connection, digest) is not None:
        return None
    connection.execute(
        "INSERT INTO raw (sha256, media_type, size, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (hash_ := sha256(raw.data).hexdigest(), raw.media_type, len(raw.data), zlib.compress(raw.data)),
    )
    given = (report.url, report.outlet, report.language, report.published, report.title, report.canonical)
    more = (report.byline, report.credit, json.dumps(report.alternates, ensure_ascii=False), report.text)
    cursor = connection.execute(
        f"INSERT INTO report (digest, raw_sha256, found_at, captured, added, {_FIELDS}) VALUES (?{', ?' * 14})",
        (digest, hash_, where, raw.captured, added, *given, *more),
    )
    number = cursor.lastrowid
    assert number is not None
    words = (number, fold(report.title), fold(report.text))
    connection.execute("INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)", words)
    return number


def keep_reader(connection: sqlite3.Connection, reader: Reader, added: str) -> int:
    """Return the number of a reader in this casebook; one that is new to it gets the next."""
    connection.execute(
        "INSERT INTO reader (version, fingerprint, added) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (reader.version, reader.fingerprint, added),
    )
    row = connection.execute("SELECT id FROM reader WHERE fingerprint = ?", (reader.fingerprint,)).fetchone()
    return int(row[0])


def keep_reading(connection: sqlite3.Connection, report: int, reader: int, read: Read) -> int | None:
    """Keep a reading with its statements, to be linked; returns its number, or None if it was kept before."""
    cursor = connection.execute(
        "INSERT INTO reading (report_id, reader_id, language, outlet, body) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (report, reader, read.language, read.outlet, zlib.compress(read.body.encode())),
    )
    if not cursor.rowcount:
        return None
    reading = cursor.lastrowid
    assert reading is not None
    for number, (columns, words) in enumerate(zip(read.statements, read.words, strict=True)):
        cursor.execute(
            'INSERT INTO statement (reading_id, report_id, number, "start", "end", content, cue, source, party, '
            "naming, kind, role, manner, stance, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (reading, report, number, *columns),
        )
        cursor.execute("INSERT INTO statement_words (rowid, content) VALUES (?, ?)", (cursor.lastrowid, words))
    connection.execute(_WAIT, (report, reader, read.prepared))
    return reading


def report(connection: sqlite3.Connection, number: int) -> KeptReport:
    """Return a report by its number; raises CasebookError if there is none."""
    row = connection.execute(f"{_KEPT} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise CasebookError(f"there is no report {number} in this casebook; list them with: saksi report")
    return _kept(row)


def reports(connection: sqlite3.Connection, after: int = 0) -> Iterator[KeptReport]:
    """Yield all reports by number, from the one after `after`, a page at a time: the casebook may be written to."""
    while rows := connection.execute(f"{_KEPT} WHERE id > ? ORDER BY id LIMIT {_AT_ONCE}", (after,)).fetchall():
        yield from map(_kept, rows)
        after = rows[-1][0]


def count_waiting(connection: sqlite3.Connection, reader: Reader, anew: bool) -> int:
    """Return how many reports a reader has not read or nobody has linked; all if they are to be linked anew."""
    read = "SELECT 1 FROM reading JOIN reader ON reader.id = reader_id WHERE report_id = report.id AND fingerprint = ?"
    waits = f"? OR NOT EXISTS ({read}) OR id IN (SELECT report_id FROM to_link)"
    row = connection.execute(f"SELECT count(*) FROM report WHERE {waits}", (anew, reader.fingerprint)).fetchone()
    return int(row[0])


def unread(connection: sqlite3.Connection, reader: int) -> Iterator[KeptReport]:
    """Yield the reports that a reader has not read, a page at a time, as `reports` does."""
    lacks = "NOT EXISTS (SELECT 1 FROM reading WHERE report_id = report.id AND reader_id = ?)"
    query = f"{_KEPT} WHERE id > ? AND {lacks} ORDER BY id LIMIT {_AT_ONCE}"
    after = 0
    while rows := connection.execute(query, (after, reader)).fetchall():
        yield from map(_kept, rows)
        after = rows[-1][0]


def _kept(row: Sequence[Any]) -> KeptReport:
    """Return a report of its row; raises CasebookError if that holds what no Saksi wrote."""
    number, digest, raw, where, captured, added, *given, alternates, text = row
    try:
        others = tuple(str(one) for one in json.loads(alternates))
        made = Report(text=text, alternates=others, **dict(zip(_FIELDS.split(", "), given, strict=False)))
    except (ValueError, TypeError, RecursionError) as error:
        raise CasebookError(f"report {number} is damaged ({error}); take an older copy of the casebook") from error
    return KeptReport(number, made, digest, raw, where, captured, added)


def raw(connection: sqlite3.Connection, hash_: str) -> Raw:
    """Return what was collected, by its SHA-256 in hex; `captured` stands with the reports that came from it.

    Raises CasebookError if it is not there, or is no longer what its hash says.
    """
    row = connection.execute("SELECT media_type, size, data FROM raw WHERE sha256 = ?", (hash_,)).fetchone()
    if row is None:
        raise CasebookError(f"there is no raw input {hash_} in this casebook; see the raw_sha256 of its reports")
    data = _inflated(row[2], min(row[1], _LARGEST_KEPT))
    if sha256(data).hexdigest() != hash_:
        raise CasebookError(f"the raw input {hash_} is damaged; take it from an older copy of the casebook")
    return Raw(data, row[0])


def reading(connection: sqlite3.Connection, number: int) -> Reading:
    """Return the reading of a report by the newest reader; raises CasebookError if nobody could read it."""
    found = list(readings(connection, [number]))
    return found[0]


def as_read(connection: sqlite3.Connection, number: int) -> tuple[str, str] | None:
    """Return the language and the outlet of a report by its newest reading, or None if nobody could read it."""
    found: tuple[str, str] | None = connection.execute(
        "SELECT language, outlet FROM current_reading WHERE report_id = ?", (number,)
    ).fetchone()
    return found


def report_as_read(connection: sqlite3.Connection, number: int) -> Report:
    """Return a report in the language and of the outlet that its newest reading gives it.

    Raises CasebookError if nobody could read it.
    """
    found, kept = as_read(connection, number), report(connection, number).report
    if found is None:
        raise _unread(number)
    return replace(kept, language=found[0], outlet=found[1])


def readings(
    connection: sqlite3.Connection,
    numbers: Iterable[int],
    only: Collection[str] = (),
    told: Mapping[int, Container[int]] | None = None,
) -> list[Reading]:
    """Return the readings of reports by the newest reader of each, in the order asked for, as `reading` does.

    To decode but the report and some fields `only`, or but those statements of each report that are `told`, takes a
    fraction of the time; the other statements keep their places and are empty.
    """
    wanted = list(numbers)
    found: dict[int, Reading] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        found.update(_readings(connection, wanted[start : start + _AT_ONCE], only, told))
    for number in wanted:
        if number not in found:
            report(connection, number)
            raise _unread(number)
    return [found[number] for number in wanted]


def _unread(number: int) -> CasebookError:
    return CasebookError(f"report {number} could not be read; see why with: saksi info")


def _readings(
    connection: sqlite3.Connection,
    numbers: Sequence[int],
    only: Collection[str],
    told: Mapping[int, Container[int]] | None,
) -> Iterator[tuple[int, Reading]]:
    rows = connection.execute(
        f"SELECT reading.language, reading.outlet, body, kept.* FROM reading JOIN ({_KEPT}) AS kept "
        "ON kept.id = reading.report_id WHERE kept.id IN (SELECT value FROM json_each(?)) ORDER BY reader_id",
        (json.dumps(numbers),),
    )
    newest = {row[3]: row for row in rows}
    for number, (language, outlet, body, *kept) in newest.items():
        try:
            text = _inflated(body, _LARGEST_KEPT).decode()
            yield number, decode(text, _kept(kept).report, language, outlet, only, told and told[number])
        except (DamagedReading, UnicodeDecodeError) as error:
            raise CasebookError(f"the reading of report {number} is damaged; make it anew: saksi reread") from error


def _inflated(data: bytes, most: int) -> bytes:
    """Decompress what was kept, but no more than it may be."""
    try:
        return zlib.decompressobj().decompress(data, most + 1)
    except zlib.error as error:
        raise CasebookError("a part of the casebook is damaged; take an older copy of it") from error
