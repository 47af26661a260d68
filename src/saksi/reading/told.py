"""Part the one who speaks from what is told, and from the outlet that was told."""

from __future__ import annotations

from dataclasses import replace

from saksi.model import Span
from saksi.reading.completion import told_prefixes
from saksi.reading.page import Page
from saksi.reading.spans import hull
from saksi.reading.tagger import Attribution

_SUBJECT = 8  # tokens of a subject that opens a content


def topic_first(page: Page, one: Attribution) -> Attribution:
    """Take what stands before a particle of the topic at the start of a content for the source that is missing.

    Which words are such particles is the pack's `[coreference] topic`: "検察は…と発表した".
    """
    topics = frozenset(page.pack.section("coreference").get("topic", ()))
    if one.source or not one.content or not topics or one.content[0].start > one.cue.start:
        return one
    first, last = page.token_range(one.content[0])
    stop = min(last, first + _SUBJECT)
    at = next((at for at in range(first + 1, stop) if page.tokens.words[at] in topics), None)
    if at is None or first != page.sentences[one.sentence].first or page.quoted(one.content[0].start):
        return one
    begin = at + 2 if page.tokens.words[at + 1 : at + 2] == [","] else at + 1
    rest = (page.span(begin, last),) if begin < last else ()
    return replace(one, source=(page.span(first, at),), content=(*rest, *one.content[1:]))


def without_told(page: Page, one: Attribution) -> Attribution:
    """Take an outlet that was told out of the source ("told [the BBC the keeper]") and out of the content before the
    cue ("[In an interview with the BBC] Tolan said that ...").
    """
    pieces = [*one.source, *one.content]
    named = page.outlets_in(hull(pieces)) if pieces else []
    if not named:
        return one
    source, content = one.source, one.content
    for outlet in named:
        span = page.span(outlet.first, outlet.last)
        asked = page.told.get(outlet.first, page.told.get(outlet.first - 1))
        verb = page.token_range(one.cue)[1] == outlet.first and "tell" in page.classes_in(one.cue)
        written = page.tokens.words[outlet.first].startswith(told_prefixes(page)) and span.start > one.cue.end
        if asked is None and not verb and not written:
            continue
        source = tuple(_around(piece, span) for piece in source)
        if asked is not None and len(content) > 1 and content[0].end <= one.cue.start:
            begin = page.tokens.starts[asked]
            content = content[content[0].start == begin and content[0].covers(span) :]
    return replace(one, source=source, content=content)


def _around(piece: Span, named: Span) -> Span:
    """Return a piece without what opens or closes it, if there is more of it."""
    if piece.start == named.start and piece.end > named.end + 1:
        return Span(named.end + 1, piece.end)
    return Span(piece.start, named.start - 1) if piece.end == named.end and piece.start < named.start - 1 else piece
