"""Cut a text into tokens that carry their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:-[^\W_]+)*"  # numbers, clock times, scores
    r"|(?:[^\W\d_]\.){2,}"  # initialisms: U.S., p.m.
    r"|(?<=\w)['’`][^\W\d_]+"  # clitics: 's, ’ve
    r"|[^\W_]+(?:-[^\W_]+)*"  # words, with their hyphens
    r"|\.{3}|--+|[^\s]"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in parallel lists: where each starts and ends, its words, and their lower case."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str) -> Tokens:
    """Return the tokens of `text` in order; white space belongs to none."""
    matches = list(_TOKEN.finditer(text))
    words = [match.group() for match in matches]
    return Tokens(
        [match.start() for match in matches],
        [match.end() for match in matches],
        words,
        [word.lower() for word in words],
    )
