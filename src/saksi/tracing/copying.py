"""Tell which statements of a claim were taken, with their text, from another report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from saksi.linking.direction import canonical
from saksi.model import Copy, Reading, Statement, StatementRef


def copied(
    refs: Sequence[StatementRef], readings: Sequence[Reading], copies: Iterable[Copy]
) -> dict[StatementRef, Copy]:
    """Return the statements that were copied or translated, each with its surest copy relation.

    A statement was copied if it stands in one of the passages that its report took; a relation without passages takes
    the whole text. Where the original does not say the claim itself, the first of its copies that does stands for it.
    No report comes, through others, from itself: the least sure relation of a circle is left out.
    """
    by_report: dict[int, list[StatementRef]] = {}
    for ref in refs:
        by_report.setdefault(ref.report, []).append(ref)
    origins: dict[int, set[int]] = {}
    found: dict[StatementRef, Copy] = {}
    for copy in _surest_first(_within(by_report, readings, copies), readings):
        taken = [ref for ref in by_report[copy.copy] if ref not in found and _is_taken(ref, copy, readings)]
        if taken and not _comes_from(copy.original, copy.copy, origins):
            found.update(dict.fromkeys(taken, copy))
            origins.setdefault(copy.copy, set()).add(copy.original)
    return found


def _within(
    by_report: dict[int, list[StatementRef]], readings: Sequence[Reading], copies: Iterable[Copy]
) -> Iterator[Copy]:
    """Yield the relations between reports of the claim, and those between two copies of a report that is none."""
    orphans: dict[int, list[Copy]] = {}
    for copy in copies:
        if copy.copy not in by_report or copy.original == copy.copy:
            continue
        if copy.original in by_report:
            yield copy
        elif any(_is_taken(ref, copy, readings) for ref in by_report[copy.copy]):
            orphans.setdefault(copy.original, []).append(copy)
    for siblings in orphans.values():
        first, *others = sorted(siblings, key=lambda one: canonical(readings[one.copy].report))
        yield from (replace(one, original=first.copy, score=min(one.score, first.score)) for one in others)


def _surest_first(copies: Iterable[Copy], readings: Sequence[Reading]) -> list[Copy]:
    """Sort by score, and then by what the reports are, never by their numbers."""
    return sorted(
        copies,
        key=lambda one: (
            one.way == "partial",
            -one.score,
            canonical(readings[one.original].report),
            canonical(readings[one.copy].report),
        ),
    )


def _is_taken(ref: StatementRef, copy: Copy, readings: Sequence[Reading]) -> bool:
    if not copy.passages:
        return True
    statement: Statement = readings[ref.report].statements[ref.statement]
    return any(piece.meets(passage.copy) for piece in statement.content for passage in copy.passages)


def _comes_from(report: int, ancestor: int, origins: dict[int, set[int]]) -> bool:
    """Tell whether a report comes, through others or itself, from another one."""
    seen, stack = {report}, [report]
    while stack:
        one = stack.pop()
        if one == ancestor:
            return True
        more = origins.get(one, set()) - seen
        seen |= more
        stack.extend(more)
    return False
