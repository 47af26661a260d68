"""Print which Russian pairs of reports are copies, and which tell one story: the two are not the same question.

    python benchmarks/same_story.py

Reads $SAKSI_SHARED/bench/ru-tgcontest-pairs: 215 pairs of Russian reports, judged as one story (OK) or two (BAD). Which
hold copied text was told by reading those that share five words in a row, after a first run of the finder, so that the
recall is kind to it: 23 pairs whose text, beyond quotations and a single sentence of background, stands in both.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path

from copies import rival
from saksi.linking.copies import find_copies
from saksi.linking.shingles import words_of
from saksi.linking.wording import Vocabulary, stems_in
from saksi.model import Report
from shared import shared
from tables import Row, table

POOLS = ("ru_exam_pool", "ru_honey_pool", "ru_train_pool")
# Numbers from 0 over the three pools in their order.
COPIED = frozenset((2, 13, 22, 25, 36, 39, 51, 58, 63, 75, 81, 84, 86, 96, 121, 138, 170, 173, 180, 184, 196, 197, 203))


@dataclass(frozen=True, slots=True)
class Judged:
    """Two reports, and whether people found them to tell one story."""

    first: Report
    second: Report
    same: bool


def judged() -> list[Judged]:
    """Return the Russian pairs."""
    csv.field_size_limit(sys.maxsize)
    folder = (shared() or Path("../shared")) / "bench" / "ru-tgcontest-pairs" / "toloka" / "clustering_pairs"
    found = []
    for pool in POOLS:
        with (folder / f"{pool}.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                one, other = (
                    Report(row[f"INPUT:{at}_text"], row[f"INPUT:{at}_url"], "", "ru", "", row[f"INPUT:{at}_title"])
                    for at in ("first", "second")
                )
                found.append(Judged(one, other, row["GOLDEN:quality"] == "OK"))
    return found


def copied(pairs: Sequence[Judged]) -> Iterator[Row]:
    """Yield how Saksi and the rival tell copied text, two reports at a time."""
    ours = {at: find_copies([one.first, one.second]) for at, one in enumerate(pairs)}
    found = {at: links[0].way for at, links in ours.items() if links}
    yield {"method": "Saksi", **_measured(found.keys(), COPIED), "ways": _ways(found.values())}
    for threshold in (0.1, 0.2, 0.3, 0.5):
        called = {at for at, one in enumerate(pairs) if rival([one.first, one.second], threshold).pairs}
        yield {"method": f"MinHash LSH, threshold {threshold}", **_measured(called, COPIED)}
    yield {"method": "judged as one story", **_measured({at for at, one in enumerate(pairs) if one.same}, COPIED)}


def _ways(ways: Iterable[str]) -> str:
    counted = Counter(ways)
    return ", ".join(f"{way} {count}" for way, count in sorted(counted.items()))


def _measured(called: Iterable[int], true: frozenset[int]) -> Row:
    found = set(called)
    return {
        "pairs": len(found),
        "precision": len(found & true) / max(1, len(found)),
        "recall": len(found & true) / len(true),
        "F1": 2 * len(found & true) / (len(found) + len(true)),
    }


def story(pairs: Sequence[Judged]) -> Iterator[Row]:
    """Yield F1 of same story by two scores: at the best threshold, and at the best of the other half of the pairs."""
    truth = [one.same for one in pairs]
    for name, scores in (("word containment", _containment(pairs)), ("cosine of rare stems", _cosine(pairs))):
        halves = [_best(scores[half::2], truth[half::2])[1] for half in (0, 1)]
        called = [score >= halves[1 - at % 2] for at, score in enumerate(scores)]
        right = sum(one and same for one, same in zip(called, truth, strict=True))
        yield {
            "score": name,
            "F1, best threshold": _best(scores, truth)[0],
            "F1, threshold of the other half": 2 * right / (sum(called) + sum(truth)),
        }


def _best(scores: Sequence[float], truth: Sequence[bool]) -> tuple[float, float]:
    """Return the best F1, and its threshold."""
    tried = []
    for threshold in set(scores):
        called = [score >= threshold for score in scores]
        right = sum(one and same for one, same in zip(called, truth, strict=True))
        tried.append((2 * right / (sum(called) + sum(truth)), threshold))
    return max(tried)


def _containment(pairs: Sequence[Judged]) -> list[float]:
    sets = [(set(words_of(one.first.text)), set(words_of(one.second.text))) for one in pairs]
    return [len(ours & theirs) / max(1, min(len(ours), len(theirs))) for ours, theirs in sets]


def _cosine(pairs: Sequence[Judged]) -> list[float]:
    """Return the cosine of titles and texts by the stems of their telling words, the rarer the weightier."""
    vocabulary = Vocabulary()
    bags = [[_stems(side, vocabulary) for side in (one.first, one.second)] for one in pairs]
    texts = {frozenset(bag.items()) for both in bags for bag in both}
    holders = Counter(stem for text in texts for stem, _ in text)
    rarity = {stem: log((len(texts) + 10) / count) for stem, count in holders.items()}
    return [_alike(*(_weighted(bag, rarity) for bag in both)) for both in bags]


def _stems(report: Report, vocabulary: Vocabulary) -> Counter[int]:
    _, stems = stems_in(vocabulary.wording(f"{report.title}\n{report.text}"))
    return Counter(stems.tolist())


def _weighted(bag: Mapping[int, int], rarity: Mapping[int, float]) -> dict[int, float]:
    return {stem: rarity[stem] * (1 + log(count)) for stem, count in bag.items()}


def _alike(ours: Mapping[int, float], theirs: Mapping[int, float]) -> float:
    shared = sum(ours[stem] * theirs[stem] for stem in ours.keys() & theirs.keys())
    return shared / max(1e-9, sqrt(sum(one**2 for one in ours.values()) * sum(one**2 for one in theirs.values())))


if __name__ == "__main__":
    pairs = judged()
    print(table(list(copied(pairs))), table(list(story(pairs))), sep="\n\n")
