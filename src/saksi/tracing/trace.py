"""Trace reports: which claims they make, and on whose word each of them rests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from saksi.linking.claims import find_claims
from saksi.linking.copies import find_copies
from saksi.model import Check, Claim, Copy, Graph, Reading, Reliability, Report, Root, StatementRef, Trace
from saksi.reading.reader import read
from saksi.tracing.dates import first_appearance
from saksi.tracing.grade import Evidence, grade
from saksi.tracing.graph import build, ways_to
from saksi.tracing.mutations import find_mutations
from saksi.tracing.numbers import find_numbers
from saksi.tracing.support import bottlenecks, minimum_cut, support
from saksi.tracing.voices import find_voices

LETTERS = "ABCDEF"


def trace(reports: Iterable[Report | Reading], *, reliability: Mapping[str, str] | None = None) -> list[Trace]:
    """Return the trace of every claim in the reports, the loudest and thinnest first: most reports for each root.

    Reports that were read already are not read again. The numbers of reports in a trace are places in the order given;
    nothing else depends on that order. `reliability` is the caller's verdict, from "A" (completely reliable) to "F"
    (cannot be judged), on sources, parties or outlets by name; it is shown beside the grade and never changes it.
    Raises `saksi.languages.pack.UnknownLanguage` for a report without a pack, and ValueError for another letter.
    """
    given = checked_reliability(reliability or {})
    return trace_readings([one if isinstance(one, Reading) else read(one) for one in reports], reliability=given)


def checked_reliability(given: Mapping[str, str]) -> Mapping[str, str]:
    """Return names with their letters in capitals; raises ValueError for what is no letter from A to F."""
    for name, letter in given.items():
        if len(letter) != 1 or letter.upper() not in LETTERS:
            raise ValueError(f"{letter!r} is no reliability of {name!r}; give a letter from A to F")
    return {name: letter.upper() for name, letter in given.items()}


def trace_readings(readings: Sequence[Reading], *, reliability: Mapping[str, str] | None = None) -> list[Trace]:
    """Return the trace of every claim in what was read already."""
    origins = [[hop.source.name for hop in one.origin] for one in readings]
    copies = find_copies([one.report for one in readings], origins)
    traces = [trace_claim(claim, readings, copies, reliability or {}) for claim in find_claims(readings)]
    return sorted(traces, key=loudness)


def trace_claim(
    claim: Claim, readings: Sequence[Reading], copies: Sequence[Copy], reliability: Mapping[str, str] | None = None
) -> Trace:
    """Return the trace of one claim."""
    ways, circles = ways_to(claim, readings, copies)
    graph, roots = build(claim, ways, readings)
    counted = support(graph)
    checks = _checks(claim, readings)
    numbers = find_numbers(claim.statements, readings)
    return Trace(
        claim=claim,
        reports=tuple(sorted({ref.report for ref in claim.statements})),
        roots=roots,
        support=counted,
        bottlenecks=bottlenecks(graph),
        denials=claim.denials,
        checks=checks,
        grade=grade(Evidence(claim, roots, counted, checks, circles, numbers, readings)),
        graph=graph,
        voices=find_voices(graph),
        unsourced=tuple(sorted(way.ref for way in ways if way.witness is None and way.copied is None)),
        cut=minimum_cut(graph),
        circles=circles,
        first=first_appearance(claim.statements, readings),
        mutations=find_mutations(ways, readings),
        numbers=numbers,
        reliability=_reliability(graph, roots, reliability or {}),
    )


def _checks(claim: Claim, readings: Sequence[Reading]) -> tuple[tuple[StatementRef, Check], ...]:
    """Return the checks of a claim, each with the first statement of its report that it hangs on."""
    found: dict[tuple[int, Check], StatementRef] = {}
    for ref in sorted(claim.statements):
        for check in readings[ref.report].statements[ref.statement].checks:
            found.setdefault((ref.report, check), ref)
    return tuple((ref, check) for (_, check), ref in found.items())


def _reliability(graph: Graph, roots: Iterable[Root], given: Mapping[str, str]) -> tuple[Reliability, ...]:
    """Return what the user holds of those who stand in the graph of a claim."""
    names = {name for root in roots for name in (root.source.name, root.source.party)}
    names |= {node.label for node in graph.nodes} | {node.party for node in graph.nodes}
    return tuple(Reliability(name, letter) for name, letter in sorted(given.items()) if name in names)


def loudness(trace: Trace) -> tuple[float, int, str]:
    """Return the key by which traces are sorted: reports per root, then reports, then the words."""
    roots = max(1, trace.support.by_party.upper)
    return -len(trace.reports) / roots, -len(trace.reports), trace.claim.text
