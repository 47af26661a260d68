"""What a claim's later statements changed against the earliest of their family, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from saksi.export.trace_lines import CHANGES
from saksi.model import Change, Mutation, StatementRef
from saksi.tokens import tokenise
from saksi.web.claim_seen import Seen, passage

_LONGEST = 400  # tokens of a passage that are compared
SHOWN = 20  # changes that are shown in their words


class Word(NamedTuple):
    """Words of a comparison: `kind` is "same", "gone" (of the earlier one only) or "new" (of the later one only)."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A change: what kind it is in words, what it was and became, and the two passages compared.

    `words` is empty where the two are of different languages, which no comparison of words fits, and after the first
    changes of many.
    """

    what: str
    earlier: StatementRef
    later: StatementRef
    before: str
    after: str
    words: tuple[Word, ...]


def changes_of(seen: Seen) -> tuple[Changed, ...]:
    """Return what changed on the way."""
    return tuple(_changed(one, seen, at < SHOWN) for at, one in enumerate(seen.trace.mutations))


def _changed(one: Mutation, seen: Seen, full: bool) -> Changed:
    same = seen.report(one.earlier.report).language == seen.report(one.later.report).language
    words = compared(_passage(one.earlier, seen), _passage(one.later, seen)) if full and same else ()
    lost = one.change in (Change.HOP_DROPPED, Change.ATTRIBUTION_LOST)
    after = "" if lost else one.after or "nothing"
    return Changed(CHANGES[one.change], one.earlier, one.later, one.before or "nothing", after, words)


def _passage(ref: StatementRef, seen: Seen) -> str:
    text = seen.report(ref.report).text
    return " ".join(passage(seen.statement(ref), text).of(text).split())


@lru_cache(maxsize=2000)
def compared(earlier: str, later: str) -> tuple[Word, ...]:
    """Compare two texts word by word; the pieces that are not "new" make the earlier one.

    Texts of more than 400 words are compared in their beginnings.
    """
    old, new = _words(earlier), _words(later)
    found: list[Word] = []
    matcher = SequenceMatcher(None, [one.strip() for one in old], [one.strip() for one in new], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            found.append(Word("".join(old[start:end]), "same"))
            continue
        if start < end:
            found.append(Word("".join(old[start:end]), "gone"))
        if first < last:
            found.append(Word("".join(new[first:last]), "new"))
    return tuple(found)


def _words(text: str) -> list[str]:
    """Cut a text into words, each with the space after it."""
    starts = list(tokenise(text).starts)[: _LONGEST + 1]
    ends = [*starts[1:], len(text)][:_LONGEST]
    return [text[start:end] for start, end in zip([0, *starts[1:]], ends, strict=False)]
