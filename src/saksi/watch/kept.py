"""What a watch has to know when it starts again: its feeds, what it told of each claim, and how far it had come."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from saksi.casebook.connection import writing
from saksi.casebook.rows import SHOWN
from saksi.watch.changes import Summary
from saksi.watch.summary import summary_data, summary_from


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and how it was last polled; all but its address is "" or 0 before.

    `polled` is when it last answered (ISO 8601, UTC), `failures` how often in a row it has not since.
    """

    url: str
    etag: str = ""
    modified: str = ""
    polled: str = ""
    failures: int = 0


def feed(connection: sqlite3.Connection, url: str) -> Feed:
    """Return what is known of a feed."""
    row = connection.execute(
        "SELECT url, etag, modified, polled, failures FROM watched_feed WHERE url = ?", (url,)
    ).fetchone()
    return Feed(*row) if row else Feed(url)


def keep_feed(connection: sqlite3.Connection, one: Feed) -> None:
    """Keep how a feed was polled."""
    with writing(connection):
        connection.execute(
            "INSERT OR REPLACE INTO watched_feed (url, etag, modified, polled, failures) VALUES (?, ?, ?, ?, ?)",
            (one.url, one.etag, one.modified, one.polled, one.failures),
        )


def told(connection: sqlite3.Connection, claim: int) -> Summary | None:
    """Return what was last told of a claim, or None if nothing was."""
    row = connection.execute("SELECT summary FROM watched_claim WHERE claim_id = ?", (claim,)).fetchone()
    try:
        return summary_from(json.loads(row[0])) if row else None
    except (KeyError, TypeError, ValueError):
        return None  # of another version: the claim is looked at as if for the first time


def keep_told(connection: sqlite3.Connection, summary: Summary) -> None:
    """Keep what was told of a claim."""
    with writing(connection):
        connection.execute(
            "INSERT OR REPLACE INTO watched_claim (claim_id, summary) VALUES (?, ?)",
            (summary.claim, json.dumps(summary_data(summary), ensure_ascii=False)),
        )


def last_report(connection: sqlite3.Connection) -> int | None:
    """Return the last report whose claims were looked at, or None before the first watch of a casebook."""
    row = connection.execute("SELECT report FROM watched_report").fetchone()
    return None if row is None else int(row[0])


def keep_last_report(connection: sqlite3.Connection, report: int) -> None:
    """Keep how far the reports were looked at."""
    with writing(connection):
        connection.execute("INSERT OR REPLACE INTO watched_report (only, report) VALUES (1, ?)", (report,))


def newest_report(connection: sqlite3.Connection) -> int:
    """Return the number of the newest report, 0 if there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM report").fetchone()[0])


def claims_since(connection: sqlite3.Connection, report: int) -> list[int]:
    """Return the claims that reports with a greater number say or deny, by number."""
    rows = connection.execute(
        "SELECT DISTINCT claim.id FROM statement JOIN claim_statement ON statement_id = statement.id "
        f"JOIN claim ON claim.id = claim_id WHERE report_id > ? AND {SHOWN} ORDER BY claim.id",
        (report,),
    )
    return [row[0] for row in rows]
