"""Fold text to what it is looked up by, character by character, so that a place in it leads back to the original.

What is folded: width and case, accents, the vowel signs and forms of Arabic and Hebrew letters, digits of every script.
Han, kana, Hangul and the scripts of South-East Asia, whose words stand without spaces or with particles, get a space
around each character: a word of two characters is then a phrase of two.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

_ACCENTS = range(0x300, 0x370)
_ALONE = (  # ranges of code points that are looked up character by character
    (0x0E00, 0x0EFF),  # Thai and Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xAC00, 0xD7AF),  # Hangul
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
_DROPPED = {  # tatweel, Arabic and Hebrew vowel signs, the soft hyphen and marks without width
    chr(code)
    for first, last in (
        (0x0591, 0x05BD),
        (0x05BF, 0x05C7),
        (0x0610, 0x061A),
        (0x064B, 0x065F),
        (0x06D6, 0x06DC),
        (0x06DF, 0x06E8),
        (0x06EA, 0x06ED),
        (0x200B, 0x200F),
        (0x2060, 0x2060),
    )
    for code in range(first, last + 1)
} | {"\u0640", "\u0670", "\u00ad", "\ufeff"}
_AS = str.maketrans(  # forms that writers of Arabic, Persian and Turkish use one for another
    {"\u0622": "ا", "\u0623": "ا", "\u0625": "ا", "\u0671": "ا", "\u0649": "ي", "\u06cc": "ي"}
    | {"\u06a9": "ك", "\u0629": "ه", "\u0624": "و", "\u0626": "ي", "ı": "i", "\u2019": "'", "\u02bc": "'"}
)


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(chr(code))
        return found


def _folded(char: str) -> str:
    if char in _DROPPED:
        return ""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char.translate(_AS)).casefold())
    plain = unicodedata.normalize("NFC", "".join(one for one in apart if ord(one) not in _ACCENTS))
    digits = (str(unicodedata.digit(one)) if one.isdigit() else one for one in plain.translate(_AS))
    return "".join(f" {one} " if _alone(one) else one for one in digits)


def _alone(char: str) -> bool:
    code = ord(char)
    return code >= 0x0E00 and any(first <= code <= last for first, last in _ALONE) and char.isalnum()


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return a text as it is indexed and looked up."""
    return text.translate(_FOLDS)


class Folded:
    """A folded text that knows for each place in it the place in the original."""

    def __init__(self, text: str) -> None:
        pieces = [_FOLDS[ord(char)] for char in text]
        self.text = "".join(pieces)
        self._starts = [0, *accumulate(map(len, pieces))]

    def original(self, place: int) -> int:
        """Return the offset in the original of the character that stands at a place of the folded text."""
        return bisect_right(self._starts, place) - 1
