"""Cut a text into paragraphs and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from saksi.tokens import Tokens, unspaced

_PARAGRAPH = re.compile(r"[^\n]+")
_ENDS = frozenset(".!?…。！？؟।")
_DATELINE = 14  # tokens in which a dateline ends
_DASHES = frozenset(("-", "–", "—", "--"))
_MOST_CLOSERS = 5  # closing marks that may follow a full stop
_CLOSERS = frozenset("\"'”’»)]}›“」』")


_ENDS_OR_CLOSERS = _ENDS | _CLOSERS


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `[first, last)` of one sentence, and the number of its paragraph."""

    first: int
    last: int
    paragraph: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the lines of `text` that hold anything, as (start, end) without white space around them."""
    found = []
    for match in _PARAGRAPH.finditer(text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            found.append((start, match.start() + len(line.rstrip())))
    return found


def sentences(text: str, tokens: Tokens, abbreviations: frozenset[str]) -> list[Sentence]:
    """Return the sentences of `text`. A full stop after an abbreviation or an initial ends none; closing marks stay
    with theirs. A dateline is a sentence of its own.
    """
    found: list[Sentence] = []
    words, starts, count = tokens.words, tokens.starts, len(tokens)
    token = _dateline(tokens)
    if token:
        found.append(Sentence(0, token, 0))
    for number, (_, end) in enumerate(paragraphs(text)):
        first = token
        while token < count and starts[token] < end:
            token += 1
            if words[token - 1][-1] in _ENDS_OR_CLOSERS and _ends_here(tokens, first, token, end, abbreviations):
                found.append(Sentence(first, token, number))
                first = token
        if token > first:
            found.append(Sentence(first, token, number))
    return found


def _dateline(tokens: Tokens) -> int:
    """Return the token behind the dateline that opens the text ("LONDON (Reuters) - "), or 0."""
    if tokens.words[:1] == ["["] or (tokens.words[:1] == ["("] and len(tokens) > 1 and unspaced(tokens.words[1][0])):
        closing = next((at for at in range(2, min(len(tokens), _DATELINE)) if tokens.words[at] in ")]"), 0)
        behind = closing + 1 < len(tokens) and tokens.words[closing + 1] in _DASHES
        return closing + 1 + behind if closing else 0  # "【Agency】", "[Kyiv, Agency] -"
    for at in range(2, min(len(tokens), _DATELINE)):
        stop = at - 1 if tokens.words[at - 1] == "." and tokens.starts[at] == tokens.ends[at - 1] else at  # "(EFE).-"
        if tokens.words[at] in _DASHES and tokens.words[stop - 1] == ")":
            return at + 1
    return 0


def _ends_here(tokens: Tokens, first: int, after: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Tell whether a sentence ends before token `after`, having begun at `first`."""
    stop = after - 1
    while stop > max(first, after - _MOST_CLOSERS) and tokens.words[stop] in _CLOSERS:
        stop -= 1
    mark = tokens.words[stop][-1]
    if mark not in _ENDS and tokens.words[stop] != "...":
        return False
    if after >= len(tokens) or tokens.starts[after] >= end:
        return True
    follows = tokens.words[after]
    glued = tokens.starts[after] == tokens.ends[after - 1]
    if mark in "。！？":
        return follows not in _CLOSERS
    if glued:
        return False
    if follows[0].islower() or (follows in _CLOSERS and _closes(tokens, after)):
        return False
    if stop < after - 1 and follows in ",;:":  # behind a quotation that ends with a stop the sentence goes on
        return False
    return mark != "." or not _abbreviated(tokens, stop, first, abbreviations)


def _closes(tokens: Tokens, at: int) -> bool:
    """Tell whether a mark closes: it touches what stands before it, or, with a space before it as in French, nothing
    behind it.
    """
    if tokens.starts[at] == tokens.ends[at - 1]:
        return True
    touched = at + 1 < len(tokens) and tokens.starts[at + 1] == tokens.ends[at] and tokens.words[at + 1][0].isalnum()
    return tokens.words[at] in "»›" and not touched


def _abbreviated(tokens: Tokens, stop: int, first: int, abbreviations: frozenset[str]) -> bool:
    if len(tokens.words[stop]) > 1:  # an initialism such as U.S. may end a sentence: only if what follows is no name
        return tokens.lower[stop] in abbreviations or not tokens.words[stop + 1][0].isupper()
    if stop == first or tokens.starts[stop] != tokens.ends[stop - 1]:
        return False
    before = tokens.words[stop - 1]
    return before.lower() in abbreviations or (len(before) == 1 and before.isupper())
