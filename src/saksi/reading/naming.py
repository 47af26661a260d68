"""Find the names in a text: parties by any of their names, outlets, and whoever or whatever else is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from saksi.model import Name, Place, Time
from saksi.reading.page import Page

_TITLES = frozenset(("role", "title"))
_CAPITAL = frozenset(("Xx", "XX"))  # labels of a word that has its capital from what it is


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[first, last)` that name somebody: a party or one of its people, or a name that no list has.

    `party` is canonical or ""; `name` is the party, or the words of the text. `adjective` tells that it is the party's
    adjective ("Ukrainian").
    """

    first: int
    last: int
    name: str
    party: str = ""
    adjective: bool = False


def find_parties(page: Page) -> list[Mention]:
    """Return the parties that a page names, by name, adjective, seat, body or person, in order."""
    mentions: list[Mention] = []
    for match in page.names.parties.longest(page.tokens.words):
        how, _, who = match.label.partition(":")
        party = who.partition("|")[0]
        if not mentions or mentions[-1].last <= match.first:
            mentions.append(Mention(match.first, match.last, party, party, adjective=how == "demonym"))
    return mentions


def find_mentions(page: Page, places: Sequence[Place], times: Sequence[Time]) -> list[Mention]:
    """Return all names of a page in order, but for those of places and of days that the lists have.

    A word that no list has is a name by its capital, if it does not have that from opening a sentence; where every noun
    has a capital, only behind a title or a role, or after a given name. A script without capitals hides names that no
    list has.
    """
    known = find_parties(page)
    taken = {at for one in known for at in range(one.first, one.last)}
    listed = [*(one.span for one in places), *(one.span for one in times)]
    taken |= {at for span in listed for at in range(*page.token_range(span))}
    return sorted([*known, *_unlisted(page, taken)], key=lambda one: one.first)


def names_of(page: Page, mentions: Iterable[Mention]) -> list[Name]:
    """Return mentions as names with their spans."""
    return [Name(one.name, one.party, page.span(one.first, one.last)) for one in mentions]


def _unlisted(page: Page, taken: set[int]) -> Iterator[Mention]:
    if not page.pack.capitals:
        return
    words = page.tokens.words
    at = 0
    while at < len(words):
        first = at
        while at < len(words) and at not in taken and _named(page, at):
            at += 1
        begin = _apposed(page, first, at) if page.pack.noun_capitals else first
        if at > begin and (at - begin > 1 or page.pack.noun_capitals or page.lexed.labels[begin] in _CAPITAL):
            yield Mention(begin, at, " ".join(words[begin:at]))
        at = max(at, first + 1)


def _apposed(page: Page, first: int, last: int) -> int:
    """Return where a name begins in words with a capital, if every noun has one; `last` if it does nowhere.

    It begins with a given name, behind a title or a role, or behind another noun that no number counts: "der Hersteller
    Woltan", but "640 Kilogramm Kokain".
    """
    behind = page.lexed.classes[first - 1] if first else frozenset()
    if last > first and (page.tokens.words[first] in page.names.given or behind & _TITLES):
        return first
    counted = first > 0 and page.tokens.words[first - 1][-1].isdecimal()
    return last if counted else first + 1


def _named(page: Page, at: int) -> bool:
    """Tell whether a token looks like a word of a name that no list has."""
    word = page.tokens.words[at]
    return word[0].isupper() and len(word) > 1 and not page.lexed.classes[at]
