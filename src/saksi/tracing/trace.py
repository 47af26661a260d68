"""Trace reports: which claims they make, and on whose word each of them rests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from saksi.linking.claims import find_claims
from saksi.linking.copies import find_copies
from saksi.model import Claim, Copy, Quantity, Reading, Report, Statement, StatementRef, Trace
from saksi.reading.reader import read
from saksi.tracing.grade import grade
from saksi.tracing.graph import build
from saksi.tracing.support import bottlenecks, support


def trace(reports: Iterable[Report | Reading]) -> list[Trace]:
    """Return the trace of every claim in the reports, the loudest and thinnest first: most reports for each root.

    Reports that were read already are not read again. The numbers of reports in a trace are places in the order given;
    nothing else depends on that order. Raises `saksi.languages.pack.UnknownLanguage` for a report without a pack.
    """
    return trace_readings([one if isinstance(one, Reading) else read(one) for one in reports])


def trace_readings(readings: Sequence[Reading]) -> list[Trace]:
    """Return the trace of every claim in what was read already."""
    origins = [[hop.source.name for hop in one.origin] for one in readings]
    copies = find_copies([one.report for one in readings], origins)
    traces = [trace_claim(claim, readings, copies) for claim in find_claims(readings)]
    return sorted(traces, key=loudness)


def trace_claim(claim: Claim, readings: Sequence[Reading], copies: Sequence[Copy]) -> Trace:
    """Return the trace of one claim."""
    graph, roots = build(claim, readings, copies)
    counted = support(graph)
    reports = tuple(sorted({ref.report for ref in claim.statements}))
    statements = [(ref, readings[ref.report].statements[ref.statement]) for ref in claim.statements]
    checks = tuple(dict.fromkeys((ref.report, check) for ref, statement in statements for check in statement.checks))
    return Trace(
        claim=claim,
        reports=reports,
        roots=roots,
        support=counted,
        bottlenecks=bottlenecks(graph),
        denials=claim.denials,
        checks=checks,
        grade=grade(roots, counted, checks, claim.denials, readings),
        graph=graph,
        quantities=_numbers(statements),
    )


def _numbers(statements: Sequence[tuple[StatementRef, Statement]]) -> tuple[tuple[StatementRef, Quantity], ...]:
    """Return the numbers of a claim: those in units that two of its reports give, or all if it has one report."""
    reports: dict[str, set[int]] = {}
    for ref, statement in statements:
        for quantity in statement.quantities:
            reports.setdefault(quantity.unit, set()).add(ref.report)
    enough = min(2, len({ref.report for ref, _ in statements}))
    return tuple(
        (ref, quantity)
        for ref, statement in statements
        for quantity in statement.quantities
        if quantity.unit and len(reports[quantity.unit]) >= enough
    )


def loudness(trace: Trace) -> tuple[float, int, str]:
    """Return the key by which traces are sorted: reports per root, then reports, then the words."""
    roots = max(1, trace.support.by_party.upper)
    return -len(trace.reports) / roots, -len(trace.reports), trace.claim.text
