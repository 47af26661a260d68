"""The commands over a casebook as users meet them: what they print, in which shape, and what they say when it fails."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from saksi.casebook import Casebook
from saksi.casebook.traces import Traced, traced
from saksi.cli.screen import Gauge, _said
from test_cli import INTERVAL, REF, REPORT, STATEMENT, TRACE, loads, misfits, run

HARBOUR = Path(__file__).parents[1] / "examples" / "harbour.jsonl"
Shape = dict[str, Any]
ADDED: Shape = {"new": int, "known": int, "linked": int, "problems": [{"where": str, "what": str}]}
CLAIM: Shape = {
    **dict.fromkeys(("text", "language", "first", "last"), str),
    **dict.fromkeys(("claim", "reports", "outlets", "credibility", "denials"), int),
    "languages": [str],
    "roots": INTERVAL,
}
HIT: Shape = {
    **dict.fromkeys(("outlet", "url", "published", "text"), str),
    **dict.fromkeys(("report", "start"), int),
    "statement": (int, None),
    "marks": [{"start": int, "end": int}],
}
LISTED: Shape = {
    "number": int,
    **dict.fromkeys(("outlet", "url", "language", "published", "title", "where", "added"), str),
}
COPY: Shape = {"report": int, **dict.fromkeys(("way", "outlet", "url", "language", "published"), str)}
KEPT: Shape = {
    "report": {"number": int, **REPORT},
    "statements": [{**STATEMENT, "claims": [int]}],
    **dict.fromkeys(("unread", "digest", "where", "added"), str),
    "raw": {"sha256": str, "media_type": str, "bytes": int, "captured": str},
    "originals": [COPY],
    "copies": [COPY],
}
TRACED: Shape = {
    "reports": [{"number": int, **REPORT}],
    "traces": [{**TRACE, "claim": {"number": int, "text": str, "statements": [REF]}}],
}
ANCHOR: Shape = {"report_id": int, "start": int, "end": int}
JUDGEMENT: Shape = {
    "id": int,
    **dict.fromkeys(("kind", "who", "why", "at", "name", "value"), str),
    "sides": [[ANCHOR]],
    "undone": ({"id": int, "who": str, "why": str, "at": str}, None),
}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a casebook of the example, which no test may write to."""
    path = tmp_path_factory.mktemp("kept") / "harbour.db"
    result = run("add", "-c", str(path), "--jobs", "1", str(HARBOUR))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("7 new")
    return path


@pytest.fixture
def book(harbour: Path, tmp_path: Path) -> str:
    """Return a casebook of the example that a test may write to."""
    path = tmp_path / "mine.db"
    with Casebook.open(harbour, readonly=True) as casebook:
        casebook.copy_to(path)
    return str(path)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, without a casebook named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAKSI_CASEBOOK", raising=False)
    return tmp_path


def claims(book: object) -> list[dict[str, Any]]:
    """Return all claims of a casebook."""
    found: list[dict[str, Any]] = loads(run("claims", "-c", str(book), "--limit", "1000", "--json").stdout)["claims"]
    return found


def fired(book: object) -> int:
    """Return the number of the claim of the example that most reports make."""
    return int(claims(book)[0]["claim"])


# Which casebook is meant.


def test_without_a_name_the_casebook_is_in_this_folder(empty: Path) -> None:
    assert run("add", "--lang", "en", "-", given="The dock road is empty, said Lena Corvo.").exit_code == 0
    assert (empty / "casebook.db").exists()
    assert loads(run("info", "--json").stdout)["counts"]["report"] == 1


def test_the_environment_names_the_casebook(harbour: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAKSI_CASEBOOK", str(harbour))
    assert loads(run("info", "--json").stdout)["counts"]["report"] == 7
    assert not list(empty.iterdir())


@pytest.mark.parametrize(
    "command",
    [
        ["claims"],
        ["trace", "1"],
        ["search", "dock"],
        ["report", "1"],
        ["info"],
        ["reread"],
        ["judge", "list"],
        ["judge", "undo", "1", "--why", "a slip"],
        ["export", "reports"],
    ],
    ids=str,
)
def test_a_casebook_that_is_not_there_is_named_and_not_made(empty: Path, command: list[str]) -> None:
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "saksi: there is no casebook casebook.db (the default; name one with -c); make one with: saksi add\n"
    )
    assert not list(empty.iterdir())


