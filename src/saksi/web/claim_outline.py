"""The graph of a claim as a nested list: roots, the outlets that they told, and the reports that pass it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from saksi.model import Edge, StatementRef
from saksi.web.claim_graph import CLAIM, Drawn
from saksi.web.claim_seen import Seen

_COPIES = {"copied": "copy", "translated": "translation"}
_KINDS = {"witness": 0, "outlet": 1, "report": 2}  # that word can begin with, in the order of the list


class Item(NamedTuple):
    """A node in the list: what it is, its name, the number of a report (or 0), and what hangs on it.

    `inferred` is true where the text does not say that the word came this way.
    """

    kind: str
    label: str
    about: str
    report: int
    inferred: bool
    items: tuple[Item, ...]


def outline_of(graph: Drawn, seen: Seen) -> tuple[Item, ...]:
    """Return the roots of a claim, each with all that rests on it, and then whoever passes on what no root said."""
    onward: dict[str, list[Edge]] = {}
    before: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        if edge.target != CLAIM:
            onward.setdefault(edge.source, []).append(edge)
            before.setdefault(edge.target, []).append(edge)
    words = {node.id: frozenset(node.words) for node in seen.trace.graph.nodes}
    walk = _Walk({one.id: _plain(one.kind, one.label, one.about, one.report) for one in graph.spots}, onward, words)
    parties = [walk.item(one.id, None, frozenset({one.id})) for one in graph.spots if one.kind == "party"]
    others = [
        walk.item(one.id, begun, frozenset({one.id}))
        for one in sorted(graph.spots, key=lambda spot: _KINDS.get(spot.kind, len(_KINDS)))
        if one.kind in _KINDS and (begun := _begun(one.id, before.get(one.id, ()), words))
    ]
    return (*parties, *others)


def _begun(id: str, before: Iterable[Edge], words: Mapping[str, frozenset[StatementRef]]) -> frozenset[StatementRef]:
    """Return the statements whose word a node has from nobody; a copy has all of its words from its original."""
    left = words[id]
    for edge in before:
        left = frozenset() if edge.way in (*_COPIES, "of") else left - words[edge.source]
    return left


def _plain(kind: str, label: str, about: str, report: int) -> Item:
    return Item("root" if kind == "party" else kind, label, about, report, False, ())


class _Walk(NamedTuple):
    """The nodes of a graph as items on which nothing hangs yet, the edges from each, and the statements of each."""

    items: dict[str, Item]
    onward: dict[str, list[Edge]]
    words: dict[str, frozenset[StatementRef]]

    def item(self, id: str, refs: frozenset[StatementRef] | None, above: AbstractSet[str]) -> Item:
        """Return a node with what hangs on it by the statements `refs`, or by any if they are None."""
        below = []
        for edge in self.onward.get(id, ()):
            shared = self.words[edge.target] & refs if refs is not None else self.words[edge.target]
            if edge.target not in above and (shared or edge.way in _COPIES):
                copied = edge.way in _COPIES
                made = self.item(edge.target, None if copied else shared, {*above, edge.target})
                below.append(made._replace(kind=_COPIES.get(edge.way, made.kind), inferred=edge.inferred))
        return self.items[id]._replace(items=tuple(below))
