"""Mend what the tagger found: sources are noun phrases, quotations stay whole, one attribution stands in or beside
another.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from saksi.model import Span
from saksi.reading.classes import CUES
from saksi.reading.completion import missing_addressee, missing_content
from saksi.reading.page import Page
from saksi.reading.tagger import Attribution, Tagger

# Classes that no noun phrase begins or ends with.
_NOT_FIRST = frozenset(
    "day possessive and but that whether how in of for as by with to adverb not modal be have do".split()
)
_NOT_LAST = frozenset("adverb modal be have do not and but that whether in of for as by with to".split())
_SUBJECTLESS = frozenset("expected according cite ask".split())
_AROUND = 24  # attributions before and behind one that may claim the same words
_CLOSING = 2  # tokens that may follow an attribution that closes its sentence: the full stop, a closing mark
_REST = 12  # tokens by which the end of a content may have been missed
_BESIDE = 6  # tokens between a cue and a content right behind it: to whom, when
_SUBJECT = 8  # tokens of a subject that was taken for content
_NEAR = 2  # tokens between two pieces of one source


def attributions(page: Page, tagger: Tagger) -> list[Attribution]:
    """Return the attributions of a page, mended, in the order of their cues."""
    found = [_mend(page, one) for one in tagger.attributions(page)]
    parted = [one for one in _part(page, found) if _size(one) and not _of_anonymity(page, one)]
    return [_with_subject(page, _with_cited(page, one, parted), parted) for one in parted]


def _with_cited(page: Page, one: Attribution, found: list[Attribution]) -> Attribution:
    """Give an attribution that cites ("..., the Post reported, citing two officials") what it is cited for.

    That is the content of the attribution right before it in its sentence, where its own is none of that.
    """
    cues = range(*page.token_range(one.cue))
    if not any("cite" in page.lexed.classes[at] for at in cues) or not one.source:
        return one
    before = [other for other in found if other.sentence == one.sentence and other.cue.end <= one.cue.start]
    if not before:
        return one
    shares = any(a.meets(b) for a in before[-1].content for b in one.content)
    if shares and not _holds(one, before[-1].cue):
        return one
    behind = all(piece.end <= one.cue.start for piece in before[-1].content)
    return replace(one, content=before[-1].content) if behind else one


def _with_subject(page: Page, one: Attribution, found: list[Attribution]) -> Attribution:
    """Give the second verb of a sentence the subject of the first ("Tolan praised the crew and urged ...").

    A passive has none ("is expected to"), and a verb with a pronoun in its ending ("katanya") needs none.
    """
    first, last = page.token_range(one.cue)
    endings = page.pack.person_endings
    if one.source or any(page.lexed.classes[at] & _SUBJECTLESS for at in range(first, last)):
        return one
    if endings and any(page.tokens.lower[at].endswith(endings) for at in range(first, last)):
        return one
    before = [
        other
        for other in found
        if other.sentence == one.sentence and other.cue.end <= one.cue.start and not _holds(other, one.cue)
    ]
    shared = before[-1].source if before else ()
    return one if any(piece.meets(part) for piece in shared for part in one.content) else replace(one, source=shared)


def _of_anonymity(page: Page, one: Attribution) -> bool:
    """Tell whether a cue is part of what says that a source stays unnamed ("who asked not to be identified")."""
    return all("unnamed" in page.lexed.classes[at] for at in range(*page.token_range(one.cue)))


def _mend(page: Page, one: Attribution) -> Attribution:
    one = _subject_first(page, one)
    if not one.content:
        one = replace(one, content=missing_content(page, one))
    if not one.addressee:
        one = replace(one, addressee=missing_addressee(page, one))
    content = _whole_quotes(page, one)
    content = _without_lead_in(page, one, content)
    source = _tidy_source(page, one)
    if source is not None and any(source.meets(piece) for piece in content):
        content = tuple(piece for part in content for piece in _without(page, part, source))
    return replace(one, source=() if source is None else (source,), content=content)


def _tidy_source(page: Page, one: Attribution) -> Span | None:
    """Return the piece of the source nearest to the cue, without the words at its edges that begin or end no noun
    phrase.
    """
    pieces = list(one.source)
    while len(pieces) > 1:
        gaps = [page.tokens_between(a.end, b.start) for a, b in pairwise(pieces)]
        narrow = next((i for i, gap in enumerate(gaps) if gap <= _NEAR), None)
        if narrow is None:
            break
        pieces[narrow : narrow + 2] = [Span(pieces[narrow].start, pieces[narrow + 1].end)]
    nearest = min(pieces, key=lambda piece: _distance(piece, one.cue), default=None)
    if nearest is None:
        return None
    first, last = page.token_range(nearest)
    first += max((at + 1 - first for at in range(first, last - 1) if page.tokens.words[at] in (":", ";")), default=0)
    classes, labels = page.lexed.classes, page.lexed.labels
    while first < last and (
        _only(classes[first], _NOT_FIRST) or not (labels[first][0].isalnum() or labels[first][0] in "-")
    ):
        first += 1
    while last > first and (
        (_only(classes[last - 1], _NOT_LAST) and not page.tokens.words[last - 1][0].isupper())
        or labels[last - 1][0] in ",;:\"“”'‘’«»—–"
        or "day" in classes[last - 1]
        or (last - first > 1 and classes[last - 1] & {"this", "day"} and "day" in classes[last - 2])
    ):
        last -= 1
    return page.span(first, _before_clause(page, first, last)) if last > first else None


def _before_clause(page: Page, first: int, last: int) -> int:
    """Return where a source ends that runs on into a clause and breaks off: "the company [shelved its]"."""
    if not page.lexed.classes[last - 1] & {"the", "a", "his"}:
        return last
    return next((at for at in range(first + 1, last) if page.lexed.labels[at] == "-past"), last)


def _only(classes: frozenset[str], among: frozenset[str]) -> bool:
    return bool(classes) and classes <= among


def _distance(piece: Span, cue: Span) -> int:
    return max(cue.start - piece.end, piece.start - cue.end)


def _whole_quotes(page: Page, one: Attribution) -> tuple[Span, ...]:
    """Return the content with every quotation that it holds most of made whole, and stops outside quotations cut
    off.
    """
    pieces = list(one.content)
    for quote in page.quotes:
        if quote.meets(one.cue):
            continue
        shared = sum(max(0, min(quote.end, p.end) - max(quote.start, p.start)) for p in pieces)
        if shared * 2 > quote.end - quote.start:
            pieces.append(quote)
    return tuple(piece for piece in (_cut_stop(page, one) for one in _merged(pieces)) if piece.end > piece.start)


def _subject_first(page: Page, one: Attribution) -> Attribution:
    """Take a short piece of content right before the cue for the source that is missing, if more content follows it.

    What is "believed" or "expected" to do something is content.
    """
    cue = range(*page.token_range(one.cue))
    if one.source or len(one.content) < 2 or any(page.lexed.classes[at] & _SUBJECTLESS for at in cue):
        return one
    first, *rest = one.content
    begin, end = page.token_range(first)
    touches = end == cue.start and rest[0].start > one.cue.end
    if not touches or end - begin > _SUBJECT or page.quoted(first.start):
        return one
    return replace(one, source=(first,), content=tuple(rest))


def _without_lead_in(page: Page, one: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out a clause before the cue where a quotation or a "that" right behind the cue begins what was said."""
    behind = [piece for piece in content if piece.start >= one.cue.end]
    if not behind or page.tokens_between(one.cue.end, behind[0].start) > _BESIDE:
        return content
    opens = page.lexed.classes[page.token_range(behind[0])[0]]
    if not (page.quoted(behind[0].start) or opens & {"that", "whether", "how"}):
        return content
    return tuple(piece for piece in content if piece.start >= one.cue.end or page.quoted(piece.start))


