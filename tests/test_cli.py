"""The commands as users and other programs meet them: shapes, streams, statuses, terminals, and the same each time."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import saksi
from saksi.cli import main
from saksi.export.harmless import harmless
from saksi.export.json import document, reading_data
from saksi.model import (
    Check,
    Event,
    Hop,
    Manner,
    Outcome,
    Place,
    Quantity,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Time,
)

KURSK = Path(__file__).parents[1] / "examples" / "kursk" / "pages.jsonl"
PAGE = """\
Port Ansel - The Velmar Gazette reported on Tuesday, citing two harbour officials, that about 1,200 workers had left \
the town of Dellen.

"We saw the buses leave at night," said Mira Tolvanen, the mayor of Dellen. "Nobody told us why."

The shipping company Orrin Lines denied that anyone had been dismissed. The Velmar Gazette could not independently \
verify the figure.

Tolvanen said that at least 30 families might return next week.
"""
GOOD = json.dumps({"text": PAGE, "lang": "en", "published": "2031-05-14", "outlet": "Kestrel Courier"})


def run(*arguments: str, given: str | None = None, env: Mapping[str, str] | None = None) -> Result:
    """Run the command line; fail at once if anything but an exit status comes out of it."""
    result = CliRunner().invoke(main, arguments, input=given, env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def process(*arguments: str, given: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m saksi` as a program of its own, with more in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "saksi", *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **env},
        timeout=300,
        check=False,
    )


@pytest.fixture
def page(tmp_path: Path) -> str:
    """Return the path of a text about invented people."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


# The shape of the JSON: a type, a tuple of what may stand there, a list of one kind, or an object with just these keys.
SPAN = {"start": int, "end": int, "text": str}
SOURCE = {
    "name": str,
    "kind": str,
    "role": str,
    "affiliation": str,
    "party": str,
    "naming": str,
    "count": (int, None),
}
TIME = {"value": str, "approximate": bool, "span": SPAN}
HOP = {"source": SOURCE, "mention": (SPAN, None), "cue": (SPAN, None), "when": (TIME, None), "inferred": bool}
CHECK = {"by": str, "outcome": str, "span": SPAN}
NUMBER = (float, int, None)
QUANTITY = {"value": NUMBER, "unit": str, "low": NUMBER, "high": NUMBER, "approximator": str, "span": SPAN}
STATEMENT = {
    "content": [SPAN],
    "cue": (SPAN, None),
    "chain": [HOP],
    "manner": str,
    "stance": str,
    "hedges": [SPAN],
    "checks": [CHECK],
    "times": [TIME],
    "quantities": [QUANTITY],
    "places": [
        {"name": str, "geonames": int, "latitude": float, "longitude": float, "country": str, "span": SPAN},
    ],
    "names": [{"name": str, "party": str, "span": SPAN}],
    "events": [
        {
            **dict.fromkeys(("concept", "actor", "patient", "target", "origin"), str),
            "negated": bool,
            "span": SPAN,
        },
    ],
}
REPORT = {
    **dict.fromkeys(("url", "outlet", "language", "published", "title", "canonical", "byline", "credit", "text"), str),
    "alternates": [str],
    "origin": [HOP],
    "furniture": [SPAN],
}
READING = {"report": REPORT, "statements": [STATEMENT]}
REF = {"report": int, "statement": int, "content": [SPAN], "cue": (SPAN, None)}
INTERVAL = {"lower": int, "upper": int}
TRACE = {
    "claim": {"text": str, "statements": [REF]},
    "reports": [{"report": int, "url": str, "outlet": str, "language": str, "published": str}],
    "roots": [{"node": str, "source": SOURCE, "words": [REF]}],
    "voices": [
        {"name": str, "witnesses": [str], "outlets": [str], "reports": [int], "alone": [int], "anybody": bool},
    ],
    "support": {"by_party": INTERVAL, "by_witness": INTERVAL},
    "bottlenecks": [{"node": str, "label": str, "loss": int, "falls": [int]}],
    "cut": [str],
    "unsourced": [REF],
    "circles": [{"nodes": [str], "words": [REF]}],
    "denials": [REF],
    "checks": [{"report": int, "statement": int, **CHECK}],
    "first": {"words": [REF], "undated": [REF]},
    "mutations": [{"change": str, "earlier": REF, "later": REF, "before": str, "after": str}],
    "numbers": [
        {
            "unit": str,
            "figures": [
                {"value": NUMBER, "mentions": [{"report": int, "statement": int, "written": str, **QUANTITY}]},
            ],
        },
    ],
    "grade": {"credibility": int, "reasons": [{"rule": str, "text": str, "words": [REF]}]},
    "reliability": [{"name": str, "letter": str}],
    "graph": {
        "nodes": [{"id": str, "kind": str, "label": str, "party": str, "naming": str, "words": [REF]}],
        "edges": [{"source": str, "target": str, "way": str, "inferred": bool}],
    },
}
TRACES = {"reports": [REPORT], "traces": [TRACE]}