def test_what_is_no_casebook_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("The dock road is empty. " * 20, encoding="utf-8")
    for command in (["claims"], ["add", str(HARBOUR)], ["judge", "list"]):
        result = run(*command, "-c", str(path))
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
        assert "is not a casebook" in result.stderr


def test_a_damaged_casebook_is_said_in_one_line(book: str) -> None:
    with Path(book).open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * 40_000)
    for command in (["claims"], ["info"], ["export", "statements"], ["report", "3"]):
        result = run(*command, "-c", book)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


# Adding.


def test_add_says_what_is_new_known_and_left_out(harbour: Path, empty: Path) -> None:
    shutil.copy(harbour, "mine.db")
    result = run("add", "-c", "mine.db", "--jobs", "1", "--json", str(HARBOUR), "missing.txt")
    assert result.exit_code == 1
    data = loads(result.stdout)
    assert misfits(data, ADDED) == []
    assert (data["new"], data["known"], [one["where"] for one in data["problems"]]) == (0, 7, ["missing.txt"])
    assert result.stderr.startswith("saksi: missing.txt: cannot be opened")


def test_add_of_nothing_that_can_be_read_fails(empty: Path) -> None:
    assert run("add", "missing.txt").exit_code == 2


def test_columns_of_a_table_can_be_named(empty: Path) -> None:
    Path("t.csv").write_text('Wann,Was\n2031-03-05,"The dock road is empty, said Lena Corvo."\n', encoding="utf-8")
    given = ("--column", "text=Was", "--column", "published=Wann", "--lang", "en", "--jobs", "1")
    assert run("add", "t.csv", *given).exit_code == 0
    assert loads(run("report", "1", "--json").stdout)["report"]["published"] == "2031-03-05"
    wrong = run("add", "t.csv", "--column", "Was")
    assert wrong.exit_code == 2
    assert "FIELD=COLUMN" in wrong.stderr
    assert run("add", "t.csv", "--kind", "novel").exit_code == 2


def test_reread_of_what_this_version_read_does_nothing(book: str) -> None:
    result = run("reread", "-c", book, "--jobs", "1", "--json")
    assert (result.exit_code, loads(result.stdout)) == (0, {"new": 0, "known": 0, "linked": 0, "problems": []})


def test_what_another_version_linked_is_told_and_linked_anew(harbour: Path, empty: Path) -> None:
    shutil.copy(harbour, "mine.db")
    with closing(sqlite3.connect("mine.db", isolation_level=None)) as connection:
        connection.execute("UPDATE linked SET version = '0.0.9', fingerprint = '9'")
    before = loads(run("claims", "-c", "mine.db", "--json").stdout)
    assert loads(run("info", "-c", "mine.db", "--json").stdout)["outdated"] is True
    assert "linked by another version; link all anew with: saksi reread" in run("info", "-c", "mine.db").stdout
    assert "link all anew: saksi reread" in run("add", "-c", "mine.db", "--jobs", "1", str(HARBOUR)).stderr
    assert run("reread", "-c", "mine.db", "--jobs", "1").stdout.startswith("0 read anew, 7 linked anew")
    assert run("add", "-c", "mine.db", "--jobs", "1", str(HARBOUR)).stderr == ""
    assert loads(run("info", "-c", "mine.db", "--json").stdout)["outdated"] is False
    assert loads(run("claims", "-c", "mine.db", "--json").stdout) == before


# Looking.


