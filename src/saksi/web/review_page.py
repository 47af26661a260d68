"""Where a page of the review stands, what was typed in it, and where it leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request

from saksi.web.forms import Form
from saksi.web.review_judging import Kept

_QUEUE = "/review/queue"
_DONE = ("accept", "reject")  # after these the next claim of the queue has its turn


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in a form of a page and could not be kept, and what is wrong with it."""

    form: Form = field(default_factory=Form)
    wrong: str = ""

    def at(self, name: str) -> str:
        """Return what is wrong with the form of this name, or ""."""
        return self.wrong if self.form.one("form") == name else ""

    def value(self, name: str, field_name: str, default: str = "") -> str:
        """Return what stands in a field of the form of this name."""
        return self.form.one(field_name) if self.at(name) else default

    def ticked(self, name: str, field_name: str, value: str) -> bool:
        """Tell whether a value was chosen in the form of this name."""
        return bool(self.at(name)) and value in self.form.all(field_name)

    @property
    def claim(self) -> int:
        """Return the claim that the form was about, or 0."""
        number = self.form.one("claim").partition(":")[0]
        return int(number) if re.fullmatch("[0-9]{1,10}", number) else 0


NOTHING = Typed()


def address(request: Request) -> str:
    """Return the address of a page on this server, without what says that something was judged just now."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "judged"]
    return f"{request.url.path}?{urlencode(given)}" if given else request.url.path


def after(came: str, form: Form, kept: Kept) -> str:
    """Return where somebody is led who came from an address and judged: back, to the claim as it is numbered now."""
    parts = urlsplit(came)
    given = {name: value for name, value in parse_qsl(parts.query) if name not in ("with", "back", "judged")}
    old, path = form.one("claim").partition(":")[0], parts.path
    if path == _QUEUE:
        stays = kept.claim and form.one("kind") not in _DONE
        given = {**given, "claim": str(kept.claim)} if stays else {k: v for k, v in given.items() if k != "claim"}
    elif old and kept.claim:
        path = f"/claims/{kept.claim}" if path == f"/claims/{old}" else path
        given = {name: str(kept.claim) if (name, value) == ("claim", old) else value for name, value in given.items()}
    return f"{path}?{urlencode({**given, 'judged': kept.judgement})}"
