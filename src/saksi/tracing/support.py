"""Say on how many separate roots a claim rests, and which nodes of its graph hold it up.

What is counted is the largest number of paths from witnesses to the claim that share no node (Menger 1927, `flow`).
The word of several witnesses that are one root, or may be one, is a start of capacity one put before all of them.

What may be one: a witness that is not named may be any other of its party, and if it has no party, anybody. Named
witnesses are different people. The upper bound keeps all apart that may differ. The lower bound is the smallest count
over all ways of telling who is who, found as follows (Rado 1942, on the sets of witnesses that have separate paths):

- Those who may be one and are not named are one in the worst case, and that one is a known witness where there is one.
- If a known start is tight (its loss lowers the count), they cost nothing as that one: its path is theirs. If none is,
  they add at most one, and only if they open a way that the known ones cannot use.

So an anonymous witness adds nothing beside a named one with an outlet of its own; but where two named witnesses share
one newspaper and an anonymous one told another, whoever that was, two people reach the page by separate ways.

Limits: for parties that have both named and unnamed witnesses, none of the named tight, at most `_TRIES` ways of
telling who is who are tried; beyond that the lower bound by witness may be too high, never above the upper one. A
node counts as one witness, whatever number of people its label speaks of.
"""

from __future__ import annotations

from itertools import islice, product
from typing import NamedTuple

from saksi.model import Bottleneck, Graph, Interval, Naming, Node, NodeKind, Support
from saksi.tracing.flow import Flow

_TRIES = 64
_REPORT = "report:"
_UNREACHED = -1

Start = tuple[int, ...]


class _Network(NamedTuple):
    """A graph by the positions of its nodes; `flow` has no starts yet, `witnesses` are in the order of their ids."""

    nodes: tuple[Node, ...]
    successors: list[list[int]]
    witnesses: list[int]
    flow: Flow


def support(graph: Graph) -> Support:
    """Count the separate ways from witnesses to the claim, by party and by witness.

    Both counts are 0 if no witness reaches the claim; by party never exceeds by witness. Raises ValueError if an edge
    names a node that the graph does not have.
    """
    network = _network(graph)
    starts, anybody = _parties(network)
    by_party = _interval(network.flow, starts, anybody)
    shared = len(starts) + len(anybody) < len(network.witnesses)
    apart = _upper(network) if shared else by_party.upper
    return Support(by_party, Interval(_lower_by_witness(network, anybody, apart), apart))


def minimum_cut(graph: Graph) -> tuple[str, ...]:
    """Return the fewest nodes that have to be wrong at once for the claim to fall: the ids, sorted.

    They part every witness from the claim, and are as many as the upper support by witness. Of all smallest cuts it
    is the one nearest to the witnesses, so a witness stands for itself unless others share its way.
    """
    network = _network(graph)
    flow = network.flow
    for witness in network.witnesses:
        flow.add((witness,))
    tight = {witness for witness, holds in zip(network.witnesses, flow.tight(), strict=True) if holds}
    return tuple(sorted(graph.nodes[node].id for node in flow.cut() | tight))


def bottlenecks(graph: Graph) -> tuple[Bottleneck, ...]:
    """Return every node but the claim whose loss lowers the upper support by party, heaviest first.

    A node has capacity one, so `loss` is always 1. `falls` are the indices of the reports that no witness reaches
    without the node, itself among them if it is a report. Order: loss, then number of falls, both falling, then id.
    Raises ValueError if a report's id is not "report:<index>" or an edge names a node that the graph does not have.
    """
    network = _network(graph)
    starts, anybody = _parties(network)
    for start in [*starts, *((witness,) for witness in anybody)]:
        network.flow.add(start)
    found = [
        Bottleneck(network.nodes[node].id, network.nodes[node].label, 1, falls)
        for node, falls in _falls(network, network.flow.bottlenecks()).items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.loss, -len(one.falls), one.node)))


def _network(graph: Graph) -> _Network:
    """Number the nodes, and keep for the flow what a witness reaches on a shortest way."""
    nodes = graph.nodes
    place = {node.id: number for number, node in enumerate(nodes)}
    claim = next((number for number, node in enumerate(nodes) if node.kind is NodeKind.CLAIM), len(nodes))
    successors: list[list[int]] = [[] for _ in nodes]
    try:
        for edge in graph.edges:
            successors[place[edge.source]].append(place[edge.target])
    except KeyError as missing:
        raise ValueError(f"graph: an edge names {missing}, which is no node of the graph") from None
    witnesses = [number for number, node in enumerate(nodes) if node.kind is NodeKind.WITNESS]
    witnesses.sort(key=lambda number: nodes[number].id)
    return _Network(nodes, successors, witnesses, Flow(_shortest(successors, witnesses, claim), claim))


