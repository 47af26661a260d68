"""Decode a page by what says its encoding: its mark, its bytes, its server, itself; and by its letters where these lie.

The labels are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org), mapped to Python's codecs.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {  # a label of the standard, and the codec of what browsers take it for
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "iso-8859-1": "cp1252",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "shift-jis": "cp932",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "x-cp1251": "cp1251",
    "win-1251": "cp1251",
    "utf8": "utf-8",
    "utf-16": "utf-8",  # in a page whose label can be read it isn't
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
_OTHERS = frozenset(
    "utf-8 gb18030 cp932 cp949 big5hkscs euc-jp iso-2022-jp koi8-r koi8-u ibm866 macintosh cp874 "
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
    "iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10 iso-8859-13 "
    "iso-8859-14 iso-8859-15 iso-8859-16".split()
)
_GUESSED = ["cp1251", "cp1252", "cp1250", "cp1256", "cp932", "gb18030", "big5", "cp949", "euc_jp", "koi8_r", "cp1253"]
_SERVED = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a page declares its encoding; browsers look at 1,024
_TAG = re.compile(rb"<[^<>]*>")
_WORDS = 20_000  # bytes of a page's own words that its encoding is guessed from
_MOST_BROKEN = 0.1  # share of what is not ASCII that may be broken, if a label is to be believed


def decode_page(data: bytes, media_type: str = "") -> str:
    """Return the text of an HTML page; `media_type` is what its server called it ("text/html; charset=Shift_JIS").

    A byte order mark says most. Bytes outside ASCII that are all good UTF-8 are UTF-8, whatever is declared: no other
    text is that by chance. Then the server's word counts, then the page's own, unless the bytes belie it; then what
    its letters look like. Never raises; what cannot be decoded is U+FFFD.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    declared = [name for name in _declared(data, media_type) if name]
    if data.isascii():
        return data.decode("iso-2022-jp" if "iso-2022-jp" in declared else "ascii", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for codec in declared:
        text = data.decode(codec, "replace")
        if text.count("\ufffd") <= _MOST_BROKEN * (len(text) - _count_ascii(text)):
            return text
    return data.decode(_guessed(data), "replace")


def _declared(data: bytes, media_type: str) -> list[str]:
    """Return the codecs that the server and the page name; Latin 1 last, for servers say it of all they have."""
    served = _SERVED.search(media_type)
    own = _DECLARED.search(data[:_HEAD])
    names = [served[1] if served else "", own[1].decode("ascii") if own else ""]
    return sorted((_codec(name) for name in names), key=lambda codec: codec == "cp1252")


def _codec(label: str) -> str:
    """Return the codec of a label, or "" if no page has that encoding (there are codecs that are none)."""
    name = label.strip().lower()
    name = _WIDER.get(name, re.sub(r"^windows-", "cp", name))
    return name if name in _OTHERS else ""


def _guessed(data: bytes) -> str:
    """Return the codec that makes the likeliest letters of a page's own words."""
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    words = _TAG.sub(b" ", data[: 50 * _WORDS])
    lines = b"\n".join(line.strip() for line in words.splitlines() if not line.isascii())[:_WORDS]
    best = from_bytes(lines, cp_isolation=_GUESSED, enable_fallback=False).best()
    return best.encoding if best is not None else "utf-8"


def _count_ascii(text: str) -> int:
    return len(text.encode("ascii", "ignore"))
