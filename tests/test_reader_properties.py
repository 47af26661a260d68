"""Whatever the text, reading it ends well: spans stand in it, and the same text gives the same reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi import Reading, Report, read
from saksi.model import Span

PIECES = st.sampled_from(
    [
        "Mira Tolan said", " that the harbour", " would close", ", the ministry said", " on Tuesday", ".", "\n\n",
        "\n", " ", "“", "”", '"',
        "‘", "’", "'", "«", "»", ",", ":", "—", "(Reuters) -", "Read also: ", "MEMBACA ", "menurut ", "kata Tolan",
        "tambahnya", "1.000 km2",
        "nearly 400 square miles", "U.S.", "could not independently verify", "\u200b", "\ufeff", "é", "اليوم", "中文",
        "🦀", "\x00", "Dr.",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=300)


def spans(thing: object) -> Iterator[Span]:
    """Yield every span that a reading holds, however deep."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from spans(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from spans(getattr(thing, field.name))


@settings(max_examples=150, deadline=None)
@given(
    text=TEXTS, language=st.sampled_from(["en", "id"]), published=st.sampled_from(["", "2031", "2031-03", "2031-03-04"])
)
def test_every_span_stands_in_the_text(text: str, language: str, published: str) -> None:
    reading = read(Report(text, language=language, published=published))
    assert reading.report.text == text
    for span in spans(reading):
        assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, other=TEXTS, language=st.sampled_from(["en", "id"]))
def test_reading_is_pure(text: str, other: str, language: str) -> None:
    first = read(Report(text, language=language))
    read(Report(other, language="id"))
    assert read(Report(text, language=language)) == first


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["en", "id"]))
def test_a_chain_begins_with_the_page(text: str, language: str) -> None:
    reading = read(Report(text, language=language, outlet="The Calder Post"))
    for statement in reading.statements:
        assert statement.content
        assert statement.chain[0].source.name == reading.report.outlet
        names = [hop.source.name for hop in statement.chain if hop.source.name]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "...", "“", "said", "\x00" * 50, "(" * 2000, "said " * 3000, "“" * 500 + "”" * 500]
)
def test_odd_texts_are_read(text: str) -> None:
    assert isinstance(read(Report(text, language="en")), Reading)
