"""Score roots: on how many parties a claim rests, and on which, against what is known of it.

What is known comes from a file of JSON, {story: {tag: {"by_party": number, "parties": [name, ...]}}}, which may name
the "witnesses" of each party, too; a claim that it does not have gets its parties from the `claim_roots` of the pages.
Their number is then the greatest number of parties that reached pages of their own, one each, among the pages that
copied nobody (a matching); which outlets lie between a witness and a page is not labelled, so that it may be too high
where several parties told but one outlet.

What is scored is the one found claim that fits the tag best, as in `claims`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from saksi.evaluation.claims import ClaimScores, Tag, TagScore
from saksi.evaluation.labels import Label, fits, label_of
from saksi.evaluation.pages import LabelledPage
from saksi.gazetteer.outlets import by_name
from saksi.model import Graph, Interval, Naming, NodeKind, Root, Trace


@dataclass(frozen=True, slots=True)
class Gold:
    """What is known of a claim: the support by party, the parties by name, and, for some, their witnesses by name."""

    by_party: int
    parties: tuple[str, ...]
    witnesses: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def labels(self, party: str) -> list[Label]:
        """Return all that stand for a party: its own label, and those of its witnesses."""
        return [label_of(one) for one in (party, *sorted(self.witnesses.get(party, ())))]


@dataclass(frozen=True, slots=True)
class RootScore:
    """A claim's roots as found against those known; `found` is the support by party, 0 to 0 if no claim was found.

    `missing` are known parties that no root is of, `surplus` the parties (or names) of roots that are of none of them;
    `open` are the roots that are not named and of no party, who may be anybody.
    """

    tag: Tag
    gold: Gold
    found: Interval
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Tell whether the count is the known one, with no room left."""
        return self.found.lower == self.found.upper == self.gold.by_party

    @property
    def within(self) -> bool:
        """Tell whether the known count lies in the interval."""
        return self.found.lower <= self.gold.by_party <= self.found.upper

    @property
    def right(self) -> bool:
        """Tell whether count and parties are all as they are known."""
        return self.exact and not self.missing and not self.surplus


def read_gold(path: Path) -> dict[Tag, Gold]:
    """Return what is known of claims; raises ValueError where the file is not of the form."""
    try:
        return {
            (story, tag): Gold(int(one["by_party"]), tuple(one["parties"]), _named(one.get("witnesses", {})))
            for story, tags in json.loads(path.read_text(encoding="utf-8")).items()
            for tag, one in tags.items()
        }
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: not a file of known roots ({error!r})") from error


def _named(witnesses: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    return {party: frozenset(names) for party, names in witnesses.items()}


def labelled_roots(pages: Sequence[LabelledPage]) -> dict[Tag, Gold]:
    """Return what the pages themselves say of the roots of their claims."""
    parties: defaultdict[Tag, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    reached: defaultdict[Tag, list[set[str]]] = defaultdict(list)
    for page in pages:
        for tag, roots in page.claim_roots.items():
            named = [root.partition("/") for root in roots]
            for party, _, witness in named:
                parties[page.story, tag][party].update((witness,) if witness else ())
            if not page.copies:
                reached[page.story, tag].append({party for party, _, _ in named})
    return {
        tag: Gold(_matched(reached[tag]), tuple(sorted(known)), {party: frozenset(known[party]) for party in known})
        for tag, known in parties.items()
    }


def _matched(reached: Sequence[set[str]]) -> int:
    """Return how many parties can each have a page of its own that they reached (Kuhn 1955)."""
    holder: dict[int, str] = {}

    def place(party: str, tried: set[int]) -> bool:
        for page, parties in enumerate(reached):
            if party in parties and page not in tried:
                tried.add(page)
                if page not in holder or place(holder[page], tried):
                    holder[page] = party
                    return True
        return False

    return sum(place(party, set()) for party in sorted(set().union(*reached)))


def score_roots(claims: ClaimScores, traces: Sequence[Trace], gold: Mapping[Tag, Gold]) -> list[RootScore]:
    """Score the roots of every claim of which something is known, in the order of the claims' scores."""
    return [_score(one, traces, gold[one.tag]) for one in claims.tags if one.tag in gold]


def _score(claim: TagScore, traces: Sequence[Trace], gold: Gold) -> RootScore:
    if claim.found is None:
        return RootScore(claim.tag, gold, Interval(0, 0), gold.parties, (), ())
    trace = traces[claim.found]
    met = {
        party: [root for root in trace.roots if any(is_of(root, label, trace.graph) for label in gold.labels(party))]
        for party in gold.parties
    }
    others = [root for root in trace.roots if not any(root in roots for roots in met.values())]
    return RootScore(
        tag=claim.tag,
        gold=gold,
        found=trace.support.by_party,
        missing=tuple(party for party, roots in met.items() if not roots),
        surplus=tuple(sorted({root.source.party or root.source.name for root in others if not _anybody(root)})),
        open=tuple(sorted({root.source.name for root in others if _anybody(root)})),
    )


def is_of(root: Root, label: Label, graph: Graph) -> bool:
    """Tell whether a root is of the party that a label names.

    A label such as "Radio Dunmore's people familiar with the matter" means whoever told that outlet without a name.
    """
    outlet = _outlet(label)
    if outlet and root.source.naming is not Naming.NAMED:
        return outlet in _told(root, graph)
    return (bool(label.party) and root.source.party == label.party) or fits(label, root.source)


def _outlet(label: Label) -> str:
    """Return the outlet whose people a label means, or ""."""
    owner, possessive, _ = label.text.partition("'s ")
    named = by_name(owner) if possessive else None
    return named.name if named is not None else owner if possessive and label.human else ""


def _told(root: Root, graph: Graph) -> set[str]:
    """Return the outlets that a root told."""
    ids = {one.id for one in graph.nodes if one.kind is NodeKind.WITNESS and set(root.words) <= set(one.words)}
    outlets = {one.id: one.label for one in graph.nodes if one.kind is NodeKind.OUTLET}
    return {outlets[edge.target] for edge in graph.edges if edge.source in ids and edge.target in outlets}


def _anybody(root: Root) -> bool:
    return not root.source.party and root.source.naming is not Naming.NAMED
