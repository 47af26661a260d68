"""Build the provenance graph of a claim: witnesses -> outlets -> reports -> copies -> the claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from saksi.linking.direction import canonical
from saksi.model import (
    Circle,
    Claim,
    Copy,
    Edge,
    Graph,
    Naming,
    Node,
    NodeKind,
    Reading,
    Root,
    Source,
    SourceKind,
    StatementRef,
)
from saksi.tracing.circles import OUTLET, find_circles
from saksi.tracing.copying import copied
from saksi.tracing.restoring import restored
from saksi.tracing.settling import settled
from saksi.tracing.ways import BODIES, Way, identity, ways_of

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


def ways_to(
    claim: Claim, readings: Sequence[Reading], copies: Iterable[Copy]
) -> tuple[tuple[Way, ...], tuple[Circle, ...]]:
    """Return the way of every statement of a claim, with witnesses settled and dropped hops restored, and the circles
    in which outlets cite each other.
    """
    told = ways_of(claim.statements, readings, copied(claim.statements, readings, copies))
    circles = find_circles(told)
    return tuple(restored(settled(told, circles, readings), readings)), circles


def build(claim: Claim, ways: Iterable[Way], readings: Sequence[Reading]) -> tuple[Graph, tuple[Root, ...]]:
    """Return the graph of a claim and its roots, the most relied upon first.

    A statement that was copied or translated has its word from the original alone.
    """
    building = _Building()
    building.node(Node(CLAIM, NodeKind.CLAIM, claim.text))
    for way in sorted(ways, key=lambda one: _first(one, readings)):
        report = _report(building, way.ref, readings)
        building.edge(report, CLAIM, "says")
        if way.copied is not None:
            passed = "translated" if way.copied.way == "translation" else "copied"
            building.edge(f"report:{way.copied.original}", report, passed)
        else:
            _lead(building, way, report)
    return building.done(), _roots(building)


def _first(way: Way, readings: Sequence[Reading]) -> tuple[str, tuple[str, ...], int]:
    """Return the key by which the earliest report lends a witness its name, whatever the order of arrival."""
    report = readings[way.ref.report].report
    return report.published or "9", canonical(report), way.ref.statement


def _report(building: _Building, ref: StatementRef, readings: Sequence[Reading]) -> str:
    report = readings[ref.report].report
    label = report.url or report.outlet or f"report {ref.report + 1}"
    return building.node(Node(f"report:{ref.report}", NodeKind.REPORT, label), ref)


def _lead(building: _Building, way: Way, report: str) -> None:
    """Lead the word of one statement from its witness through its outlets to the report."""
    nearest = report
    for name in way.outlets:
        outlet = building.node(Node(OUTLET + name, NodeKind.OUTLET, name), way.ref)
        building.edge(outlet, nearest, "relayed", inferred=name in way.inferred)
        nearest = outlet
    if way.witness is not None:
        id = building.node(_witness(identity(way), way.witness), way.ref)
        known = building.nodes[id]
        if way.witness.party and not known.party:
            building.nodes[id] = replace(known, party=way.witness.party)
        building.sources.setdefault(id, way.witness)
        building.edge(id, nearest, "told", inferred=bool(way.outlets) and way.outlets[-1] in way.inferred)


def _witness(id: str, source: Source) -> Node:
    """Return the node of a witness, with what its naming is worth for telling it from others.

    A body of a party counts as known by role, since any of its people may have spoken; words of which nothing is known,
    not even that they mean people, as unnamed.
    """
    naming = source.naming
    if source.kind in BODIES and source.party and naming is Naming.NAMED:
        naming = Naming.ROLE
    elif source.kind is SourceKind.UNKNOWN and not source.party:
        naming = Naming.UNNAMED
    return Node(id, NodeKind.WITNESS, label(source), source.party, naming)


def label(source: Source) -> str:
    """Return how a source is called on the page: its name with its role, or its role alone."""
    if source.naming is Naming.NAMED:
        return f"{source.name} ({source.role})" if source.role and source.role != source.name else source.name
    return f"{source.name} [{source.party}]" if source.party else source.name


def _roots(building: _Building) -> tuple[Root, ...]:
    found = [Root(building.sources[id], tuple(sorted(building.words[id])), id) for id in sorted(building.sources)]
    return tuple(sorted(found, key=lambda one: -len({ref.report for ref in one.words})))
