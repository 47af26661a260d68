"""Gather atoms that say the same thing into groups, by the evidence that they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from fractions import Fraction
from typing import NamedTuple

from saksi.linking.agreement import ENOUGH, Agreement, agreement
from saksi.linking.atoms import Atom
from saksi.linking.concepts import Concepts

_ON_THE_WHOLE = 0.8 * ENOUGH  # average evidence across two groups from which they may be one
_SPEAK = 40  # members of a large group that are held against another
_FEW = 0.25  # share of the pairs across two groups that may conflict softly
_COMPANY = Fraction(3, 10)  # share of those whom either of two atoms agrees with, from which they may be of one group

Pair = tuple[int, int]


class Weighed:
    """The agreement of two of some atoms, by their numbers, weighed once; `agreed` is the evidence of some that agree,
    as pairs (lower, higher).
    """

    def __init__(self, found: Sequence[Atom], known: Concepts, agreed: Mapping[Pair, float] | None = None) -> None:
        self._found, self._known = found, known
        self._pairs = {pair: Agreement(evidence) for pair, evidence in (agreed or {}).items()}

    def __call__(self, i: int, j: int) -> Agreement:
        pair = (i, j) if i < j else (j, i)
        if pair not in self._pairs:
            self._pairs[pair] = agreement(self._found[pair[0]], self._found[pair[1]], self._known)
        return self._pairs[pair]


def agrees(weighed: Agreement) -> bool:
    """Tell whether two atoms may be of one claim, as far as they alone can show it."""
    return weighed.evidence >= ENOUGH and not weighed.conflict


class Company(NamedTuple):
    """Whether two atoms are close, and how many more either may agree with before that can change."""

    close: bool
    spare: int


def company(one: int, ours: Set[int], other: int, theirs: Set[int]) -> Company:
    """Tell whether two atoms that agree keep the same company: those whom each agrees with, and itself.

    Two crowds that speak of different things are often joined by a pair or two that agree by chance; such a pair has
    few others in common. This is the structural similarity of Xu, Yuruk, Feng and Schweiger (SCAN, KDD 2007), as a
    share of all whom either agrees with. It depends on the neighbours of two atoms only, so that a new atom changes
    nothing far away.
    """
    shared = len(ours & theirs) + (one in theirs) + (other in ours)
    either = len(ours) + 1 + len(theirs) + 1 - shared
    beyond = _COMPANY.denominator * shared - _COMPANY.numerator * either
    if beyond >= 0:  # each whom only one of them meets is one more of either
        return Company(True, beyond // _COMPANY.numerator // 2)
    return Company(False, (-beyond - 1) // (_COMPANY.denominator - _COMPANY.numerator))  # whom both meet is shared, too


def too_unequal(few: int, many: int) -> bool:
    """Tell whether two atoms, of which one agrees with few and the other with many, can't be close, whoever these
    are.
    """
    return _COMPANY.denominator * (few + 1) < _COMPANY.numerator * (many + 1)


def close(neighbours: Mapping[int, Set[int]]) -> Iterator[Pair]:
    """Yield the pairs (lower, higher) of atoms that agree and keep the same company."""
    for one, ours in neighbours.items():
        for other in ours:
            if one < other and company(one, ours, other, neighbours[other]).close:
                yield one, other


def gather(members: Sequence[int], pairs: Iterable[Pair], weighed: Weighed) -> list[list[int]]:
    """Join the pair of groups with the most evidence until none has enough; of equals the pair that sorts first."""
    groups = {i: [i] for i in members}
    home = {i: i for i in members}
    refused: dict[Pair, int] = {}  # how many members two groups had together when they could not be one
    for i, j in sorted(pairs, key=lambda pair: (-weighed(*pair).evidence, pair)):
        a, b = home[i], home[j]
        pair, size = (min(a, b), max(a, b)), len(groups[a]) + len(groups[b])
        if a == b or refused.get(pair) == size:
            continue
        if not _may_join(groups[a], groups[b], weighed):
            refused[pair] = size
            continue
        groups[a].extend(groups.pop(b))
        for k in groups[a]:
            home[k] = a
    return [sorted(group) for group in groups.values()]


def _may_join(one: list[int], other: list[int], weighed: Weighed) -> bool:
    """Tell whether no two members conflict, but softly and few, and those of two groups agree on the whole.

    Of large groups some members speak for all.
    """
    ours, theirs = _some(one), _some(other)
    pairs, doubts, evidence = len(ours) * len(theirs), 0, 0.0
    for each in (weighed(i, j) for i in ours for j in theirs):
        doubts += bool(each.conflict)
        if (each.conflict and not each.soft) or doubts > _FEW * pairs:
            return False
        evidence += each.evidence
    return evidence / pairs >= _ON_THE_WHOLE


def _some(group: list[int]) -> list[int]:
    """Return all of a group, or as many of its members as speak for it, evenly spread over their order."""
    step = max(1, len(group) // _SPEAK)
    return sorted(group)[::step]
