"""Hold the words of many texts compactly: what two texts in one language are compared by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from saksi.linking.shingles import WORD, Hashes, Shingles, hash_of, hashed, mixed, shingles_of, winnowed

STEM = 6  # letters: languages inflect at the end, and swapped synonyms differ before it
TOO_SHORT = 4  # letters: shorter words are mostly those that every text has
_SPACED = "\u2fff"  # beyond it stand the scripts that write without spaces, and before them Thai
_THAI = "\u0e00", "\u0e7f"
_HIRAGANA = "\u3040", "\u309f"
_MIX = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text and their stems, hashed, one for each word; the stem is 0 where a word is too common."""

    words: NDArray[np.uint32]
    stems: NDArray[np.uint32]
    signs: bool = False  # whether most words are single signs of a script without spaces

    @property
    def marks(self) -> Hashes:
        """Return the shingles that stand for the text in an index, sorted."""
        return winnowed(shingles_of(self.words.astype(np.uint64)))

    @property
    def shingles(self) -> Shingles:
        """Return every run of five words."""
        return Shingles(self.words.astype(np.uint64))

    @property
    def identity(self) -> bytes:
        """Return what is the same for two texts if their words are."""
        return self.words.tobytes()


@dataclass(slots=True)
class Vocabulary:
    """Makes wordings, and remembers the hashes of words that it has seen; what it makes does not depend on them."""

    known: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def wording(self, text: str) -> Wording:
        """Return the wording of a text."""
        found = [self._entry(word) for word in WORD.findall(text)]
        words, stems, kinds = zip(*found, strict=True) if found else ((), (), ())
        kept, signs = np.array(stems, np.uint32), np.array(kinds, np.uint8)
        if signs.any():
            _pair_signs(np.array(words, np.uint64), signs, kept)
        return Wording(np.array(words, np.uint32), kept, bool(2 * np.count_nonzero(signs) > len(signs)))

    def _entry(self, word: str) -> tuple[int, int, int]:
        known = self.known.get(word)
        if known is None:
            plain = word.lower()
            stem = hash_of(plain[:STEM]) if _telling(plain) else 0
            known = self.known[word] = hash_of(plain), stem, _kind(word[0])
        return known


def _telling(word: str) -> bool:
    return len(word) >= TOO_SHORT or (word[0].isdigit() and len(word) > 1)


def _kind(sign: str) -> int:
    """Return 0 for a letter or digit, 1 for a sign of a script without spaces, 2 for a Japanese ending's."""
    if _HIRAGANA[0] <= sign <= _HIRAGANA[1]:
        return 2
    return int(sign > _SPACED or _THAI[0] <= sign <= _THAI[1])


def _pair_signs(words: Hashes, signs: NDArray[np.uint8], stems: NDArray[np.uint32]) -> None:
    """Give each sign of a script without spaces the stem of itself and the sign behind it: most words have two."""
    ones, others = signs[:-1], signs[1:]
    pairs = np.flatnonzero((ones > 0) & (others > 0) & (ones + others < 4))
    stems[pairs] = (mixed(words[pairs], words[pairs + 1]) >> _MIX).astype(np.uint32)


def stems_in(wording: Wording) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return the places of the telling words of a text, rising, and their stems."""
    places = np.flatnonzero(wording.stems)
    return places, wording.stems[places]


def numbered(words: Iterable[str]) -> frozenset[int]:
    """Return the stems of some words as a wording has them."""
    return frozenset(int(one) for one in hashed(word.lower()[:STEM] for word in words))
