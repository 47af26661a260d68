"""Tell whether one text is a translation of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.languages.pack import primary
from saksi.linking.chain import likeness
from saksi.linking.shingles import words_of
from saksi.model import Report
from saksi.reading.language import identify
from saksi.tokens import unspaced

if TYPE_CHECKING:
    from saksi.linking.texts import Text

TRANSLATED = 0.28  # benchmarks/translations.py: about the best on NTREX, on either half of it
RETRANSLATED = (
    0.9  # two reports of one event in one language share most names and words in order (benchmarks/same_story.py)
)
DECLARED = 0.1  # the page itself says that it is one; some sites say so of pages that merely stand on one subject
SHORT = 25  # words: less is a digest, in which names and numbers show nothing
BRIEF = 50  # words: a shorter text has so few names that sharing some is no surprise
BRIEF_EVIDENCE = (
    25.0  # nats: five rare keys or more in order, which a brief text, or one in the same language, must share
)


def translated(one: Text, other: Text) -> float:
    """Return how much two texts are alike, from 0 to 1, or 0 if they are no translations.

    Two texts in one language may be a translation of a translation; they must be more alike. Digests have no keys.
    """
    score, evidence = likeness(one.skeleton, other.skeleton)
    one_language = one.language == other.language
    if score < (RETRANSLATED if one_language else TRANSLATED):
        return 0.0
    if evidence < BRIEF_EVIDENCE and (one_language or min(one.length, other.length) < BRIEF):
        return 0.0
    return score


def declared(one: Text, other: Text) -> float:
    """Return how much two texts are alike of which a page says that one is the other in another language, or 0."""
    if one.language == other.language:
        return 0.0
    score = likeness(one.skeleton, other.skeleton).score
    return score if score >= DECLARED else 0.0


def length_of(text: str) -> int:
    """Return how many words a text has; two signs of a script without spaces count as one."""
    words = words_of(text)
    return len(words) - sum(unspaced(word[0]) for word in words) // 2


def language_of(report: Report) -> str:
    """Return the language of a report without its region: the one that it gives, or the one that its text is in."""
    return primary(report.language) or identify(report.text)
