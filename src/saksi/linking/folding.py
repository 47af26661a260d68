"""Fold names and numbers to keys that survive translation from one script and language to another."""

from __future__ import annotations

import re

from anyascii import anyascii

# Romanisations write one sound in many ways: longer spellings first, then letter by letter.
_CLUSTERS = (
    ("sch", "s"),
    ("tch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("zh", "s"),
    ("th", "t"),
    ("ph", "f"),
    ("gh", "k"),
    ("kh", "k"),
    ("ck", "k"),
    ("qu", "kf"),
    ("x", "ks"),
    ("mp", "np"),
    ("mb", "np"),
)
_SOFT_C = re.compile("c(?=[eiy])")
_MERGED = str.maketrans("bvwgdzjcq", "pffktsskk")
_SILENT = re.compile("[^bcdfgjklmnpqrstvwxz]")
_TWICE = re.compile(r"(.)\1+")
_GROUPS = re.compile(r"(?<=\d)[.,'\u2019 \u00a0\u202f](?=\d{3}(?!\d))")
_NOT_DIGIT = re.compile(r"\D+")


def fold_name(word: str, length: int = 4) -> str:
    """Return the first `length` consonants of `word` as it sounds in any script, or "" if fewer than two are left.

    Transliterates by anyascii, merges voiced with unvoiced consonants and spellings of one sound, drops vowels, h and
    y, and makes doubled consonants one. The end is cut because that is where languages inflect.
    """
    letters = anyascii(word).lower()
    for spelling, sound in _CLUSTERS:
        letters = letters.replace(spelling, sound)
    letters = _SOFT_C.sub("s", letters)
    key = _TWICE.sub(r"\1", _SILENT.sub("", letters).translate(_MERGED))
    return key[:length] if len(key) >= 2 else ""


def fold_number(number: str) -> str:
    """Return "#" and the digits of `number`, without its thousands' marks, or "" for a single digit.

    Digits of any script become 0 to 9; 1.000, 1,000 and 1 000 are alike. Other marks ("6,25", "19:30") become a dot.
    """
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in number)
    plain = _NOT_DIGIT.sub(".", _GROUPS.sub("", digits))
    return f"#{plain}" if len(plain) > 1 else ""
