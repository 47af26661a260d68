"""Take the fingerprint of parts of Saksi: it is the same for two versions only if these parts are, to the byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

READING = ("model.py", "phrases.py", "tokens.py", "gazetteer", "languages", "reading")
"""What a reading depends on: files and folders of the package."""

LINKING = (*READING, "linking")
"""What links depend on. How a casebook comes to them is none of it: they are those of all reports at once."""

_ENDINGS = (".py", ".toml", ".tsv", ".txt", ".npz")


def fingerprint(parts: Iterable[str]) -> str:
    """Return the fingerprint of the code and data of some parts, in hexadecimal digits."""
    return sha256(b"".join(map(_digest, parts))).hexdigest()


@cache
def _digest(part: str) -> bytes:
    hashed = sha256()
    for name, data in _files(part, files("saksi").joinpath(part)):
        hashed.update(f"{name}\0{len(data)}\0".encode() + data)
    return hashed.digest()


def _files(name: str, found: Traversable) -> Iterator[tuple[str, bytes]]:
    if found.is_dir():
        for one in sorted(found.iterdir(), key=lambda one: one.name):
            yield from _files(f"{name}/{one.name}", one)
    elif name.endswith(_ENDINGS):
        yield name, found.read_bytes()
