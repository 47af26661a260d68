"""Copies and translations are found whatever the order of arrival, and look-alikes are not."""

import json
import os
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.collect.fields import Defaults, Problem
from saksi.collect.jsonlines import read_lines
from saksi.evaluation.marked import read_articles
from saksi.linking.copies import find_copies
from saksi.linking.shingles import WORD, longest_passage, longest_run, places_from
from saksi.model import Report
from stories_of_copies import (
    DIGESTS,
    LONG_WALK,
    LOOK_ALIKE,
    MIRROR,
    NEAR,
    ORIGINAL,
    OTHER_YEAR,
    PARTIAL,
    SECOND,
    SPUN,
    STORIES,
    TRANSLATION,
    WEATHER,
)

_SHARED = Path(os.environ.get("SAKSI_SHARED", Path(__file__).parents[2] / "shared"))
_ARTICLES = Path(__file__).parents[1] / "training" / "articles"
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
_SPICES = "amber basil cedar dill elder fennel ginger hazel iris juniper kale laurel mint nettle olive parsley".split()
_TEXTS = st.sampled_from([one.text for one in (*STORIES, SECOND, SPUN, *WEATHER, *DIGESTS)])
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
    "copy, way", [(MIRROR, "same"), (NEAR, "near"), (PARTIAL, "partial"), (SPUN, "spun"), (TRANSLATION, "translation")]
)
def test_two_reports_are_enough(copy: Report, way: str) -> None:
    assert _found(copy, ORIGINAL) == {(ORIGINAL, copy, way)}


@pytest.mark.parametrize("other", [LOOK_ALIKE, OTHER_YEAR])
@pytest.mark.parametrize("story", [ORIGINAL, TRANSLATION])
def test_the_same_names_in_another_text_are_no_translation(story: Report, other: Report) -> None:
    assert _found(story, other) == set()


def test_a_second_report_of_an_event_is_no_copy_of_the_first() -> None:
    assert _found(ORIGINAL, SECOND) == set()
    assert _found(SPUN, SECOND) == set()
    english = (ORIGINAL, MIRROR, NEAR, PARTIAL)
    assert _found(*english, SECOND, SPUN) == _found(*english) | {(ORIGINAL, SPUN, "spun")}


@pytest.mark.parametrize("language", ["en", "id", "uk", "ru"])
def test_texts_with_two_words_in_five_swapped_and_clauses_turned_are_spun(language: str) -> None:
    marked = list(read_articles(_ARTICLES / language))[:12]
    articles = [Report(one.text, f"https://{one.name}.example", "", language, "2031") for one in marked]
    swaps = Random(7)
    plain = sorted({word for one in articles for word in one.text.split() if word.islower() and len(word) > 3})
    spun = [replace(one, text=_spun(one.text, plain, swaps), published="2040", url=f"{one.url}#") for one in articles]
    found = {(one.original, one.copy, one.way) for one in find_copies([*articles, *spun])}
    assert found == {(at, at + len(articles), "spun") for at in range(len(articles))}


def _spun(text: str, plain: list[str], swaps: Random) -> str:
    sentences = []
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        clauses = sentence.split(", ")
        if len(clauses) > 1 and swaps.random() < 0.3:
            at = swaps.randrange(len(clauses) - 1)
            clauses[at], clauses[at + 1] = clauses[at + 1], clauses[at]
        swapped = [
            swaps.choice(plain) if word.islower() and len(word) > 3 and swaps.random() < 0.4 else word
            for word in ", ".join(clauses).split()
        ]
        sentences.append(" ".join(swapped))
    return " ".join(sentences)


def test_a_sentence_of_a_script_without_spaces_is_no_paragraph() -> None:
    shared = "県の防災課によると、堤防の東側で十四ミリのずれが見つかり、住民三千二百人が夜までに避難した。"
    hills = "山あいの町では朝から雨が続いた。商店街の店主たちは土のうを積み、古い井戸のふたを確かめてから戸を閉めた。"
    bridge = "橋は通れるままで、けが人は出なかった。寺の鐘は鳴らず、犬だけが川に向かって長く吠えていたという。"
    market = "港の市場は静かだった。漁師の娘は店を開けずに待ち、昼過ぎに届いた手紙を何度も読み返していた。"
    mayor = "市長はあす記者に会い、費用をだれが払うのかを説明する。議会は来週まで開かれない見通しだ。"
    one = Report(hills + shared + bridge, "https://a.example", language="ja")
    two = Report(market + shared + mayor, "https://b.example", language="ja")
    assert _found(one, two) == set()


