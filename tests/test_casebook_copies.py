"""Copies that a casebook keeps are those of all its reports at once, in whatever order and batches they came."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from itertools import pairwise, permutations
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebooks import LIGHT, NEWER, NOW
from generator import generate
from reports_of_events import EVENTS
from saksi.casebook.connection import writing
from saksi.casebook.copies import JUDGED, copies_among, link_copies
from saksi.casebook.reader import Reader
from saksi.casebook.reports import keep_reader, keep_reading, keep_report, rows_of
from saksi.casebook.schema import migrate
from saksi.collect import Collected, Raw
from saksi.linking.copies import find_copies
from saksi.model import Copy, Hop, Reading, Report, Source, SourceKind
from stories_of_copies import (
    DIGESTS,
    LOOK_ALIKE,
    MIRROR,
    NEAR,
    ORIGINAL,
    PARTIAL,
    SECOND,
    SPUN,
    TRANSLATION,
    WEATHER,
)

_ABOUT = (
    " The Valley Voice is written, printed and carried to your door by people who live in the valley. If you saw "
    "something that we should know of, call the desk by day or by night, and ask for whoever is awake; we keep the "
    "names of all who do to ourselves."
)
_TEXTS = [ORIGINAL, MIRROR, NEAR, PARTIAL, TRANSLATION, SECOND, SPUN, LOOK_ALIKE, *WEATHER[:2], *DIGESTS[:2]]
_TEXTS += [report for event in EVENTS[:2] for report in (event.original, event.translation)]
_CHANGED: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "shouted": lambda text: text.upper(),
    "with a notice": lambda text: text + _ABOUT,
    "cut": lambda text: " ".join(text.split()[20:]),
    "edited": lambda text: " ".join(word if at % 19 else "Quill" for at, word in enumerate(text.split())),
    "with a paragraph": lambda text: f"{text}\n\n{' '.join(ORIGINAL.text.split()[5:60])}",
}
_PAGES = st.sampled_from(["", "https://a.example/1", "https://a.example/2", "https://b.example/1"])
_REPORTS = st.builds(
    lambda report, change, **given: replace(report, text=_CHANGED[change](report.text), **given),
    st.sampled_from(_TEXTS),
    st.sampled_from(sorted(_CHANGED)),
    url=_PAGES,
    canonical=_PAGES,
    alternates=st.sampled_from([(), ("https://a.example/1",), ("https://b.example/1", "https://a.example/2")]),
    outlet=st.sampled_from(["Vossel", "Orrin", "Calverton Courier"]),
    published=st.sampled_from(["", "2031", "2031-05", "2031-05-06", "2031-05-07", "2031-05-07T08:00+07:00"]),
)
_ORIGINS = st.sampled_from([(), (), (), ("Orrin",), ("Calverton Courier", "Vossel")])


class _Kept:
    """A casebook of reports that were read by hand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.numbers: dict[int, int] = {}

    def keep(self, reports: Sequence[Report], origins: Sequence[Sequence[str]], order: Sequence[int]) -> None:
        for at in order:
            where = Collected(f"{at}", reports[at], Raw(b"", "text/plain", NOW))
            number = keep_report(self.connection, where, NOW)
            assert number is not None
            self.numbers[at] = number
            self.read(number, reports[at], origins[at])

    def read(self, number: int, report: Report, origins: Sequence[str], reader: Reader = LIGHT) -> None:
        hops = tuple(Hop(Source(name, SourceKind.OUTLET)) for name in origins)
        by = keep_reader(self.connection, reader, NOW)
        keep_reading(self.connection, number, by, rows_of(Reading(report, (), hops)))

    def link(self, *numbers: int) -> None:
        with writing(self.connection):
            link_copies(self.connection, numbers)

    def copies(self) -> list[Copy]:
        """Return all copies by the numbers that the reports had where they came from."""
        back = {number: at for at, number in self.numbers.items()}
        found = copies_among(self.connection, back)
        return sorted(
            (replace(one, original=back[one.original], copy=back[one.copy]) for one in found),
            key=lambda one: (one.original, one.copy),
        )


