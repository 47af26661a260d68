"""Make something out of a language pack once, and look up phrases that begin or end at a known token."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Generic, NamedTuple, TypeVar

from saksi.languages.pack import Pack
from saksi.phrases import split
from saksi.tokens import PLAIN, Style, Tokens

Made = TypeVar("Made")
Value = TypeVar("Value")


def once_per_pack(make: Callable[[Pack], Made]) -> Callable[[Pack], Made]:
    """Return `make` with one result kept for each language.

    A pack holds its file as a mapping and so cannot be hashed: the result is kept by the language's code, and made anew
    when another pack of that code comes.
    """
    kept: dict[str, tuple[Pack, Made]] = {}

    @wraps(make)
    def made(pack: Pack) -> Made:
        found = kept.get(pack.code)
        if found is None or found[0] is not pack:
            found = kept[pack.code] = (pack, make(pack))
        return found[1]

    return made


class Hit(NamedTuple, Generic[Value]):
    """A phrase reaches to token `at` (where it ends, or where it begins) and stands for `value`."""

    at: int
    value: Value


class Table(Generic[Value]):
    """Phrases in lower case with what each stands for; built once, then only read."""

    def __init__(self, entries: Iterable[tuple[str, Value]], style: Style = PLAIN) -> None:
        self._forward: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._backward: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries:
            words = tuple(split(style.fold(phrase), style))
            if words:
                self._forward.setdefault(words[0], []).append((words, value))
                self._backward.setdefault(words[-1], []).append((words, value))
        for ways in (*self._forward.values(), *self._backward.values()):
            ways.sort(key=lambda way: -len(way[0]))

    @property
    def starts(self) -> Iterable[str]:
        """The first words of the phrases."""
        return self._forward.keys()

    def after(self, tokens: Tokens, at: int, stop: int) -> Hit[Value] | None:
        """Return the longest phrase that begins with token `at`, with the token after its end."""
        if at < stop:
            for words, value in self._forward.get(tokens.lower[at], ()):
                end = at + len(words)
                if (
                    end <= stop
                    and (len(words) == 1 or tuple(tokens.lower[at:end]) == words)
                    and _whole(tokens, at, end)
                ):
                    return Hit(end, value)
        return None

    def before(self, tokens: Tokens, at: int, first: int) -> Hit[Value] | None:
        """Return the longest phrase that ends right before token `at`, with the token where it begins."""
        if at > first:
            for words, value in self._backward.get(tokens.lower[at - 1], ()):
                start = at - len(words)
                if start >= first and tuple(tokens.lower[start:at]) == words and _whole(tokens, start, at):
                    return Hit(start, value)
        return None


def _whole(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether the signs of a phrase stand at the words before them: "A$3 billion" is not "a $3 billion buyout"."""
    return all(
        tokens.words[at][0].isalnum() or tokens.starts[at] == tokens.ends[at - 1] for at in range(first + 1, last)
    )
