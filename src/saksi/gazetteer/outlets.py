"""Know the outlets: find one by its web address, its name or a phrase in a text."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from saksi.model import Outlet
from saksi.phrases import Phrases

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PORT = re.compile(r":\d*$")


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return every outlet that `outlets.toml` declares, in its order."""
    return tuple(_outlet(entry) for entry in _file()["outlet"])


@cache
def common_names() -> frozenset[str]:
    """Return the names that are ordinary words of English too, with and without "the"."""
    names: list[str] = _file()["guards"]["outlets"]
    return frozenset(form for name in names for form in (name, f"The {name}", f"the {name}"))


def by_domain(host_or_url: str) -> Outlet | None:
    """Return the outlet of a host or URL, or None; sub-domains are taken off step by step until one is known."""
    host = _host(host_or_url)
    while host:
        found = _domains().get(host)
        if found is not None:
            return found
        host = host.partition(".")[2]
    return None


def by_name(name: str) -> Outlet | None:
    """Return the outlet with this name or alias, or None, whatever its case, accents, punctuation and leading "the".

    What may be short for another outlet ("the Times") is nobody's name.
    """
    found = _names().get(_key(name))
    return found if found is None or not _short_for_another(name, found) else None


def name_of(host_or_url: str) -> str:
    """Return the canonical name of the outlet at a host or URL, or for an unknown one the host without www and port."""
    known = by_domain(host_or_url)
    return known.name if known is not None else _host(host_or_url).removeprefix("www.")


@cache
def outlet_phrases() -> Phrases:
    """Return the names and aliases as phrases that match case; a label is the outlet's canonical name.

    A name is also found with "the" before it, and a name of several words without its own "The".
    """
    return Phrases(((form, one.name) for one in outlets() for form in _forms(one)), fold=False)


@cache
def short_forms() -> Mapping[str, tuple[str, ...]]:
    """Return what each short form, with and without "the", may stand for once a text has named it: canonical names."""
    found: dict[str, list[str]] = {}
    for one in outlets():
        for form in sorted({*one.short, *(form.removeprefix("the ") for form in one.short)}):
            found.setdefault(form, []).append(one.name)
    return MappingProxyType({form: tuple(names) for form, names in found.items()})


def _file() -> Mapping[str, Any]:
    text = files("saksi.gazetteer").joinpath("outlets.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _outlet(entry: Mapping[str, Any]) -> Outlet:
    return Outlet(
        name=entry["name"],
        aliases=tuple(entry.get("aliases", ())),
        short=tuple(entry.get("short", ())),
        domains=tuple(entry["domains"]),
        country=entry.get("country", ""),
        owner=entry.get("owner", ""),
        wire=entry.get("wire", False),
    )


def _host(host_or_url: str) -> str:
    """Return the host of a URL, in lower case, without user, port and final dot."""
    rest = _SCHEME.sub("", host_or_url.strip(), count=1).removeprefix("//")
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0].rpartition("@")[2]
    return _PORT.sub("", authority).rstrip(".").lower()


def _key(name: str) -> str:
    plain = "".join(
        char
        for char in unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
        if not unicodedata.combining(char)
    )
    words = re.findall(r"\w+", re.sub(r"['’`.]", "", plain))
    return "".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _forms(one: Outlet) -> Iterator[str]:
    for name in (one.name, *one.aliases):
        bare = name.removeprefix("The ")
        if bare == name or " " in bare:  # a single common word, as in "The Hill", would be found everywhere
            yield bare
        yield f"The {bare}"
        if not _short_for_another(f"the {bare}", one):
            yield f"the {bare}"


def _short_for_another(name: str, one: Outlet) -> bool:
    return name not in (one.name, *one.aliases) and any(other != one.name for other in short_forms().get(name, ()))


@cache
def _domains() -> Mapping[str, Outlet]:
    return {domain: one for one in outlets() for domain in one.domains}


@cache
def _names() -> Mapping[str, Outlet]:
    found: dict[str, Outlet] = {}
    for one in outlets():
        for name in (one.name, *one.aliases):
            found.setdefault(_key(name), one)
    return found
