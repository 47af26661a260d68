"""Tell names in quotation marks from quotations: with «Газпром» or газета «Северный берег» nobody speaks."""

from __future__ import annotations

from collections.abc import Iterator

from saksi.gazetteer.names import Names
from saksi.languages.pack import Pack
from saksi.model import Span
from saksi.reading.classes import CUES, Lexed
from saksi.tokens import Tokens, tokenise

MARKS = frozenset('"“”„‟«»‘’‚‛‹›「」『』《》〈〉')
_OPEN = frozenset('"“”„‟«»‚‹‘「『《〈')
_LONGEST = 5  # words of an outlet's name
_NAME = 3  # words of any other name
_WORD = 40  # characters in which a word before a mark stands
_STOPS = frozenset(",.!?…:;،؛؟")
_NAMED = frozenset(("press", "body"))  # classes of words that may be followed by a name
_INSIDE = frozenset("-'&")
_VERBS = CUES - {"noun", "according"} | {"be", "have", "do", "modal", "not", "he"}


def spoken(text: str, quotes: list[Span], pack: Pack, names: Names) -> list[Span]:
    """Return the quotations without those whose marks stand around a name.

    That is any outlet of the lists, and in a language that writes names so 1 to 3 words without a verb, a comma or an
    end mark among them, each with a capital, or the first with one (where there are any) and a word for the press or a
    body before the marks: شركة "المرسى".
    """
    named = {one.of(text)[1:-1] for one in quotes if _is_name(text, one, pack, names)}
    return [one for one in quotes if one.of(text)[1:-1] not in named]


def _is_name(text: str, quote: Span, pack: Pack, names: Names) -> bool:
    inner = quote.of(text)[1:-1]
    words = inner.split()
    if not 0 < len(words) <= _LONGEST or quote.of(text)[-1] not in MARKS or any(mark in _STOPS for mark in inner):
        return False
    tokens = tokenise(inner, pack.style).words
    if any(one.last - one.first == len(tokens) for one in names.outlets.find(tokens)) and not _is_reply(text, quote):
        return True
    if not pack.quoted_names or len(words) > _NAME or words[0][0].islower() or _classes(words, pack) & _VERBS:
        return False
    shown = all(word[0].isupper() or word[0].isdigit() for word in words) and not _is_reply(text, quote)
    return shown or bool(_classes(_before(text, quote.start), pack) & _NAMED)


def _before(text: str, start: int) -> list[str]:
    """Return the last word before an offset."""
    return text[max(0, start - _WORD) : start].split()[-1:]


def _classes(words: list[str], pack: Pack) -> set[str]:
    found = pack.phrases.find([pack.style.fold(word) for word in words])
    return {one.label.partition(":")[2] for one in found if one.label.startswith("classes:")}


def _is_reply(text: str, quote: Span) -> bool:
    """Tell whether a quotation is a whole utterance: behind a colon, or opening its line and cut off by a comma."""
    before = text[: quote.start].rstrip(" \u00a0")
    opens = not before or before[-1] in "\n:.!?…—–-"
    return before[-1:] == ":" or (opens and text[quote.end : quote.end + 1] == ",")


def names_behind(tokens: Tokens, lexed: Lexed) -> Iterator[tuple[int, int]]:
    """Yield the tokens `[first, last)` in quotation marks right behind a word of the press: die Zeitung „Calder Bote“.

    They are 1 to 5 words without a verb or a stop among them, and the first has a capital where there are any.
    """
    at = 1
    while at < len(tokens):
        if tokens.words[at] in _OPEN and _names_press(tokens, lexed, at - 1):
            last = _closing(tokens, lexed, at + 1)
            if last:
                yield at + 1, last
                at = last
        at += 1


def _names_press(tokens: Tokens, lexed: Lexed, at: int) -> bool:
    """Tell whether a word is one of the press, and no verb besides ("post")."""
    return "press" in lexed.classes[at] and not lexed.classes[at] & _VERBS


def _closing(tokens: Tokens, lexed: Lexed, first: int) -> int:
    """Return the token of the mark that closes a name, or 0 if what stands in the marks is none."""
    for at in range(first, min(first + _LONGEST + 1, len(tokens))):
        word = tokens.words[at]
        if word in MARKS:
            capital = at > first and (tokens.words[first][0].isupper() or not tokens.words[first][0].islower())
            return at if capital else 0
        if (not word[0].isalnum() and word[0] not in _INSIDE) or (lexed.classes[at] and lexed.classes[at] <= _VERBS):
            return 0
    return 0
