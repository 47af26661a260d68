"""Find the words that stand for a land or its people, where no list knows them: "an official in Velmora"."""

from __future__ import annotations

from collections.abc import Iterator

from saksi.gazetteer.names import Names
from saksi.gazetteer.parties import identify
from saksi.reading.classes import Lexed
from saksi.tokens import Tokens

_HUMAN = frozenset("role people".split())


def find_lands(tokens: Tokens, lexed: Lexed, names: Names) -> frozenset[str]:
    """Return the capitalised words that the text uses as names of lands or of their people, and no list explains.

    It does so where one stands alone behind "in" or "to", alone before people ("Norrish officials"), or both at the end
    of a body's name ("Departemen Luar Negeri Talmar") and alone behind a noun ("kapal Talmar").
    """
    capitals = [at for at, word in enumerate(tokens.words) if word[0].isupper() and not lexed.classes[at]]
    found = {*_behind_place_words(tokens, lexed), *_before_people(tokens, lexed, capitals)}
    found |= {*_closing_a_body(tokens, lexed, capitals)} & {*_behind_nouns(tokens, lexed, capitals)}
    return frozenset(word for word in found if identify([word], names=names) is None)


def _alone(tokens: Tokens, lexed: Lexed, at: int) -> bool:
    """Tell whether a capitalised word that the pack does not know has no other beside it."""
    return (
        _capital(tokens, at)
        and not lexed.classes[at]
        and not (at > 0 and _capital(tokens, at - 1) and not lexed.classes[at - 1])
        and not (at + 1 < len(tokens) and _capital(tokens, at + 1))
    )


def _capital(tokens: Tokens, at: int) -> bool:
    return tokens.words[at][0].isupper()


def _behind_place_words(tokens: Tokens, lexed: Lexed) -> Iterator[str]:
    for match in lexed.matches.get("roles", ()):
        at = match.last
        if match.label == "to" and at < len(tokens) and "in" in lexed.classes[at - 1] and _alone(tokens, lexed, at):
            yield tokens.words[at]


def _before_people(tokens: Tokens, lexed: Lexed, capitals: list[int]) -> Iterator[str]:
    for at in capitals:
        if at + 1 == len(tokens):
            continue
        if lexed.classes[at + 1] & _HUMAN and _alone(tokens, lexed, at) and tokens.starts[at + 1] > tokens.ends[at]:
            yield tokens.words[at]


def _behind_nouns(tokens: Tokens, lexed: Lexed, capitals: list[int]) -> Iterator[str]:
    for at in capitals:
        before = tokens.words[at - 1] if at else "."
        if before[0].islower() and _alone(tokens, lexed, at) and lexed.classes[at - 1] <= _HUMAN:
            yield tokens.words[at]


def _closing_a_body(tokens: Tokens, lexed: Lexed, capitals: list[int]) -> Iterator[str]:
    for at in capitals:
        if at < 2 or (at + 1 < len(tokens) and _capital(tokens, at + 1)):
            continue
        first = at
        while first > 0 and _capital(tokens, first - 1) and "body" not in lexed.classes[first]:
            first -= 1
        if at - first >= 2 and "body" in lexed.classes[first]:
            yield tokens.words[at]
