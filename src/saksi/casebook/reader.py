"""Know by which reader a reading was made: a fingerprint of all that a reading depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable

from saksi import __version__
from saksi.model import Reading, Report

_PARTS = ("model.py", "phrases.py", "tokens.py", "gazetteer", "languages", "reading")  # of the package: what reads
_ENDINGS = (".py", ".toml", ".tsv", ".txt", ".npz")


@dataclass(frozen=True, slots=True)
class Reader:
    """What makes readings: a function from a Report to its Reading by the name that it is imported by ("module:name").

    `fingerprint` is the same for two readers only if they read alike; `version` is what people call it.
    """

    function: str
    version: str
    fingerprint: str

    def load(self) -> Callable[[Report], Reading]:
        """Import the function; raises ImportError or AttributeError if it isn't there."""
        module, _, name = self.function.partition(":")
        found: Callable[[Report], Reading] = getattr(import_module(module), name)
        return found


@cache
def shipped() -> Reader:
    """Return the reader of this version: its fingerprint covers its model, language packs, gazetteer and code."""
    hashed = sha256()
    for name, data in _shipped():
        hashed.update(f"{name}\0{len(data)}\0".encode() + data)
    return Reader("saksi.reading.reader:read", __version__, hashed.hexdigest())


def _shipped() -> Iterator[tuple[str, bytes]]:
    """Yield the files that a reading depends on, by name."""
    root = files("saksi")
    for part in _PARTS:
        yield from _files(part, root.joinpath(part))


def _files(name: str, found: Traversable) -> Iterator[tuple[str, bytes]]:
    if found.is_dir():
        for one in sorted(found.iterdir(), key=lambda one: one.name):
            yield from _files(f"{name}/{one.name}", one)
    elif name.endswith(_ENDINGS):
        yield name, found.read_bytes()
