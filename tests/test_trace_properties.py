"""What holds for the trace of any claim: copies and relays add nothing, roots do, and names and order do not matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.model import Copy, Interval, Naming, Reading, Source, SourceKind, StatementRef, Support
from saksi.tracing.trace import trace_claim
from telling import WORDS, claim_of, person, told, unnamed

LONG = "that Orrin Lines has fired 400 workers at Calder Quay after a storm broke the last of its three cranes"
WITNESSES: list[tuple[Source, ...]] = [
    (),
    (),
    (person("Lena Corvo", "Ostrana government"),),
    (person("Pavel Osk", "Ostrana government"),),
    (person("Ana Dorr", "Velmar government"),),
    (person("Idris Vell"),),
    (unnamed("officials in Ostrana", "Ostrana government"),),
    (unnamed("officials in Velmar", "Velmar government"),),
    (unnamed("people familiar with the matter"),),
    (Source("the army", SourceKind.STATE_BODY, naming=Naming.ROLE),),
]
SITES = ["Post", "Tide", "Gazette", "Wire", "Ledger"]
HOPS: list[tuple[str, ...]] = [(), (), ("Post",), ("Wire",), ("Insider",), ("Ledger", "Post"), ("Post", "Wire")]
DATES = ["", "2031-03", "2031-03-04", "2031-03-05", "2031-03-06"]


@st.composite
def reports(draw: st.DrawFn) -> Reading:
    """Draw a report of one statement."""
    chain: tuple[str | Source, ...] = (
        draw(st.sampled_from(SITES)),
        *draw(st.sampled_from(HOPS)),
        *draw(st.sampled_from(WITNESSES)),
    )
    return told(*chain, published=draw(st.sampled_from(DATES)), words=draw(st.sampled_from([WORDS, LONG])))


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Reading], list[Copy]]:
    """Draw reports of one claim, with copies that lead from earlier to later ones."""
    pages = draw(st.lists(reports(), min_size=1, max_size=6))
    pages = [replace(one, report=replace(one.report, url=f"https://{at}.example")) for at, one in enumerate(pages)]
    copies = []
    for at in range(1, len(pages)):
        if draw(st.booleans()) and draw(st.booleans()):
            copies.append(Copy(draw(st.integers(0, at - 1)), at, draw(st.sampled_from(["near", "spun"])), 1 / (1 + at)))
            pages[at] = _copied(pages[at], pages[copies[-1].original], credits=draw(st.booleans()))
    return pages, copies


def _copied(page: Reading, original: Reading, *, credits: bool) -> Reading:
    """Return a page with the words and the sources of another one, which it credits or not."""
    told_by = original.statements[0].chain
    chain = (page.statements[0].chain[0], *(told_by if credits else told_by[1:]))
    report = replace(page.report, text=original.report.text)
    return replace(page, report=report, statements=(replace(original.statements[0], chain=chain),))


def support(pages: Sequence[Reading], copies: Sequence[Copy]) -> Support:
    """Trace the claim and count."""
    return trace_claim(claim_of(*pages), pages, copies).support


def never_more(after: Support, before: Support) -> bool:
    """Tell whether no bound rose."""
    pairs: list[tuple[Interval, Interval]] = [
        (after.by_party, before.by_party),
        (after.by_witness, before.by_witness),
    ]
    return all(one.lower <= other.lower and one.upper <= other.upper for one, other in pairs)


@settings(deadline=None)  # the first example loads the lists of outlets and parties
@given(stories(), st.data())
def test_a_copy_never_raises_the_support(story: tuple[list[Reading], list[Copy]], data: st.DataObject) -> None:
    pages, copies = story
    at = data.draw(st.integers(0, len(pages) - 1))
    chain = pages[at].statements[0].chain
    hops = [hop.source for hop in (chain if data.draw(st.booleans()) else chain[1:])]
    twin = told("Mirror", *hops, published="2031-03-09", words=pages[at].report.text)
    copy = Copy(at, len(pages), data.draw(st.sampled_from(["same", "translation"])), 0.99)
    assert never_more(support([*pages, twin], [*copies, copy]), support(pages, copies))


@settings(deadline=None)  # the first example loads the lists of outlets and parties
@given(stories(), st.data())
def test_a_relay_never_raises_the_support(story: tuple[list[Reading], list[Copy]], data: st.DataObject) -> None:
    pages, copies = story
    taken = {one.copy for one in copies}  # a relay of a copy may be the first to show what the outlet had of its own
    page = data.draw(st.sampled_from([page for at, page in enumerate(pages) if at not in taken]))
    published = page.report.published and data.draw(st.sampled_from([page.report.published, "2031-03-09"]))
    relay = told("Mirror", *(hop.source for hop in page.statements[0].chain), published=published)
    assert never_more(support([*pages, relay], copies), support(pages, copies))


@settings(deadline=None)  # the first example loads the lists of outlets and parties
@given(stories(), st.booleans())
def test_an_independent_root_never_lowers_the_support(story: tuple[list[Reading], list[Copy]], dated: bool) -> None:
    pages, copies = story
    before = support(pages, copies)
    after = support([*pages, told("Beacon", person("Mira Tolan"), published="2031-03-04" if dated else "")], copies)
    assert after.by_party.lower >= before.by_party.lower
    assert after.by_witness.lower >= before.by_witness.lower
    if not dated and all(page.statements[0].chain[-1].source.kind != "outlet" for page in pages):
        assert after.by_party.upper == before.by_party.upper + 1


@settings(deadline=None)  # the first example loads the lists of outlets and parties
@given(stories())
def test_two_parties_that_turn_out_to_be_one_never_raise_the_support(story: tuple[list[Reading], list[Copy]]) -> None:
    pages, copies = story

    def merged(source: Source) -> Source:
        return replace(source, party=source.party.replace("Velmar", "Ostrana"))

    after, before = support(changed(pages, merged), copies), support(pages, copies)
    assert after.by_party.lower <= before.by_party.lower
    assert after.by_party.upper <= before.by_party.upper


def changed(pages: Sequence[Reading], change: Callable[[Source], Source]) -> list[Reading]:
    """Return pages with every source changed, and the outlets of their reports with them."""
    made = []
    for page in pages:
        statement = page.statements[0]
        chain = tuple(replace(hop, source=change(hop.source)) for hop in statement.chain)
        report = replace(page.report, outlet=chain[0].source.name)
        made.append(replace(page, report=report, statements=(replace(statement, chain=chain),)))
    return made


@settings(deadline=None)  # the first example loads the lists of outlets and parties
@given(stories())
def test_names_do_not_matter(story: tuple[list[Reading], list[Copy]]) -> None:
    pages, copies = story

    def renamed(source: Source) -> Source:
        return replace(source, name=source.name[::-1], party=source.party[::-1])

    assert support(changed(pages, renamed), copies) == support(pages, copies)


@settings(deadline=None)  # the first example loads the lists of outlets and parties
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(story: tuple[list[Reading], list[Copy]], random: Random) -> None:
    pages, copies = story
    order = list(range(len(pages)))
    random.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    shuffled = [pages[old] for old in order]
    moved = [replace(one, original=place[one.original], copy=place[one.copy]) for one in copies]
    random.shuffle(moved)
    one, other = (trace_claim(claim_of(*some), some, links) for some, links in ((pages, copies), (shuffled, moved)))

    def there(ref: StatementRef) -> str:
        return pages[ref.report].report.url

    def here(ref: StatementRef) -> str:
        return shuffled[ref.report].report.url

    assert one.support == other.support
    assert [(root.source, root.node) for root in sorted(one.roots, key=lambda root: root.node)] == [
        (root.source, root.node) for root in sorted(other.roots, key=lambda root: root.node)
    ]
    assert [there(ref) for ref in one.first.words] == [here(ref) for ref in other.first.words]
    assert [(there(m.earlier), there(m.later), m.change) for m in one.mutations] == [
        (here(m.earlier), here(m.later), m.change) for m in other.mutations
    ]
    assert [circle.nodes for circle in one.circles] == [circle.nodes for circle in other.circles]
    assert [reason.text for reason in one.grade.reasons] == [reason.text for reason in other.grade.reasons]


@settings(deadline=None)  # the first example loads the lists of outlets and parties
@given(stories())
def test_the_cut_is_as_large_as_the_support_and_every_root_has_a_voice(story: tuple[list[Reading], list[Copy]]) -> None:
    pages, copies = story
    found = trace_claim(claim_of(*pages), pages, copies)
    assert len(found.cut) == found.support.by_witness.upper
    assert len(found.voices) >= found.support.by_party.upper
    assert {root.node for root in found.roots} == {one for voice in found.voices for one in voice.witnesses}
    assert all(set(voice.alone) <= set(voice.reports) for voice in found.voices)


@settings(deadline=None)  # the first example loads the lists of outlets and parties
@given(stories())
def test_a_hop_that_is_put_back_is_marked_and_named_by_another_text(story: tuple[list[Reading], list[Copy]]) -> None:
    pages, copies = story
    found = trace_claim(claim_of(*pages), pages, copies)
    stated = {hop.source.name for page in pages for hop in page.statements[0].chain[1:]}
    for edge in found.graph.edges:
        if edge.inferred and edge.way == "relayed":
            assert edge.source.removeprefix("outlet:") in stated
