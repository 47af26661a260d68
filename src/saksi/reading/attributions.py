"""Find the attributions of a page, and settle what they have to do with each other: one stands in or beside another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace

from saksi.model import Span
from saksi.reading.classes import CUES
from saksi.reading.mending import SUBJECTLESS, mend, merged, without
from saksi.reading.page import Page
from saksi.reading.spans import Taken, apart, hull, size
from saksi.reading.tagger import Attribution, Tagger, by_sentence

_AROUND = 24  # attributions before and behind one that may claim the same words
_CLOSING = 2  # tokens that may follow an attribution that closes its sentence: the full stop, a closing mark
_POINTING = frozenset("this of in to with as".split())  # classes of words that only point at what was said
_SUBJECT = 8  # tokens of a subject that opens a sentence
_GAP = 2  # tokens between a content that breaks off and the cue that should stand in it
_REST = 12  # tokens by which the end of a content may have been missed


def attributions(page: Page, tagger: Tagger) -> list[Attribution]:
    """Return the attributions of a page, mended, in the order of their cues."""
    tagged = [one for one in tagger.attributions(page) if not _undergone(page, one)]
    found = [_about_before(page, mend(page, one)) for one in tagged]
    beside = by_sentence(found)
    settled = _part(page, [_around(page, one, beside[one.sentence]) for one in found])
    beside = by_sentence(settled)
    parted = [_with_told_beside(page, one, beside[one.sentence]) for one in settled]
    parted = _with_following(page, [one for one in parted if size(one.content)])
    beside = by_sentence(parted)
    whole = [_with_subject(page, _with_cited(page, one, beside[one.sentence]), beside[one.sentence]) for one in parted]
    return [one for one in whole if not _of_anonymity(page, one)]


def _about_before(page: Page, one: Attribution) -> Attribution:
    """Give an attribution that only points back ("Про це повідомляє ...") the sentence before it as its content."""
    pointing = [at for piece in one.content for at in range(*page.token_range(piece))]
    classes = [page.lexed.classes[at] for at in pointing]
    points = any("this" in some for some in classes) and all(some & _POINTING for some in classes)
    if not points or one.sentence == 0:
        return one
    before = page.sentences[one.sentence - 1]
    return replace(one, content=(page.trimmed(page.span(before.first, before.last)),))


def _with_following(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Give whole quoted sentences that have no cue to the quotation before them in their paragraph, or to the one that
    the paragraph before ends with.
    """
    followed = list(found)
    with_cue = {one.sentence for one in found}
    taken = Taken(piece for one in found for piece in one.content)
    ending: defaultdict[int, list[int]] = defaultdict(list)  # attributions by the sentence that they end in
    for at, one in enumerate(found):
        ending[max(one.sentence, page.sentence_of(one.content[-1].end - 1))].append(at)
    for number in range(1, len(page.sentences)):
        sentence = page.sentences[number]
        span = page.span(sentence.first, sentence.last)
        if number in with_cue or not page.quoted(span.start) or not page.quoted(page.trimmed(span).end - 1):
            continue
        if taken.meets(span) or sentence.paragraph - page.sentences[number - 1].paragraph > 1:
            continue
        for at in ending[number - 1]:
            one = followed[at]
            if page.quoted(one.content[-1].start):
                followed[at] = replace(one, content=(*one.content, page.trimmed(span)))
                ending[number].append(at)
    return followed


def _with_told_beside(page: Page, one: Attribution, beside: list[Attribution]) -> Attribution:
    """Give a citing without a content what is told in its sentence: "the Post reported on the word of officials"."""
    if size(one.content) or not one.source or not page.classes_in(one.cue) & {"cite", "according"}:
        return one
    telling = [other for other in beside if size(other.content)]
    nearest = min(telling, key=lambda other: apart(other.cue, one.cue), default=one)
    return replace(one, content=tuple(piece for piece in nearest.content if not piece.meets(one.cue)))


