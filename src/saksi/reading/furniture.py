"""Find what belongs to the page and not to its story: "read also" lines, and where the page says that it came from."""

from __future__ import annotations

from dataclasses import dataclass

from saksi.model import Span
from saksi.phrases import Match
from saksi.reading.imprint import imprints
from saksi.reading.page import Page
from saksi.reading.segment import Sentence
from saksi.tokens import unspaced

_DATELINE_TOKENS = 14  # a dateline stands in the first tokens of a text
_CREDIT_TOKENS = 5  # a credit line holds little besides the outlet
_DASHES = frozenset(("-", "–", "—", "--"))


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that the page names as where its text comes from, and the words that say so."""

    outlet: str
    span: Span


def furniture(page: Page) -> tuple[list[int], list[Credit]]:
    """Return the numbers of the sentences that belong to no statement, and the credits of the page."""
    aside: list[int] = []
    credits: list[Credit] = _dateline(page)
    credits += [Credit(one.label, page.span(one.first, one.last)) for one in imprints(page)]
    skipped_paragraph = -1
    for number, sentence in enumerate(page.sentences):
        if sentence.paragraph == skipped_paragraph:
            aside.append(number)
            continue
        if _reads_also(page, sentence):
            aside.append(number)
            if _opens_paragraph(page, number):
                skipped_paragraph = sentence.paragraph
            continue
        credit, whole = _credit(page, sentence)
        if credit is not None:
            credits.append(credit)
            if whole:
                aside.append(number)
    return aside, credits


def _opens_paragraph(page: Page, number: int) -> bool:
    return number == 0 or page.sentences[number - 1].paragraph != page.sentences[number].paragraph


def _entries(page: Page, key: str) -> list[Match]:
    return [one for one in page.lexed.matches.get("furniture", ()) if one.label == key]


def _reads_also(page: Page, sentence: Sentence) -> bool:
    for match in _entries(page, "read_also"):
        if match.first != sentence.first:
            continue
        words = page.tokens.words[match.first : match.last]
        colon = match.last < len(page.tokens) and page.tokens.words[match.last] == ":"
        if colon or all(word.isupper() for word in words) or (len(words) > 1 and match.last < sentence.last):
            return True
    return False


def _credit(page: Page, sentence: Sentence) -> tuple[Credit | None, bool]:
    """Return the credit in a sentence, and whether the sentence is nothing else."""
    for match in [*_entries(page, "original"), *_entries(page, "translated")]:
        if not sentence.first <= match.first < sentence.last:
            continue
        words = page.tokens.words
        opens = match.first == sentence.first or (match.first == sentence.first + 1 and words[sentence.first] == "(")
        if match.last - match.first == 1 and not (opens and words[match.last : match.last + 1] == [":"]):
            continue
        named = _outlet_after(page, match.last, sentence.last)
        before = next(iter(page.outlets_among(sentence.first, match.first)), None)
        found = named or before
        if found is not None:
            rest = sentence.last - sentence.first - (match.last - match.first) - (found.last - found.first)
            if named is not None or rest <= _CREDIT_TOKENS:
                span = page.span(min(match.first, found.first), max(match.last, found.last))
                return Credit(found.label, span), rest <= _CREDIT_TOKENS
    return None, False


def _outlet_after(page: Page, first: int, last: int) -> Match | None:
    return next(iter(page.outlets_among(first, min(last, first + 8))), None)


def _behind_a_date(words: list[str], name: Match) -> bool:
    """Tell whether an agency closes a dateline without brackets: "HALMUND, 12 авг - Agency."."""
    dashed = name.first > 2 and words[name.first - 1] in _DASHES and words[name.last : name.last + 1] == ["."]
    return dashed and words[0].isupper() and any(word[0].isdigit() for word in words[: name.first])


def _bracketed(words: list[str], name: Match) -> bool:
    """Tell whether an agency stands in the brackets that open a text written without spaces: "【Agency】"."""
    if words[0] not in "([" or (words[0] == "(" and not unspaced(words[1][0])):
        return False
    closing = next((at for at, word in enumerate(words[:_DATELINE_TOKENS]) if word in ")]"), -1)
    return name.first > 0 and name.last <= closing


def _dateline(page: Page) -> list[Credit]:
    """Return the agency that a dateline credits: "LONDON (Agency) -" or "(Agency) -" at the start of the text."""
    words = page.tokens.words
    stop = min(len(words), _DATELINE_TOKENS)
    for match in page.outlets:
        if match.last > stop:
            break
        if _bracketed(words, match):
            return [Credit(match.label, page.span(match.first, match.last))]
        opened = match.first > 0 and words[match.first - 1] in "(/["
        closed = match.last < len(words) and words[match.last] in ")/]"
        dash = any(word in _DASHES or word == ":" for word in words[match.last : match.last + 4])
        if _behind_a_date(words, match):
            return [Credit(match.label, page.span(match.first, match.last))]
        opens_text = match.first == 0 and words[match.last : match.last + 1] == [":"]  # "Agency: the bank ..."
        if (opened and closed and (dash or words[match.first - 1] == "/")) or opens_text:
            return [Credit(match.label, page.span(match.first, match.last))]
    return []
