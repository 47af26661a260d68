"""Time support and bottlenecks on 1,000 random claims of 200 nodes, beside scipy's maximum flow in the same run.

Usage: python benchmarks/support.py [CLAIMS [NODES]]. The bar is 1,000 claims of 200 nodes a second on one core.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import pairwise
from random import Random
from statistics import mean
from time import process_time
from typing import Any

from saksi.model import Edge, Graph, Naming, Node, NodeKind
from saksi.tracing.support import bottlenecks, minimum_cut, support
from tables import Row, table

SEED, ROUNDS = 20240814, 3
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
    """Return the least processor time in seconds that a step took for all inputs in any of the rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = process_time()
        for one in inputs:
            step(one)
        rounds.append(process_time() - start)
    return min(rounds)


def rows(claims: list[Graph]) -> Iterator[Row]:
    """Yield a row for each step, and where scipy is installed for its flow by witness on the same claims."""
    cut = timed(minimum_cut, claims)
    both = timed(lambda graph: (support(graph), bottlenecks(graph)), claims)
    steps = {
        "`support()`": timed(support, claims),
        "`bottlenecks()`": timed(bottlenecks, claims),
        "`support()` and `bottlenecks()`": both,
        "`minimum_cut()`: one flow": cut,
    }
    for name, seconds in [*steps.items(), *_rival(claims)]:
        ratio = seconds / cut if "flow" in name else None
        yield {
            "step": name,
            "claims/s": round(len(claims) / seconds),
            "ms a claim": 1e3 * seconds / len(claims),
            "time to `minimum_cut()`": ratio,
        }


def _rival(claims: list[Graph]) -> Iterator[tuple[str, float]]:
    """Yield the seconds that scipy takes, after a check that it gives the same flow; nothing where it is absent."""
    try:
        scipy, maximum_flow = import_module("scipy"), import_module("scipy.sparse.csgraph").maximum_flow
    except ImportError:
        return
    split = [split_matrix(graph) for graph in claims]
    flows = ((maximum_flow(*one).flow_value, graph) for one, graph in zip(split, claims, strict=True))
    agree = sum(flow == support(graph).by_witness.upper for flow, graph in flows)
    name = f"scipy {scipy.__version__}, maximum flow (the same for {agree:,} of {len(claims):,})"
    yield name, timed(lambda one: maximum_flow(*one), split)
    yield f"{name}, with its matrix", timed(lambda graph: maximum_flow(*split_matrix(graph)), claims)


def make(count: int, size: int) -> list[Graph]:
    """Make so many random claims of so many nodes; the same ones each time."""
    random = Random(SEED)
    return [claim(random, size) for _ in range(count)]


def about(claims: list[Graph]) -> str:
    """Say in a sentence what the claims are like."""
    found = [support(graph) for graph in claims]
    return (
        f"{len(claims):,} random claims of {len(claims[0].nodes)} nodes and "
        f"{mean(len(graph.edges) for graph in claims):.0f} edges on average; mean support "
        f"{mean(one.by_party.upper for one in found):.1f} by party, "
        f"{mean(one.by_witness.upper for one in found):.1f} by witness."
    )


if __name__ == "__main__":
    made = make(*map(int, [*sys.argv[1:], *("1000", "200")[len(sys.argv) - 1 :]]))
    print(about(made), table(list(rows(made))), sep="\n\n")
