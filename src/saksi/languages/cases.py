"""Put a word into the cases of a language, by the rules of its pack."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

_SHORTEST = 4  # letters of a word in lower case that inflects: a shorter one is a preposition or a conjunction
_Rule = tuple[str, tuple[str, ...]]


class Cases:
    """The cases of a language's words, by rules that go by a word's ending, the longest first, or by its beginning
    where the key ends in "-". An ending may hold the stem as "-".
    """

    def __init__(self, rules: Mapping[str, Iterable[str]]) -> None:
        by_length = sorted(rules.items(), key=lambda rule: -len(rule[0]))
        self._rules: list[_Rule] = [(key, tuple(endings)) for key, endings in by_length]
        letters = (char for _, endings in self._rules for char in "".join(endings) if char.isalpha())
        self._script = script(next(letters, ""))
        self._fitting: dict[tuple[str, str], list[_Rule]] = {}

    def __bool__(self) -> bool:
        """Tell whether words of the language inflect."""
        return bool(self._rules)

    def of(self, word: str) -> tuple[str, ...]:
        """Return a word in its other cases, or nothing for one that does not inflect: it is short, or foreign."""
        small = word[0].islower() and len(word) < _SHORTEST
        if small or not self._rules or not word[-1].isalpha() or script(word[-1]) != self._script:
            return ()
        for key, endings in self._that_fit(word[0], word[-1]):
            if key.endswith("-") and word.startswith(key[:-1]):
                return tuple(_joined(word[len(key) - 1 :], ending) for ending in endings)
            if not key.endswith("-") and word.endswith(key):
                return tuple(_joined(word[: len(word) - len(key)], ending) for ending in endings)
        return ()

    def _that_fit(self, first: str, last: str) -> list[_Rule]:
        """Return the rules by which a word with this first and this last letter may go, in their order."""
        if (first, last) not in self._fitting:
            self._fitting[first, last] = [rule for rule in self._rules if _fits(rule[0], first, last)]
        return self._fitting[first, last]


def _fits(key: str, first: str, last: str) -> bool:
    return key[:-1][:1] in ("", first) if key.endswith("-") else key[-1:] in ("", last)


def _joined(stem: str, ending: str) -> str:
    return ending.replace("-", stem) if "-" in ending else stem + ending


@cache
def script(char: str) -> str:
    """Return the script of a letter, as the first word of its Unicode name ("LATIN", "CYRILLIC"), or ""."""
    return unicodedata.name(char, "").partition(" ")[0] if char else ""
