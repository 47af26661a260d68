"""The command line: every command is a few lines over the library, one file for each group of them."""

# The order of import is that in which `saksi --help` lists the commands.
from saksi.cli import reading, tracing, adding, looking, judging, exporting, watching, serving, evaluating  # isort: skip
from saksi.cli.group import main

__all__ = [
    "adding",
    "evaluating",
    "exporting",
    "judging",
    "looking",
    "main",
    "reading",
    "serving",
    "tracing",
    "watching",
]
