"""Support, minimum cut and bottlenecks hold what they promise on small graphs of any shape, even with cycles.

The reference counts by hand: it tries every way of telling who is who, and every set of nodes that could be lost.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise, product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.model import Edge, Graph, Interval, Naming, Node, NodeKind, Support
from saksi.tracing.support import bottlenecks, minimum_cut, support

CLAIM = Node("claim", NodeKind.CLAIM, "the claim")

NODES = st.builds(
    Node,
    st.just(""),
    st.sampled_from([NodeKind.WITNESS, NodeKind.WITNESS, NodeKind.OUTLET, NodeKind.REPORT]),
    st.just("label"),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from([Naming.NAMED, Naming.NAMED, Naming.ROLE, Naming.UNNAMED]),
)


@st.composite
def graphs(draw: st.DrawFn, largest: int = 7) -> Graph:
    """Draw a graph of up to `largest` nodes and a claim; "report:<index>" stands for any node's id."""
    kinds = draw(st.lists(NODES, min_size=1, max_size=largest))
    nodes = [replace(node, id=f"report:{index}") for index, node in enumerate(kinds)]
    nodes = [node if node.kind is NodeKind.WITNESS else replace(node, party="") for node in nodes]
    ids = [node.id for node in nodes]
    pairs = draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from([*ids, "claim"])), max_size=3 * len(ids)))
    return Graph((*nodes, CLAIM), tuple(Edge(source, target, "relayed") for source, target in sorted(pairs)))


def reached(graph: Graph, starts: set[str], without: set[str]) -> set[str]:
    """Return what word from the starts reaches if some nodes are taken away."""
    seen = starts - without
    while True:
        more = {edge.target for edge in graph.edges if edge.source in seen} - without - seen
        if not more:
            return seen
        seen |= more


def ways_by_hand(graph: Graph, roots: list[set[str]]) -> int:
    """Count separate ways: the fewest nodes and roots whose removal parts the roots from the claim."""
    others = [node.id for node in graph.nodes if node.kind is not NodeKind.CLAIM]
    breakable: list[tuple[str, int | str]] = [("root", index) for index in range(len(roots))]
    breakable += [("node", other) for other in others]
    for size in range(len(roots) + 1):
        for broken in combinations(breakable, size):
            starts = set[str]().union(*(root for index, root in enumerate(roots) if ("root", index) not in broken))
            if "claim" not in reached(graph, starts, {other for other in others if ("node", other) in broken}):
                return size
    raise AssertionError("taking away every root leaves a way")


def joined(witnesses: list[Node], names: tuple[str, ...]) -> list[set[str]]:
    """Gather the witnesses that were given the same name."""
    roots: dict[str, set[str]] = {}
    for witness, name in zip(witnesses, names, strict=True):
        roots.setdefault(name, set()).add(witness.id)
    return list(roots.values())


def support_by_hand(graph: Graph) -> Support:
    """Count support by trying every way of telling who is who."""
    witnesses = [node for node in graph.nodes if node.kind is NodeKind.WITNESS]
    named = [one for one in witnesses if one.naming is Naming.NAMED]
    people, parties = [], []
    for one in witnesses:
        known = one.naming is Naming.NAMED
        hidden = [other.id for other in witnesses if other.naming is not Naming.NAMED]
        same = [other.id for other in named if one.party in ("", other.party)]
        people.append([one.id] if known else [*same, *hidden])
        anyones = [other.party or other.id for other in witnesses]
        parties.append([one.party or one.id] if one.party or known else anyones)
    apart = tuple(one.id for one in witnesses)
    by_party = tuple(one.party or one.id for one in witnesses)
    allowed = [names for names in product(*people) if may_be(witnesses, names)]
    return Support(
        Interval(
            min((ways_by_hand(graph, joined(witnesses, names)) for names in product(*parties)), default=0),
            ways_by_hand(graph, joined(witnesses, by_party)),
        ),
        Interval(
            min((ways_by_hand(graph, joined(witnesses, names)) for names in allowed), default=0),
            ways_by_hand(graph, joined(witnesses, apart)),
        ),
    )


def may_be(witnesses: list[Node], names: tuple[str, ...]) -> bool:
    """Tell whether nobody is of two parties."""
    party = {one.id: one.party for one in witnesses}
    belongs: dict[str, set[str]] = {}
    for one, name in zip(witnesses, names, strict=True):
        belongs.setdefault(name, set()).update({one.party, party[name]} - {""})
    return all(len(parties) <= 1 for parties in belongs.values())


@settings(deadline=None)  # the count by hand takes exponential time
@given(graphs(largest=6))
def test_support_is_what_trying_everything_finds(graph: Graph) -> None:
    assert support(graph) == support_by_hand(graph)


@given(graphs())
def test_bounds_are_in_order_and_parties_never_exceed_witnesses(graph: Graph) -> None:
    found = support(graph)
    assert 0 <= found.by_party.lower <= found.by_party.upper <= found.by_witness.upper
    assert found.by_party.lower <= found.by_witness.lower <= found.by_witness.upper


