"""Print how well copies in one language are found, beside MinHash with LSH, and how the time grows.

    python benchmarks/copies.py [--largest 100000]

The truth is that of the generator's stories, each language by itself: copies whole, edited, spun and with a stretch
lifted, among independent reports of the same events. A pair that was found is right if both texts have one ancestor; a
copy counts as found if it was paired with any of its family. The rival is datasketch (MinHash LSH over the same runs of
five words); of some thresholds it has the one that serves it best.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from time import process_time

from generator import Invented, generate, stories
from invented.language import languages
from saksi.linking.copies import find_copies
from saksi.linking.shingles import words_of
from saksi.model import Copy, Report
from tables import Row, table

WAYS = ("same", "near", "partial", "spun")
COUNT = 3000  # reports of a language
SIZES = (1_000, 3_000, 10_000, 30_000)
THRESHOLDS = (0.1, 0.2, 0.3, 0.5)  # of the rival, as the resemblance of two sets
PERMUTATIONS = 128

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Truth:
    """Reports, the family of each, and of each copy its original and the way."""

    reports: list[Report]
    family: list[int]
    taken: dict[int, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs that a method found, with their ways if it knows them, and the processor time in seconds."""

    pairs: dict[Pair, str]
    seconds: float
    directed: bool


def truth_of(made: Sequence[Invented]) -> Truth:
    """Return the reports with what is known of them."""
    numbers = {one.report.url: at for at, one in enumerate(made)}
    family, taken = list(range(len(made))), {}
    for at, one in enumerate(made):
        for copy in one.copies:
            if copy.url in numbers:
                taken[at] = numbers[copy.url], copy.way
                family[at] = family[numbers[copy.url]]
    return Truth([one.report for one in made], family, taken)


def ours(reports: Sequence[Report]) -> Found:
    """Find copies as Saksi does; each pair is (original, copy)."""
    began = process_time()
    found: list[Copy] = find_copies(reports)
    return Found({(one.original, one.copy): one.way for one in found}, process_time() - began, True)


def rival(reports: Sequence[Report], threshold: float) -> Found:
    """Find pairs with datasketch: candidates of its LSH whose estimated resemblance reaches the threshold."""
    from datasketch import MinHash, MinHashLSH

    began = process_time()
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    pairs: dict[Pair, str] = {}
    sketches: list[MinHash] = []
    for at, report in enumerate(reports):
        words = words_of(report.text)
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
        near = (int(other) for other in index.query(sketch))
        pairs |= {(other, at): "" for other in near if sketches[other].jaccard(sketch) >= threshold}
        index.insert(str(at), sketch)
        sketches.append(sketch)
    return Found(pairs, process_time() - began, False)


def scored(found: Found, truth: Truth) -> Row:
    """Return precision, recall by way and over all, F1, and the share of directed pairs whose direction is right."""
    right = {pair for pair in found.pairs if truth.family[pair[0]] == truth.family[pair[1]]}
    linked = {at for pair in right for at in pair}
    all_, met = Counter(way for _, way in truth.taken.values()), Counter[str]()
    met.update(way for at, (_, way) in truth.taken.items() if at in linked)
    precision = len(right) / max(1, len(found.pairs))
    recall = met.total() / max(1, all_.total())
    direct = [(one, other) for one, other in right if _parents(truth, one, other)]
    straight = sum(truth.taken.get(other, (-1,))[0] == one for one, other in direct)
    return {
        "precision": precision,
        **{f"{way}: recall": met[way] / max(1, all_[way]) for way in WAYS},
        **{f"{way}: precision": _precision(found, right, way) for way in WAYS if found.directed},
        "F1": 2 * precision * recall / max(1e-9, precision + recall),
        "direction right": straight / max(1, len(direct)) if found.directed else None,
        "reports/s": len(truth.reports) / found.seconds,
    }


def _parents(truth: Truth, one: int, other: int) -> bool:
    return truth.taken.get(other, (-1,))[0] == one or truth.taken.get(one, (-1,))[0] == other


def _precision(found: Found, right: set[Pair], way: str) -> float | None:
    called = [pair for pair, named in found.pairs.items() if named == way]
    return sum(pair in right for pair in called) / len(called) if called else None


def rows(count: int = COUNT, seed: int = 1) -> Iterator[Row]:
    """Yield for each language that the generator writes a row of Saksi's and one of the rival's."""
    for code in languages():
        truth = truth_of(list(islice((one for story in stories(seed, [code]) for one in story.reports), count)))
        yield {"language": code, "method": "Saksi", **scored(ours(truth.reports), truth)}
        tried = [(threshold, scored(rival(truth.reports, threshold), truth)) for threshold in THRESHOLDS]
        threshold, best = max(tried, key=lambda one: float(str(one[1]["F1"])))
        yield {"language": code, "method": f"MinHash LSH, threshold {threshold}", **best}


def speed(sizes: Sequence[int] = SIZES, code: str = "en") -> Iterator[Row]:
    """Yield for each size the processor time in seconds, and the exponent since the size before it."""
    before: tuple[int, float, float] | None = None
    for size in sizes:
        reports = [one.report for one in generate(size, seed=7, codes=[code])]
        mine, others = ours(reports), rival(reports, 0.5)
        yield {
            "reports": size,
            "Saksi: s": mine.seconds,
            "exponent": log(mine.seconds / before[1]) / log(size / before[0]) if before else None,
            "pairs": len(mine.pairs),
            "MinHash LSH: s": others.seconds,
            "its exponent": log(others.seconds / before[2]) / log(size / before[0]) if before else None,
            "its pairs": len(others.pairs),
        }
        before = size, mine.seconds, others.seconds


def about() -> str:
    """Say which version of the rival took part."""
    from importlib.metadata import version

    return f"MinHash LSH: datasketch {version('datasketch')}, {PERMUTATIONS} permutations."


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure how copies in one language are found.")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    given = parser.parse_args()
    print(about(), table(list(rows(given.count))), sep="\n\n")
    sizes = [size for size in (*SIZES, 100_000, 1_000_000) if size <= given.largest]
    print(table(list(speed(sizes))), sep="\n\n")
