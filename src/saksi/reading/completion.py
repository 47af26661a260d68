"""Find parts of an attribution that the tagger missed, by where they stand in its sentence."""

from __future__ import annotations

from saksi.model import Span
from saksi.phrases import among
from saksi.reading.classes import CUES
from saksi.reading.page import Page
from saksi.reading.tagger import Attribution

_SPOKEN = frozenset("say tell claim deny according cite show ask".split())
_SHORTEST = 3  # tokens of a clause that can be a content
_PARTING = (",", "」", "”", '"', "»", "'", "’")
_SUBJECT = 8  # tokens of a subject that opens a sentence
_LEADING = frozenset(("and", "but", "adverb"))  # classes of words that stand before a subject
_NO_SUBJECT = frozenset("in of for by with as to that whether how not day month according cite".split())
_APPOSED = frozenset(("a", "the", "role", "senior", "body", "his"))  # classes of words that open an apposition
_CLAUSE = frozenset("act acted be have do modal speech attitude that who whether how but to he".split())
_DESCRIBED = 12  # tokens of a subject that is told more of
_VERBS = (CUES - {"noun"}) | {"be", "have", "do", "modal"}
_TAIL = 14  # tokens that may follow a cue at the end of a sentence: when, where, to whom, citing whom


def missing_content(page: Page, one: Attribution) -> tuple[Span, ...]:
    """Return the content of an attribution by position, or nothing.

    A cue of speech with its source at the end of a sentence, behind a comma or a closing mark, carries all that stands
    before it; one that is followed by a quotation carries that; any other one with a source carries what follows them.
    """
    first, last = page.token_range(one.cue)
    if not page.classes_in(one.cue) & _SPOKEN:
        return ()
    sentence = page.sentences[one.sentence]
    begin = min([first, *(page.token_range(piece)[0] for piece in one.source)])
    end = max([last, *(page.token_range(piece)[1] for piece in one.source)])
    near = page.quotes_in(page.span(max(end - 1, 0), min(end + 3, len(page.tokens))))
    quote = next((q for q in near if 0 <= page.token_range(q)[0] - end <= 2 and q.start > one.cue.end), None)
    if quote is not None and page.token_range(quote)[0] < sentence.last:
        return (quote,)
    before = begin - 1
    ends_sentence = sentence.last - end <= _TAIL
    if before - sentence.first >= _SHORTEST and ends_sentence and page.tokens.words[before] in _PARTING:
        return (page.span(sentence.first, before + (page.tokens.words[before] != ",")),)
    return _behind(page, end, sentence.last) if one.source else ()


def _behind(page: Page, first: int, last: int) -> tuple[Span, ...]:
    """Return what stands behind a cue and its source, up to a semicolon or the end of the sentence."""
    while first < last and page.tokens.words[first] in ",:":
        first += 1
    stop = next((at for at in range(first, last) if page.tokens.words[at] in ";.。"), last)
    return (page.span(first, stop),) if stop - first >= _SHORTEST else ()


def missing_addressee(page: Page, one: Attribution) -> tuple[Span, ...]:
    """Return the outlet that was told, or nothing: it follows a word such as "kepada" or "in an interview with"."""
    sentence = page.sentences[one.sentence]
    cue = page.token_range(one.cue)[1]
    for outlet in among(page.outlets, sentence.first, min(sentence.last, cue + _TAIL + 1)):
        span = page.span(outlet.first, outlet.last)
        inside = any(piece.meets(span) for piece in (*one.source, *one.content))
        is_told = (
            outlet.first in page.told
            or outlet.first - 1 in page.told
            or (outlet.first >= cue and page.tokens.words[outlet.first].startswith(told_prefixes(page)))
            or (outlet.first == cue and any(piece.end <= one.cue.start for piece in one.source))
        )
        if not inside and is_told:
            return (span,)
    return ()


def told_prefixes(page: Page) -> tuple[str, ...]:
    """Return what is written on a name to say that it was told: the "ل" of "لرويترز"."""
    return tuple(page.pack.section("coreference").get("told", ()))


def whole_subject(page: Page, one: Attribution, first: int, last: int) -> int:
    """Return where the subject begins that opens a sentence and of which the source is the end.

    "[Only 52 percent of] voters said", "[Mira Tolan,] a dock worker, said".
    """
    begin = page.sentences[one.sentence].first
    while begin < first and page.lexed.classes[begin] & _LEADING:
        begin += 1
    lexed, gap = page.lexed, range(begin, first)
    if not 0 < len(gap) <= _SUBJECT or page.token_range(one.cue)[0] < last or lexed.classes[begin] & _NO_SUBJECT:
        return first
    if any(piece.meets(page.span(begin, first)) for piece in one.content) or lexed.quote[begin] != lexed.quote[first]:
        return first
    if page.tokens.words[first - 1] == ",":
        named = all(page.may_name(at) and "day" not in lexed.classes[at] for at in gap[:-1])
        return begin if named and lexed.classes[first] & _APPOSED else first
    plain = all(page.tokens.words[at][0].isalnum() and lexed.main[at] not in _CLAUSE for at in gap)
    return begin if plain and not any(lexed.forms[at] in ("past", "ing") for at in gap) else first


def _described(page: Page, one: Attribution, before: range) -> tuple[Span, ...]:
    """Return a subject that opens the sentence and is told more of, up to the cue: "A study, done in May, ..."."""
    span = page.span(before.start, before.stop)
    classes = [page.lexed.classes[at] for at in before]
    passive = page.classes_in(one.cue) & {"be", "expected", "according", "cite", "noun"}
    opens = page.may_name(before.start) and not classes[0] & {"in", "and", "but", "that", "how", "whether", "day", "he"}
    verbs = any(some & _VERBS for some in classes)
    if passive or verbs or not opens or len(before) > _DESCRIBED or any(piece.meets(span) for piece in one.content):
        return ()
    return () if page.quoted(span.start) else (span,)


def missing_source(page: Page, one: Attribution) -> tuple[Span, ...]:
    """Return what stands between the start of the sentence and a cue of speech, if it is short and unbroken."""
    sentence = page.sentences[one.sentence]
    cue = page.token_range(one.cue)[0]
    before = range(sentence.first, cue)
    spoken = page.lexed.classes[cue] & {"say", "tell", "claim", "deny"}
    broken = any(not page.tokens.words[at][0].isalnum() for at in before)
    if not before or len(before) > _SUBJECT or not spoken or broken:
        return _described(page, one, before) if before else ()
    if any(piece.meets(page.span(sentence.first, cue)) for piece in one.content):
        return ()
    return (page.span(sentence.first, cue),)
