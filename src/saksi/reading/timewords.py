"""Make the grammar of times of a language out of its pack, and match it against tokens.

How a pattern is written stands in the head of the packs' section [times].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from saksi.languages.pack import Pack
from saksi.phrases import split
from saksi.reading.compiled import Table, once_per_pack
from saksi.reading.future import Future, future_of
from saksi.reading.numerals import numbers_of
from saksi.tokens import Tokens

Caught = tuple[tuple[str, str], ...]  # what the slots of a pattern stand for, in order: (slot, value)

# Slots that digits fill: (the token, what of it is the value).
_DIGITS = {
    "day": re.compile(r"(0?[1-9]|[12]\d|3[01])"),
    "days": re.compile(r"((?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|[12]\d|3[01]))"),
    "number": re.compile(r"(\d{1,2})"),
    "year": re.compile(r"((?:19|20)\d\d)"),
    "year2": re.compile(r"((?:19|20)\d\d|\d\d)"),
    "n": re.compile(r"([1-9]\d{0,2})"),
    "decade": re.compile(r"((?:19|20)\d)0-[^\W\d]+"),
    "dotted": re.compile(r"(\d{1,2}([.-])\d{1,2}\2(?:19|20)\d\d)"),
    "iso": re.compile(r"((?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)"),
}
# Slots of digits that may have the ending of an ordinal; one that is a mark ("14.") makes a day only.
_ORDINAL = frozenset({"day", "year", "number"})
_LONGEST = 20  # characters of a token in digits
# Slots of names, which have a capital where the language says so.
_NAMES = frozenset({"weekday", "short_weekday", "month", "long_month", "plain_month"})


class Filler(NamedTuple):
    """Words that fill a slot, after the first, and what they stand for."""

    slot: str
    rest: tuple[str, ...]
    value: str


@dataclass(slots=True)
class Node:
    """A place in the patterns: the words and slots that may follow, and what a pattern that ends here means."""

    words: dict[str, Node] = field(default_factory=dict)
    slots: dict[str, Node] = field(default_factory=dict)
    meaning: str = ""


class Found(NamedTuple):
    """A pattern matches up to token `end`."""

    end: int
    meaning: str
    caught: Caught


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """The times of a language: its patterns, what fills their slots, and the words around them."""

    root: Node
    fillers: Mapping[str, tuple[Filler, ...]]  # by their first word
    starts: frozenset[str]
    leads: Mapping[str, frozenset[str]]
    counted: frozenset[str]
    ordinals: frozenset[str]
    approximators: Table[bool]
    future: Future
    capitals: bool

    def longest(self, tokens: Tokens, at: int, stop: int) -> Found | None:
        """Return the longest pattern that begins with token `at`."""
        return self._walk(self.root, tokens, at, stop, (), tokens.lower[at - 1] if at else "")

    def _walk(self, node: Node, tokens: Tokens, at: int, stop: int, caught: Caught, lead: str) -> Found | None:
        meaning = node.meaning
        best = (
            Found(at, meaning, caught)
            if meaning and (meaning not in self.leads or lead in self.leads[meaning])
            else None
        )
        if at >= stop:
            return best
        after = node.words.get(tokens.lower[at])
        ways = [self._walk(after, tokens, at + 1, stop, caught, lead)] if after is not None else []
        if node.slots:
            for slot, end, value in self._fill(node.slots, tokens, at, stop):
                ways.append(self._walk(node.slots[slot], tokens, end, stop, (*caught, (slot, value)), lead))
        for way in ways:
            if way is not None and (best is None or way.end > best.end):
                best = way
        return best

    def _fill(self, slots: Mapping[str, Node], tokens: Tokens, at: int, stop: int) -> Iterator[tuple[str, int, str]]:
        """Yield each slot that is filled from token `at`, where its filling ends, and its value."""
        word = tokens.lower[at]
        if word[0].isdecimal() and len(word) < _LONGEST:
            bare = self._without_ordinal(word)
            for slot in slots:
                digits = _DIGITS.get(slot)
                matched = digits.fullmatch(bare if slot in _ORDINAL else word) if digits is not None else None
                if slot == "decade" and bare != word:
                    continue
                if matched is not None:
                    yield slot, at + 1, matched.group(1)
                    if self._ordinal(slot, tokens, at + 1, stop):
                        yield slot, at + 2, matched.group(1)
        for slot, rest, value in self.fillers.get(word, ()):
            end = at + 1 + len(rest)
            named = slot in _NAMES and self.capitals and not tokens.words[at][0].isupper()
            if slot in slots and not named and end <= stop and tuple(tokens.lower[at + 1 : end]) == rest:
                yield slot, end, value

    def _without_ordinal(self, word: str) -> str:
        """Return digits without the ending of an ordinal that a hyphen joins to them ("12-го")."""
        digits, hyphen, ending = word.partition("-")
        return digits if hyphen and ending in self.ordinals else word

    def _ordinal(self, slot: str, tokens: Tokens, at: int, stop: int) -> bool:
        """Tell whether token `at` is the ending of an ordinal before it ("6th")."""
        if not (slot in _ORDINAL and at < stop and tokens.lower[at] in self.ordinals):
            return False
        return tokens.starts[at] == tokens.ends[at - 1] and (slot == "day" or tokens.lower[at][-1].isalpha())

    def approximator(self, tokens: Tokens, first: int, at: int, meaning: str) -> int:
        """Return the token where an approximator right before token `at` begins, or `at` if there is none."""
        hit = self.approximators.before(tokens, at, first)
        return hit.at if hit is not None and (meaning == "ago" or not hit.value) else at


@once_per_pack
def time_grammar(pack: Pack) -> TimeGrammar:
    """Return the grammar of times of a language."""
    times = pack.section("times")
    fillers = _fillers(pack, times)
    root = Node()
    for meaning, patterns in times.get("patterns", {}).items():
        for pattern in patterns:
            for words in _choices(pattern):
                _add(root, words, meaning, pack)
    leads = frozenset(times.get("leads", ()))
    starts = set(root.words)
    starts.update(word for word, ways in fillers.items() if any(way.slot in root.slots for way in ways))
    return TimeGrammar(
        root=root,
        fillers=fillers,
        starts=frozenset(starts),
        leads={"led": leads, "led_year": leads | frozenset(times.get("year_leads", ()))},
        counted=frozenset(_first_words(pack)),
        ordinals=frozenset(times.get("ordinals", ())),
        approximators=Table(_approximators(pack, times), pack.style),
        future=future_of(pack),
        capitals=bool(times.get("capitals", False)),
    )


def _choices(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of words and slots that a pattern stands for; none begins or ends with a comma."""
    ways = []
    for word in pattern.split():
        one = word.removesuffix("?")
        ways.append([*one.split("|"), *([""] if one != word else [])])
    for row in product(*ways):
        words = tuple(word for word in row if word)
        if words and "," not in (words[0], words[-1]):
            yield words


