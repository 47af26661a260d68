"""Take the tags out of a piece of markup, as stands in Markdown and in metadata; whole pages are read by `html`."""

from __future__ import annotations

import re
from html import unescape

_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|su[bp]|u)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def without_tags(markup: str) -> str:
    """Return the words of a piece of markup; where a tag parts paragraphs or lines, a line ends."""
    return unescape(_TAG.sub("\n", _INLINE.sub("", markup)))
