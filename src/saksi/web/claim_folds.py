"""What of a graph is folded, so that it can be taken in: copies behind their original, and reports that are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from saksi.model import Edge

COPIES = ("copied", "translated")
"""The ways of edges by which a report has its text from another."""

_LARGE = 90  # nodes of a graph from which on reports that are alike are folded
_ALIKE = 3  # reports that are alike, from which on it is worth it


@dataclass(frozen=True, slots=True)
class Fold:
    """Reports that are not drawn until they are asked for.

    If they are `copied`, `behind` is the report that they copy; else they are alike, and it holds those whose word all
    of them pass on, while `day` is the day of all of them, or "".
    """

    id: str
    label: str
    copied: bool
    behind: tuple[str, ...]
    members: tuple[str, ...]
    about: str = ""
    day: str = ""


def folds_of(edges: Sequence[Edge], days: Mapping[str, str], nodes: int) -> tuple[Fold, ...]:
    """Return the folds of a graph, of whose reports `days` are the dates; no report is in two of them."""
    behind = _originals(edges)
    copies: dict[str, list[str]] = {}
    for copy in sorted(behind):
        copies.setdefault(_first(copy, behind), []).append(copy)
    folds = [_of_copies(original, members, edges) for original, members in copies.items()]
    if nodes > _LARGE:
        folds += _alike(edges, days, {*behind, *copies})
    return tuple(folds)


def _originals(edges: Iterable[Edge]) -> dict[str, str]:
    """Return for each copy the report that it was taken from."""
    return {one.target: one.source for one in edges if one.way in COPIES}


def _first(copy: str, behind: Mapping[str, str]) -> str:
    """Return the report that a copy was taken from in the end."""
    seen = {copy}
    while copy in behind and behind[copy] not in seen:
        copy = behind[copy]
        seen.add(copy)
    return copy


def _of_copies(original: str, members: list[str], edges: Iterable[Edge]) -> Fold:
    inside = set(members)
    translated = sum(1 for one in edges if one.way == "translated" and one.target in inside)
    copied = len(members) - translated
    parts = [_counted(copied, "copy", "copies"), _counted(translated, "translation", "translations")]
    label = "+" + ", ".join(part for part in parts if part)
    return Fold(f"fold:{original}", label, True, (original,), tuple(members))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""


def _alike(edges: Iterable[Edge], days: Mapping[str, str], taken: set[str]) -> list[Fold]:
    """Fold the reports of one day that pass on the same word, and of which nobody copies."""
    before: dict[str, set[str]] = {}
    for edge in edges:
        before.setdefault(edge.target, set()).add(edge.source)
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for report, day in days.items():
        if report not in taken:
            groups.setdefault((day, tuple(sorted(before.get(report, ())))), []).append(report)
    return [
        Fold(
            f"fold:{at}", f"+{len(members)} reports", False, behind, tuple(members), "" if behind else "no source", day
        )
        for at, ((day, behind), members) in enumerate(sorted(groups.items()))
        if len(members) >= _ALIKE
    ]