def _around(page: Page, one: Attribution, beside: list[Attribution]) -> Attribution:
    """Give a content that breaks off before another's cue ("said [that the ministry] denied ...") the rest of it."""
    pieces = list(one.content)
    for other in beside:
        if other is one or not other.source or other.cue.start < one.cue.end:
            continue
        for at, piece in enumerate(pieces):
            touches = page.tokens_between(piece.end, other.cue.start) <= _GAP and piece.end <= other.cue.start
            if piece.start >= one.cue.end and touches and any(piece.covers(part) for part in other.source):
                last = [part.end for part in other.content if part.start >= other.cue.end]
                pieces[at] = Span(piece.start, max([other.cue.end, *last]))
    return replace(one, content=tuple(merged(pieces)))


def _with_cited(page: Page, one: Attribution, beside: list[Attribution]) -> Attribution:
    """Give an attribution that cites ("..., the Post reported, citing two officials") what it is cited for.

    That is the content of the attribution right before it in its sentence, where its own is none of that.
    """
    if "cite" not in page.classes_in(one.cue) or not one.source:
        return one
    before = [other for other in beside if other.cue.end <= one.cue.start]
    if not before:
        return one
    shares = any(a.meets(b) for a in before[-1].content for b in one.content)
    if shares and not _holds(one, before[-1].cue):
        return one
    behind = all(piece.end <= one.cue.start for piece in before[-1].content)
    return replace(one, content=before[-1].content) if behind else one


def _with_subject(page: Page, one: Attribution, beside: list[Attribution]) -> Attribution:
    """Give the second verb of a sentence the subject of the first ("Tolan praised the crew and urged ...").

    A passive has none ("is expected to"), and a verb with a pronoun in its ending ("katanya") needs none.
    """
    if one.source or page.classes_in(one.cue) & SUBJECTLESS or page.names_person(one.cue):
        return one
    parted = _before_parenthesis(page, one, beside)
    if parted is not None:
        return replace(one, source=(parted,))
    before = [
        other
        for other in beside
        if other.cue.end <= one.cue.start and (not _holds(other, one.cue) or _of_anonymity(page, other))
    ]
    shared = before[-1].source if before else ()
    return one if any(piece.meets(part) for piece in shared for part in one.content) else replace(one, source=shared)


def _undergone(page: Page, one: Attribution) -> bool:
    """Tell whether a passive with nothing told behind it is what its subject underwent: "crews had been recalled"."""
    behind = any(piece.start >= one.cue.end for piece in one.content)
    subject = any(piece.end + 1 == one.cue.start for piece in one.source)
    return subject and not behind and "be" in page.classes_in(one.cue)


def _before_parenthesis(page: Page, one: Attribution, beside: list[Attribution]) -> Span | None:
    """Return the subject that a citing between commas parts from its verb: "The Post, citing two officials, said"."""
    first = page.sentences[one.sentence].first
    cue = page.token_range(one.cue)[0]
    for other in beside:
        if not other.source or not page.classes_in(other.cue) & {"cite", "according"}:
            continue
        begin, end = page.token_range(hull([other.cue, *other.source]))
        closed = end <= cue and all(not page.tokens.words[at].isalnum() for at in range(end, cue))
        if closed and first + _SUBJECT >= begin - 1 > first and page.tokens.words[begin - 1] == ",":
            return page.span(first, begin - 1)
    return None


def _of_anonymity(page: Page, one: Attribution) -> bool:
    """Tell whether a cue is part of what says that a source stays unnamed ("who asked not to be identified")."""
    return all("unnamed" in page.lexed.classes[at] for at in range(*page.token_range(one.cue)))


