"""Tell whether a clause tells of the future, by the words of a pack's section [times]: "will meet on Friday"."""

from __future__ import annotations

from dataclasses import dataclass

from saksi.languages.pack import Pack
from saksi.reading.compiled import Table
from saksi.tokens import Tokens

_CLAUSE = 12  # tokens before and behind a time where a word for the future may stand
_OPENING = 2  # tokens before a time that opens its clause
_TOLD = ("say", "tell", "ask", "claim", "deny", "think", "that")  # classes of words that part a time from what is said


@dataclass(frozen=True, slots=True)
class Future:
    """How a language tells of the future: words and endings for it, and the words by which somebody is said to speak.

    `behind` tells that such words stand behind the time, as where verbs come last.
    """

    words: Table[bool]
    endings: tuple[str, ...]
    told: frozenset[str]
    behind: bool

    def of(self, tokens: Tokens, at: int, end: int, first: int, stop: int) -> bool:
        """Tell whether the clause of a time in tokens `[at, end)` tells of the future; it lies in `[first, stop)`.

        A word for the future stands before the time; or behind it, where the time opens the clause ("On Friday he
        will") or the language has its verbs last, and nobody says anything in between ("On Friday he said he will").
        """
        opening = max(first, at - _CLAUSE)
        for back in range(at - 1, opening - 1, -1):
            if not _is_word(tokens, back):
                opening = back + 1
                break
            if self._tells(tokens, back, at):
                return True
        return (self.behind or at - opening <= _OPENING) and self._follows(tokens, end, stop)

    def _follows(self, tokens: Tokens, end: int, stop: int) -> bool:
        begin = end + 1 if end < stop and tokens.words[end] == "," else end
        for at in range(begin, min(stop, begin + _CLAUSE)):
            if not _is_word(tokens, at) or tokens.lower[at] in self.told:
                return False
            if self._tells(tokens, at, stop):
                return True
        return False

    def _tells(self, tokens: Tokens, at: int, stop: int) -> bool:
        if tokens.words[at][0].isupper():  # a name: Will, Ribera
            return False
        word = tokens.lower[at]
        if word.endswith(self.endings) and word not in self.endings:
            return True
        return self.words.after(tokens, at, stop) is not None


def future_of(pack: Pack) -> Future:
    """Return how a language tells of the future."""
    times = pack.section("times")
    told = (form for name in _TOLD for form in pack.forms(pack.section("classes").get(name, ())))
    return Future(
        words=Table(((form, True) for form in pack.forms(times.get("future", ()))), pack.style),
        endings=tuple(times.get("future_endings", ())),
        told=frozenset(form for form in told if form.isalpha()),
        behind=bool(times.get("future_behind", False)),
    )


def _is_word(tokens: Tokens, at: int) -> bool:
    return any(char.isalnum() for char in tokens.words[at])
