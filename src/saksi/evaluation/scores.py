"""Score all that labelled pages have labels for: read once, linked and traced once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from saksi.evaluation.claims import ClaimScores, Tag, score_claims
from saksi.evaluation.copies import CopyScores, score_copies
from saksi.evaluation.pages import ReadPages
from saksi.evaluation.roots import Gold, RootScore, labelled_roots, score_roots
from saksi.evaluation.stories import ChainScores, score_chains
from saksi.linking.copies import find_copies
from saksi.model import Copy, Trace
from saksi.tracing.trace import trace_readings


@dataclass(frozen=True, slots=True)
class PageScores:
    """The scores of labelled pages, with what was scored; a part that nothing is labelled of is empty."""

    read: ReadPages
    traces: tuple[Trace, ...]
    chains: ChainScores
    claims: ClaimScores
    roots: tuple[RootScore, ...]
    copies: CopyScores


def score_pages(read: ReadPages, gold: Mapping[Tag, Gold]) -> PageScores:
    """Score pages that were read; what `gold` says of a claim's roots goes before what the pages say."""
    traces = tuple(trace_readings(read.readings))
    claims = score_claims(read.pages, read.readings, traces)
    known = {**labelled_roots(read.pages), **gold}
    return PageScores(
        read=read,
        traces=traces,
        chains=score_chains(read),
        claims=claims,
        roots=tuple(score_roots(claims, traces, known)),
        copies=score_copies(read.pages, _copies(read)),
    )


def _copies(read: ReadPages) -> list[Copy]:
    """Return the copies among pages, if any copy is labelled: finding them takes time."""
    return find_copies([one.report for one in read.readings]) if any(page.copies for page in read.pages) else []
