"""Make paragraphs of the lines that a page in print is broken into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_HYPHENS = ("-", "\u00ad", "‐")
_BROKEN_WORD = re.compile("[\x02\ufffe\u00ad]\\s*")  # how PDFium marks a word that it has put together
_OTHER = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,10}\W{1,3})?\d{1,4}(?:\s*(?:/|of|von|dari|из|з)\s*\d{1,4})?\W*")
_CLOSES = re.compile("[.!?…。！？؟:：][\"'”»“’」』）)]*$")
_OPENS = re.compile(r"[•▪◦‣·*–—-]\s|\d{1,2}[.)]\s|\(?[a-z]\)\s")
_NARROW = 0.75  # of the usual width of a line: a shorter line may end a paragraph
_SPACELESS = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")  # CJK, which is written without spaces


def paragraphs_of(pages: Sequence[str]) -> str:
    """Return the text of pages with a line to each paragraph; page numbers and the heads of pages are left out.

    A paragraph ends at an empty line, and at a short line that ends a sentence or that a list's point or a capital
    follows. A word that is broken at the end of a line is put together.
    """
    lines = [line for page in _without_heads([_lines(page) for page in pages]) for line in page]
    wide = _width(lines)
    made: list[str] = []
    for at, line in enumerate(lines):
        if made and line and _goes_on(lines[at - 1], line, wide):
            made[-1] = _joined(made[-1], line)
        elif line:
            made.append(line)
    return "\n".join(made)


def _lines(page: str) -> list[str]:
    clean = _OTHER.sub("", _BROKEN_WORD.sub("", page.replace("\r\n", "\n").replace("\r", "\n")))
    return [" ".join(line.split()) for line in clean.strip().split("\n")]


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Take off the first and last lines that are numbers of pages, or that most pages have but for their number."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    often = {key for key, count in counts.items() if count >= 3 and 2 * count > len(pages)}
    return [_trimmed(page, often, alone=len(pages) == 1) for page in pages]


def _trimmed(page: list[str], often: set[str], *, alone: bool) -> list[str]:
    def is_head(line: str) -> bool:
        return not line or _key(line) in often or (not alone and _PAGE_NUMBER.fullmatch(line) is not None)

    first, last = 0, len(page)
    while first < min(2, last) and is_head(page[first]):
        first += 1
    while last > max(first, len(page) - 2) and is_head(page[last - 1]):
        last -= 1
    return page[first:last]


def _edges(page: list[str]) -> list[str]:
    return [*page[:2], *page[-2:]] if len(page) > 4 else page


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _width(lines: Iterable[str]) -> int:
    """Return the usual width of a full line in characters: that of three in four."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _goes_on(before: str, line: str, wide: int) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    if not before or _OPENS.match(line):
        return False
    if before.endswith(_HYPHENS) and line[0].islower():
        return True
    if len(before) >= _NARROW * wide:
        return not (_CLOSES.search(before) and len(before) < 0.9 * wide)
    return line[0].islower() and not _CLOSES.search(before)


def _joined(before: str, line: str) -> str:
    if before.endswith(_HYPHENS) and line[0].islower() and before[-2:-1].isalpha():
        return before[:-1] + line
    if _SPACELESS.match(before[-1]) and _SPACELESS.match(line):
        return before + line
    return f"{before} {line}"
