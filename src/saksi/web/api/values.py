"""What may be asked with: each kind of value checks what it is given, and has the JSON Schema that says the same."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Protocol

from saksi.collect.fields import InputError, check_published, printable
from saksi.web.api.schema import Schema, among, flag, text, whole

LARGEST = 2**53 - 1  # the largest whole number that every reader of JSON keeps as it is
_SHOWN = 40  # characters of a wrong value that are repeated


class Wrong(ValueError):
    """A value can't be taken: the message goes on after the `place` in it, such as ".statements[0].report".

    `status` is 400, or 422 where its form is right.
    """

    def __init__(self, what: str, status: int = 400, place: str = "") -> None:
        super().__init__(f"{place.removeprefix('.')} {what}".lstrip())
        self.what = what
        self.status = status
        self.place = place


class Value(Protocol):
    """A kind of value of JSON."""

    @property
    def schema(self) -> Schema:
        """Return what JSON Schema says of it."""

    def read(self, given: Any) -> Any:
        """Return a value as the program has it; raises Wrong if it is not of this kind."""


class Written(Protocol):
    """A kind of value that can stand in an address."""

    @property
    def schema(self) -> Schema:
        """Return what JSON Schema says of it."""

    def parse(self, given: str) -> Any:
        """Return a value as the program has it; raises Wrong if it is not of this kind."""


def shown(given: object) -> str:
    """Return what was given for a message: words in quotation marks, other values as JSON, and no more than fits."""
    words = given if isinstance(given, str) else json.dumps(given)
    cut = printable(words[:_SHOWN]) + ("…" if len(words) > _SHOWN else "")
    return f'"{cut}"' if isinstance(given, str) else cut


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int = 0
    most: int = LARGEST

    @property
    def schema(self) -> Schema:
        """Return `integer` with its bounds."""
        return whole("", self.least, maximum=self.most)

    def read(self, given: Any) -> int:
        """Return the number; 1.0 is one, as JSON has it, and true is none."""
        whole_ = isinstance(given, int | float) and not isinstance(given, bool) and given == given // 1
        if not whole_ or not self.least <= given <= self.most:
            raise self._wrong(given)
        return int(given)

    def parse(self, given: str) -> int:
        """Return the number that is written in digits from 0 to 9."""
        if not re.fullmatch("-?[0-9]{1,16}", given) or not self.least <= int(given) <= self.most:
            raise self._wrong(given)
        return int(given)

    def _wrong(self, given: object) -> Wrong:
        return Wrong(f"has to be a whole number from {self.least} to {self.most}, not {shown(given)}")


@dataclass(frozen=True, slots=True)
class Text:
    """Words: so many characters, and of a form if there is a pattern, which `form` puts into words."""

    most: int
    least: int = 1
    pattern: str = ""
    form: str = ""

    @property
    def schema(self) -> Schema:
        """Return `string` with its bounds."""
        bounds: Schema = {"minLength": self.least, "maxLength": self.most}
        return text("", **bounds, **({"pattern": f"^{self.pattern}$"} if self.pattern else {}))

    def read(self, given: Any) -> str:
        """Return the words."""
        if not isinstance(given, str):
            raise Wrong("has to be a string")
        return self.parse(given)

    def parse(self, given: str) -> str:
        """Return the words."""
        if not self.least <= len(given) <= self.most:
            raise Wrong(f"has to have {self.least} to {self.most} characters, not {len(given)}")
        if self.pattern and not re.fullmatch(self.pattern, given):
            raise Wrong(f"has to be {self.form}, not {shown(given)}")
        return given


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    among: tuple[str, ...]

    @property
    def schema(self) -> Schema:
        """Return `string` with the words there are."""
        return among(self.among)

    def read(self, given: Any) -> str:
        """Return the word."""
        if given not in self.among:
            raise Wrong(f"has to be one of {', '.join(self.among)}, not {shown(given)}")
        return str(given)

    parse = read


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    @property
    def schema(self) -> Schema:
        """Return `boolean`."""
        return flag()

    def read(self, given: Any) -> bool:
        """Return the value."""
        if not isinstance(given, bool):
            raise Wrong(f"has to be true or false, not {shown(given)}")
        return given

    def parse(self, given: str) -> bool:
        """Return what is written as "true" or "false"."""
        return Choice(("false", "true")).parse(given) == "true"


@dataclass(frozen=True, slots=True)
class Day(Text):
    """A day, or a month or a year where no more is known, in ISO 8601."""

    most: int = 10
    least: int = 4
    pattern: str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
    form: str = "a date such as 2024-08-14, 2024-08 or 2024"

    def parse(self, given: str) -> str:
        """Return the date; one that the calendar does not have is Wrong with the status 422."""
        Text.parse(self, given)
        try:
            return check_published(given)
        except InputError as error:
            raise Wrong(f"can't be: {error}", 422) from None
