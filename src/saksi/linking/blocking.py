"""Find the pairs of atoms that could be one claim, without holding each against all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from saksi.linking.atoms import Atom
from saksi.linking.concepts import Concepts
from saksi.linking.conflicts import WINDOW
from saksi.linking.numbers import is_measure

_STEP = math.log(1.05)  # two numbers that agree within rounding differ by no more than this, as logarithms
_STEMS = 5  # longest stems by which a content without an act is looked up
_NAMED = 12  # things named by which a statement without an act is looked up, two by two
_LONG = 400  # days: a stretch of publication that long is as good as none


def candidates(found: Sequence[Atom], known: Concepts) -> list[tuple[int, int]]:
    """Return the pairs of atoms, in rising order, that share enough to have a chance, and were published near enough.

    Each atom is filed under what a pair must share to be one claim, or for the one to deny the other: its measure, or
    its act and the opposites of that, with one of its objects, its actor, its speaker, a name or a place; and under any
    two things that its sentence names. Under each heading only those of three weeks are paired.
    """
    files: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, one in enumerate(found):
        for heading in set(_headings(one, known)):
            files[heading].append(i)
    return sorted({pair for members in files.values() for pair in _near(members, found)})


def _headings(one: Atom, known: Concepts) -> Iterator[tuple[str, ...]]:
    if one.quantity is not None:
        size = int(math.log(abs(one.quantity.value) or 1.0) / _STEP)
        unit = one.quantity.unit if is_measure(one.quantity.unit) else "counted"
        yield from ((unit, str(step)) for step in (size, size + 1))
    elif one.concept:
        shared = {one.actor, one.speaker, *one.objects, *one.whole.names, *one.places} - {""}
        acts = (one.concept, *known.opposites.get(one.concept, ()))
        yield from ((act, each) for act in acts for each in shared - known.weak)
    else:
        stems = sorted(one.words, key=lambda stem: (-len(stem), stem))
        yield from ((one.language, stem) for stem in stems[:_STEMS])
    named = sorted({*one.whole.known, *one.whole.names, *one.whole.places, *one.objects})
    yield from combinations(named[:_NAMED], 2)


def _near(members: list[int], found: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that were published within the window; what has no date, or a vague one, goes with all."""
    dated = [i for i in members if _is_dated(found[i])]
    others = [i for i in members if not _is_dated(found[i])]
    dated.sort(key=lambda i: (found[i].published, i))
    for at, i in enumerate(dated):
        last = _last(found[i]) + WINDOW
        for j in dated[at + 1 :]:
            if _first(found[j]) > last:
                break
            yield (i, j) if i < j else (j, i)
    for at, i in enumerate(others):
        for j in (*dated, *others[at + 1 :]):
            yield (i, j) if i < j else (j, i)


def _is_dated(one: Atom) -> bool:
    return one.published is not None and one.published.last - one.published.first < _LONG


def _first(one: Atom) -> int:
    assert one.published is not None
    return one.published.first


def _last(one: Atom) -> int:
    assert one.published is not None
    return one.published.last