@given(graphs())
def test_the_cut_is_as_large_as_the_support_and_parts_the_claim_from_its_roots(graph: Graph) -> None:
    cut = minimum_cut(graph)
    starts = {node.id for node in graph.nodes if node.kind is NodeKind.WITNESS}
    assert len(cut) == support(graph).by_witness.upper
    assert "claim" not in cut
    assert "claim" not in reached(graph, starts, set(cut))


def without(graph: Graph, lost: str) -> Graph:
    """Take one node away."""
    edges = tuple(edge for edge in graph.edges if lost not in (edge.source, edge.target))
    return Graph(tuple(node for node in graph.nodes if node.id != lost), edges)


@given(graphs())
def test_bottlenecks_are_the_nodes_whose_loss_lowers_the_support(graph: Graph) -> None:
    whole = support(graph).by_party.upper
    starts = {node.id for node in graph.nodes if node.kind is NodeKind.WITNESS}
    reports = {node.id for node in graph.nodes if node.kind is NodeKind.REPORT} & reached(graph, starts, set())
    expected = {}
    for node in graph.nodes[:-1]:
        loss = whole - support(without(graph, node.id)).by_party.upper
        if loss:
            falls = reports - reached(graph, starts, {node.id})
            expected[node.id] = (loss, tuple(sorted(int(report.removeprefix("report:")) for report in falls)))
    found = bottlenecks(graph)
    assert {one.node: (one.loss, one.falls) for one in found} == expected
    assert list(found) == sorted(found, key=lambda one: (-one.loss, -len(one.falls), one.node))


@given(graphs(), st.data())
def test_a_copy_of_a_page_that_says_the_claim_adds_nothing(graph: Graph, data: st.DataObject) -> None:
    origin = data.draw(st.sampled_from(graph.nodes[:-1])).id
    said = Graph(graph.nodes, (*graph.edges, Edge(origin, "claim", "says")))
    copy = Node("report:99", NodeKind.REPORT, "copy")
    edges = (Edge(origin, copy.id, "copied"), Edge(copy.id, "claim", "says"))
    assert support(Graph((*said.nodes, copy), said.edges + edges)) == support(said)


@given(graphs(), st.data())
def test_a_relay_on_the_way_adds_nothing(graph: Graph, data: st.DataObject) -> None:
    edges = list(graph.edges)
    if not edges:
        return
    cut_open = edges.pop(data.draw(st.integers(0, len(edges) - 1)))
    relay = Node("relay", NodeKind.OUTLET, "relay")
    edges += [Edge(cut_open.source, relay.id, "relayed"), Edge(relay.id, cut_open.target, "relayed")]
    assert support(Graph((*graph.nodes, relay), tuple(edges))) == support(graph)


@given(graphs())
def test_an_independent_root_with_its_own_page_adds_one_to_the_upper_bounds(graph: Graph) -> None:
    before, after = support(graph), support(with_root(graph))
    for old, new in ((before.by_party, after.by_party), (before.by_witness, after.by_witness)):
        assert new.upper == old.upper + 1
        assert old.lower <= new.lower <= old.lower + 1


def with_root(graph: Graph) -> Graph:
    """Add a named witness of its own party, with its own outlet and report."""
    nodes = (
        Node("isw", NodeKind.WITNESS, "isw", "ISW"),
        Node("tracker", NodeKind.OUTLET, "tracker"),
        Node("report:98", NodeKind.REPORT, "page"),
    )
    ids = [*(node.id for node in nodes), "claim"]
    edges = tuple(Edge(*pair, "told") for pair in pairwise(ids))
    return Graph(graph.nodes + nodes, graph.edges + edges)


@given(graphs())
def test_two_parties_that_turn_out_to_be_one_never_raise_the_count_by_party(graph: Graph) -> None:
    merged = Graph(tuple(replace(node, party=node.party.replace("B", "A")) for node in graph.nodes), graph.edges)
    assert support(merged).by_party.lower <= support(graph).by_party.lower
    assert support(merged).by_party.upper <= support(graph).by_party.upper


@given(graphs(), st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(graph: Graph, random: Random) -> None:
    shuffle = random.shuffle
    names = [str(number) for number in range(len(graph.nodes))]
    shuffle(names)
    called = {node.id: f"report:{name}" for node, name in zip(graph.nodes, names, strict=True)}
    nodes = [replace(node, id=called[node.id]) for node in graph.nodes]
    edges = [Edge(called[edge.source], called[edge.target], edge.way) for edge in graph.edges]
    shuffle(nodes)
    shuffle(edges)
    renamed = Graph(tuple(nodes), tuple(edges))
    assert support(renamed) == support(graph)
    assert set(minimum_cut(renamed)) == {called[node] for node in minimum_cut(graph)}
    assert {one.node for one in bottlenecks(renamed)} == {called[one.node] for one in bottlenecks(graph)}