def _merged(pieces: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for piece in sorted(pieces):
        if merged and piece.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, piece.end))
        else:
            merged.append(piece)
    return merged


def _cut_stop(page: Page, piece: Span) -> Span:
    """Cut off a sentence's last full stop, or a comma, unless it stands inside quotation marks."""
    end = piece.end
    while end > piece.start and page.text[end - 1] in ".,;: " and not page.quoted(end - 1):
        if page.text[end - 1] == "." and page.is_abbreviated(end):
            break
        end -= 1
    return Span(piece.start, end)


def _without(page: Page, piece: Span, hole: Span) -> list[Span]:
    """Return what is left of a content piece when a source is taken out of it."""
    if not piece.meets(hole):
        return [piece]
    before, after = Span(piece.start, min(piece.end, hole.start)), Span(max(piece.start, hole.end), piece.end)
    return [part for one in (before, after) if (part := page.trimmed(one)).end > part.start]


def _part(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Settle what two attributions both claim.

    Where each claims the other's cue, the inner one's content is kept inside the outer one's; an attribution that
    closes
    the sentence behind its own content (", said the ministry") is cut out of the content of those before it.
    """
    parted = list(found)
    for i in range(len(parted)):
        for outer in parted[max(0, i - _AROUND) : i + _AROUND + 1]:
            inner = parted[i]
            if outer is inner or abs(inner.sentence - outer.sentence) > 1:
                continue
            if _is_outer(outer, inner):
                inside = [_shared(a, b) for a in inner.content for b in outer.content if a.meets(b)]
                parted[i] = replace(inner, content=tuple(inside))
            elif _holds(inner, outer.cue) and (start := _opposed(page, outer, inner)):
                parted[i] = replace(inner, content=tuple(_until(page, one, start) for one in inner.content))
            elif _holds(outer, inner.cue) and inner.content:
                parted[i] = replace(inner, content=_to_the_end(page, inner, outer))
            elif _closes(page, outer) and _holds(inner, outer.cue):
                hull = _hull([outer.cue, *outer.source])
                kept = [piece for one in inner.content for piece in _without(page, one, hull)]
                parted[i] = replace(inner, content=tuple(piece for piece in kept if piece.end <= hull.start))
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
    hull = _hull([one.cue, *one.source])
    sentence = page.sentences[one.sentence]
    _, last = page.token_range(hull)
    return sentence.last - last <= _CLOSING and all(piece.end <= hull.start for piece in one.content)


def _hull(spans: list[Span]) -> Span:
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def _is_outer(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether the two claim each other's cue, and `outer` holds the other's source too or is the wider."""
    if not (_holds(outer, inner.cue) and _holds(inner, outer.cue)):
        return False
    if bool(inner.source) and bool(outer.source):
        takes, taken = _holds(outer, inner.source[0]), _holds(inner, outer.source[0])
        if takes != taken:
            return takes
    return _size(outer) > _size(inner)


def _holds(one: Attribution, span: Span) -> bool:
    return any(piece.covers(span) for piece in one.content)


def _size(one: Attribution) -> int:
    return sum(piece.end - piece.start for piece in one.content)


def _shared(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))
