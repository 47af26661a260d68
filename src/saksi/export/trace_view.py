"""Traces for a person at a terminal: on whose word a claim rests, and why it has so many roots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from saksi.export.harmless import harmless, harmless_all, harmless_reading
from saksi.export.numbering import Readings
from saksi.export.terminal import CONTENT, FAINT, SOURCE, content_of, cut
from saksi.export.trace_lines import (
    bottleneck_lines,
    change_lines,
    check_lines,
    circle_lines,
    first_lines,
    number_lines,
    open_lines,
    reports_line,
    unsourced_lines,
    words_line,
)
from saksi.model import Graph, Naming, NodeKind, Reading, Root, Source, SourceKind, StatementRef, Trace, Voice
from saksi.tracing.grade import CREDIBILITY, span
from saksi.tracing.ways import BODIES

_COUNTS = ("parties", "witnesses", "named", "role", "unnamed")


def traces_view(traces: Sequence[Trace], readings: Readings, *, most: int = 20) -> RenderableType:
    """Return the claims as a table, loudest and thinnest first; at most `most` of them."""
    table = Table(box=None, pad_edge=False, header_style=FAINT)
    for name in ("reports", "roots", "grade", "languages"):
        table.add_column(name, justify="right" if name != "languages" else "left", no_wrap=True)
    table.add_column("claim", overflow="fold")
    for trace in traces[:most]:
        languages = sorted({readings[at].report.language for at in trace.reports})
        table.add_row(
            str(len(trace.reports)),
            span(trace.support.by_party),
            str(trace.grade.credibility),
            Text(harmless(" ".join(languages))),
            Text(cut(" ".join(harmless(trace.claim.text).split()))),
        )
    rest = len(traces) - most
    return Group(table, Text(f"and {rest} more", FAINT)) if rest > 0 else table


def trace_view(trace: Trace, readings: Readings) -> RenderableType:
    """Return the trace of one claim as a tree: each root by party with its witnesses, and why they are so many."""
    trace, readings = harmless_all(trace), _Harmless(readings)
    tree = Tree(_headline(trace))
    for voice in trace.voices:
        _add_voice(tree, voice, trace, readings)
    _add(tree, "no source given", unsourced_lines(trace, readings))
    _add(tree, _why(trace), open_lines(trace))
    _add(tree, "cite each other, so that neither is a source", circle_lines(trace, readings))
    _add(tree, "what falls if one is wrong", bottleneck_lines(trace, readings))
    _add(tree, "first", first_lines(trace, readings))
    _add(tree, "changed on the way", change_lines(trace, readings))
    _add(tree, "numbers", number_lines(trace, readings))
    _add(tree, "checks", check_lines(trace, readings))
    _add(tree, "denied or limited by", [words_line(one, readings) for one in trace.denials])
    _add_grade(tree, trace)
    return tree


class _Harmless:
    """Readings whose words can be shown, made so when they are asked for."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._made: dict[int, Reading] = {}

    def __getitem__(self, number: int, /) -> Reading:
        if number not in self._made:
            self._made[number] = harmless_reading(self._readings[number])
        return self._made[number]


def _headline(trace: Trace) -> Text:
    count, party = len(trace.reports), trace.support.by_party
    roots = f"{span(party)} root{'s' * (party.upper != 1)}"
    return Text.assemble(
        (" ".join(trace.claim.text.split()), "bold"),
        "\n",
        (f"{count} report{'s' * (count != 1)}, {roots}", "bold yellow"),
        f" · {span(trace.support.by_witness)} by witness · ",
        f"grade {trace.grade.credibility}, {CREDIBILITY[trace.grade.credibility]}",
    )


def _why(trace: Trace) -> str:
    """Return the question that the lines on who may be whom answer."""
    party, witness = trace.support.by_party, trace.support.by_witness
    counts = [f"{span(party)} roots"] if party.lower != party.upper else []
    counts += [f"{span(witness)} witnesses"] if witness.lower != witness.upper else []
    return f"why {' and '.join(counts)}" if counts else "who may be whom"


def _add_voice(tree: Tree, voice: Voice, trace: Trace, readings: Readings) -> None:
    """Add one root by party; if it is one witness alone, both share a line."""
    roots = {root.node: root for root in trace.roots}
    members = [roots[id] for id in voice.witnesses if id in roots]
    if len(members) == 1 and members[0].source.party in ("", members[0].source.name):
        _add_witness(tree, members[0], trace, readings)
        return
    count, reports = len(members), len(voice.reports)
    about = f"{count} witness{'es' * (count != 1)}, {reports} report{'s' * (reports != 1)}"
    only = "" if len(voice.alone) == reports else f", {len(voice.alone)} on no other word"
    branch = tree.add(Text.assemble((voice.name, SOURCE), _letter(voice.name, trace), (f" · {about}{only}", FAINT)))
    for root in sorted(members, key=lambda one: (-len({ref.report for ref in one.words}), one.node)):
        _add_witness(branch, root, trace, readings)


