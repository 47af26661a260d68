"""Translations are found in every form they take, and two reports of one event are none."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports_of_events import EVENTS, Event
from saksi.linking.alignment import aligned
from saksi.linking.copies import find_copies
from saksi.linking.packed import pack_skeleton
from saksi.linking.rarity import rarity
from saksi.linking.skeleton import skeleton
from saksi.linking.texts import Text
from saksi.linking.wording import Vocabulary
from saksi.model import Report

_IDS = [event.name for event in EVENTS]
_BY_EVENT = pytest.mark.parametrize("event", EVENTS, ids=_IDS)


def _linked(*reports: Report) -> bool:
    return bool(_translations(*reports))


def _translations(*reports: Report) -> set[tuple[int, int]]:
    found = [one for one in find_copies(reports) if one.way == "translation"]
    return {(min(one.original, one.copy), max(one.original, one.copy)) for one in found}


@_BY_EVENT
def test_a_translation_is_found(event: Event) -> None:
    assert _linked(event.original, event.translation)


@_BY_EVENT
def test_a_second_reporter_in_another_language_is_no_translation(event: Event) -> None:
    assert not _linked(event.original, event.second)


@_BY_EVENT
def test_a_second_reporter_in_the_language_of_the_translation_is_none(event: Event) -> None:
    assert not _linked(event.translation, event.second)


def test_among_all_reports_only_translations_are_linked() -> None:
    reports = [report for event in EVENTS for report in (event.original, event.translation, event.second)]
    assert _translations(*reports) == {(at, at + 1) for at in range(0, len(reports), 3)}


@_BY_EVENT
def test_what_a_translation_leaves_out_does_not_hide_it(event: Event) -> None:
    kept = " ".join(sentence for at, sentence in enumerate(event.sentences(event.translation)) if at % 3 != 1)
    assert _linked(event.original, Report(kept, language=event.translation.language))


def test_a_translation_lies_beside_its_original_sentence_by_sentence() -> None:
    for event in EVENTS:
        (copy,) = find_copies([event.original, event.translation])
        assert copy.way == "translation"
        original, translation = event.sentences(event.original), event.sentences(event.translation)
        right = wrong = 0
        for one in copy.passages:
            ours = one.original.of(event.original.text)
            theirs = one.copy.of(event.translation.text)
            if ours in original and theirs in translation:
                right += original.index(ours) == translation.index(theirs)
                wrong += original.index(ours) != translation.index(theirs)
        assert right >= len(original) / 2 and not wrong


def _text(words: str, language: str) -> Text:
    """Return a text with its skeleton, however short it is."""
    report = Report(words, language=language)
    keys = pack_skeleton(skeleton(words, language))
    return Text(lambda: report, lambda: Vocabulary().wording(words), skeleton=keys)


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=200), st.text(max_size=200))
def test_passages_of_any_texts_rise_and_lie_in_them(first: str, second: str) -> None:
    passages = aligned(_text(first, "en"), _text(second, "id"))
    for one in passages:
        assert 0 <= one.original.start < one.original.end <= len(first)
        assert 0 <= one.copy.start < one.copy.end <= len(second)
    for one, two in itertools.pairwise(passages):
        assert one.original.end <= two.original.start and one.copy.end <= two.copy.start


def test_a_key_that_many_texts_hold_is_less_rare() -> None:
    (said,) = set(skeleton("It rained on Tuesday.", "en").keys)
    (name,) = set(skeleton("rain in Vosselbrugge", "en").keys)
    assert rarity(said) < rarity(name)
