"""Print how well skeletons find translations in NTREX, beside the same keys without their order.

    python benchmarks/translations.py

Reads $SAKSI_SHARED/bench/ntrex (default: ../shared beside the checkout): newstest2019 in 14 languages, its lines put
together to 123 documents by DOCUMENT_IDS.tsv. Every document of one language is scored against every document of the
other. A pair is called a translation at one threshold for all languages; the rival's is the one that serves it best.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from saksi.linking.chain import PRIOR, likeness
from saksi.linking.keys import Keys, keys_in
from saksi.linking.skeleton import Skeleton, skeleton_of
from saksi.linking.translations import TRANSLATED
from shared import shared
from tables import Row, table

CAPITALS = ("ind", "ukr", "rus", "spa", "deu", "fra", "por", "ita", "pol", "tur")
PAIRS = [("eng", other) for other in (*CAPITALS, "arb", "zho-CN", "jpn")] + [("ukr", "ind")]

CODES = {
    **{"eng": "en", "ind": "id", "ukr": "uk", "rus": "ru", "spa": "es", "deu": "de", "fra": "fr", "por": "pt"},
    **{"ita": "it", "pol": "pl", "tur": "tr", "arb": "ar", "zho-CN": "zh", "jpn": "ja"},
}

Scorer = Callable[[Skeleton, Skeleton], float]
Table = list[list[float]]


def documents(language: str) -> list[str]:
    """Return the texts of the 123 documents in the order in which DOCUMENT_IDS.tsv first names them."""
    folder = (shared() or Path("../shared")) / "bench" / "ntrex"
    part = "src" if language == "eng" else "ref"
    names = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    lines = (folder / f"newstest2019-{part}.{language}.txt").read_text(encoding="utf-8").split("\n")
    texts: dict[str, list[str]] = {}
    for name, line in zip(names, lines, strict=False):
        texts.setdefault(name, []).append(line)
    return ["\n".join(lines) for lines in texts.values()]


def chain_score(first: Skeleton, second: Skeleton) -> float:
    """Return how much two skeletons are alike."""
    return likeness(first, second).score


def bag_score(first: Skeleton, second: Skeleton) -> float:
    """Return the shared weight of the keys, each as often as both have it, whatever their order."""
    ours, theirs = _bag(first), _bag(second)
    shared = sum(min(ours[key], theirs[key]) for key in ours.keys() & theirs.keys())
    return shared / (math.sqrt(first.cost * second.cost) + PRIOR)


def _bag(keys: Skeleton) -> Counter[str]:
    bag: Counter[str] = Counter()
    for key, worth in zip(keys.keys, keys.worths, strict=True):
        bag[key] += worth  # type: ignore[assignment]  # Counter adds floats as well as it does ints
    return bag


def scores(first: Sequence[Skeleton], second: Sequence[Skeleton], scorer: Scorer) -> Table:
    """Return the score of every document of the first language against every one of the second."""
    return [[scorer(one, other) for other in second] for one in first]


def skeletons(first: Sequence[Keys], second: Sequence[Keys]) -> tuple[list[Skeleton], list[Skeleton]]:
    """Return the skeletons of two languages' documents, weighed as they are where reports are linked."""
    return [skeleton_of(keys) for keys in first], [skeleton_of(keys) for keys in second]


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


@dataclass(frozen=True, slots=True)
class Measured:
    """Every pair of languages' documents scored: by chain and by bag of keys; pairs scored by chain in a second."""

    chains: list[Table]
    bags: list[Table]
    speed: float

    @property
    def rival(self) -> float:
        """Return the threshold that serves the bags best in the languages with capitals."""
        return best_threshold([bag for bag, (_, other) in zip(self.bags, PAIRS, strict=True) if other in CAPITALS])


def measure() -> Measured:
    """Score every document of each pair of languages against every one of the other."""
    keys = {code: [keys_in(text, CODES[code]) for text in documents(code)] for code in CODES}
    pairs = [skeletons(keys[one], keys[other]) for one, other in PAIRS]
    began = process_time()
    chains = [scores(*pair, chain_score) for pair in pairs]
    speed = len(PAIRS) * 123**2 / (process_time() - began)
    return Measured(chains, [scores(*pair, bag_score) for pair in pairs], speed)


def rows(result: Measured) -> Iterator[Row]:
    """Yield a row for each pair of languages."""
    rival = result.rival
    for pair, chain, bag in zip(PAIRS, result.chains, result.bags, strict=True):
        precision, recall, f1 = measured(chain, TRANSLATED)
        yield {
            "languages": "-".join(pair),
            "precision": precision,
            "recall": recall,
            "F1": f1,
            "best match right": best_matches(chain),
            "bag of keys: F1": measured(bag, rival)[2],
            "bag of keys: best match right": best_matches(bag),
        }


def about(result: Measured) -> str:
    """Say at what thresholds pairs were called, how fast, and what thresholds half of the documents would choose."""
    said = [f"Threshold {TRANSLATED}, {result.speed:,.0f} pairs/s; threshold of the bag of keys {result.rival}."]
    halves = [[[row[half::2] for row in chain[half::2]] for chain in result.chains[:10]] for half in (0, 1)]
    for name, half, held in (("even", halves[0], halves[1]), ("odd", halves[1], halves[0])):
        chosen = best_threshold(half)
        mean = sum(measured(table, chosen)[2] for table in held) / len(held)
        said.append(f"Chosen on the {name} documents: {chosen}; mean F1 on the others, with capitals: {mean:.3f}.")
    return " ".join(said)


if __name__ == "__main__":
    result = measure()
    print(about(result), table(list(rows(result))), sep="\n\n")
