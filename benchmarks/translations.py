"""Print how well skeletons find translations in NTREX, beside the same keys without their order.

    python benchmarks/translations.py

Reads $SAKSI_SHARED/bench/ntrex (default: ../shared beside the checkout): newstest2019 in 14 languages, its lines put
together to 123 documents by DOCUMENT_IDS.tsv. Every document of one language is scored against every document of the
other. A pair is called a translation at one threshold for all languages; the rival's is the one that serves it best.
"""

from __future__ import annotations

import math
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from saksi.linking.copies import TRANSLATED
from saksi.linking.skeleton import PRIOR, Skeleton, key_rarity, skeleton, skeleton_score

SHARED = Path(os.environ.get("SAKSI_SHARED", Path(__file__).resolve().parents[1] / ".." / "shared"))
FOLDER = SHARED / "bench" / "ntrex"
CAPITALS = ("ind", "ukr", "rus", "spa", "deu", "fra", "por", "ita", "pol", "tur")
PAIRS = [("eng", other) for other in (*CAPITALS, "arb", "zho-CN", "jpn")] + [("ukr", "ind")]

Scorer = Callable[[Skeleton, Skeleton, Mapping[str, float]], float]
Table = list[list[float]]


def documents(language: str) -> list[str]:
    """Return the texts of the 123 documents in the order in which DOCUMENT_IDS.tsv first names them."""
    part = "src" if language == "eng" else "ref"
    names = (FOLDER / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    lines = (FOLDER / f"newstest2019-{part}.{language}.txt").read_text(encoding="utf-8").split("\n")
    texts: dict[str, list[str]] = {}
    for name, line in zip(names, lines, strict=False):
        texts.setdefault(name, []).append(line)
    return ["\n".join(lines) for lines in texts.values()]


def bag_score(first: Skeleton, second: Skeleton, rarity: Mapping[str, float]) -> float:
    """Return the shared weight of the keys, each as often as both have it, whatever their order."""
    ours, theirs = _bag(first), _bag(second)
    shared = sum(rarity[key] * min(ours[key], theirs[key]) for key in ours.keys() & theirs.keys())
    costs = [sum(rarity[key.key] * key.cost for key in one) for one in (first, second)]
    return shared / (math.sqrt(costs[0] * costs[1]) + PRIOR)


def _bag(keys: Skeleton) -> Counter[str]:
    bag: Counter[str] = Counter()
    for key in keys:
        bag[key.key] += key.weight  # type: ignore[assignment]  # Counter adds floats as well as it does ints
    return bag


def scores(first: Sequence[Skeleton], second: Sequence[Skeleton], scorer: Scorer) -> Table:
    """Return the score of every document of the first language against every one of the second."""
    rarity = key_rarity([*first, *second])
    return [[scorer(one, other, rarity) for other in second] for one in first]


def measured(table: Table, threshold: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the pairs that reach the threshold; the true ones are the diagonal."""
    called = sum(score >= threshold for row in table for score in row)
    right = sum(row[at] >= threshold for at, row in enumerate(table))
    return right / max(1, called), right / len(table), 2 * right / (called + len(table))


def best_matches(table: Table) -> int:
    """Count the documents whose best match is the right one."""
    return sum(row.index(max(row)) == at for at, row in enumerate(table))


def best_threshold(tables: Sequence[Table]) -> float:
    """Return the threshold, in steps of 0.005, with the highest mean F1 over the tables."""
    steps = [step / 200 for step in range(4, 200)]
    return max(steps, key=lambda step: sum(measured(table, step)[2] for table in tables))


def main() -> None:
    """Score all pairs both ways and print the table."""
    skeletons = {language: [skeleton(text) for text in documents(language)] for language in {"eng", *sum(PAIRS, ())}}
    began = time.perf_counter()
    chains = [scores(skeletons[one], skeletons[other], skeleton_score) for one, other in PAIRS]
    speed = len(PAIRS) * 123**2 / (time.perf_counter() - began)
    bags = [scores(skeletons[one], skeletons[other], bag_score) for one, other in PAIRS]
    rival = best_threshold([bag for bag, (_, other) in zip(bags, PAIRS, strict=True) if other in CAPITALS])
    print(f"skeleton: threshold {TRANSLATED}, {speed:,.0f} pairs/s; bag of keys: threshold {rival}\n")
    print("| pair | precision | recall | F1 | best match | bag: F1 | best match |\n|---|--:|--:|--:|--:|--:|--:|")
    for (one, other), chain, bag in zip(PAIRS, chains, bags, strict=True):
        figures = " | ".join(f"{value:.3f}" for value in measured(chain, TRANSLATED))
        beside = f"{measured(bag, rival)[2]:.3f} | {best_matches(bag)}"
        print(f"| {one}-{other} | {figures} | {best_matches(chain)} | {beside} |")
    halves = [[[row[half::2] for row in chain[half::2]] for chain in chains[:10]] for half in (0, 1)]
    for name, half, held in (("even", halves[0], halves[1]), ("odd", halves[1], halves[0])):
        chosen = best_threshold(half)
        mean = sum(measured(table, chosen)[2] for table in held) / len(held)
        print(f"\nthreshold chosen on {name} documents: {chosen}; mean F1 on the others, with capitals: {mean:.3f}")


if __name__ == "__main__":
    main()
