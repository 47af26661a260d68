"""Sum up what a claim rests on, from its trace; and what it rested on before some reports came."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from saksi.model import Claim, Copy, StatementRef, Trace
from saksi.watch.changes import Number, Ref, Speaker, Summary

if TYPE_CHECKING:
    from saksi.casebook.traces import Traced

_COPIES = {"copied": "near", "translated": "translation"}  # the ways of edges as those of copies


def summary_of(traced: Traced) -> Summary:
    """Return what a claim rests on now."""
    return _summary(traced.trace, traced)


def summary_before(traced: Traced, new: Collection[int]) -> Summary | None:
    """Return what a claim rested on without these reports, or None if nothing of it was there."""
    from saksi.tracing.trace import trace_claim

    kept = {at for at, report in enumerate(traced.report_ids) if report not in new}
    claim = traced.trace.claim
    statements = tuple(ref for ref in claim.statements if ref.report in kept)
    if not statements:
        return None
    denials = tuple(ref for ref in claim.denials if ref.report in kept)
    copies = [one for one in _copies(traced.trace) if one.copy in kept and one.original in kept]
    return _summary(trace_claim(Claim(claim.text, statements, denials), traced.readings, copies), traced)


def _summary(trace: Trace, traced: Traced) -> Summary:
    roots = {root.node: root for root in trace.roots}
    return Summary(
        traced.claim_id,
        " ".join(trace.claim.text.split()),
        trace.support.by_party.lower,
        trace.support.by_party.upper,
        tuple(
            Speaker(one.name, _refs((ref for id in one.witnesses if id in roots for ref in roots[id].words), traced))
            for one in trace.voices
        ),
        tuple(sorted({traced.report_ids[one.copy] for one in _copies(trace)})),
        _deniers(trace, traced),
        tuple(
            Number(figure.value, numbers.unit, _refs((one.words for one in figure.mentions), traced))
            for numbers in trace.numbers
            for figure in numbers.figures
        ),
    )


def _deniers(trace: Trace, traced: Traced) -> tuple[Speaker, ...]:
    """Return who denies a claim, by party where they have one."""
    found: dict[str, list[StatementRef]] = {}
    for ref in trace.denials:
        source = traced.readings[ref.report].statements[ref.statement].source
        found.setdefault(source.party or source.name, []).append(ref)
    return tuple(Speaker(name, _refs(refs, traced)) for name, refs in sorted(found.items()))


def _copies(trace: Trace) -> list[Copy]:
    """Return the copies that a trace shows."""
    found = []
    for edge in trace.graph.edges:
        if edge.way in _COPIES:
            original, copy = (int(id.partition(":")[2]) for id in (edge.source, edge.target))
            found.append(Copy(original, copy, _COPIES[edge.way], 1.0))
    return found


def _refs(refs: Iterable[StatementRef], traced: Traced) -> tuple[Ref, ...]:
    return tuple(sorted({(traced.report_ids[ref.report], ref.statement) for ref in refs}))


def summary_data(summary: Summary) -> dict[str, Any]:
    """Return a summary as plain data, to be kept as JSON."""
    return asdict(summary)


def summary_from(data: dict[str, Any]) -> Summary:
    """Return the summary of `summary_data`; raises KeyError, TypeError or ValueError for other data."""
    return Summary(
        int(data["claim"]),
        str(data["text"]),
        int(data["lower"]),
        int(data["upper"]),
        tuple(Speaker(one["name"], _pairs(one["words"])) for one in data["roots"]),
        tuple(map(int, data["copies"])),
        tuple(Speaker(one["name"], _pairs(one["words"])) for one in data["denials"]),
        tuple(Number(one["value"], one["unit"], _pairs(one["words"])) for one in data["numbers"]),
    )


def _pairs(words: Iterable[Iterable[int]]) -> tuple[Ref, ...]:
    return tuple((int(report), int(statement)) for report, statement in words)
