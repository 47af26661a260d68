"""Score the copies that were found among invented reports against the truth.

The rule: a copy that was found counts if its text does come from the original, directly. Where a text was copied more
than once, it is open which of the family a finder names: a pair within one family that is not direct counts neither as
right nor as wrong, and reports of equal words stand for each other. Whatever joins two families, or two reports that
only tell of one event, is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from saksi.model import Copy, Report

FAMILY = "family"  # the way of a pair that generator.truth_pairs derived: two copies, however far, of one original

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A copy that was found: the urls of the original and of the copy, and the way."""

    original: str
    copy: str
    way: str


@dataclass(slots=True)
class WayScore:
    """How the copies of one way were found: `known` of them there are, `hit` were found at all, `named` with their way.

    `claimed` is how many were found by that way, `right` how many of these are copies at all. From 0 to 1: `precision`
    (`right` of `claimed`), `recall` (`hit` of `known`) and `f1`.
    """

    known: int = 0
    hit: int = 0
    named: int = 0
    claimed: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was found that is true; 1 where nothing was found."""
        return self.right / self.claimed if self.claimed else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is true that was found; 1 where there is nothing to find."""
        return self.hit / self.known if self.known else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


@dataclass(slots=True)
class CopyScores:
    """The scores by way and of `all`; `directed` tells for how many of the right pairs the direction was right.

    `neutral` pairs lie within a family without being direct. `wrong` lists the false ones, `missed` the true ones that
    were not found.
    """

    ways: dict[str, WayScore] = field(default_factory=dict)
    directed: int = 0
    neutral: int = 0
    wrong: list[Found] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def all(self) -> WayScore:
        """Return the counts of all ways together."""
        every = self.ways.values()
        names = ("known", "hit", "named", "claimed", "right")
        return WayScore(*(sum(getattr(one, name) for one in every) for name in names))

    @property
    def direction(self) -> float:
        """Return the share, 0 to 1, of the right pairs whose original and copy were not mistaken for each other."""
        return self.directed / self.all.right if self.all.right else 1.0


@dataclass(frozen=True, slots=True)
class _Truth:
    """What is true, with the reports of equal words joined; `seen` gathers by which ways a true pair was found."""

    pairs: Mapping[Pair, str]
    heads: Mapping[str, str]
    direct: Mapping[Pair, str]
    families: frozenset[frozenset[str]]
    seen: dict[frozenset[str], set[str]]

    def joined(self, original: str, copy: str) -> Pair:
        """Return the reports that stand for two reports."""
        return self.heads.get(original, original), self.heads.get(copy, copy)


def score_copies(found: Iterable[Found], truth: Mapping[Pair, str]) -> CopyScores:
    """Score found copies against the ways of (original, copy) pairs, as `generator.truth_pairs` gives them."""
    known = _known(truth)
    scores = CopyScores()
    for one in dict.fromkeys(found):
        _add(one, scores, known)
    for (original, copy), way in truth.items():
        if way not in (FAMILY, "same"):
            ways = known.seen.get(frozenset(known.joined(original, copy)), set())
            _recall(original, copy, way, scores, bool(ways), way in ways)
    _recall_same(scores, known)
    return scores


def found_copies(reports: Sequence[Report], copies: Iterable[Copy]) -> list[Found]:
    """Return the copies that `saksi.linking.copies.find_copies` found among reports, by url."""
    return [Found(reports[one.original].url, reports[one.copy].url, one.way) for one in copies]


def _known(truth: Mapping[Pair, str]) -> _Truth:
    heads = _heads(truth)
    made = _Truth(truth, heads, {}, frozenset(), {})
    direct = {made.joined(*pair): way for pair, way in sorted(truth.items()) if way not in (FAMILY, "same")}
    return _Truth(truth, heads, direct, frozenset(frozenset(made.joined(*pair)) for pair in truth), {})


def _heads(truth: Mapping[Pair, str]) -> dict[str, str]:
    """Return for every report the first of those with its words."""
    heads: dict[str, str] = {}
    for (original, copy), way in sorted(truth.items()):
        if way == "same":
            head, other = _head(original, heads), _head(copy, heads)
            heads[max(head, other)] = min(head, other)
    return {url: _head(url, heads) for pair in truth for url in pair}


def _head(url: str, heads: Mapping[str, str]) -> str:
    while heads.get(url, url) != url:
        url = heads[url]
    return url


def _add(one: Found, scores: CopyScores, known: _Truth) -> None:
    pair = known.joined(one.original, one.copy)
    score = scores.ways.setdefault(one.way, WayScore())
    equal = pair[0] == pair[1] and one.original != one.copy
    if not equal and not {pair, pair[::-1]} & known.direct.keys():
        if frozenset(pair) in known.families:
            scores.neutral += 1
            return
        score.claimed += 1
        scores.wrong.append(one)
        return
    key = frozenset((one.original, one.copy)) if equal else frozenset(pair)
    known.seen.setdefault(key, set()).add(one.way)
    score.claimed += 1
    score.right += 1
    turned = known.pairs.get((one.copy, one.original), FAMILY) != FAMILY
    scores.directed += not turned if equal else pair in known.direct


def _recall(original: str, copy: str, way: str, scores: CopyScores, hit: bool, named: bool) -> None:
    score = scores.ways.setdefault(way, WayScore())
    score.known += 1
    score.hit += hit
    score.named += named
    if not hit:
        scores.missed.append((original, copy, way))


def _recall_same(scores: CopyScores, known: _Truth) -> None:
    """Count a copy of equal words as found if it was put together with any of its equals."""
    hit = {url for pair in known.seen for url in pair}
    named = {url for pair, ways in known.seen.items() if "same" in ways for url in pair}
    for (original, copy), way in known.pairs.items():
        if way == "same":
            _recall(original, copy, way, scores, copy in hit, copy in named)
