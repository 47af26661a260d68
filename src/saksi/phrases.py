"""Find many phrases in a list of words at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from sys import intern
from typing import Any, NamedTuple

from saksi.tokens import PLAIN, Style, words_of

_LABELS = ""  # the key of the labels of a node that others hang on: no token is the empty string
_GAP = "*"  # stands for one to _WIDEST words
_WIDEST = 4
_STOPS = frozenset(".!?。！？؟…")  # no gap reaches over one

_Labels = tuple[str, ...]
_Node = dict[str, Any] | _Labels  # what may follow; or, where nothing does, the labels: most are so, and take no room


class Match(NamedTuple):
    """Words `[first, last)` are a phrase with this label."""

    first: int
    last: int
    label: str


class Phrases:
    """A set of labelled phrases, matched word for word; built once, then only read. A "*" inside a phrase is a gap
    of 1 to 4 words, none of them a stop.

    With `fold` (the default) phrases and words are compared in lower case, and `find` expects lower-case words. Phrases
    are cut into words by `style`, as the text has to be. What `base` holds is found too.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, str]],
        *,
        fold: bool = True,
        style: Style = PLAIN,
        base: Phrases | None = None,
    ) -> None:
        self._root: dict[str, Any] = {}
        self._base = base
        same: dict[_Labels, _Labels] = {}
        for phrase, label in entries:
            if words := [*map(intern, split(style.fold(phrase) if fold else phrase, style))]:
                _put(self._root, words, label, same)

    def find(self, words: Sequence[str], first: int = 0, last: int | None = None) -> list[Match]:
        """Return every match in words `[first, last)`, by where it starts; they may overlap."""
        found: list[Match] = []
        root = self._root
        stop = len(words) if last is None else last
        for start in [at for at in range(first, stop) if words[at] in root]:
            _follow(root[words[start]], words, start, start + 1, stop, found)
        if self._base is not None and (under := self._base.find(words, first, stop)):
            return sorted({*found, *under})
        return found

    def longest(self, words: Sequence[str], first: int = 0, last: int | None = None) -> list[Match]:
        """Return the matches that no longer one overlaps, in order; where one phrase has several labels, all of
        them.
        """
        return outermost(self.find(words, first, last))


def outermost(found: Iterable[Match]) -> list[Match]:
    """Return the matches that no longer one overlaps, in order; where one phrase has several labels, all of them."""
    chosen: list[Match] = []
    taken: dict[int, Match] = {}
    for match in sorted(found, key=lambda one: (one.first - one.last, one.first)):
        rivals = {taken[at][:2] for at in range(match.first, match.last) if at in taken}
        if rivals <= {match[:2]}:
            chosen.append(match)
            taken.update(dict.fromkeys(range(match.first, match.last), match))
    return sorted(chosen)


def among(matches: Sequence[Match], first: int, last: int) -> Sequence[Match]:
    """Return those of some matches in the order of the text that begin in words `[first, last)`."""
    return matches[bisect_left(matches, (first,)) : bisect_left(matches, (last,))]


def split(phrase: str, style: Style) -> list[str]:
    """Return the tokens of a phrase; a clitic that a pack lists by itself ("'s") stays whole, as it does behind a
    word.
    """
    words = phrase.split()
    if style.lexicon is None and all(map(str.isalpha, words)):
        return words
    found: list[str] = []
    for word in words:
        if (word.isalpha() and style.lexicon is None) or (len(word) > 1 and word[0] in "'’`" and word[1].isalpha()):
            found.append(word)
        else:
            found += words_of(word, style)
    return found


def _put(node: dict[str, Any], words: Sequence[str], label: str, same: dict[_Labels, _Labels]) -> None:
    """Hang a phrase on the root of others; `same` holds the labels that any has, each once."""
    for word in words[:-1]:
        below = node.get(word)
        if not isinstance(below, dict):
            below = node[word] = {} if below is None else {_LABELS: below}
        node = below
    word = words[-1]
    if isinstance(node.get(word), dict):
        node, word = node[word], _LABELS
    labels: _Labels = node.get(word, ())
    if label not in labels:
        labels = (*labels, label)
        node[word] = same.setdefault(labels, labels)


def _follow(node: _Node | None, words: Sequence[str], start: int, at: int, stop: int, found: list[Match]) -> None:
    """Collect the matches that begin at `start` and have come to `node` after the words before `at`."""
    while isinstance(node, dict):
        for label in node.get(_LABELS, ()):
            found.append(Match(start, at, label))
        if at >= stop:
            return
        if isinstance(behind := node.get(_GAP), dict):
            for skipped in range(1, min(_WIDEST, stop - at - 1) + 1):
                if words[at + skipped - 1] in _STOPS:
                    break
                after = behind.get(words[at + skipped])
                if after is not None:
                    _follow(after, words, start, at + skipped + 1, stop, found)
        node = node.get(words[at])
        at += 1
    for label in node or ():
        found.append(Match(start, at, label))
