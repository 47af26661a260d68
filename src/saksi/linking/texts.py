"""Hold a text with all that it is compared by; each part is worked out when it is asked for first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from saksi.linking.keys import Keys, keys_in
from saksi.linking.marks import Card, Marks, marked
from saksi.linking.neighbours import marks as marks_of_keys
from saksi.linking.packed import pack, unpack
from saksi.linking.shingles import Hashes, Shingles
from saksi.linking.skeleton import Skeleton, skeleton_of
from saksi.linking.spun import marks_of as marks_of_turns
from saksi.linking.translations import SHORT, language_of, length_of
from saksi.linking.wording import Wording
from saksi.model import Report

_NOTHING = Keys((), True)


class Text:
    """A report with its words, and what they are compared by.

    `words` returns the wording of a text; `keys` are those of this one, packed, if they were found before.
    """

    def __init__(self, report: Report, words: Callable[[str], Wording], keys: bytes | None = None) -> None:
        self.report = report
        self._words = words
        self._keys = keys

    @cached_property
    def wording(self) -> Wording:
        """The words of the text, hashed."""
        return self._words(self.report.text)

    @cached_property
    def language(self) -> str:
        """The language without its region, as it is given or as the text is in."""
        return language_of(self.report)

    @cached_property
    def length(self) -> int:
        """How many words the text has; two signs of a script without spaces count as one."""
        return length_of(self.report.text)

    @cached_property
    def keys(self) -> bytes:
        """What a translation of the text would keep, packed; nothing of a digest, in which it shows nothing."""
        if self._keys is not None:
            return self._keys
        return pack(keys_in(self.report.text, self.language) if self.length >= SHORT else _NOTHING)

    @cached_property
    def skeleton(self) -> Skeleton:
        """What the keys are worth, and their order."""
        return skeleton_of(unpack(self.keys))

    @cached_property
    def shingles(self) -> Shingles:
        """Every run of five words."""
        return self.wording.shingles

    @cached_property
    def runs(self) -> Hashes:
        """The runs of five words that stand for the text, sorted."""
        return self.wording.marks

    @cached_property
    def marks(self) -> Marks:
        """What brings the text together with others."""
        found = (self.runs, marks_of_turns(self.wording), marks_of_keys(self.skeleton))
        return Marks(*(np.unique(marked(one, kind)) for kind, one in enumerate(found)))

    @cached_property
    def card(self) -> Card:
        """What is known of the text without its words."""
        runs, turns, keys = (len(one) for one in self.marks)
        return Card(self.language, len(self.wording.words), (runs, turns, keys), self.skeleton.answers)
