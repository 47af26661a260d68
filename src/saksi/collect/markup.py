"""Turn a piece of HTML, as an item of a feed holds it, into text with its paragraphs.

Whole pages, with their menus and notices, are another matter: see `html.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

_PARAGRAPHS = frozenset(
    "address article aside blockquote dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section table tbody td th thead tr ul".split()
)
_SKIPPED = frozenset("figure iframe noscript object script select style svg template video audio button title".split())


def text_of(markup: str) -> str:
    """Return the text of a piece of HTML: an empty line between paragraphs, and no space that does not count.

    No tree is made of it, so that deep nesting costs nothing; what is broken is read as browsers read it.
    """
    if "<" not in markup and "&" not in markup:
        return plain_paragraphs(markup)
    words = _Words()
    parser = etree.HTMLParser(target=words, huge_tree=True, recover=True, remove_comments=True, no_network=True)
    try:
        parser.feed(f"<div>{markup}</div>".encode(errors="replace").decode())
        parser.close()
    except etree.LxmlError:
        pass  # what came before the fault has been taken
    return words.text()


def plain_paragraphs(text: str) -> str:
    """Return a text with single spaces, whose paragraphs are parted by an empty line."""
    lines = (" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n\n".join(part.strip() for part in "\n".join(lines).split("\n\n") if part.strip())


class _Words:
    """Takes the words as the parser comes upon them."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._skipped = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in _PARAGRAPHS:
            self._lines += ([], [])
        elif tag == "br":
            self._lines.append([])

    def end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped -= 1
        elif tag in _PARAGRAPHS:
            self._lines += ([], [])

    def data(self, words: str) -> None:
        if not self._skipped:
            self._lines[-1].append(words)

    def close(self) -> None:
        pass

    def text(self) -> str:
        lines = (" ".join("".join(parts).split()) for parts in self._lines)
        return plain_paragraphs("\n".join(lines))
