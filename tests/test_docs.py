"""The documentation is true: its commands and code run, its links lead somewhere, and it names all that there is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

from saksi import Reading, Report, Trace, read, trace
from saksi.cli import main
from saksi.evaluation.marked import parse
from saksi.export.json import reading_data
from saksi.export.trace_data import traces_data
from saksi.gazetteer.declarations import parties
from saksi.languages import pack
from saksi.model import (
    Check,
    Event,
    Hop,
    Member,
    Naming,
    Outcome,
    Outlet,
    Party,
    Place,
    Quantity,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Time,
)

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _examples() -> ModuleType:
    spec = spec_from_file_location("docs_examples", ROOT / "docs" / "examples.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EXAMPLES = _examples()
PAGES: list[Path] = EXAMPLES.pages()


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(kind: str, pages: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every fenced block of a kind, with its page."""
    for page in pages:
        for found in FENCE.finditer(text_of(page)):
            if found[1] == kind:
                yield page, found[2]


def _commands() -> list[str]:
    lines = (line for _, block in blocks("console", PAGES) for line in block.splitlines())
    return sorted({line.removeprefix("$ ") for line in lines if line.startswith("$ saksi ")})


def _shown() -> list[tuple[str, str]]:
    return [one for page in PAGES for one in EXAMPLES.shown(page)]


@pytest.mark.parametrize("command", _commands())
def test_a_documented_command_runs(command: str) -> None:
    result = EXAMPLES.run(command)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("command", "output"), _shown())
def test_a_shown_output_is_what_the_program_prints(command: str, output: str) -> None:
    ships = "examples/" not in command or "examples/harbour." in command or "examples/kursk/" in command
    assert ships  # what is shown ships with the project, as does what the casebook of the examples is made of
    assert output.split() == EXAMPLES.printed(command).split(), "run: python docs/examples.py"


def test_an_output_is_shown() -> None:
    assert _shown()


@pytest.mark.parametrize("code", [block for _, block in blocks("python", PAGES)])
def test_python_in_the_documentation_runs(code: str) -> None:
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert result.stdout


@pytest.mark.parametrize("code", [block for _, block in blocks("json", PAGES)])
def test_json_in_the_documentation_is_json(code: str) -> None:
    assert json.loads(code)


def test_the_readings_in_the_documentation_are_those_of_the_example() -> None:
    """Spans in docs/json.md hold the words that they say, but for that of the place, which is of another text."""
    text = (ROOT / "examples" / "harbour.txt").read_text(encoding="utf-8")
    spans = [
        found
        for _, block in blocks("json", [ROOT / "docs" / "json.md"])
        for found in _spans(json.loads(block))
        if found["text"] != "Jakarta"
    ]
    assert spans
    assert all(text[one["start"] : one["end"]] == one["text"] for one in spans)


