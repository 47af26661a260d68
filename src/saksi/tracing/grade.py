"""Grade a claim's credibility from 1 to 6, as NATO AJP-2.1 does, by rules that are stated and give their reasons.

The rules and where they differ from AJP-2.1 are in docs/support.md; their order is the order in which they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saksi.model import (
    Check,
    Circle,
    Claim,
    Grade,
    Interval,
    Naming,
    Numbers,
    Outcome,
    Reading,
    Reason,
    Root,
    Source,
    SourceKind,
    Statement,
    StatementRef,
    Support,
)
from saksi.tracing.numbers import conflicting

CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
VERDICTS = {
    "nobody_named": (6, "nobody is named or described whose word it is"),
    "outweighed": (5, "more parties whom it is not about deny it than say it"),
    "confirmed": (1, "three parties or more say it, two of them by a named witness, and nothing contradicts them"),
    "verified": (1, "two parties or more say it, and somebody else verified it"),
    "probable": (2, "two parties or more say it, at least one of them by a named witness"),
    "contested": (3, "two parties or more say it, and somebody whom it is not about denies it"),
    "unnamed_parties": (3, "two parties or more say it, none of them by a named witness"),
    "one_named": (3, "one party says it, by a named witness"),
    "one_denied": (4, "one party says it, and somebody whom it is not about denies it"),
    "one_unnamed": (4, "one party says it, by no named witness"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a grade rests on."""

    claim: Claim
    roots: Sequence[Root]
    support: Support
    checks: Sequence[tuple[StatementRef, Check]]
    circles: Sequence[Circle]
    numbers: Sequence[Numbers]
    readings: Sequence[Reading]

    def statement(self, ref: StatementRef) -> Statement:
        """Return the statement that is meant."""
        return self.readings[ref.report].statements[ref.statement]

    def known(self) -> list[Root]:
        """Return the witnesses of whom the texts say something."""
        return [root for root in self.roots if root.source.kind is not SourceKind.UNKNOWN]

    def named_parties(self) -> set[str]:
        """Return the parties with a named witness."""
        named = (root.source for root in self.known() if root.source.naming is Naming.NAMED)
        return {source.party or source.name for source in named}

    def checked(self, outcome: Outcome) -> list[tuple[StatementRef, Check]]:
        """Return the checks that ended so."""
        return [(ref, check) for ref, check in self.checks if check.outcome is outcome]


def grade(found: Evidence) -> Grade:
    """Return the credibility of a claim: the verdict first among the reasons, then what it was weighed from.

    Good grades rest on the lower bound of support by party. Nobody's reliability enters it.
    """
    denials = _denials(found)
    rule = _verdict(found, denials)
    credibility, words = VERDICTS[rule]
    refs = tuple(sorted(found.claim.statements)) if rule != "outweighed" else found.claim.denials
    return Grade(credibility, (Reason(rule, words, refs), *_counts(found), *_checks(found), *denials, *_flaws(found)))


def _verdict(found: Evidence, denials: Sequence[Reason]) -> str:
    lower, upper = found.support.by_party.lower, found.support.by_party.upper
    named = found.named_parties()
    others = [one for one in denials if one.rule == "denied"]
    if not lower or not (found.known() or lower > 1):
        return "nobody_named"
    if len(others) > upper:
        return "outweighed"
    if lower == 1:
        return "one_denied" if others else "one_named" if named else "one_unnamed"
    if others:
        return "contested"
    if found.checked(Outcome.VERIFIED) and not denials:
        return "verified"
    unclouded = not (denials or found.circles or found.checked(Outcome.COULD_NOT) or _conflicts(found))
    if lower >= 3 and len(named) >= 2 and unclouded:
        return "confirmed"
    return "probable" if named else "unnamed_parties"


def _subjects(found: Evidence) -> set[str]:
    """Return the interested parties: those who, by the claim, did something or had it done to them."""
    events = (event for ref in found.claim.statements for event in found.statement(ref).events)
    return {name for event in events for name in (event.actor, event.patient) if name}


def _denials(found: Evidence) -> list[Reason]:
    """Return a reason for each party that denies or limits the claim, sorted by name.

    A denial by those whom the claim is about is to be expected, and so tells less than one by somebody else.
    """
    subjects = _subjects(found)
    against: dict[tuple[str, bool], list[StatementRef]] = {}
    for ref in found.claim.denials:
        source = found.statement(ref).source
        against.setdefault((source.party or source.name or "somebody", _speaks_for(source, subjects)), []).append(ref)
    return [
        Reason("denied_by_subject", f"denied by {name}, whom it is about", tuple(refs))
        if about
        else Reason("denied", f"denied by {name}", tuple(refs))
        for (name, about), refs in sorted(against.items())
    ]


def _speaks_for(source: Source, subjects: set[str]) -> bool:
    """Tell whether a source is one of those whom a claim is about, or is said to speak for one."""
    if source.party in subjects or source.name in subjects:
        return True
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", f"{source.role}, {source.affiliation}") for one in subjects)


def _counts(found: Evidence) -> list[Reason]:
    party, witness = found.support.by_party, found.support.by_witness
    words = tuple(sorted({ref for root in found.roots for ref in root.words}))
    reasons = [
        Reason("parties", f"{span(party)} {_plural(party, 'party', 'parties')} by separate ways", words),
        Reason("witnesses", f"{span(witness)} {_plural(witness, 'witness', 'witnesses')} by separate ways", words),
    ]
    for naming, how in ((Naming.NAMED, "named"), (Naming.ROLE, "known by role only"), (Naming.UNNAMED, "unnamed")):
        roots = [root for root in found.roots if root.source.naming is naming]
        if roots:
            text = f"{len(roots)} {'witness' if len(roots) == 1 else 'witnesses'} {how}"
            reasons.append(Reason(naming.value, text, tuple(sorted({ref for one in roots for ref in one.words}))))
    return reasons


def _checks(found: Evidence) -> list[Reason]:
    reasons = []
    for rule, outcome, words in (
        ("check_verified", Outcome.VERIFIED, "verified by"),
        ("check_could_not", Outcome.COULD_NOT, "could not be verified by"),
    ):
        checks = found.checked(outcome)
        if checks:
            by = sorted({check.by or "somebody" for _, check in checks})
            reasons.append(Reason(rule, f"{words} {', '.join(by)}", tuple(sorted({ref for ref, _ in checks}))))
    return reasons


def _flaws(found: Evidence) -> Iterable[Reason]:
    for circle in found.circles:
        names = ", ".join(node.partition(":")[2] for node in circle.nodes)
        yield Reason("circle", f"cite each other: {names}", circle.words)
    for one in _conflicts(found):
        words = tuple(sorted({mention.words for figure in one.figures for mention in figure.mentions}))
        yield Reason("numbers_conflict", f"{len(one.figures)} figures in {one.unit} that conflict", words)


def _conflicts(found: Evidence) -> list[Numbers]:
    return [one for one in found.numbers if conflicting(one)]


def _plural(count: Interval, one: str, many: str) -> str:
    return one if count.upper == 1 else many


def span(count: Interval) -> str:
    """Return bounds as "3" or "1 to 3"."""
    return str(count.lower) if count.lower == count.upper else f"{count.lower} to {count.upper}"
