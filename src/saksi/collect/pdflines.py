"""The lines of a page of a PDF as PDFium gives them, with an empty line where the page shows a gap."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import Any

_END = "\r\n"  # of a line, in PDFium
_WIDE = 1.5  # times the usual distance of two lines: a paragraph begins


def lines_of(page: Any) -> str:
    """Return the text of a pypdfium2 text page, its paragraphs apart where the page shows it."""
    text: str = page.get_text_range()
    lines = [line for line in text.split(_END) if line.strip()]
    if len(text) != page.count_chars():
        return text  # a letter that is two characters stands in it: places can't be told
    steps = _steps(page, text, lines)
    usual = median([step for step in steps if step > 0] or [0.0])
    made = lines[:1]
    for step, line in zip(steps, lines[1:], strict=True):
        made += ["", line] if step > _WIDE * usual else [line]
    return _END.join(made)


def _steps(page: Any, text: str, lines: list[str]) -> list[float]:
    """Return how far below its forerunner each line but the first stands, in points.

    From the last letter of one to the first of the next: PDFium makes one line of two where a word is broken.
    """
    places: list[tuple[int, int]] = []
    end = 0
    for line in lines:
        start = text.index(line, end) + len(line) - len(line.lstrip())
        end = text.index(line, end) + len(line.rstrip())
        places.append((start, end - 1))
    return [page.get_charbox(above[1])[1] - page.get_charbox(below[0])[1] for above, below in pairwise(places)]