@contextmanager
def _kept() -> Iterator[_Kept]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        yield _Kept(connection)


@contextmanager
def _narrow(crowd: int, families: int) -> Iterator[None]:
    """Make crowds, and what counts as common, so small that a few reports are many."""
    wheres = ("linking.marks", "linking.copies", "casebook.copy_marks")
    narrow = [patch(f"saksi.{where}.CROWD", crowd) for where in wheres]
    narrow += [
        patch(f"saksi.{where}.FAMILIES", families) for where in ("linking.boilerplate", "casebook.copy_families")
    ]
    with ExitStack() as stack:
        for one in narrow:
            stack.enter_context(one)
        yield


def _check(reports: Sequence[Report], origins: Sequence[Sequence[str]], order: Sequence[int], ends: set[int]) -> None:
    """Let reports come in an order, in batches with some ends, and hold what is kept against all at once."""
    with _kept() as book:
        book.keep(reports, origins, order)
        cuts = [0, *sorted(end for end in ends if 0 < end < len(order)), len(order)]
        for first, last in pairwise(cuts):
            book.link(*(book.numbers[at] for at in order[first:last]))
        assert book.copies() == find_copies(reports, origins)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_order_and_any_batches_give_what_all_at_once_give(data: st.DataObject) -> None:
    reports = data.draw(st.lists(_REPORTS, max_size=9, unique=True))
    origins = data.draw(st.lists(_ORIGINS, min_size=len(reports), max_size=len(reports)))
    order = data.draw(st.permutations(range(len(reports))))
    _check(reports, origins, order, data.draw(st.sets(st.integers(1, 9))))


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(1, 3), st.integers(1, 3))
def test_crowds_and_notices_change_nothing_of_that(data: st.DataObject, crowd: int, families: int) -> None:
    reports = data.draw(st.lists(_REPORTS, min_size=4, max_size=12, unique=True))
    order = data.draw(st.permutations(range(len(reports))))
    with _narrow(crowd, families):
        _check(reports, [()] * len(reports), order, data.draw(st.sets(st.integers(1, 12))))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_only_one_of_two_texts_shares_with_many_counts_too(order: Sequence[int]) -> None:
    edited = replace(NEAR, text=_CHANGED["edited"](NEAR.text))
    with _narrow(1, 1):
        _check([edited, PARTIAL, ORIGINAL], [()] * 3, order, {1, 2})


def test_reports_alike_but_for_their_other_addresses_can_be_told_apart() -> None:
    alike = [ORIGINAL, *(replace(ORIGINAL, alternates=(f"https://{name}.example/dam",)) for name in "ab")]
    origins = [["Orrin"], [], ["Orrin"]]
    assert {one.way for one in find_copies(alike, origins)} == {"same"}
    for order in permutations(range(3)):
        _check(alike, origins, order, set())


def test_a_story_is_kept_in_every_way_that_it_was_taken() -> None:
    reports = [SPUN, NEAR, TRANSLATION, PARTIAL, MIRROR, SECOND, ORIGINAL]
    with _kept() as book:
        book.keep(reports, [()] * len(reports), range(len(reports)))
        for number in book.numbers.values():
            book.link(number)
        found = book.copies()
    assert {(reports[one.original].url, one.copy, one.way) for one in found} == {
        (ORIGINAL.url, 0, "spun"),
        (ORIGINAL.url, 1, "near"),
        (ORIGINAL.url, 2, "translation"),
        (ORIGINAL.url, 3, "partial"),
        (ORIGINAL.url, 4, "same"),
    }
    assert all(one.passages for one in found)


