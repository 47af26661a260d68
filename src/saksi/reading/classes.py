"""Say of every token what it is to the tagger: its classes from the language pack, or its shape; never the word
itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from saksi.languages.pack import Pack
from saksi.model import Span
from saksi.phrases import Match
from saksi.tokens import Tokens

CUES = frozenset(
    [
        "say",
        "tell",
        "ask",
        "claim",
        "deny",
        "decline",
        "verify",
        "think",
        "want",
        "fear",
        "judge",
        "show",
        "urge",
        "rule",
        "cite",
        "according",
        "noun",
        "expected",
    ]
)


@dataclass(frozen=True, slots=True)
class Lexed:
    """What the pack knows of a text's tokens. `classes[i]` are the class names of token i; `labels[i]` joins them,
    or is its shape.

    `matches` holds the entries of the other sections (hedges, checks, ...) by section, as they stand in the text.
    """

    classes: list[frozenset[str]]
    labels: list[str]
    matches: dict[str, list[Match]]
    quote: list[int]


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
        "+".join(sorted(classes)) if classes else _shape(word, pack)
        for classes, word in zip(classes_of, tokens.words, strict=True)
    ]
    return Lexed(classes_of, labels, matches, _quote_numbers(tokens, quotes))


def _shape(word: str, pack: Pack) -> str:
    first = word[0]
    if not first.isalnum():
        return word if len(word) == 1 else word[:2]
    if first.isdigit():
        return "0"
    if first.isupper():
        return "XX" if len(word) > 1 and word.isupper() else "Xx"
    for ending, name in pack.suffixes:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return "-" + name
    return "w"


def _quote_numbers(tokens: Tokens, quotes: list[Span]) -> list[int]:
    numbers = [-1] * len(tokens)
    at = 0
    for number, quote in enumerate(quotes):
        while at < len(tokens) and tokens.starts[at] < quote.start:
            at += 1
        while at < len(tokens) and tokens.starts[at] < quote.end:
            numbers[at] = number
            at += 1
    return numbers
