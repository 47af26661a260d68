"""Copies and translations are found whatever the order of arrival, and look-alikes are not."""

import json
import os
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.linking.copies import find_copies
from saksi.model import Report
from stories_of_copies import (
    DIGESTS,
    LOOK_ALIKE,
    MIRROR,
    NEAR,
    ORIGINAL,
    OTHER_YEAR,
    PARTIAL,
    STORIES,
    TRANSLATION,
)

_SHARED = Path(os.environ.get("SAKSI_SHARED", Path(__file__).parents[2] / "shared"))
_PAGES = _SHARED / "stories" / "pages.jsonl"
_WORDS = st.sampled_from(
    ["Kyra", "Tellmark", "1968", "3,200", "dam", "the", "closed", "Tuesday", "Orrin", ".", "Vossel", "said"]
)
_REPORTS = st.builds(
    Report,
    text=st.lists(_WORDS, max_size=70).map(" ".join),
    url=st.sampled_from(["", "https://a.example", "https://b.example"]),
    outlet=st.sampled_from(["", "Vossel", "Orrin"]),
    language=st.sampled_from(["", "en", "id"]),
    published=st.sampled_from(["", "2031", "2031-05", "2031-05-06", "2031-05-07", "2031-05-07T08:00+07:00"]),
)
_Found = set[tuple[Report, Report, str]]


def _found(*reports: Report) -> _Found:
    return {(reports[one.original], reports[one.copy], one.way) for one in find_copies(reports)}


def test_every_copy_of_a_story_has_its_way_and_original() -> None:
    assert _found(*STORIES) == {
        (ORIGINAL, MIRROR, "same"),
        (ORIGINAL, NEAR, "near"),
        (ORIGINAL, PARTIAL, "partial"),
        (ORIGINAL, TRANSLATION, "translation"),
    }


@pytest.mark.parametrize(
    "copy, way", [(MIRROR, "same"), (NEAR, "near"), (PARTIAL, "partial"), (TRANSLATION, "translation")]
)
def test_two_reports_are_enough(copy: Report, way: str) -> None:
    assert _found(copy, ORIGINAL) == {(ORIGINAL, copy, way)}


@pytest.mark.parametrize("other", [LOOK_ALIKE, OTHER_YEAR])
@pytest.mark.parametrize("story", [ORIGINAL, TRANSLATION])
def test_the_same_names_in_another_text_are_no_translation(story: Report, other: Report) -> None:
    assert _found(story, other) == set()


def test_a_translation_is_found_where_no_language_is_given() -> None:
    bare = [replace(one, language="") for one in (ORIGINAL, TRANSLATION, LOOK_ALIKE)]
    assert _found(*bare) == {(bare[0], bare[1], "translation")}


def test_digests_of_one_story_are_no_copies() -> None:
    assert _found(*DIGESTS) == set()
    assert _found(*DIGESTS, ORIGINAL) == set()


@pytest.mark.skipif(not _PAGES.exists(), reason="the labelled stories are not at hand")
def test_independent_digests_of_real_stories_are_no_copies() -> None:
    pages = [json.loads(line) for line in _PAGES.read_text(encoding="utf-8").splitlines()]
    digests = [
        Report(page["paraphrase"], page["url"], page["domain"], page["lang"], page.get("published") or "")
        for page in pages
    ]
    assert _found(*digests) == set()
    assert [pair for pair in combinations(digests[:60], 2) if _found(*pair)] == []


def test_without_dates_the_cited_outlet_is_the_original() -> None:
    citing = replace(TRANSLATION, published="", text=TRANSLATION.text + " Demikian dilaporkan Calverton Courier." * 9)
    assert _found(citing, replace(ORIGINAL, published="")) == {(replace(ORIGINAL, published=""), citing, "translation")}


def test_dates_count_only_at_the_precision_that_both_have() -> None:
    longer = replace(ORIGINAL, published="2031-05")
    assert _found(replace(NEAR, published="2031-05-01"), longer) == {
        (longer, replace(NEAR, published="2031-05-01"), "near")
    }


def test_times_in_two_zones_are_compared_as_moments() -> None:
    jakarta = replace(ORIGINAL, url="https://z.example", published="2031-05-07T01:00+07:00")
    london = replace(ORIGINAL, url="https://a.example", published="2031-05-06T20:00+00:00")
    assert _found(london, jakarta) == {(jakarta, london, "same")}


def test_a_report_that_lifts_from_two_has_both_as_originals() -> None:
    bakery = replace(PARTIAL, text=PARTIAL.text.split("\n\n")[2], url="https://bakery.example", published="2031-05-01")
    mixed = _found(ORIGINAL, PARTIAL, bakery)
    assert {one for one, copy, _ in mixed if copy == PARTIAL} == {ORIGINAL, bakery}


@settings(max_examples=25, deadline=None)
@given(st.permutations([*STORIES, *DIGESTS]))
def test_order_of_arrival_changes_nothing(reports: list[Report]) -> None:
    assert _found(*reports) == _found(*STORIES, *DIGESTS)


@settings(deadline=None)
@given(st.lists(_REPORTS, max_size=7), st.randoms(use_true_random=False))
def test_copies_never_run_in_circles_and_never_depend_on_order(reports: list[Report], random: object) -> None:
    shuffled = sorted(reports, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert _found(*shuffled) == _found(*reports)
    links = [(one.original, one.copy) for one in find_copies(reports)]
    assert all(0 <= one.score <= 1 for one in find_copies(reports))
    while links:
        originals = {original for original, _ in links}
        remaining = [link for link in links if link[1] in originals]
        assert len(remaining) < len(links), f"a circle in {links}"
        links = remaining
