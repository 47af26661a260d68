"""Scores of the reader on labelled pages, for a person and for a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from saksi.evaluation.attributions import Counts
from saksi.evaluation.labels import Label
from saksi.evaluation.stories import Chain, ChainScores
from saksi.export.harmless import harmless


def scores_data(scores: ChainScores) -> dict[str, Any]:
    """Return the scores as JSON has them: by language and "all", shares from 0 to 1."""
    return {
        "chains": _by_language(scores.chains),
        "sources found": {name: one.recall for name, one in sorted(scores.sources.items())},
        "unlabelled": scores.unlabelled,
        "unread": dict(sorted(scores.unread.items())),
        "misses": [
            {
                "url": page.report.url,
                "outlet": page.report.outlet,
                "missed": [[one.text for one in gold] for gold in missed],
                "found": [[one.name for one in chain] for chain in wrong],
            }
            for page, missed, wrong in scores.misses
        ],
    }


def _by_language(counts: Mapping[str, Counts]) -> dict[str, dict[str, float]]:
    return {
        name: {"labelled": one.gold, "precision": one.precision, "recall": one.recall, "f1": one.f1}
        for name, one in sorted(counts.items())
    }


def scores_view(scores: ChainScores, *, misses: bool = False) -> RenderableType:
    """Return a table of the scores by language, and, if asked for, every labelled chain that was not found."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("language", "chains labelled", "precision", "recall", "F1", "sources found"):
        table.add_column(name, justify="left" if name == "language" else "right")
    for name, one in sorted(scores.chains.items(), key=lambda pair: (pair[0] == "all", pair[0])):
        figures = (one.precision, one.recall, one.f1, scores.sources[name].recall)
        table.add_row(name, str(one.gold), *(f"{figure:.3f}" for figure in figures))
    parts: list[RenderableType] = [table]
    notes = [f"{scores.unlabelled} chains end in somebody whom nobody labelled, and do not count"] * bool(
        scores.unlabelled
    )
    notes += [
        f"{count} pages in {name!r} were not read: there is no pack" for name, count in sorted(scores.unread.items())
    ]
    parts += [Text(note, "dim") for note in notes]
    if misses:
        parts += [_miss(*one) for one in scores.misses]
    return Group(*parts)


def _miss(page: Any, missed: list[tuple[Label, ...]], wrong: list[Chain]) -> Text:
    lines = [f"\n{page.report.language} {page.report.outlet} {page.report.url}", f"  {page.report.text}"]
    lines += ["  missed: " + " <- ".join(one.text for one in gold) for gold in missed]
    lines += ["  found:  " + " <- ".join(one.name for one in chain) for chain in wrong]
    return Text(harmless("\n".join(lines)))
