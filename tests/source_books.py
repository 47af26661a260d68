"""Small casebooks of invented reports, for the tests of sources, outlets and the map."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from starlette.testclient import TestClient

from saksi.casebook import Casebook
from saksi.collect import Collected, Raw
from saksi.model import Report
from saksi.web.app import Settings, make_app

HOSTILE = '<script>alert("outlet")</script>'
_CLOSED = "The port of Lima will stay closed until April, harbour master Mira Tolan told {} on Tuesday."
_REPAIRS = "Repairs will cost 12 million euros, Mira Tolan said. The crane will be sold, the dockers' union said."
REPORTS = (
    ("Quay News", "2031-05-01", _CLOSED.format("Quay News")),
    ("Harbour Herald", "2031-05-02", f"{_CLOSED.format('Reuters')} {_REPAIRS}"),
    ("Calder Post", "2031-05-03", f"{_CLOSED.format('Reuters')} {_REPAIRS} That is all so far."),
    (
        HOSTILE,
        "2031-05-04",
        "The dock in Oslo is open again, said Dario Menk, a spokesman for the union. "
        "The Ukrainian government said that it would send grain to Lima.",
    ),
    (
        "Mast Journal",
        "2031-06",
        "The Ministry of Defence of Ukraine said that no ship was lost. "
        "Officials in Kyiv said that 30 ships had left Odesa.",
    ),
)


def make(path: Path, reports: Iterable[tuple[str, str, str]] = REPORTS) -> Path:
    """Make a casebook of reports: the outlet, the date and the text of each; returns its path."""
    with Casebook.open(path, create=True) as book:
        book.add(
            [
                Collected(
                    f"report{at}",
                    Report(text, f"https://page{at}.example/{at}", outlet, "en", date, f"<b>News</b> {at}"),
                    Raw(text.encode(), "text/plain"),
                )
                for at, (outlet, date, text) in enumerate(reports)
            ],
            jobs=1,
        )
    return path


def asking(path: Path) -> TestClient:
    """Return a client that asks for the pages of a casebook."""
    return TestClient(make_app(Settings(path)), base_url="http://localhost")