def misfits(value: Any, shape: Any, where: str = "") -> list[str]:
    """Return where a value differs from a shape."""
    if isinstance(shape, tuple):
        return [] if any(not misfits(value, one, where) for one in shape) else [where]
    if isinstance(shape, dict):
        if not isinstance(value, dict) or set(value) != set(shape):
            return [where]
        return [found for key in shape for found in misfits(value[key], shape[key], f"{where}.{key}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [where]
        return [found for at, one in enumerate(value) for found in misfits(one, shape[0], f"{where}[{at}]")]
    return [] if value is shape or (shape is not None and type(value) is shape) else [where]


def spans(value: Any) -> list[dict[str, Any]]:
    """Return every span anywhere in a value."""
    if isinstance(value, list):
        return [found for one in value for found in spans(one)]
    if not isinstance(value, dict):
        return []
    if set(value) == set(SPAN):
        return [value]
    return [found for one in value.values() for found in spans(one)]


def no_constant(name: str) -> None:
    """Refuse what JSON does not have (NaN, Infinity)."""
    raise AssertionError(name)


def loads(words: str) -> Any:
    """Read strict JSON."""
    return json.loads(words, parse_constant=no_constant)


def test_read_prints_one_object_for_one_report(page: str) -> None:
    result = run("read", "--json", page)
    assert (result.exit_code, result.stderr) == (0, "")
    data = loads(result.stdout)
    assert misfits(data, READING) == []
    assert data["report"]["text"] == PAGE.strip("\n")
    assert data["statements"]
    assert all(one["content"] and one["chain"] for one in data["statements"])
    assert all(data["report"]["text"][one["start"] : one["end"]] == one["text"] for one in spans(data))


def test_read_says_on_whose_word(page: str) -> None:
    data = loads(run("read", "--json", page).stdout)
    sources = {one["chain"][-1]["source"]["name"] for one in data["statements"]}
    assert "Mira Tolvanen" in sources
    assert {one["manner"] for one in data["statements"]} <= {one.value for one in Manner}
    assert {one["stance"] for one in data["statements"]} <= {one.value for one in Stance}


def test_what_the_user_says_of_a_text_stands_in_its_report(page: str) -> None:
    said = ("--lang", "en-GB", "--outlet", "Kestrel Courier", "--url", "https://kestrel.example/1")
    report = loads(run("read", "--json", *said, "--published", "2031-05", page).stdout)["report"]
    assert (report["language"], report["outlet"]) == ("en-GB", "Kestrel Courier")
    assert (report["url"], report["published"]) == ("https://kestrel.example/1", "2031-05")


def test_read_prints_several_reports_as_json_lines(page: str) -> None:
    result = run("read", "--json", page, "-", page, given=GOOD + "\n" + GOOD)
    lines = result.stdout.splitlines()
    assert len(lines) == 4
    assert all(misfits(loads(one), READING) == [] for one in lines)


def test_messages_never_stand_in_the_json(page: str) -> None:
    result = run("read", "--json", "missing.txt", page, "-", page, given="{bad\n" + GOOD + "\n7\n")
    assert result.exit_code == 1
    assert [misfits(loads(one), READING) for one in result.stdout.splitlines()] == [[], [], []]
    where = [one.split(": ")[1] for one in result.stderr.splitlines()]
    assert where == ["missing.txt", "standard input:1", "standard input:3"]


def test_every_kind_of_fact_has_its_shape() -> None:
    text = "Mira Tolvanen said on Monday that perhaps 30 families left Dellen."
    span, when = Span(0, 13), Time("2031-05-12", Span(22, 28), True)
    hop = Hop(Source("Mira Tolvanen", SourceKind.PERSON, count=None), span, Span(14, 18), when, True)
    statement = Statement(
        (span,),
        (Hop(Source("")), hop),
        Span(14, 18),
        hedges=(Span(34, 41),),
        checks=(Check("Velmar Gazette", Outcome.COULD_NOT, span),),
        times=(when,),
        quantities=(Quantity(30.0, "family", 30.0, float("inf"), "at_least", span),),
        places=(Place("Dellen", 1, 1.0, 2.0, "XX", span),),
        events=(Event("withdraw", span, actor="families"),),
    )
    data = loads(document(reading_data(Reading(Report(text), (statement,), (hop,), (span,))), sys.stdout))
    assert misfits(data, READING) == []
    assert data["statements"][0]["quantities"][0]["high"] is None
    assert all(one["text"] == text[one["start"] : one["end"]] for one in spans(data))


@cache
def kursk() -> dict[str, Any]:
    """Return the traces of the example."""
    result = run("trace", "--json", str(KURSK))
    assert (result.exit_code, result.stderr) == (0, "")
    data: dict[str, Any] = loads(result.stdout)
    return data


def test_trace_prints_one_object() -> None:
    data = kursk()
    assert misfits(data, TRACES) == []
    assert len(data["reports"]) == len(KURSK.read_text("utf-8").splitlines())
    assert data["traces"]


def test_every_span_of_a_trace_stands_in_its_report() -> None:
    data = kursk()
    texts = [one["text"] for one in data["reports"]]
    refs = [ref for one in data["traces"] for ref in one["claim"]["statements"] + one["denials"] + one["checks"]]
    assert refs
    for ref in refs:
        assert all(texts[ref["report"]][one["start"] : one["end"]] == one["text"] for one in spans(ref))
    figures = (figure for trace in data["traces"] for unit in trace["numbers"] for figure in unit["figures"])
    for one in (mention for figure in figures for mention in figure["mentions"]):
        assert texts[one["report"]][one["span"]["start"] : one["span"]["end"]] == one["span"]["text"]


def test_support_is_an_interval_and_claims_are_loudest_first() -> None:
    traces = kursk()["traces"]
    for one in traces:
        party, witness = one["support"]["by_party"], one["support"]["by_witness"]
        assert 0 <= party["lower"] <= party["upper"]
        assert 0 <= witness["lower"] <= witness["upper"]
        assert 1 <= one["grade"]["credibility"] <= 6
        assert one["grade"]["reasons"]
        assert {ref["report"] for ref in one["claim"]["statements"]} <= {line["report"] for line in one["reports"]}
    assert len(traces[0]["reports"]) >= len(traces[-1]["reports"])
    assert len(traces[0]["reports"]) > 1


def test_the_graph_of_a_trace_holds_together() -> None:
    for one in kursk()["traces"]:
        names = [node["id"] for node in one["graph"]["nodes"]]
        assert len(names) == len(set(names))
        assert {edge[end] for edge in one["graph"]["edges"] for end in ("source", "target")} <= set(names)
        assert {bottleneck["node"] for bottleneck in one["bottlenecks"]} <= set(names)


ABOUT = ["Russia is withdrawing some troops from Ukraine", "Rusia menarik sebagian pasukannya dari Ukraina"]


@pytest.mark.parametrize("about", ABOUT, ids=["en", "id"])
def test_about_finds_a_claim_in_any_language(about: str) -> None:
    result = run("trace", "--json", "--about", about, str(KURSK))
    assert (result.exit_code, result.stderr) == (0, "")
    [found] = loads(result.stdout)["traces"]
    assert found in kursk()["traces"]
    words = " ".join(one["text"] for ref in found["claim"]["statements"] for one in ref["content"])
    assert re.search(r"Russia|Rusia|Moscow|Moskow|Moskwa", words)


def test_about_says_when_nothing_is_near(page: str) -> None:
    result = run("trace", "--json", "--about", "qwertz 12345", page)
    assert result.exit_code == 0
    assert loads(result.stdout)["traces"] == []
    assert result.stderr.startswith("saksi: no claim is near 'qwertz 12345'")


def test_trace_of_nothing_is_still_json() -> None:
    result = run("trace", "--json", "missing.jsonl", "-", given="")
    assert result.exit_code == 2
    assert loads(result.stdout) == {"reports": [], "traces": []}
    assert len(result.stderr.splitlines()) == 2
    assert run("trace", "missing.jsonl").stdout == ""


def test_reports_that_claim_nothing_are_told() -> None:
    result = run("trace", "--lang", "en", "-", given="Hello.")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "saksi: nothing that was read makes a claim\n"


def test_reliability_stands_beside_the_grade_and_never_changes_it(page: str) -> None:
    plain = loads(run("trace", "--json", page).stdout)["traces"]
    for letter in "AF":
        given = loads(run("trace", "--json", "--reliability", f"Mira Tolvanen={letter.lower()}", page).stdout)["traces"]
        assert {(one["name"], one["letter"]) for trace in given for one in trace["reliability"]} == {
            ("Mira Tolvanen", letter)
        }
        assert [one["grade"] for one in given] == [one["grade"] for one in plain]
    shown = run("trace", "--reliability", "Mira Tolvanen=B", "--about", "families might return next week", page).stdout
    assert "Mira Tolvanen [B]" in shown


@pytest.mark.parametrize("wrong", ["Mira Tolvanen", "Mira Tolvanen=G", "Mira Tolvanen=", "Mira Tolvanen=AB"])
def test_a_reliability_that_is_none_is_refused(page: str, wrong: str) -> None:
    result = run("trace", "--reliability", wrong, page)
    assert result.exit_code == 2
    assert "from A to F" in result.stderr or "NAME=LETTER" in result.stderr


def test_most_bounds_the_list() -> None:
    few = run("trace", "--most", "2", str(KURSK)).stdout
    assert f"and {len(kursk()['traces']) - 2} more" in few
    assert run("trace", "--most", "0", str(KURSK)).exit_code == 2


# A terminal obeys none of what a report says.

ESCAPES = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x08\x7f\x0e \u2028 [red]markup[/red] [/] [link=file:///x]y[/link]"
)
EVIL = {
    "text": f'Mira Tolvanen said that the bridge {ESCAPES} was closed.\r\n"It {ESCAPES} fell," said {ESCAPES}.',
    "url": f"https://kestrel.example/{ESCAPES}",
    "outlet": f"Kestrel {ESCAPES}",
    "title": ESCAPES,
    "lang": "en",
}


def test_reports_give_no_orders_to_a_terminal() -> None:
    for command in ("read", "trace"):
        result = run(command, "-", given=json.dumps(EVIL))
        assert (result.exit_code, result.stderr) == (0, "")
        assert set(re.findall(r"[\x00-\x1f\x7f-\x9f\u2028]", result.stdout)) <= {"\n"}
    assert "[red]markup[/red]" in run("read", "-", given=json.dumps(EVIL), env={"COLUMNS": "500"}).stdout


def test_colours_are_all_that_a_terminal_is_told() -> None:
    shown = process("read", "-", given=json.dumps(EVIL), FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="")
    assert "\x1b[" in shown.stdout
    rest = re.sub(r"\x1b\[[0-9;]*m", "", shown.stdout)
    assert set(re.findall(r"[\x00-\x1f\x7f-\x9f\u2028]", rest)) <= {"\n"}
    assert "\x1b[31m" not in shown.stdout


def test_json_escapes_what_a_terminal_obeys_and_keeps_every_character() -> None:
    for command in ("read", "trace"):
        result = run(command, "--json", "-", given=json.dumps(EVIL))
        assert set(re.findall(r"[\x00-\x1f\x7f-\x9f\u2028]", result.stdout)) <= {"\n"}
        data = loads(result.stdout)
        report = data["report"] if command == "read" else data["reports"][0]
        assert (report["text"], report["title"]) == (EVIL["text"], EVIL["title"])


def test_harmless_words_keep_their_length() -> None:
    words = "".join(map(chr, range(0x300))) + "\u2028\ud800𝔸"
    assert len(harmless(words)) == len(words)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\ud800]", harmless(words))
    assert harmless("plain\twords\n") == "plain\twords\n"
    assert harmless("said \u202eyam\u202c, \u200fقال\u200f") == "said \ufffdyam\u202c, \u200fقال\u200f"


def test_no_color_means_no_colour(page: str) -> None:
    shown = process("read", page, NO_COLOR="1", FORCE_COLOR="1", TERM="xterm-256color").stdout
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", shown)
    assert "\x1b" not in run("read", page).stdout


@pytest.mark.parametrize("columns", ["0", "1", "7", "20", "400"])
def test_any_width_of_terminal_will_do(page: str, columns: str) -> None:
    for command in ("read", "trace"):
        result = run(command, page, env={"COLUMNS": columns})
        assert result.exit_code == 0
        assert result.stdout.strip()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_any_encoding_of_standard_output_will_do(encoding: str) -> None:
    page = json.dumps({"text": "“Зачинено,” said Mira Tolvanen — twice.", "lang": "en"})
    shown = process("read", "-", given=page, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (shown.returncode, shown.stderr) == (0, "")
    made = process("read", "--json", "-", given=page, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert loads(made.stdout)["report"]["text"] == json.loads(page)["text"]


# The program around the commands.


def test_python_m_saksi_is_the_same_program() -> None:
    result = process("--version")
    assert (result.returncode, result.stdout) == (0, f"saksi, version {saksi.__version__}\n")
    script = Path(sys.executable).with_name("saksi")
    if script.exists():
        assert subprocess.run([script, "--version"], capture_output=True, text=True, check=True).stdout == result.stdout


def test_help_documents_the_exit_status_and_the_json() -> None:
    for option in ("-h", "--help"):
        words = " ".join(run(option).stdout.split())
        assert "Exit status: 0 if every input was read, 1 if some were left out, 2 if none could be read" in words
    assert "JSON lines" in " ".join(run("read", "-h").stdout.split())
    assert "--about" in run("trace", "-h").stdout
    assert run("read").exit_code == 2
    assert run("reed").exit_code == 2


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals are those of POSIX")
@pytest.mark.parametrize("options", [["read"], ["read", "--json"], ["trace"], ["trace", "--json"]], ids="-".join)
def test_a_reader_that_goes_away_ends_the_program_quietly(options: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "saksi", *options, str(KURSK), str(KURSK)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout and program.stderr
        program.stdout.close()
        words = program.stderr.read()
    assert (program.returncode, words) == (141, b"")


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals are those of POSIX")
def test_an_interruption_ends_the_program_quietly(page: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "saksi", "read", "--json", page, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as program:
        assert program.stdin and program.stdout and program.stderr
        assert loads(program.stdout.readline().decode())
        program.send_signal(signal.SIGINT)
        words = program.stderr.read()
    assert (program.returncode, words) == (130, b"saksi: interrupted\n")


HEAVY = ("numpy", "py3langid", "rich", "click", "anyascii")


def imported_by(code: str) -> set[str]:
    """Return which heavy modules some code imports in a fresh process."""
    code += f"; import sys; print(*(one for one in {HEAVY} if one in sys.modules))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_saksi_imports_nothing_heavy() -> None:
    assert imported_by("import saksi; saksi.Report('')") == set()
    assert imported_by("import saksi.cli") <= {"click"}


def test_reading_a_text_whose_language_is_known_identifies_none() -> None:
    assert not imported_by("import saksi; saksi.read(saksi.Report('He left.', language='en'))") & {"py3langid"}


# The same input gives the same output.


@pytest.mark.parametrize("command", ["read", "trace"])
def test_two_processes_print_the_same(command: str) -> None:
    first, second = (process(command, "--json", str(KURSK), PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout


REPORTS = ("report", "reports", "falls", "alone")  # the fields that hold numbers of reports


def unnumbered(data: dict[str, Any]) -> list[Any]:
    """Return traces with addresses for the numbers of reports, and with lists that follow those numbers sorted."""
    urls = [one["url"] for one in data["reports"]]

    def named(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: named(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return sorted((named(one, key) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
        if isinstance(value, int) and not isinstance(value, bool) and key in REPORTS:
            return urls[value]
        found = re.fullmatch(r"report:(\d+)", value) if isinstance(value, str) else None
        return urls[int(found[1])] if found else value

    return [named(one) for one in data["traces"]]


@cache
def shuffled() -> list[Any]:
    """Return the traces of the example with its lines in another order, without numbers."""
    lines = KURSK.read_text("utf-8").splitlines()
    random.Random(7).shuffle(lines)
    return unnumbered(loads(run("trace", "--json", "-", given="\n".join(lines)).stdout))


def project(part: Callable[[Any], Any]) -> tuple[list[Any], list[Any]]:
    """Return a part of each trace of the example, as it stands and shuffled."""
    return [part(one) for one in unnumbered(kursk())], [part(one) for one in shuffled()]


@pytest.mark.parametrize(
    "key",
    [
        "claim",
        "reports",
        "voices",
        "support",
        "cut",
        "unsourced",
        "circles",
        "denials",
        "checks",
        "first",
        "mutations",
        "numbers",
        "grade",
    ],
)
def test_the_order_of_the_lines_does_not_matter(key: str) -> None:
    ordered, other = project(lambda one: one[key])
    assert ordered == other


def test_the_order_of_the_lines_does_not_matter_to_the_graph() -> None:
    ordered, other = project(lambda one: (one["graph"]["edges"], sorted(node["id"] for node in one["graph"]["nodes"])))
    assert ordered == other
    ordered, other = project(lambda one: [(root["words"], root["source"]["party"]) for root in one["roots"]])
    assert list(map(len, ordered)) == list(map(len, other))


def test_the_order_of_the_lines_does_not_matter_to_names() -> None:
    ordered, other = project(lambda one: (one["roots"], one["bottlenecks"], one["graph"]))
    assert ordered == other
