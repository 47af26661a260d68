"""The command line: every command is a few lines over the library, one file for each group of them."""

from saksi.cli import evaluating, reading, tracing
from saksi.cli.group import main

__all__ = ["evaluating", "main", "reading", "tracing"]
