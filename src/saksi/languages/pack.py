"""Load a language pack: one TOML file that says what the words of a language are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import Any

from saksi.languages.cases import Cases
from saksi.phrases import Phrases
from saksi.tokens import Lexicon, Style

# Sections whose entries are phrases, found in a text in one pass; a label is "section:key".
LEXICON = (
    "classes",
    "hedges",
    "checks",
    "concepts",
    "approximators",
    "furniture",
    "negations",
    "roles",
    "stance",
    "offices",
)


class UnknownLanguage(LookupError):
    """There is no pack for a language; the message names those that there are."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A language as data. `data` is the whole file; `phrases`, made by `finder`, finds what the LEXICON sections hold.

    `style` is how the language writes its words; `capitals` tells that its names have a capital, `noun_capitals` that
    all its nouns have; `name_cases` says how names inflect; `dialogue` are the dashes that open what somebody says at
    the start of a paragraph.
    """

    code: str
    name: str
    abbreviations: frozenset[str]
    suffixes: tuple[tuple[str, str], ...]
    finder: Callable[[], Phrases]
    style: Style
    capitals: bool
    noun_capitals: bool
    name_cases: Cases
    dialogue: str
    data: Mapping[str, Any]

    @property
    def phrases(self) -> Phrases:
        """Return what finds the entries; made when it is first asked for, since only reading asks."""
        return self.finder()

    def section(self, name: str) -> Mapping[str, Any]:
        """Return a section of the file, or an empty one."""
        found: Mapping[str, Any] = self.data.get(name, {})
        return found

    @property
    def examples(self) -> tuple[Mapping[str, Any], ...]:
        """Return the worked examples at the end of the file, which are the pack's tests and its documentation."""
        return tuple(self.data.get("examples", ()))

    @property
    def person_endings(self) -> tuple[str, ...]:
        """Return the endings of a verb that stand for a person: "katanya" is "said he or she"."""
        return tuple(self.section("coreference").get("suffixes", ()))

    @property
    def quoted_names(self) -> bool:
        """Tell whether the language puts names of firms and papers in quotation marks: «Газпром»."""
        return bool(self.section("tokens").get("quoted_names", False))

    def forms(self, entries: Iterable[str]) -> Iterator[str]:
        """Yield every form that the entries stand for (see `expand`)."""
        paradigms = self.section("paradigms")
        for entry in entries:
            yield from expand(entry, paradigms)


@cache
def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack, sorted."""
    folder = files("saksi.languages")
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


def primary(code: str) -> str:
    """Return the language of a BCP 47 code without its region: "en" of "en-GB"."""
    return code.lower().replace("_", "-").split("-")[0]


def load(code: str) -> Pack:
    """Return the pack of a language by its BCP 47 code ("id", "en-GB"); raises UnknownLanguage if there is none."""
    language = primary(code)
    if language not in available():
        raise UnknownLanguage(f"no language pack for {code!r}; there are packs for {', '.join(available())}")
    return _load(language)


@cache
def names_have_capitals(code: str) -> bool:
    """Tell whether a capital marks names, and nothing but names, in a language; taken for granted without a pack.

    Reads the head of the language's file alone, so that linking what was read long ago does not wait for packs.
    """
    language = primary(code)
    if language not in available():
        return True
    head = files("saksi.languages").joinpath(f"{language}.toml").read_text(encoding="utf-8").partition("\n[")[0]
    return tomllib.loads(head).get("capitals", True) is True


@cache
def _load(language: str) -> Pack:
    text = files("saksi.languages").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return make(tomllib.loads(text))


def make(data: Mapping[str, Any]) -> Pack:
    """Make a pack from the data of its file."""
    style = _style(data)
    suffixes = tuple((ending, name) for name, endings in data.get("suffixes", {}).items() for ending in endings)
    return Pack(
        code=data["code"],
        name=data["name"],
        abbreviations=frozenset(data.get("abbreviations", ())),
        suffixes=tuple(sorted(suffixes, key=lambda one: -len(one[0]))),
        finder=cache(lambda: Phrases(_entries(data), style=style)),
        style=style,
        capitals=bool(data.get("capitals", True)),
        name_cases=Cases(data.get("names", {})),
        noun_capitals=data.get("capitals", True) == "nouns",
        dialogue=data.get("tokens", {}).get("dialogue", ""),
        data=MappingProxyType(dict(data)),
    )


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each form of the entries of the LEXICON sections with its label."""
    paradigms = data.get("paradigms", {})
    for section in LEXICON:
        for key, words in data.get(section, {}).items():
            for entry in words:
                yield from ((form, f"{section}:{key}") for form in expand(entry, paradigms))


def _style(data: Mapping[str, Any]) -> Style:
    """Return how a language writes its words, from its section [tokens]."""
    tokens = data.get("tokens", {})
    words = set() if tokens.get("spaced", True) else set(_words(data, data.get("paradigms", {})))
    return Style(
        elided=tuple(sorted(tokens.get("elided", ()), key=len, reverse=True)),
        letters=tokens.get("apostrophe", "mark") == "letter",
        hyphens=tokens.get("hyphens", "join") == "join",
        groups=any(char.isspace() for char in data.get("numbers", {}).get("group", "")),
        lower=tokens.get("lower", {}),
        lexicon=Lexicon(words) if words else None,
    )


def _words(data: Any, paradigms: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield every word of the entries of some sections: what a text without spaces is cut by."""
    if isinstance(data, str):
        for word in re.sub(r"<\w+>\??", " ", data).replace("|", "/").split():
            yield from (one.removesuffix("?") for one in _alternatives(word, paradigms) if one.strip("*?"))
    elif isinstance(data, Mapping):
        for name, part in data.items():
            if name not in ("examples", "paradigms", "tokens", "names", "code", "name"):
                yield from _words(part, paradigms)
    elif isinstance(data, list):
        for part in data:
            yield from _words(part, paradigms)


def expand(entry: str, paradigms: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the forms of one entry of a pack.

    Words are parted by spaces. A word is written out ("said"), as alternatives ("say/says/said"), or as a stem with
    one of
    the pack's paradigms ("announc~e": each ending of paradigm `e` after "announc"; an ending may hold the stem as
    "-", as
    in "me-kan", and a hyphen of its own as "="). Raises KeyError for a paradigm that the pack does not have.
    """
    for words in product(*(_alternatives(word, paradigms) for word in entry.split())):
        yield " ".join(words)


def _alternatives(word: str, paradigms: Mapping[str, list[str]]) -> list[str]:
    found: list[str] = []
    for one in word.split("/"):
        stem, tilde, paradigm = one.partition("~")
        if tilde:
            found.extend(_inflect(stem, ending) for ending in paradigms[paradigm])
        else:
            found.append(one)
    return found


def _inflect(stem: str, ending: str) -> str:
    form = ending.replace("-", stem) if "-" in ending else stem + ending
    return form.replace("=", "-")
