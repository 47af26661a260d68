"""Walking through a JSON document gives what reading it at once gives, wherever its pieces are cut."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.collect import jsonstream
from saksi.collect.fields import InputError
from saksi.collect.jsonstream import Walk

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Trickle(io.RawIOBase):
    """A stream that gives a few bytes at a time, however many are asked for."""

    def __init__(self, data: bytes, size: int) -> None:
        self._inner = io.BytesIO(data)
        self._size = size

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next few bytes."""
        return self._inner.read(self._size)


def walk(data: bytes, size: int = 1 << 20) -> Walk:
    """Return a walk through a document that comes in pieces of this many bytes."""
    return Walk(Trickle(data, size))  # type: ignore[arg-type]


def plain(value: Any) -> Any:
    """Return a value of the walk as `json.loads` gives it: objects as dicts, and not as pairs."""
    if isinstance(value, tuple):
        return {name: plain(inner) for name, inner in value}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


@settings(deadline=None, max_examples=60)
@given(st.lists(VALUES), st.integers(1, 9), st.sampled_from([None, 1]), st.booleans())
def test_the_items_of_a_list_are_those_of_the_list(
    items: list[Any], size: int, indent: int | None, ascii: bool
) -> None:
    data = json.dumps(items, indent=indent, ensure_ascii=ascii).encode()
    found = list(walk(data, size).items())
    assert [plain(one.value) for one in found] == json.loads(data, parse_int=float)
    assert all(json.loads(one.data, parse_int=float) == plain(one.value) for one in found)
    assert all(one.data in data for one in found)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.text(), VALUES), st.integers(1, 9))
def test_the_fields_of_an_object_are_those_of_the_object(said: dict[str, Any], size: int) -> None:
    here = walk(json.dumps(said, indent=2).encode(), size)
    assert {key: plain(here.value().value) for key in here.fields()} == json.loads(json.dumps(said), parse_int=float)
    assert here.next() == ""


BROKEN = ["[1,", "[1 2]", "[tru]", '["a]', "[1,]", '["\\x"]', "[nul", '["\\ud8', "[01]", "[}"]


@pytest.mark.parametrize("document", BROKEN)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_what_is_broken_is_told_and_where(document: str, size: int) -> None:
    with pytest.raises(InputError, match=r"is broken: .* after \d+ characters"):
        list(walk(document.encode(), size).items())


def test_a_broken_value_is_told_before_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(b'[{"a" 1}, ' + b" " * 10_000_000)
    with pytest.raises(InputError, match="is broken"):
        list(Walk(stream).items())
    assert stream.tell() <= 2 * jsonstream._PIECE