def test_claims_are_the_loudest_and_thinnest_first(harbour: Path) -> None:
    result = run("claims", "-c", str(harbour), "--json")
    data = loads(result.stdout)
    assert misfits(data, {"claims": [CLAIM], "more": bool}) == []
    first = data["claims"][0]
    assert (first["reports"], first["languages"], first["denials"]) == (6, ["en", "id"], 1)
    assert first["roots"]["lower"] <= first["roots"]["upper"] <= 2
    assert "dock workers" in run("claims", "-c", str(harbour)).stdout


def test_a_list_of_claims_says_that_there_are_more(harbour: Path) -> None:
    everything = claims(harbour)
    data = loads(run("claims", "-c", str(harbour), "--limit", "1", "--json").stdout)
    assert (data["claims"], data["more"]) == (everything[:1], True)
    assert "--offset" in run("claims", "-c", str(harbour), "--limit", "1").stdout
    rest = loads(run("claims", "-c", str(harbour), "--offset", "1", "--json").stdout)
    assert (rest["claims"], rest["more"]) == (everything[1:], False)


@pytest.mark.parametrize(
    ("filters", "some"),
    [
        (["--language", "id"], True),
        (["--language", "tr"], False),
        (["--outlet", "Kabar Pesisir"], True),
        (["--outlet", "Sunday Kite"], False),
        (["--since", "2031-03-07"], False),
        (["--until", "2031-03-04"], True),
        (["--search", "cranes"], True),
        (["--search", "submarine"], False),
        (["--party", "Sunday Kite"], False),
    ],
    ids=str,
)
def test_claims_can_be_filtered(harbour: Path, filters: list[str], some: bool) -> None:
    result = run("claims", "-c", str(harbour), "--json", *filters)
    found, everything = loads(result.stdout)["claims"], claims(harbour)
    assert bool(found) is some
    assert len(found) < len(everything)
    assert all(one in everything for one in found)
    assert bool(result.stderr) is not some


def test_claims_of_a_grade_have_it(harbour: Path) -> None:
    for grade in range(1, 7):
        found = loads(run("claims", "-c", str(harbour), "--json", "--grade", str(grade)).stdout)["claims"]
        assert found == [one for one in claims(harbour) if one["credibility"] == grade]


@pytest.mark.parametrize("order", ["loud", "roots", "new", "first", "grade"])
def test_claims_can_be_sorted(harbour: Path, order: str) -> None:
    found = loads(run("claims", "-c", str(harbour), "--json", "--sort", order).stdout)["claims"]
    assert sorted(one["claim"] for one in found) == sorted(one["claim"] for one in claims(harbour))


@pytest.mark.parametrize("wrong", [["--since", "May"], ["--grade", "7"], ["--sort", "size"], ["--limit", "0"]])
def test_a_filter_that_is_none_is_refused(harbour: Path, wrong: list[str]) -> None:
    assert run("claims", "-c", str(harbour), *wrong).exit_code == 2


def test_search_shows_the_words_where_they_stand(harbour: Path) -> None:
    data = loads(run("search", "-c", str(harbour), "--json", "pekerja").stdout)
    assert misfits(data, {"hits": [HIT]}) == []
    [hit] = data["hits"]
    assert (hit["outlet"], hit["statement"]) == ("Kabar Pesisir", 0)
    text = loads(run("report", "-c", str(harbour), "--json", str(hit["report"])).stdout)["report"]["text"]
    assert text[hit["start"] :].startswith(hit["text"])
    assert [text[one["start"] : one["end"]] for one in hit["marks"]] == ["pekerja"]
    shown = run("search", "-c", str(harbour), "hampir", "pekerja").stdout
    assert shown.startswith(f"{hit['report']}:1  Kabar Pesisir · 2031-03-06 · id")
    assert "hampir 400 pekerja di Calder Quay" in " ".join(shown.split())


def test_search_says_when_there_is_nothing(harbour: Path) -> None:
    result = run("search", "-c", str(harbour), "submarine")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("saksi: nothing with 'submarine' is in ")
    assert run("search", "-c", str(harbour), "--limit", "1", "Halvmoor").stdout.count("\n\n") <= 2


