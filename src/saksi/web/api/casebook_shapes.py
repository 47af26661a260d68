"""The shapes of what a casebook lists: claims, reports, hits, judgements and itself, as `saksi.export` writes them."""

from __future__ import annotations

from collections.abc import Mapping

from saksi.casebook.judgements import KINDS
from saksi.web.api.report_shapes import REPORT_LINE, WAYS
from saksi.web.api.schema import Schema, among, flag, maybe, record, ref, several, table, text, whole

WHEN = "ISO 8601, UTC"
MORE = flag("whether there are more than these")
CLAIM_LINE: Mapping[str, Schema] = {
    "claim": whole("its number", 1),
    "text": text("its clearest words"),
    "language": text("the language of these"),
    "reports": whole("how many reports say it"),
    "first": text('when it was first said, as precisely as is known, or ""'),
}
_DECIDED: Mapping[str, Schema] = {"who": text("who decided"), "why": text("why"), "at": text(WHEN)}
_COPY = record("", {"report": whole("its number", 1), "way": among(WAYS, "how the text was taken"), **REPORT_LINE})


def page_of(what: str, name: str, one: Schema) -> Schema:
    """Return the shape of a page of a list."""
    counted = whole("how many there are in all")
    return record(what, {name: several(one), "count": counted, "more": MORE})


CASEBOOK_SHAPES: Mapping[str, Schema] = {
    "Claim": record(
        "A claim in a list.",
        {
            "claim": whole("its number", 1),
            "text": text("its clearest words"),
            "language": text("the language of these"),
            "reports": whole("how many reports say it"),
            "outlets": whole("of how many outlets"),
            "languages": several(text(), "in which languages"),
            "first": text('when it was first said, as precisely as is known, or ""'),
            "last": text('when it was last said, or ""'),
            "roots": ref("Interval"),
            "credibility": whole("its grade: 1 (confirmed) to 6 (cannot be judged)", 1, maximum=6),
            "denials": whole("how many statements deny it"),
        },
        examples=[
            {
                "claim": 1,
                "text": "Halvmoor has fired 400 dock workers at Calder Quay",
                "language": "en",
                "reports": 6,
                "outlets": 6,
                "languages": ["en", "id"],
                "first": "2031-03-04",
                "last": "2031-03-06",
                "roots": {"lower": 1, "upper": 2},
                "credibility": 3,
                "denials": 1,
            }
        ],
    ),
    "Claims": record("Claims, in the order asked for.", {"claims": several(ref("Claim")), "more": MORE}),
    "ReportLine": record(
        "A report in a list.",
        {
            "number": whole("its number", 1),
            **REPORT_LINE,
            "title": text('its headline, or ""'),
            "where": text("where it was found: a file, an address"),
            "added": text(f"when it was kept ({WHEN})"),
        },
    ),
    "Reports": record(
        "Reports, in the order in which they were added.", {"reports": several(ref("ReportLine")), "more": MORE}
    ),
    "KnownReport": record(
        "A report with all that the casebook knows of it.",
        {
            "report": ref("Report"),
            "statements": several(ref("Statement")),
            "unread": text('why nobody could read it, or ""'),
            "digest": text("SHA-256 of its fields, in hex"),
            "where": text("where it was found"),
            "added": text(f"when it was kept ({WHEN})"),
            "raw": record(
                "What it came from.",
                {
                    "sha256": text("in hex", pattern="^[0-9a-f]{64}$"),
                    "media_type": text('such as "text/html"'),
                    "bytes": whole("how many"),
                    "captured": text('when it was fetched, or ""'),
                },
            ),
            "originals": several(_COPY, "the reports that it took its text from"),
            "copies": several(_COPY, "those that took theirs from it"),
        },
    ),
    "Hits": record(
        "What was found by words, the best first.",
        {
            "hits": several(
                record(
                    "",
                    {
                        "report": whole("the number of the report", 1),
                        "statement": maybe(whole(), "the statement that holds all the words, from 0, if one does"),
                        "outlet": text('who published it, or ""'),
                        "url": text('its address, or ""'),
                        "published": text('ISO 8601, or ""'),
                        "text": text("a stretch of the report's text about the words"),
                        "start": whole("where that begins in the text"),
                        "marks": several(
                            record("", {"start": whole(), "end": whole()}), "where the words stand in the text"
                        ),
                    },
                )
            ),
            "more": MORE,
        },
    ),
    "Judgement": record(
        "A decision of a user.",
        {
            "id": whole("its number", 1),
            "kind": among(tuple(KINDS)),
            **_DECIDED,
            "sides": several(
                several(record("", {"report_id": whole("", 1), "start": whole(), "end": whole()})),
                "what it is about, as stretches of texts; 0 and 0 are the whole report",
            ),
            "name": text('whom a party or reliability is about, or ""'),
            "value": text('the party or the letter, or ""'),
            "undone": maybe(
                record("", {"id": whole("", 1), **_DECIDED}), "who took it back; null while it is in force"
            ),
        },
        examples=[
            {
                "id": 1,
                "kind": "party",
                "who": "Lena Corvo",
                "why": "she is their spokeswoman",
                "at": "2031-03-08T09:30:00Z",
                "sides": [],
                "name": "Mira Tolan",
                "value": "Halvmoor",
                "undone": None,
            }
        ],
    ),
    "Judgements": record(
        "Judgements, in the order in which they were made.", {"judgements": several(ref("Judgement")), "more": MORE}
    ),
    "Info": record(
        "What a casebook holds.",
        {
            "schema": whole("the version of its schema"),
            "counts": table(whole(), "rows by table"),
            "size": whole("bytes on disk"),
            "sizes": table(whole(), "bytes by table, if asked for and where SQLite can tell"),
            "unread": whole("reports that have no reading"),
            "unlinked": whole("reports that wait to be linked"),
            "outdated": flag("whether another version linked the reports"),
            "readers": several(
                record(
                    "",
                    {
                        "id": whole("", 1),
                        "version": text(),
                        "fingerprint": text(),
                        "added": text(WHEN),
                        "readings": whole("how many reports it read"),
                    },
                ),
                "who read, the newest last",
            ),
            "problems": several(ref("Problem"), "the latest that was left out, the last one first"),
        },
    ),
    "Problem": record(
        "Something that was left out.",
        {
            "id": whole("its number", 1),
            "where": text("where it stands"),
            "what": text("what is wrong"),
            "report_id": maybe(whole("", 1), "the report that it is about, if it became one"),
            "added": text(WHEN),
        },
    ),
    "Problems": record("What was left out, the last first.", {"problems": several(ref("Problem")), "more": MORE}),
    "Index": record(
        "Where everything stands.",
        {
            "name": text(),
            "version": text("of Saksi"),
            "casebook": text("the name of its file"),
            "write": flag("whether judgements can be made"),
            "links": table(text(), "URI templates (RFC 6570) by what they lead to"),
        },
    ),
    "Error": record(
        "What went wrong.",
        {"error": record("", {"status": whole("the HTTP status", 400, maximum=599), "message": text("what to do")})},
        examples=[{"error": {"status": 404, "message": "there is no claim 99 in this casebook"}}],
    ),
}