def _spans(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for one in data:
            yield from _spans(one)
    elif isinstance(data, dict):
        if "start" in data:
            yield data
        for one in data.values():
            yield from _spans(one)


def _options() -> list[str]:
    names = {name for _, command in _all(main) for one in command.params for name in (*one.opts, *one.secondary_opts)}
    return sorted(name for name in names if name.startswith("-"))


def _all(group: click.Group, above: str = "saksi") -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its whole name, those of groups too."""
    yield above, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _all(command, f"{above} {name}")
        else:
            yield f"{above} {name}", command


@pytest.mark.parametrize("option", _options())
def test_every_option_is_documented(option: str) -> None:
    pages = [page for page in PAGES if page.name != "CONTRIBUTING.md"]
    assert any(re.search(rf"(?<![\w-]){option}(?![\w-])", text_of(page)) for page in pages)


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`saksi {command}`" in text_of(ROOT / "README.md")


@pytest.mark.parametrize("command", sorted(name for name, _ in _all(main) if name != "saksi"))
def test_every_command_is_documented(command: str) -> None:
    if not command.startswith("saksi evaluate"):
        assert re.search(rf"`{command}\b", text_of(ROOT / "docs" / "commands.md"))


def _of_casebooks() -> list[tuple[str, str]]:
    """Return the options of the commands over a casebook, each with its command."""
    over = [(name, command) for name, command in _all(main) if any(one.name == "casebook" for one in command.params)]
    return [
        (name, option) for name, command in over for one in command.params for option in one.opts if option[0] == "-"
    ]


@pytest.mark.parametrize(("command", "option"), _of_casebooks())
def test_every_option_is_documented_where_its_command_is(command: str, option: str) -> None:
    page = text_of(ROOT / "docs" / "commands.md")
    everywhere = page[: page.index("## `saksi add`")]
    section = page[page.index(f"## `{' '.join(command.split()[:2])}`") :]
    section = section[: section.index("\n## ", 2)]
    if option not in ("--json", "--lang", "--outlet", "--url", "--published", "--jobs"):
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", everywhere + section)


def _whole() -> tuple[Trace, Reading]:
    """Return a reading in which no field is empty, and a trace of it."""
    span = Span(0, 1)
    when = Time("2031", span)
    source = Source("Lena Corvo", SourceKind.PERSON)
    hop = Hop(source, span, span, when)
    statement = Statement(
        content=(span,),
        chain=(Hop(Source("Radio Dunmore", SourceKind.OUTLET)), hop),
        cue=span,
        hedges=(span,),
        checks=(Check("", Outcome.AWAITING, span),),
        times=(when,),
        quantities=(Quantity(1.0, "km2", 1.0, 1.0, "", span),),
        places=(Place("", 0, 0.0, 0.0, "", span),),
        events=(Event("close", span),),
    )
    reading = Reading(Report("The harbour is closed."), (statement,), (hop,), (span,))
    (traced,) = trace([reading])
    return traced, reading


def _names(data: Any) -> set[str]:
    if isinstance(data, list):
        return set().union(*map(_names, data))
    if isinstance(data, dict):
        return set(data).union(*map(_names, data.values()))
    return set()


def _fields() -> list[str]:
    traced, reading = _whole()
    data = traces_data([traced], [reading])
    for field in ("bottlenecks", "voices", "numbers", "graph"):
        assert any(trace[field] for trace in data["traces"]), f"the example shows no {field}"
    return sorted(_names(reading_data(reading)) | _names(data))


@pytest.mark.parametrize("field", _fields())
def test_every_json_field_is_documented(field: str) -> None:
    assert f"`{field}`" in text_of(ROOT / "docs" / "json.md")


@pytest.mark.parametrize("value", [one.value for kind in (Naming, Outcome, SourceKind, Stance) for one in kind])
def test_every_value_of_the_json_is_documented(value: str) -> None:
    assert f"`{value}`" in text_of(ROOT / "docs" / "json.md")


def _links() -> list[tuple[str, str]]:
    pages = [*PAGES, ROOT / "CHANGELOG.md", ROOT / "training" / "README.md", ROOT / "examples" / "kursk" / "README.md"]
    return [
        (page.relative_to(ROOT).as_posix(), found[1])
        for page in pages
        for found in LINK.finditer(FENCE.sub("", text_of(page)))
        if "://" not in found[1]
    ]


@pytest.mark.parametrize(("page", "link"), _links())
def test_a_link_leads_somewhere(page: str, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = (ROOT / page).parent / path if path else ROOT / page
    assert target.exists()
    if anchor:
        assert anchor in {_anchor(heading) for heading in HEADING.findall(text_of(target))}


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _sections(part: Callable[[Mapping[str, Any]], Any]) -> list[str]:
    return sorted({str(name) for code in pack.available() for name in part(pack.load(code).data)})


@pytest.mark.parametrize("section", _sections(lambda data: data))
def test_every_section_of_a_pack_is_explained(section: str) -> None:
    explained = (f"**`{section}`**", f"**`[{section}]`**", f"**`[[{section}]]`**")
    assert any(one in text_of(ROOT / "CONTRIBUTING.md") for one in explained)


@pytest.mark.parametrize("name", _sections(lambda data: data["classes"]))
def test_every_class_of_a_pack_is_explained(name: str) -> None:
    rows = [line.split("|")[1] for line in text_of(ROOT / "CONTRIBUTING.md").splitlines() if line.startswith("| `")]
    assert any(f"`{name}`" in row for row in rows)


@pytest.mark.parametrize(
    "section", ["hedges", "checks", "negations", "furniture", "roles", "stance", "offices", "approximators"]
)
def test_every_key_that_the_reader_knows_is_explained(section: str) -> None:
    keys = _sections(lambda data: data.get(section, {}))
    assert all(
        f"`{key}`" in text_of(ROOT / "CONTRIBUTING.md") or f"`{key} =" in text_of(ROOT / "CONTRIBUTING.md")
        for key in keys
    )


def test_the_declarations_that_contributing_shows_are_whole() -> None:
    shown: dict[str, Any] = {}
    for _, block in blocks("toml", [ROOT / "CONTRIBUTING.md"]):
        shown |= tomllib.loads(block)
    assert set(shown) == {"outlet", "party", "examples", "outlets", "short", "parties", "generic", "guards", "places"}
    assert set(shown["outlet"][0]) == {one.name for one in fields(Outlet)}
    assert set(shown["party"][0]) == {one.name for one in fields(Party)}
    assert all(set(one) <= {field.name for field in fields(Member)} for one in shown["party"][0]["people"])
    kinds = {one.kind for one in parties()}
    assert all(f"`{kind}`" in text_of(ROOT / "CONTRIBUTING.md") for kind in kinds)
    assert parse(f"language: en\n\n{shown['examples'][0]['text']}").attributions
    assert shown["examples"][0] in pack.load("en").examples


def test_the_readme_counts_the_pages_of_the_dossier() -> None:
    lines = (ROOT / "examples" / "kursk" / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    assert f"a dossier of {len(lines)} digests" in " ".join(text_of(ROOT / "README.md").split())


def test_the_example_shows_what_the_readme_says_of_it() -> None:
    text = (ROOT / "examples" / "harbour.txt").read_text(encoding="utf-8")
    reading = read(Report(text, outlet="quaynews.example", published="2031-03-05"))
    assert [hop.source.name for hop in reading.origin if hop.inferred] == ["Radio Dunmore"]
    assert [hop.source.name for hop in reading.statements[0].chain[-2:]] == [
        "Marrowick Post",
        "two people familiar with the inspection",
    ]
    assert Naming.UNNAMED in {one.source.naming for one in reading.statements}
    assert Outcome.COULD_NOT in {check.outcome for one in reading.statements for check in one.checks}
    assert any(one.quantities for one in reading.statements)