def test_a_report_shows_all_that_is_known_of_it(harbour: Path) -> None:
    data = loads(run("report", "-c", str(harbour), "--json", "3").stdout)
    assert misfits(data, KEPT) == []
    assert data["report"]["outlet"] == "Radio Dunmore"
    assert data["statements"][0]["claims"] == [fired(harbour)]
    assert data["where"] == f"{HARBOUR}:3"
    shown = run("report", "-c", str(harbour), "3").stdout
    assert data["raw"]["sha256"] in shown
    assert f"claim {fired(harbour)}" in shown
    assert "Radio Dunmore <- Idris Vell" in shown


def test_reports_can_be_listed(harbour: Path) -> None:
    data = loads(run("report", "-c", str(harbour), "--json", "--after", "2", "--limit", "3").stdout)
    assert misfits(data, {"reports": [LISTED], "more": bool}) == []
    assert ([one["number"] for one in data["reports"]], data["more"]) == ([3, 4, 5], True)
    assert "--after 5" in run("report", "-c", str(harbour), "--after", "2", "--limit", "3").stdout
    assert run("report", "-c", str(harbour), "--after", "7").stderr.startswith("saksi: no report after 7 is in ")


def test_a_number_without_a_report_or_a_claim_is_said(harbour: Path) -> None:
    for command in ("report", "trace"):
        result = run(command, "-c", str(harbour), "4711")
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
        assert "4711" in result.stderr


@pytest.mark.parametrize(
    "command",
    [["report"], ["trace"], ["report", "--after"], ["judge", "undo", "--why", "a slip"]],
    ids=" ".join,
)
def test_a_number_that_no_casebook_can_hold_is_said(harbour: Path, command: list[str]) -> None:
    result = run(*command, str(10**20), "-c", str(harbour))
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert "number" in result.stderr


def test_what_is_no_number_is_said(harbour: Path) -> None:
    assert "'three' is not a valid number" in run("report", "three", "-c", str(harbour)).stderr


def test_info_counts(harbour: Path) -> None:
    data = loads(run("info", "-c", str(harbour), "--json").stdout)
    assert (data["counts"]["report"], data["unread"], data["unlinked"]) == (7, 0, 0)
    assert "7  reports" in run("info", "-c", str(harbour)).stdout


# Tracing.


def test_a_number_is_a_claim_of_the_casebook(harbour: Path) -> None:
    number = fired(harbour)
    data = loads(run("trace", "-c", str(harbour), str(number), "--json").stdout)
    assert misfits(data, TRACED) == []
    [traced] = data["traces"]
    assert traced["claim"]["number"] == number
    texts = {one["number"]: one["text"] for one in data["reports"]}
    refs = (
        traced["claim"]["statements"] + traced["denials"] + [one for root in traced["roots"] for one in root["words"]]
    )
    for ref in refs:
        assert all(texts[ref["report"]][one["start"] : one["end"]] == one["text"] for one in ref["content"])
    assert {f"report:{one['report']}" for one in traced["reports"]} <= {one["id"] for one in traced["graph"]["nodes"]}
    assert "[3] Radio Dunmore" in run("trace", "-c", str(harbour), str(number)).stdout


def test_a_claim_of_a_casebook_rests_on_what_it_rests_on_in_the_file(harbour: Path) -> None:
    [kept] = loads(run("trace", "-c", str(harbour), str(fired(harbour)), "--json").stdout)["traces"]
    filed = loads(run("trace", "--json", str(HARBOUR)).stdout)["traces"][0]
    for field in ("support", "grade"):
        assert unnumbered(kept[field]) == unnumbered(filed[field])
    assert [one["name"] for one in kept["voices"]] == [one["name"] for one in filed["voices"]]


def unnumbered(value: Any) -> Any:
    """Return a value without the numbers of reports."""
    if isinstance(value, dict):
        return {name: unnumbered(one) for name, one in value.items() if name != "report"}
    return [unnumbered(one) for one in value] if isinstance(value, list) else value


