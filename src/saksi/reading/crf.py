"""A linear-chain conditional random field, run over whole pages at once.

A feature is a number (see `features.py`); the model keeps the weights of the features that training left any. The
arithmetic is that of Lafferty, McCallum and Pereira (2001): Viterbi's best path, and marginals by forward-backward.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]

BITS = 20  # a feature is a number below 2 ** BITS


@dataclass(frozen=True, slots=True)
class Crf:
    """A trained model: `slots[feature]` is the row of `weights` (one column a label) that a feature has, 0 for none.

    `steps[i, j]` is the weight of label j right after label i.
    """

    labels: tuple[str, ...]
    slots: NDArray[np.uint16]
    weights: NDArray[np.float32]
    steps: Scores

    def scores(self, features: Numbers) -> Scores:
        """Return the score of each label (columns) for each token (rows), from a row of features for each template."""
        total = np.zeros((features.shape[1], len(self.labels)))
        for row in self.slots[features]:
            total += self.weights[row]
        return total

    def best(self, scores: Scores, bounds: Sequence[tuple[int, int]]) -> Numbers:
        """Return the labels (as columns) of the best path through each stretch `[first, last)` of the scores."""
        found = np.zeros(len(scores), dtype=np.int64)
        for rows, padded in _stacked(scores, bounds):
            paths = self._viterbi(padded, np.array([last - first for first, last in rows]))
            for (first, last), path in zip(rows, paths, strict=True):
                found[first:last] = path[: last - first]
        return found

    def _viterbi(self, padded: Scores, lengths: Numbers) -> Numbers:
        count, longest, _ = padded.shape
        back = np.zeros(padded.shape, dtype=np.int64)
        state = padded[:, 0].copy()
        for at in range(1, longest):
            live = int((lengths > at).sum())  # stretches are sorted, the longest first
            ways = state[:live, :, None] + self.steps
            back[:live, at] = ways.argmax(axis=1)
            state[:live] = ways.max(axis=1) + padded[:live, at]
        path = np.zeros((count, longest), dtype=np.int64)
        label = state.argmax(axis=1)
        every = np.arange(count)
        for at in range(longest - 1, -1, -1):
            path[:, at] = label
            label = np.where(lengths > at, back[every, at, label], label)
        return path

    def marginals(self, scores: Scores, bounds: Sequence[tuple[int, int]]) -> Scores:
        """Return the probability of each label for each token of each stretch `[first, last)` of the scores."""
        found = np.zeros(scores.shape)
        for rows, padded in _stacked(scores, bounds):
            lengths = np.array([last - first for first, last in rows])
            before, after = self._forward(padded, lengths), self._backward(padded, lengths)
            shares = before + after
            shares = np.exp(shares - shares.max(axis=2, keepdims=True))
            shares /= shares.sum(axis=2, keepdims=True)
            for (first, last), share in zip(rows, shares, strict=True):
                found[first:last] = share[: last - first]
        return found

    def _forward(self, padded: Scores, lengths: Numbers) -> Scores:
        sums = padded.copy()
        for at in range(1, padded.shape[1]):
            live = int((lengths > at).sum())
            sums[:live, at] += _log_sum(sums[:live, at - 1, :, None] + self.steps, 1)
        return sums

    def _backward(self, padded: Scores, lengths: Numbers) -> Scores:
        sums = np.zeros(padded.shape)
        for at in range(padded.shape[1] - 2, -1, -1):
            live = int((lengths > at + 1).sum())
            sums[:live, at] = _log_sum(self.steps + (sums[:live, at + 1] + padded[:live, at + 1])[:, None, :], 2)
        return sums

    def dump(self) -> bytes:
        """Return the model as bytes; the same model gives the same bytes."""
        kept = np.flatnonzero(self.slots)
        file = io.BytesIO()
        np.savez_compressed(
            file,
            labels=np.array(self.labels),
            features=kept.astype(np.uint32),
            weights=self.weights[self.slots[kept]],
            steps=self.steps,
        )
        return file.getvalue()


def load(model: bytes) -> Crf:
    """Return the model that `Crf.dump` wrote."""
    with np.load(io.BytesIO(model)) as stored:
        features, weights = stored["features"], stored["weights"]
        slots = np.zeros(2**BITS, dtype=np.uint16)
        slots[features] = np.arange(1, len(features) + 1, dtype=np.uint16)
        rows = np.concatenate([np.zeros((1, weights.shape[1]), dtype=np.float32), weights])
        return Crf(tuple(str(one) for one in stored["labels"]), slots, rows, stored["steps"])


def made(labels: Sequence[str], states: dict[tuple[int, str], float], steps: dict[tuple[str, str], float]) -> Crf:
    """Return a model of the weights that training found: by feature and label, and by label and next label.

    Raises ValueError for more features than a slot can number.
    """
    column = {label: at for at, label in enumerate(labels)}
    features = sorted({feature for feature, _ in states})
    if len(features) >= 2**16:
        raise ValueError(f"{len(features)} features have a weight: more than {2**16 - 1}; train with a larger c1")
    slots = np.zeros(2**BITS, dtype=np.uint16)
    slots[features] = np.arange(1, len(features) + 1, dtype=np.uint16)
    weights = np.zeros((len(features) + 1, len(labels)), dtype=np.float32)
    for (feature, label), weight in states.items():
        weights[slots[feature], column[label]] = weight
    matrix = np.zeros((len(labels), len(labels)))
    for (one, other), weight in steps.items():
        matrix[column[one], column[other]] = weight
    return Crf(tuple(labels), slots, weights, matrix)


_MOST = 64  # stretches that go through together: of like length, so that few steps are spent on padding


def _stacked(scores: Scores, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[list[tuple[int, int]], Scores]]:
    """Yield the stretches in groups, the longest first, each with its scores padded to one length."""
    ordered = sorted((one for one in bounds if one[1] > one[0]), key=lambda one: one[0] - one[1])
    for start in range(0, len(ordered), _MOST):
        rows = ordered[start : start + _MOST]
        padded = np.zeros((len(rows), rows[0][1] - rows[0][0], scores.shape[1]))
        for at, (first, last) in enumerate(rows):
            padded[at, : last - first] = scores[first:last]
        yield rows, padded


def _log_sum(values: Scores, axis: int) -> Scores:
    top = values.max(axis=axis, keepdims=True)
    summed: Scores = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return summed
