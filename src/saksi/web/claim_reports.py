"""The reports of a claim as a table: when and where each was published, and how it got the word."""

from __future__ import annotations

from typing import NamedTuple

from saksi.model import Edge, StatementRef
from saksi.web.claim_seen import Seen

_WAYS = {"copied": "copy of", "translated": "translation of"}


class Row(NamedTuple):
    """A report: its first statement of the claim, and how it got its word: "own", or from which report it took it."""

    report: int
    published: str
    outlet: str
    language: str
    title: str
    url: str
    statement: int
    way: str
    original: int


def reports_of(seen: Seen) -> tuple[Row, ...]:
    """Return the reports that say the claim, in the order of publication, those without a date last."""
    taken: dict[str, Edge] = {edge.target: edge for edge in seen.trace.graph.edges if edge.way in _WAYS}
    first: dict[int, StatementRef] = {}
    for ref in sorted(seen.trace.claim.statements or seen.trace.denials):
        first.setdefault(ref.report, ref)
    rows = [_row(ref, taken.get(f"report:{number}"), seen) for number, ref in first.items()]
    return tuple(sorted(rows, key=lambda one: (one.published or "9", one.report)))


def _row(ref: StatementRef, taken: Edge | None, seen: Seen) -> Row:
    report = seen.report(ref.report)
    way, original = (_WAYS[taken.way], int(taken.source.partition(":")[2])) if taken else ("own", 0)
    return Row(
        ref.report,
        report.published,
        report.outlet,
        report.language,
        report.title,
        report.url,
        ref.statement,
        way,
        original,
    )
