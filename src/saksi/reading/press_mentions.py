"""Tell which outlet a mention means: by its name, a part of it, its reporters, or a short form ("the Journal")."""

from __future__ import annotations

from saksi.phrases import Match
from saksi.reading.named_in_marks import MARKS
from saksi.reading.page import Page

_FRAME = frozenset("the press this".split())  # classes of the words that may stand around an outlet's name
_SHORTEST = 3  # letters of a short form that stands for its one outlet even where the text never names it in full


def outlet_of(page: Page, first: int, last: int) -> str:
    """Return the outlet that tokens `[first, last)` name, or "": by its name, a part of it, or a short form of one that
    the text names.
    """
    around = page.outlet_at.get(first)
    if around is not None and last <= around.last:
        return around.label
    inside = page.outlets_among(first, last)
    if inside and _framed(page, first, last, inside):
        return inside[-1].label
    return _by_short_form(page, first, last)


def outlets_in(page: Page, first: int, last: int) -> list[str]:
    """Return the outlets that some words speak of, by name or short form: "Rin Aldane of the Post"."""
    found = [one.label for one in page.outlets_among(first, last)]
    if not found and (whole := outlet_of(page, first, last)):
        return [whole]
    capitals = (at for at in range(first, last) if page.tokens.words[at][0].isupper())
    return found or [name for at in capitals if (name := _by_short_form(page, at, at + 1))][:1]


def _framed(page: Page, first: int, last: int, names: list[Match]) -> bool:
    """Tell whether nothing but "the newspaper", "'s correspondent" and the like stands around names of outlets."""
    classes = page.lexed.classes
    named = {at for one in names for at in range(one.first, one.last)}
    offices = page.lexed.matches.get("offices", ())
    reporters = {at for one in offices if one.label == "press" for at in range(one.first, one.last)}
    frame = _FRAME | {"possessive", "of"} if reporters.intersection(range(first, last)) else _FRAME
    return all(
        at in named
        or at in reporters
        or page.tokens.words[at] == ","
        or page.tokens.words[at] in MARKS
        or (classes[at] and (classes[at] <= frame or "the" in classes[at]))
        for at in range(first, last)
    )


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
    capitals = all(word[0].isupper() for word in words) and " ".join(words) not in page.names.common
    return listed[0] if len(listed) == 1 and capitals and len("".join(words)) > _SHORTEST else ""
