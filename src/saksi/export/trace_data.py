"""Traces as plain data for JSON; whatever a trace rests on is given in the words of its report."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.export.json import Data, check_data, maybe_span, quantity_data, report_data, source_data, span_data
from saksi.export.numbering import Readings
from saksi.model import Graph, Interval, Numbers, Reading, StatementRef, Trace


def traces_data(traces: Sequence[Trace], readings: Sequence[Reading]) -> Data:
    """Return `{"reports": [...], "traces": [...]}`; a trace names reports and statements by their numbers, from 0."""
    return {
        "reports": [report_data(one) for one in readings],
        "traces": [trace_data(one, readings) for one in traces],
    }


def trace_data(trace: Trace, readings: Readings) -> Data:
    """Return the trace of one claim."""
    return {
        "claim": {"text": trace.claim.text, "statements": refs_data(trace.claim.statements, readings)},
        "reports": [_report_line(one, readings) for one in trace.reports],
        "roots": [
            {"node": one.node, "source": source_data(one.source), "words": refs_data(one.words, readings)}
            for one in trace.roots
        ],
        "voices": [
            {
                "name": one.name,
                "witnesses": list(one.witnesses),
                "outlets": list(one.outlets),
                "reports": list(one.reports),
                "alone": list(one.alone),
                "anybody": one.anybody,
            }
            for one in trace.voices
        ],
        "support": {
            "by_party": _interval_data(trace.support.by_party),
            "by_witness": _interval_data(trace.support.by_witness),
        },
        "cut": list(trace.cut),
        "bottlenecks": [
            {"node": one.node, "label": one.label, "loss": one.loss, "falls": list(one.falls)}
            for one in trace.bottlenecks
        ],
        "unsourced": refs_data(trace.unsourced, readings),
        "circles": [{"nodes": list(one.nodes), "words": refs_data(one.words, readings)} for one in trace.circles],
        "denials": refs_data(trace.denials, readings),
        "checks": [{**_number(ref), **check_data(one, readings[ref.report].report.text)} for ref, one in trace.checks],
        "first": {
            "words": refs_data(trace.first.words, readings),
            "undated": refs_data(trace.first.undated, readings),
        },
        "mutations": [
            {
                "change": one.change.value,
                "earlier": ref_data(one.earlier, readings),
                "later": ref_data(one.later, readings),
                "before": one.before,
                "after": one.after,
            }
            for one in trace.mutations
        ],
        "numbers": [numbers_data(one, readings) for one in trace.numbers],
        "grade": {
            "credibility": trace.grade.credibility,
            "reasons": [
                {"rule": one.rule, "text": one.text, "words": refs_data(one.words, readings)}
                for one in trace.grade.reasons
            ],
        },
        "reliability": [{"name": one.name, "letter": one.letter} for one in trace.reliability],
        "graph": graph_data(trace.graph, readings),
    }


def numbers_data(numbers: Numbers, readings: Readings) -> Data:
    """Return the figures of one unit, each with the quantities that agree on it."""
    return {
        "unit": numbers.unit,
        "figures": [
            {
                "value": figure.value,
                "mentions": [
                    {
                        **_number(one.words),
                        **quantity_data(one.quantity, readings[one.words.report].report.text),
                        "written": one.written,
                    }
                    for one in figure.mentions
                ],
            }
            for figure in numbers.figures
        ],
    }


def graph_data(graph: Graph, readings: Readings) -> Data:
    """Return the nodes and edges of a graph."""
    return {
        "nodes": [
            {
                "id": one.id,
                "kind": one.kind.value,
                "label": one.label,
                "party": one.party,
                "naming": one.naming.value,
                "words": refs_data(one.words, readings),
            }
            for one in graph.nodes
        ],
        "edges": [
            {"source": one.source, "target": one.target, "way": one.way, "inferred": one.inferred}
            for one in graph.edges
        ],
    }


def refs_data(refs: Sequence[StatementRef], readings: Readings) -> list[Data]:
    """Return which statements are meant, each with its content and cue."""
    return [ref_data(one, readings) for one in refs]


def ref_data(ref: StatementRef, readings: Readings) -> Data:
    """Return which statement is meant, with its content and cue."""
    reading = readings[ref.report]
    statement, text = reading.statements[ref.statement], reading.report.text
    return {
        **_number(ref),
        "content": [span_data(one, text) for one in statement.content],
        "cue": maybe_span(statement.cue, text),
    }


def _number(ref: StatementRef) -> Data:
    return {"report": ref.report, "statement": ref.statement}


def _interval_data(interval: Interval) -> Data:
    return {"lower": interval.lower, "upper": interval.upper}


def _report_line(at: int, readings: Readings) -> Data:
    report = readings[at].report
    return {
        "report": at,
        "url": report.url,
        "outlet": report.outlet,
        "language": report.language,
        "published": report.published,
    }
