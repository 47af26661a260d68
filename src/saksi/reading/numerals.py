"""Read numbers, in digits and in words, by a language pack's section [numbers]."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from saksi.languages.pack import Pack
from saksi.reading.compiled import Table, once_per_pack
from saksi.tokens import Tokens

LONGEST = 30  # characters of a number: more are no number that anyone counts by
_TENS = range(10, 100, 10)
_OTHER = {",": ".", ".": ",", "٫": ".", ",٫": ".", "٫,": "."}  # a decimal mark that is used beside each


class Numeral(NamedTuple):
    """A number up to token `end`, with its bounds.

    `vague`: "dozens"; `weak`: "one", which may be no number; `exact`: the bounds are those of its rounding.
    """

    end: int
    value: float
    low: float
    high: float
    vague: bool = False
    weak: bool = False
    exact: bool = False

    def times(self, factor: float, end: int) -> Numeral:
        """Return the number times `factor`, reaching to token `end`; its rounding is a tenth of it at most."""
        value, low, high = self.value * factor, self.low * factor, self.high * factor
        if self.exact:
            low, high = max(low, 0.9 * value), min(high, 1.1 * value)
        return self._replace(end=end, value=value, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a language."""

    values: dict[str, float]
    multipliers: dict[str, float]
    scales: dict[str, float]
    money_scales: dict[str, float]
    add: dict[str, float]
    one: frozenset[str]
    joiners: frozenset[str]
    weak: frozenset[str]
    halves: Table[float]
    vague: Table[tuple[float, float]]
    vague_before_scale: Table[tuple[float, float]]
    written: tuple[re.Pattern[str], re.Pattern[str]]
    group: str
    decimal: str
    compound: bool

    @property
    def starts(self) -> frozenset[str]:
        """The words that a number can begin with."""
        return frozenset({*self.values, *self.one, *self.vague.starts, *self.vague_before_scale.starts})

    def read(self, tokens: Tokens, at: int, stop: int) -> Numeral | None:
        """Return the number that begins with token `at`, if there is one."""
        word = tokens.lower[at]
        if word[0].isdecimal():
            found = self.digits(word, at + 1)
            return self.scaled(found, tokens, stop) if found is not None else None
        vague = self.vague.after(tokens, at, stop)
        if vague is not None:
            return self.scaled(_between(vague.at, vague.value), tokens, stop)
        few = self.vague_before_scale.after(tokens, at, stop)
        if few is not None and few.at < stop and tokens.lower[few.at] in self.scales.keys() | self.multipliers.keys():
            return self.scaled(_between(few.at, few.value), tokens, stop)
        return self._words(tokens, at, stop)

    def digits(self, word: str, end: int) -> Numeral | None:
        """Return the number that a word in digits stands for.

        Group and decimal marks are the language's, each one mark or several; the other way round is read only where it
        cannot be the language's ("1.5" in Indonesian). A number that begins with a needless 0, or that is longer than
        LONGEST, is none.
        """
        word = "".join(word.split())  # spaces may part groups
        if len(word) > LONGEST or (word[0] == "0" and word[1:2] not in ("", *self.decimal, *self.group)):
            return None
        groups, decimal = self.group, self.decimal
        if self.written[0].fullmatch(word) is None:
            if self.written[1].fullmatch(word) is None:
                return None
            groups, decimal = decimal, groups or _OTHER[decimal]
        plain = "".join("." if char in decimal else char for char in word if char not in groups)
        return _rounded(end, float(plain), len(plain.partition(".")[2]))

    def scaled(self, number: Numeral, tokens: Tokens, stop: int) -> Numeral:
        """Return a number with the half and the scales that follow it ("2.5 million", "two and a half thousand")."""
        half = None if number.vague else self.halves.after(tokens, number.end, stop)
        if half is not None:
            number = _rounded(half.at, number.value + half.value, 1)
        while number.end < stop:
            word = tokens.lower[number.end]
            factor = self.scales.get(word) or self.multipliers.get(word)
            if factor is None:
                break
            number = number.times(factor, number.end + 1)
            number = self._compounded(number, factor, tokens, stop)
        return number

    def _compounded(self, number: Numeral, scale: float, tokens: Tokens, stop: int) -> Numeral:
        """Return a number with the digits that go on with it, where the language does so ("2 bin 500")."""
        at = number.end
        rest = self.digits(tokens.lower[at], at + 1) if self.compound and at < stop else None
        if rest is None or not 0 < rest.value < scale:
            return number
        return _rounded(rest.end, number.value + rest.value, 0)

    def _words(self, tokens: Tokens, at: int, stop: int) -> Numeral | None:
        """Return the number that begins with token `at` in words."""
        word = tokens.lower[at]
        value = self.values.get(word, 1.0)
        if word in self.one or 0 < value < 1:
            after = at + 2 if word not in self.one and at + 1 < stop and tokens.lower[at + 1] in self.one else at + 1
            if after < stop and (tokens.lower[after] in self.scales or tokens.lower[after] in self.multipliers):
                return self.scaled(_rounded(after, value, 0 if value >= 1 else 1), tokens, stop)
            return None if word in self.one else Numeral(at + 1, value, value, value, weak=True)
        end, total = self._sum(tokens, at, stop)
        if end == at:
            return None
        weak = end == at + 1 and word in self.weak
        return self.scaled(_rounded(end, total, 0), tokens, stop)._replace(weak=weak)

    def _sum(self, tokens: Tokens, at: int, stop: int) -> tuple[int, float]:
        """Return the token after a row of number words, and its sum.

        `pending` is the last word, which the next may multiply; `part` is what stands since the last scale.
        """
        total, part, pending, smallest = 0.0, 0.0, 0.0, float("inf")
        while at < stop:
            word = tokens.lower[at]
            if word in self.values and self.values[word] >= 1 and _fits(pending, self.values[word]):
                if pending >= 100:
                    part, pending = part + pending, 0.0
                pending += self.values[word]
            elif word in self.add and 0 < pending < 10:
                part, pending = part + pending + self.add[word], 0.0
            elif word in self.multipliers and 0 < pending < 100:
                part, pending = part + pending * self.multipliers[word], 0.0
            elif word in self.scales and part + pending and self.scales[word] < smallest:
                smallest = self.scales[word]
                total, part, pending = total + (part + pending) * smallest, 0.0, 0.0
            elif not (word in self.joiners and self._joins(part + total, pending, tokens, at + 1, stop)):
                break
            at += 1
        return at, total + part + pending

    def _joins(self, before: float, pending: float, tokens: Tokens, at: int, stop: int) -> bool:
        """Tell whether an "and" goes on with a number: behind a scale, or between tens and units ("treinta y uno")."""
        value = self.values.get(tokens.lower[at], 0.0) if at < stop else 0.0
        return bool(value) and (value < 10 if pending in _TENS and pending >= 20 else bool(before) and not pending)


