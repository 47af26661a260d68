"""Settle who stands behind an outlet that names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from saksi.model import Circle, Naming, Reading, Source, SourceKind
from saksi.tracing.circles import OUTLET
from saksi.tracing.dates import window
from saksi.tracing.ways import BODIES, Way, behind


def settled(ways: Sequence[Way], circles: Iterable[Circle], readings: Sequence[Reading]) -> list[Way]:
    """Give a witness to each way that ends at an outlet, where there has to be one and nobody else can be it.

    Behind an outlet that another page takes for its source stands somebody unnamed, unless

    - another statement of the claim tells who that is: it is the same word;
    - its own report is among those traced, and names nobody either: being cited makes no witness;
    - the outlet stands in a circle, which has no beginning;
    - it is surely later than a statement that names its source: what is said then without a source is taken for a
      repetition.

    The same goes for a source of which nothing is known, or only that it is a body ("the army"), and no party: it is
    kept unless it is surely later. What a page says in its own voice has a witness only if nobody at all stands behind
    the claim.
    """
    out = _out(ways, readings)
    ways = [replace(way, witness=None) if _repeats(way, out, readings) else way for way in ways]
    circling = {node.removeprefix(OUTLET) for circle in circles for node in circle.nodes}
    relaying = {outlet for way in ways if way.witness is not None for outlet in way.outlets}
    read = {way.outlets[0] for way in ways if way.outlets}
    known = relaying | read | circling | _late(ways, out, readings)
    given = [_with_source(way) if way.outlets and way.outlets[-1] not in known else way for way in ways]
    if any(way.witness is not None and way.copied is None for way in given):
        return given
    return [
        replace(way, witness=behind(way.outlets[0]))
        if len(way.outlets) == 1 and way.outlets[0] not in circling
        else way
        for way in given
    ]


def _with_source(way: Way) -> Way:
    if way.witness is not None or len(way.outlets) < 2:
        return way
    return replace(way, witness=behind(way.outlets[-1]))


def _out(ways: Sequence[Way], readings: Sequence[Reading]) -> datetime | None:
    """Return when a word whose source is known was surely out, or None if no such word has a date."""
    told = [
        window(readings[way.ref.report].report.published)
        for way in ways
        if way.witness is not None and not _is_vague(way.witness)
    ]
    return min((found[1] for found in told if found is not None), default=None)


def _is_vague(source: Source) -> bool:
    """Tell whether a source has no party, and is not even known to be people, or is a body that has no name."""
    vague = source.kind is SourceKind.UNKNOWN or (source.kind in BODIES and source.naming is not Naming.NAMED)
    return vague and not source.party


def _repeats(way: Way, out: datetime | None, readings: Sequence[Reading]) -> bool:
    """Tell whether a vague source is first heard of when a word was surely out already."""
    if way.witness is None or not _is_vague(way.witness) or out is None:
        return False
    when = window(readings[way.ref.report].report.published)
    return when is not None and when[0] > out


def _late(ways: Sequence[Way], out: datetime | None, readings: Sequence[Reading]) -> set[str]:
    """Return the outlets that are first heard of, as far as there are dates, when a word was surely out already."""
    if out is None:
        return set()
    heard: dict[str, list[datetime]] = {}
    for way in ways:
        for outlet in way.outlets:
            when = window(_date(way, outlet, readings))
            if when is not None:
                heard.setdefault(outlet, []).append(when[0])
    return {outlet for outlet, starts in heard.items() if min(starts) > out}


def _date(way: Way, outlet: str, readings: Sequence[Reading]) -> str:
    """Return when an outlet is said to have told something, or else when the report that says so was published."""
    reading = readings[way.ref.report]
    for hop in reading.statements[way.ref.statement].chain:
        if hop.source.name == outlet and hop.when is not None and hop.when.value:
            return hop.when.value
    return reading.report.published
