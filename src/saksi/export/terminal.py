"""Readings and traces for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from saksi.export.harmless import harmless, harmless_all, harmless_reading
from saksi.model import (
    Bottleneck,
    Hop,
    Interval,
    Naming,
    Reading,
    Root,
    Source,
    SourceKind,
    Statement,
    StatementRef,
    Trace,
)

SOURCE, CUE, CONTENT, FAINT = "bold cyan", "bold magenta", "green", "dim"
_WORDS = 110  # characters of a quoted content before it is cut


def reading_view(reading: Reading) -> RenderableType:
    """Return the text with source, cue and content coloured, and under it each statement with its chain."""
    reading = harmless_reading(reading)
    report = reading.report
    head = Text(
        " · ".join(part for part in (report.outlet, report.published, report.language, report.url) if part), FAINT
    )
    parts: list[RenderableType] = [head, Text(), _marked(reading), Text()]
    parts.extend(_statement_view(i, one, report.text) for i, one in enumerate(reading.statements, start=1))
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


def _statement_view(number: int, statement: Statement, text: str) -> RenderableType:
    words = Text.assemble((f"{number:3} ", FAINT), (_content(statement, text), CONTENT))
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


def _content(statement: Statement, text: str) -> str:
    return _cut(" … ".join(" ".join(piece.of(text).split()) for piece in statement.content))


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"


def traces_view(traces: Sequence[Trace], readings: Sequence[Reading], *, most: int = 20) -> RenderableType:
    """Return the claims as a table, loudest and thinnest first; at most `most` of them."""
    table = Table(box=None, pad_edge=False, header_style=FAINT)
    for name in ("reports", "roots", "grade", "languages"):
        table.add_column(name, justify="right" if name != "languages" else "left", no_wrap=True)
    table.add_column("claim", overflow="fold")
    for trace in traces[:most]:
        languages = sorted({readings[at].report.language for at in trace.reports})
        table.add_row(
            str(len(trace.reports)),
            interval(trace.support.by_party),
            str(trace.grade.credibility),
            Text(harmless(" ".join(languages))),
            Text(_cut(" ".join(harmless(trace.claim.text).split()))),
        )
    rest = len(traces) - most
    return Group(table, Text(f"and {rest} more", FAINT)) if rest > 0 else table


def number(value: float) -> str:
    """Return a number as a person writes it: grouped, and with as many places as it needs, six digits at most."""
    return f"{value:,.0f}" if abs(value) >= 100_000 else f"{value:,.6g}"


def interval(value: Interval) -> str:
    """Return bounds as "3" or "1 to 3"."""
    return str(value.lower) if value.lower == value.upper else f"{value.lower} to {value.upper}"


def trace_view(trace: Trace, readings: Sequence[Reading]) -> RenderableType:
    """Return the trace of one claim as a tree: roots with their words, reports, bottlenecks, checks, denials, grade."""
    trace, readings = harmless_all(trace), [harmless_reading(one) for one in readings]
    support = trace.support
    count = len(trace.reports)
    headline = (
        f"{count} report{'s' * (count != 1)}, {interval(support.by_party)} root{'s' * (support.by_party.upper != 1)}"
    )
    tree = Tree(
        Text.assemble(
            (trace.claim.text, "bold"), "\n", (headline, "bold yellow"), f" · {interval(support.by_witness)} by witness"
        )
    )
    roots = tree.add(Text("roots: on whose word", FAINT))
    for root in trace.roots:
        _add_root(roots, root, readings)
    unsourced = _unsourced(trace)
    if unsourced:
        branch = tree.add(Text("no source given", FAINT))
        for ref in unsourced:
            branch.add(_words(ref, readings))
    _add_lines(tree, "bottlenecks: if this one is wrong, these fall", _bottleneck_lines(trace, readings))
    _add_lines(tree, "checks", [_check_line(trace, readings, i) for i in range(len(trace.checks))])
    _add_lines(tree, "denied or limited by", [_words(one, readings) for one in trace.denials])
    _add_lines(tree, "numbers", _number_lines(trace, readings))
    grade = tree.add(
        Text.assemble(
            ("grade ", FAINT),
            (str(trace.grade.credibility), "bold"),
            (" of 1 (confirmed) to 6 (cannot be judged)", FAINT),
        )
    )
    for reason in trace.grade.reasons:
        grade.add(Text(reason))
    return tree


def _add_root(tree: Tree, root: Root, readings: Sequence[Reading]) -> None:
    branch = tree.add(Text(source_name(root.source), SOURCE))
    for ref in root.words:
        branch.add(_words(ref, readings))


def _words(ref: StatementRef, readings: Sequence[Reading]) -> Text:
    """Return the words that a statement rests on, with the report and its chain."""
    reading = readings[ref.report]
    statement = reading.statements[ref.statement]
    report = reading.report
    where = " ".join(part for part in (f"[{ref.report}]", report.outlet, report.published, report.language) if part)
    said = Text(f"“{_content(statement, report.text)}”", CONTENT)
    return Text.assemble((where + "  ", FAINT), chain_text(statement.chain), "\n", said)


def _unsourced(trace: Trace) -> list[StatementRef]:
    rooted = {ref for root in trace.roots for ref in root.words}
    return [ref for ref in trace.claim.statements if ref not in rooted]


def _bottleneck_lines(trace: Trace, readings: Sequence[Reading]) -> list[Text]:
    """Return a line for each set of reports that falls with one node; nodes with the same set share it."""
    by_falls: dict[tuple[int, ...], list[Bottleneck]] = {}
    for one in trace.bottlenecks:
        by_falls.setdefault(one.falls, []).append(one)
    lines = []
    for falls, nodes in by_falls.items():
        names = " or ".join(dict.fromkeys(one.label for one in nodes if one.node.partition(":")[0] != "report"))
        reports = ", ".join(readings[at].report.outlet or str(at) for at in falls)
        if names:
            lines.append(Text.assemble((names, "bold"), f" (-{nodes[0].loss}): {reports or 'no report'}"))
    return lines


def _check_line(trace: Trace, readings: Sequence[Reading], number: int) -> Text:
    at, check = trace.checks[number]
    report = readings[at].report
    outcome = check.outcome.value.replace("_", " ")
    return Text.assemble(
        (f"[{at}] {report.outlet}  ", FAINT),
        f"{check.by or 'somebody'} {outcome}: ",
        (f"“{check.span.of(report.text)}”", "yellow"),
    )


def _number_lines(trace: Trace, readings: Sequence[Reading]) -> list[Text]:
    lines = []
    for ref, one in trace.quantities:
        report = readings[ref.report].report
        value = f"{one.approximator.replace('_', ' ')} {number(one.value)} {one.unit}".strip()
        lines.append(
            Text.assemble(
                (f"[{ref.report}] {report.outlet} {report.published}  ", FAINT),
                value,
                (f"  “{one.span.of(report.text)}”", CONTENT),
            )
        )
    return lines


def _add_lines(tree: Tree, title: str, lines: Sequence[Text]) -> None:
    if lines:
        branch = tree.add(Text(title, FAINT))
        for line in lines:
            branch.add(line)