def test_a_form_that_is_filled_in_twice_makes_no_copies() -> None:
    assert _found(*WEATHER) == set()


def test_what_an_outlet_prints_under_all_its_reports_makes_no_copies() -> None:
    about = (
        " The Valley Voice is written, printed and carried to your door by people who live in the valley. If you saw "
        "something that we should know of, call the desk by day or by night, and ask for whoever is awake; we keep the "
        "names of all who do to ourselves."
    )
    notices = [
        Report(
            " ".join(f"{number}{word}{at}" for at in "abcdef" for word in _SPICES) + "." + about,
            f"https://v.example/{number}",
        )
        for number in range(40)
    ]
    assert _found(*notices) == set()
    assert _found(*notices[:2]) == {(notices[0], notices[1], "partial")}


def test_a_paragraph_of_forty_words_is_seen_in_a_long_text() -> None:
    paragraph = ORIGINAL.text.split("\n\n")[0]
    words = paragraph.split()[:40]
    host = SECOND.text.replace("\n\n", f"\n\n{' '.join(words)}.\n\n", 1)
    assert _found(ORIGINAL, replace(SECOND, text=host)) == {(ORIGINAL, replace(SECOND, text=host), "partial")}


@pytest.mark.parametrize("copy", [MIRROR, NEAR, PARTIAL, SPUN])
def test_passages_lay_a_copy_beside_its_original(copy: Report) -> None:
    (found,) = find_copies([ORIGINAL, copy])
    assert found.passages == tuple(sorted(found.passages, key=lambda one: one.copy))
    ends = [0]
    for one in found.passages:
        ours, theirs = one.original.of(ORIGINAL.text).split(), one.copy.of(copy.text).split()
        assert one.copy.start >= ends[-1]
        ends.append(one.copy.end)
        assert len(set(ours) & set(theirs)) >= min(len(set(ours)), len(set(theirs))) / 3
    covered = sum(one.copy.end - one.copy.start for one in found.passages) / len(copy.text)
    least = {MIRROR: 0.99, NEAR: 0.9, PARTIAL: 0.35, SPUN: 0.5}[copy]
    assert least <= covered <= 1


@given(st.sets(st.integers(0, 80), max_size=25))
def test_the_longest_run_of_shingles_is_the_longest_passage_of_their_words(begin: set[int]) -> None:
    assert longest_run(sorted(begin)) == longest_passage(places_from(begin))


def test_a_changed_word_does_not_end_a_passage_and_a_read_also_line_does() -> None:
    (found,) = find_copies([ORIGINAL, NEAR])
    first, second = (one.copy.of(NEAR.text) for one in found.passages)
    assert first.startswith("Engineers from the Harrow Basin") and "told to leave" in first
    assert first.endswith("before nightfall")
    assert second.startswith("Vossel said that the reservoir")


def test_a_page_is_a_copy_of_the_one_that_it_calls_canonical_whatever_the_dates() -> None:
    earlier = replace(
        NEAR, published="2031-05-01", canonical="http://www.calverton-courier.example/dam/?utm_source=x#a"
    )
    assert _found(earlier, ORIGINAL) == {(ORIGINAL, earlier, "same")}
    teaser = Report("Dam shut in Calverton: read on.", "https://short.example/1", canonical=ORIGINAL.url)
    assert _found(teaser, ORIGINAL) == {(ORIGINAL, teaser, "same")}


def test_a_canonical_link_is_read_from_json_lines() -> None:
    line = json.dumps({"text": "Rain fell.", "canonical": ORIGINAL.url}).encode()
    (found,) = read_lines("pages.jsonl", [line], Defaults())
    assert not isinstance(found, Problem) and found[1] == Report("Rain fell.", canonical=ORIGINAL.url)
    (problem,) = read_lines("pages.jsonl", [line.replace(b'"canonical": "', b'"canonical": ["')], Defaults())
    assert isinstance(problem, Problem)


