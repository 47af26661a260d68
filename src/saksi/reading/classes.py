"""Say of every token what it is to the tagger: its classes from the language pack, or its shape; never the word
itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from saksi.languages.pack import Pack
from saksi.model import Span
from saksi.phrases import Match
from saksi.reading.segment import Sentence
from saksi.tokens import Tokens

CUES = frozenset(
    "say tell ask claim deny decline verify think want fear judge show urge rule cite according noun expected".split()
)

SPEECH = frozenset(("say", "tell", "claim", "deny", "decline", "cite", "according"))
# Of a word's several classes the first of these is its main one: what it does for the grammar before what it may mean.
_ORDER = [
    *(
        "that",
        "whether",
        "to",
        "as",
        "of",
        "by",
        "for",
        "with",
        "in",
        "the",
        "a",
        "possessive",
        "he",
        "him",
        "his",
        "who",
    ),
    *("and", "but", "be", "have", "do", "modal", "not", "adverb"),
    *("according", "cite", "say", "tell", "deny", "decline", "claim", "ask"),
    *("want", "think", "urge", "judge", "fear", "show", "rule", "expected", "verify", "noun"),
    *("role", "people", "body", "press", "doc", "source", "unnamed", "title"),
    *("day", "month", "some", "senior", "this", "how", "there", "act", "acted"),
]
_RANK = {name: rank for rank, name in enumerate(_ORDER)}
_GROUPS = {
    **dict.fromkeys(("say", "tell", "deny", "claim", "ask"), "speech"),
    **dict.fromkeys(
        ("want", "think", "fear", "judge", "urge", "show", "rule", "expected", "verify", "decline"), "attitude"
    ),
    **dict.fromkeys(("role", "people", "source"), "human"),
    **dict.fromkeys(("body", "press", "doc"), "institution"),
}


@dataclass(frozen=True, slots=True)
class Lexed:
    """What the pack knows of a text's tokens. `classes[i]` are the class names of token i; `labels[i]` joins them,
    or is its shape; `forms[i]` is the kind of its ending, whether it is listed or not ("" for none).

    `matches` holds the entries of the other sections (hedges, checks, ...) by section, as they stand in the text.
    """

    classes: list[frozenset[str]]
    labels: list[str]
    main: list[str]
    matches: dict[str, list[Match]]
    quote: list[int]
    forms: list[str]

    def unlisted(self, at: int) -> bool:
        """Tell whether token `at` is a word that the pack does not list, and no name of an outlet."""
        return not self.classes[at] and self.labels[at] != _OUTLET and self.labels[at][-1].isalnum()


_VERBS = CUES - {"noun"}  # German nouns have capitals
_SIGNS = frozenset(".,;:!?-–—…()[]{}/\\&%$€£@#*+=<>|~^_\"'`“”‘’«»‹›„‚「」『』")
_STOPS = {"。": ".", "！": "!", "？": "?", "؟": "?", "―": "—"}
_OUTLET = "outlet"
_HEADLINE = 4  # words of a headline, at least
_MOST = 0.7  # of its words have a capital
_NONE: frozenset[str] = frozenset()


def lex(tokens: Tokens, pack: Pack, quotes: list[Span]) -> Lexed:
    """Look every token up in the pack. `quote[i]` is the number of the quotation that token i stands in, from 0, or
    -1.
    """
    found: list[set[str] | None] = [None] * len(tokens)
    matches: dict[str, list[Match]] = {}
    for match in pack.phrases.find(tokens.lower):
        section, _, key = match.label.partition(":")
        if section != "classes":
            matches.setdefault(section, []).append(Match(match.first, match.last, key))
            continue
        for at in range(match.first, match.last):
            classes = found[at]
            if classes is None:
                found[at] = {key}
            else:
                classes.add(key)
    classes_of = [_NONE if one is None else frozenset(one) for one in found]
    labels = [
        joined(classes) if classes else _shape(word, pack.suffixes, pack.noun_capitals)
        for classes, word in zip(classes_of, tokens.words, strict=True)
    ]
    main = [_main(classes, label) for classes, label in zip(classes_of, labels, strict=True)]
    forms = [_form(word, pack.suffixes) for word in tokens.lower]
    return Lexed(classes_of, labels, main, matches, _quote_numbers(tokens, quotes), forms)


def mark_names(lexed: Lexed, tokens: Tokens, outlets: list[Match]) -> None:
    """Label names as what they are, not as the verbs that they look like.

    The words of an outlet's name ("The Calder Post") are labelled "outlet", and a capitalised verb in the middle of a
    clause ("Senator Hope") is a name.
    """
    for at in range(1, len(tokens)):
        classes = lexed.classes[at]
        if classes and classes <= _VERBS and tokens.words[at][0].isupper() and tokens.words[at - 1][0].islower():
            lexed.labels[at] = lexed.main[at] = "Xx"
    for one in outlets:
        for at in range(one.first, one.last):
            lexed.labels[at] = lexed.main[at] = _OUTLET


def mark_openings(lexed: Lexed, tokens: Tokens, cut: Sequence[Sentence], pack: Pack) -> None:
    """Label words that have their capital from where they stand, not from what they are.

    These are the first word of a sentence, and all words of a headline in capitals. One that the page also has in
    small letters is labelled as such a word; one that opens a sentence and that the page has nowhere else is "Xw", or
    "X" and its ending.
    """
    if not pack.capitals or pack.noun_capitals:
        return
    words = frozenset(tokens.words)
    openings = [next((at for at in range(one.first, one.last) if tokens.words[at][0].isalnum()), -1) for one in cut]
    opening = frozenset(openings)
    named = frozenset(word for at, word in enumerate(tokens.words) if at not in opening and word[0].isupper())
    places = [at for one in cut if _in_capitals(tokens, one) for at in range(one.first, one.last)]
    for at in (*openings, *places):
        if lexed.labels[at] != "Xx" or at < 0:
            continue
        shape = _shape(tokens.lower[at], pack.suffixes, pack.noun_capitals)
        if tokens.lower[at] in words:
            lexed.labels[at] = lexed.main[at] = shape
        elif at in opening and tokens.words[at] not in named:
            lexed.labels[at] = lexed.main[at] = "Xw" if shape == "w" else "X" + shape


def _in_capitals(tokens: Tokens, one: Sentence) -> bool:
    """Tell whether most words of a sentence have a capital, as in an English headline."""
    words = [word for word in tokens.words[one.first : one.last] if word[0].isalpha()]
    return len(words) >= _HEADLINE and sum(word[0].isupper() for word in words) >= _MOST * len(words)


def mark_inner_stops(lexed: Lexed, tokens: Tokens, cut: Sequence[Sentence]) -> None:
    """Label full stops amid a sentence ("30 тис. осіб") as no stops."""
    for one in cut:
        for at in range(one.first, one.last - 1):
            if tokens.words[at] == "." and any(tokens.words[more][0].isalnum() for more in range(at + 1, one.last)):
                lexed.labels[at] = lexed.main[at] = "point"


@cache
def _main(classes: frozenset[str], label: str) -> str:
    if not classes:
        return label
    first = min(classes, key=lambda name: (_RANK.get(name, len(_RANK)), name))
    return _GROUPS.get(first, first)


@cache
def joined(classes: frozenset[str]) -> str:
    """Return the names of some classes as one label."""
    return "+".join(sorted(classes))


@lru_cache(maxsize=100_000)
def _shape(word: str, suffixes: tuple[tuple[str, str], ...], noun_capitals: bool) -> str:
    first = word[0]
    if not first.isalnum():
        return _STOPS.get(first) or (word[:2] if first in _SIGNS else "sign")
    if first.isdigit():
        return "0"
    if first.isupper() and not noun_capitals:
        return "XX" if len(word) > 1 and word.isupper() else "Xx"
    for ending, name in suffixes:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return "-" + name
    if first.isupper():
        return "XX" if len(word) > 1 and word.isupper() else "Xx"
    return "w"


@lru_cache(maxsize=100_000)
def _form(word: str, suffixes: tuple[tuple[str, str], ...]) -> str:
    return next((name for ending, name in suffixes if word.endswith(ending) and len(word) > len(ending) + 2), "")


def _quote_numbers(tokens: Tokens, quotes: list[Span]) -> list[int]:
    numbers = [-1] * len(tokens)
    for number, quote in enumerate(quotes):
        first, last = bisect_left(tokens.starts, quote.start), bisect_left(tokens.starts, quote.end)
        numbers[first:last] = [number] * (last - first)
    return numbers
