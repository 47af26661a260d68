"""Find circular reporting: outlets that cite each other for one claim."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from saksi.model import Circle
from saksi.tracing.ways import Way

OUTLET = "outlet:"


def find_circles(ways: Iterable[Way]) -> tuple[Circle, ...]:
    """Return every group of two outlets or more each of which has its word, through others, from itself.

    Those are the strongly connected components of the graph of who cites whom. An outlet that cites itself, as in its
    own earlier report, makes none. Circles and what is in them are sorted.
    """
    ways = list(ways)
    cited: dict[str, set[str]] = {}
    for way in ways:
        for citing, origin in pairs(way.outlets):
            cited.setdefault(citing, set()).add(origin)
    circles = []
    for group in components(cited):
        if len(group) > 1:
            words = {way.ref for way in ways if any(a in group and b in group for a, b in pairs(way.outlets))}
            circles.append(Circle(tuple(OUTLET + name for name in sorted(group)), tuple(sorted(words))))
    return tuple(sorted(circles, key=lambda one: one.nodes))


def pairs(outlets: Sequence[str]) -> list[tuple[str, str]]:
    """Return who cites whom along a way, leaving out whoever cites itself."""
    return [(a, b) for a, b in itertools.pairwise(outlets) if a != b]


def components(successors: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """Return the strongly connected components that hold a node with successors (Kosaraju, by Sharir 1981)."""
    back: dict[str, set[str]] = {}
    for node, targets in successors.items():
        for target in targets:
            back.setdefault(target, set()).add(node)
    finished: list[str] = []
    seen: set[str] = set()
    for node in sorted(successors):
        _walk(node, successors, seen, finished)
    found, taken = [], set[str]()
    for node in reversed(finished):
        if node not in taken:
            component: list[str] = []
            _walk(node, back, taken, component)
            found.append(set(component))
    return found


def _walk(start: str, successors: Mapping[str, Iterable[str]], seen: set[str], finished: list[str]) -> None:
    """Go depth first from a node through all that was not seen yet; append each node when it is left."""
    if start in seen:
        return
    seen.add(start)
    stack = [(start, iter(sorted(successors.get(start, ()))))]
    while stack:
        node, targets = stack[-1]
        target = next((one for one in targets if one not in seen), None)
        if target is None:
            finished.append(node)
            stack.pop()
        else:
            seen.add(target)
            stack.append((target, iter(sorted(successors.get(target, ())))))
