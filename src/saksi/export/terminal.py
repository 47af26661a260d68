"""Readings for a person at a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from saksi.export.harmless import harmless_reading
from saksi.model import (
    Hop,
    Naming,
    Reading,
    Report,
    Source,
    SourceKind,
    Statement,
)

SOURCE, CUE, CONTENT, FAINT = "bold cyan", "bold magenta", "green", "dim"
_WORDS = 110  # characters of a quoted content before it is cut


def reading_view(reading: Reading, claims: Mapping[int, Sequence[int]] | None = None) -> RenderableType:
    """Return the text with source, cue and content coloured, and under it each statement with its chain.

    `claims` are the numbers of the claims that the statements are of, by the number of the statement from 0.
    """
    reading = harmless_reading(reading)
    report = reading.report
    head = Text(
        " · ".join(part for part in (report.outlet, report.published, report.language, report.url) if part), FAINT
    )
    parts: list[RenderableType] = [head, Text(), _marked(reading), Text()]
    for at, one in enumerate(reading.statements):
        parts.append(_statement_view(at + 1, one, report.text, claims.get(at, ()) if claims else ()))
    if reading.origin:
        parts.append(Text("origin: " + ", ".join(_hop_name(one) for one in reading.origin), FAINT))
    legend = Text.assemble(
        ("source", SOURCE), " ", ("cue", CUE), " ", ("content", CONTENT), " ", ("not of the story", FAINT)
    )
    return Group(*parts, legend)


def _marked(reading: Reading) -> Text:
    text = Text(reading.report.text)
    for span in reading.furniture:
        text.stylize(FAINT + " strike", span.start, span.end)
    for statement in reading.statements:
        if statement.cue is None:
            continue
        for piece in statement.content:
            text.stylize(CONTENT, piece.start, piece.end)
    for statement in reading.statements:
        for hop in statement.chain:
            if hop.mention is not None:
                text.stylize(SOURCE, hop.mention.start, hop.mention.end)
            if hop.cue is not None:
                text.stylize(CUE, hop.cue.start, hop.cue.end)
    return text


def _statement_view(number: int, statement: Statement, text: str, claims: Sequence[int]) -> RenderableType:
    words = Text.assemble((f"{number:3} ", FAINT), (content_of(statement, text), CONTENT))
    if claims:
        words.append(f"  claim{'s' * (len(claims) > 1)} {', '.join(map(str, claims))}", FAINT)
    lines = [Text("    ") + chain_text(statement.chain), _details(statement)]
    lines.extend(
        Text(f"    check: {one.by or 'somebody'} {one.outcome.value.replace('_', ' ')}: {one.span.of(text)}", "yellow")
        for one in statement.checks
    )
    return Padding(Group(words, *(line for line in lines if line.plain.strip())), (0, 0, 1, 0))


def _details(statement: Statement) -> Text:
    parts = [statement.manner.value.replace("_", " "), statement.stance.value.replace("_", " ")]
    parts.extend(one.value for one in statement.times if one.value)
    parts.extend(
        f"{one.approximator.replace('_', ' ')} {number(one.value)} {one.unit}".strip() for one in statement.quantities
    )
    parts.extend(dict.fromkeys(one.name for one in statement.places))
    return Text("    " + " · ".join(parts), FAINT)


def chain_text(chain: Sequence[Hop]) -> Text:
    """Return a chain as "page <- outlet <- source", an inferred hop in parentheses."""
    return Text(" <- ").join(Text(_hop_name(hop), SOURCE) for hop in chain)


def _hop_name(hop: Hop) -> str:
    name = source_name(hop.source) or "the page"
    when = f", {hop.when.value}" if hop.when is not None and hop.when.value else ""
    return f"({name})" if hop.inferred else name + when


def outlet_name(report: Report) -> str:
    """Return by what name a report is called: its outlet, or its address."""
    return report.outlet or report.url or "a page"


def source_name(source: Source) -> str:
    """Return how a source is called: its name with role and party, and whether it is named."""
    extra = []
    if source.naming is not Naming.NAMED:
        extra.append("unnamed" if source.naming is Naming.UNNAMED else "by role only")
    if source.role and source.role.lower() not in source.name.lower():
        extra.insert(0, source.role)
    if source.party and source.party not in (source.name, "") and source.kind is not SourceKind.OUTLET:
        extra.append(source.party)
    return f"{source.name} ({', '.join(extra)})" if extra else source.name


def content_of(statement: Statement, text: str) -> str:
    """Return the words of a statement on one line, cut if they are many."""
    return cut(" ".join(statement.words(text).split()))


def cut(words: str) -> str:
    """Return words cut to what a line or two hold."""
    return words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"


def number(value: float) -> str:
    """Return a number as a person writes it: grouped, and with as many places as it needs, six digits at most."""
    return f"{value:,.0f}" if abs(value) >= 100_000 else f"{value:,.6g}"
