"""What numbers count, by a language pack's section [units]: measures, money, and nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from saksi.languages.pack import Pack
from saksi.reading.compiled import Hit, Table, once_per_pack
from saksi.reading.numerals import numbers_of
from saksi.tokens import Style, Tokens, tokenise

_REACH = 4  # words between a number and its noun, and the noun itself: "400 heavily armed men"


class Unit(NamedTuple):
    """A unit by its symbol; a number of it is `factor` times as many of that, plus `offset`.

    `known`: the pack has it; `noun`: it is what is counted, neither a measure nor money.
    """

    symbol: str
    factor: float = 1.0
    offset: float = 0.0
    known: bool = True
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a language, and the words that lie between a number and its noun or end the search for it.

    `behind` holds the approximators that stand after a number ("400 or so").
    """

    measures: Table[Unit]
    money: Table[Unit]
    counted: Table[Unit]
    glued: frozenset[str]
    money_scales: dict[str, float]
    classifiers: frozenset[str]
    links: frozenset[str]
    more: frozenset[str]
    behind: Table[str]
    numerals: frozenset[str]
    ends: frozenset[str]
    style: Style
    noun_capitals: bool

    def after(self, tokens: Tokens, at: int, stop: int) -> Hit[Unit] | None:
        """Return the unit that follows a number that ends before token `at`."""
        if at < stop and tokens.starts[at] > tokens.ends[at - 1] + 1:
            return None  # another paragraph
        behind = self.behind.after(tokens, at, stop)
        at = at if behind is None else behind.at
        linked = at + 1 if at < stop and tokens.lower[at] in self.links else at  # "millones de euros"
        return self.measure(tokens, linked, stop) or self._noun(tokens, at, stop)

    def measure(self, tokens: Tokens, at: int, stop: int) -> Hit[Unit] | None:
        """Return the measure or the money that begins with token `at`."""
        ways = [self.measures.after(tokens, at, stop), self.money.after(tokens, at, stop)]
        return max((way for way in ways if way is not None), key=lambda way: way.at, default=None)

    def alone(self, word: str) -> Unit | None:
        """Return the unit that a single word stands for."""
        tokens = tokenise(word, self.style)
        hit = self.measures.after(tokens, 0, len(tokens)) or self.counted.after(tokens, 0, len(tokens))
        return hit.value if hit is not None and hit.at == len(tokens) else None

    def scale(self, tokens: Tokens, at: int, stop: int, money: bool) -> float | None:
        """Return what "m" after a number multiplies it by: beside money, or right at the number and before a noun."""
        if at >= stop or tokens.lower[at] not in self.money_scales:
            return None
        glued = tokens.starts[at] == tokens.ends[at - 1]
        if money or (glued and self.counted.after(tokens, at + 1, stop) is not None):
            return self.money_scales[tokens.lower[at]]
        return None

    def _noun(self, tokens: Tokens, at: int, stop: int) -> Hit[Unit] | None:
        """Return the noun that is counted: the first of the next words that the pack knows, or else the next word."""
        while at < stop and tokens.lower[at] in self.links | self.more:
            at += 1
        for near in range(at, min(at + _REACH, stop)):
            word = tokens.lower[near]
            if not word[0].isalpha() or word in self.ends or word in self.numerals:
                break
            hit = self.counted.after(tokens, near, stop)
            if hit is not None:
                return self._past_classifier(tokens, hit, stop)
        if (
            at < stop
            and (tokens.words[at].islower() or self.noun_capitals)
            and tokens.lower[at] not in self.ends
            and len(tokens.lower[at]) > 2
        ):
            return Hit(at + 1, Unit(tokens.lower[at], known=False, noun=True))
        return None

    def _past_classifier(self, tokens: Tokens, hit: Hit[Unit], stop: int) -> Hit[Unit]:
        """Return the noun after a classifier, if it is one and a noun follows ("400 orang tentara")."""
        if tokens.lower[hit.at - 1] not in self.classifiers:
            return hit
        return self.counted.after(tokens, hit.at, stop) or hit


@once_per_pack
def units_of(pack: Pack) -> Units:
    """Return the units of a language."""
    units, numbers = pack.section("units"), pack.section("numbers")
    money = [(form, code) for code, words in units.get("money", {}).items() for form in pack.forms(words)]
    counted = [(form, key) for key, words in units.get("counted", {}).items() for form in pack.forms(words)]
    return Units(
        measures=Table(_measures(pack, units.get("measures", {})), pack.style),
        money=Table(((form, Unit(code)) for form, code in money), pack.style),
        counted=Table(((form, Unit(key, noun=True)) for form, key in counted), pack.style),
        glued=frozenset(form for form, _ in money if form.isalpha()),
        money_scales={form: float(value) for value, forms in numbers.get("money_scales", {}).items() for form in forms},
        classifiers=frozenset(units.get("classifiers", ())),
        links=frozenset(numbers.get("links", ())),
        more=frozenset(numbers.get("more", ())),
        behind=Table(
            (
                (form, key)
                for key, forms in numbers.get("approximators_after", {}).items()
                for form in pack.forms(forms)
            ),
            pack.style,
        ),
        ends=frozenset(units.get("ends", ())),
        numerals=numbers_of(pack).starts,
        style=pack.style,
        noun_capitals=pack.noun_capitals,
    )


def _measures(pack: Pack, measures: dict[str, Any]) -> list[tuple[str, Unit]]:
    found: list[tuple[str, Unit]] = []
    for one in measures.values():
        unit = Unit(one["symbol"], one["factor"], one.get("offset", 0.0))
        found += [(form, unit) for form in (*pack.forms(one["forms"]), *one.get("exact", ()))]
    return found