def test_about_looks_in_the_casebook_in_any_language(harbour: Path) -> None:
    for words in ("Halvmoor fired dock workers", "Halvmoor memecat 400 pekerja"):
        data = loads(run("trace", "-c", str(harbour), "--about", words, "--json").stdout)
        assert [one["claim"]["number"] for one in data["traces"]] == [fired(harbour)]
    nothing = run("trace", "-c", str(harbour), "--about", "qwertz 12345", "--json")
    assert (nothing.exit_code, loads(nothing.stdout)) == (0, {"reports": [], "traces": []})
    assert nothing.stderr.startswith("saksi: no claim near 'qwertz 12345' is in ")


def test_a_file_whose_name_is_a_number_can_be_reached(harbour: Path, empty: Path) -> None:
    Path("12").write_text("The dock road is empty, said Lena Corvo.", encoding="utf-8")
    assert "The dock road is empty" in run("trace", "./12").stdout
    assert run("trace", "12").exit_code == 2  # there is no casebook here
    mixed = run("trace", "-c", str(harbour), "12", "./12")
    assert mixed.exit_code == 2
    assert "./NUMBER" in mixed.stderr


def test_trace_of_a_casebook_refuses_what_is_for_files(harbour: Path) -> None:
    number = str(fired(harbour))
    for wrong in (
        ["--lang", "en", number],
        ["--reliability", "Radio Dunmore=B", number],
        [],
        ["--about", "docks", number],
    ):
        assert run("trace", "-c", str(harbour), *wrong).exit_code == 2


# Judging.


def judgements(book: str) -> list[dict[str, Any]]:
    """Return all judgements of a casebook."""
    data = loads(run("judge", "list", "-c", book, "--json").stdout)
    assert misfits(data, {"judgements": [JUDGEMENT]}) == []
    found: list[dict[str, Any]] = data["judgements"]
    return found


def test_every_kind_of_judgement_is_kept_with_who_and_why(book: str) -> None:
    number, other, third = (str(one["claim"]) for one in claims(book)[:3])
    given = ("-c", book, "--who", "Mira", "--why", "I asked them")
    commands = [
        ["accept", number],
        ["copy", "4", "3"],
        ["not-copy", "1", "2"],
        ["party", "Idris Vell", "Dockers' union"],
        ["reliability", "Radio Dunmore", "b"],
        ["apart", number, "6:1"],
        ["same", number, other],
        ["reject", third],
    ]
    for command in commands:
        result = run("judge", *command, *given)
        assert result.exit_code == 0, result.stderr
        assert "saksi judge undo" in result.stdout
    found = judgements(book)
    kinds = ["accept", "copy", "not_copy", "party", "reliability", "apart", "same_claim", "reject"]
    assert [one["kind"] for one in found] == kinds
    assert {(one["who"], one["why"]) for one in found} == {("Mira", "I asked them")}
    assert [one["sides"][0][0]["report_id"] for one in found if one["kind"] == "copy"] == [3]  # the original first
    shown = " ".join(run("judge", "list", "-c", book).stdout.split())
    assert "party: Idris Vell = Dockers' union" in shown


def test_the_list_of_judgements_says_which_is_which(book: str) -> None:
    for given in (["copy", "4", "3"], ["apart", str(fired(book)), "6:1"]):
        assert run("judge", *given, "-c", book, "--why", "I asked them").exit_code == 0
    listed = run("judge", "list", "-c", book, env={"COLUMNS": "120"}).stdout
    assert "copy: report 4 of report 3" in listed
    assert "apart: report 6 from report 1" in listed


