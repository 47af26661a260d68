"""Prepare a report for linking: all of it that takes the names and phrases of its language, which fill memory."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import NamedTuple

from saksi.linking.atom_text import text_of
from saksi.linking.atoms import atoms
from saksi.linking.concepts import concepts
from saksi.linking.direction import declared_by
from saksi.linking.packed import pack_skeleton, pack_wording
from saksi.linking.texts import Text
from saksi.model import Reading


class Prepared(NamedTuple):
    """What the copies and claims of a report are worked out from.

    `declared` are the outlets that it names as its origin, in lower case; `wording` and `skeleton` are packed (see
    `saksi.linking.packed`), and the skeleton is None where it is left to whoever needs it; `atoms` are those of its
    statements, each with the number of its statement, as text.
    """

    declared: frozenset[str]
    wording: bytes
    skeleton: bytes | None
    atoms: tuple[tuple[int, str], ...]


def prepared(reading: Reading, *, names: bool = True) -> Prepared:
    """Prepare a report as it was read; all but the skeleton where the names of its language are not to be loaded."""
    text = Text.of(reading.report)
    return Prepared(
        declared_by(hop.source.name for hop in reading.origin),
        pack_wording(text.wording),
        pack_skeleton(text.skeleton) if names else None,
        tuple((at, text_of(atom)) for at, atom in atoms(reading, concepts())),
    )


def as_json(one: Prepared) -> str:
    """Return what was prepared as JSON."""
    packed = (part and b64encode(part).decode() for part in (one.wording, one.skeleton))
    return json.dumps([sorted(one.declared), *packed, one.atoms], ensure_ascii=False, separators=(",", ":"))


def of_json(text: str) -> Prepared:
    """Return what `as_json` wrote."""
    declared, wording, skeleton, told = json.loads(text)
    packed = b64decode(wording), skeleton and b64decode(skeleton)
    return Prepared(frozenset(declared), *packed, tuple((at, atom) for at, atom in told))
