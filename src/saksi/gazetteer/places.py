"""Find the places that a text names, with where they are.

One name is one place: its most populous bearer, a country before a city, chosen when the table was made (its sources
stand in the head of `places.tsv`). A region named like its capital ("Kursk Oblast") is the city.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from saksi.model import Place, Span
from saksi.phrases import Match, Phrases
from saksi.tokens import Tokens

# Labels that stand last among those of a name: it is no place in this language, or one only amid a sentence.
SELDOM, NEVER = "|", "~"
_BEGINS = frozenset('.!?:;"“”‘«„(–—-*•…')  # after one of these a capital says nothing


class PlaceRow(NamedTuple):
    """A line of the table: where a place is, in degrees (WGS 84), and its country (ISO 3166)."""

    geonames: int
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str


@dataclass(frozen=True, slots=True)
class _Table:
    lines: list[str]
    phrases: Phrases
    acronyms: frozenset[str]

    def row(self, label: str) -> PlaceRow:
        """Return the place of a label; lines are taken apart only when they are asked for, to load fast."""
        geonames, name, kind, latitude, longitude, country = self.lines[int(label)].split("\t")
        return PlaceRow(int(geonames), name, kind, float(latitude), float(longitude), country)


@dataclass(frozen=True, slots=True)
class _Words:
    careful: frozenset[str]
    people: frozenset[str]
    known: frozenset[str]
    followers: frozenset[str]
    publishers: frozenset[str]


def place_phrases() -> Phrases:
    """Return the names of all places, case-sensitive; the label is the number of the place's line in the table."""
    return _table().phrases


def place_label(place: str) -> str:
    """Return the label of a place by its GeoNames id or its English name; raises KeyError if the table has none such.

    Of several places of one name it is the first of the table, which is the most populous.
    """
    return _labels()[place]


def place_numbered(key: str) -> PlaceRow | None:
    """Return the place with a GeoNames id or an English name, or None; of several of one name the most populous."""
    label = _labels().get(key)
    return None if label is None else _table().row(label)


def place_labelled(label: str) -> PlaceRow | None:
    """Return the place of a label of `place_phrases`, or None if the label is a guard."""
    return None if label in (SELDOM, NEVER) else _table().row(label)


def find_places(
    tokens: Tokens, first: int = 0, last: int | None = None, *, names: Phrases | None = None
) -> list[Place]:
    """Return the places in tokens `[first, last)`, in order; `names` are those of a language, beside the shared ones.

    The longest name wins. A name that is also a common word counts only amid a sentence, and none counts that looks
    like part of a person's or a publisher's name; the words for this are in `place_words.toml`.
    """
    table = _table()
    stop = len(tokens) if last is None else min(last, len(tokens))
    found: list[Place] = []
    after = first
    phrases = table.phrases if names is None else names
    words = [_lowered(word, table.acronyms) for word in tokens.words[first:stop]]
    for match, guards in _longest(phrases.find(words)):
        if match.first + first < after or NEVER in guards:
            continue
        match = Match(match.first + first, match.last + first, match.label)
        row = table.row(match.label)
        if _is_place(tokens, match, row, careful=SELDOM in guards):
            found.append(_place(tokens, match, row))
            after = match.last
    return found


def _longest(matches: list[Match]) -> Iterator[tuple[Match, set[str]]]:
    """Yield the longest match at each place, the last of a name's places, with the guards that its name has."""
    for _, group in groupby(sorted(matches, key=lambda one: one.first), key=lambda one: one.first):
        same = list(group)
        last = max(one.last for one in same)
        labels = [one.label for one in same if one.last == last]
        places = [label for label in labels if label not in (SELDOM, NEVER)]
        if places:
            yield Match(same[0].first, last, places[-1]), set(labels) - set(places)


def _lowered(word: str, acronyms: frozenset[str]) -> str:
    """Return a word in capitals, as in a dateline ("KURSK, Russia"), with a capital only."""
    return word.capitalize() if len(word) > 2 and word.isupper() and word.isalpha() and word not in acronyms else word


def _place(tokens: Tokens, match: Match, row: PlaceRow) -> Place:
    span = Span(tokens.starts[match.first], tokens.ends[match.last - 1])
    return Place(row.name, row.geonames, row.latitude, row.longitude, row.country, span)


def _is_place(tokens: Tokens, match: Match, row: PlaceRow, *, careful: bool = False) -> bool:
    """Tell whether the words around a name let it be a place."""
    words = _words()
    name = tokens.words[match.first] if match.last == match.first + 1 else ""
    before = tokens.words[match.first - 1] if match.first else ""
    after = tokens.words[match.last] if match.last < len(tokens) else ""
    if after in words.publishers or _shouted(name, before, after):
        return False
    opens = not before or before in _BEGINS or tokens.starts[match.first] - tokens.ends[match.first - 1] > 1
    if careful or name in words.careful:
        return not opens and before.islower() and not _is_name(after)
    surname = not opens and _is_name(before) and before not in words.known and not _names_a_place(before)
    if name in words.people:
        given = _is_name(after) and after not in words.followers and not _names_a_place(after)
        return not surname and not given
    return not (surname and name and row.kind == "city")


def _shouted(name: str, before: str, after: str) -> bool:
    """Tell whether a short name in capitals ("US", "AS") stands in a headline in capitals, where it may be a word."""
    return 1 < len(name) <= 3 and name.isupper() and any(len(one) > 3 and one.isupper() for one in (before, after))


def _is_name(word: str) -> bool:
    """Tell whether a word looks like part of a name: a capital, then a small letter; or an initial."""
    return word[:1].isupper() and (word[1:2].islower() or word[1:] in ("", "."))


def _names_a_place(word: str) -> bool:
    return bool(place_phrases().find([word]))


@cache
def _labels() -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(_table().lines):
        geonames, name, _ = line.split("\t", 2)
        found.setdefault(name, str(number))
        if geonames != "0":
            found[geonames] = str(number)
    return found


@cache
def _words() -> _Words:
    data = tomllib.loads(files("saksi.gazetteer").joinpath("place_words.toml").read_text(encoding="utf-8"))
    return _Words(**{name: frozenset(data[name]) for name in _Words.__slots__})


@cache
def _table() -> _Table:
    text = files("saksi.gazetteer").joinpath("places.tsv").read_text(encoding="utf-8")
    lines: list[str] = []
    entries: list[tuple[str, str]] = []
    for line in text.splitlines():
        if line[0] != "#":
            place, _, names = line.rpartition("\t")
            label = str(len(lines))
            entries += [(name, label) for name in names.split("|")]
            lines.append(place)
    acronyms = frozenset(name for name, _ in entries if name.isupper())
    return _Table(lines, Phrases(entries, fold=False), acronyms)
