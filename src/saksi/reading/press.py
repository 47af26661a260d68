"""Find the outlets that a text names: those of the gazetteer, and unknown ones whose form shows what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.gazetteer.names import Names
from saksi.gazetteer.parties import identify
from saksi.phrases import Match
from saksi.reading.classes import Lexed
from saksi.tokens import Tokens

if TYPE_CHECKING:
    from saksi.reading.page import Page

_FRAME = frozenset("the press this".split())  # classes of the words that may stand around an outlet's name
_SHORTEST = 3  # letters of a short form that stands for its one outlet even where the text never names it in full
_IN_NAMES = frozenset("press body doc senior".split())  # classes of the words inside such a name


def find_outlets(text: str, tokens: Tokens, lexed: Lexed, names: Names) -> list[Match]:
    """Return the names of outlets, in order; a label is the canonical name.

    An unknown outlet is a run of capitalised words that holds a word of class "press" and another one: "The Calder
    Post" (canonically without "The"), "Kantor Berita Selat". What stands behind a closing "Post" belongs to it no more.
    """
    found = names.outlets.longest(tokens.words)
    taken = {at for one in found for at in range(one.first, one.last)}
    stop = 0
    for at in range(len(tokens)):
        if at < stop or "press" not in lexed.classes[at] or at in taken or not _in_name(tokens, lexed, at):
            continue
        first, stop = _run(text, tokens, lexed, at, taken)
        words = tokens.words[first:stop]
        if any("press" not in lexed.classes[one] for one in range(first, stop)) and not _is_office(words, names):
            found.append(Match(first, stop, " ".join(words).removeprefix("The ")))
    return _repeated(tokens, sorted(found))


def _repeated(tokens: Tokens, found: list[Match]) -> list[Match]:
    """Give "The Times" back to the outlet named before it that it is short for: "The Dorrin Times"."""
    kept: list[Match] = []
    for one in found:
        short = one.last - one.first == 2 and tokens.words[one.first] == "The"
        ending = f" {tokens.words[one.last - 1]}"
        names = [before.label for before in kept if before.label.endswith(ending) and before.label != one.label]
        longer = names if short else []
        kept.append(one._replace(label=longer[-1]) if longer else one)
    return kept


def _in_name(tokens: Tokens, lexed: Lexed, at: int) -> bool:
    """Tell whether a word may be part of an outlet's name: capitalised, and no role, verb or grammar word.

    A word of the press may be a verb besides ("post").
    """
    classes = lexed.classes[at]
    return tokens.words[at][0].isupper() and (classes <= _IN_NAMES or ("press" in classes and "role" not in classes))


def _run(text: str, tokens: Tokens, lexed: Lexed, at: int, taken: set[int]) -> tuple[int, int]:
    """Return the name around the press word at `at`: all before it, or if it stands first, all behind it."""
    first, last = at, at + 1
    while first > 0 and first - 1 not in taken and _in_name(tokens, lexed, first - 1) and _joined(text, tokens, first):
        first -= 1
    closed = any("press" not in lexed.classes[one] for one in range(first, at))
    while last < len(tokens) and last not in taken and _in_name(tokens, lexed, last) and _joined(text, tokens, last):
        if closed and not lexed.classes[last]:
            break
        last += 1
    return first, last + _of_a_place(tokens, lexed, last) if not closed else last


def _of_a_place(tokens: Tokens, lexed: Lexed, at: int) -> int:
    """Return how many tokens "of" and a name behind it take up in an outlet's name: "Le Courrier de Vauclaire"."""
    named = at + 1 < len(tokens) and "of" in lexed.classes[at] and tokens.words[at + 1][0].isupper()
    return 2 if named and tokens.words[at][0].islower() and not lexed.classes[at + 1] else 0


def _is_office(words: list[str], names: Names) -> bool:
    """Tell whether a name is rather the press office of a body that is known."""
    known = identify(words, names=names)
    return known is not None and known.by in ("body", "office")


def _joined(text: str, tokens: Tokens, at: int) -> bool:
    """Tell whether a token stands on the line of the one before it."""
    return "\n" not in text[tokens.ends[at - 1] : tokens.starts[at]]


def outlet_of(page: Page, first: int, last: int) -> str:
    """Return the outlet that tokens `[first, last)` name, or "": by its name, a part of it, or a short form of one that
    the text names.
    """
    for one in page.outlets:
        if one.first <= first and last <= one.last:
            return one.label
        if first <= one.first and one.last <= last and _framed(page, first, last, one):
            return one.label
    return _by_short_form(page, first, last)


def outlets_in(page: Page, first: int, last: int) -> list[str]:
    """Return the outlets that some words speak of, by name or short form: "Rin Aldane of the Post"."""
    found = [one.label for one in page.outlets if first <= one.first and one.last <= last]
    if not found and (whole := outlet_of(page, first, last)):
        return [whole]
    capitals = (at for at in range(first, last) if page.tokens.words[at][0].isupper())
    return found or [name for at in capitals if (name := _by_short_form(page, at, at + 1))][:1]


def _framed(page: Page, first: int, last: int, name: Match) -> bool:
    """Tell whether nothing but "the newspaper" and the like stands around a name."""
    classes = page.lexed.classes
    return all(classes[at] and classes[at] <= _FRAME for at in (*range(first, name.first), *range(name.last, last)))


def _by_short_form(page: Page, first: int, last: int) -> str:
    """Return the outlet that "the Journal" or "the newspaper" goes back to: the last before it, or the next behind.

    A short form that only one outlet of the gazetteer has stands for it even alone.
    """
    classes = page.lexed.classes
    words = [page.tokens.words[at] for at in range(first, last) if "the" not in classes[at]]
    if not 0 < len(words) <= 2:
        return ""
    press = all(classes[at] & _FRAME for at in range(first, last))
    if press and (words[-1][0].islower() or page.pack.noun_capitals or not page.pack.capitals):
        before = [one.label for one in page.outlets if one.last <= first]
        return before[-1] if before else ""
    listed = page.names.short.get(" ".join(words), ())
    named = [one for one in page.outlets if one.label in listed or (press and set(words) <= set(one.label.split()))]
    before = [one.label for one in named if one.last <= first]
    if before or named:
        return before[-1] if before else named[0].label
    capitals = all(word[0].isupper() for word in words)
    return listed[0] if len(listed) == 1 and capitals and len("".join(words)) > _SHORTEST else ""
