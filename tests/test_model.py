"""The shipped model is what the shipped articles make: nothing else went into it."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

import train
from saksi.evaluation.marked import read_articles


@pytest.mark.skipif(
    platform.machine() != "x86_64", reason="floating point differs in the last bits on other processors"
)
def test_training_again_gives_the_same_files() -> None:
    articles = [one for one in read_articles(train.HERE / "articles") if one.head["part"] == "train"]
    cues, roles = train.models(articles)
    assert cues == (train.MODELS / "cues.npz").read_bytes()
    assert roles == (train.MODELS / "roles.npz").read_bytes()


def test_the_model_is_small() -> None:
    assert sum(path.stat().st_size for path in Path(train.MODELS).glob("*.npz")) < 3_000_000
