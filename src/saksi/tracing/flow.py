"""Count the paths from starts to one end that share no node, and name the nodes that hold them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

_SOURCE = -1


class Flow:
    """Hold the largest number of paths from the starts added so far to one end that share no node.

    Menger (1927): that number is the size of a smallest set of nodes that separates the starts from the end. It is
    found by augmenting paths (Ford and Fulkerson 1956) on the split graph: node v becomes the arc 2v -> 2v + 1 of
    capacity one, so every arc has capacity one and the residual network is a set of arcs to flip. A start is a single
    node, or a group node of capacity one put before several. All answers are properties of the graph: they do not
    depend on the order of nodes, arcs or starts, nor on which of several largest flows was found. Cycles do no harm.

    A search that fails has seen a set closed under residual arcs; no later path can enter it, so it is never searched
    again (`_stuck`). In the end it is the starts' side of the minimum cut. Cost: O(arcs) for each way and for all
    failures together.
    """

    __slots__ = ("_end", "_groups", "_residual", "_starts", "_stuck", "count")

    def __init__(self, successors: Mapping[int, Iterable[int]], end: int) -> None:
        """Split the graph. `successors` has an entry for every node that an arc leaves; nodes are integers from 0."""
        self.count = 0
        self._end = 2 * end
        self._groups = 0
        self._starts: list[int] = []
        self._stuck = {_SOURCE}
        self._residual: dict[int, set[int]] = {_SOURCE: set(), self._end: set()}
        for node, targets in successors.items():
            if node != end:
                self._residual[2 * node] = {2 * node + 1}
                self._residual[2 * node + 1] = {2 * target for target in targets if target != node}

    def copy(self) -> Flow:
        """Return a flow with the same paths that can grow on its own."""
        twin = Flow({}, self._end // 2)
        twin.count, twin._groups = self.count, self._groups
        twin._starts, twin._stuck = self._starts.copy(), self._stuck.copy()
        twin._residual = {node: targets.copy() for node, targets in self._residual.items()}
        return twin

    def add(self, start: tuple[int, ...]) -> bool:
        """Add a start of capacity one, of one or more nodes; tell whether it brings one more path."""
        first = 2 * start[0] if len(start) == 1 else self._group(start)
        self._starts.append(first)
        path = {} if first in self._stuck else self._search(first)
        if not path:
            return False
        self._flip(path)
        self.count += 1
        return True

    def tight(self) -> list[bool]:
        """Tell for every start, in the order of adding, whether its loss alone lowers `count`."""
        return [start not in self._stuck for start in self._starts]

    def cut(self) -> set[int]:
        """Return the nodes of the minimum cut nearest to the starts that are no tight start themselves.

        Those nodes and the tight starts together are `count` many, and separate the starts from the end.
        """
        stuck = self._stuck
        return {node // 2 for node in stuck if node >= 0 and node % 2 == 0 and node + 1 not in stuck}

    def bottlenecks(self) -> set[int]:
        """Return every node whose loss lowers `count`, which it does by one: the nodes of all minimum cuts.

        A node on a path can be spared if the residual network leads from its entry back to its exit: if both lie in
        one strongly connected component (Picard and Queyranne 1980).
        """
        residual, stuck = self._residual, self._stuck
        used = [node for node in residual if node >= 0 and node % 2 == 0 and node in residual.get(node + 1, ())]
        component = self._components(node for node in used if node not in stuck)
        return self.cut() | {node // 2 for node in used if component.get(node) != component.get(node + 1)}

    def _group(self, members: tuple[int, ...]) -> int:
        """Put a node of capacity one before the members; its number is below that of the source."""
        self._groups += 1
        group = _SOURCE - self._groups
        self._residual[group] = {2 * member for member in members}
        return group

    def _search(self, start: int) -> dict[int, int]:
        """Search an augmenting path, depth first; return who comes before whom, or nothing if there is none."""
        before = {start: _SOURCE}
        stuck, residual, end = self._stuck, self._residual, self._end
        stack = [start]
        while stack:
            node = stack.pop()
            targets = residual.get(node, ())
            if end in targets:
                before[end] = node
                return before
            for target in targets:
                if target not in before and target not in stuck:
                    before[target] = node
                    stack.append(target)
        stuck.update(before)
        return {}

    def _flip(self, before: Mapping[int, int]) -> None:
        """Turn round every arc on the path from the source to the end."""
        residual, node = self._residual, self._end
        while node != _SOURCE:
            previous = before[node]
            residual[previous].discard(node)
            residual[node].add(previous)
            node = previous

    def _components(self, roots: Iterable[int]) -> dict[int, int]:
        """Number the strongly connected components that roots beyond the starts' side reach (Gabow 2000)."""
        order: dict[int, int] = {}
        component: dict[int, int] = {}
        for root in roots:
            if root not in order:
                self._explore(root, order, component)
        return component

    def _explore(self, root: int, order: dict[int, int], component: dict[int, int]) -> None:
        """Number the components that can be reached from `root`, depth first and without recursion."""
        stuck = self._stuck
        open_nodes, bounds, walk = [root], [root], [(root, self._arcs(root))]
        order[root] = len(order)
        while walk:
            node, arcs = walk[-1]
            for target in arcs:
                if target not in order and target not in stuck:
                    order[target] = len(order)
                    open_nodes.append(target)
                    bounds.append(target)
                    walk.append((target, self._arcs(target)))
                    break
                if target not in component and target not in stuck:
                    while order[bounds[-1]] > order[target]:
                        bounds.pop()
            else:
                walk.pop()
                if bounds[-1] == node:
                    bounds.pop()
                    self._close(node, open_nodes, component)

    def _arcs(self, node: int) -> Iterator[int]:
        """Walk the residual arcs that leave a node."""
        return iter(self._residual.get(node, ()))

    @staticmethod
    def _close(node: int, open_nodes: list[int], component: dict[int, int]) -> None:
        """Take the component of `node` from the open nodes."""
        while True:
            member = open_nodes.pop()
            component[member] = node
            if member == node:
                return
