"""The head of a claim's page: how many say it, how many roots it has, and why it has its grade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from saksi.export.trace_lines import open_lines
from saksi.model import Interval, StatementRef
from saksi.tracing.grade import CREDIBILITY
from saksi.web.claim_seen import Seen

_QUOTED = 12  # quotations under a reason; the others are linked


class Why(NamedTuple):
    """A reason of a grade: its words, the statements that are quoted for it, and how many more there are."""

    text: str
    refs: tuple[StatementRef, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top. `echo` is how many reports there are for each root, at the most roots that it may have,
    or 0 if it has none. `first` are the days on which it may have appeared first, and `open` says why a count is open.
    """

    words: str
    reports: int
    outlets: int
    languages: tuple[str, ...]
    by_party: Interval
    by_witness: Interval
    echo: float
    credibility: int
    verdict: str
    reasons: tuple[Why, ...]
    denials: int
    first: tuple[str, ...]
    open: tuple[str, ...]


def head_of(seen: Seen) -> Head:
    """Return the head of a claim."""
    trace = seen.trace
    reports = [seen.report(one) for one in trace.reports]
    upper = trace.support.by_party.upper
    return Head(
        words=" ".join(trace.claim.text.split()),
        reports=len(reports),
        outlets=len({one.outlet for one in reports if one.outlet}),
        languages=tuple(sorted({one.language for one in reports if one.language})),
        by_party=trace.support.by_party,
        by_witness=trace.support.by_witness,
        echo=len(reports) / upper if upper else 0.0,
        credibility=trace.grade.credibility,
        verdict=CREDIBILITY[trace.grade.credibility],
        reasons=tuple(Why(one.text, one.words[:_QUOTED], len(one.words[_QUOTED:])) for one in trace.grade.reasons),
        denials=len(trace.denials),
        first=tuple(dict.fromkeys(seen.report(one.report).published[:10] for one in trace.first.words)),
        open=tuple(line.plain for line in open_lines(trace)),
    )
