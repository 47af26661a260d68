"""Inflect names by the rules of a pack: a list of names then holds base forms only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from saksi.languages.pack import Pack, expand

_SHORTEST = 4  # letters of a word in lower case that inflects: a shorter one is a preposition or a conjunction
Rules = tuple[tuple[str, tuple[str, ...]], ...]


def forms_of(name: str, pack: Pack) -> Iterator[str]:
    """Yield every form of a name: itself first, then its cases.

    A name with a word of a paradigm ("украинск~adj"), or one in lower case, has only the forms that it says, in lower
    case and with a capital. In any other, every word of the pack's script is inflected in step, and once more the first
    of them alone ("Министерства обороны"). The rules are the pack's section [names]: they go by a word's
    ending, the longest first, or by its beginning where the key ends in "-".
    """
    if "~" in name or (name[0].islower() and pack.capitals):
        for form in expand(name, pack.section("paradigms")):
            yield form
            if form[0].islower():
                yield form[0].upper() + form[1:]
        return
    yield name
    yield from _inflected(name, pack.name_rules)


def _inflected(name: str, rules: Rules) -> Iterator[str]:
    words = name.split()
    cases = [_cases(word, rules) for word in words]
    first = next((at for at, forms in enumerate(cases) if forms), None)
    for case in range(max((len(forms) for forms in cases), default=0)):
        row = [forms[case] if case < len(forms) else word for word, forms in zip(words, cases, strict=True)]
        yield " ".join(row)
        if first is not None and len(words) > 1:
            yield " ".join([*words[:first], row[first], *words[first + 1 :]])


def _cases(word: str, rules: Rules) -> tuple[str, ...]:
    """Return a word in its other cases, or nothing for one that does not inflect."""
    small = word[0].islower() and len(word) < _SHORTEST
    if not rules or small or not word[-1].isalpha() or not _of_script(word, rules):
        return ()
    for key, endings in rules:
        if key.endswith("-") and word.startswith(key[:-1]):
            return tuple(_joined(word[len(key) - 1 :], ending) for ending in endings)
        if not key.endswith("-") and word.endswith(key):
            return tuple(_joined(word[: len(word) - len(key)], ending) for ending in endings)
    return ()


def _joined(stem: str, ending: str) -> str:
    return ending.replace("-", stem) if "-" in ending else stem + ending


def _of_script(word: str, rules: Rules) -> bool:
    return script(word[-1]) == _script_of(rules)


@cache
def _script_of(rules: Rules) -> str:
    return script(next(char for _, endings in rules for char in "".join(endings) if char.isalpha()))


@cache
def script(char: str) -> str:
    """Return the script of a letter, as the first word of its Unicode name: "LATIN", "CYRILLIC"."""
    return unicodedata.name(char, "").partition(" ")[0]