@pytest.mark.parametrize("seed", [1, 2])
def test_three_hundred_invented_reports_give_the_same_in_any_order(seed: int) -> None:
    made = list(generate(300, 5, ("en", "id", "uk")))
    reports, origins = [one.report for one in made], [one.declared for one in made]
    order = Random(seed).sample(range(len(reports)), len(reports))
    _check(reports, origins, order, set(range(0, 300, seed * 40)))
    assert len(find_copies(reports, origins)) > 100


def test_what_an_outlet_prints_under_all_its_reports_makes_no_copies_once_it_is_known() -> None:
    words = "amber basil cedar dill elder fennel ginger hazel iris juniper kale laurel mint nettle olive".split()
    notices = [
        Report(
            " ".join(f"{number}{word}{at}" for at in "abcdef" for word in words) + "." + _ABOUT,
            f"https://v.example/{number}",
        )
        for number in range(24)
    ]
    with _kept() as book:
        book.keep(notices, [()] * 24, range(24))
        book.link(1, 2)
        assert [one.way for one in copies_among(book.connection, [1])] == ["partial"]
        for number in range(3, 25):
            book.link(number)
        assert copies_among(book.connection, range(1, 25)) == []


def test_a_large_family_hangs_together_though_each_is_held_against_a_few() -> None:
    edited = [
        replace(
            ORIGINAL,
            text=ORIGINAL.text.replace("Tuesday", f"Tuesday, day {at} of the count"),
            url=f"https://n{at}.example/1",
            outlet=f"Paper {at}",
            published=f"2031-06-{1 + at // 4:02}",
        )
        for at in range(100)
    ]
    order = Random(3).sample(range(100), 100)
    with _kept() as book:
        book.keep(edited, [()] * 100, order)
        for at in order:
            book.link(book.numbers[at])
        found = book.copies()
        assert found == find_copies(edited)
        assert len({one.copy for one in found}) == 99


def test_another_reading_with_another_origin_turns_a_copy_round() -> None:
    with _kept() as book:
        book.keep([ORIGINAL, NEAR], [(), ()], [0, 1])
        book.link(1, 2)
        assert [(one.original, one.copy) for one in copies_among(book.connection, [1])] == [(1, 2)]
        book.read(1, ORIGINAL, ["Basin News"], NEWER)
        book.link(1)
        assert [(one.original, one.copy) for one in copies_among(book.connection, [1])] == [(2, 1)]
        assert book.copies() == find_copies([ORIGINAL, NEAR], [["Basin News"], []])


def test_what_leads_to_a_report_is_told_and_what_was_taken_from_others_is_not() -> None:
    late = replace(TRANSLATION, published="2031-06-01", url="https://late.example/1", outlet="Late")
    middle = replace(TRANSLATION, published="2031-05-08", url="https://middle.example/1", outlet="Middle")
    with _kept() as book:
        book.keep([ORIGINAL, middle, late, NEAR], [()] * 4, range(4))
        book.link(1, 2, 3, 4)
        found = [(one.original, one.copy) for one in copies_among(book.connection, [3])]
    assert found == [(1, 2), (2, 3)]


def test_a_decision_goes_before_what_was_found() -> None:
    with _kept() as book:
        book.keep([ORIGINAL, NEAR, SECOND], [()] * 3, range(3))
        book.link(1, 2, 3)

        def told(**decided: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
            found = copies_among(book.connection, [2, 3], **decided)
            return [(one.original, one.copy, one.way) for one in found]

        assert told() == [(1, 2, "near")]
        assert told(no_copies=[(2, 1)]) == []
        assert told(copies=[(2, 3)]) == [(1, 2, "near"), (2, 3, JUDGED)]
        assert told(copies=[(2, 1)]) == [(2, 1, JUDGED)]


def test_a_text_without_words_is_no_copy_and_no_trouble() -> None:
    with _kept() as book:
        book.keep([Report("..."), Report("!!!"), ORIGINAL], [()] * 3, range(3))
        book.link(1, 2, 3)
        book.link(1)
        assert book.copies() == []
