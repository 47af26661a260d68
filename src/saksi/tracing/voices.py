"""Show each root by party: its witnesses, the outlets on their ways, and the reports that rest on it."""

from __future__ import annotations

from collections.abc import Iterable

from saksi.model import Graph, Naming, Node, NodeKind, Voice

_REPORT = "report:"


def find_voices(graph: Graph) -> tuple[Voice, ...]:
    """Return the roots of a claim by party, those with most reports first.

    Support by party counts separate ways from these, so there are never fewer of them than its upper bound.
    """
    successors: dict[str, list[str]] = {}
    for edge in graph.edges:
        successors.setdefault(edge.source, []).append(edge.target)
    kinds = {node.id: node.kind for node in graph.nodes}
    made = []
    for name, members in _by_party(graph).items():
        reached = _reached(members, successors)
        outlets = tuple(sorted(id for id in reached if kinds[id] is NodeKind.OUTLET))
        reports = {int(id.removeprefix(_REPORT)) for id in reached if kinds[id] is NodeKind.REPORT}
        made.append((name, members, outlets, reports))
    return tuple(
        sorted(
            (
                Voice(
                    members[0].label if len(members) == 1 and not members[0].party else name,
                    tuple(member.id for member in members),
                    outlets,
                    tuple(sorted(reports)),
                    tuple(sorted(reports.difference(*(other for rival, _, _, other in made if rival != name)))),
                    not members[0].party and members[0].naming is not Naming.NAMED,
                )
                for name, members, outlets, reports in made
            ),
            key=lambda one: (one.anybody, -len(one.reports), one.name, one.witnesses),
        )
    )


def _by_party(graph: Graph) -> dict[str, list[Node]]:
    """Gather the witnesses by party; those without one stand alone, under their ids."""
    found: dict[str, list[Node]] = {}
    for node in sorted(graph.nodes, key=lambda one: one.id):
        if node.kind is NodeKind.WITNESS:
            found.setdefault(node.party or node.id, []).append(node)
    return found


def _reached(starts: Iterable[Node], successors: dict[str, list[str]]) -> set[str]:
    """Return all nodes that word from the starts reaches."""
    stack = [node.id for node in starts]
    seen: set[str] = set()
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack.extend(successors.get(node, ()))
    return seen
