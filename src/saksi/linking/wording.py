"""Hold the words of many texts compactly: what two texts in one language are compared by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from saksi.linking.shingles import WORD, Hashes, Shingles, hashed, mixed, shingles_of, winnowed

STEM = 6  # letters: languages inflect at the end, and swapped synonyms differ before it
TOO_SHORT = 4  # letters: shorter words are mostly those that every text has
_SPACED = "\u2fff"  # beyond it stand the scripts that write without spaces, and before them Thai
_THAI = "\u0e00", "\u0e7f"
_MIX = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text and their stems, hashed, one for each word; the stem is 0 where a word is too common."""

    words: NDArray[np.uint32]
    stems: NDArray[np.uint32]

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

    known: dict[str, tuple[int, int, bool]] = field(default_factory=dict)

    def wording(self, text: str) -> Wording:
        """Return the wording of a text."""
        found = [self._entry(word) for word in WORD.findall(text)]
        words, stems, signs = zip(*found, strict=True) if found else ((), (), ())
        kept = np.array(stems, np.uint32)
        if any(signs):
            _pair_signs(np.array(words, np.uint64), np.array(signs, np.bool_), kept)
        return Wording(np.array(words, np.uint32), kept)

    def _entry(self, word: str) -> tuple[int, int, bool]:
        known = self.known.get(word)
        if known is None:
            plain = word.lower()
            whole, stem = (int(one) for one in hashed((plain, plain[:STEM])))
            sign = word[0] > _SPACED or _THAI[0] <= word[0] <= _THAI[1]
            known = self.known[word] = whole, stem if _telling(plain) else 0, sign
        return known


def _telling(word: str) -> bool:
    return len(word) >= TOO_SHORT or (word[0].isdigit() and len(word) > 1)


def _pair_signs(words: Hashes, signs: NDArray[np.bool_], stems: NDArray[np.uint32]) -> None:
    """Give each sign of a script without spaces the stem of itself and the sign behind it: most words have two."""
    pairs = np.flatnonzero(signs[:-1] & signs[1:])
    stems[pairs] = (mixed(words[pairs], words[pairs + 1]) >> _MIX).astype(np.uint32)


def stems_in(wording: Wording) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return the places of the telling words of a text, rising, and their stems."""
    places = np.flatnonzero(wording.stems)
    return places, wording.stems[places]


def numbered(words: Iterable[str]) -> frozenset[int]:
    """Return the stems of some words as a wording has them."""
    return frozenset(int(one) for one in hashed(word.lower()[:STEM] for word in words))
