"""Hold a text with all that it is compared by; each part is worked out when it is asked for first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from saksi.linking.marks import Card, Marks, marked
from saksi.linking.neighbours import marks as marks_of_keys
from saksi.linking.packed import unpack_skeleton
from saksi.linking.shingles import Hashes, Shingles
from saksi.linking.skeleton import NOTHING, Skeleton, skeleton
from saksi.linking.spun import marks_of as marks_of_turns
from saksi.linking.translations import SHORT, language_of, length_of
from saksi.linking.wording import Vocabulary, Wording
from saksi.model import Report


class Text:
    """A report with its words, and what they are compared by.

    `report` and `wording` return it and them when they are asked for first. What was found before can be given: the
    language, and the skeleton as `pack_skeleton` makes it.
    """

    def __init__(
        self,
        report: Callable[[], Report],
        wording: Callable[[], Wording],
        language: str = "",
        skeleton: bytes | None = None,
    ) -> None:
        self._report, self._wording = report, wording
        self._language, self._skeleton = language, skeleton

    @classmethod
    def of(cls, report: Report) -> Text:
        """Return the text of a report of which nothing else is known."""
        return cls(lambda: report, lambda: Vocabulary().wording(report.text))

    @cached_property
    def report(self) -> Report:
        """The report that has the words."""
        return self._report()

    @cached_property
    def wording(self) -> Wording:
        """The words of the text, hashed."""
        return self._wording()

    @cached_property
    def language(self) -> str:
        """The language without its region, as it is given or as the text is in."""
        return self._language or language_of(self.report)

    @cached_property
    def length(self) -> int:
        """How many words the text has; two signs of a script without spaces count as one."""
        return length_of(self.report.text)

    @cached_property
    def skeleton(self) -> Skeleton:
        """What a translation of the text would keep; nothing of a digest, in which it shows nothing."""
        if self._skeleton is not None:
            return unpack_skeleton(self._skeleton)
        return skeleton(self.report.text, self.language) if self.length >= SHORT else NOTHING

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
