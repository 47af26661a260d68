"""Tell what hangs together through pairs."""

from __future__ import annotations

from collections.abc import Iterable


def heads(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each number below `count` the lowest of those that it hangs together with through pairs."""
    head = list(range(count))

    def top(one: int) -> int:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for one, other in pairs:
        ours, theirs = top(one), top(other)
        head[max(ours, theirs)] = min(ours, theirs)
    return [top(one) for one in range(count)]


def parts(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers below `count` that hang together through pairs, in rising order."""
    found: dict[int, list[int]] = {}
    for one, head in enumerate(heads(count, pairs)):
        found.setdefault(head, []).append(one)
    return list(found.values())
