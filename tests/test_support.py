"""Support, minimum cut and bottlenecks: small stories that a reader can check."""

from __future__ import annotations

from itertools import pairwise

import pytest

from saksi.model import Bottleneck, Edge, Graph, Interval, Naming, Node, NodeKind, Support
from saksi.tracing.support import bottlenecks, minimum_cut, support

CLAIM = Node("claim", NodeKind.CLAIM, "the claim")


def graph_of(*ways: str, **witnesses: str | tuple[str, Naming]) -> Graph:
    """Draw a graph from ways such as "wsj > 0 > 1"; numbers are reports, which say the claim; the rest are outlets.

    Keywords are the witnesses, each with its party, or its party and how it is named.
    """
    nodes, edges = {"claim": CLAIM}, {}
    for way in ways:
        names = way.split(" > ")
        for name in names:
            node = drawn(name, witnesses)
            nodes[node.id] = node
        ids = [drawn(name, witnesses).id for name in names]
        ids += ["claim"] if names[-1].isdigit() else []
        edges.update({pair: Edge(*pair, "relayed") for pair in pairwise(ids)})
    return Graph(tuple(nodes.values()), tuple(edges.values()))


def drawn(name: str, witnesses: dict[str, str | tuple[str, Naming]]) -> Node:
    """Make the node that a name in a drawing stands for."""
    if name.isdigit():
        return Node(f"report:{name}", NodeKind.REPORT, f"page {name}")
    if name not in witnesses:
        return Node(name, NodeKind.OUTLET, name)
    told = witnesses[name]
    party, naming = told if isinstance(told, tuple) else (told, Naming.NAMED)
    return Node(name, NodeKind.WITNESS, name, party, naming)


def counts(graph: Graph) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the bounds by party and by witness."""
    found = support(graph)
    return (found.by_party.lower, found.by_party.upper), (found.by_witness.lower, found.by_witness.upper)


def test_forty_reports_through_one_newspaper_have_support_one() -> None:
    graph = graph_of(*(f"official > newspaper > {page}" for page in range(40)), official="")
    assert support(graph) == Support(Interval(1, 1), Interval(1, 1))
    assert minimum_cut(graph) == ("official",)
    everything = tuple(range(40))
    assert bottlenecks(graph) == (
        Bottleneck("newspaper", "newspaper", 1, everything),
        Bottleneck("official", "official", 1, everything),
    )


def test_two_officials_who_told_one_newspaper_are_two_roots_with_support_one() -> None:
    graph = graph_of("one > newspaper > 0", "two > newspaper > 1", one="A", two="B")
    assert counts(graph) == ((1, 1), (1, 1))
    assert minimum_cut(graph) == ("newspaper",)
    assert [found.node for found in bottlenecks(graph)] == ["newspaper"]


def test_a_government_is_one_root_by_party_and_three_by_witness() -> None:
    ways = ("president > tv > 0", "commander > wire > 1", "spokesman > daily > 2")
    graph = graph_of(*ways, president="Ukraine", commander="Ukraine", spokesman="Ukraine")
    assert counts(graph) == ((1, 1), (3, 3))
    assert bottlenecks(graph) == ()
    assert minimum_cut(graph) == ("commander", "president", "spokesman")


def test_separate_parties_through_separate_outlets_add_up() -> None:
    graph = graph_of("us > wsj > 0", "kyiv > politico > 1", "isw > 2", us="US", kyiv="Ukraine", isw="ISW")
    assert counts(graph) == ((3, 3), (3, 3))
    assert {found.node: found.falls for found in bottlenecks(graph)}["politico"] == (1,)
    assert {found.node: found.falls for found in bottlenecks(graph)}["report:2"] == (2,)


def test_unnamed_officials_of_one_party_in_two_papers_may_be_the_same_people() -> None:
    unnamed = ("US", Naming.UNNAMED)
    graph = graph_of("officials > wsj > 0", "sources > cnn > 1", officials=unnamed, sources=unnamed)
    assert counts(graph) == ((1, 1), (1, 2))


def test_an_official_known_by_role_may_be_the_named_one_of_his_party() -> None:
    graph = graph_of("syrskyi > tv > 0", "official > politico > 1", syrskyi="UA", official=("UA", Naming.ROLE))
    assert counts(graph) == ((1, 1), (1, 2))


def test_somebody_without_name_or_party_may_be_anybody() -> None:
    anybody = ("", Naming.UNNAMED)
    assert counts(graph_of("source > site > 0", source=anybody)) == ((1, 1), (1, 1))
    assert counts(graph_of("a > x > 0", "b > y > 1", a=anybody, b=anybody)) == ((1, 2), (1, 2))
    assert counts(graph_of("us > wsj > 0", "source > site > 1", us="US", source=anybody)) == ((1, 2), (1, 2))


def test_whoever_the_second_paper_heard_two_people_who_share_the_first_now_have_two_ways() -> None:
    ways = ("president > daily > 0", "minister > daily > 0", "official > weekly > 1")
    one_state = {"president": "UA", "minister": "UA"}
    assert counts(graph_of(*ways, **one_state, official=("UA", Naming.ROLE))) == ((1, 1), (2, 2))
    two_states = {"president": "UA", "minister": "US"}
    assert counts(graph_of(*ways, **two_states, official=("", Naming.UNNAMED))) == ((2, 2), (2, 2))


def test_outlets_that_cite_each_other_in_a_circle_add_nothing() -> None:
    graph = graph_of("us > a > b > c > a", "a > 0", "b > 1", "c > 2 > a", us="US")
    assert counts(graph) == ((1, 1), (1, 1))
    assert [(found.node, found.falls) for found in bottlenecks(graph)] == [("a", (0, 1, 2)), ("us", (0, 1, 2))]


def test_a_site_that_only_relays_is_no_witness() -> None:
    graph = graph_of("site > 0", "site > 1")
    assert counts(graph) == ((0, 0), (0, 0))
    assert minimum_cut(graph) == ()
    assert bottlenecks(graph) == ()


def test_witnesses_whose_word_reaches_no_page_count_nothing() -> None:
    graph = graph_of("us > wsj > 0", "kyiv > politico", "chief > club", us="US", kyiv="Ukraine", chief="US")
    assert counts(graph) == ((1, 1), (1, 1))
    hidden = graph_of("chief > club", "official > wsj > 0", chief="US", official=("US", Naming.ROLE))
    assert counts(hidden) == ((1, 1), (1, 1))
    assert counts(Graph((), ())) == ((0, 0), (0, 0))


def test_bottlenecks_take_only_the_reports_that_lose_their_last_root() -> None:
    graph = graph_of("us > wsj > 0 > 1", "wsj > 2", "kyiv > politico > 3", "politico > 2", us="US", kyiv="Ukraine")
    falls = [(found.node, found.falls) for found in bottlenecks(graph)]
    assert falls == [("us", (0, 1)), ("wsj", (0, 1)), ("kyiv", (3,)), ("politico", (3,))]


def test_a_graph_that_contradicts_itself_is_refused_with_the_reason() -> None:
    with pytest.raises(ValueError, match="names 'nobody'"):
        support(Graph((CLAIM,), (Edge("nobody", "claim", "says"),)))
    page = Node("page", NodeKind.REPORT, "page")
    official = Node("official", NodeKind.WITNESS, "official")
    edges = (Edge("official", "page", "told"), Edge("page", "claim", "says"))
    with pytest.raises(ValueError, match="report:<index>"):
        bottlenecks(Graph((official, page, CLAIM), edges))
