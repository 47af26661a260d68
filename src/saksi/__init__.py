"""Saksi reads news reports in many languages and tells, for every claim in them, on whose word it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.model import Reading, Report, Statement, Trace

if TYPE_CHECKING:
    from saksi.casebook import Casebook
    from saksi.reading.reader import read
    from saksi.tracing.trace import trace

__version__ = "0.1.0"
__all__ = ["Casebook", "Reading", "Report", "Statement", "Trace", "read", "trace"]


def __getattr__(name: str) -> object:
    """Import the reader, the tracer and the casebook when they are first asked for, so that `import saksi` is quick."""
    if name == "read":
        from saksi.reading.reader import read

        return read
    if name == "Casebook":
        from saksi.casebook import Casebook

        return Casebook
    if name == "trace":
        from saksi.tracing.trace import trace

        return trace
    raise AttributeError(f"module 'saksi' has no attribute {name!r}")
