"""Find what a translation of a text would keep: names, numbers, and words whose meaning a language pack knows.

Every key is the same in every language. Kinds, by their first sign: "#" a number's value, "@" a meaning, "%" a month or
day of the week; without a sign, a name or a word as it sounds (see `folding`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from saksi.gazetteer.names import Names, names_in, shared
from saksi.gazetteer.places import place_labelled
from saksi.languages.pack import Pack, UnknownLanguage, load
from saksi.linking.folding import fold_name, fold_number, han_names
from saksi.phrases import Phrases
from saksi.reading.numerals import Numbers, numbers_of
from saksi.tokens import PLAIN, Style, Tokens, tokenise


class Weights(NamedTuple):
    """What a match of a key weighs, and what a miss costs: shares of its rarity."""

    weight: float
    cost: float


NAME = Weights(1.0, 1.0)
NUMBER = Weights(1.0, 1.0)
SMALL = Weights(0.6, 0.4)  # numbers up to a dozen, which sports are full of
MEANING = Weights(0.6, 0.25)
TIME = Weights(0.8, 0.6)
CAPITAL = Weights(1.0, 0.9)
NOUN = Weights(0.6, 0.2)  # where every noun has a capital
OPENING = Weights(0.7, 0.0)
WORD = Weights(0.4, 0.0)  # loan words (president, presiden) help; most words have no match in a translation
UNMARKED = Weights(1.0, 0.1)  # a script without capitals hides its names among all its words
KATAKANA = Weights(1.0, 0.5)
HAN = Weights(1.0, 0.5)

_OPENS = frozenset('.!?…:"“„«‘。！？「『”»-–—')  # behind these a capital may be no name's
_PARTS = re.compile(r"[-'’`ʼ・＝]")
_ARABIC_ARTICLE = re.compile("^(?:[وفبكل]?ال|لل)")
DOZEN = 12
_MEANT = {"months": "%m", "weekdays": "%d", "units": "@n", "concepts": "@c"}  # what keys begin with, by labels
_MOST_WORDS = 3  # of a known name's English words, so many are keys


class Found(NamedTuple):
    """A key, where its words start (code points), and its weights."""

    key: str
    start: int
    weight: float
    cost: float


class Keys(NamedTuple):
    """The keys of a text in their order, and whether its script shows names by capitals."""

    found: tuple[Found, ...]
    capitals: bool


@dataclass(frozen=True, slots=True)
class _Language:
    names: Names
    style: Style
    meanings: Phrases
    concepts: Phrases
    numbers: Numbers | None
    starts: frozenset[str]
    capitals: bool
    noun_capitals: bool


def keys_in(text: str, language: str) -> Keys:
    """Return the keys of a text in their order; what known names and words cover is not taken sign by sign, too."""
    known = _language(language)
    return Keys(tuple(_found(text, known)), known.capitals)


def _found(text: str, known: _Language) -> list[Found]:
    tokens = tokenise(text, known.style)
    found: list[Found] = []
    covered: list[tuple[int, int]] = []
    after = 0
    phrases = {**_meanings(tokens, known), **_names(tokens, known)}
    opening = True
    for at, word in enumerate(tokens.lower):
        opening = opening or (at > 0 and "\n" in text[tokens.ends[at - 1] : tokens.starts[at]])
        if at < after:
            continue
        start = tokens.starts[at]
        if at in phrases:
            after, keys, weights = phrases[at]
            found += [Found(key, start, *weights) for key in keys]
            if weights is NAME:
                covered.append((start, tokens.ends[after - 1]))
            opening = False
        elif word[0].isalnum():
            number = known.numbers.read(tokens, at, len(tokens)) if known.numbers and _counts(word, known) else None
            if number is not None:
                after = number.end
                if not number.vague and number.value >= 2:
                    weights = SMALL if number.value <= DOZEN else NUMBER
                    found.append(Found(f"#{number.value:.6g}", start, *weights))
            elif word[0].isdecimal():
                if key := fold_number(word):
                    found.append(Found(key, start, *NUMBER))
            else:
                found += _word(tokens.words[at], start, opening, known)
            opening = False
        else:
            opening = opening or word in _OPENS
    if known.style.lexicon is not None:
        found = sorted([*found, *_han(text, covered)], key=lambda one: one.start)
    return found


def _han(text: str, covered: list[tuple[int, int]]) -> Iterator[Found]:
    """Yield the foreign names in Chinese characters that no list knows."""
    for match in han_names().finditer(text):
        start, end = match.span()
        at = bisect_right(covered, (end, 0)) - 1
        if (at < 0 or covered[at][1] <= start) and (key := fold_name(match.group())):
            yield Found(key, start, *HAN)


def _counts(word: str, known: _Language) -> bool:
    return word[0].isdecimal() or word in known.starts


def _word(word: str, start: int, opening: bool, known: _Language) -> Iterator[Found]:
    first = word[0]
    if first.isupper():
        weights = OPENING if opening else NOUN if known.noun_capitals else CAPITAL
        yield from _parts(word, start, weights)
    elif "\u30a1" <= first <= "\u30fc":
        yield from _parts(word, start, KATAKANA)
    elif "\u3005" <= first <= "\u30ff" or "\u3400" <= first <= "\u9fff":
        return
    elif first.title() == first:
        key = fold_name(_ARABIC_ARTICLE.sub("", word))
        if len(key) > 2:
            yield Found(key, start, *UNMARKED)
    else:
        key = fold_name(word, 5)
        if len(key) > 3:
            yield Found(key, start, *WORD)


def _parts(word: str, start: int, weights: Weights) -> Iterator[Found]:
    for part in _PARTS.split(word):
        if key := fold_name(part):
            yield Found(key, start, *weights)


_Phrases = dict[int, tuple[int, tuple[str, ...], Weights]]


def _names(tokens: Tokens, known: _Language) -> _Phrases:
    """Return the known names by the token where each begins: the token after it, and its keys."""
    found: dict[int, tuple[int, tuple[str, ...], Weights]] = {}
    for phrases, name_of in ((known.names.places, _place), (known.names.outlets, str), (known.names.parties, _party)):
        for match in phrases.find(tokens.words):
            if match.first not in found or match.last >= found[match.first][0]:
                keys = _folded(name_of(match.label))
                if keys:
                    found[match.first] = (match.last, keys, NAME)
    return found


@lru_cache(maxsize=50_000)
def _folded(name: str) -> tuple[str, ...]:
    """Return the keys of a known name: those of its words with a capital."""
    words = [part for word in name.split() if word[0].isupper() or word[0].isdecimal() for part in _PARTS.split(word)]
    return tuple(key for key in map(fold_name, words) if key)[:_MOST_WORDS]


def _place(label: str) -> str:
    row = place_labelled(label)
    return row.name if row is not None else ""


@lru_cache(maxsize=50_000)
def _party(label: str) -> str:
    kind, _, rest = label.partition(":")
    party, _, name = rest.partition("|")
    return name.split()[-1] if kind == "surname" else "" if kind == "seat" else name or party


def _meanings(tokens: Tokens, known: _Language) -> _Phrases:
    found: _Phrases = {}
    for match in (*known.meanings.find(tokens.lower), *known.concepts.find(tokens.lower)):
        kind, _, name = match.label.partition(":")
        if kind in _MEANT and (match.first not in found or match.last > found[match.first][0]):
            key = f"{_MEANT[kind]}:{name}"
            found[match.first] = (match.last, (key,), TIME if key[0] == "%" else MEANING)
    return found


@cache
def _language(code: str) -> _Language:
    try:
        pack = load(code)
    except UnknownLanguage:
        return _Language(shared(), PLAIN, Phrases(()), Phrases(()), None, frozenset(), True, False)
    names, numbers = names_in(pack.code), numbers_of(pack)
    style = names.style if pack.style.lexicon is not None else pack.style
    meanings = Phrases(_meant(pack), style=style)
    concepts = pack.phrases if style is pack.style else Phrases(_concepts(pack), style=style)
    return _Language(names, style, meanings, concepts, numbers, numbers.starts, pack.capitals, pack.noun_capitals)


def _meant(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the words for times and units that a pack knows, each with a label for what it means."""
    times, units = pack.section("times"), pack.section("units")
    yield from _forms(pack, times.get("months", {}).items(), "months")
    yield from _forms(pack, times.get("short_months", {}).items(), "months")
    yield from _forms(pack, times.get("weekdays", {}).items(), "weekdays")
    yield from _forms(pack, units.get("counted", {}).items(), "units")
    yield from _forms(pack, units.get("money", {}).items(), "units")
    yield from _forms(pack, ((name, one["forms"]) for name, one in units.get("measures", {}).items()), "units")


def _concepts(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the words for concepts as the phrases of a pack have them, for a text that is cut in another way."""
    yield from _forms(pack, pack.section("concepts").items(), "concepts")


def _forms(pack: Pack, entries: Iterable[tuple[str, list[str]]], kind: str) -> Iterator[tuple[str, str]]:
    for name, words in entries:
        label = f"{kind}:{name}"
        for form in pack.forms(words):
            if pack.style.lexicon is None or len(form) > 1:  # a single sign is part of many words
                yield form, label
