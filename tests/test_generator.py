"""The invented news is the same for the same seed, and the truth beside it holds of its texts."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from itertools import combinations, islice
from pathlib import Path

import pytest

import generator
from copy_scores import Found, score_copies
from generator import Invented, Story, generate, gold, record, stories, truth_pairs
from invented.checking import problems
from invented.grammar import Roll, compiled, write
from invented.language import PLURALS, language, languages
from invented.names import stock
from invented.support import separate

STORIES = list(islice(stories(7), 60))
REPORTS = [one for story in STORIES for one in story.reports]
BY_URL = {one.report.url: one for one in REPORTS}
COPIES = [(BY_URL[taken.url], one, taken) for one in REPORTS for taken in one.copies]


def test_one_seed_gives_the_same_bytes_and_a_smaller_count_their_beginning(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("first.jsonl", "second.jsonl", "few.jsonl", "other.jsonl")]
    for file, arguments in zip(files, (["80"], ["80"], ["33"], ["80", "--seed", "1"]), strict=True):
        assert generator.main([*arguments, "-o", str(file)]) == 0
    first, second, few, other = (file.read_bytes() for file in files)
    assert first == second
    assert first.startswith(few)
    assert few.count(b"\n") == 33
    assert first != other


def test_a_line_of_the_file_has_the_stories_form(tmp_path: Path) -> None:
    line = json.loads(json.dumps(record(REPORTS[0]), ensure_ascii=False))
    assert {"url", "domain", "lang", "published", "text", "claims", "chain", "roots", "story", "relation"} <= set(line)
    assert all(chain[0] == line["chain"][0][0] and len(chain) > 1 for chain in line["chain"])
    assert all(root.count("/") == 1 for root in line["roots"])


def test_urls_are_unique_and_texts_have_the_length_of_news() -> None:
    assert len(BY_URL) == len(REPORTS)
    spaced = [one for one in REPORTS if _spaced(one)]
    lengths = [len(_words(one)) for one in spaced]
    assert all(70 <= length <= 700 for length in lengths)
    assert sum(120 <= length <= 500 for length in lengths) > 0.85 * len(lengths)
    assert not [one.report.text for one in REPORTS if re.search(r"[\[\]{}|]|  | [,.]| None", one.report.text)]


def test_every_way_of_copying_and_every_language_comes_up() -> None:
    assert {taken.way for _, _, taken in COPIES} == {"same", "near", "partial", "spun", "translation"}
    assert {one.report.language for one in REPORTS} == set(languages())
    assert any(original.copies for original, _, _ in COPIES), "no copy of a copy"


@pytest.mark.parametrize(("original", "copy", "way"), [(one, other, taken.way) for one, other, taken in COPIES])
def test_a_copy_hangs_together_with_its_original_as_the_truth_says(
    original: Invented, copy: Invented, way: str
) -> None:
    shared = _shared(original, copy)
    languages_of = {original.report.language, copy.report.language}
    assert (len(languages_of) == 2) == (way == "translation")
    if way == "same":
        assert original.report.text == copy.report.text
    elif way == "near":
        assert 0.5 < shared < 1
    elif way == "partial":
        assert _longest_run(original, copy) >= 25
        assert shared < 0.7
    elif way == "spun":
        assert shared < 0.7


def test_spun_copies_share_much_less_than_edited_ones_and_independent_reports_hardly_anything() -> None:
    shares = defaultdict(list)
    for original, copy, taken in COPIES:
        if _spaced(original):
            shares[taken.way].append(_shared(original, copy))
    for one, other in _independent():
        if _spaced(one):
            shares["independent"].append(_shared(one, other))
    mean = {way: sum(found) / len(found) for way, found in shares.items()}
    assert mean["near"] > 0.7
    assert mean["spun"] < 0.6 * mean["near"]
    assert mean["independent"] < 0.15
    assert mean["independent"] < mean["spun"]


def _words(one: Invented) -> list[str]:
    return re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+", one.report.text.lower())


def _runs(words: list[str], length: int = 5) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def _shared(one: Invented, other: Invented) -> float:
    """Return the share of the five-word runs of the richer text that the other has."""
    ours, theirs = _runs(_words(one)), _runs(_words(other))
    return len(ours & theirs) / max(len(ours), len(theirs))


def _longest_run(one: Invented, other: Invented) -> int:
    """Return how many words in a row two texts share at most."""
    ours, theirs = _words(one), _words(other)
    length = 0
    while _runs(ours, length + 1) & _runs(theirs, length + 1):
        length += 1
    return length


def _independent() -> list[tuple[Invented, Invented]]:
    """Return the pairs of reports of one event in one language that took no text from each other or anyone."""
    return [
        (one, other)
        for story in STORIES
        for one, other in combinations([one for one in story.reports if not one.copies], 2)
        if one.report.language == other.report.language and one.story == other.story
    ]


def test_a_whole_translation_has_the_same_numbers_in_order() -> None:
    whole = [(one, other) for one, other, taken in COPIES if taken.way == "translation" and taken.how == "whole"]
    right = [(one, other) for one, other in whole if not any(made.garbled for made in other.made)]
    kept = [_in_step(_numbers(one), _numbers(other)) for one, other in right if _spaced(one) and _spaced(other)]
    assert kept
    assert all(kept)


def _spaced(one: Invented) -> bool:
    """Tell whether words stand apart; where they do not, numbers come in tens of thousands, too."""
    return bool(language(one.report.language).settings["space"])


def _numbers(one: Invented) -> list[float]:
    """Return the numbers of a text in order, from the second paragraph on (the first has the date), without links."""
    ours = language(one.report.language)
    settings, links = ours.settings, tuple(str(line[0]) for line in ours.lines["also"])
    body = [line for line in one.report.text.split("\n\n")[1:] if not line.startswith(links)]
    found = re.findall(r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?", "\n\n".join(body))
    plain = (re.sub(r"\s", "", number).replace(settings["thousands"].strip() or "~", "") for number in found)
    values = (float(number.replace(settings["decimal"], ".")) for number in plain)
    return [value for value in values if value > 2]  # one and two are words in Arabic


def _in_step(ours: list[float], theirs: list[float]) -> bool:
    """Tell whether two texts have the same numbers in order, but for conversions that one of them adds."""
    return _subsequence(ours, theirs) or _subsequence(theirs, ours)


def _subsequence(shorter: list[float], longer: list[float]) -> bool:
    left = iter(longer)
    return all(key in left for key in shorter)


def test_chains_begin_with_the_page_and_name_only_outlets_that_the_text_names() -> None:
    spelled = {one.latin: {one.latin, one.own} for outlets in stock().outlets.values() for one in outlets}
    for one in REPORTS:
        stated = {hop for made in one.made for hop in made.chain[1:-1] if not hop.startswith("(")}
        for name in [*stated, *one.declared]:
            assert any(spelling in one.report.text for spelling in spelled[name]), (name, one)
        assert all(one.report.outlet in spelled[made.chain[0]] for made in one.made)
        assert all(made.root.startswith(f"{made.party}/") for made in one.made)


def test_a_copy_claims_nothing_that_its_original_does_not_and_keeps_its_roots() -> None:
    for original, copy, taken in COPIES:
        if taken.way in ("same", "near", "spun") or taken.how == "whole":
            ours = {(made.claim, made.denies, made.root) for made in original.made}
            assert {(made.claim, made.denies, made.root) for made in copy.made} <= ours


def test_who_retells_claims_nothing_that_nobody_reported() -> None:
    told = {(made.claim, made.denies, made.root) for one in REPORTS if not _retells(one) for made in one.made}
    retold = [one for one in REPORTS if _retells(one)]
    assert any(len(made.chain) > 3 for one in retold for made in one.made), "nobody retells what was retold"
    assert {(made.claim, made.denies, made.root) for one in retold for made in one.made} <= told


def _retells(one: Invented) -> bool:
    return one.relation.startswith("rewrite citing")


def test_look_alikes_make_other_claims() -> None:
    twins = [one for one in REPORTS if one.relation == "look-alike"]
    assert twins
    for story in STORIES:
        claims = {made.claim for one in story.reports if one.relation != "look-alike" for made in one.made}
        assert not claims & {made.claim for one in story.reports if one.relation == "look-alike" for made in one.made}


def test_a_claim_has_the_witnesses_of_its_reports_for_roots() -> None:
    story = next(one for one in STORIES if any(len(roots) > 1 for roots in one.roots.values()))
    assert set(story.roots) == {made.claim for one in story.reports for made in one.made if not made.denies}


def test_support_is_how_many_parties_reached_an_outlet_of_their_own() -> None:
    assert separate({"coast guard": {"Post", "Wire"}, "hospital": {"Post"}, "owner": {"Post"}}) == 2
    assert separate({"coast guard": {"Post"}, "hospital": {"Post"}}) == 1
    known = gold(REPORTS)
    assert known.keys() == {one.story for one in REPORTS}
    claims = [claim for story in known.values() for claim in story.values()]
    assert all(1 <= claim["by_party"] <= len(claim["parties"]) for claim in claims)
    assert {claim["by_party"] for claim in claims} >= {1, 2}


def test_texts_of_all_languages_fit_each_other() -> None:
    assert list(problems()) == []


def test_languages_are_chosen_and_unknown_ones_refused() -> None:
    assert {one.report.language for one in generate(60, 3, ["id", "uk"])} == {"id", "uk"}
    with pytest.raises(ValueError, match="no news in xx"):
        list(generate(1, 0, ["xx"]))


def test_so_many_stories_happen_on_each_day_if_asked() -> None:
    made = list(islice(stories(7, daily=3), 12))
    begun = [min(date(*map(int, one.report.url.split("/")[3:6])) for one in story.reports) for story in made]
    assert all(0 <= (day - date(2031, 1, 1)).days - at // 3 <= 1 for at, day in enumerate(begun)), begun
    assert next(stories(7, daily=3, first=8)) == made[8]


def test_choices_fall_the_same_way_whatever_was_chosen_before() -> None:
    template = compiled("[a|b [c|d]] [e|f] {n} {n:one|more}")
    roll = Roll(((5, 1.0),))
    text = write(template, roll, {"n": "7"}, {"n": 1})
    assert text.endswith("7 more")
    assert text == write(template, roll, {"n": "7"}, {"n": 1})
    assert {write(template, Roll(((seed, 1.0),)), {"n": ""}, {"n": 0})[:3] for seed in range(30)} >= {
        "a e",
        "a f",
        "b c",
    }
    for wrong in ("[a|b", "a]", "{a", "a|b"):
        with pytest.raises(ValueError, match="in "):
            compiled(wrong)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert language("en").number(12500) == "12,500"
    assert language("id").number(12500.5) == "12.500,5"
    assert language("uk").number(12500) == "12\u00a0500"
    slavic = PLURALS["slavic"]
    assert [slavic(one) for one in (1, 2, 5, 11, 12, 21, 22, 25, 1.5)] == [0, 1, 2, 2, 2, 0, 1, 2, 1]


A, B, C, D, E, F = (f"https://{name}.example/" for name in "abcdef")
TRUTH = {(A, B): "near", (A, C): "same", (B, D): "translation", (A, D): "family", (B, C): "family", (C, D): "family"}


def test_pairs_within_a_family_are_neutral_and_equal_texts_stand_for_each_other() -> None:
    scores = score_copies([Found(A, C, "same"), Found(C, B, "near"), Found(A, D, "translation")], TRUTH)
    assert scores.all.precision == 1.0
    assert scores.all.recall == pytest.approx(2 / 3)
    assert scores.neutral == 1
    assert scores.missed == [(B, D, "translation")]
    assert scores.direction == 1.0


def test_a_pair_across_families_is_wrong_and_a_turned_one_has_the_wrong_direction() -> None:
    scores = score_copies([Found(B, A, "near"), Found(E, F, "near")], TRUTH)
    assert scores.ways["near"].precision == 0.5
    assert scores.ways["near"].recall == 1.0
    assert scores.direction == 0.0
    assert scores.wrong == [Found(E, F, "near")]


def test_the_truth_of_a_story_scores_full_marks_against_itself() -> None:
    for story in STORIES[:20]:
        truth = truth_pairs(story)
        scores = score_copies([Found(*pair, way) for pair, way in truth.items() if way != "family"], truth)
        assert scores.all.f1 == pytest.approx(1.0) if truth else True
        assert scores.direction == 1.0
        assert _families(story) == {frozenset(pair) for pair in truth}


def _families(story: Story) -> set[frozenset[str]]:
    head: dict[str, str] = {}
    for one in story.reports:
        head[one.report.url] = head[one.copies[0].url] if one.copies else one.report.url
    return {frozenset(pair) for pair in combinations(head, 2) if head[pair[0]] == head[pair[1]]}
