"""The graph of a claim: who is a witness, who only relays, what was copied, and which dropped hops are put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saksi.model import Copy, Manner, Naming, Passage, Reading, Source, SourceKind, Span, Statement, Trace
from saksi.tracing.trace import trace_claim
from telling import claim_of, person, told, unnamed

MINISTER = person("Lena Corvo", "Ostrana government")
OFFICIALS = unnamed("officials in Ostrana", "Ostrana government")
UNION = person("Idris Vell")
OWN_WORDS = (
    "Orrin Lines has fired 400 workers after the cranes at Calder Quay failed their last test before the winter storms"
)


def traced(*readings: Reading, copies: Sequence[Copy] = ()) -> Trace:
    """Trace the one claim of the readings."""
    return trace_claim(claim_of(*readings), readings, copies)


def party(*readings: Reading, copies: Sequence[Copy] = ()) -> tuple[int, int]:
    """Return the bounds of support by party."""
    found = traced(*readings, copies=copies).support.by_party
    return found.lower, found.upper


def edges(trace: Trace) -> set[tuple[str, str, str]]:
    """Return the edges of a graph as names, an inferred one with a question mark."""
    return {
        (one.source.partition(":")[2], one.target.partition(":")[2] or "claim", one.way + "?" * one.inferred)
        for one in trace.graph.edges
    }


def way(trace: Trace) -> set[str]:
    """Return the labels of the outlets and witnesses of a graph."""
    return {node.label for node in trace.graph.nodes if node.kind in ("outlet", "witness")}


def test_an_outlet_that_only_relays_is_no_witness() -> None:
    found = traced(told("Post", MINISTER), told("Quay News", "Post"), told("Tide", "Quay News", "Post"))
    assert [root.source.name for root in found.roots] == ["Lena Corvo"]
    assert (found.support.by_party.lower, found.support.by_party.upper) == (1, 1)
    assert len(found.reports) == 3


def test_one_figure_repeated_by_another_of_the_party_adds_no_root_by_party() -> None:
    spokesman = person("Pavel Osk", "Ostrana government")
    found = traced(told("Post", MINISTER), told("Tide", spokesman))
    assert (found.support.by_party.upper, found.support.by_witness.upper) == (1, 2)
    [voice] = found.voices
    assert (voice.name, voice.reports, voice.alone) == ("Ostrana government", (0, 1), (0, 1))


def test_a_body_behind_its_own_spokesman_is_no_second_witness() -> None:
    government = Source("Ostrana government", SourceKind.STATE_BODY, party="Ostrana government")
    found = traced(told("Post", MINISTER, government))
    assert [root.source.name for root in found.roots] == ["Lena Corvo"]


def test_a_president_who_repeats_his_commander_leads_back_to_the_commander() -> None:
    president, commander = (person(name, "Ostrana government") for name in ("Ana Dorr", "Jan Kessel"))
    assert [root.source.name for root in traced(told("Post", president, commander)).roots] == ["Jan Kessel"]


def test_an_outlet_with_a_count_of_its_own_is_a_witness() -> None:
    count = Source("a count by the Post", SourceKind.DATA)
    found = traced(told("Tide", "Post", count), told("Gazette", MINISTER))
    assert {voice.name for voice in found.voices} == {"Post", "Ostrana government"}
    assert found.support.by_party.lower == 2


def test_a_count_made_on_anothers_data_hangs_on_whoever_gave_them() -> None:
    institute = Source("Sandmere Institute", SourceKind.ORGANISATION, party="Sandmere Institute")
    count = Source("a count by the Post", SourceKind.DATA)
    found = traced(told("Tide", "Post", count, institute), told("Gazette", institute))
    assert (found.support.by_party.lower, found.support.by_party.upper) == (1, 1)


def test_a_think_tank_that_cites_officials_stands_on_their_way() -> None:
    institute = Source("Sandmere Institute", SourceKind.ORGANISATION, party="Sandmere Institute")
    found = traced(told("Tide", institute, OFFICIALS))
    assert "Sandmere Institute" in way(found)
    assert [root.source.party for root in found.roots] == ["Ostrana government"]


def test_a_party_that_speaks_on_its_own_page_is_its_own_witness() -> None:
    found = traced(told("Institute for the Study of War"), told("Post", MINISTER))
    assert found.support.by_party.lower == 2


def test_whoever_published_a_report_is_an_outlet_though_no_list_knows_it() -> None:
    ledger = Source("the Coast Ledger", SourceKind.UNKNOWN, naming=Naming.ROLE)
    found = traced(told("Coast Ledger", UNION), told("Tide", ledger))
    assert [root.source.name for root in found.roots] == ["Idris Vell"]


# Behind an outlet that names nobody.


def test_behind_an_outlet_stands_somebody_unless_its_own_word_is_known() -> None:
    assert party(told("Tide", "Post"), told("Gazette", UNION)) == (1, 2)
    assert party(told("Tide", "Post"), told("Quay News", "Post", UNION)) == (1, 1)


def test_what_an_outlet_says_without_a_source_after_others_named_theirs_is_a_repetition() -> None:
    source = told("Gazette", UNION, published="2031-03-04")
    assert party(source, told("Tide", "Post", published="2031-03-04")) == (1, 2)
    assert party(source, told("Tide", "Post", published="2031-03-05")) == (1, 1)
    assert party(source, told("Tide", "Post", published="2031-03")) == (1, 2)
    assert party(source, told("Tide", "Post")) == (1, 2)


def test_a_body_without_a_name_or_a_party_repeats_what_was_out_already() -> None:
    army = Source("the army", SourceKind.STATE_BODY, naming=Naming.ROLE)
    source = told("Gazette", MINISTER, published="2031-03-04")
    assert party(source, told("Tide", army, published="2031-03-05")) == (1, 1)
    assert party(source, told("Tide", army, published="2031-03-04")) == (1, 2)
    assert party(source, told("Tide", unnamed("two officers"), published="2031-03-05")) == (1, 2)
    assert party(told("Tide", army, published="2031-03-05")) == (1, 1)


def test_pages_in_their_own_voice_are_roots_only_if_nobody_is_named() -> None:
    assert party(told("Tide"), told("Post")) == (1, 2)
    found = traced(told("Tide"), told("Post", UNION))
    assert (found.support.by_party.lower, found.support.by_party.upper) == (1, 1)
    assert [ref.report for ref in found.unsourced] == [0]


# Circles.


def test_outlets_that_cite_each_other_are_a_circle_and_no_root() -> None:
    found = traced(told("Ledger", "Wire"), told("Wire", "Ledger"), told("Tide", "Ledger"))
    assert [one.nodes for one in found.circles] == [("outlet:Ledger", "outlet:Wire")]
    assert [ref.report for ref in found.circles[0].words] == [0, 1]
    assert (found.support.by_party.upper, found.roots) == (0, ())
    assert found.grade.credibility == 6


def test_a_circle_of_three_with_a_way_in_has_the_root_that_comes_in() -> None:
    pages = [told("A", "B"), told("B", "C"), told("C", "A"), told("C", MINISTER)]
    found = traced(*pages)
    assert [one.nodes for one in found.circles] == [("outlet:A", "outlet:B", "outlet:C")]
    assert [root.source.name for root in found.roots] == ["Lena Corvo"]
    assert found.support.by_party.upper == 1


def test_an_outlet_that_cites_its_own_earlier_report_is_no_circle() -> None:
    assert traced(told("Post", "Post", UNION)).circles == ()


# Copies.


def test_a_copy_has_its_word_from_its_original_alone() -> None:
    pages = [told("Post", MINISTER), told("Tide", person("Dario Menk"))]
    assert party(*pages) == (2, 2)
    for how, passed in (("same", "copied"), ("near", "copied"), ("spun", "copied"), ("translation", "translated")):
        found = traced(*pages, copies=[Copy(0, 1, how, 0.9)])
        assert [root.source.name for root in found.roots] == ["Lena Corvo"]
        assert ("0", "1", passed) in edges(found)


def with_two_statements(page: Reading, first: Span, second: Span, *chains: Statement) -> Reading:
    """Return a page whose text has two statements, by the chains of others."""
    statements = tuple(replace(one, content=(span,)) for one, span in zip(chains, (first, second), strict=True))
    return replace(page, statements=statements)


def test_a_partial_copy_has_words_of_its_own_outside_of_what_it_copied() -> None:
    original = told("Post", MINISTER)
    taken, own = told("Tide", MINISTER).statements[0], told("Tide", UNION).statements[0]
    page = with_two_statements(told("Tide", words="x" * 200), Span(0, 80), Span(100, 180), taken, own)
    lifted = Copy(0, 1, "partial", 0.5, (Passage(Span(0, 48), Span(0, 90)),))
    assert party(original, page, copies=[lifted]) == (2, 2)
    assert party(original, page, copies=[replace(lifted, passages=())]) == (1, 1)
    whole = replace(lifted, passages=(Passage(Span(0, 48), Span(0, 200)),))
    assert party(original, page, copies=[whole]) == (1, 1)


def test_two_copies_of_a_report_that_does_not_say_it_are_one() -> None:
    pages = [told("Tide", unnamed("a dock worker")), told("Gazette", unnamed("a worker at the docks"))]
    elsewhere = told("Post", words="Nothing of the kind")
    claim = claim_of(*pages)
    copies = [Copy(2, 0, "near", 0.8), Copy(2, 1, "translation", 0.7)]
    found = trace_claim(claim, (*pages, elsewhere), copies)
    assert len(found.roots) == 1
    assert sum(one.way in ("copied", "translated") for one in found.graph.edges) == 1


def test_reports_that_copied_from_each_other_keep_their_root() -> None:
    pages = [told("Post", MINISTER), told("Tide", UNION)]
    copies = [Copy(0, 1, "partial", 0.6), Copy(1, 0, "partial", 0.3)]
    assert party(*pages, copies=copies) == (1, 1)
    assert party(*pages, copies=copies[::-1]) == (1, 1)


# Dropped hops.


def test_two_newspapers_with_officials_of_their_own_are_never_joined() -> None:
    found = traced(told("Tide", "Post", OFFICIALS), told("Gazette", OFFICIALS))
    assert not any(one.inferred for one in found.graph.edges)
    assert (found.support.by_witness.lower, found.support.by_witness.upper) == (1, 2)


def test_a_hop_is_restored_where_a_copy_of_the_page_names_it() -> None:
    pages = told("Gazette", OFFICIALS), told("Tide", "Post", OFFICIALS)
    found = traced(*pages, copies=[Copy(0, 1, "near", 0.9)])
    assert ("Post", "Gazette", "relayed?") in edges(found)


def test_a_copy_that_credits_the_page_it_copied_restores_nothing() -> None:
    pages = told("Gazette", OFFICIALS), told("Tide", "Gazette", OFFICIALS)
    assert not any(one.inferred for one in traced(*pages, copies=[Copy(0, 1, "near", 0.9)]).graph.edges)


def test_a_hop_is_restored_where_the_reporters_own_words_are_the_same() -> None:
    through = told("Tide", "Post", OFFICIALS, words=OWN_WORDS)
    direct = told("Gazette", OFFICIALS, words=f"It is said that {OWN_WORDS}, and more will go")
    found = traced(through, direct)
    assert ("Post", "Gazette", "relayed?") in edges(found)
    assert found.support.by_witness.upper == 1


def test_words_in_quotation_marks_restore_nothing_since_they_may_have_been_said_to_many() -> None:
    through = told("Tide", "Post", OFFICIALS, words=OWN_WORDS, manner=Manner.DIRECT)
    direct = told("Gazette", OFFICIALS, words=OWN_WORDS, manner=Manner.DIRECT)
    assert not any(one.inferred for one in traced(through, direct).graph.edges)


def test_nothing_is_restored_where_the_same_words_came_two_ways() -> None:
    ways = [told(site, hop, OFFICIALS, words=OWN_WORDS) for site, hop in (("Tide", "Post"), ("Quay News", "Wire"))]
    found = traced(*ways, told("Gazette", OFFICIALS, words=OWN_WORDS))
    assert not any(one.inferred for one in found.graph.edges)


def test_people_of_another_party_are_not_the_same_people() -> None:
    others = unnamed("officials in Velmar", "Velmar government")
    pages = told("Tide", "Post", others, words=OWN_WORDS), told("Gazette", OFFICIALS, words=OWN_WORDS)
    assert not any(one.inferred for one in traced(*pages).graph.edges)


def test_behind_a_cited_outlet_stands_the_hop_that_its_own_page_names() -> None:
    found = traced(told("Tide", "Insider", OFFICIALS), told("Insider", "Post", OFFICIALS))
    assert len(found.roots) == 1
    assert ("Post", "Insider", "relayed") in edges(found)
    direct = traced(told("Tide", "Insider", OFFICIALS), told("Insider", "Post", OFFICIALS), told("Insider", OFFICIALS))
    assert len(direct.roots) == 2