def test_a_judgement_is_undone_and_stays_in_the_list(book: str) -> None:
    made = run("judge", "reliability", "Radio Dunmore", "B", "-c", book, "--why", "long record", "--json")
    number = loads(made.stdout)["judgement"]
    assert run("judge", "undo", str(number), "-c", book, "--who", "Idris", "--why", "a slip").exit_code == 0
    [one] = judgements(book)
    assert (one["undone"]["who"], one["undone"]["why"]) == ("Idris", "a slip")
    again = run("judge", "undo", str(number), "-c", book, "--why", "a slip")
    assert (again.exit_code, len(again.stderr.splitlines())) == (2, 1)
    assert "undone by Idris" in " ".join(run("judge", "list", "-c", book).stdout.split())


def test_a_report_shows_the_copies_that_were_judged(book: str) -> None:
    assert run("judge", "copy", "4", "3", "--why", "the same words", "-c", book).exit_code == 0
    data = loads(run("report", "4", "-c", book, "--json").stdout)
    assert misfits(data, KEPT) == []
    assert [one["report"] for one in data["originals"]] == [3]
    assert [one["report"] for one in loads(run("report", "3", "-c", book, "--json").stdout)["copies"]] == [4]
    assert "judged, by [4] Kabar Pesisir" in run("report", "3", "-c", book).stdout
    assert run("judge", "undo", "1", "--why", "a slip", "-c", book).exit_code == 0
    assert loads(run("report", "4", "-c", book, "--json").stdout)["originals"] == []


def test_what_is_judged_wrongly_is_refused(book: str) -> None:
    number = str(fired(book))
    for wrong in (
        ["apart", number, "3"],
        ["apart", number, "3:99"],
        ["apart", number, "3:0"],
        ["same", number, "4711"],
        ["same", number, number],
        ["copy", "1", "1"],
        ["copy", "1", "4711"],
        ["reliability", "Radio Dunmore", "G"],
        ["reliability", "Radio Dunmore"],
    ):
        result = run("judge", *wrong, "-c", book, "--why", "I asked them")
        assert (result.exit_code, result.stdout) == (2, ""), wrong
    assert run("judge", "accept", number, "-c", book).exit_code == 2  # why?
    assert judgements(book) == []
    assert "nothing is judged" in run("judge", "list", "-c", book).stderr


def test_a_statement_that_is_not_there_is_called_as_the_user_called_it(book: str) -> None:
    for report, said in (("3", "report 3 has no statement 99;"), ("4711", "there is no report 4711")):
        result = run("judge", "apart", str(fired(book)), f"{report}:99", "-c", book, "--why", "I asked them")
        assert said in result.stderr


# Exporting.


def test_reports_go_out_and_come_back_as_they_were(harbour: Path, empty: Path) -> None:
    made = {
        "text": 'Said "twice" — — \U0001f6a2 \u2028 Доки порожні.\n\nNobody said why, said Lena Corvo.',
        "url": "https://quaynews.example/1?a=b",
        "outlet": "Quay News",
        "lang": "en",
        "published": "2031-03",
        "title": "Docks",
        "canonical": "https://quaynews.example/0",
        "byline": "Ann Orr",
        "credit": "Harbour Wire",
        "alternates": ["https://quaynews.example/id/1"],
    }
    shutil.copy(harbour, "mine.db")
    assert run("add", "-c", "mine.db", "--jobs", "1", "-", given=json.dumps(made)).exit_code == 0
    assert run("export", "reports", "-c", "mine.db", "-o", "out.jsonl").exit_code == 0
    assert not Path("out.jsonl.part").exists()
    assert json.loads(Path("out.jsonl").read_text("utf-8").splitlines()[-1]) == made
    back = loads(run("add", "-c", "mine.db", "--jobs", "1", "--json", "out.jsonl").stdout)
    assert (back["new"], back["known"], back["problems"]) == (0, 8, [])
    assert run("export", "reports", "-c", "mine.db").stdout.encode() == Path("out.jsonl").read_bytes()


