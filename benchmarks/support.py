"""Time support and bottlenecks on 1,000 random claims of 200 nodes, beside scipy's maximum flow in the same run.

Usage: python benchmarks/support.py [CLAIMS [NODES]]. The bar is 1,000 claims of 200 nodes a second on one core.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from random import Random
from statistics import mean, median
from time import perf_counter
from typing import Any

from saksi.model import Edge, Graph, Naming, Node, NodeKind
from saksi.tracing.support import bottlenecks, minimum_cut, support

SEED, ROUNDS = 20240814, 5
PARTIES = ("Ukraine", "Russia", "US", "ISW", "EU", "")
NAMINGS = (Naming.NAMED, Naming.NAMED, Naming.ROLE, Naming.UNNAMED)


def claim(random: Random, size: int) -> Graph:
    """Make a claim: 2 to 12 witnesses told outlets that cite each other now and then; most reports are copies."""
    witnesses = [
        Node(f"witness:{n}", NodeKind.WITNESS, f"w{n}", random.choice(PARTIES), random.choice(NAMINGS))
        for n in range(random.randint(2, 12))
    ]
    outlets = [Node(f"outlet:{n}", NodeKind.OUTLET, f"o{n}") for n in range(size // 5)]
    count = size - 1 - len(witnesses) - len(outlets)
    reports = [Node(f"report:{n}", NodeKind.REPORT, f"r{n}") for n in range(count)]
    edges = [*_told(random, witnesses, outlets), *_published(random, outlets, reports)]
    edges += [Edge(report.id, "claim", "says") for report in reports]
    nodes = [*witnesses, *outlets, *reports, Node("claim", NodeKind.CLAIM, "claim")]
    random.shuffle(nodes)
    random.shuffle(edges)
    return Graph(tuple(nodes), tuple(edges))


def _told(random: Random, witnesses: list[Node], outlets: list[Node]) -> list[Edge]:
    """Let witnesses speak to 1 to 3 outlets near the root, and outlets relay earlier ones; some cite back."""
    near = outlets[: max(2, len(outlets) // 4)]
    edges = [
        Edge(witness.id, outlet.id, "told")
        for witness in witnesses
        for outlet in random.sample(near, min(len(near), random.randint(1, 3)))
    ]
    for earlier, outlet in pairwise(outlets):
        origin = random.choice([earlier, *near])
        edges.append(Edge(origin.id, outlet.id, "relayed"))
        if random.random() < 0.05:
            edges.append(Edge(outlet.id, origin.id, "relayed"))
    return edges


def _published(random: Random, outlets: list[Node], reports: list[Node]) -> list[Edge]:
    """Let one report in three come from an outlet, and the others copy one or two earlier reports."""
    edges = []
    for place, report in enumerate(reports):
        if place < 3 or random.random() < 0.34:
            edges.append(Edge(random.choice(outlets).id, report.id, "relayed"))
        else:
            origins = random.sample(reports[:place], 1 + (random.random() < 0.2))
            edges += [Edge(origin.id, report.id, "copied") for origin in origins]
    return edges


def split_matrix(graph: Graph) -> tuple[Any, int, int]:
    """Split the nodes of a graph into a scipy matrix of capacities, with source and sink."""
    numpy, csr_matrix = import_module("numpy"), import_module("scipy.sparse").csr_matrix
    place = {node.id: number for number, node in enumerate(graph.nodes)}
    size = len(graph.nodes)
    rows, columns = list(range(size)), list(range(size, 2 * size))
    rows += [size + place[edge.source] for edge in graph.edges]
    columns += [place[edge.target] for edge in graph.edges]
    witnesses = [place[node.id] for node in graph.nodes if node.kind is NodeKind.WITNESS]
    rows += [2 * size] * len(witnesses)
    columns += witnesses
    shape = (2 * size + 1, 2 * size + 1)
    return csr_matrix((numpy.ones(len(rows), numpy.int32), (rows, columns)), shape=shape), 2 * size, place["claim"]


def timed(step: Callable[[Any], object], inputs: list[Any]) -> float:
    """Return the median over the rounds of the seconds that a step takes for all inputs."""
    rounds = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for one in inputs:
            step(one)
        rounds.append(perf_counter() - start)
    return median(rounds)


def compare(claims: list[Graph], cut: float) -> None:
    """Time scipy's flow by witness on the same claims, check that it agrees, and print the ratios."""
    try:
        scipy, maximum_flow = import_module("scipy"), import_module("scipy.sparse.csgraph").maximum_flow
    except ImportError:
        print("scipy is not installed: no comparison (pip install scipy)")
        return
    split = [split_matrix(graph) for graph in claims]
    agree = sum(
        maximum_flow(*one).flow_value == support(graph).by_witness.upper
        for one, graph in zip(split, claims, strict=True)
    )
    solve = timed(lambda one: maximum_flow(*one), split)
    whole = timed(lambda graph: maximum_flow(*split_matrix(graph)), claims)
    print(f"scipy {scipy.__version__} gives the same flow by witness for {agree:,} of {len(claims):,} claims")
    show("scipy maximum_flow alone, matrix made before", len(claims), solve)
    show("scipy matrix and maximum_flow", len(claims), whole)
    print(f"minimum_cut() runs at {whole / cut:.2f} x scipy with its matrix, {solve / cut:.2f} x scipy's flow alone")


def show(name: str, claims: int, seconds: float) -> None:
    """Print one line of the table."""
    print(f"{name:<46} {claims / seconds:>8,.0f} claims/s {1e3 * seconds / claims:>8.3f} ms/claim")


def main() -> None:
    """Make the claims, time each step and print the table."""
    count, size = [*map(int, sys.argv[1:]), *(1000, 200)[len(sys.argv) - 1 :]]
    random = Random(SEED)
    claims = [claim(random, size) for _ in range(count)]
    found = [support(graph) for graph in claims]
    edges = mean(len(graph.edges) for graph in claims)
    print(f"{count:,} claims of {size} nodes and {edges:.0f} edges on average; ", end="")
    print(f"mean support {mean(one.by_party.upper for one in found):.1f} by party, ", end="")
    print(f"{mean(one.by_witness.upper for one in found):.1f} by witness; Python {sys.version.split()[0]}, one core")
    cut = timed(minimum_cut, claims)
    show("support()", count, timed(support, claims))
    show("bottlenecks()", count, timed(bottlenecks, claims))
    show("support() and bottlenecks()", count, timed(lambda graph: (support(graph), bottlenecks(graph)), claims))
    show("minimum_cut(): one flow", count, cut)
    compare(claims, cut)


if __name__ == "__main__":
    main()