def _add(root: Node, words: tuple[str, ...], meaning: str, pack: Pack) -> None:
    node = root
    for word in words:
        if word.startswith("<") and word.endswith(">"):
            node = node.slots.setdefault(word[1:-1], Node())
        else:
            for token in split(pack.style.fold(word), pack.style):
                node = node.words.setdefault(token, Node())
    node.meaning = node.meaning or meaning


def _fillers(pack: Pack, times: Mapping[str, Any]) -> dict[str, tuple[Filler, ...]]:
    """Return what fills the slots, by its first word."""
    months, short = _pairs(pack, times, "months"), _pairs(pack, times, "short_months")
    weekdays = _pairs(pack, times, "weekdays")
    names = frozenset(times.get("names", ()))
    parts = times.get("parts", ())
    values = [(word, str(int(value))) for word, value in numbers_of(pack).values.items() if value >= 1]
    slots = {
        "day": _pairs(pack, times, "days"),
        "month": months + short,
        "long_month": months,
        "plain_month": [one for one in months if one[0] not in names],
        "part_month": [(f"{part}-{word}", value) for part in parts for word, value in months + short],
        "part_year": [(f"{part}-{year}", str(year)) for part in parts for year in range(1900, 2100)],
        "weekday": weekdays,
        "short_weekday": weekdays + _pairs(pack, times, "short_weekdays"),
        "part_of_day": _pairs(pack, times, "parts_of_day"),
        "quarter": _pairs(pack, times, "quarters"),
        "unit": _pairs(pack, times, "units"),
        "n": values + [(word, "1") for word in times.get("one", ())],
    }
    found: dict[str, tuple[Filler, ...]] = {}
    for slot, entries in slots.items():
        for words, value in entries:
            first, *rest = split(pack.style.fold(words), pack.style)
            found[first] = (*found.get(first, ()), Filler(slot, tuple(rest), value))
    return found


def _pairs(pack: Pack, section: Mapping[str, Any], name: str) -> list[tuple[str, str]]:
    return [(form, value) for value, words in section.get(name, {}).items() for form in pack.forms(words)]


def _approximators(pack: Pack, times: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield the approximators, each with whether it goes with "ago" only."""
    for name, only_ago in (("approximate", False), ("approximate_ago", True)):
        for key in times.get(name, ()):
            for form in pack.forms(pack.section("approximators").get(key, ())):
                yield form, only_ago


def _first_words(pack: Pack) -> Iterator[str]:
    """Yield the first words of measures, money, counted nouns and scales: after them a year is a number.

    Where the pack says that a count takes the plural, which stands behind a "/", a year before the singular is a year
    ("the 1991 settlement").
    """
    units = pack.section("units")
    forms = [form for one in units.get("measures", {}).values() for form in one["forms"]]
    forms += [form for words in units.get("money", {}).values() for form in words]
    counted = [form for words in units.get("counted", {}).values() for form in words]
    if pack.section("times").get("plural_counts", False):
        counted = [form.partition("/")[2] or form for form in counted]
    forms += counted
    forms += [form for words in pack.section("numbers").get("scales", {}).values() for form in words]
    for form in pack.forms(forms):
        yield split(pack.style.fold(form), pack.style)[0]
