"""Fold names and numbers to keys that survive translation from one script and language to another."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

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
_CODA = re.compile("(?<=[aeiouy])[lr](?![aeiouylr])")
_MERGED = str.maketrans("bvwfgdzjcql", "ppppktsskkr")
_SILENT = re.compile("[^bcdfgjklmnpqrstvwxz]")
_TWICE = re.compile(r"(.)\1+")
_GROUPS = re.compile(r"(?<=\d)[.,'\u2019 \u00a0\u202f](?=\d{3}(?!\d))")
_NOT_DIGIT = re.compile(r"\D+")
_SILENT_G = re.compile("ng(?![aeiouylr])")
# A closed l or r, a long vowel, which an r before a consonant becomes, and the sign that doubles a consonant.
_KATAKANA_SILENT = re.compile("(?<=.)[ルー]|ッ")
_KATAKANA_W = re.compile("ウ(?=[ァィェォ])")


@lru_cache(maxsize=100_000)
def fold_name(word: str, length: int = 4) -> str:
    """Return the first `length` consonants of `word` as it sounds in any script, or "" if fewer than two are left.

    Transliterates by anyascii; a foreign name in Chinese characters by a table of its own. Merges what scripts do not
    tell apart: voiced and unvoiced consonants, b, f and v, l and r, spellings of one sound; drops vowels, h, y, and l
    and r behind a vowel, unless no two consonants are left without them; makes doubled consonants one. The end is cut
    because that is where languages inflect.
    """
    if "\u3400" <= word[:1] <= "\u9fff":
        key = _TWICE.sub(r"\1", "".join(_han().get(sign, "") for sign in word))
        return key[:length] if len(key) >= 2 else ""
    if "\u30a1" <= word[:1] <= "\u30fc":
        word = _KATAKANA_SILENT.sub("", _KATAKANA_W.sub("ワ", word))
    letters = _SILENT_G.sub("n", anyascii(word).lower())
    for spelling, sound in _CLUSTERS:
        letters = letters.replace(spelling, sound)
    letters = _SOFT_C.sub("s", letters)
    key = _consonants(_CODA.sub("", letters))
    if len(key) < 2:
        key = _consonants(letters)
    return key[:length] if len(key) >= 2 else ""


def _consonants(letters: str) -> str:
    return _TWICE.sub(r"\1", _SILENT.sub("", letters).translate(_MERGED))


@cache
def _han() -> dict[str, str]:
    data = tomllib.loads(files("saksi.linking").joinpath("han_sounds.toml").read_text(encoding="utf-8"))
    return {sign: sounds for sounds, signs in data["sounds"].items() for sign in signs}


@cache
def han_names() -> re.Pattern[str]:
    """Return what finds foreign names in Chinese: three signs of the table or more, or two beside the dot of a name."""
    signs = f"[{''.join(sorted(_han()))}]"
    return re.compile(f"{signs}{{3,}}|(?<=[·・]){signs}{{2,}}|{signs}{{2,}}(?=[·・])")


def fold_number(number: str) -> str:
    """Return "#" and the digits of `number`, without thousands' marks and zeros before it, or "" for a single digit.

    Digits of any script become 0 to 9; 1.000, 1,000 and 1 000 are alike. Other marks ("6,25", "19:30") become a dot.
    """
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in number)
    plain = _NOT_DIGIT.sub(".", _GROUPS.sub("", digits)).strip(".").lstrip("0")
    return f"#{plain}" if len(plain) > 1 else ""
