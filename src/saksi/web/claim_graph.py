"""The provenance graph of a claim as it is drawn: who is merged with whom, what is folded, and when it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from saksi.export.json import Data
from saksi.export.terminal import outlet_name
from saksi.model import Edge, Graph, NodeKind
from saksi.web.claim_folds import COPIES, Fold, folds_of
from saksi.web.claim_roots import how_named
from saksi.web.claim_seen import Seen

CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Spot:
    """A node as drawn. `kind` is "party", "witness", "outlet", "report", "copy", "fold" or "claim".

    `about` says more of it in a few words. `day` is when a report was published (an ISO 8601 prefix, to the day), and
    `report` its number, or 0. `inside` is the id of the fold that it is in, or "". `also` are the nodes of the trace
    that it stands for too. `tight` is true of a bottleneck.
    """

    id: str
    kind: str
    label: str
    about: str = ""
    day: str = ""
    report: int = 0
    inside: str = ""
    also: tuple[str, ...] = ()
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A graph as drawn; every edge goes from the roots towards the claim.

    `folding` tells by its id which node opens and closes a fold: the report that is copied, or one made for it.
    """

    spots: tuple[Spot, ...]
    edges: tuple[Edge, ...]
    folds: tuple[Fold, ...]
    folding: Mapping[str, Fold]


def drawn(seen: Seen) -> Drawn:
    """Return the graph of a claim: an outlet that stands behind its own report alone is merged with it, witnesses of
    one party hang together, and copies and what is alike are folded.
    """
    graph = seen.trace.graph
    own = _own_outlets(graph, seen)
    edges = [replace(one, source=own.get(one.source, one.source)) for one in graph.edges if one.target not in own]
    edges += [replace(one, target=own[one.target]) for one in graph.edges if one.target in own]
    edges = [one for one in _once(edges) if one.source != one.target]
    parties, belonging = _parties(seen)
    folds = folds_of([one for one in edges if one.target != CLAIM], _days(seen), len(graph.nodes))
    inside = {member: fold.id for fold in folds for member in fold.members}
    spots = [replace(one, inside=inside.get(one.id, "")) for one in _spots(seen, own, edges)]
    spots += [Spot(one.id, "fold", "", one.about, one.day) for one in folds if not one.copied]
    folding = {one.behind[0] if one.copied else one.id: one for one in folds}
    return Drawn((*parties, *spots), (*belonging, *edges), folds, folding)


def _own_outlets(graph: Graph, seen: Seen) -> dict[str, str]:
    """Return the outlets that pass word to one report only, which is their own, each with that report."""
    onward: dict[str, list[str]] = {}
    for edge in graph.edges:
        onward.setdefault(edge.source, []).append(edge.target)
    found: dict[str, str] = {}
    for node in graph.nodes:
        to = onward.get(node.id, [])
        if node.kind is NodeKind.OUTLET and len(to) == 1 and to[0].startswith("report:"):
            own = seen.report(_number(to[0])).outlet == node.label
            found.update({node.id: to[0]} if own else {})
    return found


def _once(edges: Iterable[Edge]) -> list[Edge]:
    """Return edges without those that stand twice; what is known outweighs what was inferred."""
    kept: dict[tuple[str, str], Edge] = {}
    for one in edges:
        known = kept.get((one.source, one.target))
        if known is None or (known.inferred and not one.inferred):
            kept[one.source, one.target] = one
    return list(kept.values())


def _parties(seen: Seen) -> tuple[list[Spot], list[Edge]]:
    """Return a node for each party with several witnesses, and edges to them."""
    voices = [one for one in seen.trace.voices if len(one.witnesses) > 1]
    spots = [
        Spot(f"party:{one.name}", "party", one.name, f"{len(one.witnesses)} witnesses, one root") for one in voices
    ]
    return spots, [Edge(f"party:{one.name}", witness, "of") for one in voices for witness in one.witnesses]


def _spots(seen: Seen, own: Mapping[str, str], edges: Sequence[Edge]) -> list[Spot]:
    copies = {one.target for one in edges if one.way in COPIES}
    tight = {one.node for one in seen.trace.bottlenecks}
    merged: dict[str, list[str]] = {}
    for id, report in own.items():
        merged.setdefault(report, []).append(id)
    roots = {one.node: one.source for one in seen.trace.roots}
    spots = []
    for node in seen.trace.graph.nodes:
        if node.id in own:
            continue
        also = tuple(merged.get(node.id, ()))
        kind = "copy" if node.id in copies else node.kind.value
        spot = Spot(
            node.id, kind, " ".join(node.label.split()), also=also, tight=not tight.isdisjoint((node.id, *also))
        )
        if node.kind is NodeKind.REPORT:
            spot = _of_report(spot, seen)
        elif node.kind is NodeKind.WITNESS:
            spot = replace(spot, label=roots[node.id].name, about=how_named(roots[node.id]))
        spots.append(spot)
    return spots


def _of_report(spot: Spot, seen: Seen) -> Spot:
    number = _number(spot.id)
    report = seen.report(number)
    return replace(spot, label=outlet_name(report), about=report.language, day=report.published[:10], report=number)


def _days(seen: Seen) -> dict[str, str]:
    return {f"report:{one}": seen.report(one).published[:10] for one in seen.trace.reports}


def _number(id: str) -> int:
    return int(id.partition(":")[2])


def graph_data(graph: Drawn) -> Data:
    """Return nodes and edges as plain data for JSON."""
    return {
        "nodes": [
            {
                "id": one.id,
                "kind": one.kind,
                "label": one.label,
                "about": one.about,
                "day": one.day,
                "report": one.report,
                "inside": one.inside,
                "fold": graph.folding[one.id].id if one.id in graph.folding else "",
                "bottleneck": one.tight,
            }
            for one in graph.spots
        ],
        "edges": [
            {"source": one.source, "target": one.target, "way": one.way, "inferred": one.inferred}
            for one in graph.edges
        ],
    }