def test_statements_go_out_as_csv_and_as_json(harbour: Path) -> None:
    rows = list(csv.DictReader(run("export", "statements", "-c", str(harbour)).stdout.splitlines()))
    lines = [loads(one) for one in run("export", "statements", "-c", str(harbour), "--json").stdout.splitlines()]
    assert rows == [{name: str(value) for name, value in one.items()} for one in lines]
    first = next(one for one in rows if one["source"] == "Idris Vell")
    assert (first["report"], first["chain"], first["stance"]) == ("3", "Radio Dunmore <- Idris Vell", "asserts")
    for one in lines:
        text = loads(run("report", "-c", str(harbour), "--json", str(one["report"])).stdout)["report"]["text"]
        assert text[one["start"] : one["end"]].startswith(one["content"].split(" … ")[0])


def test_claims_go_out_with_their_traces(harbour: Path) -> None:
    lines = [loads(one) for one in run("export", "claims", "-c", str(harbour)).stdout.splitlines()]
    assert [misfits(one, TRACED["traces"][0]) for one in lines] == [[] for _ in lines]
    assert sorted(one["claim"]["number"] for one in lines) == sorted(one["claim"] for one in claims(harbour))
    [first] = loads(run("trace", "-c", str(harbour), str(fired(harbour)), "--json").stdout)["traces"]
    assert first in lines


