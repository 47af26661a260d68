"""Find the outlets that a page names around its story as where it comes from: in bylines, copyright and datelines."""

from __future__ import annotations

from collections.abc import Iterator

from saksi.phrases import Match
from saksi.reading.page import Page
from saksi.reading.segment import Sentence

_BYLINE = 10  # tokens: a longer line is a headline or a sentence
_FIRST = 2  # sentences in which a byline stands
_EDGE = 6  # sentences at the end of a text among which a line of copyright stands; one amid it is a picture's
_NOTICE = 8  # tokens: what stands in a copyright line besides the outlet, until its rights are reserved
_OPENING = 14  # tokens in which a dateline stands
_COPYRIGHT = frozenset(("©", "copyright"))
_BEFORE_OUTLET = frozenset((",", "|", "/", "•", "·"))
_CLOSES = frozenset(".!?…。")
_DASHES = frozenset(("-", "–", "—", "--"))


def imprints(page: Page) -> Iterator[Match]:
    """Yield the outlets of a byline, of a copyright line at either end, and of a dateline with an address in it.

    "By Reuters", "Ana Lind | The Guardian", "© 2031 Reuters", "JAKARTA, KOMPAS.com -", "Liputan6.com, Jakarta -".
    """
    yield from (one for one in page.outlets if _is_dateline(page, one))
    count = len(page.sentences)
    for number, sentence in enumerate(page.sentences):
        if _FIRST <= number < count - _EDGE:
            continue
        named = page.outlets_among(sentence.first, sentence.last)
        if len(named) == 1 and (
            _is_copyright(page, sentence, named[0]) or (number < _FIRST and _is_byline(page, sentence, named[0]))
        ):
            yield named[0]


def _is_byline(page: Page, sentence: Sentence, outlet: Match) -> bool:
    """Tell whether a line of names holds an outlet behind the word for "by", or behind a comma or a bar at its end."""
    words = page.tokens.words
    if sentence.last - sentence.first > _BYLINE or words[sentence.last - 1] in _CLOSES:
        return False
    if not _whole_line(page, sentence):
        return False
    first = sentence.first
    by = bool(page.lexed.classes[first] & {"by", "role"})
    colon = words[first + 1 : first + 2] == [":"]
    if by and outlet.first == first + 1 + colon:
        return True
    closes = outlet.last == sentence.last and outlet.first > first and words[outlet.first - 1] in _BEFORE_OUTLET
    named = [at for at in range(first + by, outlet.first - closes) if words[at][0].isalpha()]
    return closes and bool(named) and all(words[at][0].isupper() and not page.lexed.classes[at] for at in named)


def _whole_line(page: Page, sentence: Sentence) -> bool:
    """Tell whether a sentence is a line by itself."""
    start, end = page.tokens.starts[sentence.first], page.tokens.ends[sentence.last - 1]
    line = page.text.rfind("\n", 0, start) + 1
    return not page.text[line:start].strip() and (page.text[end : end + 1] in ("", "\n", "\r"))


def _is_copyright(page: Page, sentence: Sentence, outlet: Match) -> bool:
    """Tell whether a sentence opens with a sign of copyright and holds little but the outlet, the year and the rights.

    A name behind a slash is a photographer's: "© Reuters / Ana Lind".
    """
    words = page.tokens.lower
    opening = range(sentence.first, min(sentence.first + 4, sentence.last))
    mark = next((at for at in opening if words[at] in _COPYRIGHT), -1)
    if mark < 0 or outlet.first < mark:
        return False
    rest = outlet.first - sentence.first + (sentence.last - outlet.last)
    return rest <= _NOTICE and words[outlet.last : outlet.last + 1] != ["/"]


def _is_dateline(page: Page, outlet: Match) -> bool:
    """Tell whether an outlet stands in the dateline of a text, by its address, or in capitals between two points."""
    words = page.tokens.words
    first, last = outlet.first, outlet.last
    if last > min(_OPENING, len(words) - 1):
        return False
    if first == 2 and words[1] == words[last] == ".":
        return words[0].isupper() and words[first].isupper()  # "КИЇВ. УНН."
    if "." not in words[first:last]:
        return False
    if first == 0:
        return words[last] == "," and not _DASHES.isdisjoint(words[last : last + 5])
    return words[0][0].isupper() and words[first - 1] in ",." and words[last] in _DASHES
