"""What a casebook holds, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from saksi.export.harmless import harmless
from saksi.export.numbering import renumbered
from saksi.export.terminal import CONTENT, FAINT, cut
from saksi.export.trace_view import trace_view
from saksi.model import Interval
from saksi.tracing.grade import span

if TYPE_CHECKING:
    from saksi.casebook import Added, KeptReport
    from saksi.casebook.info import Info
    from saksi.casebook.judgements import Judgement
    from saksi.casebook.listing import ClaimRow
    from saksi.casebook.search import Hit
    from saksi.casebook.traces import Traced

_BEGINNING = 400  # characters of a text that are looked at for how it begins
_REPORTS = 5  # reports that a line names
_LANGUAGES = 3  # languages that a line names


def added_view(what: str, added: Added, casebook: str) -> Text:
    """Return what became of what was added, in a line."""
    new, linked = ("new", "linked that had waited") if what == "added" else ("read anew", "linked anew")
    parts = [f"{added.new:,} {new}"]
    parts += [f"{added.linked:,} {linked}"] if added.linked else []
    parts += [f"{added.known:,} known already"] if added.known else []
    parts += [f"{added.problems:,} left out"] if added.problems else []
    return Text.assemble((", ".join(parts), "bold"), (f" · {harmless(casebook)}", FAINT))


def claims_view(rows: Sequence[ClaimRow], more: bool) -> RenderableType:
    """Return claims as a table in their order."""
    table = Table(box=None, pad_edge=False, header_style=FAINT)
    for name in ("claim", "reports", "roots", "grade"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for row in rows:
        table.add_row(
            Text(str(row.id), "bold"),
            f"{row.reports:,}",
            span(Interval(row.lower, row.upper)),
            str(row.credibility),
            Text.assemble(cut(" ".join(harmless(row.text).split())), "\n", (harmless(" · ".join(_about(row))), FAINT)),
        )
    return Group(table, Text("and more: see --limit and --offset", FAINT)) if more else table


def _about(row: ClaimRow) -> list[str]:
    """Return when and in which languages a claim was said, and whether it is denied."""
    days = [one[:10] for one in dict.fromkeys((row.first[:10], row.last[:10])) if one]
    rest = len(row.languages) - _LANGUAGES
    languages = " ".join(row.languages[:_LANGUAGES]) + (f" +{rest}" if rest > 0 else "")
    denials = f"{row.denials} denial{'s' * (row.denials != 1)}" if row.denials else ""
    return [one for one in (" to ".join(days), languages, denials) if one]


def hits_view(hits: Sequence[Hit], reports: Mapping[int, KeptReport]) -> RenderableType:
    """Return what was found, each in its words under the report that it stands in."""
    parts: list[RenderableType] = []
    for one in hits:
        kept = reports[one.report_id]
        number = f"{one.report_id}" if one.statement is None else f"{one.report_id}:{one.statement + 1}"
        parts.append(Text.assemble((number, "bold"), ("  " + source_line(kept), FAINT)))
        parts.append(Padding(_marked(one, len(kept.report.text)), (0, 0, 1, 2)))
    return Group(*parts)


def _marked(hit: Hit, length: int) -> Text:
    """Return the stretch in which the words stand, with the words marked."""
    end = hit.start + len(hit.snippet)
    words = Text(harmless(hit.snippet).replace("\n", " "))
    for mark in hit.marks:
        if mark.start < end and mark.end > hit.start:
            words.stylize(f"bold {CONTENT}", max(mark.start - hit.start, 0), mark.end - hit.start)
    return Text.assemble("… " if hit.start else "", words, " …" if end < length else "")


def reports_view(found: Sequence[KeptReport], more: bool) -> RenderableType:
    """Return reports as a table: the number, and under where each is from, how its text begins."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for one in found:
        begins = cut(" ".join(harmless(one.report.text[:_BEGINNING]).split()))
        table.add_row(Text(str(one.id), "bold"), Text.assemble((source_line(one), FAINT), "\n", begins))
    return Group(table, Text(f"and more: --after {found[-1].id}", FAINT)) if more else table


