"""Texts are cut as their language writes its words, and every token stands where it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.tokens import Lexicon, Style, tokenise

FRENCH = Style(elided=("l", "qu", "d"))
UKRAINIAN = Style(letters=True, groups=True)
GERMAN = Style(hyphens=False)
TURKISH = Style(lower={"I": "ı", "İ": "i"})
JAPANESE = Style(lexicon=Lexicon(["報道官", "報道", "は", "と述べた", "によると", "月"]))


@pytest.mark.parametrize(
    ("style", "text", "words"),
    [
        (Style(), "Don't say the twenty-five U.S. ships", ["Don", "'t", "say", "the", "twenty-five", "U.S.", "ships"]),
        (FRENCH, "L’armée dit qu'elle l'a vu", ["L'", "armée", "dit", "qu'", "elle", "l'", "a", "vu"]),
        (UKRAINIAN, "П'ять об’єктів, 1 200 км", ["П'ять", "об'єктів", ",", "1 200", "км"]),
        (GERMAN, "US-Beamte zählten 1.000", ["US", "-", "Beamte", "zählten", "1.000"]),
        (JAPANESE, "報道官は8月にテレビと述べた。", ["報道官", "は", "8", "月", "に", "テレビ", "と述べた", "。"]),
        (Style(), "وفقًا لقوله", ["وفقًا", "لقوله"]),
    ],
)
def test_a_text_is_cut_as_its_language_writes(style: Style, text: str, words: list[str]) -> None:
    assert tokenise(text, style).words == words


def test_lower_case_has_straight_apostrophes_and_the_letters_of_its_language() -> None:
    assert tokenise("L’Express", FRENCH).lower == ["l'", "express"]
    assert tokenise("Irak İzmir", TURKISH).lower == ["ırak", "izmir"]


@given(st.text(alphabet="aé'’- 1,.«報は\u064b\u00a0\nİ", max_size=60))
def test_every_token_stands_where_it_says(text: str) -> None:
    for style in (Style(), FRENCH, UKRAINIAN, GERMAN, TURKISH, JAPANESE):
        tokens = tokenise(text, style)
        pieces = [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]
        assert [piece.replace("’", "'") for piece in pieces] == tokens.words
        assert "".join("".join(pieces).split()) == "".join(text.split())
