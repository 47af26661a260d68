"""What comes of a request: the page and what its server said of it, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from saksi.collect.fields import printable

NOT_MODIFIED = 304


class FetchError(Exception):
    """An address was not fetched: `where` it is, and `what` is wrong with it and what to do, in one line.

    `status` is that of the server's answer ("404"), or 0 if there was none.
    """

    def __init__(self, where: str, what: str, status: int = 0) -> None:
        super().__init__(printable(f"{where}: {what}"))
        self.where = where
        self.what = what
        self.status = status


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer to a request.

    `url` is the address after all redirects, `status` 200 to 299, or 304 if the page is the one that `etag` or
    `modified` of the request named: its `data` are then empty. `headers` have names in lower case. `media_type` is as
    in RFC 6838 ("text/html"), or "" if the server does not say; `captured` is when it was fetched (ISO 8601, in UTC).
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    data: bytes = field(repr=False)
    captured: str

    @property
    def unchanged(self) -> bool:
        """Tell whether the page is still the one that was asked about."""
        return self.status == NOT_MODIFIED

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case, or ""."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The name of the encoding that the server states, in lower case, or ""."""
        header = Message()
        header["content-type"] = self.headers.get("content-type", "")
        return header.get_content_charset("")

    @property
    def etag(self) -> str:
        """What to send as `etag` the next time, or ""."""
        return self.headers.get("etag", "")

    @property
    def modified(self) -> str:
        """What to send as `modified` the next time, or ""."""
        return self.headers.get("last-modified", "")


def seconds_to_wait(value: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), or None if it cannot be read."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds())
