"""What the list of claims is asked for: what stands in its address, checked."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from saksi.casebook.listing import ORDERS
from saksi.collect.fields import InputError, check_language, check_published, printable
from saksi.web.asked import chosen, number_of, words_of

AT_ONCE = 30  # claims on a page
_MOST = 200
_FURTHEST = 1_000_000
_LONGEST = 500  # characters of a value
_PLAIN = ("outlet", "party", "place", "search")
_LABELS = {
    "language": "Language",
    "outlet": "Outlet",
    "party": "Party",
    "place": "Place",
    "grade": "Grade",
    "since": "From",
    "until": "Until",
    "search": "Words",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the bounds that are set, by name, the order, which page, and the language of the words.

    `given` is all that stands in the address and is not as it is anyhow.
    """

    wanted: dict[str, str | int]
    order: str
    limit: int
    offset: int
    into: str

    @property
    def given(self) -> dict[str, object]:
        """Return what an address holds to ask for the same."""
        order = "" if self.order == ORDERS[0] else self.order
        limit = 0 if self.limit == AT_ONCE else self.limit
        return {**self.wanted, "order": order, "in": self.into, "limit": limit, "offset": self.offset}


def asked_of(request: Request) -> Asked:
    """Return what a request asks for; raises HTTPException (400) where it can't be."""
    wanted: dict[str, str | int] = {
        "language": _checked(request, "language"),
        **{name: _plain(request, name) for name in _PLAIN},
        "since": _checked(request, "since"),
        "until": _checked(request, "until"),
        "grade": number_of(request, "grade", 1, 6),
    }
    return Asked(
        {name: value for name, value in wanted.items() if value},
        chosen(request, "order", ORDERS),
        number_of(request, "limit", 1, _MOST, AT_ONCE),
        number_of(request, "offset", 0, _FURTHEST),
        _checked(request, "in"),
    )


def label(name: str) -> str:
    """Return what a bound is called on the page."""
    return _LABELS[name]


def _plain(request: Request, name: str) -> str:
    return words_of(request, name, _LONGEST).strip()


def _checked(request: Request, name: str) -> str:
    given = _plain(request, name)
    check = check_published if name in ("since", "until") else check_language
    try:
        return check(given)
    except InputError as error:
        raise HTTPException(400, printable(f"{name}: {error}")) from None
