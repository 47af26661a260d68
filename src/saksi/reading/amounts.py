"""Read one amount that begins with a given token: money, a number with its unit, or a range of numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from saksi.languages.pack import Pack
from saksi.reading.compiled import Table, once_per_pack
from saksi.reading.measures import Unit, Units, units_of
from saksi.reading.numerals import LONGEST, Numbers, Numeral, numbers_of
from saksi.tokens import Tokens, tokenise

_DIGITS = "0123456789"


class Amount(NamedTuple):
    """A number in tokens `[first, last)` with its unit, if it has one."""

    first: int
    last: int
    number: Numeral
    unit: Unit | None = None
    ranged: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """How a language writes amounts."""

    numbers: Numbers
    units: Units
    starts: frozenset[str]
    between: frozenset[str]
    change: frozenset[str]
    to: Table[None]
    joins: Table[None]

    def may_begin(self, word: str) -> bool:
        """Tell whether an amount may begin with this word."""
        if word in self.starts or word[0].isdecimal():
            return True
        return word[-1].isdecimal() and word.rstrip(_DIGITS) in self.units.glued

    def read(self, tokens: Tokens, at: int, stop: int) -> Amount | None:
        """Return the amount that begins with token `at`."""
        word = tokens.lower[at]
        if word[0].isdecimal():
            return self._dashed(tokens, at, stop) if "-" in word else self._plain(tokens, at, at, stop)
        sign = self.units.money.after(tokens, at, stop)
        if sign is not None:
            return self._money(tokens, at, sign.at, stop, sign.value)
        if word[0].isalpha() and word[-1].isdecimal():
            return self._glued_money(tokens, at, stop)
        if word in self.between:
            found = self._plain(tokens, at, at + 1, stop)
            return found if found is not None and found.ranged else None
        return self._plain(tokens, at, at, stop)

    def _plain(self, tokens: Tokens, first: int, at: int, stop: int) -> Amount | None:
        """Return a number, or a range of two, with the unit after it; `first` is before `at` in "between 12 and 15"."""
        number = self.numbers.read(tokens, at, stop) if at < stop else None
        if number is None:
            return None
        ranged = self._range(tokens, at, number, stop, first < at)
        return self._measured(tokens, first, ranged or number, stop, ranged is not None)

    def _range(self, tokens: Tokens, at: int, low: Numeral, stop: int, between: bool) -> Numeral | None:
        """Return the range that a number opens: "12 to 15 million", "between 12 and 15".

        "From 12 to 15" is a change and no range.
        """
        joiner = (self.joins if between else self.to).after(tokens, low.end, stop)
        if joiner is None or joiner.at >= stop or (not between and at and tokens.lower[at - 1] in self.change):
            return None
        high = self.numbers.read(tokens, joiner.at, stop)
        if high is None or high.weak or "-" in tokens.lower[joiner.at]:
            return None
        scale = high.value / (self.numbers.read(tokens, joiner.at, joiner.at + 1) or high).value if high.value else 1.0
        start = low.value * scale if low.value * scale < high.value else low.value
        return _between(high.end, start, high.value) if start < high.value else None

    def _dashed(self, tokens: Tokens, at: int, stop: int) -> Amount | None:
        """Return what one token with a hyphen stands for: a range ("45-50"), or a number with its unit ("400-mile")."""
        left, _, right = tokens.lower[at].partition("-")
        low = self.numbers.digits(left, at + 1)
        if low is None:
            return None
        if right[0].isdecimal():
            high = self.numbers.digits(right, at + 1)
            if high is None or high.value <= low.value:
                return None
            number = self.numbers.scaled(_between(at + 1, low.value, high.value), tokens, stop)
            return self._measured(tokens, at, number, stop, True)
        unit = self.units.alone(right)
        return None if unit is None else Amount(at, at + 1, low, unit)

    def _measured(self, tokens: Tokens, first: int, number: Numeral, stop: int, ranged: bool) -> Amount:
        factor = self.units.scale(tokens, number.end, stop, False)
        if factor is not None:
            number = number.times(factor, number.end + 1)
        unit = self.units.after(tokens, number.end, stop)
        if unit is None:
            return Amount(first, number.end, number, None, ranged)
        return Amount(first, unit.at, number, unit.value, ranged)

    def _money(self, tokens: Tokens, first: int, at: int, stop: int, unit: Unit) -> Amount | None:
        """Return money whose sign stands before the number, which is in digits."""
        if at >= stop or not tokens.lower[at][0].isdecimal():
            return None
        found = self._dashed(tokens, at, stop) if "-" in tokens.lower[at] else None
        number = found.number if found is not None else self.numbers.read(tokens, at, stop)
        if number is None:
            return None
        ranged = None if found is not None else self._range(tokens, at, number, stop, False)
        return self._paid(tokens, first, ranged or number, stop, unit)._replace(ranged=bool(found or ranged))

    def _glued_money(self, tokens: Tokens, at: int, stop: int) -> Amount | None:
        """Return money whose sign is letters that hang on the number ("Rp1,5 miliar": three tokens up to the 5)."""
        sign = tokens.lower[at].rstrip(_DIGITS)
        digits, end = tokens.lower[at][len(sign) :], at + 1
        while end + 1 < stop and len(digits) <= LONGEST and _joined(tokens, end):
            digits, end = digits + tokens.lower[end] + tokens.lower[end + 1], end + 2
        number = self.numbers.digits(digits, end)
        unit = self.units.money.after(tokenise(sign, self.units.style), 0, 1)
        if number is None or unit is None:
            return None
        return self._paid(tokens, at, self.numbers.scaled(number, tokens, stop), stop, unit.value)

    def _paid(self, tokens: Tokens, first: int, number: Numeral, stop: int, unit: Unit) -> Amount:
        factor = self.units.scale(tokens, number.end, stop, True)
        if factor is not None:
            number = number.times(factor, number.end + 1)
        return Amount(first, number.end, number, unit)


def _joined(tokens: Tokens, at: int) -> bool:
    """Tell whether token `at` is a mark within a number."""
    close = tokens.ends[at - 1] == tokens.starts[at] and tokens.ends[at] == tokens.starts[at + 1]
    return close and tokens.lower[at] in (",", ".") and tokens.lower[at + 1][0].isdecimal()


def _between(end: int, low: float, high: float) -> Numeral:
    return Numeral(end, (low + high) / 2, low, high)


@once_per_pack
def amounts_of(pack: Pack) -> Amounts:
    """Return how a language writes amounts."""
    data = pack.section("numbers")
    numbers, units = numbers_of(pack), units_of(pack)
    between = frozenset(data.get("between", ()))
    return Amounts(
        numbers=numbers,
        units=units,
        starts=numbers.starts | between | frozenset(units.money.starts),
        between=between,
        change=frozenset(data.get("change", ())),
        to=_table(pack, data.get("to", ())),
        joins=_table(pack, data.get("and", ())),
    )


def _table(pack: Pack, phrases: Iterable[str]) -> Table[None]:
    return Table(((phrase, None) for phrase in pack.forms(phrases)), pack.style)
