"""Readings as plain data for JSON; every span brings its words."""

from __future__ import annotations

import json
import math
import re
from typing import Any, TextIO

from saksi.model import (
    Check,
    Event,
    Hop,
    Name,
    Place,
    Quantity,
    Reading,
    Report,
    Source,
    Span,
    Statement,
    Time,
)

Data = dict[str, Any]
# What a terminal obeys, or a reader of lines takes for the end of one, though JSON lets it stand.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def line(data: Data, out: TextIO) -> str:
    """Return data as JSON on one line for a stream; indented if that is a terminal."""
    return document(data, out) if out.isatty() else _escaped(json.dumps(data, ensure_ascii=_narrow(out)))


def compact(data: Data) -> str:
    """Return data as JSON on one line, for a file in UTF-8."""
    return _escaped(json.dumps(data, ensure_ascii=False))


def document(data: Data, out: TextIO) -> str:
    """Return data as indented JSON for a stream."""
    return _escaped(json.dumps(data, ensure_ascii=_narrow(out), indent=2))


def _narrow(out: TextIO) -> bool:
    """Tell whether a stream's encoding has less than all characters."""
    return not (out.encoding or "utf-8").lower().startswith("utf")


def _escaped(words: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", words)


def reading_data(reading: Reading) -> Data:
    """Return `{"report": {...}, "statements": [...]}`."""
    text = reading.report.text
    return {"report": report_data(reading), "statements": [statement_data(one, text) for one in reading.statements]}


def report_data(reading: Reading) -> Data:
    """Return the report of a reading, with its `origin` and `furniture`."""
    text = reading.report.text
    return {
        **about_data(reading.report),
        "text": text,
        "origin": [hop_data(one, text) for one in reading.origin],
        "furniture": [span_data(one, text) for one in reading.furniture],
    }


def about_data(report: Report) -> Data:
    """Return all that a report says of itself, but for its text."""
    return {
        "url": report.url,
        "outlet": report.outlet,
        "language": report.language,
        "published": report.published,
        "title": report.title,
        "canonical": report.canonical,
        "byline": report.byline,
        "credit": report.credit,
        "alternates": list(report.alternates),
    }


def statement_data(statement: Statement, text: str) -> Data:
    """Return one statement with the words of its report's text."""
    return {
        "content": [span_data(one, text) for one in statement.content],
        "cue": maybe_span(statement.cue, text),
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


def maybe_span(span: Span | None, text: str) -> Data | None:
    """Return a span as its offsets and its words, or None for none."""
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
        "mention": maybe_span(hop.mention, text),
        "cue": maybe_span(hop.cue, text),
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
