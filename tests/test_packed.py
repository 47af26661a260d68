"""What a text is compared by comes out of its bytes as it went in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.linking.packed import pack_skeleton, pack_wording, unpack_skeleton, unpack_wording
from saksi.linking.skeleton import NOTHING, skeleton
from saksi.linking.wording import Vocabulary

ARABIC = "قال خالد مندور يوم الاثنين إن 412 شخصا غادروا مدينة كالدر."
CHINESE = "卡尔德市长周一表示，412人已离开该市。"
ENGLISH = "Dario Menk, mayor of Orrin, said on Monday that 412 people had left Orrin for Calder."


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (ARABIC, "ar"), (CHINESE, "zh"), ("", "en")])
def test_a_skeleton_is_packed_exactly(text: str, language: str) -> None:
    found = skeleton(text, language)
    assert bool(found.keys) is bool(text)
    assert unpack_skeleton(pack_skeleton(found)) == found


def test_what_has_no_skeleton_is_packed_too() -> None:
    assert unpack_skeleton(pack_skeleton(NOTHING)) == NOTHING


@settings(deadline=None)
@given(st.text(max_size=200) | st.sampled_from([ENGLISH, ARABIC, CHINESE]))
def test_a_wording_is_packed_exactly(text: str) -> None:
    found = Vocabulary().wording(text)
    back = unpack_wording(pack_wording(found))
    assert np.array_equal(back.words, found.words)
    assert np.array_equal(back.stems, found.stems)
    assert back.signs is found.signs