def _part(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Settle what two attributions both claim.

    Where each claims the other's cue, the inner one's content is kept inside the outer one's; an attribution that
    closes the sentence behind its own content (", said the ministry") is cut out of the content of those before it.
    """
    parted = list(found)
    numbers = [one.sentence for one in found]
    for i, number in enumerate(numbers):
        first = max(bisect_left(numbers, number - 1), i - _AROUND)
        last = min(bisect_right(numbers, number + 1), i + _AROUND + 1)
        for j in range(first, last):
            inner, outer = parted[i], parted[j]
            if j == i:
                continue
            if _is_outer(outer, inner):
                inside = [_shared(a, b) for a in inner.content for b in outer.content if a.meets(b)]
                parted[i] = replace(inner, content=tuple(inside))
            elif _holds(inner, outer.cue) and (start := _opposed(page, outer, inner)):
                parted[i] = replace(inner, content=tuple(_until(page, one, start) for one in inner.content))
            elif _holds(outer, inner.cue) and inner.content:
                parted[i] = replace(inner, content=_to_the_end(page, inner, outer))
            elif _closes(page, outer) and _holds(inner, outer.cue):
                told = hull([outer.cue, *outer.source])
                kept = [piece for one in inner.content for piece in without(page, one, told)]
                parted[i] = replace(inner, content=tuple(piece for piece in kept if piece.end <= told.start))
            if any(source.covers(piece) for source in outer.source for piece in parted[i].content):
                parted[i] = replace(parted[i], content=_without_sources(parted[i].content, outer))
    return parted


def _without_sources(content: tuple[Span, ...], other: Attribution) -> tuple[Span, ...]:
    """Leave out a piece that is no more than the source of another attribution, if others remain."""
    kept = tuple(one for one in content if not any(source.covers(one) for source in other.source))
    return kept or content


def _to_the_end(page: Page, inner: Attribution, outer: Attribution) -> tuple[Span, ...]:
    """Return the inner content, lengthened to the end of the outer one where nothing parts the two ends."""
    *others, last = inner.content
    for piece in outer.content:
        if (
            last.start > inner.cue.end
            and last.start < piece.end
            and last.end < piece.end
            and not page.quoted(piece.end - 1)
        ):
            first, end = page.token_range(Span(last.end, piece.end))
            if end - first <= _REST and not any(_parts_clauses(page, at) for at in range(first, end)):
                return (*others, Span(last.start, piece.end))
    return inner.content


def _parts_clauses(page: Page, at: int) -> bool:
    return not page.tokens.words[at][0].isalnum() or bool(page.lexed.classes[at] & (CUES | {"and", "but"}))


def _opposed(page: Page, one: Attribution, before: Attribution) -> int:
    """Return where a "but" opens the telling of another one behind `before` ("..., but the owner insisted"), or 0."""
    if not one.source or one.source[0].start < before.cue.end or page.quoted(one.cue.start):
        return 0
    first = page.token_range(one.source[0])[0]
    return page.tokens.starts[first - 1] if first and "but" in page.lexed.classes[first - 1] else 0


def _until(page: Page, piece: Span, end: int) -> Span:
    return page.trimmed(Span(min(piece.start, end), min(piece.end, end)))


def _closes(page: Page, one: Attribution) -> bool:
    """Tell whether an attribution stands behind all its content at the very end of its sentence."""
    told = hull([one.cue, *one.source])
    sentence = page.sentences[one.sentence]
    _, last = page.token_range(told)
    return sentence.last - last <= _CLOSING and all(piece.end <= told.start for piece in one.content)


def _is_outer(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether the two claim each other's cue, and `outer` holds the other's source too or is the wider."""
    if not (_holds(outer, inner.cue) and _holds(inner, outer.cue)):
        return False
    if bool(inner.source) and bool(outer.source):
        takes, taken = _holds(outer, inner.source[0]), _holds(inner, outer.source[0])
        if takes != taken:
            return takes
    return size(outer.content) > size(inner.content)


def _holds(one: Attribution, span: Span) -> bool:
    return any(piece.covers(span) for piece in one.content)


def _shared(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))
