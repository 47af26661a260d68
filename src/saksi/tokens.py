"""Cut a text into tokens that carry their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_MARKS = "\u0300-\u036f\u064b-\u0655\u0670"  # accents and vowel signs written over the letter before them
_WORD = rf"[^\W_]++(?:[{_MARKS}]++[^\W_]*+)*+"
_APOSTROPHES = "['’`ʼ]"
# Marks that stand for another: apostrophes for the straight one, those of Arabic and Chinese for the Latin ones.
_PLAIN_MARKS = {ord(mark): "'" for mark in "’`ʼ"} | {
    ord(mark): plain for mark, plain in zip("،؛，；：（）、［］【】〔〕％＄", ",;,;:(),[][][]%$", strict=True)
}
_KANA_OR_HAN = "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_UNSPACED = re.compile(_KANA_OR_HAN)
_SCRIPT = re.compile("[\u3040-\u309f]+|[\u30a0-\u30ff]+|[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]+|.", re.DOTALL)


def unspaced(char: str) -> bool:
    """Tell whether a character is of a script that is written without spaces: kana, or a Chinese character."""
    return _UNSPACED.match(char) is not None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in parallel lists: where each starts and ends, its words, and their lower case.

    In `words` and `lower` every apostrophe is the straight one, and the commas, colons and brackets of other scripts
    are the Latin ones.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]

    def __len__(self) -> int:
        return len(self.words)


class Lexicon:
    """The words by which a text without spaces is cut: the longest that begins at a place is taken."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths: dict[str, list[int]] = {}
        for word in self._words:
            if len(word) not in (lengths := self._lengths.setdefault(word[0], [])):
                lengths.append(len(word))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def cut(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield the pieces of `word`: words of the lexicon, and what lies between, parted where the script changes.

        A single kana is a word only behind another script: most of them are parts of longer words.
        """
        at = begin = 0
        while at < len(word):
            length = self._longest(word, at)
            if length == 1 and at and "\u3040" <= word[at - 1] <= "\u309f" and "\u3040" <= word[at] <= "\u309f":
                length = 0
            if not length:
                at += 1
                continue
            yield from _runs(word, begin, at)
            yield at, at + length
            at = begin = at + length
        yield from _runs(word, begin, at)

    def _longest(self, word: str, at: int) -> int:
        left = len(word) - at
        return next((n for n in self._lengths.get(word[at], ()) if n <= left and word[at : at + n] in self._words), 0)

    def with_words(self, more: Iterable[str]) -> Lexicon:
        """Return a lexicon that has some words more."""
        return Lexicon({*self._words, *more})


def _runs(word: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of `word[begin:end]` that are of one script."""
    first = begin
    for match in _SCRIPT.finditer(word, begin, end):
        joins = not _UNSPACED.match(match.group()) and first < match.start() and not _UNSPACED.match(word[first])
        if match.start() > first and not joins:
            yield first, match.start()
            first = match.start()
    if end > first:
        yield first, end


@dataclass(frozen=True)
class Style:
    """How a language writes its words.

    `elided` are words that lose their vowel before another ("l'"), `letters` tells that an apostrophe is a letter
    inside words, `hyphens` that one joins words into one, `groups` that spaces part the thousands of a number; `lower`
    maps letters whose lower case is not the usual one; `lexicon` cuts what is written without spaces.
    """

    elided: tuple[str, ...] = ()
    letters: bool = False
    hyphens: bool = True
    groups: bool = False
    lower: Mapping[str, str] = field(default_factory=dict)
    lexicon: Lexicon | None = None

    @cached_property
    def token(self) -> re.Pattern[str]:
        """The pattern of one token."""
        word = f"{_WORD}(?:{_APOSTROPHES}{_WORD})*" if self.letters else _WORD
        tail = f"(?:-{word})*" if self.hyphens else ""
        elided = f"(?<!\\w)(?i:{'|'.join(self.elided)}){_APOSTROPHES}(?=\\w|$)" if self.elided else ""
        parts = (
            _KANA_OR_HAN + "+" if self.lexicon is not None else "",
            r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?![\d.])" if self.groups else "",
            rf"\d+(?:[.,:٫٬]\d+)*{tail}",  # numbers, clock times, scores
            r"(?:[^\W\d_]\.){2,}",  # initialisms: U.S., p.m.
            elided,
            rf"(?<=\w){_APOSTROPHES}[^\W\d_]+",  # clitics: 's, ’ve
            word + tail,  # words, with their hyphens
            r"\.{3}",
            "--+",
            r"[^\s]",
        )
        return re.compile("|".join(part for part in parts if part))

    @cached_property
    def _lowered(self) -> dict[int, str]:
        return _PLAIN_MARKS | {ord(letter): small for letter, small in self.lower.items()}

    @cached_property
    def _unusual(self) -> re.Pattern[str]:
        """Any letter or mark that has a lower case of its own."""
        return re.compile("[" + re.escape("".join(map(chr, self._lowered))) + "]")

    def fold(self, text: str) -> str:
        """Return `text` in lower case, with straight apostrophes."""
        return (text.translate(self._lowered) if self._unusual.search(text) else text).lower()


PLAIN = Style()


def tokenise(text: str, style: Style = PLAIN) -> Tokens:
    """Return the tokens of `text` in order; white space belongs to none."""
    spans = _spans(text, style)
    words = _words(text, spans)
    folded = style.fold(text)
    lower = (
        [folded[start:end] for start, end in spans]
        if len(folded) == len(text)
        else [style.fold(word) for word in words]
    )
    return Tokens([start for start, _ in spans], [end for _, end in spans], words, lower)


def words_of(text: str, style: Style = PLAIN) -> list[str]:
    """Return the words of the tokens of `text`, as `tokenise` has them."""
    return _words(text, _spans(text, style))


def _spans(text: str, style: Style) -> list[tuple[int, int]]:
    spans = [match.span() for match in style.token.finditer(text)]
    return spans if style.lexicon is None else list(_cut(text, spans, style.lexicon))


def _words(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    straight = text.translate(_PLAIN_MARKS)
    return [straight[start:end] for start, end in spans]


def _cut(text: str, spans: Iterable[tuple[int, int]], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        if end - start > 1 and _UNSPACED.search(text, start, end):
            yield from ((start + a, start + b) for a, b in lexicon.cut(text[start:end]))
        else:
            yield start, end
