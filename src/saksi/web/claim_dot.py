"""The graph of a claim in Graphviz's language (DOT), from left to right, with a column for each day.

Every line belongs to the picture always, or only while a fold is open, or only while it is closed, so that a page can
open folds without asking anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from unicodedata import east_asian_width

from saksi.export.harmless import harmless
from saksi.export.json import Data
from saksi.web.claim_graph import CLAIM, Drawn, Spot, graph_data

_COLUMNS = 25  # columns of a line of a label
_COLUMN, _LINE = 0.089, 0.2  # inches: of a letter, and of a line of text
_SHAPES = {
    "party": "tab",
    "witness": "ellipse",
    "outlet": "hexagon",
    "report": "box",
    "copy": "note",
    "fold": "folder",
    "claim": "octagon",
}
_AROUND = {"ellipse": 1.25, "hexagon": 1.15, "octagon": 1.2}  # how much wider a shape is than its words
_LINES = {"claim": 4, "witness": 2, "party": 2}  # of a label; one of all others
_HEAD = (
    "digraph claim {",
    '  rankdir=LR; ranksep=0.35; nodesep=0.1; fontname="Helvetica"; bgcolor=transparent; remincross=true;',
    '  node [fontname="Helvetica", fontsize=12, fixedsize=true, margin=0];',
    "  edge [arrowsize=0.6];",
)


class Line(NamedTuple):
    """A line of DOT; of a fold's id in `fold`, it stands while that fold is `opened` or while it is not."""

    text: str
    fold: str = ""
    opened: bool = True


def names_of(graph: Drawn) -> dict[str, str]:
    """Return the names of the nodes by their ids: n0, n1 and so on, since an id may hold anything."""
    return {one.id: f"n{at}" for at, one in enumerate(graph.spots)}


def lines_of(graph: Drawn, *, says: bool = True) -> tuple[Line, ...]:
    """Return the lines of a graph; without `says`, those leave out that lead from reports to the claim, which a page
    draws itself.
    """
    names = names_of(graph)
    return (
        *map(Line, _HEAD),
        *_columns(graph, names),
        *(line for one in graph.spots for line in _node(one, names[one.id], graph)),
        *(line for line in _edges(graph, names) if says or "class=says" not in line.text),
        Line("}"),
    )


def dot_of(lines: Collection[Line], opened: Collection[str] = ()) -> str:
    """Return the DOT of a graph in which some folds are open."""
    return "\n".join(one.text for one in lines if not one.fold or (one.fold in opened) is one.opened) + "\n"


def _columns(graph: Drawn, names: Mapping[str, str]) -> Iterator[Line]:
    """Yield a column for the witnesses and one for each day, each day before the next, and all before the claim."""
    dated = sorted({one.day for one in graph.spots if one.report}, key=lambda day: day or "9")
    days = {day: f"d{at}" for at, day in enumerate(dated)}
    for day, name in days.items():
        yield Line(f"  {name} [label={_quoted(day or 'undated')}, shape=plaintext, width=0.9, height=0.25, class=day];")
    yield Line(f"  {' -> '.join([*days.values(), names[CLAIM]])} [style=invis, weight=0];")
    for spot in graph.spots:
        if spot.report or spot.kind == "fold":
            yield Line(f"  {{ rank=same; {days[spot.day]}; {names[spot.id]}; }}", spot.inside)
    witnesses = "; ".join(names[one.id] for one in graph.spots if one.kind == "witness")
    if witnesses:
        yield Line(f"  {{ rank=same; {witnesses}; }}")


def _node(spot: Spot, name: str, graph: Drawn) -> Iterator[Line]:
    """Yield a node; what opens and closes a fold has a line for either."""
    fold = graph.folding.get(spot.id)
    if fold is None:
        yield Line(_shape(spot, name, ()), spot.inside)
    else:
        yield Line(_shape(spot, name, (fold.label,)), fold.id, opened=False)
        yield Line(_shape(spot, name, (f"close {fold.label.removeprefix('+')}",)), fold.id)


def _shape(spot: Spot, name: str, more: tuple[str, ...]) -> str:
    shape = _SHAPES[spot.kind]
    lines = wrapped(spot.label, _LINES.get(spot.kind, 1)) + wrapped(spot.about, 2)
    if spot.report:
        lines = [cut(f"{spot.report} {spot.label}") + (f" ({spot.about})" if spot.about else "")]
    lines += ["bottleneck"] if spot.tight else []
    lines += [cut(one) for one in more]
    around = _AROUND.get(shape, 1.0)
    width = max(map(columns, lines)) * _COLUMN * around + 0.25
    height = len(lines) * _LINE * around**1.3 + 0.1
    kind = spot.kind + " tight" * spot.tight
    label, twice = "\\n".join(map(_escaped, lines)), ", peripheries=2" if spot.tight else ""
    size = f"width={width:.2f}, height={height:.2f}"
    return f'  {name} [label="{label}", shape={shape}, {size}, class="{kind}"{twice}];'


def _edges(graph: Drawn, names: Mapping[str, str]) -> Iterator[Line]:
    """Yield the edges; what leads to reports that are alike leads to their fold."""
    for fold in graph.folds:
        if fold.id in names:
            for one in fold.behind:
                yield Line(f"  {names[one]} -> {names[fold.id]} [class=relayed];")
            yield Line(f"  {names[fold.id]} -> {names[CLAIM]} [class=says, weight=0];", fold.id, opened=False)
    inside = {one.id: one.inside for one in graph.spots}
    for edge in graph.edges:
        within = inside[edge.target] or inside[edge.source]
        hub = within in names and edge.target != CLAIM and not inside[edge.source]
        source = names[within] if hub else names[edge.source]
        kind = f'"{edge.way} inferred", style=dashed' if edge.inferred else edge.way
        weight = ", weight=0" if edge.target == CLAIM else ""
        yield Line(f"  {source} -> {names[edge.target]} [class={kind}{weight}];", within)


def columns(words: str) -> int:
    """Return how many columns words take; a letter of East Asia takes two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in words)


def cut(words: str, room: int = _COLUMNS) -> str:
    """Return words cut to a line."""
    if columns(words) <= room:
        return words
    kept = ""
    for one in words:
        if columns(kept + one) >= room:
            break
        kept += one
    return kept.rstrip() + "…"


def wrapped(words: str, most: int) -> list[str]:
    """Return words in a few lines, the last one cut if there are more."""
    lines: list[str] = []
    rest = words
    while rest and len(lines) < most - 1 and columns(rest) > _COLUMNS:
        head = cut(rest, _COLUMNS + 1).removesuffix("…")
        space = head.rfind(" ")
        end = space if space > len(head) // 3 and not rest[len(head) : len(head) + 1].isspace() else len(head)
        lines.append(rest[:end])
        rest = rest[end:].lstrip()
    return [*lines, cut(rest)] if rest else lines


def _quoted(words: str) -> str:
    return f'"{_escaped(words)}"'


def _escaped(words: str) -> str:
    """Return words as DOT takes them between quotation marks: no escape of its own, and no entity of HTML."""
    plain = " ".join(harmless(words).split())
    return plain.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")


def picture_data(graph: Drawn) -> Data:
    """Return all that a page draws a graph from: `dot` is that with every fold closed, `lines` are those of all."""
    lines = lines_of(graph, says=False)
    return {
        **graph_data(graph),
        "names": names_of(graph),
        "dot": dot_of(lines),
        "lines": [[one.text, one.fold, one.opened] for one in lines],
    }