def source_line(kept: KeptReport) -> str:
    """Return where a report is from, when it is of, and in which language."""
    report = kept.report
    where = report.outlet or report.url or kept.where
    said = (where, report.published, report.language, report.title)
    return harmless(" · ".join(" ".join(one.split()) for one in said if one))


def judgements_view(found: Sequence[Judgement]) -> RenderableType:
    """Return judgements in the order in which they were made, the undone ones struck out."""
    table = Table(box=None, pad_edge=False, header_style=FAINT)
    table.add_column("", justify="right", no_wrap=True)
    for name in ("judgement", "who, when and why"):
        table.add_column(name, overflow="fold")
    for one in found:
        style = f"{FAINT} strike" if one.undone else ""
        why = Text(harmless(f"{one.who}, {one.at[:10]}: {one.why}"), style)
        if one.undone:
            back = f"undone by {one.undone.who}, {one.undone.at[:10]}: {one.undone.why}"
            why = Text.assemble(why, "\n", (harmless(back), FAINT))
        table.add_row(Text(str(one.id), "bold"), Text(harmless(_judged(one)), style), why)
    return table


_BETWEEN = {"same_claim": " with ", "apart": " from ", "copy": " of ", "not_copy": " and "}  # two sides of a judgement


def _judged(one: Judgement) -> str:
    """Return what a judgement says: "copy: report 3 of report 1", though the original stands first in it."""
    if one.name:
        return f"{one.kind.replace('_', ' ')}: {one.name} = {one.value}"
    sides = [_listed(sorted({anchor.report_id for anchor in side})) for side in one.sides]
    said = _BETWEEN.get(one.kind, " ").join(reversed(sides) if one.kind == "copy" else sides)
    return f"{one.kind.replace('_', ' ')}: {said}"


def _listed(reports: Sequence[int]) -> str:
    rest = len(reports) - _REPORTS
    return "report " + ", ".join(map(str, reports[:_REPORTS])) + (f" and {rest} more" if rest > 0 else "")


_COUNTED = {
    "report": "reports",
    "reading": "readings",
    "statement": "statements",
    "claim": "claims",
    "copy": "copies",
    "judgement": "judgements",
    "problem": "problems",
    "raw": "raw inputs",
}
_PROBLEMS = 10  # that are shown


def info_view(info: Info, casebook: str) -> RenderableType:
    """Return what a casebook holds."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for name, what in _COUNTED.items():
        if name in info.counts:
            table.add_row(f"{info.counts[name]:,}", what)
    for count, what in ((info.unread, "reports without a reading"), (info.unlinked, "reports to be linked")):
        if count:
            table.add_row(Text(f"{count:,}", "yellow"), Text(what, "yellow"))
    parts: list[RenderableType] = [Text(harmless(casebook), "bold"), table, Text(_size(info), FAINT)]
    parts += [Text("linked by another version; link all anew with: saksi reread", "yellow")] if info.outdated else []
    parts += [
        Text(harmless(f"reader {one.version} ({one.fingerprint[:8]}): {one.readings:,} readings"), FAINT)
        for one in info.readers
    ]
    parts += [Text(harmless(f"left out: {one.where}: {one.what}"), "yellow") for one in info.problems[:_PROBLEMS]]
    rest = info.counts.get("problem", 0) - _PROBLEMS
    return Group(*parts, *([Text(f"and {rest:,} more", FAINT)] if rest > 0 else []))


def _size(info: Info) -> str:
    largest = [f"{name} {_mib(size)}" for name, size in list(info.sizes.items())[:3]]
    return f"{_mib(info.size)}, schema {info.schema}" + (f"; the largest: {', '.join(largest)}" if largest else "")


def _mib(size: int) -> str:
    return f"{size / 2**20:,.1f} MiB"


def traced_view(traced: Traced) -> RenderableType:
    """Return the trace of a claim of a casebook, with the numbers that the casebook has for its reports."""
    readings = dict(zip(traced.report_ids, traced.readings, strict=True))
    head = Text.assemble(("claim ", FAINT), (str(traced.claim_id), "bold"))
    return Group(head, trace_view(renumbered(traced.trace, traced.report_ids), readings))
