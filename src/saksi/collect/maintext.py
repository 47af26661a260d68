"""Find the main text of a page, without its menus and notices, a line to each paragraph.

It is found by trafilatura. What it makes of a page rests on that page alone: it is asked for nothing that it remembers
of others, as repeated paragraphs. Three things that it would lose are marked before, and put back after it: where a
line is broken, where words follow a block at once, and the joiners that Persian and Indian letters need.
"""

from __future__ import annotations

import logging
import re
from configparser import ConfigParser
from copy import deepcopy
from itertools import islice

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.meta import reset_caches
from trafilatura.settings import DEFAULT_CONFIG

from saksi.collect.fields import InputError

_SHORT = deepcopy(DEFAULT_CONFIG)  # for scripts that say in 100 characters what takes 250 in Latin
_SHORT["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "100"
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # a character says what takes three in Latin
_FEW = 140  # of such characters stand on a page in another script

_BREAK = "⁋"  # marks that stand for what would be lost: a line's end, and the two joiners
_JOINERS = {"\u200c": "⸢", "\u200d": "⸣"}
_HIDE = str.maketrans({**_JOINERS, _BREAK: " "})
_SHOW = str.maketrans({mark: joiner for joiner, mark in _JOINERS.items()})
_JOINER = re.compile("[\u200c\u200d]|&zwn?j;|&#(?:820[45]|x200[cd]);", re.IGNORECASE)

_MENUS = ("nav", "dialog")
_BLOCKS = tuple("p div section article aside figure ul ol dl table blockquote pre h1 h2 h3 h4 h5 h6 header".split())
_CELLS = re.compile(r"^\|\s*(.*?)\s*\|?\s*$")
_LONG = 200_000  # characters of a page whose lines are not worth remembering

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").propagate = False  # what it can't read is our Problem, not a line in a user's terminal


def main_text(tree: HtmlElement, markup: str) -> str:
    """Return the main text of a page, or "" if it has none; the tree of its markup is used up.

    Raises InputError if the page makes the library fail.
    """
    joined = _JOINER.search(markup) is not None
    _mark(tree, joined=joined)
    try:
        found = bare_extraction(tree, fast=True, include_comments=False, config=_config(markup))
    except Exception as error:  # a fault of the library on a page that nobody foresaw costs this page only
        raise InputError(f"could not be read ({type(error).__name__}: {error!s:.80}); save its text alone") from None
    finally:
        if len(markup) > _LONG:
            reset_caches()  # it keeps the last thousand lines, however long they are
    text = getattr(found, "text", None) or ""
    return lines_of(text.translate(_SHOW) if joined else text)


def lines_of(text: str) -> str:
    """Return the lines of a text that hold something, with single spaces; a row of a table without its outer bars."""
    lines = (_CELLS.sub(r"\1", " ".join(line.split())) for line in re.split(rf"[\n{_BREAK}]", text))
    return "\n".join(line for line in lines if line)


def _config(markup: str) -> ConfigParser:
    return _SHORT if next(islice(DENSE.finditer(markup), _FEW, None), None) else DEFAULT_CONFIG


def _mark(tree: HtmlElement, *, joined: bool) -> None:
    """Take the menus out of a tree, and mark what would be lost."""
    for tag in list(tree.iter(*_MENUS)):
        if tag.getparent() is not None:
            tag.drop_tree()
    if joined:
        for tag in tree.iter():
            tag.text = tag.text and tag.text.translate(_HIDE)
            tag.tail = tag.tail and tag.tail.translate(_HIDE)
    for tag in tree.iter("br"):
        tag.tail = _BREAK + (tag.tail or "")
    for tag in tree.iter(*_BLOCKS):
        if tag.tail and not tag.tail.isspace():
            tag.tail = _BREAK + tag.tail
