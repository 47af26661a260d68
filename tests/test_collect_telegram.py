"""Telegram's export gives each message with words as a report, and says what it can't read."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.collect.fields import Collected, Defaults, Problem
from saksi.collect.telegram import read_telegram
from saksi.model import Report

TEXT = "Mira Tolvanen said on Monday that the bridge at Dellen was closed."


def message(number: int = 7, text: Any = TEXT, **more: Any) -> dict[str, Any]:
    """Return a message as Telegram Desktop writes it."""
    return {
        "id": number,
        "type": "message",
        "date": "2024-08-14T12:30:00",
        "date_unixtime": "1723627800",
        "from": "Halvmoor Harbour News",
        "from_id": "channel1400000001",
        "text": text,
        "text_entities": [],
        **more,
    }


def chat(*messages: Any, **more: Any) -> dict[str, Any]:
    """Return an export of a channel with these messages."""
    said = {"name": "Halvmoor Harbour News", "type": "public_channel", "id": 1400000001}
    return {**said, **more, "messages": list(messages)}


def read(export: Any, given: Defaults | None = None) -> list[Collected | Problem]:
    """Read an export, as JSON or as the object that it is made of."""
    data = export if isinstance(export, bytes) else json.dumps(export, ensure_ascii=False, indent=1).encode()
    return list(read_telegram("result.json", io.BytesIO(data), given or Defaults()))


def reports(found: list[Collected | Problem]) -> list[Report]:
    """Return the reports that were found."""
    return [one.report for one in found if isinstance(one, Collected)]


def problems(found: list[Collected | Problem]) -> list[str]:
    """Return the problems that were found, as the user sees them."""
    return [str(one) for one in found if isinstance(one, Problem)]


def test_a_message_is_a_report() -> None:
    [found] = read(chat(message()), Defaults("https://t.me/halvmoor_news", "", "en"))
    assert isinstance(found, Collected)
    assert found.report == Report(
        TEXT, "https://t.me/halvmoor_news/7", "Halvmoor Harbour News", "en", "2024-08-14T09:30:00Z"
    )
    assert found.where == "result.json, message 7"
    assert json.loads(found.raw.data)["id"] == 7
    assert found.raw.media_type == "application/json"


def test_words_in_entities_are_joined_as_they_are_read() -> None:
    parts = [
        {"type": "bold", "text": "Bridge closed"},
        "\n\nMira Tolvanen ",
        {"type": "text_link", "text": "said", "href": "https://dellen.example/1"},
        " so. ",
        {"type": "hashtag", "text": "#Dellen"},
    ]
    [found] = reports(read(chat(message(text=parts))))
    assert found.text == "Bridge closed\n\nMira Tolvanen said so. #Dellen"


def test_what_is_forwarded_credits_its_channel() -> None:
    [found] = reports(read(chat(message(forwarded_from="Estuary Post", author="Ida Brandt"))))
    assert (found.credit, found.byline, found.outlet) == ("Estuary Post", "Ida Brandt", "Halvmoor Harbour News")
    [found] = reports(read(chat(message(forwarded_from=None), type="public_supergroup", name="Dockers")))
    assert (found.credit, found.byline, found.outlet) == ("", "Halvmoor Harbour News", "Dockers")


def test_messages_without_words_are_passed_over() -> None:
    export = chat(
        {"id": 1, "type": "service", "date": "2024-08-14T12:30:00", "actor": "x", "action": "pin_message", "text": ""},
        message(2, "", photo="photos/1.jpg"),
        message(3, [], file="video.mp4", media_type="video_file"),
        message(4, "Nine cranes stood still.", photo="photos/2.jpg"),
        message(5, "", photo="photos/3.jpg"),
        message(6, " \n"),
        message(7, "", poll={"question": "Was it closed?"}),
    )
    [found] = read(export)
    assert isinstance(found, Collected)
    assert found.where.endswith("message 4")


ADDRESSES = [
    ("https://t.me/halvmoor_news", "https://t.me/halvmoor_news/7"),
    ("https://t.me/s/halvmoor_news/", "https://t.me/halvmoor_news/7"),
    ("t.me/halvmoor_news", "https://t.me/halvmoor_news/7"),
    ("", ""),
    ("https://dellen.example/x", "https://dellen.example/x"),
]


@pytest.mark.parametrize(("given", "url"), ADDRESSES)
def test_a_message_has_an_address_if_the_channel_has(given: str, url: str) -> None:
    assert [one.url for one in reports(read(chat(message()), Defaults(given)))] == [url]


DATES = [
    ({}, "2024-08-14T09:30:00Z"),
    ({"date_unixtime": None}, "2024-08-14T12:30:00"),
    ({"date_unixtime": "soon"}, "2024-08-14T12:30:00"),
    ({"date_unixtime": "9" * 30}, "2024-08-14T12:30:00"),
    ({"date_unixtime": None, "date": "2024-13-45"}, ""),
    ({"date_unixtime": [], "date": 7}, ""),
]


@pytest.mark.parametrize(("more", "published"), DATES, ids=range(len(DATES)))
def test_a_date_that_can_not_be_read_costs_no_report(more: dict[str, Any], published: str) -> None:
    assert [one.published for one in reports(read(chat(message(**more))))] == [published]


def test_of_all_chats_the_channels_and_groups_are_read() -> None:
    export = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1},
        "chats": {
            "about": "This page lists all chats.",
            "list": [
                chat(message(1)),
                chat(message(2), type="personal_chat", name="A friend"),
                chat(message(3), type="saved_messages", name=None),
                chat(message(4), type="private_supergroup", name="Dockers"),
            ],
        },
        "left_chats": {"list": [chat(message(5), name="Left")]},
    }
    found = read(export)
    assert [one.where for one in found if isinstance(one, Collected)] == [
        "result.json, chat Halvmoor Harbour News, message 1",
        "result.json, chat Dockers, message 4",
        "result.json, chat Left, message 5",
    ]
    assert len(found) == 3


def test_a_chat_that_a_user_exported_alone_is_read_whatever_it_is() -> None:
    assert len(reports(read(chat(message(), type="personal_chat")))) == 1


WHOLE = json.dumps(chat(message(1), message(2), message(3))).encode()
BAD_EXPORTS: list[tuple[str, Any, int, str]] = [
    ("no messages", chat(), 0, "holds no message with words of a channel or a group (of 0 messages)"),
    ("no words", chat(message(text="")), 0, "holds no message with words of a channel or a group (of 1 messages)"),
    ("no object", b"[1]", 0, "is broken: '[' stands where '{' belongs"),
    ("cut off", WHOLE[:-100], 2, "the 2 messages before are read"),
    ("broken", WHOLE.replace(b'"id": 3', b'"id" 3'), 2, "the 2 messages before are read"),
    ("no comma", WHOLE.replace(b"}, {", b"} {"), 1, "is broken: '{' stands where ',' belongs"),
    ("not UTF-8", WHOLE.replace(b"Mira", b"Mir\xe9"), 0, "is not UTF-8 (0xe9)"),
    ("deep", WHOLE.replace(b'"id": 3', b'"id": ' + b"[" * 100_000), 2, "is nested too deeply"),
    ("NUL", chat(message(1), message(2, "a\0b")), 1, "message 2: holds a NUL character"),
    ("half", WHOLE.replace(b"Mira", b"\\ud800", 1), 2, "message 1: holds half of a character"),
    ("no message", chat(message(1), "words", 7), 1, "holds something that is no message"),
    ("long", chat(message(1), message(2, "word " * 400_001)), 1, "message 2: is longer than 2,000,000 characters"),
    ("huge", chat(message(1), message(2, "word " * 8_000_000)), 1, "holds a value of more than"),
]


@pytest.mark.parametrize(
    ("export", "count", "words"), [one[1:] for one in BAD_EXPORTS], ids=[one[0] for one in BAD_EXPORTS]
)
def test_a_bad_export_is_told(export: Any, count: int, words: str) -> None:
    found = read(export)
    assert len(reports(found)) == count
    assert any(words in one for one in problems(found)), problems(found)
    assert all(one.startswith("result.json") and len(one) < 250 for one in problems(found))


@given(st.integers(1, len(WHOLE) - 1))
def test_an_export_that_is_cut_off_anywhere_gives_what_is_whole(cut: int) -> None:
    found = read(WHOLE[:cut])
    assert len(reports(found)) >= WHOLE[:cut].count(b"}, {")
    assert isinstance(found[-1], Problem)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "id", "type", "messages", "chats", "list", "name", "date"]), inner)
    ),
    max_leaves=10,
)


@given(json_values)
def test_any_json_is_reports_or_problems(value: Any) -> None:
    for export in (value, chat(value), chat(message(text=value, date=value, id=value)), {"chats": {"list": [value]}}):
        for one in read(json.dumps(export).encode()):
            assert str(one).isprintable() if isinstance(one, Problem) else one.report.text.strip()


def test_memory_is_flat_over_any_number_of_messages() -> None:
    one = json.dumps(message(text=TEXT * 30)).encode()

    def peak(count: int) -> int:
        data = b'{"name": "N", "type": "public_channel", "messages": [' + b",".join([one] * count) + b"]}"
        stream = io.BytesIO(data)
        tracemalloc.start()
        assert sum(isinstance(found, Collected) for found in read_telegram("r", stream, Defaults())) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(8000) < peak(2000) + 500_000
