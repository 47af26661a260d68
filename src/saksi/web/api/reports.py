"""Reports: all of them, one with its statements and copies, and the bytes that it came from."""

from __future__ import annotations

from itertools import islice

from saksi.casebook import reports
from saksi.export.casebook_data import reports_data
from saksi.export.report_view import known_of, report_data
from saksi.web.api.operation import LIMIT, PAGED, Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.schema import ref
from saksi.web.api.values import Whole

_REPORT = Parameter("report", Whole(1), "the number of a report", None, 1)
_AFTER = Parameter("after", Whole(), "only those with a larger number than this", 0)


def _list(asked: Asked) -> Answer:
    limit = asked.given["limit"]
    with asked.casebook() as book:
        found = list(islice(reports.reports(book.connection, asked.given["after"]), limit + 1))
    more = len(found) > limit
    return Answer(reports_data(found[:limit], more), asked.onward(after=found[limit - 1].id) if more else {})


def _one(asked: Asked) -> Answer:
    with asked.casebook() as book:
        return Answer(report_data(known_of(book, asked.given["report"])))


def _raw(asked: Asked) -> Answer:
    """Answer with the bytes as they came: to be kept in a file, never to be shown, whatever they say they are."""
    with asked.casebook() as book:
        kept = book.report(asked.given["report"])
        raw = book.raw(kept.raw_sha256)
    headers = {
        "etag": f'"{kept.raw_sha256}"',
        "content-disposition": f'attachment; filename="report-{kept.id}.raw"',
    }
    return Answer(raw.data, headers)


OPERATIONS = (
    Operation(
        "reports",
        "/api/reports",
        "List reports, in the order in which they were added.",
        _list,
        Gives("A page of reports.", ref("Reports"), headers=PAGED),
        parameters=(LIMIT, _AFTER),
    ),
    Operation(
        "report",
        "/api/reports/{report}",
        "Give a report with its text, statements and chains, where it was found, and its copies.",
        _one,
        Gives("The report.", ref("KnownReport")),
        parameters=(_REPORT,),
    ),
    Operation(
        "raw",
        "/api/reports/{report}/raw",
        "Give the bytes that a report came from: a page, a line of a file, an item of a feed.",
        _raw,
        Gives(
            "The bytes; the ETag is their SHA-256 in hex.",
            {},
            media_type="application/octet-stream",
            headers={"Content-Disposition": "a name for a file"},
        ),
        parameters=(_REPORT,),
    ),
)
