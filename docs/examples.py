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
from pathlib import Path

from click.testing import CliRunner, Result

from saksi.cli import main as saksi

ROOT = Path(__file__).parents[1]
WIDTH = "100"  # columns of the shown outputs
EXAMPLE = re.compile(r"(<!-- example -->\n```console\n\$ (saksi [^\n]*)\n)(.*?)(```\n)", re.DOTALL)


def pages() -> list[Path]:
    """Return the documentation's pages that may hold examples."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def run(command: str) -> Result:
    """Run one `saksi` command line, which has no pipes, from the root of the checkout."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return CliRunner(env={"COLUMNS": WIDTH, "NO_COLOR": "1"}).invoke(saksi, shlex.split(command)[1:])
    finally:
        os.chdir(before)


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
