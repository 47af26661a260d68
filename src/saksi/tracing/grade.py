"""Grade a claim's credibility from 1 to 6, as NATO AJP-2.1 does, by rules that are stated and give their reasons."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.model import Check, Grade, Naming, Outcome, Reading, Root, SourceKind, StatementRef, Support


def grade(
    roots: Sequence[Root],
    support: Support,
    checks: Sequence[tuple[int, Check]],
    denials: Sequence[StatementRef],
    readings: Sequence[Reading],
) -> Grade:
    """Return the credibility of a claim with its reasons.

    1 confirmed: three independent parties or more, at least one named, and nobody denies it; or two, and a check that
    verified it. 2 probably true: two independent parties. 3 possibly true: one party, named. 4 doubtful: one party
    that is
    not named, or a named one whom others deny. 5 improbable: denied by more parties than say it. 6 cannot be judged:
    nobody is named as its source. The scale is AJP-2.1's; the rules are Saksi's own.
    """
    reasons = _reasons(roots, support, checks, denials)
    lower = support.by_party.lower
    verified = any(check.outcome is Outcome.VERIFIED for _, check in checks)
    named = any(root.source.naming is Naming.NAMED for root in roots)
    against = _parties_against(denials, readings)
    if not roots or (all(root.source.kind is SourceKind.UNKNOWN for root in roots) and lower < 2):
        return Grade(6, reasons)
    if against > support.by_party.upper:
        return Grade(5, reasons)
    if (lower >= 3 and named and not against) or (lower >= 2 and verified):
        return Grade(1, reasons)
    if lower >= 2:
        return Grade(2 if not against else 3, reasons)
    return Grade(3 if named and not against else 4, reasons)


def _parties_against(denials: Sequence[StatementRef], readings: Sequence[Reading]) -> int:
    sources = [readings[ref.report].statements[ref.statement].source for ref in denials]
    return len({source.party or source.name for source in sources})


def _reasons(
    roots: Sequence[Root], support: Support, checks: Sequence[tuple[int, Check]], denials: Sequence[StatementRef]
) -> tuple[str, ...]:
    party, witness = support.by_party, support.by_witness
    reasons = [
        f"{_range(party.lower, party.upper)} independent {'party' if party.upper == 1 else 'parties'} by separate ways"
    ]
    reasons.append(
        f"{_range(witness.lower, witness.upper)} independent {'witness' if witness.upper == 1 else 'witnesses'}"
    )
    for naming, words in ((Naming.NAMED, "named"), (Naming.ROLE, "known by role only"), (Naming.UNNAMED, "unnamed")):
        count = sum(root.source.naming is naming for root in roots)
        if count:
            reasons.append(f"{count} {words}")
    if roots and all(root.source.kind is SourceKind.UNKNOWN for root in roots):
        reasons.append("no source behind the outlets is named")
    for outcome, words in ((Outcome.VERIFIED, "verified"), (Outcome.COULD_NOT, "could not verify")):
        by = sorted({check.by or "somebody" for _, check in checks if check.outcome is outcome})
        if by:
            reasons.append(f"{words}: {', '.join(by)}")
    if denials:
        reasons.append(f"denied or limited in {len(denials)} statement{'s' if len(denials) > 1 else ''}")
    return tuple(reasons)


def _range(lower: int, upper: int) -> str:
    return str(lower) if lower == upper else f"{lower} to {upper}"
