"""The lines of a trace at a terminal: what is said of reports, and of who may be who, in as few words as will do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from saksi.export.numbering import Readings
from saksi.export.terminal import CONTENT, FAINT, SOURCE, chain_text, content_of, number, outlet_name
from saksi.model import Bottleneck, Change, Figure, Mutation, Naming, StatementRef, Trace, Voice
from saksi.tracing.numbers import conflicting

_MOST = 6  # reports or names that a line lists

CHANGES = {
    Change.NUMBER: "another number",
    Change.HEDGE_DROPPED: "surer",
    Change.HEDGE_ADDED: "less sure",
    Change.CERTAINTY: "other stance",
    Change.NAMING: "source renamed",
    Change.HOP_DROPPED: "no longer says that it came through",
    Change.ATTRIBUTION_LOST: "in its own voice now",
}


def report_text(at: int, readings: Readings, *, dated: bool = False) -> Text:
    """Return a report by its number and outlet."""
    report = readings[at].report
    return Text.assemble(
        (f"[{at}] ", FAINT), outlet_name(report), (f" {report.published}" if dated and report.published else "", FAINT)
    )


def reports_line(reports: Iterable[int], readings: Readings, *, most: int = _MOST) -> Text:
    """Return reports in a row, the first ones only if they are many."""
    numbers = sorted(set(reports))
    line = Text(", ").join(report_text(at, readings) for at in numbers[:most])
    return line.append(f" and {len(numbers) - most} more", FAINT) if len(numbers) > most else line


def words_line(ref: StatementRef, readings: Readings) -> Text:
    """Return the words of a statement, with its report and its chain."""
    reading = readings[ref.report]
    statement = reading.statements[ref.statement]
    report = reading.report
    where = " ".join(part for part in (f"[{ref.report}]", report.published, report.language) if part)
    said = Text(f"“{content_of(statement, report.text)}”", CONTENT)
    return Text.assemble((where + "  ", FAINT), chain_text(statement.chain), "\n", said)


def open_lines(trace: Trace) -> Iterator[Text]:
    """Yield why a count is open: who may be whom."""
    for voice in trace.voices:
        if voice.anybody and len(trace.voices) > 1:
            yield Text.assemble((voice.name, "bold"), ": no name and no party; may be one of the others, or one more")
    for voice in trace.voices:
        yield from _same_people(voice, trace)
    upper, voices = trace.support.by_party.upper, len(trace.voices)
    if upper < voices:
        yield Text(f"{voices} speak, but only {upper} by ways that share nobody")


def _same_people(voice: Voice, trace: Trace) -> Iterator[Text]:
    """Yield that the witnesses of a party who are not named people may be the same."""
    hidden = {node.id for node in trace.graph.nodes if node.id in voice.witnesses and node.naming is not Naming.NAMED}
    if hidden and len(voice.witnesses) > 1:
        known = [root.source.name for root in trace.roots if root.node in voice.witnesses and root.node not in hidden]
        who = "the one who is not a named person" if len(hidden) == 1 else f"the {len(hidden)} who are not named people"
        may = [*(["one another"] if len(hidden) > 1 else []), *known]
        yield Text.assemble((voice.name, "bold"), f": {who} may be {_listed(may)}")


def _listed(names: Sequence[str]) -> str:
    return " or ".join(names[:_MOST]) + (" or others" if len(names) > _MOST else "")


def unsourced_lines(trace: Trace, readings: Readings) -> Iterator[Text]:
    """Yield the reports that name nobody whose word it is, by the outlets that they cite."""
    by_outlets: dict[tuple[str, ...], list[int]] = {}
    for ref in trace.unsourced:
        chain = readings[ref.report].statements[ref.statement].chain
        by_outlets.setdefault(tuple(hop.source.name for hop in chain[1:]), []).append(ref.report)
    for outlets, reports in sorted(by_outlets.items()):
        line = reports_line(reports, readings)
        for name in outlets:
            line.append_text(Text.assemble(" <- ", (name, SOURCE)))
        yield line


def circle_lines(trace: Trace, readings: Readings) -> Iterator[Text]:
    """Yield the outlets of each circle, with the reports that show it."""
    labels = {node.id: node.label for node in trace.graph.nodes}
    for circle in trace.circles:
        names = " and ".join(labels.get(node, node.partition(":")[2]) for node in circle.nodes)
        yield Text.assemble((names, "bold"), ": ", reports_line((ref.report for ref in circle.words), readings))


def bottleneck_lines(trace: Trace, readings: Readings) -> Iterator[Text]:
    """Yield a line for each set of reports that falls with one node (nodes with the same set share it), and one for the
    fewest nodes with which all of them fall.
    """
    by_falls: dict[tuple[int, ...], list[Bottleneck]] = {}
    for one in trace.bottlenecks:
        by_falls.setdefault(one.falls, []).append(one)
    for falls, nodes in by_falls.items():
        names = list(dict.fromkeys(one.label for one in nodes if not one.node.startswith("report:")))
        if names and falls:
            everything = len(falls) == len(trace.reports) and len(falls) > 1
            reports = Text("every report") if everything else reports_line(falls, readings)
            yield Text.assemble((_listed(names), "bold"), ": ", reports)
    if len(trace.cut) > 1:
        labels = {node.id: node.label for node in trace.graph.nodes}
        names = sorted({labels[one] for one in trace.cut})
        more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
        yield Text.assemble((", ".join(names[:_MOST]) + more, "bold"), ", all at once: every report with a source")


def first_lines(trace: Trace, readings: Readings) -> Iterator[Text]:
    """Yield the reports that may have been first, where there is a choice."""
    if len(trace.reports) < 2:
        return
    dated = {readings[ref.report].report.published: None for ref in trace.first.words}
    if dated:
        by_date = [
            Text.assemble(
                f"{published}: ",
                reports_line(
                    (ref.report for ref in trace.first.words if readings[ref.report].report.published == published),
                    readings,
                ),
            )
            for published in dated
        ]
        yield Text("; or in ").join(by_date)
    if trace.first.undated:
        yield Text.assemble("without a date: ", reports_line((ref.report for ref in trace.first.undated), readings))


def change_lines(trace: Trace, readings: Readings) -> Iterator[Text]:
    """Yield what later statements changed against the earliest of their family."""
    for one in trace.mutations:
        yield Text.assemble(
            report_text(one.later.report, readings, dated=True),
            f" {CHANGES[one.change]}: ",
            _changed(one),
            (" against ", FAINT),
            report_text(one.earlier.report, readings),
        )


def _changed(one: Mutation) -> Text:
    if one.change in (Change.HOP_DROPPED, Change.ATTRIBUTION_LOST):
        return Text(one.before, CONTENT)
    if one.change is Change.CERTAINTY:
        return Text(f"{one.before} -> {one.after}", CONTENT)
    before, after = (f"“{words}”" if words else "nothing" for words in (one.before, one.after))
    return Text.assemble((before, CONTENT), " -> ", (after, CONTENT))


def number_lines(trace: Trace, readings: Readings) -> Iterator[Text]:
    """Yield the figures of each unit in the order of their appearance, and whether they conflict."""
    for numbers in trace.numbers:
        for figure in numbers.figures:
            yield _figure(figure, numbers.unit, readings)
        if conflicting(numbers):
            yield Text(
                f"these {len(numbers.figures)} figures in {numbers.unit} conflict: no rounding makes them one", "yellow"
            )


def _figure(figure: Figure, unit: str, readings: Readings) -> Text:
    first = figure.mentions[0]
    since = readings[first.words.report].report.published
    written = list(
        dict.fromkeys(one.quantity.span.of(readings[one.words.report].report.text) for one in figure.mentions)
    )
    shown = ", ".join(f"“{words}”" for words in written[:_MOST])
    more = f" and {len(written) - _MOST} other ways" if len(written) > _MOST else ""
    line = Text.assemble(
        (f"{number(figure.value)} {unit}", "bold"),
        (f" since {since}" if since else "", FAINT),
        ": ",
        reports_line((one.words.report for one in figure.mentions), readings),
        "\nas ",
        (shown + more, CONTENT),
    )
    converted = sorted({one.words.report for one in figure.mentions if one.written})
    if converted:
        line.append_text(Text.assemble("\nconverted: ", reports_line(converted, readings)))
    return line


def check_lines(trace: Trace, readings: Readings) -> Iterator[Text]:
    """Yield who tried to verify the claim, and what came of it."""
    for ref, check in trace.checks:
        report = readings[ref.report].report
        by = "" if check.by == report.outlet else f"{check.by or 'somebody'} "
        outcome = check.outcome.value.replace("_", " ")
        yield Text.assemble(
            report_text(ref.report, readings),
            f" {outcome} " if not by else f": {by}{outcome} ",
            (f"“{check.span.of(report.text)}”", "yellow"),
        )
