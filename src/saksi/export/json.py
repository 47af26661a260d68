"""Readings and traces as plain data for JSON; every span brings its words."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from typing import Any, TextIO

from saksi.model import (
    Check,
    Event,
    Hop,
    Name,
    Place,
    Quantity,
    Reading,
    Source,
    Span,
    Statement,
    StatementRef,
    Time,
    Trace,
)

Data = dict[str, Any]
# What a terminal obeys, or a reader of lines takes for the end of one, though JSON lets it stand.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def line(data: Data, out: TextIO) -> str:
    """Return data as JSON on one line for a stream; indented if that is a terminal."""
    return document(data, out) if out.isatty() else _escaped(json.dumps(data, ensure_ascii=_narrow(out)))


def document(data: Data, out: TextIO) -> str:
    """Return data as indented JSON for a stream."""
    return _escaped(json.dumps(data, ensure_ascii=_narrow(out), indent=2))


def _narrow(out: TextIO) -> bool:
    """Tell whether a stream's encoding has less than all characters."""
    return not (out.encoding or "utf-8").lower().startswith("utf")


def _escaped(words: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", words)


def reading_data(reading: Reading) -> Data:
    """Return `{"report": {...}, "statements": [...]}`; `origin` and `furniture` stand with the report."""
    report = reading.report
    text = report.text
    return {
        "report": {
            "url": report.url,
            "outlet": report.outlet,
            "language": report.language,
            "published": report.published,
            "title": report.title,
            "text": text,
            "origin": [hop_data(one, text) for one in reading.origin],
            "furniture": [span_data(one, text) for one in reading.furniture],
        },
        "statements": [statement_data(one, text) for one in reading.statements],
    }


def statement_data(statement: Statement, text: str) -> Data:
    """Return one statement with the words of its report's text."""
    return {
        "content": [span_data(one, text) for one in statement.content],
        "cue": _maybe(statement.cue, text),
        "chain": [hop_data(one, text) for one in statement.chain],
        "manner": statement.manner.value,
        "stance": statement.stance.value,
        "hedges": [span_data(one, text) for one in statement.hedges],
        "checks": [check_data(one, text) for one in statement.checks],
        "times": [time_data(one, text) for one in statement.times],
        "quantities": [quantity_data(one, text) for one in statement.quantities],
        "places": [place_data(one, text) for one in statement.places],
        "names": [name_data(one, text) for one in statement.names],
        "events": [event_data(one, text) for one in statement.events],
    }


def span_data(span: Span, text: str) -> Data:
    """Return a span as its offsets and its words."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _maybe(span: Span | None, text: str) -> Data | None:
    return None if span is None else span_data(span, text)


def source_data(source: Source) -> Data:
    """Return a source; `count` is null where the text leaves it open."""
    return {
        "name": source.name,
        "kind": source.kind.value,
        "role": source.role,
        "affiliation": source.affiliation,
        "party": source.party,
        "naming": source.naming.value,
        "count": source.count,
    }


def hop_data(hop: Hop, text: str) -> Data:
    """Return one hop of a chain."""
    return {
        "source": source_data(hop.source),
        "mention": _maybe(hop.mention, text),
        "cue": _maybe(hop.cue, text),
        "when": None if hop.when is None else time_data(hop.when, text),
        "inferred": hop.inferred,
    }


def check_data(check: Check, text: str) -> Data:
    """Return a check: who tried, and what came of it."""
    return {"by": check.by, "outcome": check.outcome.value, "span": span_data(check.span, text)}


def time_data(time: Time, text: str) -> Data:
    """Return a time; an empty value is one that stayed relative."""
    return {"value": time.value, "approximate": time.approximate, "span": span_data(time.span, text)}


def quantity_data(quantity: Quantity, text: str) -> Data:
    """Return a quantity with the bounds that its words allow; null is no bound."""
    return {
        "value": _finite(quantity.value),
        "unit": quantity.unit,
        "low": _finite(quantity.low),
        "high": _finite(quantity.high),
        "approximator": quantity.approximator,
        "span": span_data(quantity.span, text),
    }


def _finite(number: float) -> float | None:
    """Return a number, or None for one without bounds, which JSON can't write."""
    return number if math.isfinite(number) else None


def place_data(place: Place, text: str) -> Data:
    """Return a place with its GeoNames id and coordinates in degrees."""
    return {
        "name": place.name,
        "geonames": place.geonames,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country": place.country,
        "span": span_data(place.span, text),
    }


def name_data(name: Name, text: str) -> Data:
    """Return a name in a content."""
    return {"name": name.name, "party": name.party, "span": span_data(name.span, text)}


def event_data(event: Event, text: str) -> Data:
    """Return an act or state that a content speaks of."""
    return {
        "concept": event.concept,
        "negated": event.negated,
        "actor": event.actor,
        "patient": event.patient,
        "target": event.target,
        "origin": event.origin,
        "span": span_data(event.span, text),
    }


def traces_data(traces: Sequence[Trace], readings: Sequence[Reading]) -> Data:
    """Return `{"reports": [...], "traces": [...]}`; a trace names reports and statements by their numbers, from 0."""
    return {
        "reports": [reading_data(one)["report"] for one in readings],
        "traces": [trace_data(one, readings) for one in traces],
    }


def trace_data(trace: Trace, readings: Sequence[Reading]) -> Data:
    """Return the trace of one claim; whatever it rests on is given in the words of its report."""
    return {
        "claim": {
            "text": trace.claim.text,
            "statements": [ref_data(one, readings) for one in trace.claim.statements],
        },
        "reports": [_report_line(one, readings) for one in trace.reports],
        "roots": [
            {"source": source_data(one.source), "words": [ref_data(ref, readings) for ref in one.words]}
            for one in trace.roots
        ],
        "support": {
            "by_party": {"lower": trace.support.by_party.lower, "upper": trace.support.by_party.upper},
            "by_witness": {"lower": trace.support.by_witness.lower, "upper": trace.support.by_witness.upper},
        },
        "bottlenecks": [
            {"node": one.node, "label": one.label, "loss": one.loss, "falls": list(one.falls)}
            for one in trace.bottlenecks
        ],
        "denials": [ref_data(one, readings) for one in trace.denials],
        "checks": [{"report": at, **check_data(one, readings[at].report.text)} for at, one in trace.checks],
        "quantities": [
            {**ref_data(ref, readings, words=False), **quantity_data(one, readings[ref.report].report.text)}
            for ref, one in trace.quantities
        ],
        "grade": {"credibility": trace.grade.credibility, "reasons": list(trace.grade.reasons)},
        "graph": {
            "nodes": [
                {
                    "id": one.id,
                    "kind": one.kind.value,
                    "label": one.label,
                    "party": one.party,
                    "naming": one.naming.value,
                    "words": [ref_data(ref, readings) for ref in one.words],
                }
                for one in trace.graph.nodes
            ],
            "edges": [
                {"source": one.source, "target": one.target, "way": one.way, "inferred": one.inferred}
                for one in trace.graph.edges
            ],
        },
    }


def ref_data(ref: StatementRef, readings: Sequence[Reading], *, words: bool = True) -> Data:
    """Return which statement is meant, with its content and cue unless `words` is false."""
    data: Data = {"report": ref.report, "statement": ref.statement}
    if words:
        reading = readings[ref.report]
        statement = reading.statements[ref.statement]
        data["content"] = [span_data(one, reading.report.text) for one in statement.content]
        data["cue"] = _maybe(statement.cue, reading.report.text)
    return data


def _report_line(at: int, readings: Sequence[Reading]) -> Data:
    report = readings[at].report
    return {
        "report": at,
        "url": report.url,
        "outlet": report.outlet,
        "language": report.language,
        "published": report.published,
    }
