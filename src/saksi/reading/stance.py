"""Say what a source does with the content: asserts, denies, doubts, declines, asks, supposes or intends."""

from __future__ import annotations

from saksi.model import Manner, Span, Stance
from saksi.reading.page import Page
from saksi.reading.spans import overlap, size
from saksi.reading.tagger import Attribution

# What a cue of each class does. A cue of several classes takes the first of these that it has.
_BY_CLASS = (
    ("deny", Stance.DENIES),
    ("decline", Stance.DECLINES),
    ("say", Stance.ASSERTS),
    ("tell", Stance.ASSERTS),
    ("claim", Stance.ASSERTS),
    ("according", Stance.ASSERTS),
    ("cite", Stance.ASSERTS),
    ("ask", Stance.ASKS),
    ("rule", Stance.ASSERTS),
    ("want", Stance.INTENDS),
    ("urge", Stance.INTENDS),
    ("fear", Stance.SUPPOSES),
    ("expected", Stance.SUPPOSES),
    ("think", Stance.SUPPOSES),
)
_EARLY = 12  # tokens of a content in which a hedge governs the whole of it


def stance(page: Page, one: Attribution, manner: Manner) -> Stance:
    """Return the stance of an attribution, from its cue, the cue's negation, and a hedge that governs its content."""
    first, last = page.token_range(one.cue)
    listed = [
        match.label for match in page.lexed.matches.get("stance", ()) if match.first < last and first < match.last
    ]
    if listed:
        return Stance(listed[0])
    classes = page.classes_in(one.cue)
    if "not" in classes and classes & {"think", "show"}:
        return Stance.DOUBTS
    if "not" in classes and classes & {"say", "tell", "claim"}:
        return Stance.DECLINES
    for name, found in _BY_CLASS:
        if name in classes:
            if found is Stance.ASSERTS and manner is Manner.INDIRECT and _supposed(page, one):
                return Stance.SUPPOSES
            return found
    return Stance.ASSERTS


def _supposed(page: Page, one: Attribution) -> bool:
    """Tell whether a word of possibility governs the content."""
    first, _ = page.token_range(one.content[0])
    return any(
        match.label == "possible" and first <= match.first < first + _EARLY
        for match in page.lexed.matches.get("hedges", ())
    )


def manner(page: Page, content: tuple[Span, ...]) -> Manner:
    """Return whether the content is wholly in quotation marks, partly, or not at all."""
    quoted = sum(overlap(quote, piece) for piece in content for quote in page.quotes_in(piece))
    whole = size(content)
    if not quoted:
        return Manner.INDIRECT
    return Manner.DIRECT if quoted >= 0.9 * whole else Manner.MIXED
