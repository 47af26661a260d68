"""Claims, roots and copies are scored against labels as defined, on cases small enough to count by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import stories
from saksi.cli import main
from saksi.evaluation.claims import ClaimScores, held_by_language, score_claims
from saksi.evaluation.copies import score_copies
from saksi.evaluation.labels import label_of
from saksi.evaluation.pages import LabelledPage, labelled_pages
from saksi.evaluation.roots import Gold, RootScore, is_of, labelled_roots, read_gold, score_roots
from saksi.model import (
    Claim,
    Copy,
    Edge,
    Grade,
    Graph,
    Interval,
    Naming,
    Node,
    NodeKind,
    Reading,
    Report,
    Root,
    Source,
    Span,
    Statement,
    StatementRef,
    Support,
    Trace,
)

ROOT = Path(__file__).parents[1]
LABELLED, GOLD = ROOT / "examples" / "labelled.jsonl", ROOT / "examples" / "labelled-gold.json"
NOTHING = Graph((), ())


def _page(
    *claims: str, url: str = "", unsure: tuple[str, ...] = (), copies: tuple[tuple[str, str], ...] = ()
) -> LabelledPage:
    return LabelledPage(Report("Said.", url=url), story="flood", claims=claims, unsure=unsure, copies=copies)


def _readings(pages: list[LabelledPage]) -> list[Reading]:
    return [Reading(page.report, (Statement((Span(0, 5),), ()),)) for page in pages]


def _trace(
    *pages: int, roots: tuple[Root, ...] = (), count: tuple[int, int] = (0, 0), denials: tuple[int, ...] = ()
) -> Trace:
    claim = Claim("Said.", tuple(StatementRef(page, 0) for page in pages), tuple(StatementRef(n, 0) for n in denials))
    interval = Interval(*count)
    return Trace(
        claim=claim,
        reports=pages,
        roots=roots,
        support=Support(interval, interval),
        bottlenecks=(),
        denials=claim.denials,
        checks=(),
        grade=Grade(6, ()),
        graph=NOTHING,
    )


def _scored(pages: list[LabelledPage], *traces: Trace) -> ClaimScores:
    return score_claims(pages, _readings(pages), traces)


def test_claims_found_as_labelled_score_one() -> None:
    scores = _scored([_page("W"), _page("W"), _page("K"), _page("K")], _trace(0, 1), _trace(2, 3))
    assert scores.bcubed.f1 == scores.one.f1 == 1.0
    assert [one.tag[1] for one in scores.tags] == ["K", "W"]


def test_a_split_claim_costs_recall_and_a_merged_one_precision() -> None:
    pages = [_page("W")] * 4
    split = _scored(pages, _trace(0, 1), _trace(2, 3))
    assert (split.bcubed.precision, split.bcubed.recall) == (1.0, 0.5)
    assert (split.one.precision, split.one.recall) == (1.0, 0.5)
    merged = _scored([_page("W"), _page("W"), _page("K"), _page("K")], _trace(0, 1, 2, 3))
    assert (merged.bcubed.precision, merged.bcubed.recall) == (0.5, 1.0)


def test_a_page_in_no_claim_is_a_cluster_of_its_own() -> None:
    (tag,) = _scored([_page("W"), _page("W")], _trace(0)).tags
    assert (tag.bcubed.precision, tag.bcubed.recall) == (1.0, 0.5)
    assert tag.missed == (1,) and (tag.one.precision, tag.one.recall) == (1.0, 0.5)


def test_the_claim_that_serves_a_page_best_is_taken() -> None:
    pages = [_page("W", "K"), _page("W"), _page("K")]
    scores = _scored(pages, _trace(0, 1), _trace(0, 2), _trace(0))
    assert scores.bcubed.f1 == 1.0


def test_one_found_claim_is_granted_to_one_tag() -> None:
    pages = [_page("W", "K"), _page("W", "K"), _page("W"), _page("K")]
    found = {one.tag[1]: one.found for one in _scored(pages, _trace(0, 1, 2), _trace(0, 1)).tags}
    assert found == {"W": 0, "K": 1}


@pytest.mark.parametrize("tag", ["HARDNEG", "W-later", "W-denied"])
def test_what_only_looks_like_a_claim_is_wrong_in_it_and_no_claim_itself(tag: str) -> None:
    (one,) = _scored([_page("W"), _page(tag)], _trace(0, 1)).tags
    assert one.tag == ("flood", "W") and one.wrong == (1,) and one.one.precision == 0.5


def test_one_tag_in_two_stories_is_two_claims() -> None:
    pages = [_page("W"), replace(_page("W"), story="fire")]
    scores = _scored(pages, _trace(0, 1))
    assert [one.pages for one in scores.tags] == [(1,), (0,)] and scores.bcubed.precision == 0.5


def test_a_page_that_leaves_a_tag_open_counts_neither_way() -> None:
    pages = [_page("W"), _page("W"), _page("W", unsure=("W",)), _page(unsure=("W",))]
    assert _scored(pages, _trace(0, 1, 3)).bcubed.f1 == 1.0
    assert _scored(pages, _trace(0, 1, 2, 3)).one.f1 == 1.0


def test_denials_count_where_they_hang_on_the_claim() -> None:
    pages = [_page("W"), _page("W-denied"), _page("W-denied")]
    (one,) = _scored(pages, _trace(0, denials=(1,))).tags
    assert one.denials == (1, 2) and one.attached == (1,)


def test_labels_are_counted_by_language() -> None:
    pages = [_page("W"), _page("W"), replace(_page("W"), report=Report("Katanya.", language="id"))]
    assert held_by_language(_scored(pages, _trace(0, 1)), pages) == {"": (2, 2), "id": (1, 0)}


def test_the_order_of_pages_and_claims_changes_no_score() -> None:
    pages = [_page("W"), _page("W", "K"), _page("K"), _page()]
    one = _scored(pages, _trace(0, 1, 3), _trace(1, 2))
    other = _scored(pages[::-1], _trace(1, 2), _trace(0, 2, 3))
    assert (one.bcubed, one.one) == (other.bcubed, other.one)


def _root(name: str, party: str = "", naming: Naming = Naming.NAMED) -> Root:
    return Root(Source(name, party=party, naming=naming), (StatementRef(0, 0),))


def _roots(gold: Gold, *roots: Root, count: tuple[int, int]) -> RootScore:
    traces = [_trace(0, roots=roots, count=count)]
    (one,) = score_roots(_scored([_page("W")], *traces), traces, {("flood", "W"): gold})
    return one


def test_roots_are_right_if_their_number_and_their_parties_are() -> None:
    gold = Gold(1, ("Ukrainian military and government",))
    right = _roots(gold, _root("Oleksandr Syrskyi", "Ukrainian government"), count=(1, 1))
    assert right.right and right.exact and not right.missing
    loose = _roots(gold, _root("Oleksandr Syrskyi", "Ukrainian government"), count=(1, 2))
    assert not loose.exact and loose.within


def test_parties_that_lack_and_that_are_too_many_are_named() -> None:
    gold = Gold(2, ("Tomas Brekke", "Aurin Lines"))
    unnamed = _root("residents", naming=Naming.UNNAMED)
    one = _roots(gold, _root("Томас Брекке"), _root("Ingrid Vaal"), unnamed, count=(2, 3))
    assert (one.missing, one.surplus, one.open) == (("Aurin Lines",), ("Ingrid Vaal",), ("residents",))


def test_a_claim_that_was_not_found_has_no_root() -> None:
    gold = {("flood", "W"): Gold(1, ("Aurin Lines",))}
    (one,) = score_roots(_scored([_page("W")]), [], gold)
    assert one.found == Interval(0, 0) and one.missing == ("Aurin Lines",)


def test_those_who_told_an_outlet_without_a_name_are_that_outlets_people() -> None:
    root = _root("people familiar with the matter", naming=Naming.UNNAMED)
    witness = Node("witness:people", NodeKind.WITNESS, "people", words=root.words)
    outlet = Node("outlet:Bloomberg", NodeKind.OUTLET, "Bloomberg")
    told = Graph((witness, outlet), (Edge(witness.id, outlet.id, "told"),))
    label = label_of("Bloomberg's people familiar with the matter")
    assert is_of(root, label, told) and not is_of(root, label, NOTHING)


def test_pages_that_tell_the_roots_of_a_claim_are_its_gold() -> None:
    roots = {"W": ("harbour office/Brekke", "harbour office/a clerk")}, {"W": ("Lindqvist",)}
    pages = [replace(_page("W"), claim_roots=one) for one in roots]
    (gold,) = labelled_roots(pages).values()
    assert (gold.by_party, gold.parties) == (2, ("Lindqvist", "harbour office"))
    assert is_of(_root("Tomas Brekke"), gold.labels("harbour office")[1], NOTHING)


def test_parties_that_reached_one_page_or_its_copies_alone_are_one_way() -> None:
    first = replace(_page("W"), claim_roots={"W": ("Brekke", "Lindqvist")})
    copy = replace(first, copies=(("https://a.example", "near"),))
    assert labelled_roots([first, copy])["flood", "W"].by_party == 1
    assert labelled_roots([first, first])["flood", "W"].by_party == 2


def _family() -> list[LabelledPage]:
    first = _page(url="https://a.example")
    copies = [_page(url=f"https://{name}.example", copies=(("https://a.example", "near"),)) for name in "bc"]
    return [first, *copies, _page(url="https://d.example")]


def test_copies_are_scored_by_way_and_direction() -> None:
    scores = score_copies(_family(), [Copy(0, 1, "near", 1.0), Copy(2, 0, "translation", 1.0)])
    ways = {one.way: one for one in scores.ways}
    assert (ways["near"].counts.precision, ways["near"].counts.recall) == (1.0, 0.5)
    assert ways["translation"].counts.precision == 0.0
    assert ways["all"].counts.f1 == 1.0 and (ways["all"].linked, ways["all"].directed) == (2, 1)


def test_two_copies_of_one_original_are_neutral_and_a_stranger_is_wrong() -> None:
    scores = score_copies(_family(), [Copy(1, 2, "near", 1.0), Copy(0, 3, "partial", 1.0)])
    everything = scores.ways[-1]
    assert scores.neutral == 1 and [one.copy for one in scores.wrong] == [3]
    assert everything.counts.precision == 0.0 and everything.in_family == 2
    assert [(one.original, one.copy) for one in scores.missed] == [(0, 1), (0, 2)]


def _evaluated(*options: str) -> str:
    result = CliRunner().invoke(main, ["evaluate", "stories", *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_example_shows_something_of_every_score() -> None:
    scores = json.loads(_evaluated(str(LABELLED), "--gold", str(GOLD), "--json"))
    assert {one["tag"] for one in scores["claims"]["tags"]} == {"AGROUND", "RUDDER", "SOLD"}
    assert {one["tag"]: one["known"] for one in scores["roots"]} == {"AGROUND": 2, "RUDDER": 1, "SOLD": 2}
    assert scores["copies"]["ways"]["all"]["f1"] > 0.6
    assert {"near", "partial", "translation", "all"} <= set(scores["copies"]["ways"])


def test_misses_are_listed_with_the_words_of_the_page() -> None:
    scores = json.loads(_evaluated(str(LABELLED), "--json"))
    missed = [page for one in scores["claims"]["tags"] for page in one["missed"]]
    shown = _evaluated(str(LABELLED), "--misses")
    assert missed and all(page["url"] in shown.replace("\n", "") for page in missed)
    assert all(page["words"] for page in missed)


def test_pages_without_labels_of_claims_have_no_table_of_them(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    page = {"lang": "en", "domain": "a.example", "text": "It fell, Vell said.", "chain": [["a.example", "Vell"]]}
    file.write_text(json.dumps(page), encoding="utf-8")
    shown = _evaluated(str(file))
    assert "B-cubed" not in shown and "copies" not in shown and "roots" not in shown


def test_a_long_table_shows_the_claims_with_the_most_pages_and_says_how_many_more_there_are(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    page = {"lang": "en", "domain": "a.example", "text": "It fell, Vell said."}
    pages = [{**page, "url": f"https://a.example/{n}", "claims": [f"c{n}", "every"]} for n in range(60)]
    file.write_text("\n".join(json.dumps(one) for one in pages), encoding="utf-8")
    shown = _evaluated(str(file)).split()
    assert "every" in shown and "and 21 more" in " ".join(shown)


@pytest.mark.parametrize("gold", ["{", "[1]", '{"flood": {"W": {"parties": []}}}'])
def test_gold_of_another_form_is_named(gold: str, tmp_path: Path) -> None:
    file = tmp_path / "gold.json"
    file.write_text(gold, encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", "stories", str(LABELLED), "--gold", str(file)])
    assert result.exit_code == 2 and "gold.json" in result.stderr
    with pytest.raises(ValueError, match="known roots"):
        read_gold(file)


def test_a_way_that_does_not_exist_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    page = {"lang": "en", "text": "It fell.", "copies": [{"url": "https://a.example", "way": "stolen"}]}
    file.write_text(json.dumps(page), encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 1.*stolen"):
        list(labelled_pages(file))


def _joined(*texts: tuple[str, str]) -> list[set[int]]:
    readings = [Reading(Report(text, language=code), (Statement((Span(0, len(text)),), ()),)) for text, code in texts]
    statements = stories.keys_of_all(readings)
    return [set(one) for one in stories.joined(statements, stories.similar(statements), 0.5)]


def test_the_rival_of_keys_joins_across_languages_and_scripts() -> None:
    one, other = ("Mira Tolan counted 212 with Brekke", "en"), ("Мира Толан насчитала 212 с Брекке", "ru")
    assert {0, 1} in _joined(one, other, ("Vaal mends nets", "en"))


def test_the_rival_of_words_stays_within_a_language() -> None:
    texts = [Report("Nordholm Brekke", language=code) for code in ("en", "en", "de")]
    readings = [Reading(one, (Statement((Span(0, 15),), ()),)) for one in texts]
    pairs = stories.similar(stories.words_by_language(readings))
    assert [(one, other) for _, one, other in pairs] == [(0, 1)]
