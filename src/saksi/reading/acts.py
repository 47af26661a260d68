"""Find public acts: what a court, a central bank or a parliament decides is its own word, though nobody "said" it."""

from __future__ import annotations

from saksi.gazetteer.declarations import by_name
from saksi.model import Event, Hop, Source, SourceKind
from saksi.reading.page import Page
from saksi.reading.segment import Sentence

_SUBJECT = 6  # tokens of a subject that opens a sentence
_KIND = "public body"


def public_act(page: Page, sentence: Sentence, events: tuple[Event, ...]) -> Hop | None:
    """Return the public body whose act a sentence in the page's own voice tells of, or None.

    The body has to open the sentence and to do something that happened: "The central bank cut its rate".
    """
    if not any(not one.negated and not one.concept.startswith("obj_") for one in events):
        return None
    first = sentence.first
    for last in range(min(first + _SUBJECT, sentence.last), first, -1):
        known = page.identify(first, last)
        party = by_name().get(known.party) if known is not None else None
        if known is not None and known.by in ("body", "name") and party is not None and party.kind == _KIND:
            body = Source(known.name, SourceKind.ACT, party=known.party)
            return Hop(body, page.span(first, last))
    return None