def _add_witness(tree: Tree, root: Root, trace: Trace, readings: Readings) -> None:
    """Add a witness with its earliest words, and the reports that have its word by each way."""
    branch = tree.add(_witness_text(root.source, _letter(root.source.name, trace)))
    first = min(root.words, key=lambda ref: (readings[ref.report].report.published or "9", ref))
    words = content_of(readings[first.report].statements[first.statement], readings[first.report].report.text)
    branch.add(Text(f"“{words}”", CONTENT))
    copies = _copies(trace.graph)
    for names, refs in _by_way(root, trace.graph, readings).items():
        reports = sorted({ref.report for ref in refs})
        line = reports_line(reports, readings)
        for name in names:
            line.append_text(Text.assemble(" <- ", (name, SOURCE), _letter(name.strip("()"), trace)))
        branch.add(line)
        for way in ("copied", "translated"):
            taken = sorted({copy for at in reports for copy in copies.get((at, way), ())})
            if taken:
                branch.add(Text.assemble((f"{way} by ", FAINT), reports_line(taken, readings)))


def _witness_text(source: Source, letter: Text) -> Text:
    """Return how a witness is called, and how far it is named."""
    if source.kind is SourceKind.UNKNOWN:
        return Text.assemble((source.name, SOURCE), letter, (" · not said who", FAINT))
    role = source.role if source.naming is Naming.NAMED else ""
    body = source.kind in BODIES and source.party and source.naming is Naming.NAMED
    how = {Naming.NAMED: "as a body" if body else "named", Naming.ROLE: "by role only", Naming.UNNAMED: "unnamed"}[
        source.naming
    ]
    parts = [part for part in (role, how) if part and part != source.name]
    return Text.assemble((source.name, SOURCE), letter, (f" · {', '.join(parts)}", FAINT))


def _letter(name: str, trace: Trace) -> Text:
    """Return the reliability that the user gave somebody."""
    letters = [one.letter for one in trace.reliability if one.name == name]
    return Text(f" [{letters[0]}]", "bold") if letters else Text()


def _by_way(root: Root, graph: Graph, readings: Readings) -> dict[tuple[str, ...], list[StatementRef]]:
    """Return the statements of a witness by the outlets between it and their pages, the nearest first."""
    nodes = {node.id: node for node in graph.nodes}
    after: dict[str, list[tuple[str, bool]]] = {}
    for edge in graph.edges:
        if nodes[edge.target].kind is NodeKind.OUTLET:
            after.setdefault(edge.source, []).append((edge.target, edge.inferred))
    found: dict[tuple[str, ...], list[StatementRef]] = {}
    for ref in root.words:
        names: list[str] = []
        seen, at = {root.node}, root.node
        while step := next(
            (one for one in after.get(at, ()) if one[0] not in seen and ref in nodes[one[0]].words), None
        ):
            at = step[0]
            seen.add(at)
            names.insert(0, f"({nodes[at].label})" if step[1] else nodes[at].label)
        own = bool(names) and names[0].strip("()") == readings[ref.report].report.outlet
        found.setdefault(tuple(names[own:]), []).append(ref)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def _copies(graph: Graph) -> dict[tuple[int, str], list[int]]:
    """Return for each report, and each way, the reports that took their text from it, and from those."""
    direct: dict[tuple[int, str], list[int]] = {}
    for edge in graph.edges:
        if edge.way in ("copied", "translated"):
            original, copy = (int(id.partition(":")[2]) for id in (edge.source, edge.target))
            direct.setdefault((original, edge.way), []).append(copy)
    return direct


def _add_grade(tree: Tree, trace: Trace) -> None:
    credibility = trace.grade.credibility
    grade = tree.add(
        Text.assemble(
            ("grade ", FAINT),
            (str(credibility), "bold"),
            f", {CREDIBILITY[credibility]}",
            (" (1 is confirmed, 6 is that it cannot be judged)", FAINT),
        )
    )
    counts = [one.text for one in trace.grade.reasons if one.rule in _COUNTS]
    for one in trace.grade.reasons:
        if one.rule not in _COUNTS:
            grade.add(Text(one.text))
        elif one.text == counts[0]:
            grade.add(Text(" · ".join(counts), FAINT))


def _add(tree: Tree, title: str, lines: Iterable[Text]) -> None:
    lines = list(lines)
    if lines:
        branch = tree.add(Text(title, FAINT))
        for line in lines:
            branch.add(line)
