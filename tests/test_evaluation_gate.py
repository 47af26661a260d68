"""The evaluation gate: the reader may not fall below what it reached on the project's own held-out articles.

A floor is what was measured, rounded down; it is raised when the reader gets better, and never lowered in silence.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from saksi.evaluation.attributions import Scores, score_article
from saksi.evaluation.marked import read_articles
from saksi.reading.tagger import shipped

ARTICLES = Path(__file__).parents[1] / "training" / "articles"
FLOORS = {
    "ar": {"attribution": 0.60, "content characters": 0.83, "source overlap": 0.82, "cue overlap": 0.86},
    "de": {"attribution": 0.76, "content characters": 0.85, "source overlap": 0.88, "cue overlap": 0.88},
    "en": {"attribution": 0.71, "content characters": 0.86, "source overlap": 0.85, "cue overlap": 0.87},
    "es": {"attribution": 0.76, "content characters": 0.91, "source overlap": 0.88, "cue overlap": 0.89},
    "fr": {"attribution": 0.82, "content characters": 0.86, "source overlap": 0.89, "cue overlap": 0.88},
    "id": {"attribution": 0.80, "content characters": 0.92, "source overlap": 0.89, "cue overlap": 0.89},
    "it": {"attribution": 0.76, "content characters": 0.87, "source overlap": 0.89, "cue overlap": 0.89},
    "ja": {"attribution": 0.77, "content characters": 0.91, "source overlap": 0.91, "cue overlap": 0.81},
    "pl": {"attribution": 0.62, "content characters": 0.84, "source overlap": 0.83, "cue overlap": 0.87},
    "pt": {"attribution": 0.86, "content characters": 0.94, "source overlap": 0.95, "cue overlap": 0.93},
    "ru": {"attribution": 0.76, "content characters": 0.90, "source overlap": 0.90, "cue overlap": 0.91},
    "tr": {"attribution": 0.53, "content characters": 0.85, "source overlap": 0.73, "cue overlap": 0.88},
    "uk": {"attribution": 0.79, "content characters": 0.88, "source overlap": 0.89, "cue overlap": 0.91},
    "zh": {"attribution": 0.75, "content characters": 0.87, "source overlap": 0.91, "cue overlap": 0.84},
}


@cache
def held_out(language: str) -> Scores:
    """Score the shipped tagger on the held-out articles of a language."""
    scores = Scores()
    for article in read_articles(ARTICLES / language):
        if article.head["part"] == "held-out":
            score_article(scores, article, shipped())
    return scores


@pytest.mark.parametrize(("language", "measure"), [(code, name) for code, floors in FLOORS.items() for name in floors])
def test_the_reader_holds_its_floor(language: str, measure: str) -> None:
    assert held_out(language).f1(measure) >= FLOORS[language][measure]


@pytest.mark.parametrize("language", FLOORS)
def test_a_third_of_the_articles_is_held_out(language: str) -> None:
    parts = [article.head["part"] for article in read_articles(ARTICLES / language)]
    assert 0.25 <= parts.count("held-out") / len(parts) <= 0.4
