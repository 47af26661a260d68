"""Build the provenance graph of a claim: witnesses -> outlets -> reports -> copies -> the claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from saksi.model import Claim, Copy, Edge, Graph, Naming, Node, NodeKind, Reading, Root, Source, StatementRef
from saksi.tracing.witnesses import Path, identity, paths

CLAIM = "claim"


@dataclass(slots=True)
class _Building:
    """A graph under construction."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)
    words: dict[str, set[StatementRef]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def node(self, node: Node, ref: StatementRef | None = None) -> str:
        self.nodes.setdefault(node.id, node)
        if ref is not None:
            self.words.setdefault(node.id, set()).add(ref)
        return node.id

    def edge(self, source: str, target: str, way: str, *, inferred: bool = False) -> None:
        known = self.edges.get((source, target))
        if known is None or (known.inferred and not inferred):
            self.edges[source, target] = Edge(source, target, way, inferred)

    def done(self) -> Graph:
        nodes = (
            Node(one.id, one.kind, one.label, one.party, one.naming, tuple(sorted(self.words.get(one.id, ()))))
            for one in self.nodes.values()
        )
        return Graph(tuple(sorted(nodes, key=lambda one: one.id)), tuple(self.edges[key] for key in sorted(self.edges)))


def build(claim: Claim, readings: Sequence[Reading], copies: Iterable[Copy]) -> tuple[Graph, tuple[Root, ...]]:
    """Return the graph of a claim and its roots, the most relied upon first.

    A report that copies or translates another one of the claim gets its word from that report alone.
    """
    building = _Building()
    building.node(Node(CLAIM, NodeKind.CLAIM, claim.text))
    originals = _originals(claim, copies)
    for path in sorted(paths(claim.statements, readings), key=lambda one: _first(one, readings)):
        report = _report(building, path.ref, readings)
        building.edge(report, CLAIM, "says")
        if path.ref.report in originals:
            copy = originals[path.ref.report]
            way = "translated" if copy.way == "translation" else "copied"
            building.edge(f"report:{copy.original}", report, way)
        else:
            _lead(building, path, report)
    return building.done(), _roots(building)


def _first(path: Path, readings: Sequence[Reading]) -> tuple[str, str, str, int]:
    """Return the key by which the earliest report lends a witness its name, whatever the order of arrival."""
    report = readings[path.ref.report].report
    return report.published or "9", report.url, report.text, path.ref.statement


def _originals(claim: Claim, copies: Iterable[Copy]) -> dict[int, Copy]:
    """Return for each report of the claim that copies another one of it the surest copy relation."""
    reports = {ref.report for ref in claim.statements}
    best: dict[int, Copy] = {}
    for copy in copies:
        if copy.original in reports and copy.copy in reports and copy.original != copy.copy:
            known = best.get(copy.copy)
            if known is None or (copy.score, -copy.original) > (known.score, -known.original):
                best[copy.copy] = copy
    return best


def _report(building: _Building, ref: StatementRef, readings: Sequence[Reading]) -> str:
    report = readings[ref.report].report
    label = report.url or report.outlet or f"report {ref.report + 1}"
    return building.node(Node(f"report:{ref.report}", NodeKind.REPORT, label), ref)


def _lead(building: _Building, path: Path, report: str) -> None:
    """Lead the word of one statement from its witness through its outlets to the report."""
    nearest = report
    for name in path.outlets:
        outlet = building.node(Node(f"outlet:{name}", NodeKind.OUTLET, name), path.ref)
        building.edge(outlet, nearest, "relayed", inferred=name in path.inferred)
        nearest = outlet
    if path.witness is not None:
        witness = path.witness
        id = identity(path)
        building.node(Node(id, NodeKind.WITNESS, label(witness), witness.party, witness.naming), path.ref)
        building.sources.setdefault(id, witness)
        building.edge(id, nearest, "told", inferred=bool(path.outlets) and path.outlets[-1] in path.inferred)


def label(source: Source) -> str:
    """Return how a source is called on the page: its name with its role, or its role alone."""
    if source.naming is Naming.NAMED:
        return f"{source.name} ({source.role})" if source.role and source.role != source.name else source.name
    return f"{source.name} [{source.party}]" if source.party else source.name


def _roots(building: _Building) -> tuple[Root, ...]:
    found = [Root(building.sources[id], tuple(sorted(building.words[id]))) for id in sorted(building.sources)]
    return tuple(sorted(found, key=lambda one: -len({ref.report for ref in one.words})))
