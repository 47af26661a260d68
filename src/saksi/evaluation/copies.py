"""Score copies and translations on labelled pages: which page took its text from which, in what way, and who was first.

A label names the direct original: pages that hang together by labels are a family, and a pair within a family that is
not labelled (two copies of one original, a copy of a copy and the first text) is neutral: it is neither right nor
wrong. A pair across families is wrong. An original that is not among the pages read is no label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from saksi.evaluation.attributions import Counts
from saksi.evaluation.pages import WAYS, LabelledPage
from saksi.linking.connected import heads
from saksi.model import Copy

Pair = tuple[int, int]  # numbers of pages, the smaller first


@dataclass(frozen=True, slots=True)
class WayScore:
    """How the pairs of one way, or of all of them, were found.

    `counts`: of a way, pairs that are labelled and called so; of all ways, pairs by whatever way. Of the `labelled`
    pairs, `linked` were found by whatever way, and `directed` with the labelled original as the original.
    `in_family` counts the labelled copies that were linked to anybody in their family.
    """

    way: str
    counts: Counts
    labelled: int
    linked: int
    directed: int
    in_family: int


@dataclass(frozen=True, slots=True)
class CopyScores:
    """Scores by way, then of all; `missed` and `wrong` are the pairs (original, copy, way) behind them.

    `wrong` holds pairs across families alone. `neutral` counts the pairs found that do not count.
    """

    ways: tuple[WayScore, ...]
    missed: tuple[Copy, ...]
    wrong: tuple[Copy, ...]
    neutral: int


@dataclass(frozen=True, slots=True)
class _Labels:
    direct: Mapping[Pair, Copy]
    family: Mapping[int, int]

    def judged(self, copy: Copy) -> bool:
        """Tell whether a found pair counts: labelled, or across families."""
        return _pair(copy) in self.direct or not self.akin(copy)

    def akin(self, copy: Copy) -> bool:
        return self.family.get(copy.original, -1) == self.family.get(copy.copy, -2)


def score_copies(pages: Sequence[LabelledPage], copies: Iterable[Copy]) -> CopyScores:
    """Score the copies that were found among pages; without a label in any page there are no scores."""
    labels = _labels(pages)
    if not labels.direct:
        return CopyScores((), (), (), 0)
    found = {_pair(one): one for one in copies}
    judged = [one for one in found.values() if labels.judged(one)]
    ways = [way for way in WAYS if any(one.way == way for one in [*labels.direct.values(), *judged])]
    scores = [_way(way, labels, found, judged) for way in [*ways, "all"]]
    missed = [labels.direct[pair] for pair in sorted(labels.direct.keys() - found.keys())]
    wrong = sorted((one for one in judged if _pair(one) not in labels.direct), key=_by_number)
    return CopyScores(tuple(scores), tuple(missed), tuple(wrong), len(found) - len(judged))


def _way(way: str, labels: _Labels, found: Mapping[Pair, Copy], judged: Sequence[Copy]) -> WayScore:
    gold = {pair: one for pair, one in labels.direct.items() if way in (one.way, "all")}
    called = [one for one in judged if way in (one.way, "all")]
    right = sum(_pair(one) in gold for one in called)
    linked = [(one, found[pair]) for pair, one in gold.items() if pair in found]
    hung = {number for one in found.values() if labels.akin(one) for number in (one.original, one.copy)}
    return WayScore(
        way=way,
        counts=Counts(right, len(called), right, len(gold)),
        labelled=len(gold),
        linked=len(linked),
        directed=sum(known.original == one.original for known, one in linked),
        in_family=sum(one.copy in hung for one in gold.values()),
    )


def _labels(pages: Sequence[LabelledPage]) -> _Labels:
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages):
        if page.report.url:
            numbers.setdefault(page.report.url, number)
    direct: dict[Pair, Copy] = {}
    for number, page in enumerate(pages):
        for url, way in page.copies:
            original = numbers.get(url, number)
            if original != number:
                copy = Copy(original, number, way, 1.0)
                direct[_pair(copy)] = copy
    return _Labels(direct, dict(enumerate(heads(len(pages), direct))))


def _pair(copy: Copy) -> Pair:
    return min(copy.original, copy.copy), max(copy.original, copy.copy)


def _by_number(copy: Copy) -> Pair:
    return copy.original, copy.copy
