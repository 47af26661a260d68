"""Telegram's export in JSON (result.json of Telegram Desktop): each message with a text is one report.

It holds one chat ({"name": ..., "type": ..., "messages": [...]}), or all that a user has ({"chats": {"list": [...]}});
of all, only channels and groups are read, for what one person wrote to another was not published. What is forwarded
names where from, and that is the report's credit. The export does not tell a channel's public name: a message has an
address only if the user gives that of the channel, https://t.me/NAME. Messages without words (photos of an album, of
which one has the caption; stickers; who joined) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from saksi.collect.dates import iso_date, since_1970
from saksi.collect.fields import (
    Collected,
    Defaults,
    InputError,
    Problem,
    Raw,
    check_characters,
    check_language,
    check_published,
    check_text,
)
from saksi.collect.jsonstream import Value, Walk
from saksi.model import Report

_PUBLIC_NAME = re.compile(r"(?:https?://)?(?:t|telegram)\.me/(?:s/)?([A-Za-z]\w{3,31})/?")
_PRIVATE = ("personal_chat", "bot_chat", "saved_messages", "replies", "verify_codes")


@dataclass(slots=True)
class _Chat:
    """What an export says of a chat before its messages."""

    name: str = ""
    type: str = ""


@dataclass(slots=True)
class _Count:
    messages: int = 0
    reports: int = 0


def read_telegram(name: str, stream: BinaryIO, given: Defaults) -> Iterator[Collected | Problem]:
    """Yield the messages of an export, one at a time, so that memory stays flat whatever its size."""
    count = _Count()
    walk = Walk(stream)
    try:
        yield from _top(name, walk, given, count)
    except InputError as error:
        yield Problem(name, f"{error}; the {count.messages:,} messages before are read")
        return
    if not count.reports:
        yield Problem(name, f"holds no message with words of a channel or a group (of {count.messages:,} messages)")


def _top(name: str, walk: Walk, given: Defaults, count: _Count) -> Iterator[Collected | Problem]:
    """Read a chat, and within it the list of chats, if it is one of all chats."""
    chat = _Chat()
    for key in walk.fields():
        if key in ("chats", "left_chats") and walk.next() == "{":
            for inner in walk.fields():
                if inner == "list" and walk.next() == "[":
                    for _ in walk.places():
                        yield from _chat(name, walk, given, count)
                else:
                    walk.value()
        else:
            yield from _entry(name, key, chat, walk, given, count, alone=True)


def _chat(name: str, walk: Walk, given: Defaults, count: _Count) -> Iterator[Collected | Problem]:
    chat = _Chat()
    for key in walk.fields():
        yield from _entry(name, key, chat, walk, given, count, alone=False)


def _entry(
    name: str, key: str, chat: _Chat, walk: Walk, given: Defaults, count: _Count, *, alone: bool
) -> Iterator[Collected | Problem]:
    """Read one entry of a chat: its name, its type, or its messages; a private one is read only if it stands alone."""
    if key != "messages" or walk.next() != "[":
        value = walk.value().value
        if key in ("name", "type") and isinstance(value, str):
            setattr(chat, key, value)
        return
    where = name if alone else f"{name}, chat {chat.name or 'without a name'}"
    for message in walk.items():
        count.messages += 1
        if alone or chat.type not in _PRIVATE:
            found = _message(where, message, chat, given)
            count.reports += found is not None
            yield from [found] if found else []


def _message(where: str, item: Value, chat: _Chat, given: Defaults) -> Collected | Problem | None:
    """Return the report of a message, what is wrong with it, or None if it is none that speaks."""
    if not isinstance(item.value, tuple):
        return Problem(where, "holds something that is no message in its list of messages; export the chat anew")
    message = dict(item.value)
    words = _words(message.get("text"))
    if message.get("type") != "message" or not words.strip():
        return None
    number = _number(message.get("id"))
    where = f"{where}, message {number}" if number else where
    try:
        report = _report(words.strip("\n"), message, number, chat, given)
    except InputError as error:
        return Problem(where, str(error))
    return Collected(where, report, Raw(item.data, "application/json"))


def _report(words: str, message: dict[str, Any], number: str, chat: _Chat, given: Defaults) -> Report:
    outlet = _string(chat.name) or given.outlet
    author = _string(message.get("author")) or _string(message.get("from"))
    return Report(
        text=check_text(words),
        url=_address(number, given.url),
        outlet=outlet,
        language=check_language(given.language),
        published=_published(message) or check_published(given.published),
        byline="" if author == outlet else author,
        credit=_string(message.get("forwarded_from")),
    )


def _words(text: Any) -> str:
    """Return the words of a message: a string, or a list of strings and of entities (bold, links ...) with a text."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    parts = [dict(part).get("text") if isinstance(part, tuple) else part for part in text]
    return "".join(part for part in parts if isinstance(part, str))


def _published(message: dict[str, Any]) -> str:
    """Return when a message was sent: in UTC where the export says it, else as the exporter's clock had it."""
    try:
        if found := since_1970(float(message.get("date_unixtime") or "")):
            return found
    except (ValueError, TypeError):
        pass
    return iso_date(_string(message.get("date")))


def _number(value: Any) -> str:
    return f"{value:.0f}" if isinstance(value, float) and abs(value) < 1e15 else ""


def _address(number: str, given: str) -> str:
    channel = _PUBLIC_NAME.fullmatch(given)
    return f"https://t.me/{channel[1]}/{number}" if channel and number else given


def _string(value: Any) -> str:
    return check_characters(value) if isinstance(value, str) else ""
