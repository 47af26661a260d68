"""Score attributions against labelled ones, as the PolNeAR and PARC corpora are scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from saksi.evaluation.marked import MarkedArticle
from saksi.languages import pack
from saksi.reading.attributions import attributions
from saksi.reading.page import prepare
from saksi.reading.tagger import Attribution, Tagger

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """An attribution as the scorer sees it: the pieces of each part as (start, end)."""

    source: Pieces
    cue: Pieces
    content: Pieces


@dataclass(slots=True)
class Counts:
    """True positives seen from either side, and how many there were: `tp_found`/`found` is precision."""

    tp_found: int = 0
    found: int = 0
    tp_gold: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.tp_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.tp_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """Counts by measure: "attribution", and for each part its "characters", "exact" and "overlap"."""

    counts: dict[str, Counts] = field(default_factory=dict)

    def f1(self, measure: str) -> float:
        """Return the F1 of a measure such as "content characters"."""
        return self.counts[measure].f1

    def add(self, gold: Sequence[Scored], found: Sequence[Scored]) -> None:
        """Add one document."""
        pairs = _pairs(gold, found)
        self._count("attribution", len(pairs), len(found), len(pairs), len(gold))
        self.add_parts(_by_part(gold), _by_part(found))

    def add_parts(self, gold: Mapping[str, list[tuple[int, int]]], found: Mapping[str, list[tuple[int, int]]]) -> None:
        """Add one document whose labels are not linked to attributions: for each part its pieces."""
        for part in ("source", "cue", "content"):
            self._add_part(part, gold[part], found[part])

    def _add_part(self, part: str, theirs: list[tuple[int, int]], ours: list[tuple[int, int]]) -> None:
        gold_chars, our_chars = _characters(theirs), _characters(ours)
        shared = len(gold_chars & our_chars)
        self._count(f"{part} characters", shared, len(our_chars), shared, len(gold_chars))
        gold_set, our_set = set(theirs), set(ours)
        exact = len(gold_set & our_set)
        self._count(f"{part} exact", exact, len(our_set), exact, len(gold_set))
        met = sum(any(_meet(one, other) for other in gold_set) for one in our_set)
        found = sum(any(_meet(one, other) for other in our_set) for one in gold_set)
        self._count(f"{part} overlap", met, len(our_set), found, len(gold_set))

    def _count(self, measure: str, tp_found: int, found: int, tp_gold: int, gold: int) -> None:
        counts = self.counts.setdefault(measure, Counts())
        counts.tp_found += tp_found
        counts.found += found
        counts.tp_gold += tp_gold
        counts.gold += gold


def outermost(items: Sequence[Scored]) -> list[Scored]:
    """Leave out attributions whose cue lies inside the content of another: some corpora label no nested ones."""
    return [
        one
        for one in items
        if not any(
            other is not one and any(start <= one.cue[0][0] and one.cue[-1][1] <= end for start, end in other.content)
            for other in items
        )
    ]


def scored(attribution: Attribution) -> Scored:
    """Return an attribution as the scorer takes it."""
    return Scored(
        tuple((one.start, one.end) for one in attribution.source),
        ((attribution.cue.start, attribution.cue.end),),
        tuple((one.start, one.end) for one in attribution.content),
    )


def score_article(scores: Scores, article: MarkedArticle, tagger: Tagger) -> None:
    """Add what a tagger finds in a marked article to the scores."""
    page = prepare(article.text, pack.load(article.head["language"]))
    gold = [Scored(one.source, (one.cue,), one.content) for one in article.attributions]
    scores.add(gold, [scored(one) for one in attributions(page, tagger)])


def _by_part(items: Sequence[Scored]) -> dict[str, list[tuple[int, int]]]:
    return {part: [one for item in items for one in getattr(item, part)] for part in ("source", "cue", "content")}


def _pairs(gold: Sequence[Scored], found: Sequence[Scored]) -> list[tuple[int, int]]:
    """Pair each labelled attribution with at most one found: contents share half their union, and the sources meet."""
    candidates = sorted(
        ((-_overlap(one.content, other.content), i, j) for i, one in enumerate(gold) for j, other in enumerate(found)),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for overlap, i, j in candidates:
        if -overlap < 0.5:
            break
        if i in used_gold or j in used_found or not _same_source(gold[i].source, found[j].source):
            continue
        used_gold.add(i)
        used_found.add(j)
        pairs.append((i, j))
    return pairs


def _same_source(one: Pieces, other: Pieces) -> bool:
    return (not one and not other) or any(_meet(a, b) for a in one for b in other)


def _overlap(one: Pieces, other: Pieces) -> float:
    if not any(_meet(a, b) for a in one for b in other):
        return 0.0
    ours, theirs = _characters(one), _characters(other)
    return len(ours & theirs) / len(ours | theirs)


def _characters(pieces: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in pieces for at in range(start, end)}


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