def _shortest(successors: list[list[int]], witnesses: list[int], claim: int) -> dict[int, list[int]]:
    """Keep what witnesses reach; whoever says the claim itself needs no other way on, so its copies drop out."""
    kept: dict[int, list[int]] = {}
    stack = list(witnesses)
    while stack:
        node = stack.pop()
        if node not in kept:
            targets = successors[node]
            kept[node] = targets = [claim] if claim in targets else targets
            stack.extend(target for target in targets if target not in kept and target != claim)
    return kept


def _parties(network: _Network) -> tuple[list[Start], list[int]]:
    """Return one start for every party and every named witness without one, and those who may be anybody."""
    parties: dict[str, list[int]] = {}
    alone: list[Start] = []
    anybody: list[int] = []
    for witness in network.witnesses:
        node = network.nodes[witness]
        if node.party:
            parties.setdefault(node.party, []).append(witness)
        elif node.naming is Naming.NAMED:
            alone.append((witness,))
        else:
            anybody.append(witness)
    return [*map(tuple, parties.values()), *alone], anybody


def _interval(empty: Flow, starts: list[Start], anybody: list[int]) -> Interval:
    """Count the ways from the starts, beside which stand witnesses who may be anybody, or different roots each."""
    flow = empty.copy()
    for start in starts:
        flow.add(start)
    known, tight = flow.count, any(flow.tight()) if anybody else True
    for witness in anybody:
        flow.add((witness,))
    return Interval(known if tight else min(known + 1, flow.count), flow.count)


def _upper(network: _Network) -> int:
    """Count the ways with every witness apart."""
    flow = network.flow.copy()
    for witness in network.witnesses:
        flow.add((witness,))
    return flow.count


def _lower_by_witness(network: _Network, anybody: list[int], apart: int) -> int:
    """Count the ways with all witnesses joined who may be one person; `apart` is the count with none joined."""
    named: dict[str, list[int]] = {}
    hidden: dict[str, list[int]] = {}
    for witness in network.witnesses:
        node = network.nodes[witness]
        if node.party or node.naming is Naming.NAMED:
            (named if node.naming is Naming.NAMED else hidden).setdefault(node.party, []).append(witness)
    if not hidden and not anybody:
        return apart
    known: list[Start] = [(witness,) for members in named.values() for witness in members]
    known += [tuple(members) for party, members in hidden.items() if party not in named]
    mixed = [(named[party], members) for party, members in hidden.items() if party in named]
    return _least(network.flow, known, mixed, anybody)


def _least(empty: Flow, known: list[Start], mixed: list[tuple[list[int], list[int]]], anybody: list[int]) -> int:
    """Return the smallest count over who of the named each party's unnamed witnesses may be."""
    if not mixed:
        return _interval(empty, known, anybody).lower
    flow = empty.copy()
    for start in known:
        flow.add(start)
    tight = {start[0] for start, holds in zip(known, flow.tight(), strict=True) if holds}
    if all(not tight.isdisjoint(members) for members, _ in mixed):
        return flow.count
    choices = [sorted(members, key=lambda one: one not in tight) for members, _ in mixed]
    return min(
        _interval(empty, _joined(known, dict(zip(choice, (hidden for _, hidden in mixed), strict=True))), anybody).lower
        for choice in islice(product(*choices), _TRIES)
    )


def _joined(known: list[Start], hidden: dict[int, list[int]]) -> list[Start]:
    """Join unnamed witnesses to the named ones that they are taken to be."""
    return [(*start, *hidden.get(start[0], ())) if len(start) == 1 else start for start in known]


def _falls(network: _Network, lost: set[int]) -> dict[int, tuple[int, ...]]:
    """Return for each node of `lost` the reports that every path from a witness reaches through it.

    Those are the reports it dominates. A bit stands for each lost node, and a node keeps the bits that all paths to
    it have in common.
    """
    bits = {node: 1 << number for number, node in enumerate(lost)}
    common = [_UNREACHED] * len(network.nodes)
    for witness in network.witnesses:
        common[witness] = bits.get(witness, 0)
    queue = network.witnesses.copy()
    for node in queue:
        passed = common[node]
        for target in network.successors[node]:
            kept = common[target] & (passed | bits.get(target, 0))
            if kept != common[target]:
                common[target] = kept
                queue.append(target)
    reports = sorted(_reached_reports(network, common))
    return {node: tuple(index for index, through in reports if through & bit) for node, bit in bits.items()}


def _reached_reports(network: _Network, common: list[int]) -> list[tuple[int, int]]:
    """Return index and common nodes of every report that some witness reaches."""
    try:
        return [
            (int(node.id.removeprefix(_REPORT)), through)
            for node, through in zip(network.nodes, common, strict=True)
            if node.kind is NodeKind.REPORT and through != _UNREACHED
        ]
    except ValueError as error:
        raise ValueError(f'graph: a report\'s id must be "{_REPORT}<index>" ({error})') from None
