"""Find the outlets that a text names: those of the gazetteer, and unknown ones whose form shows what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from saksi.gazetteer.names import Names
from saksi.gazetteer.outlets import by_domain
from saksi.gazetteer.parties import identify
from saksi.languages.pack import Pack
from saksi.phrases import Match
from saksi.reading.classes import SPEECH, Lexed
from saksi.reading.named_in_marks import MARKS, names_behind
from saksi.tokens import Tokens

_PREPOSITIONS = frozenset("in by to of with for".split())  # a language that puts names in marks needs a verb
_DOMAIN = re.compile(r"\.[a-zа-я]{2,}\b", re.IGNORECASE)  # "Страна.ua"
_ENDINGS = frozenset("com net org info ua ru az de fr pl id uk tv news".split())  # of addresses that are names
_IN_NAMES = frozenset("press body doc senior".split())  # classes of the words inside such a name


def find_outlets(text: str, tokens: Tokens, lexed: Lexed, names: Names, pack: Pack) -> list[Match]:
    """Return the names of outlets, in order; a label is the canonical name.

    An unknown outlet is a run of capitalised words that holds a word of class "press" and another one: "The Calder
    Post" (canonically without "The"), "Kantor Berita Selat". What stands behind a closing "Post" belongs to it no more.
    So is what a word of the press has in quotation marks behind it: газета «Северный берег».
    """
    found = [
        one
        for one in names.outlets.longest(tokens.words)
        if _key(tokens, one) not in names.common or _stands(text, tokens, lexed, one, pack)
    ]
    unknown = _in_marks(text, tokens, lexed, found)
    found = [one for one in found if not any(more.first <= one.first and one.last <= more.last for more in unknown)]
    found += unknown
    taken = {at for one in found for at in range(one.first, one.last)}
    stop = 0
    for at in range(len(tokens)):
        if at < stop or "press" not in lexed.classes[at] or at in taken or not _in_name(tokens, lexed, at):
            continue
        first, stop = _run(text, tokens, lexed, at, taken)
        words = tokens.words[first:stop]
        if any("press" not in lexed.classes[one] for one in range(first, stop)) and not _is_office(words, names):
            found.append(Match(first, stop, " ".join(words).removeprefix("The ")))
    found.extend(_by_address(tokens, {at for one in found for at in range(one.first, one.last)}))
    return _repeated(tokens, sorted(found))


def _by_address(tokens: Tokens, taken: set[int]) -> Iterator[Match]:
    """Yield names that are addresses: "Caliber.Az" is three tokens without a gap."""
    for at in range(1, len(tokens) - 1):
        if tokens.words[at] != "." or tokens.lower[at + 1] not in _ENDINGS or taken & {at - 1, at, at + 1}:
            continue
        glued = tokens.ends[at - 1] == tokens.starts[at] and tokens.ends[at] == tokens.starts[at + 1]
        if glued and tokens.words[at - 1][0].isalnum():
            written = f"{tokens.words[at - 1]}.{tokens.words[at + 1]}"
            known = by_domain(written)
            yield Match(at - 1, at + 2, known.name if known is not None else written)


def _key(tokens: Tokens, one: Match) -> str:
    return " ".join(tokens.words[one.first : one.last])


def _stands(text: str, tokens: Tokens, lexed: Lexed, one: Match, pack: Pack) -> bool:
    """Tell whether a name that is an ordinary word too stands for its outlet.

    It does in quotation marks, beside a word of the press, behind words for telling it, or before an ending like that
    of a domain; and amid a sentence by its capital, after its own article ("Die Zeit") or a verb of saying.
    """
    start, end = tokens.starts[one.first], tokens.ends[one.last - 1]
    if (text[max(0, start - 1)] in MARKS and text[end : end + 1] in MARKS) or _DOMAIN.match(text, end):
        return True
    longer = _capital(tokens, one.last) and not pack.noun_capitals
    if _beside_press(tokens, lexed, one.first - 1, -1) or (not longer and _beside_press(tokens, lexed, one.last, 1)):
        return True
    if _told(lexed, one.first):
        return True
    if not pack.capitals or not tokens.words[one.first][0].isupper() or _capital(tokens, one.last):
        return False
    amid = one.first > 0 and _joined(text, tokens, one.first)
    before = lexed.classes[one.first - 1] if amid else frozenset()
    if "the" in lexed.classes[one.first] and one.last > one.first + 1:
        return bool(before) or not pack.noun_capitals or (amid and tokens.words[one.first - 1][0].islower())
    return bool(before & (SPEECH if pack.quoted_names else SPEECH | _PREPOSITIONS))


def _told(lexed: Lexed, at: int) -> bool:
    """Tell whether words that only stand before the one who is told end at a name, or at its article."""
    at -= at > 0 and "the" in lexed.classes[at - 1]
    roles = {(role.first, role.label) for role in lexed.matches.get("roles", ()) if role.last == at}
    return any(label == "told" and (first, "to") not in roles for first, label in roles)


def _capital(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and (tokens.words[at][0].isupper() or tokens.words[at][0].isdigit())


def _beside_press(tokens: Tokens, lexed: Lexed, at: int, step: int) -> bool:
    """Tell whether the next word on one side of a name is one of the press, behind marks, hyphens and clitics."""
    while 0 <= at < len(tokens) and (tokens.words[at] in MARKS or tokens.words[at][0] in "-'"):
        at += step
    return 0 <= at < len(tokens) and "press" in lexed.classes[at]


def _in_marks(text: str, tokens: Tokens, lexed: Lexed, found: list[Match]) -> list[Match]:
    """Return the unknown outlets in quotation marks behind a word of the press, and where else they stand in marks."""
    whole = {one[:2] for one in found} | {(one.first + 1, one.last) for one in found}
    named = [one for one in names_behind(tokens, lexed) if one not in whole and not _within_one(one, found)]
    unknown = [Match(first, last, _label(text, tokens, first, last)) for first, last in named]
    labels = {tuple(tokens.words[one.first : one.last]): one.label for one in unknown}
    marks = [at for at in range(len(tokens)) if tokens.words[at] in MARKS] if unknown else []
    for first, last in pairwise(marks):
        label = labels.get(tuple(tokens.words[first + 1 : last]))
        if label is not None and (first + 1, last) not in named:
            unknown.append(Match(first + 1, last, label))
    return unknown


def _within_one(name: tuple[int, int], found: list[Match]) -> bool:
    return any(one.first <= name[0] and name[1] <= one.last for one in found)


def _label(text: str, tokens: Tokens, first: int, last: int) -> str:
    """Return the canonical name of an unknown outlet: as it stands, without "The"."""
    return text[tokens.starts[first] : tokens.ends[last - 1]].removeprefix("The ")


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
