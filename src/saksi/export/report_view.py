"""One report of a casebook with all that is known of it: text, statements, what it came from, and copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from saksi.export.casebook_view import source_line
from saksi.export.harmless import harmless
from saksi.export.json import Data, reading_data
from saksi.export.terminal import FAINT, reading_view
from saksi.model import Reading

if TYPE_CHECKING:
    from saksi.casebook import Casebook, KeptReport
    from saksi.collect import Raw


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report. `reading` is None if nobody could read it, and `why` says why.

    `claims` are the numbers of the claims of each statement, by the number of the statement (from 0). `originals` and
    `copies` are the reports that it took its text from, and those that took theirs from it, each with the way.
    """

    kept: KeptReport
    raw: Raw
    reading: Reading | None
    why: str
    claims: Mapping[int, Sequence[int]]
    originals: Sequence[tuple[KeptReport, str]]
    copies: Sequence[tuple[KeptReport, str]]


def report_data(known: Known) -> Data:
    """Return a report as `reading_data` does, with what the casebook knows of it."""
    kept, raw = known.kept, known.raw
    data = reading_data(known.reading or Reading(kept.report, ()))
    statements = [{**one, "claims": list(known.claims.get(at, ()))} for at, one in enumerate(data["statements"])]
    return {
        "report": {"number": kept.id, **data["report"]},
        "statements": statements,
        "unread": known.why,
        "digest": kept.digest,
        "where": kept.where,
        "added": kept.added,
        "raw": {
            "sha256": kept.raw_sha256,
            "media_type": raw.media_type,
            "bytes": len(raw.data),
            "captured": kept.captured,
        },
        "originals": [_copy(one, way) for one, way in known.originals],
        "copies": [_copy(one, way) for one, way in known.copies],
    }


def _copy(kept: KeptReport, way: str) -> Data:
    report = kept.report
    return {
        "report": kept.id,
        "way": way,
        "outlet": report.outlet,
        "url": report.url,
        "language": report.language,
        "published": report.published,
    }


def report_view(known: Known) -> RenderableType:
    """Return a report for a person at a terminal."""
    kept = known.kept
    head = Text.assemble(("report ", FAINT), (str(kept.id), "bold"), ("  " + harmless(kept.report.title), "bold"))
    body: RenderableType = Text(harmless(kept.report.text))
    if known.reading is not None:
        body = reading_view(known.reading, known.claims)
    parts: list[RenderableType] = [head, body, Text()]
    if known.why:
        parts.append(Text(f"not read: {harmless(known.why)}", "yellow"))
    parts += [_line(f"{COPY_WAYS.get(way, 'copied')} from", one) for one, way in known.originals]
    parts += [_line(f"{COPY_WAYS.get(way, 'copied')} by", one) for one, way in known.copies]
    return Group(*parts, *_origin(known))


COPY_WAYS = {  # of copies, as they are said
    "same": "copied",
    "near": "copied with changes",
    "partial": "copied in part",
    "spun": "copied in other words",
    "translation": "translated",
    "judged": "copied, as was judged,",
}


def _line(what: str, kept: KeptReport) -> Text:
    return Text.assemble((f"{what} ", FAINT), (f"[{kept.id}]", "bold"), (f" {source_line(kept)}", ""))


def _origin(known: Known) -> list[Text]:
    """Return where the input came from, and its hash."""
    kept, raw = known.kept, known.raw
    captured = f", fetched {kept.captured}" if kept.captured else ""
    return [
        Text.assemble(("from ", FAINT), harmless(kept.where), (f" · added {kept.added}{captured}", FAINT)),
        Text.assemble(("raw  ", FAINT), f"{len(raw.data):,} bytes of {harmless(raw.media_type)}"),
        Text.assemble(("sha256 ", FAINT), kept.raw_sha256),
    ]


def known_of(book: Casebook, number: int) -> Known:
    """Gather what a casebook knows of a report; raises CasebookError if it has none of that number."""
    from saksi.casebook import CasebookError

    kept = book.report(number)
    reading, why = None, ""
    try:
        reading = book.reading(number)
    except CasebookError as error:
        why = str(error)
    originals, copies = _copies(book, number)
    return Known(kept, book.raw(kept.raw_sha256), reading, why, _claims(book, number), originals, copies)


def _claims(book: Casebook, number: int) -> dict[int, list[int]]:
    """Return the claims of the statements of a report, by the number of the statement."""
    rows = book.connection.execute(
        "SELECT number, claim.id FROM statement JOIN claim_statement ON statement_id = statement.id "
        "JOIN claim ON claim.id = claim_id WHERE report_id = ? AND claim_statement.role = 'says' "
        "AND NOT (echo OR hung) ORDER BY 1, 2",
        (number,),
    )
    found: dict[int, list[int]] = {}
    for statement, claim in rows:
        found.setdefault(statement, []).append(claim)
    return found


def _copies(book: Casebook, number: int) -> tuple[list[tuple[KeptReport, str]], list[tuple[KeptReport, str]]]:
    """Return the reports that a report took its text from, and those that took theirs from it, as users judged too."""
    from saksi.casebook.copies import copies_as_judged
    from saksi.casebook.judgements import in_force

    found = copies_as_judged(book.connection, [number], in_force(book.connection))
    originals = [(book.report(one.original), one.way) for one in found if one.copy == number]
    return originals, [(book.report(one.copy), one.way) for one in found if one.original == number]
