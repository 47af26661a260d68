"""Find who tried to verify what, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from saksi.model import Check, Outcome, Source, SourceKind
from saksi.reading.page import Page
from saksi.reading.tagger import Attribution


@dataclass(frozen=True, slots=True)
class FoundCheck:
    """A check, the sentence that it stands in, and the outlet that tried, if it was one."""

    check: Check
    sentence: int
    outlet: str


def find_checks(page: Page, found: list[Attribution], sources: list[Source]) -> list[FoundCheck]:
    """Return the checks that the text tells of, in order; of overlapping phrases the longest counts."""
    checks: list[FoundCheck] = []
    taken = 0
    matches = sorted(page.lexed.matches.get("checks", ()), key=lambda one: (one.first, -one.last))
    for match in matches:
        if match.first < taken:
            continue
        taken = match.last
        number = page.sentence_of(page.tokens.starts[match.first])
        outcome = Outcome(match.label)
        by, outlet = _who(page, number, match.first, match.last, found, sources, outcome)
        checks.append(FoundCheck(Check(by, outcome, page.span(match.first, match.last)), number, outlet))
    return checks


def _who(
    page: Page, number: int, first: int, last: int, found: list[Attribution], sources: list[Source], outcome: Outcome
) -> tuple[str, str]:
    """Return who tried, and its name again if it is an outlet.

    Who could not verify is the subject; who got no answer is the outlet that asked, named after the cue or before it.
    """
    sentence = page.sentences[number]
    outlets = page.outlets_among(sentence.first, sentence.last)
    if outcome is Outcome.NO_ANSWER:
        after = [one.label for one in outlets if one.first >= last]
        name = after[0] if after else ""
        return name, name
    span = page.span(first, last)
    for attribution, source in zip(found, sources, strict=True):
        if attribution.cue.meets(span) and source.name:
            return source.name, source.name if source.kind is SourceKind.OUTLET else ""
    before = [one.label for one in outlets if one.last <= first] or [one.label for one in outlets]
    return (before[-1], before[-1]) if before else ("", "")
