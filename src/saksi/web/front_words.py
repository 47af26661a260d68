"""Claims in the reader's language: each in the words of a statement that says it there."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from saksi.casebook.facets import facets
from saksi.casebook.listing import ClaimRow
from saksi.casebook.rows import AMONG, rows_for
from saksi.languages.pack import available, primary

_ASKED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9]{1,8})*\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")
_MOST = 20  # languages that a browser names
_LANGUAGES = 500  # that a casebook may hold


class Words(NamedTuple):
    """What a claim is called, and in which language (BCP 47, or "" if that is not known)."""

    text: str
    language: str


def reader_languages(given: str, header: str) -> list[str]:
    """Return the languages that a reader wants, the best first: the one given, or those of Accept-Language.

    English comes last, where neither names it.
    """
    return [primary(given)] if given else list(dict.fromkeys([*_accepted(header), "en"]))


def _accepted(header: str) -> list[str]:
    found = [match for one in header.split(",")[:_MOST] if (match := _ASKED.fullmatch(one))]
    ranked = [(-float(match[2] or 1), match[1].lower()) for match in found]
    return [code for weight, code in sorted(ranked, key=lambda one: one[0]) if weight]


def words_for(connection: sqlite3.Connection, rows: Sequence[ClaimRow], wanted: Sequence[str]) -> dict[int, Words]:
    """Return for each claim its words in the first of some languages that it is said in, or its own."""
    said: dict[int, Words] = {row.id: Words(row.text, row.language) for row in rows}
    kept = [one.value for one in facets(connection, "language", _LANGUAGES)]
    left = [row for row in rows if primary(row.language) != wanted[0]]
    for language in wanted:
        codes = [one for one in kept if primary(one) == language]
        own = {row.id for row in left if primary(row.language) == language}
        found = _first(connection, [row.id for row in left if row.id not in own], codes)
        said.update(found)
        left = [row for row in left if row.id not in own and row.id not in found]
    return said


def _first(connection: sqlite3.Connection, claims: Iterable[int], codes: Sequence[str]) -> dict[int, Words]:
    """Return the words of the earliest statement of each claim in some languages."""
    sql = (
        "SELECT claim_id, content, reading.language FROM claim_statement "
        "JOIN statement ON statement.id = statement_id JOIN reading ON reading.id = reading_id "
        "JOIN report ON report.id = statement.report_id "
        f"WHERE claim_id {AMONG} AND claim_statement.role = 'says' ORDER BY published = '', published, statement.id"
    )
    found: dict[int, Words] = {}
    for claim, words, language in rows_for(connection, sql, claims) if codes else ():
        if language in codes:
            found.setdefault(claim, Words(words, language))
    return found


def language_name(code: str) -> str:
    """Return the English name of a language that there is a pack for, or its code."""
    return _names().get(primary(code), code) if code else "language not known"


@cache
def _names() -> dict[str, str]:
    folder = files("saksi.languages")
    heads = {one: folder.joinpath(f"{one}.toml").read_text(encoding="utf-8").partition("\n[")[0] for one in available()}
    return {one: str(tomllib.loads(head)["name"]) for one, head in heads.items()}
