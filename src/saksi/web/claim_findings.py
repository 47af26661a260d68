"""What a trace found beside the roots: who checked, what falls with whom, circles, who names nobody, who was first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from saksi.model import Bottleneck, Check, StatementRef
from saksi.web.claim_seen import Seen

_MOST = 6  # names in a line


class Finding(NamedTuple):
    """A line: who or what it is of, what is said of it, and the reports that it is said of."""

    who: str
    what: str
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """An attempt to verify: by whom ("" is the outlet of the report itself), what came of it, and its words."""

    ref: StatementRef
    by: str
    outcome: str
    words: str


def checks_of(seen: Seen) -> tuple[Checked, ...]:
    """Return who tried to verify the claim."""
    return tuple(_checked(ref, check, seen) for ref, check in seen.trace.checks)


def _checked(ref: StatementRef, check: Check, seen: Seen) -> Checked:
    report = seen.report(ref.report)
    by = "" if check.by == report.outlet else check.by or "somebody"
    return Checked(ref, by, check.outcome.value.replace("_", " "), check.span.of(report.text))


def bottlenecks_of(seen: Seen) -> Iterator[Finding]:
    """Yield what falls if one is wrong; nodes with which the same reports fall share a line."""
    by_falls: dict[tuple[int, ...], list[Bottleneck]] = {}
    for one in seen.trace.bottlenecks:
        by_falls.setdefault(one.falls, []).append(one)
    for falls, nodes in by_falls.items():
        names = list(dict.fromkeys(one.label for one in nodes if not one.node.startswith("report:")))
        if names and falls:
            everything = len(falls) == len(seen.trace.reports) and len(falls) > 1
            yield Finding(_either(names), "every report" if everything else "", () if everything else falls)


def cut_of(seen: Seen) -> tuple[str, ...]:
    """Return the fewest whose word all reports with a source rest on, if they are more than one."""
    labels = {node.id: node.label for node in seen.trace.graph.nodes}
    return tuple(sorted({labels[one] for one in seen.trace.cut})) if len(seen.trace.cut) > 1 else ()


def circles_of(seen: Seen) -> Iterator[Finding]:
    """Yield the outlets of each circle, with the reports that show it."""
    labels = {node.id: node.label for node in seen.trace.graph.nodes}
    for circle in seen.trace.circles:
        names = " and ".join(labels.get(node, node.partition(":")[2]) for node in circle.nodes)
        yield Finding(names, "", _reports(circle.words))


def unsourced_of(seen: Seen) -> Iterator[Finding]:
    """Yield the reports that name nobody whose word it is, by the outlets that they cite."""
    by_outlets: dict[tuple[str, ...], list[StatementRef]] = {}
    for ref in seen.trace.unsourced:
        names = tuple(hop.source.name for hop in seen.statement(ref).chain[1:])
        by_outlets.setdefault(names, []).append(ref)
    for names, refs in sorted(by_outlets.items()):
        yield Finding(" <- ".join(names), "", _reports(refs))


def first_of(seen: Seen) -> tuple[tuple[StatementRef, ...], tuple[int, ...]]:
    """Return the earliest statements, one of each report, and the reports without a date, each of which may be
    earlier.
    """
    first = {ref.report: ref for ref in reversed(seen.trace.first.words)}
    return tuple(first[one] for one in sorted(first)), _reports(seen.trace.first.undated)


def _reports(refs: tuple[StatementRef, ...] | list[StatementRef]) -> tuple[int, ...]:
    return tuple(sorted({ref.report for ref in refs}))


def _either(names: list[str]) -> str:
    return " or ".join(names[:_MOST]) + (" or others" if len(names) > _MOST else "")
