"""`saksi evaluate`: score the reader against files that people have labelled."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from saksi.cli.group import fail, main
from saksi.cli.options import json_option
from saksi.cli.screen import counted, show


@main.group(name="evaluate")
def evaluate() -> None:
    """Score the reader against files that people have labelled."""


@evaluate.command(name="stories")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--gold",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a file that says on how many parties, and on which, each claim rests (JSON)",
)
@click.option("--misses", is_flag=True, help="list what was missed and what is wrong, with the words of the pages")
@json_option
def evaluate_stories(file: Path, gold: Path | None, misses: bool, as_json: bool) -> None:
    """Score chains, claims, roots and copies. FILE holds a labelled page on each line, as JSON."""
    from saksi.evaluation.pages import labelled_pages, read_pages
    from saksi.evaluation.roots import read_gold
    from saksi.evaluation.scores import score_pages
    from saksi.export.json import document
    from saksi.export.scores import scores_view
    from saksi.export.scores_json import scores_data

    try:
        pages = list(labelled_pages(file))
        known = read_gold(gold) if gold is not None else {}
    except ValueError as error:
        fail(str(error))
    scores = score_pages(read_pages(counted(pages)), known)
    if as_json:
        click.echo(document(scores_data(scores), sys.stdout))
    else:
        show(scores_view(scores, misses=misses))
