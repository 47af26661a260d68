"""Tell whether the words of a concept say that something is so, or that it is not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from saksi.phrases import Match, among
from saksi.reading.page import Page

_OBJECT = "obj_"
_BEHIND = "behind"  # the key of negations that stand behind a verb
_CLAUSE = "clause"  # the key of those that may stand far before it, as in German: "nicht aus dem Osten abgezogen"
_FAR = 8  # tokens within which those count
_WIDEST = 20  # tokens before an act in which a negation that counts may begin
_REACH = 3  # tokens before an act, or behind it, among which a negation counts by its end
_NONE_OF = 4  # and before a thing: "none of the 87 cases"
_BESIDE = 2  # tokens between a thing and the act that it does: "no units were moving"


def negated(page: Page, match: Match, concepts: Sequence[Match]) -> bool:
    """Tell whether an act is said not to happen.

    A negation stands in its words, or within three tokens before them, or behind them where the language has it there;
    or what does the act right before it is said to lack.
    """
    for one in among(page.lexed.matches.get("negations", ()), match.first - _WIDEST, match.last + _REACH):
        if one.label == _BEHIND:
            if match.first <= one.first and one.last <= match.last + _REACH:
                return True
        elif match.first - one.last < (_FAR if one.label == _CLAUSE else _REACH) and one.last <= match.last:
            return True
    at = bisect_left(concepts, match)
    before = [one for one in concepts[max(0, at - _BESIDE) : at] if match.first - _BESIDE <= one.last <= match.first]
    return any(one.label.startswith(_OBJECT) and lacking(page, one, concepts) for one in before)


def lacking(page: Page, match: Match, concepts: Sequence[Match]) -> bool:
    """Tell whether there is said to be none of a thing: a negation stands before it, and no act between."""
    near = [
        one.last
        for one in among(page.lexed.matches.get("negations", ()), match.first - _NONE_OF, match.first)
        if one.label != _BEHIND and one.last <= match.first
    ]
    if not near:
        return False
    first, last = bisect_left(concepts, (max(near),)), bisect_left(concepts, (match.first,))
    return all(one.label.startswith(_OBJECT) for one in concepts[first:last])
