"""Mend one attribution by itself: its source is a noun phrase, its quotations are whole, nothing is missing that its
sentence gives.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from saksi.model import Span
from saksi.reading.classes import SPEECH
from saksi.reading.completion import missing_addressee, missing_content, missing_source, whole_subject
from saksi.reading.page import Page
from saksi.reading.spans import apart, hull, overlap
from saksi.reading.tagger import Attribution
from saksi.reading.told import topic_first, without_told

# Classes that no noun phrase begins or ends with.
_NOT_FIRST = frozenset(
    "day possessive and but that whether how in of for as by with to adverb not modal be have do".split()
)
_NOT_LAST = frozenset("adverb modal be have do not and but that whether in of for as by with to".split())
_SETTING = frozenset(("in", "of", "for", "with"))  # classes of words that open a place or a time
_VERBS = frozenset(("act", "acted", "be", "have", "modal"))  # main classes of verbs that are no cues
_STOPS = frozenset((",", ";", ":", ".", "—", "–"))
SUBJECTLESS = frozenset("expected according cite ask".split())  # classes of cues that may do without a subject
_BESIDE = 6  # tokens between a cue and a content right behind it: to whom, when
_SUBJECT = 8  # tokens of a subject that was taken for content
_PART = 4  # a content that lies in a quotation and holds one of this many parts of it holds all
_DESCRIBED = 24  # tokens of one that a clause tells more of: "the memo, which is unsigned"
_HEAD = 6  # tokens in which such a clause begins
_NEAR = 2  # tokens between two pieces of one source


def mend(page: Page, one: Attribution) -> Attribution:
    """Return an attribution with its parts put right."""
    one = without_told(page, topic_first(page, _agent_last(page, _subject_first(page, one))))
    if not one.source:
        one = replace(one, source=missing_source(page, one))
    if not one.content:
        one = replace(one, content=missing_content(page, one))
    if not one.addressee:
        one = replace(one, addressee=missing_addressee(page, one))
    content = _whole_quotes(page, one)
    content = _without_lead_in(page, one, content)
    source = _tidy_source(page, one)
    if source is not None and any(source.meets(piece) for piece in content):
        content = tuple(piece for part in content for piece in without(page, part, source))
    return replace(one, source=() if source is None else (source,), content=content)


def _tidy_source(page: Page, one: Attribution) -> Span | None:
    """Return the piece of the source nearest to the cue, without the words at its edges that begin or end no noun
    phrase.
    """
    pieces = list(one.source)
    while len(pieces) > 1:
        gaps = [page.tokens_between(a.end, b.start) for a, b in pairwise(pieces)]
        apart_by_cue = [a.end <= one.cue.start and one.cue.end <= b.start for a, b in pairwise(pieces)]
        narrow = next((i for i, gap in enumerate(gaps) if gap <= _NEAR and not apart_by_cue[i]), None)
        if narrow is None:
            break
        pieces[narrow : narrow + 2] = [Span(pieces[narrow].start, pieces[narrow + 1].end)]
    nearest = min(pieces, key=lambda piece: apart(piece, one.cue), default=None)
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
        or (labels[last - 1] == "-adverb" and last - first > 1)
        or "day" in classes[last - 1]
        or (last - first > 1 and "this" in classes[last - 1] and last < len(labels) and "day" in classes[last])
        or (last - first > 1 and "who" in classes[last - 1])
        or (last - first > 1 and classes[last - 1] & {"this", "day"} and "day" in classes[last - 2])
    ):
        last -= 1
    first, last = _past_setting(page, one, first, last)
    last = _own_clause(page, one, first, last)
    first = whole_subject(page, one, first, last)
    return page.span(*_of_relative(page, first, _before_clause(page, first, last))) if last > first else None


def _past_setting(page: Page, one: Attribution, first: int, last: int) -> tuple[int, int]:
    """Return a source without the place or time before it: "in [Fort Marlow, Tolan] said"."""
    if not first or page.token_range(one.cue)[0] < last or not _only(page.lexed.classes[first - 1], _SETTING):
        return first, last
    commas = [at for at in range(first + 1, last - 1) if page.tokens.words[at] == ","]
    if not commas or not page.may_name(commas[-1] + 1):
        return first, last
    outer = len(commas) > 1 and not page.may_name(commas[0] + 2)
    return commas[0 if outer else -1] + 1, last


def _own_clause(page: Page, one: Attribution, first: int, last: int) -> int:
    """Return where the source of a participle ends that runs on behind its subject: "[the panel met], saying"."""
    lexed = page.lexed
    cue = page.token_range(one.cue)[0]
    if lexed.forms[cue] != "ing" or cue < last or any("who" in lexed.classes[at] for at in range(first, last)):
        return last
    end = next((at for at in range(first + 1, last) if lexed.main[at] in _VERBS), last)
    return end - (last > end > first + 1 and "adverb" in lexed.classes[end - 1])


def _of_relative(page: Page, first: int, last: int) -> tuple[int, int]:
    """Return of "[which Tolan] says" the subject alone, and of "[who in May] said" the pronoun."""
    classes = page.lexed.classes
    if last - first < 2 or "who" not in classes[first] or page.lexed.main[first] != "who":
        return first, last
    names = page.may_name(first + 1) or classes[first + 1] & {"the", "a", "he", "his"}
    return (first + 1, last) if names else (first, first + 1)


def _before_clause(page: Page, first: int, last: int) -> int:
    """Return where a source ends that runs on into a clause and breaks off: "the company [shelved its]"."""
    if not page.lexed.classes[last - 1] & {"the", "a", "his"}:
        return last
    return next((at for at in range(first + 1, last) if page.lexed.labels[at] == "-past"), last)


def _only(classes: frozenset[str], among: frozenset[str]) -> bool:
    return bool(classes) and classes <= among


def _whole_quotes(page: Page, one: Attribution) -> tuple[Span, ...]:
    """Return the content with every quotation that it holds most of made whole, and stops outside quotations cut
    off.
    """
    pieces = list(one.content)
    for quote in page.quotes_in(hull(pieces)) if pieces else ():
        if quote.meets(one.cue):
            continue
        shared = sum(overlap(quote, piece) for piece in pieces)
        runs_in = any(piece.start < quote.start < piece.end < quote.end for piece in pieces)
        if shared * (2 if runs_in else _PART) > quote.end - quote.start:
            pieces.append(quote)
    return tuple(piece for piece in (_cut_stop(page, one) for one in merged(pieces)) if piece.end > piece.start)


def _subject_first(page: Page, one: Attribution) -> Attribution:
    """Take a short piece of content right before the cue for the source that is missing, if more content follows it.

    What is "believed" or "expected" to do something is content.
    """
    if one.source or len(one.content) < 2 or page.classes_in(one.cue) & SUBJECTLESS:
        return one
    first, *rest = one.content
    begin, end = page.token_range(first)
    touches = end == page.token_range(one.cue)[0] and rest[0].start > one.cue.end
    described = any("who" in page.lexed.classes[at] for at in range(begin, min(end, begin + _HEAD)))
    if not touches or end - begin > (_DESCRIBED if described else _SUBJECT) or page.quoted(first.start):
        return one
    return replace(one, source=(first,), content=tuple(rest))


def _agent_last(page: Page, one: Attribution) -> Attribution:
    """Take what stands behind the "by" of a passive for the source ("the bill was backed [by two unions]").

    What was taken for the source is then what was backed.
    """
    if len(one.content) != 1 or len(one.source) != 1 or one.source[0].end > one.cue.start:
        return one
    (begin, end), cue = page.token_range(one.content[0]), page.token_range(one.cue)[1]
    passive = begin == cue and "by" in page.lexed.classes[begin] and "be" in page.classes_in(one.cue)
    if not passive or end - begin < 2:
        return one
    stop = next((at for at in range(begin + 1, end) if page.tokens.words[at] in _STOPS), end)
    return replace(one, source=(page.span(begin + 1, stop),), content=one.source) if stop > begin + 1 else one


def _without_lead_in(page: Page, one: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out a clause before the cue where a quotation or a "that" right behind the cue begins what was said."""
    behind = [piece for piece in content if piece.start >= one.cue.end]
    if not behind or page.tokens_between(one.cue.end, behind[0].start) > _BESIDE:
        return content
    opens = page.lexed.classes[page.token_range(behind[0])[0]]
    after = page.token_range(behind[0])[1]
    if page.quoted(behind[0].start) and after < len(page.tokens) and page.lexed.classes[after] & SPEECH:
        return content  # the quotation belongs to the verb behind it
    if not (page.quoted(behind[0].start) or opens & {"that", "whether", "how"}):
        return content
    return tuple(piece for piece in content if piece.start >= one.cue.end or page.quoted(piece.start))


def merged(pieces: list[Span]) -> list[Span]:
    """Return the pieces in order, those that touch or overlap as one."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and piece.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return found


def _cut_stop(page: Page, piece: Span) -> Span:
    """Cut off a sentence's last full stop, or a comma, unless it stands inside quotation marks."""
    end = piece.end
    while end > piece.start and page.text[end - 1] in ".,;: 。，、；：،؛" and not page.quoted(end - 1):
        if page.text[end - 1] == "." and page.is_abbreviated(end):
            break
        end -= 1
    return Span(piece.start, end)


def without(page: Page, piece: Span, hole: Span) -> list[Span]:
    """Return what is left of a content piece when a source is taken out of it."""
    if not piece.meets(hole):
        return [piece]
    before, after = Span(piece.start, min(piece.end, hole.start)), Span(max(piece.start, hole.end), piece.end)
    return [part for one in (before, after) if (part := page.trimmed(one)).end > part.start]