def test_claims_are_listed_at_once_while_another_program_writes(book: str) -> None:
    with Casebook.open(book) as casebook:
        casebook.connection.execute("UPDATE claim SET lower = NULL, upper = NULL, credibility = NULL")
    with closing(sqlite3.connect(book, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        listed = claims(book)
        assert listed and time.monotonic() - began < 20
    assert claims(book) == listed


def test_claims_go_out_with_one_trace_for_each(book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(claims(book))
    with closing(sqlite3.connect(book)) as connection, connection:
        connection.execute("UPDATE claim SET lower = NULL, upper = NULL, credibility = NULL")
    made: list[int] = []

    def counted(connection: sqlite3.Connection, claim: int) -> Traced:
        made.append(claim)
        return traced(connection, claim)

    for module in ("traces", "listing"):
        monkeypatch.setattr(f"saksi.casebook.{module}.traced", counted)
    assert len(run("export", "claims", "-c", book).stdout.splitlines()) == count
    assert len(made) == count


def test_a_casebook_goes_out_as_a_copy(harbour: Path, empty: Path) -> None:
    made = loads(run("export", "casebook", "mail.db", "-c", str(harbour), "--json").stdout)
    assert made == {"file": "mail.db", "bytes": Path("mail.db").stat().st_size}
    assert run("claims", "-c", "mail.db").stdout == run("claims", "-c", str(harbour)).stdout
    assert run("export", "casebook", "mail.db", "-c", str(harbour)).exit_code == 2
    with sqlite3.connect("mail.db") as copy:
        assert copy.execute("SELECT count(*) FROM report").fetchone() == (7,)


def test_an_export_that_cannot_be_written_leaves_nothing(harbour: Path, empty: Path) -> None:
    result = run("export", "reports", "-c", str(harbour), "-o", "no/such/folder.jsonl")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert not list(empty.iterdir())


# A terminal obeys none of what a report says.

EVIL = "\x1b[31mred\x1b[0m \x9b2J \x08 \u2028 [red]markup[/red]"
PAGE = {"text": f'"The {EVIL} bridge," said Lena Corvo, "is closed."', "lang": "en", "title": EVIL, "outlet": EVIL}


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return a casebook whose only report gives orders to terminals."""
    path = tmp_path_factory.mktemp("evil") / "evil.db"
    assert run("add", "-c", str(path), "--jobs", "1", "-", given=json.dumps(PAGE)).exit_code == 0
    why = f"because {EVIL}"
    assert run("judge", "party", EVIL, EVIL, "--who", EVIL, "--why", why, "-c", str(path)).exit_code == 0
    yield str(path)


@pytest.mark.parametrize(
    "command",
    [["claims"], ["search", "bridge"], ["report"], ["report", "1"], ["trace", "1"], ["info"], ["judge", "list"]],
    ids=str,
)
def test_a_casebook_gives_no_orders_to_a_terminal(evil: str, command: list[str]) -> None:
    for form in ([], ["--json"]):
        result = run(*command, *form, "-c", evil)
        assert result.exit_code == 0, result.stderr
        assert set(re.findall(r"[\x00-\x1f\x7f-\x9f\u2028]", result.stdout)) <= {"\n"}
        assert result.stdout


def test_a_title_is_shown_in_one_line(tmp_path: Path) -> None:
    page = {"text": "The crane fell, said Lena Corvo.", "title": "A crane\r\n2  Radio\u2028Dunmore", "lang": "en"}
    path = str(tmp_path / "b.db")
    assert run("add", "-c", path, "--jobs", "1", "-", given=json.dumps(page)).exit_code == 0
    assert "· en · A crane 2 Radio Dunmore" in run("report", "-c", path).stdout


@pytest.mark.parametrize("columns", ["1", "20", "80"])
def test_any_width_of_terminal_will_do_for_a_casebook(harbour: Path, columns: str) -> None:
    for command in (["claims"], ["search", "Halvmoor"], ["report", "3"], ["info"], ["trace", str(fired(harbour))]):
        result = run(*command, "-c", str(harbour), env={"COLUMNS": columns})
        assert result.exit_code == 0
        assert max(map(len, result.stdout.splitlines())) <= max(int(columns), 20)


# The documentation.


def names(shape: Any) -> set[str]:
    """Return the names of all fields of a shape."""
    if isinstance(shape, list | tuple):
        return set().union(*map(names, shape))
    if isinstance(shape, dict):
        return set(shape).union(*map(names, shape.values()))
    return set()


@pytest.mark.parametrize("field", sorted(names([ADDED, CLAIM, HIT, KEPT, TRACED, JUDGEMENT])))
def test_every_field_of_a_casebook_is_documented(field: str) -> None:
    assert f"`{field}`" in (HARBOUR.parents[1] / "docs" / "json.md").read_text("utf-8")


def test_every_field_of_info_and_of_exports_is_documented(harbour: Path) -> None:
    page = (HARBOUR.parents[1] / "docs" / "json.md").read_text("utf-8")
    info = loads(run("info", "-c", str(harbour), "--json").stdout)
    lines = run("export", "statements", "-c", str(harbour), "--json").stdout.splitlines()
    for field in {*info, *info["readers"][0], *loads(lines[0])}:
        assert f"`{field}`" in page, field


# Progress.


def test_progress_tells_the_rate_and_the_time_left() -> None:
    assert _said(120, "reports", 0.25, 2.0) == "120 reports, 60/s, 0:00:06 left"
    assert _said(3, "reports", None, 2.0) == "3 reports, 1.5/s"
    assert _said(3, "reports", 1.0, 2.0).endswith("0:00:00 left")


def test_progress_is_for_what_takes_long(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for patience, silent, shown in ((60.0, False, False), (0.0, True, False), (0.0, False, True)):
        monkeypatch.setattr("saksi.cli.screen._PATIENCE", patience)
        gauge = Gauge("reading", "reports", silent=silent)
        time.sleep(0.01)
        gauge.at(1, 0.5)
        gauge.end()
        assert bool(capsys.readouterr().err) is shown


def test_about_finds_what_has_a_date_by_its_act_and_object_alone(tmp_path: Path) -> None:
    text = "Pemerintah menutup pabrik itu, kata serikat pekerja."
    page = {"text": text, "lang": "id", "outlet": "Kabar Segara", "published": "2031-05-06"}
    (tmp_path / "news.jsonl").write_text(json.dumps(page), encoding="utf-8")
    kept = tmp_path / "news.saksi"
    assert run("add", "-c", str(kept), str(tmp_path / "news.jsonl")).exit_code == 0
    about = run("trace", "-c", str(kept), "--about", "The government closed the factory, a union said.", "--json")
    assert [one["claim"]["text"] for one in loads(about.stdout)["traces"]] == ["Pemerintah menutup pabrik itu"]
