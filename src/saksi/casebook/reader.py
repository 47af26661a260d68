"""Know by which reader a reading was made: a fingerprint of all that a reading depends on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from saksi import __version__
from saksi.casebook.fingerprints import READING, fingerprint
from saksi.model import Reading, Report


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


def shipped() -> Reader:
    """Return the reader of this version: its fingerprint covers its model, language packs, gazetteer and code."""
    return Reader("saksi.reading.reader:read", __version__, fingerprint(READING))
