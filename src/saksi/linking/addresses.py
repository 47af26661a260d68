"""Compare the addresses of pages: one page is reached by several spellings of its address."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from saksi.model import Report

_HOSTS = ("www.", "m.", "amp.")  # the same pages, for other devices
_TRACKING = ("utm_", "fbclid", "gclid", "yclid", "mc_cid", "mc_eid")


def address(url: str) -> str:
    """Return what is the same for all spellings of an address; "" for a front page, which is the address of no report.

    Scheme, port, fragment, tracking parameters, a closing slash and "www." count for nothing.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    for prefix in _HOSTS:
        host = host.removeprefix(prefix)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if not name.lower().startswith(_TRACKING)]
    path = parts.path.rstrip("/")
    if not path and not asked:
        return ""
    return f"{host}{path}" + (f"?{urlencode(asked)}" if asked else "")


def points_to(report: Report, other: Report) -> bool:
    """Tell whether a page's canonical link is the address of another page, and not its own."""
    link = address(report.canonical)
    return bool(link) and link == address(other.url) and link != address(report.url)


def page_of(report: Report) -> str:
    """Return the address of the page that a report is: its canonical link, or else its own; "" if it has neither."""
    return address(report.canonical) or address(report.url)
