"""The evaluation gate on the public corpora, where they are present: no figure may fall below what was reached.

The corpora measure; none of them is trained on. A floor is what was measured, rounded down; it is raised when the
reader gets better, and never lowered in silence.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import pfsa
import polnear
import stories
import temporal
from saksi.evaluation.attributions import Scores
from saksi.evaluation.claims import ClaimScores, score_claims
from saksi.evaluation.pages import ReadPages, labelled_pages, read_pages
from saksi.evaluation.roots import read_gold, score_roots
from saksi.evaluation.stories import ChainScores, score_chains
from saksi.reading.tagger import shipped
from saksi.tracing.trace import trace_readings
from shared import shared

SHARED = shared()
POLNEAR = {"attribution": 0.57, "content characters": 0.82, "source characters": 0.70}
PFSA = {"source overlap": 0.85, "cue overlap": 0.89}
CHAINS = {"all": 0.65, "en": 0.63, "id": 0.84}
BCUBED, ONE_CLAIM = 0.64, 0.76  # F1 of the claims of the stories, over all tags
TIMES = 0.81  # F1 of the values of MEANTIME's dates

pytestmark = pytest.mark.skipif(SHARED is None, reason="the public corpora are not here: ../shared is missing")


def _bench() -> Path:
    assert SHARED is not None
    return SHARED / "bench"


@cache
def _polnear() -> Scores:
    return polnear.score(_bench() / "polnear" / "dev", shipped())


@cache
def _pfsa() -> Scores:
    return pfsa.score(_bench() / "pfsa-id" / "dev-20.txt", shipped(), labelled_only=False)


@cache
def _read() -> ReadPages:
    return read_pages(labelled_pages(_bench().parent / "stories" / "pages.jsonl"))


@cache
def _chains() -> ChainScores:
    return score_chains(_read())


@cache
def _claims() -> ClaimScores:
    read = _read()
    return score_claims(stories.noted(read.pages), read.readings, trace_readings(read.readings))


@pytest.mark.parametrize("measure", POLNEAR)
def test_attributions_in_english_news(measure: str) -> None:
    assert _polnear().f1(measure) >= POLNEAR[measure]


@pytest.mark.parametrize("measure", PFSA)
def test_quotations_in_indonesian_news(measure: str) -> None:
    assert _pfsa().f1(measure) >= PFSA[measure]


@pytest.mark.parametrize("language", CHAINS)
def test_chains_of_the_stories(language: str) -> None:
    assert _chains().chains[language].f1 >= CHAINS[language]


def test_claims_of_the_stories() -> None:
    assert _claims().bcubed.f1 >= BCUBED
    assert _claims().one.f1 >= ONE_CLAIM


@pytest.mark.parametrize(("claim", "roots"), [("W", 3), ("K", 1), ("G28", 1)])
def test_roots_of_the_stories(claim: str, roots: int) -> None:
    read = _read()
    traces = trace_readings(read.readings)
    gold = read_gold(_bench().parent / "stories" / "gold.json")
    scores = score_roots(score_claims(read.pages, read.readings, traces), traces, gold)
    (score,) = (one for one in scores if claim in one.tag)
    assert (score.found.lower, score.found.upper) == (roots, roots) == (score.gold.by_party,) * 2
    assert not score.missing and not score.surplus


def test_every_language_of_the_stories_is_read() -> None:
    assert not _read().unread


def test_values_of_english_dates() -> None:
    corpus = list(temporal.articles(_bench() / "temporal" / "meantime"))
    assert temporal.score(temporal.saksi, corpus, "dates")["value"].figures["f1"] >= TIMES
