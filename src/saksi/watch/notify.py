"""Tell of changes: as a line, as JSON, or to a webhook."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from saksi import __version__
from saksi.collect.fields import printable
from saksi.export.json import Data, compact
from saksi.watch.changes import Change, Kind, Ref

if TYPE_CHECKING:
    from saksi.casebook import Casebook

_TRIES = 3
WAIT = 2.0  # seconds before the second try, and twice as many before each further one
_PATIENCE = 10.0  # seconds that a webhook may take
_FEW, _LONGEST = 3, 90  # statements in a line, and characters of each
_WHAT = {
    Kind.SECOND_ROOT: "has a second root",
    Kind.ROOT_LOST: "lost a root",
    Kind.DENIED: "is denied",
    Kind.NUMBER: "has another number",
}


def change_data(change: Change, book: Casebook, at: str) -> Data:
    """Return a change with the words of the statements that show it; `at` is when it was found (ISO 8601, UTC)."""
    return {
        "change": change.kind.value,
        "at": at,
        "claim": change.claim,
        "text": change.text,
        "before": change.before,
        "after": change.after,
        "names": list(change.names),
        "copied": list(change.copied),
        "words": _words(change.words, book),
    }


def _words(refs: tuple[Ref, ...], book: Casebook) -> list[Data]:
    """Return statements with their reports; one that a newer reader no longer finds is left out."""
    numbers = list(dict.fromkeys(report for report, _ in refs))
    readings = dict(zip(numbers, book.readings(numbers), strict=True))
    found = []
    for number, statement in refs:
        report, statements = readings[number].report, readings[number].statements
        if statement < len(statements):
            found.append(
                {
                    "report": number,
                    "statement": statement,
                    "outlet": report.outlet,
                    "url": report.url,
                    "published": report.published,
                    "language": report.language,
                    "content": statements[statement].words(report.text),
                }
            )
    return found


def change_line(data: Data) -> str:
    """Return a change as one line for people."""
    kind = Kind(data["change"])
    who = f": {', '.join(data['names'])}" if data["names"] else ""
    counted = "" if kind is Kind.DENIED else f" ({data['before']} -> {data['after']})"
    copied = f"; {_reports(data['copied'])}" if data["copied"] else ""
    said = [f"[{one['report']}] {one['outlet'] or one['url']} “{_cut(one['content'])}”" for one in data["words"][:_FEW]]
    rest = len(data["words"]) - _FEW
    said += [f"and {rest} more"] if rest > 0 else []
    head = f"claim {data['claim']} {_WHAT[kind]}{counted}{who}{copied}"
    return printable(" · ".join([head, f"“{_cut(data['text'])}”", *said]))


def _reports(numbers: list[int]) -> str:
    many = len(numbers) > 1
    return f"report{'s' * many} {', '.join(map(str, numbers))} {'are copies' if many else 'is a copy'}"


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


class WebhookError(Exception):
    """A webhook did not take a change; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that changes are posted to, one JSON object each. It is the user's own, so it may be private.

    `sleep` waits for some seconds between two tries.
    """

    url: str
    sleep: Callable[[float], object] = time.sleep

    def post(self, data: Data) -> None:
        """Post a change; tries again where that may help. Raises WebhookError; redirects are not followed."""
        why = ""
        for attempt in range(_TRIES):
            if attempt:
                self.sleep(WAIT * 2 ** (attempt - 1))
            status, why = self._try(compact(data).encode())
            if 200 <= status < 300:
                return
            if status and status < 500 and status not in (408, 429):
                break
        raise WebhookError(f"{printable(self.url)}: {why}; this change could not be posted, and is only printed")

    def _try(self, body: bytes) -> tuple[int, str]:
        """Return the status of the answer, 0 for none, and what is wrong with it."""
        headers = {"Content-Type": "application/json", "User-Agent": f"Saksi/{__version__}"}
        try:
            with (
                httpx.Client(timeout=_PATIENCE, follow_redirects=False, trust_env=False) as client,
                client.stream("POST", self.url, content=body, headers=headers) as answer,
            ):
                return answer.status_code, f"answers {answer.status_code}"  # its body is of no use
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return 0, f"cannot be reached ({type(error).__name__})"