def _fits(pending: float, value: float) -> bool:
    """Tell whether a number word may follow another that nothing has multiplied yet ("twenty five", "seratus lima")."""
    return not pending or (pending in _TENS and value < 10) or (pending >= 100 and value < 100)


def _between(end: int, bounds: tuple[float, float]) -> Numeral:
    return Numeral(end, sum(bounds) / 2, *bounds, vague=True)


def _rounded(end: int, value: float, decimals: int) -> Numeral:
    """Return a number with the bounds of its rounding: half a unit of its last significant digit.

    Zeros at the end of a whole number may be exact: there the half unit is at most a tenth of the number.
    """
    if not value:
        return Numeral(end, value, value, value)
    unit = 10.0**-decimals
    if not decimals:
        while value % (unit * 10) == 0:
            unit *= 10
    half = unit / 2 if unit <= 1 else max(0.5, min(unit / 2, value / 10))
    return Numeral(end, value, value - half, value + half, exact=True)


@once_per_pack
def numbers_of(pack: Pack) -> Numbers:
    """Return the numbers of a language."""
    data = pack.section("numbers")
    group, decimal = "".join(data.get("group", ",").split()), data.get("decimal", ".")
    values = dict(_inverted(pack, "values"))
    return Numbers(
        values=values | dict(_joined(values)),
        multipliers=dict(_inverted(pack, "multipliers")),
        scales=dict(_inverted(pack, "scales")),
        money_scales=dict(_inverted(pack, "money_scales")),
        add=dict(_inverted(pack, "add")),
        one=frozenset(data.get("one", ())),
        joiners=frozenset(data.get("joiners", ())),
        weak=frozenset(data.get("weak", ())),
        halves=Table(((phrase, 0.5) for phrase in data.get("halves", ())), pack.style),
        vague=Table(_bounds(pack, "vague"), pack.style),
        vague_before_scale=Table(_bounds(pack, "vague_before_scale"), pack.style),
        written=_written(group, decimal),
        group=group,
        decimal=decimal,
        compound=data.get("compound", False),
    )


def _written(group: str, decimal: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a language writes numbers in digits, and how it may write them the other way round."""
    mark, point, other = (
        f"[{re.escape(group)}]" if group else "(?!)",
        f"[{re.escape(decimal)}]",
        group or _OTHER[decimal],
    )
    own = rf"\d+|\d{{1,3}}(?:{mark}\d{{3}})+(?:{point}\d+)?|\d+{point}\d+"
    foreign = rf"\d{{1,3}}(?:{point}\d{{3}}){{2,}}|\d+[{re.escape(other)}]\d{{1,2}}"
    return re.compile(own), re.compile(foreign)


def _inverted(pack: Pack, name: str) -> Iterator[tuple[str, float]]:
    for value, words in pack.section("numbers").get(name, {}).items():
        for word in pack.forms(words):
            yield word, float(value)


def _bounds(pack: Pack, name: str) -> Iterator[tuple[str, tuple[float, float]]]:
    for bounds, words in pack.section("numbers").get(name, {}).items():
        low, high = bounds.split()
        for word in pack.forms(words):
            yield word, (float(low), float(high))


def _joined(values: dict[str, float]) -> Iterator[tuple[str, float]]:
    """Yield the tens with their units, joined by a hyphen ("twenty-five")."""
    for tens, value in values.items():
        if value in _TENS:
            yield from ((f"{tens}-{one}", value + add) for one, add in values.items() if 1 <= add < 10)
