"""Say which language a text is in."""

from __future__ import annotations

from saksi.languages.pack import available

_SAMPLE = 5000  # code points that are enough to tell
# Standard Malay and Indonesian can't be told apart by their letters: a text that looks Malay is read as Indonesian.
_NEAREST = {"ms": "id", "jv": "id"}


def identify(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text, or "und" if it has no letters.

    All languages that py3langid knows compete, so that a text without a pack is called what it is.
    """
    if not any(char.isalpha() for char in text):
        return "und"
    from py3langid.langid import classify  # slow to import, and needed only where a report names no language

    code = str(classify(text[:_SAMPLE])[0])
    nearest = _NEAREST.get(code, code)
    return nearest if nearest in available() else code