def test_pages_with_one_canonical_link_are_one_page() -> None:
    one, other = (replace(page, canonical="https://agency.example/dam") for page in (ORIGINAL, NEAR))
    assert _found(one, other) == {(one, other, "same")}


def test_a_canonical_link_that_all_pages_of_a_site_share_by_mistake_makes_no_copies() -> None:
    front, same = "https://calverton-courier.example/", "https://calverton-courier.example/all"
    for link in (front, same):
        assert _found(replace(ORIGINAL, canonical=link), replace(SECOND, canonical=link)) == set()


@pytest.mark.parametrize("copy, way", [(MIRROR, "same"), (NEAR, "near"), (PARTIAL, "partial"), (SPUN, "spun")])
def test_a_declared_origin_directs_a_pair_whatever_the_dates(copy: Report, way: str) -> None:
    early = replace(copy, outlet="Echo", published="2031-04-30")
    found = find_copies([early, ORIGINAL], [["Calverton Courier"], []])
    assert [(one.original, one.copy, one.way) for one in found] == [(1, 0, way)]
    assert [(one.original, one.copy) for one in find_copies([early, ORIGINAL])] == [(0, 1)]


def test_a_text_in_another_order_of_arrival_is_directed_alike_when_origins_are_declared() -> None:
    pages, origins = [ORIGINAL, NEAR, SPUN, PARTIAL], [[], ["Daily Tide"], [], ["Basin News"]]
    straight = {(pages[one.original], pages[one.copy]) for one in find_copies(pages, origins)}
    turned = {(pages[::-1][one.original], pages[::-1][one.copy]) for one in find_copies(pages[::-1], origins[::-1])}
    assert straight == turned == {(ORIGINAL, NEAR), (ORIGINAL, SPUN), (NEAR, PARTIAL)}


def test_a_translation_is_found_where_no_language_is_given() -> None:
    bare = [replace(one, language="") for one in (ORIGINAL, TRANSLATION, LOOK_ALIKE)]
    assert _found(*bare) == {(bare[0], bare[1], "translation")}


def test_a_page_that_states_another_as_itself_in_another_language_is_a_translation_though_it_tells_a_part() -> None:
    part = replace(TRANSLATION, text=TRANSLATION.text.split("\n\n")[0], url="https://harian.example/1")
    page = replace(ORIGINAL, alternates=("http://www.harian.example/1/",))
    assert _found(page, part) == {(page, part, "translation")}
    astray = replace(LOOK_ALIKE, language="id", url=part.url)
    assert _found(page, astray) == set()


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


def test_without_dates_a_passage_is_the_text_s_that_introduced_its_people() -> None:
    digest = PARTIAL.text.replace("\n\n", f"\n\n{LONG_WALK}\n\n", 1)
    host = replace(PARTIAL, text=digest, published="")
    assert len(digest) > len(ORIGINAL.text)
    bare = replace(ORIGINAL, published="", outlet="")
    assert _found(host, bare) == {(bare, host, "partial")}


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
@given(st.permutations([*STORIES, *DIGESTS, SECOND, SPUN]))
def test_order_of_arrival_changes_nothing(reports: list[Report]) -> None:
    assert _found(*reports) == _found(*STORIES, *DIGESTS, SECOND, SPUN)


@settings(max_examples=50, deadline=None)
@given(st.one_of(_TEXTS, st.text(max_size=400)), st.permutations([*STORIES, SECOND, SPUN]))
def test_a_text_and_its_exact_copy_always_match(text: str, others: list[Report]) -> None:
    twins = [Report(text, "https://one.example/a"), Report(text, "https://two.example/b")]
    words = bool(WORD.search(text))
    assert any(one.way == "same" for one in find_copies(twins)) == words
    crowd = [*others[:3], *twins]
    same = {at for one in find_copies(crowd) if one.way == "same" for at in (one.original, one.copy)}
    assert not words or {3, 4} <= same


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([SECOND, *WEATHER[:1]]), min_size=1, max_size=2, unique=True))
def test_an_unrelated_report_changes_no_link(strangers: list[Report]) -> None:
    reports = [ORIGINAL, MIRROR, NEAR, PARTIAL, SPUN]
    assert _found(*reports, *strangers) == _found(*reports)


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
