"""What is packed is unpacked as it is read: whole, in any pieces, past a damage, and never without bound."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from saksi.collect.compression import ALLOWED, Damaged, Unpacked
from saksi.collect.fields import InputError

SKIPPED = b"\x50\x2a\x4d\x18\x04\0\0\0skip"
PACKINGS = [gzip.compress, zstd.compress]


def unpack(data: bytes) -> bytes:
    """Return all that packed bytes hold."""
    return io.BufferedReader(Unpacked(io.BytesIO(data))).read()


@given(st.lists(st.binary(max_size=300)), st.sampled_from(PACKINGS), st.integers(1, 50))
def test_members_one_after_another_are_one_stream(
    parts: list[bytes], pack: Callable[[bytes], bytes], size: int
) -> None:
    stream = Unpacked(io.BytesIO(b"".join(map(pack, parts))))
    found = b""
    while piece := stream.read(size):
        found += piece
    assert found == b"".join(parts)


def test_what_stands_between_members_is_passed_over() -> None:
    assert unpack(gzip.compress(b"one") + bytes(700)) == b"one"
    assert unpack(zstd.compress(b"one") + SKIPPED + zstd.compress(b"two")) == b"onetwo"


@pytest.mark.parametrize("pack", PACKINGS)
def test_what_is_cut_off_anywhere_gives_all_before_and_says_so(pack: Callable[[bytes], bytes]) -> None:
    data = bytes(range(256)) * 40
    packed = pack(data)
    for cut in range(4, len(packed)):
        stream = Unpacked(io.BytesIO(packed[:cut]))
        found = b""
        with pytest.raises(Damaged, match="is cut off"):
            while piece := stream.read(4096):
                found += piece
        assert data.startswith(found)


@pytest.mark.parametrize("pack", PACKINGS)
def test_after_a_damage_the_next_member_is_found(pack: Callable[[bytes], bytes]) -> None:
    broken = bytearray(pack(b"broken words " * 30))
    broken[10 if pack is gzip.compress else 7] = 0xFF  # the head of a block, of a type that there is not
    stream = Unpacked(io.BytesIO(pack(b"one") + bytes(broken) + pack(b"two")))
    assert stream.read(99) == b"one"
    with pytest.raises(Damaged):
        while stream.read(99):
            pass
    assert stream.skip()
    assert stream.read(99) == b"two"
    assert not stream.read(99)


@pytest.mark.parametrize("pack", [lambda data: gzip.compress(data, 6), zstd.compress])
def test_a_bomb_is_given_up_early(pack: Callable[[bytes], bytes]) -> None:
    stream = Unpacked(io.BytesIO(pack(bytes(8 * ALLOWED))))
    count = 0
    with pytest.raises(InputError, match="as a bomb does"):
        while piece := stream.read(1 << 16):
            count += len(piece)
    assert count <= ALLOWED


def test_what_packs_well_is_no_bomb() -> None:
    data = b"".join(b"%09d,the same words again,2024-08-14\n" % number for number in range(2_500_000))
    assert len(data) > ALLOWED
    assert unpack(gzip.compress(data, 6)) == data
