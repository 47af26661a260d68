"""Write the output of the documented examples into the documentation: `python docs/examples.py`.

An example is a console block that stands after a line `<!-- example -->`: its first line is `$ ` and a `saksi` command,
the rest is what the command prints. With `--check` nothing is written; the exit status is 1 if a shown output is out of
date.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner, Result

from saksi.cli import main as saksi

ROOT = Path(__file__).parents[1]
WIDTH = "100"  # columns of the shown outputs
_WITHOUT = ("saksi add", "saksi read", "saksi evaluate", "saksi trace examples/")
EXAMPLE = re.compile(r"(<!-- example -->\n```console\n\$ (saksi [^\n]*)\n)(.*?)(```\n)", re.DOTALL)


def pages() -> list[Path]:
    """Return the documentation's pages that may hold examples."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def run(command: str) -> Result:
    """Run one `saksi` command line, which has no pipes, in a folder of its own that holds the examples.

    Unless it adds to a casebook itself, it finds one of examples/harbour.jsonl there.
    """
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        if not command.startswith(_WITHOUT):
            (Path(folder) / "casebook.db").write_bytes(_casebook())
        os.chdir(folder)
        try:
            return _run(command)
        finally:
            os.chdir(before)


@cache
def _casebook() -> bytes:
    """Return the casebook that the documented commands find."""
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            _run(f"saksi add --jobs 1 {ROOT / 'examples' / 'harbour.jsonl'}")
        finally:
            os.chdir(before)
        return (Path(folder) / "casebook.db").read_bytes()


def _run(command: str) -> Result:
    env = {"COLUMNS": WIDTH, "NO_COLOR": "1", "SAKSI_CASEBOOK": None}
    return CliRunner(env=env).invoke(saksi, shlex.split(command)[1:])


def shown(page: Path) -> Iterator[tuple[str, str]]:
    """Yield each example of a page: its command, and the output that the page shows."""
    for found in EXAMPLE.finditer(page.read_text(encoding="utf-8")):
        yield found[2], found[3]


def printed(command: str) -> str:
    """Return what a command prints, without blanks at the ends of lines; raises RuntimeError if it fails."""
    result = run(command)
    if result.exit_code:
        raise RuntimeError(f"{command!r} ended with {result.exit_code}: {result.output}")
    return "".join(line.rstrip() + "\n" for line in result.stdout.splitlines())


def refreshed(text: str) -> str:
    """Return a page's text with the output of each of its examples as the program prints it now."""
    return EXAMPLE.sub(lambda found: found[1] + printed(found[2]) + found[4], text)


def main(arguments: list[str]) -> int:
    """Refresh every page, or with `--check` only name those that are out of date."""
    stale = 0
    for page in pages():
        old = page.read_text(encoding="utf-8")
        new = refreshed(old)
        if new == old:
            continue
        stale = 1
        print(page.relative_to(ROOT))
        if "--check" not in arguments:
            page.write_text(new, encoding="utf-8")
    return stale if "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
