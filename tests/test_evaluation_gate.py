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
    "en": {"attribution": 0.71, "content characters": 0.86, "source overlap": 0.85, "cue overlap": 0.85},
    "id": {"attribution": 0.79, "content characters": 0.91, "source overlap": 0.88, "cue overlap": 0.89},
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
